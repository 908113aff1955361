#include "app/rules/workingdays.h"

#include "app/framework/jsonschema.h"
#include "platform/check.h"

#include <QJsonArray>

#include <algorithm>

namespace candour {
namespace {

bool isWeekend(QDate day) {
    return day.dayOfWeek() >= Qt::Saturday;
}

QDate firstMonday(int year, int month) {
    const QDate first(year, month, 1);
    return first.addDays((8 - first.dayOfWeek()) % 7);
}

QDate lastMonday(int year, int month) {
    const QDate last = QDate(year, month + 1, 1).addDays(-1);
    return last.addDays(1 - last.dayOfWeek());
}

Result<std::vector<BankHoliday>> readChanges(const QJsonArray& list) {
    std::vector<BankHoliday> changes;
    for (const QJsonValue& each : list) {
        const QDate day = QDate::fromString(each[u"day"].toString(), Qt::ISODate);
        if (!day.isValid())
            return fail(Code::badInput, "read bank holidays", "A day is not in the calendar.");
        changes.push_back({day, each[u"name"].toString()});
    }
    return changes;
}

/// What the law fixes: the Banking and Financial Dealings Act 1971 and the yearly proclamations.
std::vector<BankHoliday> lawful(int year) {
    const QString substitute = u" (substitute day)"_qs;
    std::vector<BankHoliday> days;
    QDate newYear(year, 1, 1);
    const bool newYearMoves = isWeekend(newYear);
    while (isWeekend(newYear)) newYear = newYear.addDays(1);
    days.push_back({newYear, u"New Year’s Day"_qs + (newYearMoves ? substitute : QString())});

    const QDate easter = easterSunday(year);
    days.push_back({easter.addDays(-2), u"Good Friday"_qs});
    days.push_back({easter.addDays(1), u"Easter Monday"_qs});
    days.push_back({firstMonday(year, 5), u"Early May bank holiday"_qs});
    days.push_back({lastMonday(year, 5), u"Spring bank holiday"_qs});
    days.push_back({lastMonday(year, 8), u"Summer bank holiday"_qs});

    // A holiday at the weekend goes to the next day that is free; on a Sunday Christmas Day passes
    // over Boxing Day, which keeps its Monday.
    const QDate christmas(year, 12, 25);
    const QDate boxing(year, 12, 26);
    const QString christmasName = u"Christmas Day"_qs;
    const QString boxingName = u"Boxing Day"_qs;
    switch (christmas.dayOfWeek()) {
        case Qt::Friday:
            days.push_back({christmas, christmasName});
            days.push_back({QDate(year, 12, 28), boxingName + substitute});
            break;
        case Qt::Saturday:
            days.push_back({QDate(year, 12, 27), christmasName + substitute});
            days.push_back({QDate(year, 12, 28), boxingName + substitute});
            break;
        case Qt::Sunday:
            days.push_back({boxing, boxingName});
            days.push_back({QDate(year, 12, 27), christmasName + substitute});
            break;
        default:
            days.push_back({christmas, christmasName});
            days.push_back({boxing, boxingName});
    }
    return days;
}

bool isAmong(const std::vector<BankHoliday>& days, QDate day) {
    return std::any_of(days.begin(), days.end(),
                       [&](const BankHoliday& each) { return each.day == day; });
}

}  // namespace

QDate easterSunday(int year) {
    // The Sunday after the first full moon on or after 21 March. The church reckons the moon by the
    // year's place in a cycle of 19 years, corrected once a century for the leap days left out and
    // for the moon's drift.
    const int golden = year % 19;
    const int century = year / 100;
    const int moonDrift = (8 * century + 13) / 25;
    const int age = (19 * golden + century - century / 4 - moonDrift + 15) % 30;
    // The latest full moons are counted a day earlier, so that no two of a cycle coincide.
    const QDate moon = QDate(year, 3, 21).addDays(age - (age + golden / 11) / 29);
    return moon.addDays(7 - moon.dayOfWeek() % 7);
}

Result<WorkingCalendar> WorkingCalendar::fromJson(const QByteArray& json) {
    TRY(const QJsonObject from, jsonBySchema(json, u"rules/policy/holidays.schema.json"_qs));
    WorkingCalendar calendar;
    TRY(calendar.m_added, readChanges(from[u"added"].toArray()));
    TRY(calendar.m_removed, readChanges(from[u"removed"].toArray()));
    return calendar;
}

WorkingCalendar WorkingCalendar::england() {
    auto calendar = fromJson(shippedFile(u"rules/policy/holidays-england.json"_qs));
    check(calendar.has_value(), "the calendar that ships is sound");
    return std::move(*calendar);
}

std::vector<BankHoliday> WorkingCalendar::bankHolidays(int year) const {
    std::vector<BankHoliday> days;
    for (BankHoliday& each : lawful(year))
        if (!isAmong(m_removed, each.day)) days.push_back(std::move(each));
    for (const BankHoliday& each : m_added)
        if (each.day.year() == year && !isAmong(days, each.day)) days.push_back(each);
    std::sort(days.begin(), days.end(),
              [](const BankHoliday& a, const BankHoliday& b) { return a.day < b.day; });
    return days;
}

bool WorkingCalendar::isWorkingDay(QDate day) const {
    return !isWeekend(day) && !isAmong(bankHolidays(day.year()), day);
}

QDate WorkingCalendar::workingDaysAfter(QDate day, int count) const {
    check(count >= 0, "working days are counted forwards");
    while (count > 0) {
        day = day.addDays(1);
        if (isWorkingDay(day)) --count;
    }
    return day;
}

int WorkingCalendar::workingDaysBetween(QDate day, QDate last) const {
    int count = 0;
    for (day = day.addDays(1); day <= last; day = day.addDays(1))
        count += isWorkingDay(day) ? 1 : 0;
    return count;
}

}  // namespace candour
