// How a spreadsheet's numbers are meant: dates are numbers there, and only their format tells.
#pragma once

#include <QString>

#include <cstdint>
#include <optional>

namespace candour {

enum class NumberMeaning : std::uint8_t { number, date, time };

struct NumberFormat {
    NumberMeaning meaning = NumberMeaning::number;
    int leastDigits = 1;  // of a whole number: 0012 has four
    friend bool operator==(const NumberFormat&, const NumberFormat&) = default;
};

/// A format by its number, where ECMA-376 fixes it; `code` is the workbook's own for 164 and up.
NumberFormat numberFormat(int number, const QString& code);

/// Where the days of a workbook begin.
enum class DayZero : std::uint8_t { year1900, year1904 };

/// 2026-05-14, with 14:06 after it if there is a time of day, or the time alone; a number without
/// needless digits. Nothing for a date that no calendar has.
std::optional<QString> cellText(double number, const NumberFormat& format, DayZero zero);

}  // namespace candour
