// Legal holds at the store itself, and the certificates of erasures.
#include "sync/store/admin.h"
#include "sync/store/command.h"

#include <QDateTime>
#include <QJsonArray>

namespace candour {
namespace {

struct HoldOptions {
    std::string notebook;
    std::string subject;
    std::string hold;
    std::string authority;
};

Status setHold(Command& command, const HoldOptions& options) {
    const auto notebook = NotebookId::fromString(QString::fromStdString(options.notebook));
    if (!notebook) return fail(Code::badInput, "read a notebook's id", options.notebook);
    SubjectId subject;
    if (!options.subject.empty()) {
        const auto named = SubjectId::fromString(QString::fromStdString(options.subject));
        if (!named) return fail(Code::badInput, "read a subject's id", options.subject);
        subject = *named;
    }
    TRY(const auto shelf, command.shelf());
    StoreApi api(*shelf, shelf->keys(), command.clock, command.random);
    TRY(const StoreHold hold,
        admin::setHold(*shelf, api, *notebook, subject, QString::fromStdString(options.authority),
                       command.clock, command.random));
    command.say({{QStringLiteral("hold"), hold.id.toString()}},
                QStringLiteral("The hold stands: %1\nNothing it covers is erased until it is"
                               " released here.")
                    .arg(hold.id.toString()));
    return {};
}

Status releaseHold(Command& command, const HoldOptions& options) {
    const auto id = RecordId::fromString(QString::fromStdString(options.hold));
    if (!id) return fail(Code::badInput, "read a hold's id", options.hold);
    TRY(const auto shelf, command.shelf());
    StoreApi api(*shelf, shelf->keys(), command.clock, command.random);
    TRY_OK(admin::releaseHold(*shelf, api, *id, QString::fromStdString(options.authority),
                              command.clock));
    command.say({{QStringLiteral("released"), id->toString()}},
                QStringLiteral("Released. What two people had approved is erased now."));
    return {};
}

QString timeText(UtcTime time) {
    return QDateTime::fromMSecsSinceEpoch(time.time_since_epoch().count(), Qt::UTC)
        .toString(Qt::ISODate);
}

Status listHolds(Command& command) {
    TRY(const auto shelf, command.shelf());
    TRY(const auto holds, shelf->holds());
    for (const StoreHold& hold : holds) {
        const QString subject = hold.subject.isNull() ? QString() : hold.subject.toString();
        const QString released = hold.released ? timeText(*hold.released) : QString();
        command.say(
            {{QStringLiteral("hold"), hold.id.toString()},
             {QStringLiteral("notebook"), hold.notebook.toString()},
             {QStringLiteral("subject"), subject},
             {QStringLiteral("authority"), hold.authority},
             {QStringLiteral("set"), timeText(hold.set)},
             {QStringLiteral("released"), released},
             {QStringLiteral("released_by"), hold.releasedBy}},
            QStringLiteral("%1  %2 %3\n    by %4 since %5%6")
                .arg(hold.id.toString(), hold.notebook.toString(),
                     subject.isEmpty() ? QStringLiteral("(all of it)") : subject, hold.authority,
                     timeText(hold.set),
                     released.isEmpty()
                         ? QStringLiteral("; it stands")
                         : QStringLiteral("; released %1 by %2").arg(released, hold.releasedBy)));
    }
    return {};
}

/// The certificate of an erasure: who has confirmed that words and keys are gone, and who has not.
void sayErasure(const Command& command, const admin::ErasureCertificate& one) {
    QJsonArray tablets;
    QString lines;
    for (const auto& tablet : one.tablets) {
        const QString confirmed = tablet.confirmed ? timeText(*tablet.confirmed) : QString();
        tablets.append(QJsonObject{{QStringLiteral("vault"), tablet.vault.toString()},
                                   {QStringLiteral("person"), tablet.name},
                                   {QStringLiteral("revoked"), tablet.revoked},
                                   {QStringLiteral("confirmed"), confirmed}});
        lines += QStringLiteral("\n    %1  %2  %3")
                     .arg(tablet.name, tablet.vault.toString(),
                          confirmed.isEmpty() ? QStringLiteral("has not confirmed yet")
                                              : QStringLiteral("confirmed ") + confirmed);
    }
    command.say({{QStringLiteral("notebook"), one.order.notebook.toString()},
                 {QStringLiteral("subject"), one.order.subject.toString()},
                 {QStringLiteral("decided"), timeText(one.order.issued)},
                 {QStringLiteral("store"), one.here},
                 {QStringLiteral("tablets"), tablets},
                 {QStringLiteral("complete"), one.complete()}},
                QStringLiteral("%1, subject %2\n  decided %3; %4; %5%6\n  Not covered: what was"
                               " exported, copied out or backed up before.")
                    .arg(one.order.notebook.toString(), one.order.subject.toString(),
                         timeText(one.order.issued),
                         one.here ? QStringLiteral("the store holds no key of it")
                                  : QStringLiteral("the store still holds a key of it"),
                         one.complete() ? QStringLiteral("confirmed by every tablet")
                                        : QStringLiteral("not confirmed by every tablet yet"),
                         lines));
}

Status listErasures(Command& command) {
    TRY(const auto shelf, command.shelf());
    TRY(const auto all, admin::erasures(*shelf));
    for (const auto& one : all) sayErasure(command, one);
    return {};
}

}  // namespace

void addHoldCommands(CLI::App& adminCommand, Command& command, const OnCommand& on) {
    const auto options = std::make_shared<HoldOptions>();
    auto* holds = adminCommand.add_subcommand("hold", "Legal holds: what must not be erased");
    holds->require_subcommand(1);
    auto* set = holds->add_subcommand("set", "Hold an assessment, a session or one subject");
    set->add_option("--notebook", options->notebook,
                    "Where it lies; the team's notebook holds the whole assessment")
        ->required();
    set->add_option("--subject", options->subject, "Only this participant, case or alert");
    set->add_option("--authority", options->authority, "Who ordered it, by office")->required();
    on(set, [&command, options] { return setHold(command, *options); });
    auto* release = holds->add_subcommand("release", "End a hold");
    release->add_option("--hold", options->hold, "Its id; see `hold list`")->required();
    release->add_option("--authority", options->authority, "Who ordered it, by office")->required();
    on(release, [&command, options] { return releaseHold(command, *options); });
    on(holds->add_subcommand("list", "All of them, those that have ended too"),
       [&command] { return listHolds(command); });
    on(adminCommand.add_subcommand(
           "erasures", "Certificates: which tablets confirmed that words and keys are gone"),
       [&command] { return listErasures(command); });
}

}  // namespace candour
