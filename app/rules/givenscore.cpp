#include "app/rules/givenscore.h"

#include "app/rules/assessmentdates.h"
#include "app/rules/breach.h"
#include "app/rules/recordwords.h"
#include "app/rules/triangulation.h"

#include <algorithm>

namespace candour {
namespace {

SitePhase sitePhaseAmong(QDate day, const Surroundings& around) {
    for (const RecordLine& assessment : around.every(u"assessment"_qs)) {
        const auto last = daysOf(textIn(assessment.fields, u"site_to"));
        if (last && sitePhaseOn(last->to, day) == SitePhase::open) return SitePhase::open;
    }
    return SitePhase::closed;
}

/// What a thought rests on makes no evidence of the thought (R18).
bool isOurs(const RecordLine& cited, const Surroundings& around) {
    if (cited.type->name != u"triangulation") return false;
    const auto comparison = comparisonFrom(cited, around);
    return comparison && comparison->ofThought;
}

}  // namespace

GivenScore givenScore(const FieldValues& score, const Surroundings& around) {
    GivenScore given{.statement = static_cast<int>(valueOf(score, u"statement").integer()),
                     .category = textIn(score, u"category"),
                     .score = static_cast<int>(valueOf(score, u"score").integer()),
                     .rationale = textIn(score, u"rationale"),
                     .evidence = {}};
    for (const RecordId& cited : idsIn(score, u"cites")) {
        const auto record = around.record(cited);
        const auto broken = record ? breachesOf(*record, around) : std::vector<Breach>();
        // What is only listed of a theme note is how it is worded.
        const bool counts = std::all_of(broken.begin(), broken.end(),
                                        [](const Breach& breach) { return breach.onlyListed; });
        if (counts && !(record && isOurs(*record, around))) given.evidence.push_back(cited);
    }
    return given;
}

MayScore mayHaveGiven(const FieldValues& score, const Surroundings& around) {
    const auto by = around.record(idIn(score, u"by"));
    const auto day = dayIn(score, u"at");
    return by && day ? mayScore(textIn(by->fields, u"role"), sitePhaseAmong(*day, around))
                     : MayScore::yes;
}

bool isAhead(const FieldValues& score, std::int64_t nowUtcMs) {
    constexpr std::int64_t fiveMinutes = 5LL * 60 * 1000;
    return momentIn(score, u"at").value_or(nowUtcMs) > nowUtcMs + fiveMinutes;
}

}  // namespace candour
