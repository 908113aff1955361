// cases, case, balance: the tracked cases, each journey, and how the sample compares.
#include "app/cli/openplan.h"
#include "app/records/timetext.h"
#include "app/reports/casesreport.h"
#include "app/rules/recordwords.h"

#include <QJsonArray>

namespace candour::cli {
namespace {

QString titleIn(const QString& type, const FieldValues& fields, const QString& field) {
    return valueForPeople(*recordList().type(type)->field(field), valueOf(fields, field));
}

QString optionTitle(const QString& type, const QString& field, const QString& option) {
    const Field& among = *recordList().type(type)->field(field);
    return valueForPeople(
        among, among.isSet() ? cbor::Value::array({cbor::Value(option)}) : cbor::Value(option));
}

QJsonValue jsonOf(const std::optional<Days>& days) {
    if (!days) return {};
    return QJsonObject{
        {u"least"_qs, days->least}, {u"most"_qs, days->most}, {u"open"_qs, days->open}};
}

QString ownerWords(const CaseRow& row, const Plan& plan) {
    QStringList owners;
    for (const RecordId& owner : row.owners) owners << plan.initialsOf(owner);
    if (owners.isEmpty()) return u"nobody owns it"_qs;
    return owners.join(owners.size() > 1 ? u" or "_qs : QString()) +
           (owners.size() > 1 ? u", to be decided"_qs : QString());
}

QString journeyWords(const JourneyTiming& journey) {
    if (!journey.whole) return u"no journey yet"_qs;
    QString words = wordsFor(*journey.whole);
    if (const StageTiming* longest = journey.longestGap())
        words += u", longest gap %1 before %2"_qs.arg(
            wordsFor(*longest->gap),
            optionTitle(u"journey_stage"_qs, u"stage"_qs, longest->stage.kind).toLower());
    return words;
}

// All cases --------------------------------------------------------------------------------------

QString stepWords(const QString& name, const FunnelStep& step) {
    return u"%1 %2 of %3"_qs.arg(name).arg(step.cases).arg(step.aimed);
}

QString droppedWords(const Funnel& funnel) {
    QStringList reasons;
    for (const DropReason& each : funnel.dropped)
        reasons << (each.reason.isEmpty()
                        ? u"no reason given"_qs
                        : optionTitle(u"tracked_case"_qs, u"reason"_qs, each.reason)) +
                       u' ' + QString::number(each.cases);
    return reasons.join(u", "_qs);
}

QJsonObject jsonOf(const FunnelStep& step) {
    return {{u"cases"_qs, step.cases}, {u"aimed"_qs, step.aimed}};
}

QJsonObject jsonOf(const CaseRow& row, const Plan& plan) {
    QJsonArray owners;
    for (const RecordId& owner : row.owners) owners.append(plan.initialsOf(owner));
    const StageTiming* longest = row.journey.longestGap();
    return {{u"id"_qs, row.id.toString()},
            {u"number"_qs, textIn(row.fields, u"number")},
            {u"summary"_qs, textIn(row.fields, u"summary")},
            {u"stage"_qs, textIn(row.fields, u"stage")},
            {u"reason"_qs, textIn(row.fields, u"reason")},
            {u"owners"_qs, owners},
            {u"contact"_qs, sentenceFor(row.advice.answer)},
            {u"stages"_qs, static_cast<qint64>(row.journey.stages.size())},
            {u"whole_days"_qs, jsonOf(row.journey.whole)},
            {u"longest_gap_days"_qs, longest == nullptr ? QJsonValue() : jsonOf(longest->gap)}};
}

Status tell(const CasesReport& report, const Plan& plan, bool everyone) {
    const Funnel& funnel = report.funnel;
    TRY_OK(printText(stepWords(u"Listed"_qs, funnel.listed) + u", "_qs +
                     stepWords(u"chosen"_qs, funnel.chosen) + u", "_qs +
                     stepWords(u"spoken with"_qs, funnel.engaged) + u'.'));
    if (!funnel.dropped.empty()) TRY_OK(printText(u"Dropped: "_qs + droppedWords(funnel) + u'.'));
    if (report.cases.empty())
        return printText(u"There are no cases yet: `import cases` takes in the council's list."_qs);
    int onlyListed = 0;
    for (const CaseRow& row : report.cases) {
        const bool listed = textIn(row.fields, u"stage") == u"listed";
        if (listed && !everyone) {
            ++onlyListed;
            continue;
        }
        TRY_OK(printText(u"%1  %2: %3; %4; %5"_qs.arg(
            textIn(row.fields, u"number"), titleIn(u"tracked_case"_qs, row.fields, u"stage"_qs),
            textIn(row.fields, u"summary"), ownerWords(row, plan), journeyWords(row.journey))));
    }
    if (onlyListed > 0)
        TRY_OK(printText(counted(onlyListed, u"more is"_qs, u"more are"_qs) +
                         u" only on the council's list; --all shows them."_qs));
    return {};
}

Status cases(const Context& context, bool everyone) {
    TRY(const OpenPlan open, openPlan(context));
    const RecordId me = open.plan.memberCalled(open.vault->identity().initials);
    TRY(const CasesReport report, readCases(open.records(), open.plan, me, open.today));
    if (!context.shared.json) return tell(report, open.plan, everyone);
    QJsonArray dropped;
    for (const DropReason& each : report.funnel.dropped)
        dropped.append(QJsonObject{{u"reason"_qs, each.reason}, {u"cases"_qs, each.cases}});
    QJsonArray all;
    for (const CaseRow& row : report.cases) all.append(jsonOf(row, open.plan));
    return printJson({{u"listed"_qs, jsonOf(report.funnel.listed)},
                      {u"chosen"_qs, jsonOf(report.funnel.chosen)},
                      {u"engaged"_qs, jsonOf(report.funnel.engaged)},
                      {u"dropped"_qs, dropped},
                      {u"cases"_qs, all}});
}

// One case ---------------------------------------------------------------------------------------

QString concordName(Concord concord) {
    switch (concord) {
        case Concord::agree:
            return u"agree"_qs;
        case Concord::differ:
            return u"differ"_qs;
        case Concord::onlyOne:
            break;
    }
    return u"only_one"_qs;
}

QString voiceTitle(const QString& voice) {
    return optionTitle(u"stage_account"_qs, u"voice"_qs, voice);
}

/// "The person: May 2026; The record: 3 June 2026. They differ."
QString pointWords(const SideBySide& point) {
    QStringList said;
    for (const AccountPoint& each : point.accounts)
        said << voiceTitle(each.whose) + u": "_qs +
                    (point.point == u"view"
                         ? optionTitle(u"stage_account"_qs, u"view"_qs, each.said)
                         : dateForPeople(each.said));
    const Field* field = recordList().type(u"stage_account")->field(point.point);
    return field->title + u": "_qs + said.join(u"; "_qs) +
           (point.concord == Concord::differ ? u". They differ."_qs : u"."_qs);
}

QString datesWords(const FieldValues& stage) {
    const auto day = [&](QStringView field) {
        const QString& stored = textIn(stage, field);
        return stored.isEmpty() ? QString() : dateForPeople(stored);
    };
    const QString began = day(u"began");
    const QString ended = day(u"ended");
    if (began.isEmpty()) return u"not begun"_qs;
    return ended.isEmpty() ? u"since "_qs + began : began + u" to "_qs + ended;
}

QString timingWords(const StageTiming& timing) {
    QStringList words;
    if (timing.waited) words << u"waited "_qs + wordsFor(*timing.waited);
    if (timing.took) words << u"took "_qs + wordsFor(*timing.took);
    if (timing.gap && timing.gap->most > 0)
        words << u"gap of "_qs + wordsFor(*timing.gap) + u" before it"_qs;
    if (timing.outOfOrder) words << u"it ends before it begins: check the dates"_qs;
    return words.join(u", "_qs);
}

QJsonObject jsonOf(const StageReport& stage) {
    QJsonArray points;
    for (const SideBySide& point : stage.points) {
        QJsonObject said;
        QJsonArray accounts;
        for (const AccountPoint& each : point.accounts)
            accounts.append(QJsonObject{{u"voice"_qs, each.whose}, {u"said"_qs, each.said}});
        points.append(QJsonObject{{u"point"_qs, point.point},
                                  {u"accounts"_qs, accounts},
                                  {u"concord"_qs, concordName(point.concord)},
                                  {u"not_heard"_qs, QJsonArray::fromStringList(point.notHeard)}});
    }
    QJsonArray words;
    for (const AccountPoint& each : stage.words)
        words.append(QJsonObject{{u"voice"_qs, each.whose}, {u"text"_qs, each.said}});
    return {{u"id"_qs, stage.timing.stage.record.toString()},
            {u"stage"_qs, stage.timing.stage.kind},
            {u"asked_for"_qs, textIn(stage.fields, u"asked_for")},
            {u"began"_qs, textIn(stage.fields, u"began")},
            {u"ended"_qs, textIn(stage.fields, u"ended")},
            {u"waited_days"_qs, jsonOf(stage.timing.waited)},
            {u"took_days"_qs, jsonOf(stage.timing.took)},
            {u"gap_days"_qs, jsonOf(stage.timing.gap)},
            {u"out_of_order"_qs, stage.timing.outOfOrder},
            {u"points"_qs, points},
            {u"accounts"_qs, words}};
}

Status tell(const StageReport& stage) {
    TRY_OK(printText(titleIn(u"journey_stage"_qs, stage.fields, u"stage"_qs) + u": "_qs +
                     datesWords(stage.fields)));
    if (const QString words = timingWords(stage.timing); !words.isEmpty())
        TRY_OK(printText(u"    "_qs + words));
    for (const SideBySide& point : stage.points) TRY_OK(printText(u"    "_qs + pointWords(point)));
    for (const AccountPoint& each : stage.words)
        TRY_OK(printText(u"    "_qs + voiceTitle(each.whose) + u" says: "_qs + each.said));
    return {};
}

Status tell(const CaseReport& report, const Plan& plan) {
    const FieldValues& fields = report.row.fields;
    TRY_OK(printText(u"Case %1, %2: %3"_qs.arg(textIn(fields, u"number"),
                                               titleIn(u"tracked_case"_qs, fields, u"stage"_qs),
                                               textIn(fields, u"summary"))));
    TRY_OK(printText(u"Contact: %1; %2 so far."_qs.arg(
        ownerWords(report.row, plan), counted(report.contacts, u"attempt"_qs, u"attempts"_qs))));
    if (const QString advice = sentenceFor(report.row.advice.answer); !advice.isEmpty())
        TRY_OK(printText(advice));
    if (const auto& last = report.row.advice.lastByAnother)
        TRY_OK(printText(u"%1 last tried on %2: %3."_qs.arg(
            plan.initialsOf(last->by), dayWords(last->day),
            optionTitle(u"contact"_qs, u"outcome"_qs, last->outcome).toLower())));
    if (report.stages.empty())
        return printText(
            u"No stage of the journey is entered yet: `types journey_stage` says what one "
            "holds."_qs);
    TRY_OK(printText(u"Journey: "_qs + journeyWords(report.row.journey) + u'.'));
    for (const StageReport& stage : report.stages) TRY_OK(tell(stage));
    if (report.differences > 0)
        TRY_OK(printText(u"Accounts differ on %1. Each stays as it was told."_qs.arg(
            counted(report.differences, u"point"_qs, u"points"_qs))));
    return {};
}

Status oneCase(const Context& context, const std::string& number) {
    TRY(const OpenPlan open, openPlan(context));
    const RecordId me = open.plan.memberCalled(open.vault->identity().initials);
    TRY(const CaseReport report,
        readCase(open.records(), QString::fromStdString(number), me, open.today));
    if (!context.shared.json) return tell(report, open.plan);
    QJsonObject json = jsonOf(report.row, open.plan);
    QJsonArray stages;
    for (const StageReport& stage : report.stages) stages.append(jsonOf(stage));
    json.insert(u"stages"_qs, stages);
    json.insert(u"contacts"_qs, report.contacts);
    json.insert(u"differences"_qs, report.differences);
    return printJson(json);
}

// The sample -------------------------------------------------------------------------------------

QString percent(int perMille) {
    return QString::number(perMille / 10.0, 'f', 1) + u" %"_qs;
}

QString groupTitle(const BalanceRow& row) {
    if (row.group == u"yes" || row.group == u"no")
        return optionTitle(u"population_group"_qs, u"characteristic"_qs, row.trait) +
               (row.group == u"no" ? u", not"_qs : QString());
    const bool own = row.trait == u"age" || row.trait == u"ethnicity";
    const QString trait = optionTitle(u"population_group"_qs, u"characteristic"_qs, row.trait);
    const QString group =
        optionTitle(u"tracked_case"_qs, own ? row.trait : u"characteristics"_qs, row.group);
    return group == trait ? trait : trait + u", "_qs + group;
}

QString balanceWords(const BalanceRow& row) {
    const QString head = groupTitle(row) + u": "_qs;
    const QString of = u"population "_qs + percent(row.populationPerMille);
    if (row.known == 0) return head + of + u"; not known of any case."_qs;
    const int more = row.casesShort();
    const QString even = more > 0   ? u"%1 fewer than would match"_qs.arg(more)
                         : more < 0 ? u"%1 more than would match"_qs.arg(-more)
                                    : u"as many as would match"_qs;
    return head + u"%1 of %2 cases (%3), %4; %5."_qs.arg(row.cases).arg(row.known).arg(
                      percent(row.samplePerMille), of, even);
}

Status balance(const Context& context) {
    TRY(const OpenPlan open, openPlan(context));
    TRY(const BalanceReport report, readBalance(open.records()));
    if (context.shared.json) {
        QJsonArray rows;
        for (const BalanceRow& row : report.rows)
            rows.append(QJsonObject{{u"trait"_qs, row.trait},
                                    {u"group"_qs, row.group},
                                    {u"cases"_qs, row.cases},
                                    {u"known"_qs, row.known},
                                    {u"unknown"_qs, row.unknown},
                                    {u"sample_per_mille"_qs, row.samplePerMille},
                                    {u"population_per_mille"_qs, row.populationPerMille},
                                    {u"cases_short"_qs, row.casesShort()}});
        return printJson({{u"cases"_qs, report.cases},
                          {u"rows"_qs, rows},
                          {u"unmatched"_qs, QJsonArray::fromStringList(report.unmatched)}});
    }
    if (report.rows.empty() && report.unmatched.isEmpty())
        return printText(
            u"No figures of the council's population are here yet: "
            "`types population_group` says what one holds."_qs);
    TRY_OK(printText(u"The %1 still tracked, beside the council's population:"_qs.arg(
        counted(report.cases, u"case"_qs, u"cases"_qs))));
    for (const BalanceRow& row : report.rows) TRY_OK(printText(u"  "_qs + balanceWords(row)));
    for (const QString& group : report.unmatched)
        TRY_OK(printText(u"  "_qs + group +
                         u": these words are no option of a case, so none can be counted."_qs));
    return {};
}

}  // namespace

void addCaseCommands(CLI::App& app, Commands& commands) {
    auto all = std::make_shared<bool>(false);
    CLI::App* list = app.add_subcommand(
        "cases",
        "Show the funnel of tracked cases, who makes contact, and how long each journey is");
    list->add_flag("--all", *all, "Those only on the council's list too");
    list->footer(
        "Examples:\n  candour-cli --vault ~/notes cases\n"
        "  candour-cli --vault ~/notes --json cases\n\n"
        "How many are aimed at is set in the assessment. One too many is shown, never refused.");
    commands.push_back({list, [all](const Context& context) { return cases(context, *all); }});

    auto number = std::make_shared<std::string>();
    CLI::App* one = app.add_subcommand(
        "case", "Show one case: its journey in days, and every account side by side");
    one->add_option("NUMBER", *number, "The council's number for the case")->required();
    one->footer(
        "Example:\n  candour-cli --vault ~/notes case 07\n\n"
        "What still goes on counts up to today. A date that is only known as a month makes a\n"
        "number of days between two bounds. Accounts that differ are flagged and stay as told.");
    commands.push_back(
        {one, [number](const Context& context) { return oneCase(context, *number); }});

    CLI::App* compared = app.add_subcommand(
        "balance", "Compare the cases chosen to track with the people the council serves");
    compared->footer(
        "Example:\n  candour-cli --vault ~/notes balance\n\n"
        "The shares come from population_group records. What a person chose not to give is not\n"
        "counted as anything. It shows the gap and never picks a case to fill it.");
    commands.push_back({compared, [](const Context& context) { return balance(context); }});
}

}  // namespace candour::cli
