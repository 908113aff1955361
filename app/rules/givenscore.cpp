#include "app/rules/givenscore.h"

#include "app/rules/breach.h"
#include "app/rules/recordwords.h"

namespace candour {

GivenScore givenScore(const FieldValues& score, const Surroundings& around) {
    GivenScore given{.statement = static_cast<int>(valueOf(score, u"statement").integer()),
                     .category = textIn(score, u"category"),
                     .score = static_cast<int>(valueOf(score, u"score").integer()),
                     .rationale = textIn(score, u"rationale"),
                     .evidence = {}};
    for (const RecordId& cited : idsIn(score, u"cites")) {
        const auto record = around.record(cited);
        if (!record || breachesOf(*record, around).empty()) given.evidence.push_back(cited);
    }
    return given;
}

}  // namespace candour
