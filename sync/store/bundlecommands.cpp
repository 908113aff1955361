// bundle take: hand-overs that come as a file.
#include "sync/store/bundledesk.h"
#include "sync/store/command.h"

#include <QJsonArray>

namespace candour {
namespace {

struct TakeOptions {
    std::string file;
    std::string answer;
};

Status takeBundle(Command& command, const TakeOptions& options) {
    TRY(const auto shelf, command.shelf());
    StoreApi api(*shelf, shelf->keys(), command.clock, command.random);
    BundleDesk desk(*shelf, api, shelf->keys(), command.clock, command.random);
    TRY(const BundleDesk::Report report,
        desk.takeIn(QString::fromStdString(options.file), QString::fromStdString(options.answer)));
    QJsonArray refused;
    QString lines;
    for (const auto& one : report.refused) {
        refused.append(
            QJsonObject{{QStringLiteral("notebook"), one.chain.notebook.toString()},
                        {QStringLiteral("vault"), one.chain.vault.toString()},
                        {QStringLiteral("error"), QLatin1String(one.reason.name())},
                        {QStringLiteral("detail"), QString::fromStdString(one.reason.detail)}});
        lines += QStringLiteral("\nNot taken in, of vault %1: %2")
                     .arg(one.chain.vault.toString(), one.reason.sentence());
    }
    command.say({{QStringLiteral("maker"), report.name},
                 {QStringLiteral("frames"), qint64{report.frames}},
                 {QStringLiteral("attachments"), qint64{report.blobs}},
                 {QStringLiteral("answered"), qint64{report.answered}},
                 {QStringLiteral("refused"), refused}},
                QStringLiteral("From %1: %2 frames and %3 attachments are held.%4%5")
                    .arg(report.name)
                    .arg(report.frames)
                    .arg(report.blobs)
                    .arg(options.answer.empty()
                             ? QStringLiteral(" Their tablet does not know yet: --answer FILE"
                                              " writes the receipts.")
                             : QStringLiteral(" The answer has the receipts, and %1 changes that"
                                              " their tablet does not have.")
                                   .arg(report.answered),
                         lines));
    if (!report.refused.empty()) return tl::unexpected<Error>(report.refused.front().reason);
    return {};
}

}  // namespace

void addBundleCommands(CLI::App& app, Command& command, const OnCommand& on) {
    const auto options = std::make_shared<TakeOptions>();
    auto* bundle = app.add_subcommand("bundle", "Hand-overs that come as a file");
    bundle->require_subcommand(1);
    auto* take = bundle->add_subcommand("take", "Take in what a tablet sealed for this store");
    take->add_option("FILE", options->file, "The bundle")->required();
    take->add_option("--answer", options->answer,
                     "Write receipts, and what their tablet does not have, into this new bundle");
    take->footer(
        "Example:\n  candour-store --dir /srv/candour bundle take jo.bundle --answer"
        " for-jo.bundle\n\nIt may run while the store serves. Taken in again, a bundle is answered"
        " again.");
    on(take, [&command, options] { return takeBundle(command, *options); });
}

}  // namespace candour
