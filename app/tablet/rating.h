// The rating page: the board as app/reports/scorereport fills it, and a score while it is written.
// A draft is on disk with every key, one for each statement; it becomes a score when the rules are
// content with it.
#pragma once

#include "app/tablet/council.h"
#include "app/viewmodels/ratingmodel.h"

namespace candour {

/// Empty of lines, and with the reason, for whoever may not score now.
Result<RatingState> readRating(Vault& vault, const Council& council, QDate today);

/// The check that this statement's score asks for becomes a follow-up of ours. Asking twice changes
/// nothing.
Status startCheck(Vault& vault, const Council& council, int statement, QDate today);

struct ScoreInHand {
    ScoreDraft draft;
    QList<Citation> evidence;  // what counts for the statement
};
/// What was being written, else the score that stands, else nothing; `score`, if it is not 0, is
/// chosen.
Result<ScoreInHand> readScore(Vault& vault, const Council& council, int statement, int score);
/// Durable when it returns.
Status saveScoreDraft(Vault& vault, const ScoreDraft& draft, const Clock& clock, Random& random);
/// A sentence if a rule says no: then nothing is written, and the draft stays.
Result<QString> giveScore(Vault& vault, const Council& council, const ScoreDraft& draft,
                          const Moment& now, const Clock& clock, Random& random);

}  // namespace candour
