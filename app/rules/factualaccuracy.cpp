#include "app/rules/factualaccuracy.h"

#include <algorithm>

namespace candour {

FactualAccuracyWindow factualAccuracyWindow(QDate sent, const WorkingCalendar& calendar,
                                            int workingDays) {
    return {sent, calendar.workingDaysAfter(sent, workingDays)};
}

int workingDaysLeft(const FactualAccuracyWindow& window, QDate today,
                    const WorkingCalendar& calendar) {
    return calendar.workingDaysBetween(std::max(window.sent, today.addDays(-1)), window.lastDay);
}

std::vector<TraceRow> traceOf(std::span<const TracedEvidence> evidence) {
    std::vector<TracedEvidence> ordered(evidence.begin(), evidence.end());
    std::stable_sort(ordered.begin(), ordered.end(),
                     [](const auto& a, const auto& b) { return a.at.utcMs < b.at.utcMs; });
    std::vector<TraceRow> rows;
    for (const TracedEvidence& each : ordered) {
        const QString when = !each.isTimed()        ? QString()
                             : each.dated.isEmpty() ? instantForPeople(each.at)
                                                    : dateForPeople(each.dated);
        rows.push_back(
            {when, each.kind, each.onlyHolder || each.role.isEmpty() ? each.standing : each.role});
    }
    return rows;
}

}  // namespace candour
