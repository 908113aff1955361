// evidence, shift: files for people, made from records.
#include "app/cli/openplan.h"
#include "app/records/ndjson.h"
#include "app/records/timetext.h"
#include "app/reports/protectionreport.h"
#include "app/rules/evidencepack.h"
#include "app/rules/plainsight.h"
#include "app/rules/taggedevidence.h"
#include "app/vault/linereader.h"

#include <QDateTime>
#include <QFile>
#include <QSaveFile>

#include <algorithm>
#include <memory>

namespace candour::cli {
namespace {

Status evidence(const Context& context, const std::string& out, const std::string& pack) {
    constexpr char during[] = "write the evidence pack";
    TRY(const OpenPlan open, openPlan(context, pack));
    TRY(const auto records, everyLine(open.records(), typesOfEvidence()));
    EvidencePack evidence = evidencePackOf(records, open.plan.pack);
    TRY(const std::int64_t sealed, open.records().countSealed(u"tag"_qs));
    evidence.notEvidence += static_cast<int>(sealed);
    const QDateTime now = wallNow(context.clock);
    QSaveFile file(QString::fromStdString(out));
    if (!file.open(QIODevice::WriteOnly)) return fail(Code::readOnly, during);
    file.write(evidencePackHtml(evidence, now.toString(u"d MMMM yyyy, HH:mm"_qs)).toUtf8());
    if (!file.commit()) return fail(Code::diskFailed, during);
    int quotes = 0;
    int detailed = 0;
    for (const StatementEvidence& statement : evidence.statements) {
        quotes += static_cast<int>(statement.quotes.size());
        detailed += static_cast<int>(std::count_if(
            statement.quotes.begin(), statement.quotes.end(),
            [](const EvidenceQuote& quote) { return seemsToHoldDetails(quote.words); }));
    }
    TRY(const auto recognisable, readRecognisable(open.records(), open.plan));
    const auto people = static_cast<int>(recognisable.size());
    if (context.shared.json)
        return printJson({{u"file"_qs, file.fileName()},
                          {u"quotes"_qs, quotes},
                          {u"with_details"_qs, detailed},
                          {u"of_another_framework"_qs, evidence.ofAnotherFramework},
                          {u"recognisable"_qs, people}});
    TRY_OK(printText(counted(quotes, u"passage"_qs, u"passages"_qs) +
                     u", by quality statement, in "_qs + file.fileName()));
    if (evidence.ofAnotherFramework > 0)
        TRY_OK(printText(
            counted(evidence.ofAnotherFramework, u"tag was"_qs, u"tags were"_qs) +
            u" put on under another framework, whose numbers mean something else, and left out."_qs));
    if (detailed > 0)
        TRY_OK(printText(
            u"Before it leaves: %1 to hold a telephone number, an address or an NHS number; see "
            "`candour-cli check`."_qs.arg(
                counted(detailed, u"passage seems"_qs, u"passages seem"_qs))));
    if (people == 0) return {};
    return printText(u"Before it leaves: %1 could be recognised; see `candour-cli jigsaw`."_qs.arg(
        counted(people, u"person"_qs, u"people"_qs)));
}

Status shift(const std::string& name, int days, std::optional<int> offset) {
    constexpr char during[] = "shift a file";
    QFile file(QString::fromStdString(name));
    if (!file.open(QIODevice::ReadOnly))
        return fail(Code::notFound, during, "The file cannot be read.");
    LineReader reader(file);
    while (true) {
        TRY(const auto line, reader.next());
        if (!line) return {};
        if (line->bytes.trimmed().isEmpty()) continue;
        auto record = line->tooLong ? fail(Code::tooLarge, during)
                                    : recordFromLine(recordList(), line->bytes);
        if (!record)
            return fail(record.error().code, during,
                        "Line " + std::to_string(line->number) + ": " + record.error().detail);
        record->fields = shiftedByDays(*record->type, std::move(record->fields), days, offset);
        TRY_OK(printLine(lineFromRecord(*record)));
    }
}

}  // namespace

void addReportCommands(CLI::App& app, Commands& commands) {
    auto out = std::make_shared<std::string>();
    auto pack = std::make_shared<std::string>();
    CLI::App* written = app.add_subcommand(
        "evidence", "Write the evidence pack: what was heard for each quality statement");
    written->add_option("--out", *out, "The HTML file to write")->required();
    written->add_option("--pack", *pack, "A framework pack other than the assessment's own");
    written->footer(
        "Example:\n  candour-cli --vault ~/notes evidence --out evidence.html\n\n"
        "It holds no names, and no words that nobody agreed to have used. It is not encrypted.");
    commands.push_back(
        {written, [out, pack](const Context& context) { return evidence(context, *out, *pack); }});

    auto file = std::make_shared<std::string>();
    auto days = std::make_shared<int>(0);
    auto offset = std::make_shared<std::optional<int>>();
    CLI::App* shifted =
        app.add_subcommand("shift", "Print a file of records with every date moved by whole days");
    shifted->add_option("FILE", *file, "An .ndjson file")->required();
    shifted->add_option("--days", *days, "How far; backwards if negative")->required();
    shifted->add_option("--offset-minutes", *offset,
                        "Keep the wall clock's times, at this offset from UTC");
    shifted->footer("Example:\n  candour-cli shift timetable.ndjson --days 14 > later.ndjson");
    commands.push_back(
        {shifted, [file, days, offset](const Context&) { return shift(*file, *days, *offset); }});
}

}  // namespace candour::cli
