// candour-cli: the same vault and engine as the tablet app, from a terminal.
#include "app/cli/cli.h"
#include "platform/completion.h"
#include "platform/hardening.h"
#include "platform/usage.h"

#include <QCoreApplication>

#include <algorithm>
#include <cstdio>

using namespace candour;
using namespace candour::cli;

namespace {

/// The commands, one place for all: a new file of commands is added here.
void addCommands(CLI::App& app, Commands& commands) {
    addVaultCommands(app, commands);
    addRecordCommands(app, commands);
    addFileCommands(app, commands);
    addAttachmentCommands(app, commands);
    addImportCommands(app, commands);
    addStoreCommands(app, commands);
    addBundleCommands(app, commands);
    addCheckCommand(app, commands);
    addWithdrawCommand(app, commands);
    addErasureCommands(app, commands);
    addProtectionCommands(app, commands);
    addReportCommands(app, commands);
    addAssessmentCommands(app, commands);
    addCaseCommands(app, commands);
    addDateCommands(app, commands);
    addRatingCommand(app, commands);
    addTraceCommand(app, commands);

    CLI::App* completion = app.add_subcommand("completion", "Print a shell's completion script");
    completion->add_subcommand("bash", "For bash");
    completion->require_subcommand(1);
    completion->footer("Example:\n  source <(candour-cli completion bash)");
    commands.push_back({completion, [&app](const Context&) {
                            std::vector<std::string> types;
                            for (const RecordType& type : recordList().types())
                                types.push_back(type.name.toStdString());
                            return print(QByteArray::fromStdString(bashCompletion(
                                app, {{{"types", "list", "put", "--type"}, types}})));
                        }});
}

int finish(const Status& done, bool json) {
    if (done && std::fflush(stdout) == 0) return static_cast<int>(Exit::ok);
    const Error error = done ? Error{Code::diskFull, "write the output"} : done.error();
    std::fflush(stdout);
    complain(error, json);
    return static_cast<int>(exitOf(error.code));
}

}  // namespace

int main(int argc, char** argv) {
    if (auto hardened = harden(); !hardened) {
        complain(hardened.error(), false);
        return static_cast<int>(Exit::failed);
    }
    const QCoreApplication application(argc, argv);
    CLI::App app(
        "Candour's notes from a terminal: put records in, find them, prove them, hand them over.",
        "candour-cli");
    app.footer(
        "Try it out:\n"
        "  candour-cli --vault ~/try create\n"
        "  candour-cli --vault ~/try put follow_up what='Ask for the rota' state=open\n"
        "  candour-cli --vault ~/try search rota\n\n"
        "Every command has its own --help. The passphrase is asked for at the terminal, or read\n"
        "from --passphrase-file; it never belongs on the command line or in the environment.\n\n" +
        exitTable());
    app.set_version_flag("--version", "candour-cli " CANDOUR_VERSION);
    app.require_subcommand(1);
    app.fallthrough();  // what all commands know may stand after the command too
    Shared shared;
    app.add_option("--vault", shared.vault, "The vault's folder");
    app.add_option("--passphrase-file", shared.passphraseFile,
                   "Read the passphrase from the first line of this file; - for standard input");
    app.add_flag("--json", shared.json, "Answer in JSON, errors too");
    Commands commands;
    addCommands(app, commands);
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& problem) {
        // What could not be read may not have set its flags.
        const bool json =
            std::find(argv + 1, argv + argc, std::string_view("--json")) != argv + argc;
        if (problem.get_exit_code() != 0 && json) {
            complain(Error{Code::badInput, "read the command line", misread(app, problem)}, true);
            return static_cast<int>(Exit::usage);
        }
        if (problem.get_exit_code() != 0) {
            std::fprintf(stderr, "candour-cli: %s See --help.\n", misread(app, problem).c_str());
            return static_cast<int>(Exit::usage);
        }
        return static_cast<int>(app.exit(problem));
    }

    const SystemClock clock;
    SystemRandom random;
    const Context context{shared, clock, random};
    for (const Command& command : commands)
        if (command.options->parsed()) return finish(command.run(context), shared.json);
    return static_cast<int>(Exit::usage);
}
