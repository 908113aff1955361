// Time is passed in. Nothing outside platform/ reads a clock of its own.
#pragma once

#include <chrono>
#include <cstdint>

namespace candour {

using std::chrono::milliseconds;

/// Milliseconds since 1970-01-01 UTC, as this tablet believes them.
using UtcTime = std::chrono::time_point<std::chrono::system_clock, milliseconds>;

class Clock {
  public:
    virtual ~Clock() = default;
    /// The wall clock. May jump either way at any time.
    [[nodiscard]] virtual UtcTime utc() const = 0;
    /// Time since boot, sleep included. Never goes back within one boot.
    [[nodiscard]] virtual milliseconds sinceBoot() const = 0;
    /// Minutes east of UTC that the wall on site shows.
    [[nodiscard]] virtual std::chrono::minutes zoneOffset() const = 0;
};

class SystemClock final : public Clock {
  public:
    [[nodiscard]] UtcTime utc() const override;
    [[nodiscard]] milliseconds sinceBoot() const override;
    [[nodiscard]] std::chrono::minutes zoneOffset() const override;
};

}  // namespace candour
