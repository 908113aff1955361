// board, coverage, huddle: where the evidence of an assessment stands, and what it adds up to.
#include "app/cli/openplan.h"
#include "app/reports/coveragereport.h"
#include "app/reports/scorereport.h"
#include "app/rules/recordwords.h"

#include <QJsonArray>

namespace candour::cli {
namespace {

QString titleOf(const FrameworkPack& pack, int statement) {
    return QString::number(statement).rightJustified(2) + u"  "_qs +
           pack.statement(statement)->title.text;
}

// The score board --------------------------------------------------------------------------------

QJsonObject jsonOf(const ScoreReport& report) {
    QJsonArray statements;
    for (const StatementOnBoard& each : report.board.statements)
        statements.append(
            QJsonObject{{u"statement"_qs, each.number},
                        {u"score"_qs, each.score ? QJsonValue(*each.score) : QJsonValue()},
                        {u"disputed"_qs, each.disputed},
                        {u"secretary_of_state_check"_qs, each.secretaryOfStateCheck},
                        {u"missing"_qs, QJsonArray::fromStringList(each.missing)}});
    return {{u"statements"_qs, statements},
            {u"rating"_qs,
             report.board.rating ? QJsonValue(cli::jsonOf(*report.board.rating)) : QJsonValue()},
            {u"scoring_open"_qs, report.phase == SitePhase::closed},
            {u"of_another_framework"_qs, report.ofAnotherPack},
            {u"missing"_qs, QJsonArray::fromStringList(report.board.missing)}};
}

Status tell(const ScoreReport& report, const FrameworkPack& pack) {
    for (const StatementOnBoard& each : report.board.statements) {
        // What is missing names its quality statement itself.
        for (const QString& missing : each.missing)
            TRY_OK(printText(QString::number(each.number).rightJustified(2) + u"  "_qs + missing));
        if (each.score)
            TRY_OK(printText(titleOf(pack, each.number) + u": "_qs + QString::number(*each.score) +
                             u", "_qs +
                             pack.scoring.labels.value(*each.score - pack.scoring.least)));
        if (each.secretaryOfStateCheck)
            TRY_OK(printText(u"    Check whether the Secretary of State is told."_qs));
    }
    if (report.ofAnotherPack > 0)
        TRY_OK(printText(counted(report.ofAnotherPack, u"score was"_qs, u"scores were"_qs) +
                         u" given under another framework and not counted."_qs));
    if (report.phase == SitePhase::open) TRY_OK(printText(sentenceFor(MayScore::siteStillOpen)));
    if (report.board.rating) return printText(ratingWords(*report.board.rating));
    if (report.board.missing.isEmpty()) return printText(u"No rating is shown yet."_qs);
    return printText(u"No rating is shown yet: %1."_qs.arg(
        counted(static_cast<int>(report.board.missing.size()), u"score is missing"_qs,
                u"scores are missing"_qs)));
}

Status board(const Context& context) {
    TRY(const OpenPlan open, openPlan(context));
    TRY(const ScoreReport report, readScores(open.records(), open.plan, open.today));
    if (context.shared.json) return printJson(jsonOf(report));
    TRY_OK(printText(planLine(open.plan)));
    TRY_OK(tell(report, open.plan.pack));
    if (textIn(open.plan.fields, u"kind") != u"pilot") return {};
    return printText(u"This is a pilot: its rating is indicative."_qs);
}

// The coverage grid ------------------------------------------------------------------------------

QJsonArray jsonOf(const CoverageRow& row) {
    QJsonArray cells;
    for (const CoverageCell& cell : row.cells)
        cells.append(QJsonObject{{u"category"_qs, cell.category},
                                 {u"needed"_qs, cell.needed},
                                 {u"sources"_qs, cell.sources},
                                 {u"strengths"_qs, cell.strengths},
                                 {u"shortfalls"_qs, cell.shortfalls},
                                 {u"gap"_qs, cell.isGap()}});
    return cells;
}

QString sourcesWords(const CoverageRow& row) {
    if (row.sources == 0) return u"nothing heard yet"_qs;
    return counted(row.sources, u"independent source"_qs, u"independent sources"_qs) +
           u" (%1 show strengths, %2 shortfalls)"_qs.arg(row.strengths).arg(row.shortfalls);
}

Status tell(const CoverageReport& report, const FrameworkPack& pack) {
    for (const CoverageRow& row : report.rows) {
        TRY_OK(printText(titleOf(pack, row.statement) + u": "_qs + sourcesWords(row)));
        QStringList heard;
        QStringList gaps;
        for (const CoverageCell& cell : row.cells) {
            const QString& title = pack.category(cell.category)->title;
            if (cell.sources > 0) heard << title + u' ' + QString::number(cell.sources);
            if (cell.isGap()) gaps << title;
        }
        if (!heard.isEmpty()) TRY_OK(printText(u"    "_qs + heard.join(u", "_qs)));
        if (!gaps.isEmpty()) TRY_OK(printText(u"    Gap: "_qs + gaps.join(u", "_qs)));
        for (const CoverageReport::Advice& each : report.advice)
            if (each.statement == row.statement && each.answer != Asking::ask)
                TRY_OK(printText(u"    "_qs + pack.category(each.category)->title + u": "_qs +
                                 sentenceFor(each.answer)));
    }
    if (report.ofAnotherPack > 0)
        TRY_OK(printText(counted(report.ofAnotherPack, u"tag was"_qs, u"tags were"_qs) +
                         u" put on under another framework, and not counted by this one."_qs));
    if (report.counted + report.notEvidence == 0)
        return printText(
            u"Nothing is tagged yet: tags on lines, extracts and accounts fill this grid."_qs);
    QString last = counted(report.counted, u"tag counts"_qs, u"tags count"_qs);
    if (report.notEvidence > 0)
        last += u"; %1 not, and `check` says why"_qs.arg(
            counted(report.notEvidence, u"does"_qs, u"do"_qs));
    return printText(last + u'.');
}

Status coverage(const Context& context) {
    TRY(const OpenPlan open, openPlan(context));
    TRY(const CoverageReport report, readCoverage(open.records(), open.plan.pack));
    if (context.shared.json) {
        QJsonArray statements;
        for (const CoverageRow& row : report.rows)
            statements.append(QJsonObject{{u"statement"_qs, row.statement},
                                          {u"sources"_qs, row.sources},
                                          {u"strengths"_qs, row.strengths},
                                          {u"shortfalls"_qs, row.shortfalls},
                                          {u"categories"_qs, jsonOf(row)}});
        return printJson({{u"statements"_qs, statements},
                          {u"gaps"_qs, report.gaps()},
                          {u"tags_that_count"_qs, report.counted},
                          {u"tags_that_do_not"_qs, report.notEvidence},
                          {u"tags_of_another_framework"_qs, report.ofAnotherPack}});
    }
    TRY_OK(printText(planLine(open.plan)));
    return tell(report, open.plan.pack);
}

// The huddle sheet -------------------------------------------------------------------------------

QJsonArray jsonOf(const std::vector<HuddleTheme>& themes) {
    QJsonArray all;
    for (const HuddleTheme& each : themes)
        all.append(QJsonObject{{u"theme"_qs, each.note.theme},
                               {u"note"_qs, each.note.note},
                               {u"direction"_qs, each.note.direction},
                               {u"still_to_find"_qs, each.note.stillToFind},
                               {u"sources"_qs, each.sources},
                               {u"one_voice_as_many"_qs, each.oneVoiceAsMany}});
    return all;
}

QJsonObject jsonOf(const HuddleSheet& sheet) {
    QJsonArray statements;
    for (const HuddleStatement& each : sheet.statements)
        statements.append(QJsonObject{{u"statement"_qs, each.number},
                                      {u"sources"_qs, each.coverage.sources},
                                      {u"gaps"_qs, QJsonArray::fromStringList(each.gaps)},
                                      {u"themes"_qs, jsonOf(each.themes)}});
    return {{u"statements"_qs, statements},
            {u"across"_qs, jsonOf(sheet.across)},
            {u"withheld"_qs, sheet.withheld}};
}

Status tell(const std::vector<HuddleTheme>& themes) {
    for (const HuddleTheme& each : themes) {
        const QString& direction = each.note.direction;
        const QString shows = direction == u"strength"    ? u"Strength: "_qs
                              : direction == u"shortfall" ? u"Shortfall: "_qs
                                                          : u"Theme: "_qs;
        TRY_OK(printText(
            u"    "_qs + shows + each.note.theme + u" ("_qs +
            counted(each.sources, u"independent source"_qs, u"independent sources"_qs) + u')'));
        if (!each.note.note.isEmpty()) TRY_OK(printText(u"      "_qs + each.note.note));
        if (each.oneVoiceAsMany)
            TRY_OK(printText(u"      It speaks of many, and one voice stands behind it."_qs));
        if (!each.note.stillToFind.isEmpty())
            TRY_OK(printText(u"      Still to find out: "_qs + each.note.stillToFind));
    }
    return {};
}

Status tell(const HuddleSheet& sheet, const FrameworkPack& pack) {
    std::size_t themes = sheet.across.size();
    for (const HuddleStatement& each : sheet.statements) {
        themes += each.themes.size();
        TRY_OK(printText(titleOf(pack, each.number) + u": "_qs + sourcesWords(each.coverage)));
        TRY_OK(tell(each.themes));
        if (!each.gaps.isEmpty()) TRY_OK(printText(u"    Missing: "_qs + each.gaps.join(u", "_qs)));
    }
    if (!sheet.across.empty()) {
        TRY_OK(printText(u"Of no quality statement in particular"_qs));
        TRY_OK(tell(sheet.across));
    }
    if (sheet.withheld > 0)
        TRY_OK(printText(counted(sheet.withheld, u"note is"_qs, u"notes are"_qs) +
                         u" left out, because something in it points to somebody."_qs));
    if (themes + static_cast<std::size_t>(sheet.withheld) == 0)
        TRY_OK(
            printText(u"There are no theme notes for it yet: `types theme_note` says what one "
                      "holds."_qs));
    return {};
}

Status huddle(const Context& context, const std::string& typedDay) {
    std::optional<QDate> day;
    if (!typedDay.empty()) {
        day = QDate::fromString(QString::fromStdString(typedDay), Qt::ISODate);
        if (!day->isValid())
            return fail(Code::badInput, "read a day", "A day is given as 2027-03-09.");
    }
    TRY(const OpenPlan open, openPlan(context));
    TRY(const HuddleSheet sheet, readHuddle(open.records(), open.plan.pack, day));
    if (context.shared.json) return printJson(jsonOf(sheet));
    TRY_OK(printText(planLine(open.plan)));
    return tell(sheet, open.plan.pack);
}

}  // namespace

void addAssessmentCommands(CLI::App& app, Commands& commands) {
    CLI::App* scores = app.add_subcommand(
        "board", "Show the score board: each quality statement, the rating, what is missing");
    scores->footer(
        "Examples:\n  candour-cli --vault ~/notes board\n"
        "  candour-cli --vault ~/notes --json board\n\n"
        "A rating is shown only when nothing is missing. A score counts with a rationale that\n"
        "cites evidence which still stands; only the lead scores, after the last day on site.");
    commands.push_back({scores, [](const Context& context) { return board(context); }});

    CLI::App* grid = app.add_subcommand(
        "coverage", "Show how many independent sources each quality statement has, and the gaps");
    grid->footer(
        "Example:\n  candour-cli --vault ~/notes coverage\n\n"
        "Two lines from one meeting, or from one person in several, are one source. A gap is an\n"
        "evidence category that the framework needs and nobody has been heard on.");
    commands.push_back({grid, [](const Context& context) { return coverage(context); }});

    auto day = std::make_shared<std::string>();
    CLI::App* sheet = app.add_subcommand(
        "huddle", "Show the team's huddle sheet: what emerges, what is missing, nobody's identity");
    sheet->add_option("--day", *day, "Only the theme notes of this day, such as 2027-03-09");
    sheet->footer("Example:\n  candour-cli --vault ~/notes huddle --day 2027-03-09");
    commands.push_back({sheet, [day](const Context& context) { return huddle(context, *day); }});
}

}  // namespace candour::cli
