// admin tablet list and revoke: which tablets there are, and taking one out of use.
#include "sync/store/admin.h"
#include "sync/store/command.h"

#include <QDateTime>

namespace candour {
namespace {

QString timeText(UtcTime time) {
    return QDateTime::fromMSecsSinceEpoch(time.time_since_epoch().count(), Qt::UTC)
        .toString(Qt::ISODate);
}

Status listTablets(Command& command) {
    TRY(const auto shelf, command.shelf());
    TRY(const auto tablets, admin::tablets(*shelf));
    for (const admin::TabletRow& tablet : tablets) {
        QString state = QStringLiteral("since ") + timeText(tablet.issued);
        if (tablet.revoked)
            state = QStringLiteral("out of use since %1, ").arg(timeText(tablet.issued)) +
                    (tablet.heard
                         ? QStringLiteral("and has heard of it at %1").arg(timeText(*tablet.heard))
                         : QStringLiteral("and has not been seen since"));
        command.say({{QStringLiteral("tablet"), tablet.vault.toString()},
                     {QStringLiteral("name"), tablet.name},
                     {QStringLiteral("issued"), timeText(tablet.issued)},
                     {QStringLiteral("revoked"), tablet.revoked},
                     {QStringLiteral("heard"),
                      tablet.heard ? QJsonValue(timeText(*tablet.heard)) : QJsonValue()}},
                    QStringLiteral("%1  %2  %3").arg(tablet.vault.toString(), tablet.name, state));
    }
    return {};
}

Status revokeTablet(Command& command, const std::string& id) {
    const auto vault = VaultId::fromString(QString::fromStdString(id));
    if (!vault) return fail(Code::badInput, "read a tablet's id", id);
    TRY(const auto shelf, command.shelf());
    TRY_OK(admin::revoke(*shelf, shelf->keys(), *vault, command.clock));
    command.say({{QStringLiteral("tablet"), vault->toString()}},
                QStringLiteral("It is sent nothing more. What it still holds is taken when it hands"
                               " over, and marked as late; then it empties itself."));
    return {};
}

}  // namespace

void addTabletCommands(CLI::App& adminCommand, Command& command, const OnCommand& on) {
    const auto id = std::make_shared<std::string>();
    auto* tablets = adminCommand.add_subcommand("tablet", "Tablets that are enrolled");
    tablets->require_subcommand(1);
    auto* listed = tablets->add_subcommand("list", "All of them, and whose they are");
    listed->footer("Example:\n  candour-store --dir /srv/candour admin tablet list");
    on(listed, [&command] { return listTablets(command); });
    auto* revoke =
        tablets->add_subcommand("revoke", "Take one out of use: lost, stolen, given back");
    revoke->add_option("--tablet", *id, "Its id; see `tablet list`")->required();
    revoke->footer(
        "Example:\n  candour-store --dir /srv/candour admin tablet revoke --tablet 0190b5a3-…\n\n"
        "Nothing on it is lost: what it holds can still be handed over. It hears of this when it\n"
        "next hands over, and empties itself when everything is here. Whoever has its passphrase\n"
        "can read it until then. To use it again, enrol it with a new code.");
    on(revoke, [&command, id] { return revokeTablet(command, *id); });
}

}  // namespace candour
