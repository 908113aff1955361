// Fakes at the edge of the world, for tests and the simulation: a clock that moves when told to,
// and chance that can be repeated.
#pragma once

#include "platform/clock.h"
#include "platform/random.h"

#include <sodium.h>

#include <cstring>

namespace candour {

/// Stands still until a test moves it. Begins on 9 March 2027, 09:00 UTC, an hour after boot.
class FakeClock final : public Clock {
  public:
    UtcTime utc() const override { return m_utc; }
    milliseconds sinceBoot() const override { return m_sinceBoot; }
    std::chrono::minutes zoneOffset() const override { return m_zone; }

    void advance(milliseconds by) {
        m_utc += by;
        m_sinceBoot += by;
    }
    /// As when somebody sets the clock: the time since boot does not change.
    void jump(milliseconds by) { m_utc += by; }
    void setZone(std::chrono::minutes zone) { m_zone = zone; }

  private:
    UtcTime m_utc{milliseconds(1'804'582'800'000)};
    milliseconds m_sinceBoot{3'600'000};
    std::chrono::minutes m_zone{0};
};

/// The same bytes for the same seed, everywhere.
class SeededRandom final : public Random {
  public:
    explicit SeededRandom(std::uint64_t seed) : m_seed(seed) {}
    void fill(std::span<std::uint8_t> out) override {
        unsigned char key[randombytes_SEEDBYTES] = {};
        std::memcpy(key, &m_seed, sizeof m_seed);
        std::memcpy(key + 8, &m_count, sizeof m_count);
        ++m_count;
        randombytes_buf_deterministic(out.data(), out.size(), key);
    }

  private:
    std::uint64_t m_seed;
    std::uint64_t m_count = 0;
};

}  // namespace candour
