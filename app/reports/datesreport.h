// The dates of the assessment in a vault: the period it looks at, its key dates and their faults,
// the lead-in, pauses before elections, and the factual accuracy check (R37, R44).
#pragma once

#include "app/reports/plan.h"
#include "app/rules/assessmentdates.h"
#include "app/rules/factualaccuracy.h"

namespace candour {

struct DatesReport {
    KeyDates dates = {};  // as they happened; else as they are planned
    /// The period under assessment; of a follow-up, from the report before it.
    std::optional<DateSpan> period = {};
    bool followUp = false;
    /// From the information return to the first day on site.
    std::optional<LeadIn> leadIn = {};
    QString leadInSentence = {};  // empty if it is as usual
    std::vector<PreElectionPause> pauses = {};
    /// The day on which the report is, or may first be, published, given when it is wished.
    std::optional<QDate> mayPublish = {};
    std::optional<FactualAccuracyWindow> accuracy = {};
    int accuracyDaysLeft = 0;  // working days, today included
    QStringList faults = {};   // sentences: dates that cannot be in this order
    QStringList missing = {};  // sentences: dates that nobody has entered yet
};

Result<DatesReport> readDates(RecordReader& records, const Plan& plan, QDate today,
                              const WorkingCalendar& calendar);

}  // namespace candour
