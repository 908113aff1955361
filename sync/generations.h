// Numbers for the generations of somebody's keys (PROTOCOL 13). What always holds: a later yes
// begins a generation with a higher number, and what is taken back names one that is not below any
// that was begun before it, though its tablet has not heard of either.
#pragma once

#include "sync/change.h"

#include <algorithm>

namespace candour {

/// The least number for what is begun, and the least that is named when it is taken back, at this
/// moment: seconds since 1970, by the store's clock as far as it is known. A clock that has gone
/// mad stops at the year 2100: above it there is room for two hundred million more.
[[nodiscard]] inline std::uint32_t generationAt(UtcTime moment) {
    constexpr std::int64_t year2100 = 4'102'444'800;
    const auto seconds = std::chrono::floor<std::chrono::seconds>(moment).time_since_epoch();
    return static_cast<std::uint32_t>(std::clamp<std::int64_t>(seconds.count(), 1, year2100));
}

/// The highest that can be meant by what was taken back until then, by whatever clock: a day later.
/// Whoever names one beyond it ends nobody's writing, though no number would be left for what is
/// said anew.
[[nodiscard]] inline std::uint32_t latestTakenBack(UtcTime received) {
    return generationAt(received + std::chrono::hours(24));
}

/// The highest of a key until then: beyond whatever can have been taken back, with a day to spare.
[[nodiscard]] inline std::uint32_t latestBegun(UtcTime received) {
    return generationAt(received + std::chrono::hours(48));
}

}  // namespace candour
