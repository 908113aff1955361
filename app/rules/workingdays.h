// Working days in England: Monday to Friday without the bank holidays. Those that the law fixes are
// computed for any year, substitute days included; what a proclamation added or took away is data
// that an organisation can replace. Dates are those of the wall calendar in England.
#pragma once

#include "platform/error.h"

#include <QDate>

#include <vector>

namespace candour {

struct BankHoliday {
    QDate day;
    QString name;
    friend bool operator==(const BankHoliday&, const BankHoliday&) = default;
};

class WorkingCalendar {
  public:
    /// By the law alone.
    WorkingCalendar() = default;
    /// With the changes of a file that fits holidays.schema.json.
    static Result<WorkingCalendar> fromJson(const QByteArray& json);
    /// With the changes that come with Candour: those by proclamation since 2011. Of an earlier
    /// year only what the law fixes is known.
    static WorkingCalendar england();

    /// Of the years from 1978, as they are kept: a holiday at a weekend is there with its
    /// substitute day. Rising.
    [[nodiscard]] std::vector<BankHoliday> bankHolidays(int year) const;
    [[nodiscard]] bool isWorkingDay(QDate day) const;
    /// The day that is the so-manieth working day after `day`, which does not count itself. With 0
    /// it is `day`.
    [[nodiscard]] QDate workingDaysAfter(QDate day, int count) const;
    /// How many working days come after `day`, up to and with `last`; 0 if that is not later.
    [[nodiscard]] int workingDaysBetween(QDate day, QDate last) const;

  private:
    std::vector<BankHoliday> m_added;
    std::vector<BankHoliday> m_removed;
};

/// Western Easter Sunday of a Gregorian year.
QDate easterSunday(int year);

}  // namespace candour
