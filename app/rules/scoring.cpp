#include "app/rules/scoring.h"

#include <QCoreApplication>

#include <set>

namespace candour {
namespace {

QString translated(const char* text) {
    return QCoreApplication::translate("Scoring", text);
}

bool isScore(const ScoringMethod& scoring, int score) {
    return scoring.least <= score && score <= scoring.most;
}

bool rollsUp(const FrameworkPack& pack) {
    return pack.scoring.kind == ScoringMethod::Kind::categories;
}

/// The scores that were given for one statement, or for one of its categories.
struct Given {
    std::set<int> sound = {};
    ScoreFault fault = ScoreFault::none;  // of the first that does not count
};
using ByCategory = std::map<QString, Given>;

/// One score, or nothing and a sentence that says why.
std::optional<int> onlyOne(const Given& given, StatementOnBoard& board, const QString& name) {
    if (given.sound.size() == 1) return *given.sound.begin();
    board.disputed = board.disputed || given.sound.size() > 1;
    const QString why = given.sound.size() > 1
                            ? translated(QT_TRANSLATE_NOOP("Scoring", "Two scores differ. Decide."))
                        : given.fault != ScoreFault::none
                            ? sentenceFor(given.fault)
                            : translated(QT_TRANSLATE_NOOP("Scoring", "Not scored yet."));
    board.missing << u"%1: %2"_qs.arg(name, why);
    return std::nullopt;
}

StatementOnBoard onBoard(const FrameworkPack& pack, const QualityStatement& statement,
                         const ByCategory& given) {
    StatementOnBoard board{.number = statement.number};
    const auto of = [&](const QString& category) {
        const auto found = given.find(category);
        return found == given.end() ? Given{} : found->second;
    };
    if (rollsUp(pack)) {
        std::vector<int> scores;
        for (const QString& need : statement.needs) {
            const QString name = statement.title.text + u", "_qs + pack.category(need)->title;
            if (const auto score = onlyOne(of(need), board, name)) scores.push_back(*score);
        }
        if (board.missing.isEmpty()) board.score = rolledUpScore(pack, scores);
    } else {
        board.score = onlyOne(of({}), board, statement.title.text);
    }
    board.secretaryOfStateCheck =
        board.score && raisesSecretaryOfStateCheck(pack, statement.number, *board.score);
    return board;
}

}  // namespace

SitePhase sitePhaseOn(std::optional<QDate> lastDayOnSite, QDate today) {
    return lastDayOnSite && *lastDayOnSite < today ? SitePhase::closed : SitePhase::open;
}

MayScore mayScore(QStringView teamRole, SitePhase phase) {
    if (teamRole != u"lead") return MayScore::onlyTheLead;
    return phase == SitePhase::closed ? MayScore::yes : MayScore::siteStillOpen;
}

QString sentenceFor(MayScore answer) {
    switch (answer) {
        case MayScore::yes:
            return {};
        case MayScore::onlyTheLead:
            return translated(QT_TRANSLATE_NOOP(
                "Scoring", "Only the assessment lead scores. What you heard is evidence for it."));
        case MayScore::siteStillOpen:
            break;
    }
    return translated(QT_TRANSLATE_NOOP(
        "Scoring", "Scoring opens after the last day on site. Until then, gather evidence."));
}

ScoreFault faultOf(const FrameworkPack& pack, const GivenScore& score) {
    const QualityStatement* statement = pack.statement(score.statement);
    if (statement == nullptr) return ScoreFault::noSuchStatement;
    if (!rollsUp(pack) && !score.category.isEmpty()) return ScoreFault::categoriesAreNotScored;
    if (rollsUp(pack) && score.category.isEmpty()) return ScoreFault::categoryMissing;
    if (rollsUp(pack) && !statement->needs.contains(score.category))
        return ScoreFault::categoryDoesNotCount;
    if (!isScore(pack.scoring, score.score)) return ScoreFault::noSuchScore;
    if (score.rationale.trimmed().isEmpty()) return ScoreFault::noRationale;
    if (!score.evidence.empty()) return ScoreFault::none;
    return score.citesOthers ? ScoreFault::evidenceForOthers : ScoreFault::noEvidence;
}

QString sentenceFor(ScoreFault fault) {
    switch (fault) {
        case ScoreFault::none:
            return {};
        case ScoreFault::noSuchStatement:
            return translated(
                QT_TRANSLATE_NOOP("Scoring", "This framework has no such quality statement."));
        case ScoreFault::noSuchScore:
            return translated(QT_TRANSLATE_NOOP("Scoring", "This framework has no such score."));
        case ScoreFault::categoriesAreNotScored:
            return translated(QT_TRANSLATE_NOOP(
                "Scoring", "This framework scores quality statements, not evidence categories."));
        case ScoreFault::categoryMissing:
            return translated(QT_TRANSLATE_NOOP(
                "Scoring", "This framework scores evidence categories. Say which one."));
        case ScoreFault::categoryDoesNotCount:
            return translated(QT_TRANSLATE_NOOP(
                "Scoring", "This evidence category does not count for the quality statement."));
        case ScoreFault::noRationale:
            return translated(QT_TRANSLATE_NOOP("Scoring", "The score needs a rationale."));
        case ScoreFault::evidenceForOthers:
            return translated(
                QT_TRANSLATE_NOOP("Scoring",
                                  "What it cites is evidence for other quality statements. Cite "
                                  "some for this one."));
        case ScoreFault::noEvidence:
            break;
    }
    return translated(QT_TRANSLATE_NOOP("Scoring", "The rationale has to cite evidence."));
}

bool raisesSecretaryOfStateCheck(const FrameworkPack& pack, int statement, int score) {
    const QualityStatement* scored = pack.statement(statement);
    const Theme* theme = scored == nullptr ? nullptr : pack.theme(scored->theme);
    return theme != nullptr && theme->careAct && isScore(pack.scoring, score) &&
           score <= pack.scoring.notifiedScore;
}

std::optional<int> rolledUpScore(const FrameworkPack& pack, std::span<const int> categoryScores) {
    if (!rollsUp(pack) || categoryScores.empty()) return std::nullopt;
    int points = 0;
    for (const int score : categoryScores) {
        if (!isScore(pack.scoring, score)) return std::nullopt;
        points += score;
    }
    const int most = static_cast<int>(categoryScores.size()) * pack.scoring.most;
    const StatementBand* band =
        pack.scoring.statementBandOf(ScoringMethod::percentOf(points, most));
    return band == nullptr ? std::nullopt : std::optional(band->score);
}

std::optional<Rating> ratingOf(const FrameworkPack& pack, const std::map<int, int>& scores) {
    if (scores.size() != pack.statements.size()) return std::nullopt;
    Rating rating{.mostPoints = static_cast<int>(scores.size()) * pack.scoring.most};
    for (const auto& [statement, score] : scores) {
        if (pack.statement(statement) == nullptr || !isScore(pack.scoring, score))
            return std::nullopt;
        rating.points += score;
    }
    rating.percent = ScoringMethod::percentOf(rating.points, rating.mostPoints);
    rating.hundredths = ScoringMethod::percentOf(100 * rating.points, rating.mostPoints);
    const RatingBand* band = pack.scoring.bandOf(rating.percent);
    if (band == nullptr) return std::nullopt;
    rating.band = *band;
    return rating;
}

ScoreBoard scoreBoardOf(const FrameworkPack& pack, std::span<const GivenScore> scores) {
    std::map<int, ByCategory> given;
    for (const GivenScore& score : scores) {
        Given& slot = given[score.statement][score.category];
        const ScoreFault fault = faultOf(pack, score);
        if (fault == ScoreFault::none)
            slot.sound.insert(score.score);
        else if (slot.fault == ScoreFault::none || fault < slot.fault)
            slot.fault = fault;
    }
    ScoreBoard board;
    std::map<int, int> whole;
    for (const QualityStatement& statement : pack.statements) {
        board.statements.push_back(onBoard(pack, statement, given[statement.number]));
        const StatementOnBoard& added = board.statements.back();
        if (added.score) whole[added.number] = *added.score;
        board.missing << added.missing;
    }
    board.rating = ratingOf(pack, whole);
    return board;
}

}  // namespace candour
