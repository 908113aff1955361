// The factual accuracy check: how long the council has, and where each statement of the report
// comes from (R44). The trail has times and roles and nobody's identity; it holds no words, so that
// it can be shown when notes are asked for.
#pragma once

#include "app/records/timetext.h"
#include "app/rules/workingdays.h"

#include <QStringList>

#include <span>

namespace candour {

inline constexpr int factualAccuracyWorkingDays = 10;

struct FactualAccuracyWindow {
    QDate sent;  // the day of the e-mail, which does not count
    QDate lastDay;
};
FactualAccuracyWindow factualAccuracyWindow(QDate sent, const WorkingCalendar& calendar,
                                            int workingDays = factualAccuracyWorkingDays);
/// Today included; 0 after the last day.
int workingDaysLeft(const FactualAccuracyWindow& window, QDate today,
                    const WorkingCalendar& calendar);

/// One piece of evidence that a statement of the report rests on.
struct TracedEvidence {
    Instant at = {};        // 0 UTC where nobody wrote down when it was
    QString dated = {};     // stored date of a paper, which has no time; else empty
    QString kind = {};      // "Said", "Saw", "Document"
    QString role = {};      // as recorded; of a document, its title
    QString standing = {};  // "Council staff", "Unpaid carer"…: for whoever alone holds a role
    bool onlyHolder = false;

    [[nodiscard]] bool isTimed() const { return at.utcMs != 0 || !dated.isEmpty(); }
};
struct TraceRow {
    QString when;  // empty where nobody wrote it down
    QString kind;
    QString who;
    friend bool operator==(const TraceRow&, const TraceRow&) = default;
};
/// In the order of time, what has none first. The only holder of a role appears by standing alone.
std::vector<TraceRow> traceOf(std::span<const TracedEvidence> evidence);

}  // namespace candour
