#include "app/rules/assessmentdates.h"

#include "app/records/timetext.h"
#include "app/rules/recordwords.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>

namespace candour {
namespace {

constexpr int daysOfAWeek = 7;

QString translated(const char* text) {
    return QCoreApplication::translate("AssessmentDates", text);
}

}  // namespace

std::optional<DateSpan> daysOf(QStringView storedDate) {
    const auto stored = dateFromText(storedDate);
    if (!stored) return std::nullopt;
    const bool about = stored->endsWith(u'~');
    const QStringList parts = stored->chopped(about ? 1 : 0).split(u'-');
    const int year = parts[0].toInt();
    QDate from(year, 1, 1);
    QDate to(year, 12, 31);
    if (parts.size() == 2) {
        from = QDate(year, parts[1].toInt(), 1);
        to = from.addMonths(1).addDays(-1);
    } else if (parts.size() == 3) {
        from = to = QDate(year, parts[1].toInt(), parts[2].toInt());
    }
    if (!about) return DateSpan{from, to};
    if (parts.size() == 3) return DateSpan{from.addDays(-daysOfAWeek), to.addDays(daysOfAWeek)};
    const int months = parts.size() == 2 ? 1 : 12;
    return DateSpan{from.addMonths(-months), from.addMonths(2 * months).addDays(-1)};
}

std::optional<QDate> exactDay(const FieldValues& fields, QStringView name) {
    const auto days = daysOf(textIn(fields, name));
    return days && days->to == days->from ? std::optional(days->from) : std::nullopt;
}

DateSpan periodUnderAssessment(QDate returnSent) {
    return {returnSent.addMonths(-12), returnSent.addDays(-1)};
}

std::optional<DateSpan> followUpPeriod(QDate reportBefore, std::optional<QDate> ownReport) {
    if (ownReport && *ownReport < reportBefore) return std::nullopt;
    return DateSpan{reportBefore, ownReport};
}

LeadIn leadIn(QDate returnSent, QDate firstDayOnSite, const LeadInPolicy& policy) {
    const qint64 days = returnSent.daysTo(firstDayOnSite);
    if (days < qint64{policy.fewestWeeks} * daysOfAWeek) return LeadIn::tooShort;
    return days > qint64{policy.mostWeeks} * daysOfAWeek ? LeadIn::tooLong : LeadIn::asUsual;
}

QString leadInSentence(QDate returnSent, QDate firstDayOnSite, const LeadInPolicy& policy) {
    const LeadIn answer = leadIn(returnSent, firstDayOnSite, policy);
    if (answer == LeadIn::asUsual) return {};
    const QString words =
        answer == LeadIn::tooShort
            ? translated(QT_TRANSLATE_NOOP("AssessmentDates",
                                           "The visit begins %1 days after the information return. "
                                           "Councils are given about %2 to %3 weeks."))
            : translated(QT_TRANSLATE_NOOP(
                  "AssessmentDates",
                  "The visit begins %1 days after the information return, later than the usual %2 "
                  "to %3 weeks. The return may be out of date by then."));
    return words.arg(returnSent.daysTo(firstDayOnSite))
        .arg(policy.fewestWeeks)
        .arg(policy.mostWeeks);
}

const PreElectionPause* pauseOn(std::span<const PreElectionPause> pauses, QDate day) {
    const auto found = std::find_if(pauses.begin(), pauses.end(), [&](const auto& pause) {
        return pause.from <= day && day <= pause.to;
    });
    return found == pauses.end() ? nullptr : &*found;
}

QDate firstDayToPublish(QDate wished, std::span<const PreElectionPause> pauses,
                        const WorkingCalendar& calendar) {
    QDate day = wished;
    while (true) {
        if (const PreElectionPause* pause = pauseOn(pauses, day))
            day = pause->to.addDays(1);
        else if (calendar.isWorkingDay(day))
            return day;
        else
            day = day.addDays(1);
    }
}

QStringList faultsOf(const KeyDates& dates) {
    struct Named {
        std::optional<QDate> day;
        const char* name;
        const char* inside;  // a sentence
    };
    const std::array<Named, 6> inOrder = {
        {{dates.notified, QT_TRANSLATE_NOOP("AssessmentDates", "The notification"),
          QT_TRANSLATE_NOOP("AssessmentDates", "the notification")},
         {dates.returnSent, QT_TRANSLATE_NOOP("AssessmentDates", "The information return"),
          QT_TRANSLATE_NOOP("AssessmentDates", "the information return")},
         {dates.siteFrom, QT_TRANSLATE_NOOP("AssessmentDates", "The first day on site"),
          QT_TRANSLATE_NOOP("AssessmentDates", "the first day on site")},
         {dates.siteTo, QT_TRANSLATE_NOOP("AssessmentDates", "The last day on site"),
          QT_TRANSLATE_NOOP("AssessmentDates", "the last day on site")},
         {dates.accuracySent, QT_TRANSLATE_NOOP("AssessmentDates", "The factual accuracy check"),
          QT_TRANSLATE_NOOP("AssessmentDates", "the factual accuracy check")},
         {dates.published, QT_TRANSLATE_NOOP("AssessmentDates", "The publication"),
          QT_TRANSLATE_NOOP("AssessmentDates", "the publication")}}};
    QStringList faults;
    const Named* latest = nullptr;
    for (const Named& each : inOrder) {
        if (!each.day) continue;
        if (latest != nullptr && *each.day < *latest->day)
            faults << translated(QT_TRANSLATE_NOOP("AssessmentDates",
                                                   "%1 cannot be before %2. Check both dates."))
                          .arg(translated(each.name), translated(latest->inside));
        else
            latest = &each;
    }
    return faults;
}

std::optional<DateSpan> periodOf(const FieldValues& assessment, const KeyDates& dates) {
    const auto from = exactDay(assessment, u"period_from");
    const auto to = exactDay(assessment, u"period_to");
    if (from && to) return DateSpan{*from, to};
    if (textIn(assessment, u"kind") == u"follow_up") {
        const auto before = exactDay(assessment, u"previous_published");
        return before ? followUpPeriod(*before, dates.published) : std::nullopt;
    }
    return dates.returnSent ? std::optional(periodUnderAssessment(*dates.returnSent))
                            : std::nullopt;
}

std::optional<DateSpan> periodAmong(const Surroundings& around) {
    const auto assessments = around.every(u"assessment"_qs);
    if (assessments.empty()) return std::nullopt;
    const RecordLine& assessment = assessments.front();
    const auto steps = around.pointing(u"assessment_stage"_qs, u"assessment"_qs, assessment.id);
    const auto either = [&](QStringView field, QStringView stage) -> std::optional<QDate> {
        if (const auto own = exactDay(assessment.fields, field)) return own;
        for (const RecordLine& step : steps) {
            if (textIn(step.fields, u"stage") != stage) continue;
            const auto reached = exactDay(step.fields, u"reached");
            return reached ? reached : exactDay(step.fields, u"planned");
        }
        return std::nullopt;
    };
    return periodOf(assessment.fields, {.returnSent = either(u"return_sent", u"return_sent"),
                                        .published = either(u"published", u"publication")});
}

bool isReversed(const QString& first, const QString& second) {
    const auto from = daysOf(first);
    const auto to = daysOf(second);
    return from && to && to->to && *to->to < from->from;
}

}  // namespace candour
