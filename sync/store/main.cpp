// candour-store: the central store from the command line. Every command opens the shelf, does one
// thing and says what it did; `serve` answers tablets until it is told to end.
#include "platform/clock.h"
#include "platform/completion.h"
#include "platform/exitcode.h"
#include "platform/hardening.h"
#include "platform/http/server.h"
#include "platform/log.h"
#include "platform/random.h"
#include "platform/signals.h"
#include "platform/tls/authority.h"
#include "platform/usage.h"
#include "sync/store/admin.h"
#include "sync/store/command.h"
#include "sync/store/embeddedshelf.h"
#include "sync/store/storeapi.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSaveFile>
#include <QTextStream>
#include <qrencode.h>

#include <CLI/CLI.hpp>

#include <algorithm>
#include <memory>

using namespace candour;

namespace {

int report(const Command& command, const Error& error) {
    QTextStream err(stderr);
    if (command.json)
        err << QJsonDocument(
                   QJsonObject{{QStringLiteral("error"), QLatin1String(error.name())},
                               {QStringLiteral("sentence"), error.sentence()},
                               {QStringLiteral("during"), QString::fromStdString(error.during)},
                               {QStringLiteral("detail"), QString::fromStdString(error.detail)},
                               {QStringLiteral("retry"), error.worthRetrying()}})
                   .toJson(QJsonDocument::Compact)
            << '\n';
    else
        err << "candour-store: could not " << QString::fromStdString(error.during) << ". "
            << error.sentence()
            << (error.detail.empty()
                    ? QString()
                    : QStringLiteral(" (%1)").arg(QString::fromStdString(error.detail)))
            << '\n';
    return static_cast<int>(exitOf(error.code));
}

Result<std::vector<PersonId>> personIds(const std::vector<std::string>& texts) {
    std::vector<PersonId> ids;
    for (const std::string& text : texts) {
        TRY(const PersonId id, personId(text));
        ids.push_back(id);
    }
    return ids;
}

std::vector<QByteArray> namesFrom(const std::vector<std::string>& texts) {
    std::vector<QByteArray> names;
    for (const std::string& text : texts) names.push_back(QByteArray::fromStdString(text));
    return names;
}

// Commands ---------------------------------------------------------------------------------------

Status init(Command& command, const std::string& name) {
    TRY(const auto shelf, EmbeddedShelf::create(command.folder, QString::fromStdString(name),
                                                command.clock, command.random));
    const QString fingerprint = QString::fromLatin1(shelf->keys().authorityFingerprint.toHex(' '));
    command.say(
        {{QStringLiteral("folder"), command.folder}, {QStringLiteral("authority"), fingerprint}},
        QStringLiteral("The store is made in %1.\nKeep store.key apart from backups of the"
                       " other files: whoever has both can read everything.\n"
                       "Fingerprint of its certificate authority: %2")
            .arg(command.folder, fingerprint));
    return {};
}

struct ServeOptions {
    std::string address = "127.0.0.1";
    std::uint16_t port = 0;
    std::vector<std::string> hosts;
    std::string readyFile;
};

Status writeReadyFile(const QString& path, int port) {
    // Whoever waits for this file must never see half of it.
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly)) return fail(Code::readOnly, "write the ready file");
    file.write(QJsonDocument(QJsonObject{{QStringLiteral("port"), port}}).toJson());
    if (!file.commit()) return fail(Code::diskFailed, "write the ready file");
    return {};
}

Status serve(Command& command, const ServeOptions& options) {
    command.signals.onAsked([] { QCoreApplication::quit(); });
    TRY(const auto shelf, command.shelf());
    const StoreKeys& keys = shelf->keys();
    TRY(const auto authority,
        CertificateAuthority::fromPem(keys.authorityPem, keys.authorityKeyPem));
    std::vector<QByteArray> names = namesFrom(options.hosts);
    if (names.empty()) names = {"localhost", "127.0.0.1", "::1"};
    // A fresh server certificate at every start: nothing to renew, and its key is never on disk.
    TRY(const TlsIdentity identity, authority.issue(names, command.clock, command.random));
    StoreApi api(*shelf, keys, command.clock, command.random);
    TRY_OK(api.learnTablets());

    // Sockets have their own threads; the shelf stays on this one. What they asked and nobody
    // answers any more goes before it does.
    QObject desk;
    const HttpServer::Answer answer = [&api, &desk](HttpRequest request, HttpServer::Reply reply) {
        QMetaObject::invokeMethod(
            &desk,
            [&api, request = std::move(request), reply = std::move(reply)] {
                reply(api.answer(request));
            },
            Qt::QueuedConnection);
    };
    TRY(const auto server,
        HttpServer::start({QByteArray::fromStdString(options.address),
                           options.port,
                           identity,
                           command.clock,
                           2,
                           {},
                           [&api](const HttpRequest& head) { return api.bodyFor(head); }},
                          answer));
    if (!options.readyFile.empty())
        TRY_OK(writeReadyFile(QString::fromStdString(options.readyFile), server->port()));
    command.say({{QStringLiteral("address"), QString::fromStdString(options.address)},
                 {QStringLiteral("port"), server->port()}},
                QStringLiteral("Answering tablets at %1, port %2. Ctrl-C ends it in good order.")
                    .arg(QString::fromStdString(options.address))
                    .arg(server->port()));
    QCoreApplication::exec();
    server->stop();
    QCoreApplication::processEvents();
    log::info("ended in good order");
    return {};
}

Status addPerson(Command& command, const std::string& id, const std::string& name) {
    TRY(const auto shelf, command.shelf());
    Person person{PersonId::makeV7(command.clock, command.random), QString::fromStdString(name)};
    if (!id.empty()) {
        TRY(person.id, personId(id));
    }
    TRY_OK(shelf->keep(person));
    command.say(
        {{QStringLiteral("id"), person.id.toString()}, {QStringLiteral("name"), person.name}},
        QStringLiteral("%1 is %2").arg(person.name, person.id.toString()));
    return {};
}

Status listPeople(Command& command) {
    TRY(const auto shelf, command.shelf());
    TRY(const auto people, shelf->people());
    for (const Person& person : people)
        command.say(
            {{QStringLiteral("id"), person.id.toString()}, {QStringLiteral("name"), person.name}},
            QStringLiteral("%1  %2").arg(person.id.toString(), person.name));
    return {};
}

void sayAssessment(const Command& command, const admin::Assessment& assessment) {
    command.say({{QStringLiteral("title"), assessment.title},
                 {QStringLiteral("team"), assessment.team.toString()},
                 {QStringLiteral("plan"), assessment.plan.toString()},
                 {QStringLiteral("identities"), assessment.identities.toString()},
                 {QStringLiteral("safeguarding"), assessment.safeguarding.toString()}},
                QStringLiteral("%1\n  team          %2\n  plan          %3\n  identities    %4\n"
                               "  safeguarding  %5")
                    .arg(assessment.title, assessment.team.toString(), assessment.plan.toString(),
                         assessment.identities.toString(), assessment.safeguarding.toString()));
}

struct AssessmentOptions {
    std::string title;
    std::string lead;
    std::vector<std::string> members;
    std::vector<std::string> external;
};

Status createAssessment(Command& command, const AssessmentOptions& options) {
    TRY(const auto shelf, command.shelf());
    TRY(const PersonId lead, personId(options.lead));
    TRY(const auto members, personIds(options.members));
    TRY(const auto external, personIds(options.external));
    TRY(const auto made,
        admin::createAssessment(*shelf, shelf->keys(), QString::fromStdString(options.title), lead,
                                members, external, command.clock, command.random));
    sayAssessment(command, made);
    return {};
}

Status listAssessments(Command& command) {
    TRY(const auto shelf, command.shelf());
    TRY(const auto assessments, admin::assessments(*shelf));
    for (const auto& assessment : assessments) sayAssessment(command, assessment);
    return {};
}

enum class SessionChange : std::uint8_t { allow, remove };

Status changeSession(Command& command, SessionChange change, const std::string& notebook,
                     const std::string& person) {
    const auto session = NotebookId::fromString(QString::fromStdString(notebook));
    if (!session) return fail(Code::badInput, "read a notebook's id", notebook);
    TRY(const PersonId id, personId(person));
    TRY(const auto shelf, command.shelf());
    TRY_OK(change == SessionChange::allow ? admin::allow(*shelf, shelf->keys(), *session, id)
                                          : admin::disallow(*shelf, shelf->keys(), *session, id));
    command.say({{QStringLiteral("notebook"), session->toString()},
                 {QStringLiteral("person"), id.toString()}},
                change == SessionChange::allow
                    ? QStringLiteral("They have the session from their next hand-over on.")
                    : QStringLiteral("They are sent no more of it. What they were sent stays on"
                                     " their tablet; what they wrote there and hand over from now"
                                     " on is kept, and marked as late."));
    return {};
}

struct CodeOptions {
    std::string person;
    int minutes = 10;
    std::string host = "localhost";
    int port = 443;
    std::string out;
};

/// Two rows of modules in one line of text, with the quiet border that a camera needs.
QString qrText(const QString& link) {
    const std::unique_ptr<QRcode, decltype(&QRcode_free)> code(
        QRcode_encodeString8bit(link.toUtf8().constData(), 0, QR_ECLEVEL_M), QRcode_free);
    if (!code) return {};
    const auto dark = [&](int x, int y) {
        return x >= 0 && y >= 0 && x < code->width && y < code->width &&
               (code->data[y * code->width + x] & 1) != 0;
    };
    QString text;
    for (int y = -2; y < code->width + 2; y += 2) {
        for (int x = -2; x < code->width + 2; ++x) {
            const bool top = !dark(x, y);
            const bool bottom = !dark(x, y + 1);
            text += top ? (bottom ? u'\u2588' : u'\u2580') : (bottom ? u'\u2584' : u' ');
        }
        text += u'\n';
    }
    return text;
}

Status issueCode(Command& command, const CodeOptions& options) {
    TRY(const auto shelf, command.shelf());
    TRY(const PersonId person, personId(options.person));
    TRY(const EnrolmentCode code,
        admin::issueCode(*shelf, person, std::chrono::minutes(options.minutes), command.clock,
                         command.random));
    const QString host = QString::fromStdString(options.host);
    const QString link = admin::enrolmentLink(host, options.port, shelf->keys(), code);
    if (!options.out.empty()) {
        // For a script: the link alone, readable by its owner only.
        QFile file(QString::fromStdString(options.out));
        if (!file.open(QIODevice::WriteOnly | QIODevice::Truncate) ||
            !file.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner) ||
            file.write(link.toUtf8() + '\n') < 0)
            return fail(Code::readOnly, "write the code");
        command.say({{QStringLiteral("file"), file.fileName()}},
                    QStringLiteral("The code is in %1.").arg(file.fileName()));
        return {};
    }
    command.say(
        {{QStringLiteral("code"), code.text()},
         {QStringLiteral("link"), link},
         {QStringLiteral("minutes"), options.minutes}},
        QStringLiteral("%1\nStore: %2, port %3\nCode:  %4\nGood for one tablet, %5 minutes.")
            .arg(qrText(link), host)
            .arg(options.port)
            .arg(code.text())
            .arg(options.minutes));
    return {};
}

Status verify(Command& command) {
    TRY(const auto shelf, command.shelf());
    TRY(const VerifyReport found, shelf->verify());
    TRY(const BlobFolder::Checked files, shelf->blobs().check());
    command.say(
        {{QStringLiteral("chains"), qint64{found.chains}},
         {QStringLiteral("changes"), qint64{found.changes}},
         {QStringLiteral("opened"), qint64{found.opened}},
         {QStringLiteral("statements"), qint64{found.statements}},
         {QStringLiteral("faults"), static_cast<qint64>(found.faults.size())},
         {QStringLiteral("attachments"), qint64{files.sound}},
         {QStringLiteral("attachments_damaged"), static_cast<qint64>(files.damaged.size())}},
        QStringLiteral("%1 chains with %2 changes, %3 of them opened; %4 signed statements;"
                       " %5 faults. %6 attachments are sound, %7 are damaged.")
            .arg(found.chains)
            .arg(found.changes)
            .arg(found.opened)
            .arg(found.statements)
            .arg(found.faults.size())
            .arg(files.sound)
            .arg(files.damaged.size()));
    for (const Hash& blob : files.damaged)
        command.say({{QStringLiteral("attachment"), QString::fromLatin1(blob.toBytes().toHex())}},
                    QStringLiteral("Attachment %1 was set aside. Whichever tablet still has it"
                                   " gives it back.")
                        .arg(QString::fromLatin1(blob.toBytes().toHex())));
    for (const auto& fault : found.faults)
        command.say({{QStringLiteral("vault"), fault.chain.vault.toString()},
                     {QStringLiteral("notebook"), fault.chain.notebook.toString()},
                     {QStringLiteral("number"), qint64{fault.number}},
                     {QStringLiteral("fault"), QLatin1String(Error{fault.code, {}}.name())}},
                    QStringLiteral("Vault %1, notebook %2, entry %3: %4")
                        .arg(fault.chain.vault.toString(), fault.chain.notebook.toString())
                        .arg(fault.number)
                        .arg(Error{fault.code, {}}.sentence()));
    if (!found.faults.empty()) return fail(Code::brokenChain, "verify the store");
    if (!files.damaged.empty()) return fail(Code::damaged, "verify the store");
    return {};
}

}  // namespace

int main(int argc, char** argv) {
    (void)harden();  // where it cannot be had, the store still has to run
    TerminationSignals signals;
    QCoreApplication app(argc, argv);
    Command command{signals};
    Status status;

    CLI::App cli(
        "The central store of Candour: keeps what tablets hand over, and says who may read it.",
        "candour-store");
    cli.require_subcommand(1);
    cli.fallthrough();  // what all commands know may stand after the command too
    cli.set_version_flag("--version", "candour-store " CANDOUR_VERSION);
    std::string folder;
    cli.add_option("--dir", folder, "The store's folder");
    cli.add_flag("--json", command.json, "Say everything as JSON, one object a line");
    const auto on = [&](CLI::App* sub, auto run) {
        sub->callback([&, run] {
            if (folder.empty()) throw CLI::RequiredError("--dir");
            command.folder = QDir(QString::fromStdString(folder)).absolutePath();
            status = run();
        });
    };

    std::string name;
    auto* initCommand = cli.add_subcommand("init", "Make a new store in the folder");
    initCommand->add_option("--name", name, "What the store is called on the tablets")->required();
    on(initCommand, [&] { return init(command, name); });

    ServeOptions serveOptions;
    auto* serveCommand = cli.add_subcommand("serve", "Answer tablets until told to end");
    serveCommand->add_option("--address", serveOptions.address, "IP address to listen at")
        ->capture_default_str();
    serveCommand->add_option("--port", serveOptions.port, "Port; 0 takes any free one")
        ->capture_default_str();
    serveCommand->add_option("--host", serveOptions.hosts,
                             "Names and addresses that tablets use for it");
    serveCommand->add_option("--ready-file", serveOptions.readyFile,
                             "Written once it answers; says the port");
    on(serveCommand, [&] { return serve(command, serveOptions); });

    auto* verifyCommand =
        cli.add_subcommand("verify", "Check every link, signature, seal and file of what is held");
    on(verifyCommand, [&] { return verify(command); });

    auto* adminCommand =
        cli.add_subcommand("admin", "People, tablets, assessments, holds, enrolment codes");
    adminCommand->require_subcommand(1);
    auto* people = adminCommand->add_subcommand("person", "People who work with Candour");
    people->require_subcommand(1);
    std::string id;
    auto* add = people->add_subcommand("add", "Add a person, or change the name");
    add->add_option("--id", id, "Their id in the assessment's plan; made up if not given");
    add->add_option("--name", name, "Initials, as colleagues say them")->required();
    on(add, [&] { return addPerson(command, id, name); });
    auto* listed = people->add_subcommand("list", "Everybody");
    on(listed, [&] { return listPeople(command); });

    AssessmentOptions assessment;
    auto* assessments = adminCommand->add_subcommand("assessment", "Notebooks and who reads them");
    assessments->require_subcommand(1);
    auto* create = assessments->add_subcommand("create", "Make an assessment's notebooks");
    create->add_option("--title", assessment.title, "What it is called")->required();
    create->add_option("--lead", assessment.lead, "The assessment lead's id")->required();
    create->add_option("--member", assessment.members, "Ids of the team");
    create->add_option("--external", assessment.external,
                       "Ids of people who read the plan and their own sessions only");
    on(create, [&] { return createAssessment(command, assessment); });
    auto* all = assessments->add_subcommand("list", "All of them");
    on(all, [&] { return listAssessments(command); });

    std::string sessionNotebook;
    std::string guest;
    auto* sessions = adminCommand->add_subcommand("session", "Who is in a single session");
    sessions->require_subcommand(1);
    const auto changesSession = [&](const char* verb, const char* what, SessionChange change) {
        auto* sub = sessions->add_subcommand(verb, what);
        sub->add_option("--notebook", sessionNotebook, "The session's notebook")->required();
        sub->add_option("--person", guest, "Their id")->required();
        sub->footer("Example:\n  candour-store --dir /srv/candour admin session " +
                    std::string(verb) + " --notebook 0190b5c7-… --person 0190b5a2-…");
        on(sub, [&command, &sessionNotebook, &guest, change] {
            return changeSession(command, change, sessionNotebook, guest);
        });
    };
    changesSession("allow", "Let somebody into one that has begun", SessionChange::allow);
    changesSession("remove", "Take somebody off one; not a lead", SessionChange::remove);

    addHoldCommands(*adminCommand, command, on);
    addRosterCommands(*assessments, command, on);
    addPolicyCommands(*adminCommand, command, on);
    addTabletCommands(*adminCommand, command, on);
    addBundleCommands(cli, command, on);

    CodeOptions code;
    auto* codes = adminCommand->add_subcommand("code", "Codes with which tablets enrol");
    codes->require_subcommand(1);
    auto* issue = codes->add_subcommand("issue", "A new single-use code, shown as text and QR");
    issue->add_option("--person", code.person, "Whose tablet it is for")->required();
    issue->add_option("--minutes", code.minutes, "How long it is good for")
        ->capture_default_str()
        ->check(CLI::Range(1, 1440));
    issue->add_option("--host", code.host, "The store's name as tablets reach it")
        ->capture_default_str();
    issue->add_option("--port", code.port, "Its port")->capture_default_str();
    issue->add_option("--out", code.out, "Write it to this file instead (mode 0600)");
    on(issue, [&] { return issueCode(command, code); });

    auto* completion = cli.add_subcommand("completion", "Print a shell's completion script");
    completion->require_subcommand(1);
    completion->add_subcommand("bash", "For bash")->callback([&] {
        QTextStream(stdout) << QString::fromStdString(bashCompletion(cli));
    });

    // Set last: each command would begin with a copy of it.
    cli.footer(std::string("Examples:\n"
                           "  candour-store --dir /srv/candour init --name \"Assessment teams\"\n"
                           "  candour-store --dir /srv/candour admin person add --name AW\n"
                           "  candour-store --dir /srv/candour serve --address 0.0.0.0 --port 443"
                           " --host store.example.org\n"
                           "  candour-store --dir /srv/candour verify\n\n") +
               exitTable());
    initCommand->footer(
        "Example:\n  candour-store --dir /srv/candour init --name \"Assessment teams\"\n\n"
        "Makes the folder, its keys and its certificate authority. Keep store.key apart from"
        " backups.");
    verifyCommand->footer(
        "Example:\n  candour-store --dir /srv/candour verify\n\nChanges nothing. Ends with a number"
        " other than 0 if there is any fault.");
    add->footer(
        "Examples:\n  candour-store --dir /srv/candour admin person add --name AW\n"
        "  candour-store --dir /srv/candour admin person add --id 0190b5a1-… --name AW\n\n"
        "With an id that is known it changes the name.");
    listed->footer("Example:\n  candour-store --dir /srv/candour --json admin person list");
    all->footer("Example:\n  candour-store --dir /srv/candour admin assessment list");
    serveCommand->footer(
        "Example:\n  candour-store --dir /srv/candour serve --address 0.0.0.0 --port 443"
        " --host store.example.org\n\nEnds in good order when told to (SIGTERM, Ctrl+C).");
    create->footer(
        "Example:\n  candour-store --dir /srv/candour admin assessment create --title \"Northmere"
        " Council\"\n      --lead 0190b5a0-… --member 0190b5a1-… --external 0190b5a2-…\n\n"
        "Ids are those that `admin person list` shows.");
    completion->footer("Example:\n  source <(candour-store completion bash)");
    issue->footer(
        "Example:\n  candour-store --dir /srv/candour admin code issue --person 0190b5a1-…"
        " --host store.example.org\n\nThe code is good once. Show it or send it by a way that is"
        " safe for a password.");

    try {
        cli.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        // What could not be read may not have set its flags.
        command.json = std::find(argv + 1, argv + argc, std::string_view("--json")) != argv + argc;
        if (error.get_exit_code() != 0 && command.json) {
            (void)report(command, {Code::badInput, "read the command line", misread(cli, error)});
            return static_cast<int>(Exit::usage);
        }
        if (error.get_exit_code() != 0) {
            std::fprintf(stderr, "candour-store: %s See --help.\n", misread(cli, error).c_str());
            return static_cast<int>(Exit::usage);
        }
        return static_cast<int>(cli.exit(error));
    }
    return status ? static_cast<int>(Exit::ok) : report(command, status.error());
}
