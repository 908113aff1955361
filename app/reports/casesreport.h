// The tracked cases of a vault: the funnel, who makes contact, each journey with its waits and gaps
// and the accounts of it side by side (R28, R29, R31, R32), and how the sample compares with the
// council's population (R30).
#pragma once

#include "app/reports/plan.h"
#include "app/rules/accounts.h"
#include "app/rules/casecontact.h"
#include "app/rules/casefunnel.h"
#include "app/rules/casejourney.h"
#include "app/rules/samplebalance.h"

namespace candour {

struct CaseRow {
    RecordId id;
    FieldValues fields;            // the tracked case's
    std::vector<RecordId> owners;  // one; several if they were set unseen of each other
    ContactAdvice advice;          // for us
    JourneyTiming journey;
};

struct CasesReport {
    Funnel funnel;
    std::vector<CaseRow> cases;  // by number
};
/// `me` is our team member's record.
Result<CasesReport> readCases(RecordReader& records, const Plan& plan, RecordId me, QDate today);

/// One stage of a journey with what each voice says of it.
struct StageReport {
    StageTiming timing;
    FieldValues fields;               // the stage's
    std::vector<SideBySide> points;   // "began", "ended" and "view", where anybody spoke of them
    std::vector<AccountPoint> words;  // each account in its own words, never compared
};

struct CaseReport {
    CaseRow row;
    std::vector<StageReport> stages;  // in the order of the timing
    int contacts = 0;
    int differences = 0;  // points on which accounts differ
};
/// `notFound` if there is no such case; of a number, `badInput` if there are two.
Result<CaseReport> readCase(RecordReader& records, const QString& number, RecordId me, QDate today);
Result<CaseReport> readCase(RecordReader& records, const RecordId& id, RecordId me, QDate today);

struct BalanceReport {
    std::vector<BalanceRow> rows;  // one for each group whose share is entered
    /// For each row, the cases of that group that are on the list and not chosen.
    std::vector<std::vector<RecordId>> listed;
    int cases = 0;  // chosen to track: those that were compared
    /// Groups whose words are no option of a case, so that no case can be counted: "Age: 85+".
    QStringList unmatched;
};
Result<BalanceReport> readBalance(RecordReader& records);

}  // namespace candour
