// One meeting of a test vault, and what is done with its words: withdrawn, cut into frames, asked
// for a case.
#pragma once

#include "tests/support/must.h"
#include "tests/unit/vault/testvault.h"

namespace candour {

/// Somebody who agreed to talk, said one thing, and had it tagged.
struct Meeting {
    explicit Meeting(TestVault& vault) : test(vault) {
        session = test.session(test.slot(u"slot"_qs).name.id).name;
        person = test.participant(session.id).name;
        test.participant(session.id);
        test.answer(person.id);
        line = said(u"The xylophonist rang twice."_qs);
        tag = tagged(line);
    }
    /// The same one, as another tablet has it.
    Meeting(TestVault& vault, const Meeting& same)
        : test(vault), session(same.session), person(same.person), line(same.line), tag(same.tag) {}
    RecordName said(const QString& text) { return test.said(session.id, person.id, text).name; }
    [[nodiscard]] Draft draft(const QString& text) {
        const auto page = cbor::Value::map(
            {{u"session"_qs, cbor::Value(session.id)}, {u"speaker"_qs, person.id.toString()}});
        return {RecordId::makeV7(test.clock, test.random),
                u"text"_qs,
                text,
                3,
                u"said"_qs,
                test.clock.utc(),
                page.encode()};
    }
    /// The store erases what they had said, as far as a withdrawal names it.
    void obeyErasure(UtcTime issued, std::uint32_t generation) {
        Order order;
        order.notebook = session.notebook;
        order.subject = SubjectId(person.id.bytes());
        order.generation = generation;
        order.issued = issued;
        auto edit = must(test.vault->ledger().begin());
        must(test.vault->obey(Signed<Order>::make(order, SigningKey::generate(test.random))));
        must(edit.commit());
    }
    /// Up to which of their keys control changes of a kind ask for; 0: nothing was asked.
    [[nodiscard]] std::uint32_t asked(ControlKind kind) {
        std::uint32_t generation = 0;
        for (const NotebookId& notebook : must(test.vault->ledger().notebooks()))
            for (const ControlChange& change : must(test.vault->ledger().controls(notebook)))
                if (change.control.kind == kind &&
                    change.control.subject == SubjectId(person.id.bytes()))
                    generation = std::max(generation, change.control.generation);
        return generation;
    }
    /// One of us wants what they said erased, and this tablet's person approves it.
    RecordName approve(const RecordName& wish, const RecordId& what) {
        const RecordName member =
            test.put({.type = u"team_member"_qs,
                      .fields = {{u"name"_qs, u"Anna"_qs},
                                 {u"initials"_qs, test.vault->identity().initials},
                                 {u"role"_qs, u"lead"_qs}}})
                .name;
        return test
            .put({.type = u"erasure"_qs,
                  .notebook = wish.notebook,
                  .fields = {{u"what"_qs, cbor::Value(what)},
                             {u"withdrawal"_qs, cbor::Value(wish.id)},
                             {u"authority"_qs, u"Their wish"_qs},
                             {u"reason"_qs, u"Asked for"_qs},
                             {u"requested"_qs, test.now()},
                             {u"approved_by"_qs, cbor::Value::array({cbor::Value(member.id)})},
                             {u"state"_qs, u"requested"_qs}}})
            .name;
    }
    RecordName tagged(const RecordName& target) {
        return test
            .put({.type = u"tag"_qs,
                  .fields = {{u"target"_qs, cbor::Value(target.id)},
                             {u"start"_qs, 0},
                             {u"end"_qs, 15},
                             {u"words"_qs, u"The xylophonist"_qs},
                             {u"pack"_qs, u"la-2026"_qs},
                             {u"statement"_qs, 1},
                             {u"category"_qs, u"staff"_qs},
                             {u"direction"_qs, u"strength"_qs}}})
            .name;
    }
    /// The newest of somebody's keys; an order takes those of its generation and of earlier ones.
    [[nodiscard]] std::uint32_t generationOf(const RecordName& whose) {
        std::uint32_t newest = 0;
        for (const KeyEntry& key :
             must(test.vault->ledger().keys().entriesOf(SubjectId(whose.id.bytes()))))
            newest = std::max(newest, key.generation);
        return newest;
    }
    [[nodiscard]] FieldValues yes(const QString& source = u"confirmed_by_cqc"_qs) {
        test.clock.advance(std::chrono::minutes(1));
        return {{u"participant"_qs, cbor::Value(person.id)},
                {u"purpose"_qs, u"talk"_qs},
                {u"event"_qs, u"given"_qs},
                {u"source"_qs, source},
                {u"time"_qs, test.now()}};
    }
    RecordName withdraw(const QString& outcome, std::vector<cbor::Value> lines = {}) {
        PutRequest request{.type = u"withdrawal"_qs};
        request.fields = {{u"participant"_qs, cbor::Value(person.id)},
                          {u"outcome"_qs, outcome},
                          {u"time"_qs, test.now()}};
        if (!lines.empty())
            request.fields.push_back({u"lines"_qs, cbor::Value::array(std::move(lines))});
        return test.put(request).name;
    }

    TestVault& test;
    RecordName session;
    RecordName person;
    RecordName line;
    RecordName tag;
};

inline RecordName trackedCase(TestVault& test) {
    return test
        .put({.type = u"tracked_case"_qs,
              .fields = {{u"number"_qs, u"C-1"_qs},
                         {u"summary"_qs, u"Home care"_qs},
                         {u"stage"_qs, u"listed"_qs}}})
        .name;
}

/// A case that is theirs.
inline RecordName caseOf(TestVault& test, const RecordName& person) {
    const RecordName tracked = trackedCase(test);
    test.edit(person, u"case"_qs, cbor::Value(tracked.id));
    test.edit(person, u"standing"_qs, u"person"_qs);
    return tracked;
}

inline RecordName withdrawForCase(TestVault& test, const RecordName& tracked,
                                  const QString& outcome = u"restrict"_qs) {
    return test
        .put({.type = u"withdrawal"_qs,
              .notebook = NotebookKind::team,
              .fields = {{u"case"_qs, cbor::Value(tracked.id)},
                         {u"outcome"_qs, outcome},
                         {u"time"_qs, test.now()}}})
        .name;
}

/// Every change of a vault in a frame of its own, chain by chain.
inline std::vector<std::vector<Frame>> framesOf(TestVault& from) {
    std::vector<std::vector<Frame>> chains;
    Ledger& ledger = from.vault->ledger();
    const auto notebooks = ledger.notebooks();
    for (const NotebookId& notebook : *notebooks) {
        const auto heads = ledger.heads(notebook);
        for (const Head& head : *heads) {
            auto& frames = chains.emplace_back();
            const auto bytes = ledger.framesAfter(head.chain, 0, std::size_t{1} << 24);
            const auto pieces = splitFrames(*bytes);
            for (const QByteArrayView& piece : *pieces) frames.push_back(*decodeFrame(piece));
        }
    }
    return chains;
}

/// Makes the author cut its chains where they end now.
inline void cut(TestVault& from) {
    auto edit = from.vault->begin();
    Ledger& ledger = from.vault->ledger();
    const auto notebooks = ledger.notebooks();
    for (const NotebookId& notebook : *notebooks) {
        const auto heads = ledger.heads(notebook);
        for (const Head& head : *heads)
            if (!ledger.frameAfter(head.chain, head.number - 1, from.vault->author()))
                qFatal("cannot cut a frame");
    }
    if (!edit->commit()) qFatal("cannot cut a frame");
}

}  // namespace candour
