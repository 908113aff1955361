#include "app/tablet/clockwatch.h"

#include "app/viewmodels/wording.h"

#include <QObject>

namespace candour {
namespace {

bool isOff(milliseconds by) {
    return std::chrono::abs(by) > ClockWatch::ordinary;
}

/// "3 hours", "20 minutes", "2 days": as much as says which clock to set.
QString lengthWords(milliseconds length) {
    using namespace std::chrono;
    const auto all = std::chrono::abs(length);
    if (all >= days(2))
        return wording::count(round<days>(all).count(), QObject::tr("day"), QObject::tr("days"));
    if (all >= minutes(90))
        return wording::count(round<hours>(all).count(), QObject::tr("hour"), QObject::tr("hours"));
    return wording::count(round<minutes>(all).count(), QObject::tr("minute"),
                          QObject::tr("minutes"));
}

}  // namespace

bool ClockWatch::look() {
    const bool changed = isOff(bootedAt() - m_bootedAt);
    if (changed == m_changed.has_value()) return false;
    m_changed = changed ? std::optional(m_bootedAt + m_clock.sinceBoot()) : std::nullopt;
    return true;
}

void ClockWatch::learn(std::optional<milliseconds> storeAhead, UtcTime lastHandOver) {
    m_storeAhead = storeAhead;
    m_lastHandOver = lastHandOver;
    if (!storeAhead) return;
    // The store knows better than what the clock showed before.
    m_changed.reset();
    m_bootedAt = bootedAt();
}

QString ClockWatch::sentence() const {
    if (m_storeAhead)
        return !isOff(*m_storeAhead) ? QString()
               : m_storeAhead->count() > 0
                   ? QObject::tr(
                         "This tablet’s clock is %1 slow. Your notes are dated by the "
                         "store’s time. Set the clock in the tablet’s own settings.")
                         .arg(lengthWords(*m_storeAhead))
                   : QObject::tr(
                         "This tablet’s clock is %1 fast. Your notes are dated by the "
                         "store’s time. Set the clock in the tablet’s own settings.")
                         .arg(lengthWords(*m_storeAhead));
    if (isOff(std::max(milliseconds(0), m_lastHandOver - m_clock.utc())))
        return QObject::tr(
            "This tablet’s clock shows a time before its last hand-over. Times are "
            "marked until it is checked. Set the clock in the tablet’s own "
            "settings, or hand over.");
    if (!m_changed) return {};
    return QObject::tr(
               "The clock was changed at %1. Times are marked until it is checked. Set it "
               "right, or hand over: the store knows the time.")
        .arg(wording::hourMinute(wording::local(*m_changed, m_clock.zoneOffset())));
}

}  // namespace candour
