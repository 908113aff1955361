// How times, dates and counts are written on every screen: 24 hours, "9 March 2027", numerals.
#pragma once

#include "platform/clock.h"

#include <QDateTime>
#include <QString>
#include <QStringList>

namespace candour::wording {

/// The time that the wall on site shows.
[[nodiscard]] QDateTime local(UtcTime time, std::chrono::minutes zoneOffset);
/// "14:06"
[[nodiscard]] QString hourMinute(const QDateTime& time);
/// "14:06" from minutes since midnight.
[[nodiscard]] QString hourMinute(int minuteOfDay);
/// "14:32:07"
[[nodiscard]] QString hourMinuteSecond(const QDateTime& time);
/// "Tuesday 9 March"
[[nodiscard]] QString day(const QDate& date);
/// "1 line", "1,284 lines"
[[nodiscard]] QString count(qint64 number, const QString& one, const QString& many);
/// What was typed or pasted, without the signs that no record may hold: tabs become spaces, the
/// breaks of pages and columns new lines. Every sign keeps its place, so a caret does too.
[[nodiscard]] QString plain(QString typed);
/// As a record's limit counts them: Unicode characters, not units of UTF-16.
[[nodiscard]] int characters(QStringView text);
/// Parts of what is read aloud, those that say something.
[[nodiscard]] QString spoken(QStringList parts);
/// Those that say something, with a sign between them: "LT · Today 15:15".
[[nodiscard]] QString together(QStringList parts, const QString& between = QStringLiteral(" · "));
/// "900 bytes", "340 kB", "3.4 MB", "12.3 GB"
[[nodiscard]] QString bytes(qint64 size);

}  // namespace candour::wording
