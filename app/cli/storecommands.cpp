// enrol, handover: about the vault and its central store.
#include "app/cli/cli.h"
#include "app/handover/allowance.h"
#include "app/handover/enroller.h"
#include "app/handover/storelink.h"

#include <QCoreApplication>
#include <QFile>
#include <QJsonArray>
#include <QTextStream>
#include <QUrl>

#include <unistd.h>

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
    if (Vault::isIn(folder)) {
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

/// Says which store the vault is enrolled with, after moving it to `address` if there is one.
Status showStore(const Context& context, const std::string& address) {
    TRY(auto vault, openVault(context.shared, context.ground()));
    if (!address.empty()) {
        TRY(const StoreAddress there, StoreAddress::fromTyped(QString::fromStdString(address)));
        TRY_OK(vault->moveStore(there.host, there.port));
    }
    const std::optional<StoreIdentity> store = vault->identity().store;
    TRY_OK(Vault::lock(std::move(vault)));
    if (!store)
        return fail(Code::notFound, "show the store", "This vault is not enrolled with a store.");
    QUrl url;
    url.setScheme(u"https"_qs);
    url.setHost(QString::fromLatin1(store->host));
    url.setPort(store->port);
    if (context.shared.json)
        return printJson({{u"name"_qs, store->name}, {u"address"_qs, url.toString()}});
    return printLine(store->name.toUtf8() + "  " + url.toEncoded());
}

const char* nameOf(HandOver::Early early) {
    switch (early) {
        case HandOver::Early::paused:
            return "paused";
        case HandOver::Early::timeUsed:
            return "time-used";
        case HandOver::Early::bytesUsed:
            return "bytes-used";
        case HandOver::Early::laneReached:
            break;
    }
    return "metered";
}

QJsonObject jsonOf(const BlobHandOver::Tally& blobs, std::int64_t held) {
    return {{u"captured"_qs, qint64{blobs.toSend}},
            {u"accepted"_qs, qint64{blobs.sent}},
            {u"held"_qs, qint64{held}},
            {u"received"_qs, qint64{blobs.fetched}},
            {u"not_here_yet"_qs, qint64{blobs.toFetch - blobs.fetched}}};
}

QJsonObject jsonOf(const HandOver::Report& report, bool emptied) {
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
            {u"took_ms"_qs, qint64{report.took.count()}},
            {u"ended_early"_qs,
             report.early ? QJsonValue(QLatin1String(nameOf(*report.early))) : QJsonValue()},
            {u"left_to_send"_qs, qint64{report.toSend}},
            {u"left_to_fetch"_qs, qint64{report.toReceive}},
            {u"late"_qs, qint64{report.late}},
            {u"taken_off"_qs, qint64{report.takenOff}},
            {u"revoked"_qs, report.revoked},
            {u"emptied"_qs, emptied},
            {u"parted"_qs, qint64(report.parted.size())},
            {u"lost_there"_qs, qint64(report.lostThere)},
            {u"attachments"_qs, jsonOf(report.blobs, report.blobsHeld)},
            {u"on_its_way"_qs, onItsWayJson(report.onItsWay)},
            {u"reasons"_qs, reasons},
            {u"receipts"_qs, receipts}};
}

struct HandOverOptions {
    std::string budget;
    std::string metered = "urgent";
};

Result<HandOver::Terms> termsFrom(const HandOverOptions& options) {
    Allowance allowance;
    if (!options.budget.empty()) {
        TRY(allowance, readAllowance(QString::fromStdString(options.budget)));
    }
    using Metered = Allowance::Metered;
    allowance.metered = options.metered == "all"    ? Metered::everything
                        : options.metered == "none" ? Metered::nothing
                                                    : Metered::urgentOnly;
    return allowance.terms(isConnectionMetered());
}

QByteArray megabytes(std::int64_t bytes) {
    return QByteArray::number(static_cast<double>(bytes) / 1e6, 'f', 1) + " MB";
}

/// On the terminal, where somebody watches: at most one line a second, and none of a short one.
class Progress {
  public:
    explicit Progress(const Clock& clock) : m_clock(clock), m_said(clock.sinceBoot()) {}
    void operator()(const HandOver::Progress& now) {
        if (m_clock.sinceBoot() - m_said < std::chrono::seconds(1)) return;
        m_said = m_clock.sinceBoot();
        QByteArray line = lineFor(now);
        if (now.left)
            line += ", about " + QByteArray::number(qint64{now.left->count() / 1'000 + 1}) +
                    " s left at this speed";
        std::fprintf(stderr, "%s\n", line.constData());
    }

  private:
    static QByteArray lineFor(const HandOver::Progress& now) {
        using Stage = HandOver::Progress::Stage;
        if (now.stage == Stage::sending)
            return "Sent " + QByteArray::number(qint64{now.accepted}) + " of " +
                   counted(now.records, u"record"_qs, u"records"_qs).toUtf8() + ", " +
                   megabytes(now.bytesSent);
        if (now.stage == Stage::attachments)
            return "Attachments: sent " + QByteArray::number(qint64{now.blobs.sent}) + " of " +
                   QByteArray::number(qint64{now.blobs.toSend}) + ", fetched " +
                   QByteArray::number(qint64{now.blobs.fetched}) + " of " +
                   QByteArray::number(qint64{now.blobs.toFetch}) + ", " +
                   megabytes(now.blobs.bytesSent + now.blobs.bytesReceived);
        return "Fetched " + QByteArray::number(qint64{now.received}) + " of " +
               counted(now.toReceive, u"change"_qs, u"changes"_qs).toUtf8() + ", " +
               megabytes(now.bytesReceived);
    }

    const Clock& m_clock;
    milliseconds m_said;
};

Status handover(const Context& context, const HandOverOptions& options) {
    TRY(auto vault, openVault(context.shared, context.ground()));
    TRY(const HandOver::Terms terms, termsFrom(options));
    TRY(auto link, StoreLink::open(*vault, context.random));
    HandOver::Observe observe;
    if (::isatty(STDERR_FILENO) != 0 && !context.shared.json) observe = Progress(context.clock);
    const auto report =
        wait<HandOver::Report>([&](auto done) { link->handOver(observe, done, terms); });
    link.reset();
    const bool emptied = report.revoked && mayEmpty(*vault, report);
    TRY_OK(emptied ? Vault::empty(std::move(vault), report.listed) : Vault::lock(std::move(vault)));
    if (context.shared.json) {
        TRY_OK(printJson(jsonOf(report, emptied)));
    } else {
        TRY_OK(printLine("Captured " + QByteArray::number(qint64{report.captured}) + ", accepted " +
                         QByteArray::number(qint64{report.accepted}) + ", held " +
                         QByteArray::number(qint64{report.held}) + "; " +
                         counted(report.received, u"change"_qs, u"changes"_qs).toUtf8() +
                         " came in."));
        const BlobHandOver::Tally& blobs = report.blobs;
        if (blobs.toSend + blobs.toFetch + report.blobsHeld > 0)
            TRY_OK(printLine("Attachments: " + QByteArray::number(qint64{blobs.sent}) +
                             " accepted, " + QByteArray::number(qint64{report.blobsHeld}) +
                             " held; " + QByteArray::number(qint64{blobs.fetched}) + " came in, " +
                             QByteArray::number(qint64{blobs.toFetch - blobs.fetched}) +
                             " not here yet."));
        if (report.blobsStopped)
            TRY_OK(printLine("Attachments wait: " + report.blobsStopped->sentence().toUtf8()));
        for (const auto& fault : blobs.faults)
            TRY_OK(printLine("An attachment waits: " + fault.reason.sentence().toUtf8()));
        if (!report.parted.empty())
            TRY_OK(
                printLine("A tablet was restored from a backup or copied, and wrote on. Both "
                          "continuations are kept; nothing is lost."));
        if (report.lostThere > 0)
            TRY_OK(printLine("The store had gone back to an earlier state: it lacked " +
                             counted(report.lostThere, u"change"_qs, u"changes"_qs).toUtf8() +
                             " that it had accepted. All of it is here, and " +
                             (report.stopped || report.early || !report.reasons.empty()
                                  ? "goes again"
                                  : "was given again") +
                             ". Tell your administrator."));
        if (report.takenOff > 0)
            TRY_OK(printLine("Taken off this tablet, because the store has long had them: " +
                             counted(report.takenOff, u"meeting"_qs, u"meetings"_qs).toUtf8() +
                             ". `recall` brings them back."));
        if (emptied)
            TRY_OK(
                printLine("This tablet was taken out of use. The store has everything that was "
                          "here, and this vault is gone. To begin again, enrol with a new code."));
        else if (report.revoked)
            TRY_OK(
                printLine("This tablet was taken out of use. Something is only here yet, so it is "
                          "kept: finish what is half typed and hand over again, then it empties "
                          "itself."));
        if (report.late > 0)
            TRY_OK(
                printLine("The store had taken you off a roster before some of it came: it is kept "
                          "there, for the lead."));
        for (const auto& one : report.onItsWay)
            TRY_OK(printLine("Not here yet, though written: " +
                             counted(one.number - one.here, u"entry"_qs, u"entries"_qs).toUtf8() +
                             " of tablet " + one.chain.vault.toString().toUtf8() + "."));
        for (const auto& held : report.reasons)
            TRY_OK(printLine("Kept here from entry " + QByteArray::number(qint64{held.from}) +
                             " on: " + held.reason.sentence().toUtf8()));
        if (report.early)
            TRY_OK(printLine(
                "Ended in good order (" + QByteArray(nameOf(*report.early)) + "); " +
                "left to send: " + counted(report.toSend, u"change"_qs, u"changes"_qs).toUtf8() +
                (report.toReceive > 0
                     ? ", to fetch: " + QByteArray::number(qint64{report.toReceive})
                     : QByteArray()) +
                ". The next hand-over goes on from there."));
    }
    if (report.stopped) return tl::unexpected<Error>(*report.stopped);
    if (!report.reasons.empty()) return tl::unexpected<Error>(report.reasons.front().reason);
    if (report.blobsStopped) return tl::unexpected<Error>(*report.blobsStopped);
    if (!report.blobs.faults.empty())
        return tl::unexpected<Error>(report.blobs.faults.front().reason);
    return {};
}

}  // namespace

QJsonArray onItsWayJson(const std::vector<Ledger::Promised>& promised) {
    QJsonArray all;
    for (const auto& one : promised)
        all.append(QJsonObject{{u"tablet"_qs, one.chain.vault.toString()},
                               {u"notebook"_qs, one.chain.notebook.toString()},
                               {u"lane"_qs, static_cast<int>(one.chain.lane)},
                               {u"written"_qs, qint64{one.number}},
                               {u"here"_qs, qint64{one.here}}});
    return all;
}

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

    auto address = std::make_shared<std::string>();
    CLI::App* shown =
        app.add_subcommand("store", "Show the central store, or say that it has another address");
    shown->add_option("--address", *address, "Where the same store is now, as host or host:port");
    shown->footer(
        "Only the address changes. Whoever answers there still has to prove to be the store that\n"
        "this vault was enrolled with, or nothing is sent.\n\n"
        "Example:\n  candour-cli --vault ~/tablet store --address store.example.org:8443");
    commands.push_back(
        {shown, [address](const Context& context) { return showStore(context, *address); }});

    CLI::App* handed =
        app.add_subcommand("handover", "Send what the store has not got, then fetch what is new");
    auto terms = std::make_shared<HandOverOptions>();
    handed->add_option("--budget", terms->budget,
                       "Time or amount it may take, as 12m or 20MB or 12m,20MB");
    handed
        ->add_option("--metered", terms->metered,
                     "What may leave over a connection that is paid for by the megabyte")
        ->check(CLI::IsMember({"urgent", "all", "none"}))
        ->capture_default_str();
    handed->footer(
        "Alerts and withdrawals leave first, then agreements, then everything else. A budget that\n"
        "is used up ends it in good order, and the next hand-over goes on from there.\n\n"
        "Example:\n  candour-cli --vault ~/tablet handover --budget 12m\n\n"
        "Exit code 7 means that the store could not be reached: nothing is lost.");
    commands.push_back(
        {handed, [terms](const Context& context) { return handover(context, *terms); }});
}

}  // namespace candour::cli
