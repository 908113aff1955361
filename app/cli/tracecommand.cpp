// trace: where a quality statement of the report comes from.
#include "app/cli/openplan.h"
#include "app/reports/tracereport.h"

#include <QJsonArray>

#include <memory>

namespace candour::cli {
namespace {

Status trace(const Context& context, int statement, Traced what) {
    TRY(const OpenPlan open, openPlan(context));
    const QualityStatement* named = open.plan.pack.statement(statement);
    if (named == nullptr)
        return fail(Code::notFound, "trace a statement",
                    "This framework has no such quality statement.");
    TRY(const TraceReport report, readTrace(open.records(), open.plan.pack, statement, what));
    if (context.shared.json) {
        QJsonArray rows;
        for (const TraceRow& row : report.rows)
            rows.append(
                QJsonObject{{u"when"_qs, row.when}, {u"kind"_qs, row.kind}, {u"who"_qs, row.who}});
        return printJson({{u"statement"_qs, statement},
                          {u"rows"_qs, rows},
                          {u"not_evidence"_qs, report.notEvidence}});
    }
    TRY_OK(printText(QString::number(statement) + u' ' + named->title.text));
    for (const TraceRow& row : report.rows)
        TRY_OK(printText(u"  "_qs + (row.when.isEmpty() ? u"No time known"_qs : row.when) +
                         u"  "_qs + row.kind + u"  "_qs + row.who));
    return report.rows.empty() ? printText(u"Nothing stands behind it."_qs) : Status();
}

}  // namespace

void addTraceCommand(CLI::App& app, Commands& commands) {
    auto statement = std::make_shared<int>(0);
    auto cited = std::make_shared<bool>(false);
    CLI::App* traced = app.add_subcommand(
        "trace", "Show where a quality statement comes from: times and roles, nobody's words");
    traced->add_option("STATEMENT", *statement, "Its number in the framework")->required();
    traced->add_flag("--cited", *cited, "Only what its scores cite");
    traced->footer(
        "Example:\n  candour-cli --vault ~/notes trace 1 --cited\n\n"
        "For the factual accuracy check. Whoever alone holds a role is named by standing only.");
    commands.push_back({traced, [statement, cited](const Context& context) {
                            return trace(context, *statement,
                                         *cited ? Traced::cited : Traced::counted);
                        }});
}

}  // namespace candour::cli
