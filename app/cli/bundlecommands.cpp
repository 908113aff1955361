// bundle make, bundle take: handing over by file.
#include "app/cli/cli.h"
#include "app/cli/openplan.h"
#include "app/handover/bundles.h"

#include <QJsonArray>
#include <QLocale>

#include <memory>

namespace candour::cli {
namespace {

struct MakeOptions {
    std::string file;
    std::string to;
    std::string knowing;
    bool everything = false;
    bool noAttachments = false;
};

Status makeBundle(const Context& context, const MakeOptions& options) {
    TRY(auto vault, openVault(context.shared, context.ground()));
    const BundleWish wish{.to = QString::fromStdString(options.to),
                          .everything = options.everything,
                          .knowing = QString::fromStdString(options.knowing),
                          .attachments = !options.noAttachments};
    TRY(const Packed packed,
        packBundle(*vault, context.random, QString::fromStdString(options.file), wish));
    TRY_OK(Vault::lock(std::move(vault)));
    if (context.shared.json)
        return printJson({{u"file"_qs, QString::fromStdString(options.file)},
                          {u"records"_qs, qint64{packed.records}},
                          {u"frames"_qs, qint64{packed.frames}},
                          {u"changes"_qs, qint64{packed.changes}},
                          {u"attachments"_qs, qint64{packed.blobs}},
                          {u"damaged"_qs, qint64{packed.damaged}},
                          {u"bytes"_qs, qint64{packed.bytes}}});
    if (packed.damaged > 0)
        TRY_OK(
            printText(u"Not readable on this tablet any more, and left out: %1. `attachments` "
                      "shows which; a hand-over fetches what the store has."_qs.arg(
                          counted(packed.damaged, u"attachment"_qs, u"attachments"_qs))));
    return printText(
        u"%1 and %2, sealed into %3 (%4). They stay on this tablet, and count as handed over only "
        "once the store's receipt is back."_qs.arg(
            counted(packed.changes, u"change"_qs, u"changes"_qs),
            counted(packed.blobs, u"attachment"_qs, u"attachments"_qs),
            QString::fromStdString(options.file), QLocale::c().formattedDataSize(packed.bytes)));
}

QString makerOf(const BundleIntake::Report& report) {
    return report.maker.isNull() ? u"the store"_qs : report.name;
}

Status sayTaken(const BundleIntake::Report& report) {
    TRY_OK(printText(u"Made by %1, %2."_qs.arg(
        makerOf(report), timeText(Moment{report.made, {}, {}, 0, std::nullopt}))));
    if (report.received == 0 && report.accepted == 0 && report.blobs == 0 && report.reasons.empty())
        return printText(u"Everything in it was here already."_qs);
    TRY_OK(printText(u"%1 and %2 came in; with the store now: %3 of ours."_qs.arg(
        counted(report.received, u"change"_qs, u"changes"_qs),
        counted(report.blobs, u"attachment"_qs, u"attachments"_qs),
        counted(report.accepted, u"record"_qs, u"records"_qs))));
    if (report.foreign > 0)
        TRY_OK(printText(u"Some of it is not ours to read, and was passed over."_qs));
    if (report.dropped > 0)
        TRY_OK(
            printText(u"Some of it belongs to meetings that were taken off this tablet, and was "
                      "passed over."_qs));
    if (report.askedBack > 0)
        TRY_OK(printText(
            u"In %1 of these somebody took something back, or answered anew: they come back with "
            "the next hand-over, or with what the store answers to your next bundle."_qs.arg(
                report.askedBack)));
    if (report.late > 0)
        TRY_OK(
            printText(u"The store had taken you off a roster before it came: it is kept there, "
                      "for the lead."_qs));
    for (const auto& held : report.reasons) {
        const QString detail = QString::fromStdString(held.reason.detail);
        TRY_OK(printText(u"Not taken in: %1 %2"_qs.arg(held.reason.sentence(), detail).trimmed()));
    }
    return {};
}

QJsonObject jsonOf(const BundleIntake::Report& report) {
    QJsonArray reasons;
    for (const auto& held : report.reasons)
        reasons.append(QJsonObject{{u"notebook"_qs, held.chain.notebook.toString()},
                                   {u"vault"_qs, held.chain.vault.toString()},
                                   {u"from"_qs, qint64{held.from}},
                                   {u"error"_qs, QString::fromLatin1(held.reason.name())},
                                   {u"sentence"_qs, held.reason.sentence()},
                                   {u"detail"_qs, QString::fromStdString(held.reason.detail)}});
    return {{u"maker"_qs, makerOf(report)},
            {u"received"_qs, qint64{report.received}},
            {u"already_here"_qs, qint64{report.alreadyHere}},
            {u"accepted"_qs, qint64{report.accepted}},
            {u"attachments"_qs, qint64{report.blobs}},
            {u"late"_qs, qint64{report.late}},
            {u"not_ours"_qs, qint64{report.foreign}},
            {u"taken_off"_qs, qint64{report.dropped}},
            {u"asked_back"_qs, qint64{report.askedBack}},
            {u"reasons"_qs, reasons}};
}

Status takeBundle(const Context& context, const std::string& file) {
    TRY(auto vault, openVault(context.shared, context.ground()));
    TRY(const auto report, takeInBundle(*vault, QString::fromStdString(file)));
    TRY_OK(Vault::lock(std::move(vault)));
    TRY_OK(context.shared.json ? printJson(jsonOf(report)) : sayTaken(report));
    if (!report.reasons.empty()) return tl::unexpected<Error>(report.reasons.front().reason);
    return {};
}

}  // namespace

void addBundleCommands(CLI::App& app, Commands& commands) {
    CLI::App* bundle = app.add_subcommand("bundle", "Hand over by file, where there is no network");
    bundle->require_subcommand(1);

    auto options = std::make_shared<MakeOptions>();
    CLI::App* made = bundle->add_subcommand("make", "Seal what has to leave into one file");
    made->add_option("FILE", options->file, "Where to; never over a file that is there")
        ->required();
    made->add_option("--for", options->to, "`store`, a colleague's initials, or a tablet's id")
        ->required();
    made->add_flag("--all", options->everything,
                   "Everything they may read, not only what the store has not receipted");
    made->add_option("--knowing", options->knowing,
                     "A bundle of theirs: exactly what they do not have goes")
        ->check(CLI::ExistingFile);
    made->add_flag("--no-attachments", options->noAttachments, "Text alone");
    made->footer(
        "Example:\n  candour-cli --vault ~/tablet bundle make /media/stick/jo.bundle --for "
        "store\n\n"
        "Only whom it is for can open it. It may be made and carried as often as one likes: what\n"
        "comes twice changes nothing. The store answers with a bundle that brings the receipts.");
    commands.push_back(
        {made, [options](const Context& context) { return makeBundle(context, *options); }});

    auto file = std::make_shared<std::string>();
    CLI::App* taken = bundle->add_subcommand("take", "Take in what a colleague or the store sent");
    taken->add_option("FILE", *file, "The bundle")->required();
    taken->footer(
        "Example:\n  candour-cli --vault ~/tablet bundle take /media/stick/answer.bundle\n\n"
        "All of it is checked before any of it is used. What cannot be taken in is named, and is\n"
        "still in the file.");
    commands.push_back(
        {taken, [file](const Context& context) { return takeBundle(context, *file); }});
}

}  // namespace candour::cli
