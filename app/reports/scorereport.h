// The score board of a vault: the scores as they stand, what they add up to, and what is missing
// until they do (R21, R48, R49).
#pragma once

#include "app/reports/plan.h"
#include "app/rules/scoring.h"

namespace candour {

struct ScoreReport {
    ScoreBoard board = {};
    /// Until the site phase is over nobody scores; what is on the board already is shown, and adds
    /// up to nothing yet.
    SitePhase phase = SitePhase::open;
    int ofAnotherPack = 0;  // scores that this framework's board leaves out
};

/// A score that its giver could not give is not on the board. One that two people changed unseen of
/// each other is on the board as both of its versions.
Result<ScoreReport> readScores(RecordReader& records, const Plan& plan, QDate today);

}  // namespace candour
