// A vault with one planned meeting, and a sitting in it: what the tests of the tablet begin with.
#pragma once

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

}  // namespace candour
