#include "app/reports/datesreport.h"

#include "app/rules/recordwords.h"
#include "app/rules/taggedevidence.h"

#include <QCoreApplication>

#include <map>

namespace candour {
namespace {

QString translated(const char* text) {
    return QCoreApplication::translate("DatesReport", text);
}

/// The steps of one assessment, by name.
using Stages = std::map<QString, FieldValues>;

/// The day a step was reached, or else is planned for.
std::optional<QDate> dayOf(const Stages& stages, const QString& stage) {
    const auto found = stages.find(stage);
    if (found == stages.end()) return std::nullopt;
    const auto reached = exactDay(found->second, u"reached");
    return reached ? reached : exactDay(found->second, u"planned");
}

KeyDates keyDatesOf(const FieldValues& assessment, const Stages& stages) {
    const auto either = [&](QStringView field, const char* stage) {
        const auto own = exactDay(assessment, field);
        return own ? own : dayOf(stages, QString::fromLatin1(stage));
    };
    return {.notified = either(u"notified", "notification"),
            .returnSent = either(u"return_sent", "return_sent"),
            .siteFrom = either(u"site_from", "site_opens"),
            .siteTo = either(u"site_to", "site_closes"),
            .accuracySent = dayOf(stages, u"factual_accuracy_sent"_qs),
            .published = either(u"published", "publication")};
}

QStringList missingOf(const FieldValues& assessment, const KeyDates& dates) {
    QStringList missing;
    const auto need = [&](const std::optional<QDate>& day, const char* sentence) {
        if (!day) missing << translated(sentence);
    };
    /// As need(); where something was entered, which is no day, that is said.
    const auto needDay = [&](const std::optional<QDate>& day, QStringView field,
                             const char* sentence, const char* notTheDay) {
        need(day, textIn(assessment, field).isEmpty() ? sentence : notTheDay);
    };
    need(dates.notified,
         QT_TRANSLATE_NOOP("DatesReport", "The day of the notification is not entered."));
    needDay(dates.returnSent, u"return_sent",
            QT_TRANSLATE_NOOP("DatesReport",
                              "The day of the information return is not entered: without it "
                              "nobody knows the period under assessment."),
            QT_TRANSLATE_NOOP("DatesReport",
                              "Of the information return only the month or about when is entered: "
                              "without its day nobody knows the period under assessment."));
    needDay(dates.siteFrom, u"site_from",
            QT_TRANSLATE_NOOP("DatesReport", "The first day on site is not entered."),
            QT_TRANSLATE_NOOP("DatesReport",
                              "Of the first day on site only the month or about when is "
                              "entered."));
    needDay(dates.siteTo, u"site_to",
            QT_TRANSLATE_NOOP("DatesReport",
                              "The last day on site is not entered: scoring opens after it."),
            QT_TRANSLATE_NOOP("DatesReport",
                              "Of the last day on site only the month or about when is entered: "
                              "scoring opens after that day."));
    need(dates.accuracySent,
         QT_TRANSLATE_NOOP("DatesReport",
                           "The draft has not been sent for factual accuracy, nor is a day planned "
                           "for it."));
    need(dates.published,
         QT_TRANSLATE_NOOP("DatesReport", "No day of publication is entered or planned."));
    return missing;
}

/// Evidence with a date of its own: its tag's, or that of what it was taken from.
Status addEvidenceOutside(RecordReader& records, QDate today, DatesReport& report) {
    if (!report.period) return {};
    TRY(const auto lines, everyLine(records, typesOfEvidence()));
    const Surroundings around = among(lines);
    for (const RecordLine& line : lines) {
        if (line.type->name != u"tag") continue;
        const QString when = dateOfEvidence(line, around);
        const auto days = daysOf(when);
        if (!days) continue;
        const DateReason reason = dateReasonNamed(textIn(line.fields, u"date_reason"));
        const EvidenceDate answer = evidenceDate(*days, *report.period, reason, today);
        if (!dateCounts(answer))
            report.outside.push_back(
                {line.id, static_cast<int>(valueOf(line.fields, u"statement").integer()), when,
                 answer});
    }
    return {};
}

}  // namespace

Result<DatesReport> readDates(RecordReader& records, const Plan& plan, QDate today,
                              const WorkingCalendar& calendar) {
    const FieldValues ofThis = {{u"assessment"_qs, cbor::Value(plan.assessment)}};
    TRY(const auto steps, everyListed(records, {.type = u"assessment_stage"_qs, .where = ofThis}));
    Stages stages;
    for (const ListedRecord& step : steps) stages[textIn(step.values, u"stage")] = step.values;
    TRY(const auto pauses,
        everyListed(records,
                    {.type = u"assessment_pause"_qs, .where = ofThis, .orderBy = u"from"_qs}));

    DatesReport report{.dates = keyDatesOf(plan.fields, stages)};
    report.followUp = textIn(plan.fields, u"kind") == u"follow_up";
    report.period = periodOf(plan.fields, report.dates);
    if (report.dates.returnSent && report.dates.siteFrom) {
        report.leadIn = leadIn(*report.dates.returnSent, *report.dates.siteFrom);
        report.leadInSentence = leadInSentence(*report.dates.returnSent, *report.dates.siteFrom);
    }
    const Field* reason = recordList().type(u"assessment_pause")->field(u"reason");
    for (const ListedRecord& pause : pauses) {
        const auto from = exactDay(pause.values, u"from");
        const auto to = exactDay(pause.values, u"to");
        if (from && to)
            report.pauses.push_back(
                {valueForPeople(*reason, valueOf(pause.values, u"reason")), *from, *to});
    }
    if (report.dates.published)
        report.mayPublish = firstDayToPublish(*report.dates.published, report.pauses, calendar);
    if (report.dates.accuracySent) {
        report.accuracy = factualAccuracyWindow(*report.dates.accuracySent, calendar);
        report.accuracyDaysLeft = workingDaysLeft(*report.accuracy, today, calendar);
        report.accuracyPlanned = !exactDay(stages[u"factual_accuracy_sent"_qs], u"reached");
    }
    report.faults = faultsOf(report.dates);
    report.missing = missingOf(plan.fields, report.dates);
    if (report.followUp && !report.period)
        report.missing << translated(
            QT_TRANSLATE_NOOP("DatesReport",
                              "The day of the report before this one is not entered: without it "
                              "nobody knows the period of the follow-up."));
    TRY_OK(addEvidenceOutside(records, today, report));
    return report;
}

}  // namespace candour
