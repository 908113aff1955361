// The dates of an assessment: the period it looks at, the time it takes, and the days on which it
// may be published. Dates are those of the wall calendar in England.
#pragma once

#include "app/rules/surroundings.h"
#include "app/rules/workingdays.h"

#include <QStringList>

#include <optional>
#include <span>

namespace candour {

/// Both days belong to it. Without a last day it is still going on.
struct DateSpan {
    QDate from;
    std::optional<QDate> to = {};
    [[nodiscard]] bool holds(QDate day) const { return from <= day && (!to || day <= *to); }
    friend bool operator==(const DateSpan&, const DateSpan&) = default;
};

/// The days that a stored date (timetext.h) may mean: a year and a month are all their days, and an
/// approximate date reaches one of its own length further either way (a day: a week). Nothing if it
/// is no date.
std::optional<DateSpan> daysOf(QStringView storedDate);

/// The day that a date field names; nothing if it is empty, a month, a year or approximate.
std::optional<QDate> exactDay(const FieldValues& fields, QStringView name);

/// The twelve months before the information return was sent; that day itself is no longer in it.
DateSpan periodUnderAssessment(QDate returnSent);

/// Of a follow-up: from the report before it to its own. Nothing if that was published earlier.
std::optional<DateSpan> followUpPeriod(QDate reportBefore, std::optional<QDate> ownReport);

// The lead-in -------------------------------------------------------------------------------------

struct LeadInPolicy {
    int fewestWeeks = 9;
    int mostWeeks = 11;
};
enum class LeadIn : std::uint8_t { asUsual, tooShort, tooLong };

/// From the information return to the first day on site, both limits included.
LeadIn leadIn(QDate returnSent, QDate firstDayOnSite, const LeadInPolicy& policy = {});
/// For the person at the screen, with the days; empty if it is as usual.
QString leadInSentence(QDate returnSent, QDate firstDayOnSite, const LeadInPolicy& policy = {});

// Publication -------------------------------------------------------------------------------------

/// A time before an election in which nothing is published.
struct PreElectionPause {
    QString name;
    QDate from;
    QDate to;  // usually polling day; still in it
};

/// Null if the day is in none.
const PreElectionPause* pauseOn(std::span<const PreElectionPause> pauses, QDate day);
/// The first working day from `wished` on that is in no pause.
QDate firstDayToPublish(QDate wished, std::span<const PreElectionPause> pauses,
                        const WorkingCalendar& calendar);

// The order of the key dates ----------------------------------------------------------------------

/// Those that are known.
struct KeyDates {
    std::optional<QDate> notified = {};
    std::optional<QDate> returnSent = {};
    std::optional<QDate> siteFrom = {};
    std::optional<QDate> siteTo = {};
    std::optional<QDate> accuracySent = {};  // the draft report, for factual accuracy
    std::optional<QDate> published = {};
};

/// A sentence for each date that lies before one that has to come first; none if all is in order.
QStringList faultsOf(const KeyDates& dates);

// The period under assessment ---------------------------------------------------------------------

/// As it was entered; of a follow-up, from the report before; else the twelve months before the
/// information return. Nothing until the days it follows from are known.
std::optional<DateSpan> periodOf(const FieldValues& assessment, const KeyDates& dates);
/// Of the assessment that is here; nothing without one.
std::optional<DateSpan> periodAmong(const Surroundings& around);

/// Of two stored dates: the last day that the second may mean lies before the first.
bool isReversed(const QString& first, const QString& second);

}  // namespace candour
