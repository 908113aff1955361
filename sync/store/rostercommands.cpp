// admin assessment remove and add, admin policy: who is sent what.
#include "sync/store/admin.h"
#include "sync/store/command.h"

namespace candour {
namespace {

struct RosterOptions {
    std::string team;
    std::string person;
};

enum class Way : std::uint8_t { remove, add };

Status changeRosters(Command& command, const RosterOptions& options, Way way) {
    const auto team = NotebookId::fromString(QString::fromStdString(options.team));
    if (!team) return fail(Code::badInput, "read a notebook's id", options.team);
    TRY(const PersonId person, personId(options.person));
    TRY(const auto shelf, command.shelf());
    TRY_OK(way == Way::remove ? admin::remove(*shelf, shelf->keys(), *team, person)
                              : admin::add(*shelf, shelf->keys(), *team, person));
    command.say(
        {{QStringLiteral("team"), team->toString()}, {QStringLiteral("person"), person.toString()}},
        way == Way::remove
            ? QStringLiteral("They are sent nothing more. What they wrote and hand over"
                             " from now on is kept, and marked as late.")
            : QStringLiteral("They have the assessment from their next hand-over on."));
    return {};
}

Status setOldest(Command& command, int protocol) {
    TRY(const auto shelf, command.shelf());
    TRY_OK(shelf->keepOldestProtocol(protocol));
    command.say({{QStringLiteral("oldest"), protocol}},
                QStringLiteral("Tablets that speak an older protocol than %1 may hand over, and"
                               " are sent nothing.")
                    .arg(protocol));
    return {};
}

}  // namespace

void addRosterCommands(CLI::App& assessments, Command& command, const OnCommand& on) {
    const auto options = std::make_shared<RosterOptions>();
    const auto both = [&](CLI::App* sub, Way way) {
        sub->footer("Example:\n  candour-store --dir /srv/candour admin assessment " +
                    sub->get_name() + " --team 0190b5a0-… --person 0190b5a1-…");
        sub->add_option("--team", options->team, "The team's notebook; see `assessment list`")
            ->required();
        sub->add_option("--person", options->person, "Their id")->required();
        on(sub, [&command, options, way] { return changeRosters(command, *options, way); });
    };
    both(assessments.add_subcommand("remove", "Take somebody off all of an assessment's rosters"),
         Way::remove);
    both(assessments.add_subcommand("add", "Put somebody on the team, or back on it"), Way::add);
}

void addPolicyCommands(CLI::App& adminCommand, Command& command, const OnCommand& on) {
    const auto protocol = std::make_shared<int>(1);
    auto* policy = adminCommand.add_subcommand("policy", "What tablets have to fulfil");
    policy->require_subcommand(1);
    auto* oldest = policy->add_subcommand(
        "oldest-protocol", "Which protocol a tablet has to speak to be sent anything");
    oldest->add_option("NUMBER", *protocol, "Of the protocol; 1 lets everybody")
        ->required()
        ->check(CLI::Range(1, 1'000));
    oldest->footer(
        "Example:\n  candour-store --dir /srv/candour admin policy oldest-protocol 1\n\n"
        "Whatever is asked for, an older tablet can hand over what it holds.");
    on(oldest, [&command, protocol] { return setOldest(command, *protocol); });
}

}  // namespace candour
