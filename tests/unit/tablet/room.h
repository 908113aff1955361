// A vault with one planned meeting, and a sitting in it: what the tests of the tablet begin with.
#pragma once

#include "app/records/sessionids.h"
#include "app/tablet/asking.h"
#include "app/tablet/sitting.h"
#include "tests/support/must.h"
#include "tests/unit/vault/testvault.h"

namespace candour {

struct Room {
    explicit Room(const QString& way = u"in_person"_qs) {
        const RecordName planned = test.slot(u"Duty desk"_qs).name;
        slot = planned.id;
        if (way != u"in_person") test.edit(planned, u"way"_qs, way);
        council.authority = u"Northmere Council"_qs;
        council.script = u"4"_qs;
        council.pack = must(shippedPack(u"la-2026"_qs));
        sit();
    }
    void sit() {
        sitting.reset();
        sitting = must(Sitting::open(*test.vault, council, slot, test.clock, test.random));
    }
    /// The tablet was killed and begins again.
    void restart() {
        sitting.reset();
        test.reopen();
        sit();
    }

    /// The assessment: its return went out on 28 December, and the visit ends on 10 March.
    void assess() {
        test.put({.type = u"assessment"_qs,
                  .fields = {{u"authority"_qs, u"Northmere Council"_qs},
                             {u"kind"_qs, u"initial"_qs},
                             {u"return_sent"_qs, u"2026-12-28"_qs},
                             {u"site_from"_qs, u"2027-03-08"_qs},
                             {u"site_to"_qs, u"2027-03-10"_qs},
                             {u"pack"_qs, u"la-2026"_qs},
                             {u"cases_listed"_qs, 3},
                             {u"cases_chosen"_qs, 2},
                             {u"cases_spoken"_qs, 1}}});
    }

    [[nodiscard]] std::vector<Heard> company() {
        return must(readHeard(*test.vault, sitting->session()));
    }
    RecordId join(const QString& role) {
        must(sitting->addPerson(role));
        for (const Heard& heard : company())
            if (textOf(heard.participant, u"role") == role) return heard.participant.id;
        qFatal("nobody joined");
    }
    void answer(const RecordId& person, const QString& purpose, AgreementModel::Choice choice) {
        test.clock.advance(milliseconds(1'000));
        PurposeRow row;
        row.key = purpose;
        row.choice = choice;
        row.told = AgreementModel::Spoken;
        row.ability = AgreementModel::PresumedYes;
        must(recordAgreement(*test.vault, council, slot, person, {row}, true,
                             test.vault->author().now()));
    }
    QString say(const QString& words, const QList<int>& tags = {},
                const std::optional<RecordId>& speaker = {}) {
        test.clock.advance(milliseconds(1'000));
        LineDraft draft;
        draft.serial = ++serial;
        draft.revision = serial;
        draft.begun = test.clock.utc();
        draft.text = words;
        draft.tags = tags;
        if (speaker) draft.speaker = speaker->toString();
        return must(sitting->finish(draft));
    }
    [[nodiscard]] qsizetype tagsOf(const QString& line) {
        return static_cast<qsizetype>(
            must(listAll(*test.vault, {.type = u"tag"_qs,
                                       .where = {{u"target"_qs, *RecordId::fromString(line)}}}))
                .size());
    }

    TestVault test;
    Council council;
    RecordId slot;
    std::unique_ptr<Sitting> sitting;
    qint64 serial = 0;
};

/// Somebody whose tablet has the same session, or another notebook of the room: writes there, and
/// exchanges with the room's.
struct Colleague {
    explicit Colleague(Room& with, std::uint64_t seed = 2)
        : Colleague(with, seed, sessionNotebookOf(with.slot), Lane::rest) {}
    Colleague(Room& with, std::uint64_t seed, const NotebookId& shared, Lane usedLane)
        : room(with), notebook(shared), lane(usedLane), test(seed) {
        Roster roster;
        roster.notebook = notebook;
        roster.kind = must(room.test.vault->notebooks().find(notebook))->kind;
        for (TestVault* each : {&room.test, &test})
            roster.members.push_back({each->vault->identity().person, true, true, {}});
        auto edit = must(test.vault->begin());
        must(test.vault->ledger().keepRoster(
            Signed<Roster>::make(roster, room.test.vault->identity().signing)));
        must(edit.commit());
        must(test.pull(room.test, notebook, lane));
    }
    void write(const QString& type, const RecordId& id, const QString& field,
               const cbor::Value& value) {
        test.edit({notebook, type, id}, field, value);
    }
    void strike(const QString& type, const RecordId& id, const QString& reason) {
        must(test.vault->strike({notebook, type, id}, reason));
    }
    void settle(const QString& type, const RecordId& id, const QString& field,
                const cbor::Value& value) {
        must(test.pull(room.test, notebook, lane));
        test.put({.type = type,
                  .id = id,
                  .notebook = notebook,
                  .fields = {{field, value}},
                  .onConflict = OnConflict::settle});
    }
    /// What they wrote comes in.
    void meet() { must(room.test.pull(test, notebook, lane)); }

    Room& room;
    NotebookId notebook;
    Lane lane;
    TestVault test;
};

}  // namespace candour
