// The time of a run, and what is to happen when. Nothing happens by itself: whoever runs the agenda
// moves the time from one entry to the next, so a week passes in a moment.
#pragma once

#include "platform/clock.h"

#include <functional>
#include <map>
#include <utility>

namespace candour::simulation {

class Agenda {
  public:
    using Action = std::function<void()>;

    [[nodiscard]] UtcTime now() const { return m_now; }
    void in(milliseconds delay, Action action) {
        m_entries.emplace(m_now + delay, std::move(action));
    }
    /// Whatever is due until then, in its order; entries of one moment in the order of their
    /// coming.
    void run(milliseconds duration) {
        const UtcTime end = m_now + duration;
        while (!m_entries.empty() && m_entries.begin()->first <= end) next();
        m_now = end;
    }
    [[nodiscard]] bool empty() const { return m_entries.empty(); }
    void next() {
        auto entry = m_entries.extract(m_entries.begin());
        m_now = std::max(m_now, entry.key());
        entry.mapped()();
    }

  private:
    UtcTime m_now{milliseconds(1'804'582'800'000)};  // 9 March 2027, 09:00
    std::multimap<UtcTime, Action> m_entries;
};

/// A machine's clock: the run's time, wrong by as much as somebody has set it.
class SimClock final : public Clock {
  public:
    explicit SimClock(const Agenda& agenda) : m_agenda(agenda), m_booted(agenda.now()) {}
    [[nodiscard]] UtcTime utc() const override {
        return std::max(m_agenda.now() + m_wrongBy, UtcTime());
    }
    [[nodiscard]] milliseconds sinceBoot() const override {
        return m_agenda.now() - m_booted + std::chrono::seconds(20);
    }
    [[nodiscard]] std::chrono::minutes zoneOffset() const override { return {}; }

    void setWrongBy(milliseconds by) { m_wrongBy = by; }
    [[nodiscard]] milliseconds wrongBy() const { return m_wrongBy; }
    void boot() { m_booted = m_agenda.now(); }

  private:
    const Agenda& m_agenda;
    UtcTime m_booted;
    milliseconds m_wrongBy{};
};

}  // namespace candour::simulation
