#include "app/rules/capacity.h"

#include "app/rules/recordwords.h"

namespace candour {

std::optional<CapacityConsideration> capacityFrom(const FieldValues& fields) {
    const QString outcome = textIn(fields, u"outcome");
    const auto time = momentIn(fields, u"time");
    const QString& purpose = textIn(fields, u"purpose");
    const QString& decision = purpose.isEmpty() ? textIn(fields, u"decision") : purpose;
    if (!time || decision.isEmpty()) return std::nullopt;
    CapacityConsideration consideration{decision, *time, Ability::unclear};
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

bool couldBeGiven(const FieldValues& answer,
                  const std::optional<std::vector<FieldValues>>& considerations) {
    if (textIn(answer, u"event") != u"given" || textIn(answer, u"source") != u"confirmed_by_cqc")
        return true;
    if (textIn(answer, u"ability") == u"doubt" && textIn(answer, u"doubt").trimmed().isEmpty())
        return false;
    if (!considerations) return true;
    const std::int64_t time = momentIn(answer, u"time").value_or(0);
    std::vector<CapacityConsideration> found;
    bool unableInWords = false;  // whoever wrote in words only is believed
    for (const FieldValues& fields : *considerations) {
        const auto one = capacityFrom(fields);
        if (!one) continue;
        found.push_back(*one);
        unableInWords = unableInWords || (textIn(fields, u"purpose").isEmpty() &&
                                          one->utcMs <= time && one->outcome == Ability::unableNow);
    }
    const bool unable = abilityFor(found, textIn(answer, u"purpose"), time) == Ability::unableNow;
    const QString& by = textIn(answer, u"answered_by");
    return by.isEmpty() || by == u"self" ? !unable : unable || unableInWords;
}

bool showsSupportTried(const FieldValues& fields) {
    return textIn(fields, u"outcome") != u"unable_now" ||
           !textIn(fields, u"support").trimmed().isEmpty();
}

}  // namespace candour
