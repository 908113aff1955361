// enrol, handover: about the vault and its central store.
#include "app/cli/cli.h"
#include "app/handover/enroller.h"
#include "app/handover/storelink.h"

#include <QCoreApplication>
#include <QFile>
#include <QJsonArray>
#include <QTextStream>

#include <memory>

namespace candour::cli {
namespace {

constexpr char enrolling[] = "set up this tablet";

/// The link of a code file, or of standard input. The code is a secret until it is used.
Result<QString> readCode(const std::string& path) {
    QFile file;
    const bool opened = path == "-" ? file.open(stdin, QIODevice::ReadOnly)
                                    : (file.setFileName(QString::fromStdString(path)),
                                       file.open(QIODevice::ReadOnly));
    if (!opened) return fail(Code::notFound, enrolling, "The file with the code cannot be read.");
    return QString::fromUtf8(file.readLine(2'048)).trimmed();
}

struct EnrolOptions {
    std::string codeFile;
    std::string address;
};

Result<Invitation> invitationFrom(const EnrolOptions& options) {
    TRY(const QString text, readCode(options.codeFile));
    if (text.startsWith(u"candour:"_qs)) return Invitation::fromLink(text);
    if (options.address.empty())
        return fail(Code::badInput, enrolling,
                    "A code without the store's address: say where with --address.");
    return Invitation::fromTyped(QString::fromStdString(options.address), text);
}

/// Runs the event loop until `start` calls the function it is given.
template <class Outcome, class Start>
Outcome wait(Start start) {
    std::optional<Outcome> outcome;
    start([&outcome](Outcome came) {
        outcome.emplace(std::move(came));
        QCoreApplication::quit();
    });
    if (!outcome) QCoreApplication::exec();
    return std::move(*outcome);
}

Status enrol(const Context& context, const EnrolOptions& options) {
    if (context.shared.vault.empty())
        return fail(Code::badInput, enrolling, "Say where: --vault DIR.");
    const Vault::Ground ground = context.ground();
    using Outcome = Result<std::unique_ptr<Vault>>;
    std::unique_ptr<Enroller> enroller;
    Outcome outcome = fail(Code::cancelled, enrolling);
    const QString folder = QString::fromStdString(context.shared.vault);
    if (QFile::exists(folder + u"/keys.db"_qs)) {
        // An enrolment whose answer was lost is finished by the same request.
        TRY(auto vault, openVault(context.shared, ground));
        if (vault->identity().standing != Identity::Standing::pending)
            return fail(Code::alreadyThere, enrolling);
        outcome = wait<Outcome>([&](auto done) {
            enroller = std::make_unique<Enroller>(ground, nullptr, done);
            enroller->resume(std::move(vault));
        });
    } else {
        TRY(Invitation invitation, invitationFrom(options));
        TRY(const SecretBytes typed, readPassphrase(context.shared, Ask::twice));
        TRY(Passphrase passphrase, Passphrase::choose(typed));
        outcome = wait<Outcome>([&](auto done) {
            enroller = std::make_unique<Enroller>(ground, nullptr, done);
            enroller->start(folder, std::move(invitation), std::move(passphrase));
        });
    }
    if (!outcome) return tl::unexpected<Error>(std::move(outcome).error());
    const Identity& identity = (*outcome)->identity();
    const QString id = identity.vault.toString();
    const QString initials = identity.initials;
    TRY_OK(Vault::lock(std::move(*outcome)));
    if (context.shared.json) return printJson({{u"vault"_qs, id}, {u"initials"_qs, initials}});
    return printLine("This vault now belongs to " + initials.toUtf8() +
                     ". `handover` fetches the assessment.");
}

QJsonObject jsonOf(const HandOver::Report& report) {
    QJsonArray reasons;
    for (const auto& held : report.reasons)
        reasons.append(QJsonObject{{u"notebook"_qs, held.chain.notebook.toString()},
                                   {u"from"_qs, qint64{held.from}},
                                   {u"error"_qs, QString::fromLatin1(held.reason.name())},
                                   {u"sentence"_qs, held.reason.sentence()}});
    QJsonArray receipts;
    for (const auto& receipt : report.receipts)
        receipts.append(QString::fromLatin1(receipt.encode().toBase64(
            QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals)));
    return {{u"captured"_qs, qint64{report.captured}},
            {u"accepted"_qs, qint64{report.accepted}},
            {u"held"_qs, qint64{report.held}},
            {u"received"_qs, qint64{report.received}},
            {u"bytes_sent"_qs, qint64{report.bytesSent}},
            {u"bytes_received"_qs, qint64{report.bytesReceived}},
            {u"round_trips"_qs, qint64{report.roundTrips}},
            {u"parted"_qs, qint64(report.parted.size())},
            {u"reasons"_qs, reasons},
            {u"receipts"_qs, receipts}};
}

Status handover(const Context& context) {
    TRY(auto vault, openVault(context.shared, context.ground()));
    TRY(auto link, StoreLink::open(*vault, context.random));
    const auto report = wait<HandOver::Report>([&](auto done) { link->handOver({}, done); });
    link.reset();
    TRY_OK(Vault::lock(std::move(vault)));
    if (context.shared.json) {
        TRY_OK(printJson(jsonOf(report)));
    } else {
        TRY_OK(printLine("Captured " + QByteArray::number(qint64{report.captured}) + ", accepted " +
                         QByteArray::number(qint64{report.accepted}) + ", held " +
                         QByteArray::number(qint64{report.held}) + "; " +
                         QByteArray::number(qint64{report.received}) + " changes came in."));
        if (!report.parted.empty())
            TRY_OK(
                printLine("A tablet was restored from a backup or copied, and wrote on. Both "
                          "continuations are kept; nothing is lost."));
        for (const auto& held : report.reasons)
            TRY_OK(printLine("Kept here from entry " + QByteArray::number(qint64{held.from}) +
                             " on: " + held.reason.sentence().toUtf8()));
    }
    if (report.stopped) return tl::unexpected<Error>(*report.stopped);
    if (!report.reasons.empty()) return tl::unexpected<Error>(report.reasons.front().reason);
    return {};
}

}  // namespace

void addStoreCommands(CLI::App& app, Commands& commands) {
    auto options = std::make_shared<EnrolOptions>();
    CLI::App* enrolled = app.add_subcommand("enrol", "Set up a vault with the central store");
    enrolled
        ->add_option("--code-file", options->codeFile,
                     "File with the enrolment link or code; - reads standard input")
        ->required();
    enrolled->add_option("--address", options->address,
                         "The store's address, when only the code was given");
    enrolled->footer(
        "Example:\n  candour-cli --vault ~/tablet enrol --code-file code.txt\n\n"
        "If the answer is lost, the same command finishes the enrolment.");
    commands.push_back(
        {enrolled, [options](const Context& context) { return enrol(context, *options); }});

    CLI::App* handed =
        app.add_subcommand("handover", "Send what the store has not got, then fetch what is new");
    handed->footer("Exit code 7 means that the store could not be reached: nothing is lost.");
    commands.push_back({handed, [](const Context& context) { return handover(context); }});
}

}  // namespace candour::cli
