// attach, attachments, fetch, purge, recall: sealed files beside records, and what leaves a tablet.
#include "app/cli/cli.h"
#include "app/cli/openplan.h"
#include "app/records/timetext.h"
#include "app/rules/recordwords.h"
#include "app/vault/newattachment.h"
#include "app/vault/storetime.h"
#include "platform/file.h"
#include "platform/limits.h"

#include <QFileInfo>
#include <QJsonArray>
#include <QLocale>
#include <QMimeDatabase>

#include <unistd.h>

#include <cerrno>
#include <memory>

namespace candour::cli {
namespace {

constexpr char attaching[] = "attach a file";
constexpr char fetching[] = "write an attachment's file";

Result<RecordId> attachmentId(const std::string& text) {
    if (const auto id = RecordId::fromString(QString::fromStdString(text))) return *id;
    return fail(Code::badInput, "read an attachment", "That is not an id.");
}

struct AttachOptions {
    std::string file;
    std::string to;
    std::string kind = "document";
    std::string taken;
    std::string caption;
    std::string mediaType;
};

/// What the file is read from: itself, or standard input as it comes.
Result<BlobSource> sourceOf(const AttachOptions& options, const Shared& shared) {
    if (options.file == "-") {
        if (shared.passphraseFile == "-")
            return fail(Code::badInput, attaching,
                        "Passphrase and file cannot both come from standard input.");
        return BlobSource([](std::span<std::uint8_t> out) -> Result<std::size_t> {
            while (true) {
                const ssize_t got = ::read(STDIN_FILENO, out.data(), out.size());
                if (got < 0 && errno == EINTR) continue;
                if (got < 0) return fail(Code::diskFailed, attaching);
                return static_cast<std::size_t>(got);
            }
        });
    }
    return fileSource(QString::fromStdString(options.file));
}

Result<NewAttachment> attachmentFrom(const AttachOptions& options, const Clock& clock) {
    TRY(const RecordId target, attachmentId(options.to));
    NewAttachment attachment{.to = target,
                             .kind = QString::fromStdString(options.kind),
                             .taken = clock.utc(),
                             .zoneOffset = clock.zoneOffset(),
                             .mediaType = QString::fromStdString(options.mediaType),
                             .caption = QString::fromStdString(options.caption)};
    if (!options.taken.empty()) {
        const auto said = instantFromText(QString::fromStdString(options.taken));
        if (!said) return fail(Code::badInput, attaching, "When it was taken is not a time.");
        attachment.taken = UtcTime(milliseconds(said->utcMs));
        attachment.zoneOffset = std::chrono::minutes(said->offsetMinutes);
    }
    if (attachment.mediaType.isEmpty())
        attachment.mediaType = QMimeDatabase()
                                   .mimeTypeForFile(QString::fromStdString(options.file),
                                                    QMimeDatabase::MatchExtension)
                                   .name();
    return attachment;
}

Status attach(const Context& context, const AttachOptions& options) {
    TRY(const BlobSource source, sourceOf(options, context.shared));
    TRY(auto vault, openVault(context.shared, context.ground()));
    TRY(const NewAttachment attachment, attachmentFrom(options, context.clock));
    TRY(PutRequest request, requestFor(*vault, attachment));
    TRY(const Saved saved, vault->attach(source, std::move(request)));
    TRY_OK(Vault::lock(std::move(vault)));
    if (context.shared.json)
        return printJson({{u"id"_qs, saved.name.id.toString()},
                          {u"notebook"_qs, saved.name.notebook.toString()}});
    return printText(u"Sealed and saved as %1. The file it came from is still where it was."_qs.arg(
        saved.name.id.toString()));
}

const char* placeWords(const AttachmentRow& row) {
    switch (row.place) {
        case FilePlace::here:
            return row.handedOver ? "here, and handed over" : "on this tablet only";
        case FilePlace::notYet:
            return "not on this tablet yet";
        case FilePlace::purged:
            return "taken off this tablet; the store has it";
        case FilePlace::damaged:
            return "damaged on this tablet";
        case FilePlace::none:
            return "no file, only what is known of it";
        case FilePlace::withheld:
            return "locked away, as they wished";
        case FilePlace::erased:
            break;
    }
    return "erased";
}

QJsonObject jsonOf(const AttachmentRow& row) {
    return {{u"id"_qs, row.record.id.toString()},
            {u"kind"_qs, textIn(row.record.values, u"kind")},
            {u"media_type"_qs, textIn(row.record.values, u"media_type")},
            {u"bytes"_qs, qint64{valueOf(row.record.values, u"bytes").integer()}},
            {u"place"_qs, QLatin1String(nameOf(row.place))},
            {u"handed_over"_qs, row.handedOver}};
}

QString lineOf(const AttachmentRow& row) {
    const QString kind = textIn(row.record.values, u"kind");
    return u"%1  %2, %3: %4"_qs.arg(
        row.record.id.toString(), kind.isEmpty() ? u"attachment"_qs : kind,
        QLocale::c().formattedDataSize(valueOf(row.record.values, u"bytes").integer()),
        QLatin1String(placeWords(row)));
}

Status attachments(const Context& context) {
    TRY(auto vault, openVault(context.shared, context.ground()));
    TRY(const auto rows, vault->attachments().list());
    for (const AttachmentRow& row : rows)
        TRY_OK(context.shared.json ? printJson(jsonOf(row)) : printText(lineOf(row)));
    if (rows.empty() && !context.shared.json) return printText(u"Nothing is attached."_qs);
    return {};
}

/// Half a file would pass for the whole one, and would lie there in the open: it has no name until
/// all of it is there, except where the file system cannot do that.
Status writeOut(Vault& vault, const RecordId& id, const QString& path) {
    const auto writeTo = [&](File& file) -> Status {
        TRY_OK(
            vault.attachments().read(id, [&, at = std::int64_t{0}](QByteArrayView bytes) mutable {
                return file.writeAt(std::exchange(at, at + bytes.size()), bytes);
            }));
        return file.sync();
    };
    auto nameless = File::openNameless(QFileInfo(path).absolutePath(), fetching);
    if (nameless) {
        TRY_OK(writeTo(*nameless));
        return nameless->giveName(path);
    }
    if (nameless.error().code != Code::unsupported) return tl::unexpected<Error>(nameless.error());
    const QString part = path + u".part"_qs;
    TRY(File file, File::open(part, File::Mode::makeNew, fetching));
    if (const Status written = writeTo(file); !written) {
        (void)removeFile(part, fetching);
        return written;
    }
    return renameFile(part, path, fetching);
}

Status fetch(const Context& context, const std::string& text, const std::string& out, bool again) {
    TRY(const RecordId id, attachmentId(text));
    if (out.empty() && !again) return fail(Code::badInput, fetching, "Say where to: -o FILE.");
    TRY(auto vault, openVault(context.shared, context.ground()));
    if (again) {
        TRY_OK(vault->attachments().want(id));
        TRY_OK(Vault::lock(std::move(vault)));
        if (context.shared.json) return printJson({{u"attachment"_qs, id.toString()}});
        return printText(u"The next hand-over fetches it."_qs);
    }
    const QString path = QString::fromStdString(out);
    if (QFileInfo::exists(path)) return fail(Code::alreadyThere, fetching);
    TRY_OK(writeOut(*vault, id, path));
    if (context.shared.json)
        return printJson({{u"attachment"_qs, id.toString()}, {u"file"_qs, path}});
    return printText(
        u"Written to %1, in the open: whoever has that file can read it."_qs.arg(path));
}

struct PurgeOptions {
    std::optional<int> days;
    std::optional<int> always;
    int receiptedFor = limits::receiptDays;
    bool meetings = false;
    bool yes = false;
};

/// What is older goes if the gate lets it, and only if somebody said so.
Status purgeFiles(const Context& context, const PurgeOptions& options) {
    const bool yes = options.yes;
    TRY(auto vault, openVault(context.shared, context.ground()));
    TRY(const auto rows, vault->attachments().list());
    RemovalGate gate = vault->removalGate();
    constexpr std::chrono::hours day{24};
    const UtcTime before = vault->author().now().corrected() - day * *options.days;
    // By the store's time alone: the clock of a tablet may be years off.
    TRY(const UtcTime stores, storeTime(*vault));
    const UtcTime receiptedBefore = stores - day * options.receiptedFor;
    std::int64_t freed = 0;
    int going = 0;
    int staying = 0;
    for (const AttachmentRow& row : rows) {
        if (row.place != FilePlace::here || row.record.created >= before) continue;
        const Status may = yes ? gate.purge(row.blob->id, receiptedBefore)
                               : gate.mayPurge(row.blob->id, receiptedBefore);
        (may ? going : staying) += 1;
        if (may) freed += row.blob->length;
        const QString what = may ? (yes ? u"gone from this tablet"_qs : u"would go"_qs)
                                 : u"stays: "_qs + QString::fromStdString(may.error().detail);
        if (!context.shared.json) TRY_OK(printText(row.record.id.toString() + u"  "_qs + what));
    }
    TRY_OK(Vault::lock(std::move(vault)));
    if (context.shared.json)
        return printJson({{u"done"_qs, yes},
                          {u"going"_qs, going},
                          {u"staying"_qs, staying},
                          {u"bytes"_qs, qint64{freed}}});
    const QString room = QLocale::c().formattedDataSize(freed);
    if (yes) return printText(u"%1 freed; %2 stay."_qs.arg(room).arg(staying));
    return printText(
        u"%1 would be freed; %2 stay. Nothing was changed. To do it, add --yes."_qs.arg(room).arg(
            staying));
}

QString reasonOf(const Error& error) {
    return error.detail.empty() ? error.sentence() : QString::fromStdString(error.detail);
}

/// Whole meetings, text and attachments.
Status purgeMeetings(const Context& context, int days, bool yes) {
    TRY(auto vault, openVault(context.shared, context.ground()));
    TRY(const auto rows, vault->purgePlan(days));
    QJsonArray said;
    int going = 0;
    Status failed;
    for (const PurgeRow& row : rows) {
        // One that cannot go stops no other: those before it have gone.
        const Status gone = row.goes && yes ? vault->purge(row.notebook, days) : Status();
        const bool goes = row.goes && gone;
        const QString why = gone ? row.why : reasonOf(gone.error());
        if (!gone) failed = gone;
        going += goes ? 1 : 0;
        said.append(QJsonObject{{u"notebook"_qs, row.notebook.toString()},
                                {u"title"_qs, row.title},
                                {u"records"_qs, qint64{row.records}},
                                {u"attachments"_qs, qint64{row.files}},
                                {u"bytes"_qs, qint64{row.bytes}},
                                {u"goes"_qs, goes},
                                {u"why"_qs, why}});
        if (context.shared.json) continue;
        const QString what = !goes ? u"stays: "_qs + why
                             : yes ? u"gone from this tablet"_qs
                                   : u"would go"_qs;
        TRY_OK(printText(u"%1  %2, %3, %4: %5"_qs.arg(
            row.notebook.toString(), row.title, counted(row.records, u"record"_qs, u"records"_qs),
            counted(row.files, u"attachment"_qs, u"attachments"_qs), what)));
    }
    TRY_OK(Vault::lock(std::move(vault)));
    if (context.shared.json)
        TRY_OK(printJson({{u"done"_qs, yes}, {u"going"_qs, going}, {u"meetings"_qs, said}}));
    else if (yes)
        TRY_OK(printText(u"No longer on this tablet: %1."_qs.arg(
            counted(going, u"meeting"_qs, u"meetings"_qs))));
    if (context.shared.json || yes) return failed;
    return printText(
        u"%1 would go. What was heard there would no longer count in what this tablet adds up, "
        "until it is recalled. Nothing was changed. To do it, add --yes."_qs.arg(
            counted(going, u"meeting"_qs, u"meetings"_qs)));
}

Status setPurge(const Context& context, int days) {
    TRY(auto vault, openVault(context.shared, context.ground()));
    TRY_OK(vault->setPurgeDays(days));
    TRY_OK(Vault::lock(std::move(vault)));
    if (context.shared.json) return printJson({{u"days"_qs, days}});
    return printText(days == 0 ? u"Nothing leaves this tablet by itself."_qs
                               : u"Meetings leave this tablet at the end of a hand-over, once the "
                                 "store has had them for %1 days."_qs.arg(days));
}

Status purge(const Context& context, const PurgeOptions& options) {
    if (options.always) return setPurge(context, *options.always);
    if (!options.days)
        return fail(Code::badInput, "free room on this tablet",
                    "Say how old, with --older-than, or --always to set it for good.");
    return options.meetings ? purgeMeetings(context, *options.days, options.yes)
                            : purgeFiles(context, options);
}

Status recall(const Context& context, const std::string& text) {
    TRY(auto vault, openVault(context.shared, context.ground()));
    if (!text.empty()) {
        const auto notebook = NotebookId::fromString(QString::fromStdString(text));
        if (!notebook)
            return fail(Code::badInput, "recall a meeting", "Say which, by its notebook's id.");
        TRY_OK(vault->askBack(*notebook));
    }
    TRY(const auto rows, vault->gone());
    TRY_OK(Vault::lock(std::move(vault)));
    for (const GoneRow& row : rows) {
        if (context.shared.json)
            TRY_OK(printJson({{u"notebook"_qs, row.notebook.toString()},
                              {u"title"_qs, row.title},
                              {u"coming_back"_qs, row.comingBack}}));
        else
            TRY_OK(printText(u"%1  %2  %3"_qs.arg(
                row.notebook.toString(), row.title,
                row.comingBack ? u"comes with the next hand-over"_qs : u"the store has it"_qs)));
    }
    if (rows.empty() && !context.shared.json)
        return printText(u"No meeting was taken off this tablet."_qs);
    return {};
}

void addAttach(CLI::App& app, Commands& commands) {
    auto options = std::make_shared<AttachOptions>();
    CLI::App* added = app.add_subcommand("attach", "Seal a file and write down what it is");
    added->add_option("FILE", options->file, "The file; - for standard input")->required();
    added
        ->add_option("--to", options->to,
                     "Id of the session, participant, line, document or case it belongs to")
        ->required();
    added->add_option("--kind", options->kind, "photograph, document, signature, ink or audio")
        ->capture_default_str();
    added->add_option("--taken", options->taken, "When, such as 2027-03-09T14:06:00Z; else now");
    added->add_option("--caption", options->caption, "What it shows, without names");
    added->add_option("--media-type", options->mediaType,
                      "Its form, where files of several begin alike");
    added->footer(
        "Example:\n  candour-cli --vault ~/notes attach rota.pdf --to 0190b5a0-… --caption Rota\n\n"
        "Nothing of it is written unsealed. The file it came from is not touched.\n"
        "What it is decides the file itself, not its name: pictures, PDF, office papers, plain\n"
        "text up to 50 MB; sound up to 1 GiB. A picture keeps all that its camera wrote in it,\n"
        "such as where and when: it is evidence. Who fetches it has that too.");
    commands.push_back(
        {added, [options](const Context& context) { return attach(context, *options); }});
}

void addFetch(CLI::App& app, Commands& commands) {
    auto id = std::make_shared<std::string>();
    auto out = std::make_shared<std::string>();
    auto again = std::make_shared<bool>(false);
    CLI::App* fetched = app.add_subcommand("fetch", "Write an attachment's file, unsealed");
    fetched->add_option("ID", *id, "The attachment's id; see `attachments`")->required();
    fetched->add_option("-o,--out", *out, "Where to; never over a file that is there");
    fetched->add_flag("--again", *again, "Have the next hand-over bring one that was purged");
    fetched->footer("Example:\n  candour-cli --vault ~/notes fetch 0190b5a0-… -o rota.pdf");
    commands.push_back({fetched, [id, out, again](const Context& context) {
                            return fetch(context, *id, *out, *again);
                        }});
}

void addPurge(CLI::App& app, Commands& commands) {
    auto options = std::make_shared<PurgeOptions>();
    CLI::App* purged =
        app.add_subcommand("purge", "Take off this tablet what the store has long receipted");
    purged
        ->add_option("--older-than", options->days,
                     "Days since a file was attached; with --meetings, days that the store has had "
                     "all of it")
        ->check(CLI::Range(0, 36'500));
    purged->add_flag("--meetings", options->meetings,
                     "Whole meetings, text and attachments; without it, attachments alone");
    purged
        ->add_option("--receipted-for", options->receiptedFor,
                     "Days since the store's receipt for a file: as long as its backups may lag "
                     "behind")
        ->capture_default_str()
        ->check(CLI::Range(0, 36'500));
    purged->add_flag("--yes", options->yes, "Do it; without it, only say what would go");
    purged
        ->add_option("--always", options->always,
                     "From now on, at the end of each hand-over: meetings older than so many days; "
                     "0 for none")
        ->check(CLI::Range(0, 36'500));
    purged->footer(
        "Examples:\n  candour-cli --vault ~/notes purge --older-than 30\n"
        "  candour-cli --vault ~/notes purge --older-than 30 --meetings --yes\n\n"
        "Nothing goes without the store's own receipts for all of it. What went can be had again:\n"
        "a file by `fetch --again`, a meeting by `recall`.");
    commands.push_back(
        {purged, [options](const Context& context) { return purge(context, *options); }});

    auto notebook = std::make_shared<std::string>();
    CLI::App* recalled =
        app.add_subcommand("recall", "Show meetings that were taken off, or ask for one again");
    recalled->add_option("NOTEBOOK", *notebook, "Which one comes back with the next hand-over");
    recalled->footer("Example:\n  candour-cli --vault ~/notes recall 0190b5a0-…");
    commands.push_back(
        {recalled, [notebook](const Context& context) { return recall(context, *notebook); }});
}

}  // namespace

void addAttachmentCommands(CLI::App& app, Commands& commands) {
    addAttach(app, commands);
    CLI::App* listed =
        app.add_subcommand("attachments", "Show what is attached, and where each file is");
    listed->footer("Example:\n  candour-cli --vault ~/notes attachments");
    commands.push_back({listed, [](const Context& context) { return attachments(context); }});
    addFetch(app, commands);
    addPurge(app, commands);
}

}  // namespace candour::cli
