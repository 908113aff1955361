// dates, retention: when things happen in an assessment, and how long its records are kept.
#include "app/cli/openplan.h"
#include "app/reports/datesreport.h"
#include "app/reports/retentionreport.h"
#include "platform/limits.h"

#include <QFile>
#include <QJsonArray>

namespace candour::cli {
namespace {

// Dates ------------------------------------------------------------------------------------------

QString spanWords(const DateSpan& span) {
    return dayWords(span.from) +
           (span.to ? u" to "_qs + dayWords(*span.to) : u" on, still open"_qs);
}

QJsonValue jsonOf(const std::optional<DateSpan>& span) {
    if (!span) return {};
    return QJsonObject{{u"from"_qs, cli::jsonOf(span->from)}, {u"to"_qs, cli::jsonOf(span->to)}};
}

QJsonObject jsonOf(const DatesReport& report) {
    QJsonArray outside;
    for (const DatesReport::Undated& each : report.outside)
        outside.append(QJsonObject{{u"tag"_qs, each.tag.toString()},
                                   {u"statement"_qs, each.statement},
                                   {u"dated"_qs, each.when},
                                   {u"sentence"_qs, sentenceFor(each.answer)}});
    QJsonArray pauses;
    for (const PreElectionPause& pause : report.pauses)
        pauses.append(QJsonObject{{u"reason"_qs, pause.name},
                                  {u"from"_qs, cli::jsonOf(pause.from)},
                                  {u"to"_qs, cli::jsonOf(pause.to)}});
    const KeyDates& dates = report.dates;
    const auto accuracyTo =
        report.accuracy ? std::optional(report.accuracy->lastDay) : std::nullopt;
    return {{u"notified"_qs, cli::jsonOf(dates.notified)},
            {u"return_sent"_qs, cli::jsonOf(dates.returnSent)},
            {u"site_from"_qs, cli::jsonOf(dates.siteFrom)},
            {u"site_to"_qs, cli::jsonOf(dates.siteTo)},
            {u"factual_accuracy_sent"_qs, cli::jsonOf(dates.accuracySent)},
            {u"factual_accuracy_planned"_qs, report.accuracyPlanned},
            {u"factual_accuracy_until"_qs, cli::jsonOf(accuracyTo)},
            {u"factual_accuracy_days_left"_qs, report.accuracyDaysLeft},
            {u"published"_qs, cli::jsonOf(dates.published)},
            {u"may_publish"_qs, cli::jsonOf(report.mayPublish)},
            {u"period"_qs, jsonOf(report.period)},
            {u"follow_up"_qs, report.followUp},
            {u"lead_in"_qs, report.leadInSentence},
            {u"pauses"_qs, pauses},
            {u"evidence_outside"_qs, outside},
            {u"faults"_qs, QJsonArray::fromStringList(report.faults)},
            {u"missing"_qs, QJsonArray::fromStringList(report.missing)}};
}

Status tellDay(const QString& name, const std::optional<QDate>& day) {
    return day ? printText(name + u": "_qs + dayWords(*day)) : Status();
}

QString accuracyWords(const DatesReport& report) {
    const QString sent = dayWords(report.accuracy->sent);
    const QString until = dayWords(report.accuracy->lastDay);
    if (report.accuracyPlanned)
        return u"Factual accuracy: to be sent %1, then answers until %2."_qs.arg(sent, until);
    if (report.accuracyDaysLeft == 0)
        return u"Factual accuracy: sent %1, closed after %2."_qs.arg(sent, until);
    return u"Factual accuracy: sent %1, answers until %2, %3 left."_qs.arg(
        sent, until, counted(report.accuracyDaysLeft, u"working day"_qs, u"working days"_qs));
}

Status tell(const DatesReport& report) {
    const KeyDates& dates = report.dates;
    TRY_OK(tellDay(u"Notified"_qs, dates.notified));
    TRY_OK(tellDay(u"Information return"_qs, dates.returnSent));
    if (report.period)
        TRY_OK(printText(
            (report.followUp ? u"Period of the follow-up: "_qs : u"Period under assessment: "_qs) +
            spanWords(*report.period)));
    TRY_OK(tellDay(u"First day on site"_qs, dates.siteFrom));
    if (report.leadIn)
        TRY_OK(printText(report.leadInSentence.isEmpty() ? u"The lead-in is as usual."_qs
                                                         : report.leadInSentence));
    TRY_OK(tellDay(u"Last day on site"_qs, dates.siteTo));
    if (report.accuracy) TRY_OK(printText(accuracyWords(report)));
    TRY_OK(tellDay(u"Publication"_qs, dates.published));
    if (report.mayPublish && report.mayPublish != dates.published)
        TRY_OK(
            printText(u"Nothing is published on that day; the first day that can be is %1."_qs.arg(
                dayWords(*report.mayPublish))));
    for (const PreElectionPause& pause : report.pauses)
        TRY_OK(printText(u"Pause, %1: %2 to %3"_qs.arg(pause.name.toLower(), dayWords(pause.from),
                                                       dayWords(pause.to))));
    for (const QString& fault : report.faults) TRY_OK(printText(u"Wrong: "_qs + fault));
    for (const QString& each : report.missing) TRY_OK(printText(u"Missing: "_qs + each));
    // Ids only: what the words are is for those who may read them where they lie.
    for (const DatesReport::Undated& each : report.outside)
        TRY_OK(printText(u"Tag %1, dated %2: "_qs.arg(each.tag.toString(), each.when) +
                         sentenceFor(each.answer)));
    return {};
}

Result<QByteArray> policyFile(const std::string& name) {
    QFile file(QString::fromStdString(name));
    if (!file.open(QIODevice::ReadOnly))
        return fail(Code::notFound, "read a policy", "The file cannot be read.");
    return file.read(static_cast<qint64>(limits::importFile));
}

Result<WorkingCalendar> calendarFrom(const std::string& name) {
    if (name.empty()) return WorkingCalendar::england();
    TRY(const QByteArray json, policyFile(name));
    return WorkingCalendar::fromJson(json);
}

Status dates(const Context& context, const std::string& holidays) {
    TRY(const WorkingCalendar calendar, calendarFrom(holidays));
    TRY(const OpenPlan open, openPlan(context));
    TRY(const DatesReport report, readDates(open.records(), open.plan, open.today, calendar));
    if (context.shared.json) return printJson(jsonOf(report));
    TRY_OK(printText(planLine(open.plan)));
    return tell(report);
}

// Retention --------------------------------------------------------------------------------------

QString clockWords(const RetentionRow& row) {
    const QString months = counted(row.months, u"month"_qs, u"months"_qs);
    switch (row.starts) {
        case RetentionStart::recorded:
            return months + u" after each was recorded"_qs;
        case RetentionStart::closed:
            return months + u" after the matter was closed"_qs;
        case RetentionStart::published:
            break;
    }
    return months + u" after publication"_qs;
}

QString stateWords(const RetentionRow& row) {
    if (row.records() == 0) return u"no records"_qs;
    QStringList words;
    const auto say = [&](int count, const QString& what) {
        if (count > 0) words << QString::number(count) + u' ' + what;
    };
    say(row.notStarted, u"whose clock has not begun"_qs);
    say(row.running, u"running"_qs);
    say(row.due, u"due: an authorised person may erase them"_qs);
    say(row.held, u"kept by a legal hold"_qs);
    if (row.next) words << u"the next on "_qs + dayWords(*row.next);
    return words.join(u", "_qs);
}

Result<RetentionPolicy> policyFrom(const std::string& name) {
    if (name.empty()) return shippedRetentionPolicy();
    TRY(const QByteArray json, policyFile(name));
    return retentionPolicyFromJson(json);
}

Status retention(const Context& context, const std::string& policyName) {
    TRY(const RetentionPolicy policy, policyFrom(policyName));
    TRY(const OpenPlan open, openPlan(context));
    TRY(const RetentionReport report, readRetention(open.records(), open.plan, policy, open.today));
    if (context.shared.json) {
        QJsonArray rows;
        for (const RetentionRow& row : report.rows)
            rows.append(QJsonObject{{u"class"_qs, row.name},
                                    {u"months"_qs, row.months},
                                    {u"not_started"_qs, row.notStarted},
                                    {u"running"_qs, row.running},
                                    {u"due"_qs, row.due},
                                    {u"held"_qs, row.held},
                                    {u"next"_qs, cli::jsonOf(row.next)}});
        return printJson({{u"policy"_qs, policy.title},
                          {u"confirmed"_qs, policy.confirmed},
                          {u"holds"_qs, report.holds},
                          {u"classes"_qs, rows}});
    }
    TRY_OK(printText(u"Policy: "_qs + policy.title + u'.'));
    for (const RetentionRow& row : report.rows) {
        TRY_OK(printText(row.title + u", "_qs + clockWords(row)));
        TRY_OK(printText(u"    "_qs + stateWords(row)));
    }
    if (report.holds > 0)
        return printText(counted(report.holds, u"legal hold stands."_qs, u"legal holds stand."_qs));
    return printText(u"No legal hold stands."_qs);
}

}  // namespace

void addDateCommands(CLI::App& app, Commands& commands) {
    CLI::App* shown = app.add_subcommand(
        "dates", "Show the key dates, the period under assessment, pauses and what is missing");
    auto holidays = std::make_shared<std::string>();
    shown->add_option("--holidays", *holidays,
                      "Bank holidays that were added or moved, a JSON file");
    shown->footer(
        "Examples:\n  candour-cli --vault ~/notes dates\n"
        "  candour-cli --vault ~/notes dates --holidays holidays.json\n\n"
        "Working days are those of England, bank holidays left out. Factual accuracy is open for\n"
        "10 of them after the day on which the draft was sent.");
    commands.push_back(
        {shown, [holidays](const Context& context) { return dates(context, *holidays); }});

    auto policy = std::make_shared<std::string>();
    CLI::App* kept = app.add_subcommand(
        "retention", "Show how long each class of records is kept, and what a legal hold keeps");
    kept->add_option("--policy", *policy, "The organisation's policy, a JSON file");
    kept->footer(
        "Examples:\n  candour-cli --vault ~/notes retention\n"
        "  candour-cli --vault ~/notes retention --policy policy.json\n\n"
        "Nothing is erased by this. Without --policy it uses a benchmark that nobody has "
        "confirmed.");
    commands.push_back(
        {kept, [policy](const Context& context) { return retention(context, *policy); }});
}

}  // namespace candour::cli
