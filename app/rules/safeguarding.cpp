#include "app/rules/safeguarding.h"

#include "app/rules/recordwords.h"

#include <QCoreApplication>

#include <algorithm>

namespace candour {
namespace {

bool done(std::span<const FieldValues> steps, std::initializer_list<QStringView> any) {
    return std::any_of(steps.begin(), steps.end(), [&](const FieldValues& step) {
        return std::find(any.begin(), any.end(), textIn(step, u"step")) != any.end();
    });
}

QString translated(const char* text) {
    return QCoreApplication::translate("Safeguarding", text);
}

bool goesToTheCouncil(const FieldValues& alert) {
    return textIn(alert, u"route") == u"local_authority";
}

}  // namespace

bool hasConflict(const FieldValues& alert) {
    return chosenIn(alert, u"about", u"council") || chosenIn(alert, u"about", u"council_staff");
}

bool mayBeConflict(const FieldValues& alert) {
    return hasConflict(alert) || chosenIn(alert, u"about", u"unknown") ||
           valueOf(alert, u"about").items().empty();
}

AlertRoute routeFor(const FieldValues& alert) {
    return mayBeConflict(alert) ? AlertRoute::assessmentLead : AlertRoute::localAuthority;
}

bool routeIsSound(const FieldValues& alert) {
    return !mayBeConflict(alert) || !goesToTheCouncil(alert) ||
           !textIn(alert, u"route_reason").trimmed().isEmpty();
}

QStringList stillToDo(const FieldValues& alert, std::span<const FieldValues> steps) {
    QStringList open;
    const auto say = [&](bool missing, const char* sentence) {
        if (missing) open << translated(sentence);
    };
    const QString danger = textIn(alert, u"danger");
    say(danger == u"yes" && !done(steps, {u"called_999", u"told_police"}),
        QT_TRANSLATE_NOOP("Safeguarding", "Somebody is in danger now: ring 999."));
    say((danger == u"unknown" || danger.isEmpty()) && !done(steps, {u"action_confirmed"}),
        QT_TRANSLATE_NOOP("Safeguarding", "Find out whether somebody is in danger now."));
    say(!done(steps, {u"told_lead"}),
        QT_TRANSLATE_NOOP("Safeguarding", "Tell the assessment lead."));
    const QString wishes = textIn(alert, u"wishes");
    say(wishes == u"not_asked" || wishes.isEmpty(),
        QT_TRANSLATE_NOOP("Safeguarding", "Ask what the person wants to happen."));
    if (textIn(alert, u"kind") == u"alert" && goesToTheCouncil(alert))
        say(!done(steps, {u"told_council"}),
            QT_TRANSLATE_NOOP("Safeguarding", "Tell the council's safeguarding team."));
    if (!goesToTheCouncil(alert))
        say(!done(steps, {u"told_cqc_team", u"rerouted", u"told_council"}),
            QT_TRANSLATE_NOOP("Safeguarding",
                              "Do not tell the council; the lead decides where it goes."));
    say(!done(steps, {u"action_confirmed"}),
        QT_TRANSLATE_NOOP("Safeguarding", "Have their action confirmed within 24 hours."));
    return open;
}

ConfirmationClock confirmationClock(const FieldValues& alert, std::span<const FieldValues> steps,
                                    std::int64_t nowUtcMs) {
    using State = ConfirmationClock::State;
    ConfirmationClock clock{State::nobodyTold,
                            momentIn(alert, u"raised").value_or(0) + confirmationMs};
    if (done(steps, {u"action_confirmed"}))
        clock.state = State::confirmed;
    else if (nowUtcMs >= clock.dueUtcMs)
        clock.state = State::overdue;
    else if (done(steps, {u"told_council", u"told_cqc_team", u"told_police", u"called_999"}))
        clock.state = State::waiting;
    return clock;
}

bool heardByVoice(const FieldValues& alert, std::span<const FieldValues> steps) {
    return std::any_of(steps.begin(), steps.end(), [&](const FieldValues& step) {
        const QString& what = textIn(step, u"step");
        if (what == u"called_999") return true;
        const bool theirPart = what == u"told_lead" || what == u"told_cqc_team" ||
                               what == u"told_police" || what == u"action_confirmed" ||
                               (what == u"told_council" && goesToTheCouncil(alert));
        const QString& way = textIn(step, u"way");
        return theirPart && (way == u"phone" || way == u"in_person") &&
               !textIn(step, u"to_whom").trimmed().isEmpty();
    });
}

bool wentPastTheLead(const FieldValues& alert, std::span<const FieldValues> steps) {
    return mayBeConflict(alert) && done(steps, {u"told_council"}) &&
           !(goesToTheCouncil(alert) && routeIsSound(alert)) && !done(steps, {u"rerouted"});
}

}  // namespace candour
