// Four people on one assessment, each with a tablet, and somebody whose words are sealed under a
// key of their own: what the tests of erasing and restricting begin with.
#pragma once

#include "tests/support/story.h"

namespace candour {

inline constexpr QStringView planted = u"Nobody told the xylophonist.";

/// A centre with four people on one assessment, each with a tablet, and somebody who was heard.
struct Erasing {
    Erasing() {
        const char* const names[] = {"AW", "JO", "HM", "LD"};
        for (std::size_t i = 0; i < 4; ++i)
            people[i] = centre.addPerson(QString::fromLatin1(names[i]), i == 0);
        for (std::size_t i = 0; i < 4; ++i) centre.enrol(*tablets[i], people[i]);
        whose = SubjectId(RecordId::makeV7(centre.clock, centre.random).bytes());
    }
    HandOver::Report handOver(Replica& tablet) { return candour::handOver(tablet, centre, link); }
    void everybodyHandsOver() {
        for (int round = 0; round < 2; ++round)
            for (Replica* tablet : tablets) must(stopped(handOver(*tablet)));
    }
    static Status stopped(const HandOver::Report& report) {
        if (report.stopped) return tl::unexpected<Error>(*report.stopped);
        if (!report.reasons.empty()) return tl::unexpected<Error>(report.reasons.front().reason);
        return {};
    }
    /// A line of theirs, sealed under their key.
    Appended heard(Replica& tablet, const QString& text, std::optional<SubjectId> under = {}) {
        tablet.clock.advance(milliseconds(1'000));
        auto edit = must(tablet.ledger->begin());
        NewChange change;
        change.record = {centre.team, QStringLiteral("line"),
                         RecordId::makeV7(tablet.clock, tablet.random)};
        change.subject = under.value_or(whose);
        change.fields.push_back({QStringLiteral("text"), text, {}});
        change.written = tablet.author.now();
        const Appended appended = must(tablet.ledger->append(tablet.author, change));
        must(edit.commit());
        return appended;
    }
    ChangeId ask(Replica& tablet, ControlKind kind, std::uint32_t generation,
                 std::vector<ChangeId> changes = {}) {
        auto edit = must(tablet.ledger->begin());
        const Control control{
            kind,       centre.team,        whose,
            generation, std::move(changes), RecordId::makeV7(tablet.clock, tablet.random)};
        const Appended asked =
            must(tablet.ledger->append(tablet.author, centre.team, control, tablet.author.now()));
        must(edit.commit());
        return asked.id;
    }
    /// Two of them approve, and everybody hears of it.
    void erase() {
        ask(second, ControlKind::erase, 1);
        ask(third, ControlKind::erase, 1);
        everybodyHandsOver();
    }
    [[nodiscard]] std::optional<Order> decided() {
        const auto orders = must(centre.shelf->orders());
        return orders.empty() ? std::nullopt : std::optional(orders.front().value);
    }
    /// How many of the changes here have lost their words.
    static int erasedIn(Ledger& ledger) {
        return static_cast<int>(
            *must(ledger.database().first("SELECT count(*) FROM change WHERE form = 3",
                                          [](const Row& row) { return row.integer(0); })));
    }
    [[nodiscard]] static std::size_t keysLeft(Ledger& ledger, const SubjectId& subject) {
        const auto keys = must(ledger.keys().entriesOf(subject));
        return static_cast<std::size_t>(std::count_if(
            keys.begin(), keys.end(), [](const KeyEntry& key) { return !key.destroyed; }));
    }

    Centre centre;
    Replica first{1};
    Replica second{2};
    Replica third{3};
    Replica fourth{4};
    std::array<Replica*, 4> tablets{&first, &second, &third, &fourth};
    std::array<Person, 4> people;
    DirectTransport link{*centre.api};
    SubjectId whose;
};

inline QString textOf(Replica& tablet, RowId record) {
    const RecordState state = mergeRecord(must(tablet.ledger->history(record)));
    const auto& write = state.field(u"text")->writes.front();
    return write.value ? write.value->text() : QString();
}

}  // namespace candour
