// Whether somebody could make one decision at one time (R8). Ability is presumed; what was found is
// about that decision at that time and never about the person.
#pragma once

#include "app/records/fieldvalue.h"

#include <optional>
#include <span>
#include <vector>

namespace candour {

enum class Ability : std::uint8_t { presumed, able, ableWithSupport, unclear, unableNow };

struct CapacityConsideration {
    QString decision;  // an agreement's purpose, else in words
    std::int64_t utcMs = 0;
    Ability outcome = Ability::presumed;
};

/// Of a capacity consideration's fields; nothing if they do not say enough.
std::optional<CapacityConsideration> capacityFrom(const FieldValues& consideration);

/// What was last found for exactly this decision, not after `utcMs`; presumed if nobody asked.
Ability abilityFor(std::span<const CapacityConsideration> ofOnePerson, QStringView decision,
                   std::int64_t utcMs);

/// Whether a yes is one that its giver could give: their own, unless they were last found unable to
/// decide this; somebody else's only after they were; and a doubt says what was done about it.
/// `answer` are an agreement's fields; a no is never questioned. Who answers by telephone is not
/// there to be considered: without considerations only a doubt is looked at.
bool couldBeGiven(const FieldValues& answer,
                  const std::optional<std::vector<FieldValues>>& considerations);

/// Nobody is found unable before every practicable help was tried: the record says which.
bool showsSupportTried(const FieldValues& consideration);

}  // namespace candour
