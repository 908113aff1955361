// Who could be recognised in what counts as evidence (R13, R14), and what is still to do about each
// alert (R9 to R11).
#pragma once

#include "app/reports/plan.h"
#include "app/rules/anonymity.h"
#include "app/rules/safeguarding.h"

namespace candour {

/// Somebody whose words are tagged.
struct RecognisableRow {
    RecordId participant;
    Trace trace;   // what would be said of them beside their words
    int tags = 0;  // on what they said
    /// Nothing if enough people fit.
    std::optional<JigsawWarning> warning = {};
    bool mayBePromised = true;  // anonymity; false for the only holder of a role
};
/// Those to look at, the fewest fitting first.
Result<std::vector<RecognisableRow>> readRecognisable(RecordReader& records, const Plan& plan);

struct ReportedAlert {
    RecordId id;
    QString kind;  // alert or concern
    AlertRoute route = AlertRoute::localAuthority;
    bool conflict = false;       // the council or its staff are the subject
    bool routeIsSound = true;    // false: it goes to the council all the same, without a reason
    bool pastTheLead = false;    // the council was told although it is the subject
    bool heard = false;          // somebody has it by voice
    QStringList stillToDo = {};  // the most urgent first
    ConfirmationClock clock = {};
};
/// Oldest first.
Result<std::vector<ReportedAlert>> readAlerts(RecordReader& records, std::int64_t nowUtcMs);

}  // namespace candour
