// Moments and dates as text. A moment is an RFC 3339 time with its offset and, in the ledger, the
// array [UTC milliseconds, offset minutes], so that the wall clock of the day can always be shown
// again. A date is a small part of EDTF (ISO 8601-2): a year, a month or a day, each optionally
// approximate ("2026-05~").
#pragma once

#include <QString>

#include <cstdint>
#include <optional>

namespace candour {

struct Instant {
    std::int64_t utcMs = 0;
    int offsetMinutes = 0;  // east of UTC, at most 18 hours either way
    friend bool operator==(const Instant&, const Instant&) = default;
};

/// Nothing unless the text is a real time of the years 1900 to 2199 with Z or an offset; fractions
/// of a second to the millisecond.
std::optional<Instant> instantFromText(QStringView text);
/// 2027-03-09T14:06:00+00:00, with milliseconds only if there are any.
QString instantToText(const Instant& instant);
/// 9 March 2027 14:06, as the wall clock showed it.
QString instantForPeople(const Instant& instant);
[[nodiscard]] bool isSoundInstant(const Instant& instant);

/// The one stored spelling of a date. What dateForPeople() says is understood too, and "about
/// 2026-05" or "9 mar 2027". Nothing if it is no date.
std::optional<QString> dateFromText(QStringView text);
/// 9 March 2027; May 2026; about May 2026.
QString dateForPeople(QStringView stored);
/// The date so many days later; a month or year moves by the days from its middle.
QString dateShifted(QStringView stored, int days);

}  // namespace candour
