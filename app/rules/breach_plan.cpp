// The plan, themes and scores.
#include "app/rules/assessmentdates.h"
#include "app/rules/givenscore.h"
#include "app/rules/reading.h"
#include "app/rules/shelf.h"
#include "app/rules/taggedevidence.h"

#include <QCoreApplication>

#include <algorithm>

namespace candour {

namespace {

/// Of a tablet that has several assessments, each is in its own plan.
bool isInOneNotebook(const RecordLine& one, const RecordLine& other) {
    const auto* first = std::get_if<NotebookId>(&one.notebook);
    const auto* second = std::get_if<NotebookId>(&other.notebook);
    return first == nullptr || second == nullptr ? first == second : *first == *second;
}

}  // namespace

Breaches Reading::assessment() {
    say(text(u"kind") == u"additional" && isEmpty(u"additional_reason"), "plan",
        QT_TRANSLATE_NOOP("Breach", "Say why an additional assessment was called for."));
    say(isReversed(text(u"site_from"), text(u"site_to")), "plan",
        QT_TRANSLATE_NOOP("Breach", "The last day on site lies before the first. Check both."));
    say(isReversed(text(u"period_from"), text(u"period_to")), "plan",
        QT_TRANSLATE_NOOP("Breach",
                          "The period under assessment ends before it begins. Check both days."));
    const auto all = m_around.every(u"assessment"_qs);
    say(std::any_of(all.begin(), all.end(),
                    [&](const RecordLine& other) {
                        return other.id != m_record.id && isInOneNotebook(other, m_record);
                    }),
        "plan",
        QT_TRANSLATE_NOOP("Breach",
                          "Another assessment is in this plan, and reports follow only one of "
                          "them. Strike the other."),
        Then::list);
    sayPending(!isEmpty(u"pack") && m_around.shelf()->pack(text(u"pack")) == nullptr, "R20",
               QT_TRANSLATE_NOOP("Breach",
                                 "Not received yet: the framework pack that it names is not here. "
                                 "Check its name, or hand over again."));
    return m_breaches;
}

Breaches Reading::assessmentPause() {
    say(isReversed(text(u"from"), text(u"to")), "plan",
        QT_TRANSLATE_NOOP("Breach", "The pause ends before it begins. Check both days."));
    return m_breaches;
}

Breaches Reading::teamMember() {
    say(text(u"role") == u"expert_by_experience" &&
            !valueOf(m_record.fields, u"external").boolean(),
        "R22",
        QT_TRANSLATE_NOOP("Breach",
                          "An Expert by Experience is a member from outside: they see their own "
                          "sessions and nothing else. Mark them as from outside."),
        Then::list);
    const auto team = m_around.every(u"team_member"_qs);
    const auto another = [&](QStringView field, const QString& value) {
        return std::any_of(team.begin(), team.end(), [&](const RecordLine& other) {
            return other.id != m_record.id &&
                   textIn(other.fields, field).compare(value, Qt::CaseInsensitive) == 0;
        });
    };
    say(!isEmpty(u"initials") && another(u"initials", text(u"initials")), "plan",
        QT_TRANSLATE_NOOP("Breach",
                          "Somebody else of the team has these initials, so nobody can tell who "
                          "wrote what. Give one of them others."),
        Then::list);
    say(text(u"role") == u"lead" && another(u"role", u"lead"_qs), "R48",
        QT_TRANSLATE_NOOP("Breach",
                          "Two of the team are assessment lead, and the lead alone scores. Say "
                          "which of them it is."),
        Then::list);
    return m_breaches;
}

Breaches Reading::timetableSlot() {
    const auto start = momentIn(m_record.fields, u"start");
    const auto end = momentIn(m_record.fields, u"end");
    say(start && end && *end < *start, "R24",
        QT_TRANSLATE_NOOP("Breach", "The slot ends before it begins. Check both times."));
    say(text(u"state") == u"moved" && id(u"moved_to").isNull(), "R24",
        QT_TRANSLATE_NOOP("Breach", "Say which slot took this one's place."), Then::list);
    const auto starts = dayIn(m_record.fields, u"start");
    const auto days = daysOf(text(u"day"));
    say(starts && days && (*starts < days->from || (days->to && *starts > *days->to)), "R24",
        QT_TRANSLATE_NOOP("Breach", "It starts on another day than its own. Check both."),
        Then::list);
    return m_breaches;
}

Breaches Reading::headcount() {
    const cbor::Value& agreed = valueOf(m_record.fields, u"agreed");
    say(!agreed.isNull() && agreed.integer() > valueOf(m_record.fields, u"count").integer(), "R25",
        QT_TRANSLATE_NOOP("Breach", "More have agreed than were there. Count again."), Then::list);
    return m_breaches;
}

// Themes and scores ------------------------------------------------------------------------------

void Reading::speaksForMany(const QString& words) {
    const CitedEvidence cited = citedEvidence(idsIn(m_record.fields, u"cites"), m_around);
    std::vector<EvidenceSource> sources;
    for (const RecordLine& tag : cited.counting)
        if (const auto source = sourceOf(tag, m_around)) sources.push_back(*source);
    const bool many = candour::speaksForMany(words, independentSources(sources));
    const bool allHere = cited.notHere.empty() && sources.size() == cited.counting.size();
    say(many && allHere, "R39",
        QT_TRANSLATE_NOOP("Breach",
                          "This speaks of many, and no more than one source stands behind it. Say "
                          "by role whose account it is, or cite more."),
        Then::list);
    sayPending(many && !allHere, "R39",
               QT_TRANSLATE_NOOP("Breach",
                                 "Not received yet: this speaks of many, and some of what it rests "
                                 "on is not here, so nobody can say how many sources it has."));
}

Breaches Reading::themeNote() {
    speaksForMany(text(u"theme") + u". "_qs + text(u"note"));
    return m_breaches;
}

Breaches Reading::score() {
    const auto broken = [&](const char* rule, const QString& sentence) {
        if (!sentence.isEmpty()) m_breaches.push_back({QString::fromLatin1(rule), sentence, false});
    };
    const MayScore answer = mayHaveGiven(m_record.fields, m_around);
    broken(answer == MayScore::siteStillOpen ? "R21" : "R48", sentenceFor(answer));
    // A pack that is not here to look at is never taken for a breach.
    const auto shelf = m_around.shelf();
    if (const FrameworkPack* pack = shelf->pack(text(u"pack"))) {
        const ScoreFault fault = faultOf(*pack, givenScore(m_record.fields, m_around));
        broken(fault == ScoreFault::categoriesAreNotScored ? "R21" : "R48", sentenceFor(fault));
    }
    speaksForMany(text(u"rationale"));
    return m_breaches;
}

Breaches Reading::frameworkPack() {
    const QString fault = faultOfPack(m_record, m_around.every(u"framework_pack"_qs));
    if (!fault.isEmpty()) m_breaches.push_back({u"R20"_qs, fault, false});
    return m_breaches;
}

}  // namespace candour
