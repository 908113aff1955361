#include "app/rules/breach.h"

#include "app/rules/reading.h"

#include <QCoreApplication>

#include <algorithm>

namespace candour {

void Reading::say(bool broken, const char* rule, const char* sentence, Then then) {
    if (broken)
        m_breaches.push_back({QString::fromLatin1(rule),
                              QCoreApplication::translate("Breach", sentence), false,
                              then == Then::list});
}

void Reading::sayPending(bool broken, const char* rule, const char* sentence) {
    if (broken)
        m_breaches.push_back(
            {QString::fromLatin1(rule), QCoreApplication::translate("Breach", sentence), true});
}

namespace {

struct Rules {
    const char* type;
    Breaches (Reading::*read)();
    const char* settledBy = nullptr;  // fieldThatSettles()
};
constexpr Rules rules[] = {
    {"line", &Reading::line, "session"},
    {"tag", &Reading::tag},
    {"assessment", &Reading::assessment},
    {"assessment_pause", &Reading::assessmentPause},
    {"team_member", &Reading::teamMember},
    {"timetable_slot", &Reading::timetableSlot},
    {"headcount", &Reading::headcount},
    {"agreement", &Reading::agreement},
    {"case_agreement", &Reading::agreement},
    {"theme_note", &Reading::themeNote},
    {"tracked_case", &Reading::trackedCase},
    {"contact", &Reading::contact},
    {"attachment", &Reading::attachment},
    {"record_access", &Reading::recordAccess},
    {"capacity_consideration", &Reading::capacity},
    {"safeguarding_alert", &Reading::alert},
    {"safeguarding_step", &Reading::safeguardingStep},
    {"withdrawal", &Reading::withdrawal},
    {"erasure", &Reading::erasure},
    {"score", &Reading::score},
    {"framework_pack", &Reading::frameworkPack},
};

const Rules* rulesFor(const RecordType& type) {
    const auto* found = std::find_if(std::begin(rules), std::end(rules), [&](const Rules& one) {
        return type.name == QLatin1String(one.type);
    });
    return found == std::end(rules) ? nullptr : found;
}

}  // namespace

bool hasRules(const RecordType& type) {
    return rulesFor(type) != nullptr || Reading::hasOrder(type);
}

QString fieldThatSettles(const RecordType& type) {
    const Rules* found = rulesFor(type);
    return found == nullptr ? QString() : QString::fromLatin1(found->settledBy);
}

std::vector<Breach> breachesOf(const RecordLine& record, const Surroundings& around) {
    const Rules* found = rulesFor(*record.type);
    Reading reading(record, around);
    if (found != nullptr) (reading.*found->read)();
    reading.inOrder();
    return reading.all();
}

}  // namespace candour
