// check: every record that breaks a rule, or that a person has to look at.
#include "app/cli/cli.h"

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

Status check(const Context& context) {
    TRY(auto vault, openVault(context.shared, context.ground()));
    std::int64_t breaches = 0;
    TRY_OK(vault->rules().each([&](const FoundBreach& found) {
        breaches += found.breach.pending ? 0 : 1;
        return say(found, context.shared.json);
    }));
    if (breaches == 0)
        return context.shared.json ? Status() : printLine("No record breaks a rule.");
    return fail(Code::notAllowed, "check the records",
                "Rules broken or decisions open: " + std::to_string(breaches) + ".");
}

}  // namespace

void addCheckCommand(CLI::App& app, Commands& commands) {
    CLI::App* checked =
        app.add_subcommand("check", "List every record that breaks a rule or needs a decision");
    checked->footer(
        "Examples:\n  candour-cli --vault ~/notes check\n"
        "  candour-cli --vault ~/notes --json check\n\n"
        "One line each: type, id, the rule's number, such as R3, or the flaw's name, and what to"
        " do.\nEnds with exit code 12 if there are any; what cannot be said before something else"
        " has been\nreceived is listed too, and is none. Nothing is changed.");
    commands.push_back({checked, [](const Context& context) { return check(context); }});
}

}  // namespace candour::cli
