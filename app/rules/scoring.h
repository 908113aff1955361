// Scores, and the rating they add up to, by the method of the framework pack: today's gives each
// quality statement a score, that of 2023-24 gives one to each evidence category and rolls them up
// (R48). A rating is shown only when everything is there: an incomplete board says what is missing.
// All arithmetic is on whole points; the one rounding is the pack's.
#pragma once

#include "app/framework/frameworkpack.h"
#include "sync/ids.h"

#include <QDate>

#include <map>
#include <optional>
#include <span>

namespace candour {

// Who scores, and when (R21, R48) -----------------------------------------------------------------

enum class SitePhase : std::uint8_t { open, closed };

/// The site phase is over on the day after the last day on site. Without one it is still open.
SitePhase sitePhaseOn(std::optional<QDate> lastDayOnSite, QDate today);

enum class MayScore : std::uint8_t { yes, onlyTheLead, siteStillOpen };

/// `teamRole` is a team member's. Evidence first, then scores: nobody scores in the field.
MayScore mayScore(QStringView teamRole, SitePhase phase);
/// For the person at the screen; empty for yes.
QString sentenceFor(MayScore answer);

// One score ---------------------------------------------------------------------------------------

struct GivenScore {
    int statement = 0;
    QString category = {};  // of a method that scores categories; empty otherwise
    int score = 0;
    QString rationale = {};
    std::vector<RecordId> evidence = {};  // what the rationale cites
    bool citesOthers = false;             // evidence that is for other quality statements
};

enum class ScoreFault : std::uint8_t {
    none,
    noSuchStatement,
    noSuchScore,
    categoriesAreNotScored,  // by this pack's method (R21)
    categoryMissing,         // this pack's method scores nothing but categories
    categoryDoesNotCount,    // for this quality statement
    noRationale,
    evidenceForOthers,  // all that it cites is evidence for other quality statements
    noEvidence,         // the rationale cites nothing that counts
};

ScoreFault faultOf(const FrameworkPack& pack, const GivenScore& score);
/// For the person at the screen; empty if there is no fault.
QString sentenceFor(ScoreFault fault);

/// Whether a score raises the check if the Secretary of State is told: it is as low as the pack
/// says, in a theme of the Care Act. In Leadership it never does (R49).
bool raisesSecretaryOfStateCheck(const FrameworkPack& pack, int statement, int score);

// What they add up to -----------------------------------------------------------------------------

/// The category scores of one quality statement, rolled up. Nothing if there are none, or one is
/// outside the pack's scores, or the pack scores statements straight.
std::optional<int> rolledUpScore(const FrameworkPack& pack, std::span<const int> categoryScores);

struct Rating {
    int points = 0;
    int mostPoints = 0;
    int percent = 0;     // whole, rounded as the pack says: the bands are read with it
    int hundredths = 0;  // of a percent, to show where in the band it lies: 3889 is 38.89 %
    RatingBand band = {};
};

/// From one score for each quality statement of the pack, by number. Nothing if one is missing, is
/// outside the pack's scores, or belongs to no statement.
std::optional<Rating> ratingOf(const FrameworkPack& pack, const std::map<int, int>& scores);

struct StatementOnBoard {
    int number = 0;
    std::optional<int> score = {};
    bool disputed = false;     // given differently twice: a person decides
    QStringList missing = {};  // sentences, in the order of the pack
    bool secretaryOfStateCheck = false;
};

struct ScoreBoard {
    std::vector<StatementOnBoard> statements = {};  // every one of the pack, in its order
    std::optional<Rating> rating = {};              // nothing until nothing is missing
    QStringList missing = {};                       // of all statements
};

/// From the scores as they stand, in any order. A score with a fault does not count; its fault is
/// among what is missing.
ScoreBoard scoreBoardOf(const FrameworkPack& pack, std::span<const GivenScore> scores);

}  // namespace candour
