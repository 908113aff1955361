// Alerts, withdrawals and erasures.
#include "app/rules/reading.h"
#include "app/rules/safeguarding.h"
#include "app/rules/withdrawal.h"

#include <QCoreApplication>

#include <algorithm>
#include <set>

namespace candour {

Breaches Reading::alert() {
    say(!routeIsSound(m_record.fields), "R10",
        QT_TRANSLATE_NOOP("Breach",
                          "This is, or may be, about the council or its staff, so it goes to the "
                          "assessment lead. To send it to the council all the same, say why."));
    std::vector<FieldValues> steps;
    for (RecordLine& step : m_around.pointing(u"safeguarding_step"_qs, u"alert"_qs, m_record.id))
        steps.push_back(std::move(step.fields));
    say(wentPastTheLead(m_record.fields, steps), "R10",
        QT_TRANSLATE_NOOP("Breach",
                          "The council was told although this is, or may be, about it or its "
                          "staff. Tell the assessment lead at once."));
    return m_breaches;
}

Breaches Reading::safeguardingStep() {
    constexpr std::int64_t aDay = 24LL * 60 * 60 * 1000;
    const auto alert = m_around.record(id(u"alert"));
    const auto raised = alert ? momentIn(alert->fields, u"raised") : std::nullopt;
    const auto done = momentIn(m_record.fields, u"at");
    say(raised && done && *done < *raised - aDay, "R9",
        QT_TRANSLATE_NOOP("Breach",
                          "This step is dated before anybody heard of the harm. Add it again with "
                          "its right time, and make sure that it was done."),
        Then::list);
    return m_breaches;
}

Breaches Reading::withdrawal() {
    const auto withdrawal = withdrawalFrom(m_record.fields, m_record.writtenUtcMs);
    say(!withdrawal, "R6",
        QT_TRANSLATE_NOOP("Breach",
                          "Say who takes it back: a participant, or the person of a "
                          "case."));
    const QString refusal = withdrawal ? refusalToName(*withdrawal, m_around) : QString();
    if (!refusal.isEmpty()) m_breaches.push_back({u"R6"_qs, refusal});
    if (!withdrawal || withdrawal->outcome != WithdrawalOutcome::erase ||
        !withdrawal->lines.empty())
        return m_breaches;
    const auto asked = [&](const QString& field, const RecordId& target) {
        return !target.isNull() && !m_around.pointing(u"erasure"_qs, field, target).empty();
    };
    say(m_around.team() && !asked(u"withdrawal"_qs, m_record.id) &&
            !asked(u"what"_qs, withdrawal->participant) &&
            !asked(u"what"_qs, withdrawal->trackedCase),
        "R6",
        QT_TRANSLATE_NOOP("Breach",
                          "They want what they said erased, and nobody has asked for it: it is "
                          "locked away and stays. Add the erasure, which two others decide on."),
        Then::list);
    return m_breaches;
}

namespace {

/// A record and all that it leans on, however far; of a case, whoever was met as its person too.
std::set<RecordId> groundOf(const RecordId& what, const Surroundings& around) {
    std::set<RecordId> reached;
    std::vector<RecordId> next = {what};
    for (const RecordLine& met : around.pointing(u"participant"_qs, u"case"_qs, what))
        next.push_back(met.id);
    while (!next.empty()) {
        const RecordId id = next.back();
        next.pop_back();
        if (id.isNull() || !reached.insert(id).second) continue;
        if (const auto record = around.record(id))
            for (const RecordId& target : referencesOf(*record->type, record->fields))
                next.push_back(target);
    }
    return reached;
}

/// A hold keeps what it names and everything that rests on it, as the retention report says: that
/// of a meeting keeps who was there, that of the assessment keeps all.
bool isHeld(const RecordId& what, const Surroundings& around) {
    const auto holds = around.every(u"hold"_qs);
    if (holds.empty()) return false;
    const std::set<RecordId> ground = groundOf(what, around);
    return std::any_of(holds.begin(), holds.end(), [&](const RecordLine& hold) {
        if (!valueOf(hold.fields, u"released").isNull()) return false;
        const RecordId kept = idIn(hold.fields, u"what");
        const auto record = around.record(kept);
        return ground.contains(kept) || (record && record->type->name == u"assessment");
    });
}

}  // namespace

Breaches Reading::erasure() {
    const QString& state = text(u"state");
    if (state != u"approved" && state != u"in_force" && state != u"done") return {};
    const bool held = isHeld(id(u"what"), m_around);
    say(held, "R45",
        QT_TRANSLATE_NOOP("Breach",
                          "A legal hold stands on this or on what it belongs to, so nothing of it "
                          "may be erased until the hold is released."));
    say(!erasureMayTakeEffect(id(u"requested_by"), idsIn(m_record.fields, u"approved_by"), false),
        "R45",
        QT_TRANSLATE_NOOP("Breach",
                          "An erasure needs the approval of two people, neither of "
                          "whom asked for it."));
    return m_breaches;
}

}  // namespace candour
