// check: every record that breaks a rule, or that a person has to look at.
#include "app/cli/cli.h"
#include "app/reports/plainsightreport.h"
#include "app/reports/protectionreport.h"
#include "app/reports/struckanswers.h"

#include <memory>

namespace candour::cli {
namespace {

Status say(const FoundBreach& found, bool json) {
    if (json)
        return printJson({{u"type"_qs, found.type},
                          {u"id"_qs, found.record.toString()},
                          {u"notebook"_qs, found.notebook.toString()},
                          {u"rule"_qs, found.breach.rule},
                          {u"pending"_qs, found.breach.pending},
                          {u"sentence"_qs, found.breach.sentence}});
    return printLine((found.type + u' ' + found.record.toString() + u"  "_qs + found.breach.rule +
                      u"  "_qs + found.breach.sentence)
                         .toUtf8());
}

/// The one rule that time alone can break (R9).
Status overdueAlerts(const Context& context, RecordReader& records,
                     const std::function<Status(const FoundBreach&)>& found) {
    TRY(const auto alerts, readAlerts(records, context.clock.utc().time_since_epoch().count()));
    for (const ReportedAlert& alert : alerts) {
        if (alert.clock.state != ConfirmationClock::State::overdue) continue;
        TRY(const RecordView view, records.get(alert.id));
        TRY_OK(found({view.name.type,
                      alert.id,
                      view.name.notebook,
                      {u"R9"_qs,
                       u"24 hours have passed and nobody has confirmed that they acted. "
                       "Ring them, and write down what they say."_qs}}));
    }
    return {};
}

Status check(const Context& context, bool identity) {
    TRY(auto vault, openVault(context.shared, context.ground()));
    std::int64_t breaches = 0;
    const auto tell = [&](const FoundBreach& found) {
        breaches += found.breach.pending ? 0 : 1;
        return say(found, context.shared.json);
    };
    TRY_OK(vault->rules().each(tell));
    TRY_OK(overdueAlerts(context, vault->records(), tell));
    TRY_OK(eachStruckNo(vault->records(), tell));
    KnownNames names;
    if (identity) {
        TRY(names, openNamesOfCases(*vault));
    }
    TRY_OK(eachInPlainSight(vault->records(), names, tell));
    if (breaches == 0)
        return context.shared.json ? Status() : printLine("No record breaks a rule.");
    return fail(Code::rulesBroken, "find every record in order", std::to_string(breaches));
}

}  // namespace

void addCheckCommand(CLI::App& app, Commands& commands) {
    CLI::App* checked =
        app.add_subcommand("check", "List every record that breaks a rule or needs a decision");
    auto identity = std::make_shared<bool>(false);
    checked->add_flag("--identity", *identity,
                      "Also open the names of cases and look for them in other records; that they "
                      "were opened is written down");
    checked->footer(
        "Examples:\n  candour-cli --vault ~/notes check\n"
        "  candour-cli --vault ~/notes --json check\n\n"
        "One line each: type, id, the rule's number, such as R3, or the flaw's name, and what to"
        " do.\nEnds with exit code 12 if there are any; what cannot be said before something else"
        " has been\nreceived is listed too, and is none. Of what looks like a telephone number or "
        "an address\n"
        "only the field is named. Nothing is changed.");
    commands.push_back(
        {checked, [identity](const Context& context) { return check(context, *identity); }});
}

}  // namespace candour::cli
