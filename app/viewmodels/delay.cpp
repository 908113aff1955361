#include "app/viewmodels/delay.h"

namespace candour {

TimerDelay::TimerDelay() {
    m_timer.setSingleShot(true);
    m_timer.setTimerType(Qt::PreciseTimer);
    QObject::connect(&m_timer, &QTimer::timeout, &m_timer, [this] { std::exchange(m_then, {})(); });
}

void TimerDelay::start(std::chrono::milliseconds wait, std::function<void()> then) {
    m_then = std::move(then);
    m_timer.start(wait);
}

void TimerDelay::stop() {
    m_timer.stop();
}

bool TimerDelay::waiting() const {
    return m_timer.isActive();
}

}  // namespace candour
