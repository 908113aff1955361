#include "app/import/cellformat.h"

#include <QDate>
#include <QLocale>
#include <QTime>

#include <algorithm>
#include <cmath>

namespace candour {
namespace {

constexpr int firstOwnFormat = 164;
constexpr double farthestDay = 2'958'465;  // 31 December 9999
constexpr qint64 minutesOfDay = 24 * 60;
constexpr qsizetype mostNoughts = 20;

/// Without what is only shown: quoted words, escaped letters, [colours and conditions].
QString bare(const QString& code) {
    QString rest;
    for (qsizetype i = 0; i < code.size(); ++i) {
        const QChar letter = code[i];
        if (letter == u'\\' || letter == u'_' || letter == u'*') {
            ++i;
        } else if (letter == u'"' || letter == u'[') {
            const qsizetype end = code.indexOf(letter == u'"' ? u'"' : u']', i + 1);
            if (end < 0) return rest;
            const QString inside = code.sliced(i + 1, end - i - 1).toLower();
            if (letter == u'[' && (inside == u"h" || inside == u"hh" || inside == u"mm"))
                rest += u'h';  // hours or minutes that have passed
            i = end;
        } else {
            rest += letter.toLower();
        }
    }
    return rest;
}

/// The day of a serial number. Spreadsheets believe in 29 February 1900, the day 60.
QDate dayOf(qint64 serial, DayZero zero) {
    if (zero == DayZero::year1904) return QDate(1904, 1, 1).addDays(serial);
    if (serial == 60) return {};
    return QDate(1899, 12, serial < 60 ? 31 : 30).addDays(serial);
}

QString numberText(double number, int leastDigits) {
    constexpr double exactWhole = 1e15;
    if (std::floor(number) == number && std::abs(number) < exactWhole)
        return (number < 0 ? u"-"_qs : QString()) +
               QString::number(static_cast<qint64>(std::abs(number)))
                   .rightJustified(leastDigits, u'0');
    return QString::number(number, 'g', QLocale::FloatingPointShortest);
}

}  // namespace

NumberFormat numberFormat(int number, const QString& code) {
    if (number < firstOwnFormat) {
        const auto within = [&](int least, int most) { return least <= number && number <= most; };
        if (within(14, 17) || number == 22 || within(27, 31) || number == 36 || within(50, 58))
            return {NumberMeaning::date};
        if (within(18, 21) || within(32, 35) || within(45, 47)) return {NumberMeaning::time};
        return {};
    }
    const QString letters = bare(code.section(u';', 0, 0));
    if (letters == u"general") return {};
    if (letters.contains(u'y') || letters.contains(u'd')) return {NumberMeaning::date};
    if (letters.contains(u'h') || letters.contains(u's')) return {NumberMeaning::time};
    if (letters.contains(u'm')) return {NumberMeaning::date};
    // Case numbers are kept at their length by a format of noughts alone.
    const bool noughts = !letters.isEmpty() && letters.count(u'0') == letters.size();
    return {NumberMeaning::number,
            noughts ? static_cast<int>(std::min(letters.size(), mostNoughts)) : 1};
}

std::optional<QString> cellText(double number, const NumberFormat& format, DayZero zero) {
    if (!std::isfinite(number)) return std::nullopt;
    if (format.meaning == NumberMeaning::number) return numberText(number, format.leastDigits);
    if (number < 0 || number >= farthestDay + 1) return std::nullopt;
    // To the minute: a time of day is a fraction that is never exact.
    const qint64 minutes = std::llround(number * static_cast<double>(minutesOfDay));
    const qint64 day = minutes / minutesOfDay;
    const qint64 minute = minutes % minutesOfDay;
    const QString time =
        QTime(static_cast<int>(minute / 60), static_cast<int>(minute % 60)).toString(u"HH:mm"_qs);
    if (format.meaning == NumberMeaning::time && day == 0) return time;
    const QDate date = dayOf(day, zero);
    if (!date.isValid()) return std::nullopt;
    const QString words = date.toString(Qt::ISODate);
    return minute == 0 ? words : words + u' ' + time;
}

}  // namespace candour
