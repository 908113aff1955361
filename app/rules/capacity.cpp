#include "app/rules/capacity.h"

#include "app/rules/recordwords.h"

namespace candour {

std::optional<CapacityConsideration> capacityFrom(const FieldValues& fields) {
    const QString outcome = textIn(fields, u"outcome");
    const auto time = momentIn(fields, u"time");
    if (!time || textIn(fields, u"decision").isEmpty()) return std::nullopt;
    CapacityConsideration consideration{textIn(fields, u"decision"), *time, Ability::unclear};
    if (outcome == u"able") consideration.outcome = Ability::able;
    if (outcome == u"able_with_support") consideration.outcome = Ability::ableWithSupport;
    if (outcome == u"unable_now") consideration.outcome = Ability::unableNow;
    return consideration;
}

Ability abilityFor(std::span<const CapacityConsideration> ofOnePerson, QStringView decision,
                   std::int64_t utcMs) {
    const CapacityConsideration* last = nullptr;
    for (const CapacityConsideration& one : ofOnePerson) {
        if (one.decision != decision || one.utcMs > utcMs) continue;
        if (last == nullptr || one.utcMs >= last->utcMs) last = &one;
    }
    return last == nullptr ? Ability::presumed : last->outcome;
}

bool showsSupportTried(const FieldValues& fields) {
    return textIn(fields, u"outcome") != u"unable_now" ||
           !textIn(fields, u"support").trimmed().isEmpty();
}

}  // namespace candour
