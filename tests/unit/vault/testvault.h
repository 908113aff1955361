// A vault on a real temporary folder, alone, at the least cost of a guess: what most tests of the
// vault begin with.
#pragma once

#include "app/vault/vault.h"
#include "tests/support/fakes.h"

#include <QBuffer>
#include <QTemporaryDir>

#include <string_view>

namespace candour {

inline Passphrase passphraseOf(std::string_view text) {
    auto passphrase = Passphrase::entered(SecretBytes::copyOf(text));
    if (!passphrase) qFatal("a test's passphrase: %s", passphrase.error().name());
    return std::move(*passphrase);
}

struct TestVault {
    static constexpr std::string_view words = "correct horse battery staple";

    explicit TestVault(std::uint64_t seed = 1, const RecordList& types = recordList())
        : random(seed), ground{clock, random, types} {
        auto made =
            Vault::create(path(), passphraseOf(words), Identity::alone(u"TV"_qs, clock, random),
                          ground, leastKdfCost, u"Northmere"_qs);
        if (!made) qFatal("cannot make a test vault: %s", made.error().name());
        vault = std::move(*made);
    }

    [[nodiscard]] QString path() const { return folder.filePath(u"vault"_qs); }
    void lock() {
        if (vault && !Vault::lock(std::move(vault))) qFatal("cannot lock a test vault");
    }
    Result<std::unique_ptr<Vault>> open() {
        return Vault::open(path(), passphraseOf(words), ground);
    }
    void reopen() {
        vault.reset();
        auto opened = open();
        if (!opened) qFatal("cannot open a test vault: %s", opened.error().name());
        vault = std::move(*opened);
    }

    Saved put(const PutRequest& request) {
        clock.advance(milliseconds(1'000));
        auto saved = vault->put(request);
        if (!saved)
            qFatal("cannot put: %s: %s", saved.error().name(), saved.error().detail.c_str());
        return std::move(*saved);
    }
    Saved slot(const QString& title = u"Duty desk"_qs) {
        const cbor::Value start = cbor::Value::array({1'804'586'400'000, 0});
        return put({.type = u"timetable_slot"_qs,
                    .fields = {{u"day"_qs, u"2027-03-09"_qs},
                               {u"start"_qs, start},
                               {u"end"_qs, start},
                               {u"room"_qs, u"2"_qs},
                               {u"title"_qs, title},
                               {u"kind"_qs, u"one_to_one"_qs},
                               {u"way"_qs, u"in_person"_qs},
                               {u"state"_qs, u"planned"_qs}}});
    }
    Saved session(const RecordId& slot) {
        return put({.type = u"session"_qs,
                    .fields = {{u"slot"_qs, cbor::Value(slot)},
                               {u"title"_qs, u"Duty desk"_qs},
                               {u"kind"_qs, u"one_to_one"_qs}}});
    }
    Saved participant(const RecordId& session) {
        return put({.type = u"participant"_qs,
                    .fields = {{u"session"_qs, cbor::Value(session)},
                               {u"standing"_qs, u"staff"_qs},
                               {u"role"_qs, u"Social worker"_qs}}});
    }
    Saved said(const RecordId& session, const RecordId& speaker, const QString& text) {
        return put({.type = u"line"_qs,
                    .fields = {{u"session"_qs, cbor::Value(session)},
                               {u"at"_qs, now()},
                               {u"kind"_qs, u"said"_qs},
                               {u"speaker"_qs, cbor::Value(speaker)},
                               {u"text"_qs, text}}});
    }
    /// This moment as a record holds it.
    [[nodiscard]] cbor::Value now() const {
        return cbor::Value::array({clock.utc().time_since_epoch().count(), 0});
    }
    Saved line(const RecordId& session, const QString& text) {
        return put({.type = u"line"_qs,
                    .fields = {{u"session"_qs, cbor::Value(session)},
                               {u"at"_qs, cbor::Value::array({1'804'586'400'000, 0})},
                               {u"kind"_qs, u"saw"_qs},
                               {u"text"_qs, text}}});
    }
    /// To *Talk with us*, heard by ourselves.
    Saved answer(const RecordId& participant, const QString& event = u"given"_qs) {
        return put({.type = u"agreement"_qs,
                    .fields = {{u"participant"_qs, cbor::Value(participant)},
                               {u"purpose"_qs, u"talk"_qs},
                               {u"event"_qs, event},
                               {u"source"_qs, u"confirmed_by_cqc"_qs},
                               {u"time"_qs,
                                cbor::Value::array({clock.utc().time_since_epoch().count(), 0})}}});
    }
    Saved edit(const RecordName& name, const QString& field, const cbor::Value& value) {
        return put({.type = name.type,
                    .id = name.id,
                    .notebook = name.notebook,
                    .fields = {{field, value}}});
    }
    Result<ApplyReport> apply(QByteArray lines, OnConflict onConflict = OnConflict::refuse) {
        QBuffer buffer(&lines);
        buffer.open(QIODevice::ReadOnly);
        return vault->apply(buffer, onConflict);
    }
    RecordView view(RowId row) {
        auto read = vault->records().get(row);
        if (!read) qFatal("cannot read a record: %s", read.error().name());
        return std::move(*read);
    }
    QStringList hits(const QString& wanted) {
        auto page = vault->records().search(wanted);
        if (!page) qFatal("cannot search: %s", page.error().name());
        QStringList found;
        for (const FoundRecord& hit : page->hits)
            found << valueOf(hit.record.values, hit.type->name == u"line" ? u"text" : u"title")
                         .text();
        return found;
    }
    /// Everything of `from`'s chains in a notebook that is not here yet, off the wire.
    Result<Imported> pull(TestVault& from, const NotebookId& notebook, Lane lane = Lane::rest) {
        const ChainId chain{notebook, from.vault->author().vault(), lane, {}};
        std::int64_t held = 0;
        auto heads = vault->ledger().heads(notebook);
        if (!heads) return tl::unexpected<Error>(heads.error());
        for (const Head& head : *heads)
            if (head.chain == chain) held = head.number;
        TRY(auto edit, from.vault->begin());
        TRY(const Frame frame, from.vault->ledger().frameAfter(chain, held, from.vault->author()));
        TRY_OK(edit.commit());
        TRY(const Frame read, decodeFrame(encodeFrame(frame)));
        return vault->takeIn(read, from.vault->identity().signing.verifyKey());
    }

    QTemporaryDir folder;
    FakeClock clock;
    SeededRandom random;
    Vault::Ground ground;
    std::unique_ptr<Vault> vault;
};

/// A notebook that two vaults have: the second one's roster is the first one's.
inline void shareNotebook(TestVault& from, TestVault& to, const NotebookId& notebook) {
    auto edit = to.vault->begin();
    const auto known = from.vault->ledger().roster(notebook);
    Roster roster;
    if (known && *known) {
        roster = (*known)->value;
    } else if (const auto founded = from.vault->notebooks().find(notebook); founded && *founded) {
        roster.kind = (*founded)->kind;
        roster.parent = (*founded)->parent;
    }
    roster.notebook = notebook;
    roster.version = 2;
    roster.members.clear();
    for (TestVault* test : {&from, &to})
        roster.members.push_back({test->vault->identity().person, true, true, {}});
    const auto statement = Signed<Roster>::make(roster, from.vault->identity().signing);
    if (!to.vault->ledger().keepRoster(statement) || !edit->commit()) qFatal("cannot share");
}

}  // namespace candour
