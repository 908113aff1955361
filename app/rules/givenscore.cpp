#include "app/rules/givenscore.h"

#include "app/rules/assessmentdates.h"
#include "app/rules/recordwords.h"
#include "app/rules/taggedevidence.h"

namespace candour {
namespace {

SitePhase sitePhaseAmong(QDate day, const Surroundings& around) {
    for (const RecordLine& assessment : around.every(u"assessment"_qs)) {
        const auto last = daysOf(textIn(assessment.fields, u"site_to"));
        if (last && sitePhaseOn(last->to, day) == SitePhase::open) return SitePhase::open;
    }
    return SitePhase::closed;
}

/// Of another pack it may be evidence too, if the numbers mean the same.
bool isFor(const FieldValues& score, const RecordLine& tag, const Surroundings& around) {
    if (valueOf(tag.fields, u"statement").integer() != valueOf(score, u"statement").integer())
        return false;
    const auto shelf = around.shelf();
    const FrameworkPack* pack = shelf->pack(textIn(score, u"pack"));
    return pack == nullptr || pack->readsNumbersOf(textIn(tag.fields, u"pack"));
}

}  // namespace

GivenScore givenScore(const FieldValues& score, const Surroundings& around) {
    GivenScore given{.statement = static_cast<int>(valueOf(score, u"statement").integer()),
                     .category = textIn(score, u"category"),
                     .score = static_cast<int>(valueOf(score, u"score").integer()),
                     .rationale = textIn(score, u"rationale"),
                     .evidence = {}};
    CitedEvidence cited = citedEvidence(idsIn(score, u"cites"), around);
    given.evidence = std::move(cited.notHere);
    for (const RecordLine& tag : cited.counting)
        if (isFor(score, tag, around))
            given.evidence.push_back(tag.id);
        else
            given.citesOthers = true;
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
