#include "app/records/timetext.h"

#include <QDate>
#include <QLocale>
#include <QTime>

#include <cstdlib>

namespace candour {
namespace {

constexpr int yearLeast = 1900;
constexpr int yearMost = 2199;
constexpr int offsetMost = 18 * 60;
constexpr std::int64_t dayMs = 86'400'000;

/// The number that exactly these digits spell, or nothing; no number here has more than nine.
std::optional<int> digits(QStringView text) {
    if (text.isEmpty() || text.size() > 9) return std::nullopt;
    int number = 0;
    for (const QChar c : text) {
        if (c < u'0' || c > u'9') return std::nullopt;
        number = number * 10 + (c.unicode() - u'0');
    }
    return number;
}

std::optional<QDate> day(QStringView text) {
    if (text.size() != 10 || text[4] != u'-' || text[7] != u'-') return std::nullopt;
    const auto year = digits(text.first(4));
    const auto month = digits(text.sliced(5, 2));
    const auto dayOfMonth = digits(text.sliced(8, 2));
    if (!year || !month || !dayOfMonth || *year < yearLeast || *year > yearMost)
        return std::nullopt;
    const QDate date(*year, *month, *dayOfMonth);
    return date.isValid() ? std::optional(date) : std::nullopt;
}

/// What follows the time of day: Z, +01:00 or -05:30.
std::optional<int> offset(QStringView text) {
    if (text == u"Z" || text == u"z") return 0;
    if (text.size() != 6 || (text[0] != u'+' && text[0] != u'-') || text[3] != u':')
        return std::nullopt;
    const auto hours = digits(text.sliced(1, 2));
    const auto minutes = digits(text.sliced(4, 2));
    if (!hours || !minutes || *minutes > 59) return std::nullopt;
    const int total = *hours * 60 + *minutes;
    if (total > offsetMost) return std::nullopt;
    return text[0] == u'-' ? -total : total;
}

struct WallClock {
    QDate date;
    QTime time;
};

WallClock wallClock(const Instant& instant) {
    const std::int64_t local = instant.utcMs + std::int64_t{60'000} * instant.offsetMinutes;
    std::int64_t days = local / dayMs;
    std::int64_t rest = local % dayMs;
    if (rest < 0) {
        rest += dayMs;
        --days;
    }
    return {QDate(1970, 1, 1).addDays(days),
            QTime::fromMSecsSinceStartOfDay(static_cast<int>(rest))};
}

QString monthName(int month) {
    return QLocale(QLocale::English, QLocale::UnitedKingdom).monthName(month);
}

/// "9 March 2027" or "mar 2027" as it is stored; nothing if it is not that.
std::optional<QString> dateInWords(QStringView text) {
    const auto words = text.split(u' ', Qt::SkipEmptyParts);
    if (words.size() != 2 && words.size() != 3) return std::nullopt;
    const QStringView name = words[words.size() - 2];
    const QStringView year = words.back();
    if (name.size() < 3 || year.size() != 4) return std::nullopt;
    int month = 1;
    while (month <= 12 && !monthName(month).startsWith(name, Qt::CaseInsensitive)) ++month;
    const auto dayOfMonth = words.size() == 3 ? digits(words.front()) : std::optional(1);
    if (month > 12 || !dayOfMonth) return std::nullopt;
    const QString stored = u"%1-%2-%3"_qs.arg(year)
                               .arg(month, 2, 10, QChar(u'0'))
                               .arg(*dayOfMonth, 2, 10, QChar(u'0'));
    if (!day(stored)) return std::nullopt;
    return words.size() == 3 ? stored : stored.first(7);
}

}  // namespace

std::optional<Instant> instantFromText(QStringView text) {
    // 2027-03-09T14:06:00 is 19 characters; at least Z follows.
    if (text.size() < 20 || (text[10] != u'T' && text[10] != u't') || text[13] != u':' ||
        text[16] != u':')
        return std::nullopt;
    const auto date = day(text.first(10));
    const auto hour = digits(text.sliced(11, 2));
    const auto minute = digits(text.sliced(14, 2));
    const auto second = digits(text.sliced(17, 2));
    if (!date || !hour || !minute || !second) return std::nullopt;
    QStringView rest = text.sliced(19);
    int ms = 0;
    if (rest.front() == u'.') {
        qsizetype length = 1;
        while (length < rest.size() && rest[length].isDigit()) ++length;
        const auto fraction = digits(rest.sliced(1, length - 1));
        // More precision than is kept would be lost without a word.
        if (!fraction || length > 4) return std::nullopt;
        ms = *fraction * (length == 2 ? 100 : length == 3 ? 10 : 1);
        rest = rest.sliced(length);
    }
    const auto east = offset(rest);
    const QTime time(*hour, *minute, *second, ms);
    if (!east || !time.isValid()) return std::nullopt;
    const std::int64_t local =
        QDate(1970, 1, 1).daysTo(*date) * dayMs + time.msecsSinceStartOfDay();
    return Instant{local - std::int64_t{60'000} * *east, *east};
}

QString instantToText(const Instant& instant) {
    const WallClock wall = wallClock(instant);
    const int east = std::abs(instant.offsetMinutes);
    return wall.date.toString(Qt::ISODate) + u'T' +
           wall.time.toString(wall.time.msec() == 0 ? u"HH:mm:ss"_qs : u"HH:mm:ss.zzz"_qs) +
           u"%1%2:%3"_qs.arg(QChar(instant.offsetMinutes < 0 ? u'-' : u'+'))
               .arg(east / 60, 2, 10, QChar(u'0'))
               .arg(east % 60, 2, 10, QChar(u'0'));
}

QString instantForPeople(const Instant& instant) {
    const WallClock wall = wallClock(instant);
    return u"%1 %2 %3 %4"_qs.arg(wall.date.day())
        .arg(monthName(wall.date.month()))
        .arg(wall.date.year())
        .arg(wall.time.toString(u"HH:mm"_qs));
}

bool isSoundInstant(const Instant& instant) {
    if (std::abs(instant.offsetMinutes) > offsetMost) return false;
    constexpr std::int64_t farthest = std::int64_t{400} * 366 * dayMs;
    if (instant.utcMs < -farthest || instant.utcMs > farthest) return false;
    const int year = wallClock(instant).date.year();
    return year >= yearLeast && year <= yearMost;
}

std::optional<QString> dateFromText(QStringView text) {
    bool about = false;
    if (text.startsWith(u"about ", Qt::CaseInsensitive)) {
        about = true;
        text = text.sliced(6);
    }
    if (text.endsWith(u'~')) {
        about = true;
        text.chop(1);
    }
    QString stored;
    if (text.size() == 10 && day(text)) {
        stored = text.toString();
    } else if (text.size() == 7 && day(QString(text.toString() + u"-01"_qs))) {
        stored = text.toString();
    } else if (text.size() == 4 && day(QString(text.toString() + u"-01-01"_qs))) {
        stored = text.toString();
    } else if (const auto written = dateInWords(text)) {
        stored = *written;
    } else {
        return std::nullopt;
    }
    return about ? stored + u'~' : stored;
}

QString dateForPeople(QStringView stored) {
    const bool about = stored.endsWith(u'~');
    if (about) stored.chop(1);
    QString words;
    if (stored.size() == 10)
        words = u"%1 %2 %3"_qs.arg(*digits(stored.sliced(8)))
                    .arg(monthName(*digits(stored.sliced(5, 2))))
                    .arg(stored.first(4));
    else if (stored.size() == 7)
        words = monthName(*digits(stored.sliced(5, 2))) + u' ' + stored.first(4).toString();
    else
        words = stored.toString();
    return about ? u"about "_qs + words : words;
}

QString dateShifted(QStringView stored, int days) {
    const bool about = stored.endsWith(u'~');
    if (about) stored.chop(1);
    const QString middle = stored.toString() + (stored.size() == 10  ? u""_qs
                                                : stored.size() == 7 ? u"-15"_qs
                                                                     : u"-07-01"_qs);
    const QString moved =
        QDate::fromString(middle, Qt::ISODate).addDays(days).toString(Qt::ISODate);
    return moved.first(stored.size()) + (about ? u"~"_qs : u""_qs);
}

}  // namespace candour
