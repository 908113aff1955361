// What the commands about a whole assessment begin with: the vault, the plan in it, and today.
#pragma once

#include "app/cli/cli.h"
#include "app/reports/plan.h"

namespace candour::cli {

struct OpenPlan {
    std::unique_ptr<Vault> vault;
    Plan plan;
    QDate today;  // by the wall calendar

    [[nodiscard]] RecordReader& records() const { return vault->records(); }
};
/// `pack` is the id of a framework pack in place of the assessment's own.
Result<OpenPlan> openPlan(const Context& context, const std::string& pack = {});

/// "Northmere Council, la-2026", or how to begin where there is no plan yet.
QString planLine(const Plan& plan);

// Words of results -------------------------------------------------------------------------------

[[nodiscard]] QDateTime wallNow(const Clock& clock);
/// "9 March 2027".
[[nodiscard]] QString dayWords(QDate day);
/// As 2027-03-09, or null.
[[nodiscard]] QJsonValue jsonOf(const std::optional<QDate>& day);
Status printText(const QString& line);

}  // namespace candour::cli
