// Whether this tablet's clock can be believed. What always holds: nothing is said of a few minutes;
// what is said goes when the clock is right again, whoever put it right.
#pragma once

#include "platform/clock.h"

#include <QString>

#include <optional>

namespace candour {

class ClockWatch {
  public:
    /// Clocks differ by less than this without anything being wrong.
    static constexpr std::chrono::minutes ordinary{5};

    explicit ClockWatch(const Clock& clock) : m_clock(clock), m_bootedAt(bootedAt()) {}

    /// Notices that somebody has set the clock, or set it back; to be called every few seconds.
    /// True if it was either.
    bool look();
    /// How far the store's time is ahead of this clock now, if the store has said so since the
    /// vault was opened; and the latest time that a hand-over has ever shown.
    void learn(std::optional<milliseconds> storeAhead, UtcTime lastHandOver);
    /// What is wrong and what to do; empty while nothing is.
    [[nodiscard]] QString sentence() const;

  private:
    [[nodiscard]] UtcTime bootedAt() const { return m_clock.utc() - m_clock.sinceBoot(); }

    const Clock& m_clock;
    UtcTime m_bootedAt;                // by the clock as it stood before anybody set it
    std::optional<UtcTime> m_changed;  // when that was, by the clock as it stood
    std::optional<milliseconds> m_storeAhead;
    UtcTime m_lastHandOver{};
};

}  // namespace candour
