#include "app/reports/scorereport.h"

#include "app/rules/givenscore.h"
#include "app/rules/recordwords.h"
#include "app/rules/taggedevidence.h"

namespace candour {
namespace {

/// The score itself as each of the versions that stand says it.
Status addVersions(RecordReader& records, const ListedRecord& score, const GivenScore& given,
                   std::vector<GivenScore>& all) {
    if (score.conflicts == 0) {
        all.push_back(given);
        return {};
    }
    TRY(const RecordView view, records.get(score.row));
    const FieldView* versions = view.field(u"score");
    if (versions == nullptr) return {};
    for (const Version& version : versions->versions) {
        all.push_back(given);
        if (version.value) all.back().score = static_cast<int>(version.value->integer());
    }
    return {};
}

}  // namespace

Result<ScoreReport> readScores(RecordReader& records, const Plan& plan, QDate today) {
    const QStringList cited = {u"triangulation"_qs, u"theme_note"_qs, u"team_member"_qs};
    TRY(const auto lines, everyLine(records, typesOfEvidence() + cited));
    const Surroundings around = among(lines);
    TRY(const auto scores, everyListed(records, {.type = u"score"_qs}));
    ScoreReport report{.phase = sitePhaseOn(exactDay(plan.fields, u"site_to"), today)};
    std::vector<GivenScore> given;
    for (const ListedRecord& score : scores) {
        if (textIn(score.values, u"pack") != plan.pack.id)
            ++report.ofAnotherPack;
        else if (mayHaveGiven(score.values, around) == MayScore::yes)
            TRY_OK(addVersions(records, score, givenScore(score.values, around), given));
    }
    report.board = scoreBoardOf(plan.pack, given);
    if (report.phase == SitePhase::open) report.board.rating.reset();
    return report;
}

}  // namespace candour
