// jigsaw, alerts: what protects the people who were heard.
#include "app/cli/cli.h"
#include "app/cli/openplan.h"
#include "app/records/timetext.h"
#include "app/reports/protectionreport.h"

#include <QJsonArray>

namespace candour::cli {
namespace {

Status showRecognisable(const Context& context) {
    TRY(const OpenPlan open, openPlan(context));
    TRY(const auto rows, readRecognisable(open.records(), open.plan));
    QJsonArray all;
    for (const RecognisableRow& row : rows) {
        QStringList said;
        if (row.warning) said << sentenceFor(*row.warning);
        if (!row.mayBePromised)
            said << u"The only one in their role: anonymity cannot be promised."_qs;
        if (context.shared.json) {
            all.append(QJsonObject{
                {u"participant"_qs, row.participant.toString()},
                {u"role"_qs, row.trace.role},
                {u"team"_qs, row.trace.team},
                {u"day"_qs, row.trace.day},
                {u"quoted"_qs, row.trace.quoted},
                {u"tags"_qs, row.tags},
                {u"fitting"_qs, row.warning ? QJsonValue(row.warning->fitting) : QJsonValue()},
                {u"leave_out"_qs,
                 row.warning ? QJsonArray::fromStringList(row.warning->leaveOut) : QJsonArray()},
                {u"may_be_promised"_qs, row.mayBePromised}});
            continue;
        }
        QStringList trace{row.trace.role, row.trace.team, row.trace.day,
                          row.trace.quoted ? u"quoted"_qs : QString()};
        trace.removeAll(QString());
        TRY_OK(printText(row.participant.toString() + u"  "_qs + trace.join(u", "_qs) + u"; "_qs +
                         counted(row.tags, u"tag"_qs, u"tags"_qs) + u"\n    "_qs +
                         said.join(u' ')));
    }
    if (context.shared.json) return printJson({{u"recognisable"_qs, all}});
    return rows.empty() ? printText(u"Enough people fit everything that is tagged."_qs) : Status();
}

struct ClockWords {
    const char* name;
    const char* sentence;
};

ClockWords words(ConfirmationClock::State state) {
    using State = ConfirmationClock::State;
    switch (state) {
        case State::nobodyTold:
            return {"nobody_told", "nobody outside has been told; due"};
        case State::waiting:
            return {"waiting", "told; their action is to be confirmed by"};
        case State::overdue:
            return {"overdue", "not confirmed, and it was due"};
        case State::confirmed:
            break;
    }
    return {"confirmed", "their action is confirmed; it was due"};
}

Status showAlerts(const Context& context) {
    TRY(auto vault, openVault(context.shared, context.ground()));
    TRY(const auto rows,
        readAlerts(vault->records(), context.clock.utc().time_since_epoch().count()));
    QJsonArray all;
    for (const ReportedAlert& row : rows) {
        const ClockWords clock = words(row.clock.state);
        const Instant due{row.clock.dueUtcMs, static_cast<int>(context.clock.zoneOffset().count())};
        const bool lead = row.route == AlertRoute::assessmentLead;
        if (context.shared.json) {
            all.append(
                QJsonObject{{u"alert"_qs, row.id.toString()},
                            {u"kind"_qs, row.kind},
                            {u"route"_qs, lead ? u"assessment_lead"_qs : u"local_authority"_qs},
                            {u"conflict"_qs, row.conflict},
                            {u"route_is_sound"_qs, row.routeIsSound},
                            {u"past_the_lead"_qs, row.pastTheLead},
                            {u"heard_by_voice"_qs, row.heard},
                            {u"clock"_qs, QLatin1String(clock.name)},
                            {u"due"_qs, instantToText(due)},
                            {u"still_to_do"_qs, QJsonArray::fromStringList(row.stillToDo)}});
            continue;
        }
        TRY_OK(printText(row.id.toString() + u"  "_qs + row.kind + u"; "_qs +
                         QLatin1String(clock.sentence) + u' ' + instantForPeople(due)));
        if (row.conflict)
            TRY_OK(
                printText(u"    The council or its staff are the subject: the assessment lead "
                          "decides where it goes."_qs));
        if (row.pastTheLead) TRY_OK(printText(u"    The council was told all the same."_qs));
        for (const QString& sentence : row.stillToDo) TRY_OK(printText(u"    "_qs + sentence));
    }
    if (context.shared.json) return printJson({{u"alerts"_qs, all}});
    return rows.empty() ? printText(u"There is no alert."_qs) : Status();
}

}  // namespace

void addProtectionCommands(CLI::App& app, Commands& commands) {
    CLI::App* jigsaw =
        app.add_subcommand("jigsaw", "Say whose tagged words could show who they are");
    jigsaw->footer(
        "Example:\n  candour-cli --vault ~/notes jigsaw\n\n"
        "Role, team and day together may fit so few people that one of them is known by them. It\n"
        "says what to leave out. How few is too few is the assessment's setting.");
    commands.push_back({jigsaw, showRecognisable});

    CLI::App* alerts = app.add_subcommand(
        "alerts", "Show alerts and concerns: where each goes, and what is still to do");
    alerts->footer("Example:\n  candour-cli --vault ~/notes alerts");
    commands.push_back({alerts, showAlerts});
}

}  // namespace candour::cli
