// A score's record as the scoring rules take it. A rationale stands only on evidence for its own
// quality statement that still counts, however it is cited: a tag whose words were taken back since
// is no longer among it.
#pragma once

#include "app/rules/scoring.h"
#include "app/rules/surroundings.h"

namespace candour {

/// `score` are a score's fields. What is cited and not here to look at is believed.
GivenScore givenScore(const FieldValues& score, const Surroundings& around);

/// Whether its giver may score, and did so after the site phase. Who is not here to look at is
/// believed.
MayScore mayHaveGiven(const FieldValues& score, const Surroundings& around);

/// Whether a score says that it was given later than now; clocks that differ by minutes do not make
/// it so.
bool isAhead(const FieldValues& score, std::int64_t nowUtcMs);

}  // namespace candour
