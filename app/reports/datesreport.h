// The dates of the assessment in a vault: the period it looks at, its key dates and their faults,
// the lead-in, pauses before elections, and the factual accuracy check (R37, R44).
#pragma once

#include "app/reports/plan.h"
#include "app/rules/assessmentdates.h"
#include "app/rules/evidencedate.h"
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
    int accuracyDaysLeft = 0;      // working days, today included
    bool accuracyPlanned = false;  // the draft has not been sent, as far as anybody wrote down
    QStringList faults = {};       // sentences: dates that cannot be in this order
    QStringList missing = {};      // sentences: dates that nobody has entered yet
    /// A tag whose date keeps it from counting until somebody says why it does (R37).
    struct Undated {
        RecordId tag;
        int statement = 0;
        QString when = {};  // as it was entered
        EvidenceDate answer = EvidenceDate::needsReason;
    };
    std::vector<Undated> outside = {};
};

Result<DatesReport> readDates(RecordReader& records, const Plan& plan, QDate today,
                              const WorkingCalendar& calendar);

}  // namespace candour
