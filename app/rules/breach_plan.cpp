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

/// A stored span whose last day lies before its first.
bool isReversed(const FieldValues& fields, QStringView from, QStringView to) {
    const auto first = daysOf(textIn(fields, from));
    const auto last = daysOf(textIn(fields, to));
    return first && last && last->to && *last->to < first->from;
}

}  // namespace

Breaches Reading::assessment() {
    const FieldValues& fields = m_record.fields;
    say(text(u"kind") == u"additional" && isEmpty(u"additional_reason"), "plan",
        QT_TRANSLATE_NOOP("Breach", "Say why an additional assessment was called for."));
    say(isReversed(fields, u"site_from", u"site_to"), "plan",
        QT_TRANSLATE_NOOP("Breach", "The last day on site lies before the first. Check both."));
    say(isReversed(fields, u"period_from", u"period_to"), "plan",
        QT_TRANSLATE_NOOP("Breach",
                          "The period under assessment ends before it begins. Check both days."));
    sayPending(!isEmpty(u"pack") && m_around.shelf()->pack(text(u"pack")) == nullptr, "R20",
               QT_TRANSLATE_NOOP("Breach",
                                 "Not received yet: the framework pack that it names is not here. "
                                 "Check its name, or hand over again."));
    return m_breaches;
}

Breaches Reading::assessmentPause() {
    say(isReversed(m_record.fields, u"from", u"to"), "plan",
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
    return m_breaches;
}

Breaches Reading::timetableSlot() {
    const auto start = momentIn(m_record.fields, u"start");
    const auto end = momentIn(m_record.fields, u"end");
    say(start && end && *end < *start, "R24",
        QT_TRANSLATE_NOOP("Breach", "The slot ends before it begins. Check both times."));
    say(text(u"state") == u"moved" && id(u"moved_to").isNull(), "R24",
        QT_TRANSLATE_NOOP("Breach", "Say which slot took this one's place."), Then::list);
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
    std::vector<EvidenceSource> sources;
    for (const RecordId& cited : idsIn(m_record.fields, u"cites")) {
        const auto tag = m_around.record(cited);
        if (!tag || tag->type->name != u"tag") return;  // what stands behind it cannot be counted
        const auto source = sourceOf(*tag, m_around);
        if (!source) return;
        if (breachesOf(*tag, m_around).empty()) sources.push_back(*source);
    }
    say(candour::speaksForMany(words, independentSources(sources)), "R39",
        QT_TRANSLATE_NOOP("Breach",
                          "This speaks of many, and no more than one source stands behind it. Say "
                          "by role whose account it is, or cite more."),
        Then::list);
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
