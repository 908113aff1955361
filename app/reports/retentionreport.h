// How long the records of a vault are kept: for each class of the policy, how many may go, when the
// next do, and what a legal hold keeps (R45). Nothing is erased here.
#pragma once

#include "app/reports/plan.h"
#include "app/rules/retention.h"

namespace candour {

struct RetentionRow {
    QString name = {};
    QString title = {};
    RetentionStart starts = RetentionStart::published;
    int months = 0;
    int notStarted = 0;  // records, by what retentionOf() says of each
    int running = 0;
    int due = 0;
    int held = 0;
    std::optional<QDate> next = {};  // the first day on which one more falls due
    [[nodiscard]] int records() const { return notStarted + running + due + held; }
};

struct RetentionReport {
    std::vector<RetentionRow> rows = {};  // in the order of the policy
    int holds = 0;                        // that stand today
};

/// A hold keeps what it names and everything that rests on it, however far: rather too much.
Result<RetentionReport> readRetention(RecordReader& records, const Plan& plan,
                                      const RetentionPolicy& policy, QDate today);

}  // namespace candour
