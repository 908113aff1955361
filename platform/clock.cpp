#include "platform/clock.h"

#include <QDateTime>

#include <time.h>

namespace candour {

UtcTime SystemClock::utc() const {
    return std::chrono::time_point_cast<milliseconds>(std::chrono::system_clock::now());
}

milliseconds SystemClock::sinceBoot() const {
#ifdef CLOCK_BOOTTIME
    timespec now{};
    clock_gettime(CLOCK_BOOTTIME, &now);
    return std::chrono::duration_cast<milliseconds>(std::chrono::seconds(now.tv_sec) +
                                                    std::chrono::nanoseconds(now.tv_nsec));
#else
    return std::chrono::duration_cast<milliseconds>(
        std::chrono::steady_clock::now().time_since_epoch());
#endif
}

std::chrono::minutes SystemClock::zoneOffset() const {
    return std::chrono::duration_cast<std::chrono::minutes>(
        std::chrono::seconds(QDateTime::currentDateTime().offsetFromUtc()));
}

}  // namespace candour
