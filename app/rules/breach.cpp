#include "app/rules/breach.h"

#include "app/rules/agreed.h"
#include "app/rules/assessmentdates.h"
#include "app/rules/capacity.h"
#include "app/rules/evidence.h"
#include "app/rules/givenscore.h"
#include "app/rules/recordwords.h"
#include "app/rules/safeguarding.h"
#include "app/rules/shelf.h"
#include "app/rules/withdrawal.h"

#include <QCoreApplication>

#include <algorithm>

namespace candour {
namespace {

using Breaches = std::vector<Breach>;

/// The rules, each for one type. `QT_TRANSLATE_NOOP` marks what people read.
class Reading {
  public:
    Reading(const RecordLine& record, const Surroundings& around)
        : m_record(record), m_around(around) {}

    Breaches line();
    Breaches tag();
    Breaches trackedCase();
    Breaches attachment();
    Breaches recordAccess();
    Breaches capacity();
    Breaches alert();
    Breaches withdrawal();
    Breaches erasure();
    Breaches score();
    Breaches frameworkPack();

  private:
    [[nodiscard]] RecordId id(QStringView field) const { return idIn(m_record.fields, field); }
    [[nodiscard]] const QString& text(QStringView field) const {
        return textIn(m_record.fields, field);
    }
    void say(bool broken, const char* rule, const char* sentence) {
        if (broken)
            m_breaches.push_back({QString::fromLatin1(rule),
                                  QCoreApplication::translate("Breach", sentence), false});
    }

    [[nodiscard]] bool wasTakenBack(const RecordLine& words) const;
    void tagOfLine(const RecordLine& line);
    void tagOfExtract(const RecordLine& extract);
    void tagOfPaper(const RecordLine& document);
    void tagOfAccount(const RecordLine& account);
    void tagOf(Evidence evidence);
    [[nodiscard]] SitePhase sitePhase(QDate day) const;

    const RecordLine& m_record;
    const Surroundings& m_around;
    Breaches m_breaches;
};

// Lines and what becomes evidence ----------------------------------------------------------------

Breaches Reading::line() {
    const auto session = m_around.record(id(u"session"));
    if (!session || (!valueOf(session->fields, u"private_dwelling").boolean() &&
                     textIn(session->fields, u"way") != u"home_visit"))
        return {};
    std::vector<AgreementEvent> all;
    for (const RecordLine& participant :
         m_around.pointing(u"participant"_qs, u"session"_qs, session->id)) {
        const auto events = answersOf(participant.id, m_around);
        all.insert(all.end(), events.begin(), events.end());
    }
    say(!homeVisitBegan(all), "R5",
        QT_TRANSLATE_NOOP("Breach",
                          "This is somebody's home, and nobody there has said yes to us yet. Ask "
                          "and record the answer first; then write the line."));
    return m_breaches;
}

void Reading::tagOf(Evidence evidence) {
    if (evidence == Evidence::counts) return;
    const bool kind = evidence == Evidence::thought || evidence == Evidence::emptyMoment ||
                      evidence == Evidence::opinion;
    m_breaches.push_back({kind                                  ? u"R18"_qs
                          : evidence == Evidence::financeFigure ? u"R46"_qs
                                                                : u"R3"_qs,
                          sentenceFor(evidence), false});
}

bool Reading::wasTakenBack(const RecordLine& words) const {
    // A participant's withdrawals can only be about what was said where they were.
    std::vector<RecordId> people = {idIn(words.fields, u"speaker"),
                                    idIn(words.fields, u"participant")};
    if (words.type->name == u"line")
        for (const RecordLine& participant :
             m_around.pointing(u"participant"_qs, u"session"_qs, idIn(words.fields, u"session")))
            people.push_back(participant.id);
    const auto covers = [&](const RecordLine& record) {
        const auto withdrawal = withdrawalFrom(record.fields);
        return withdrawal && !effectOf(withdrawal->outcome).mayUse &&
               std::find(withdrawal->lines.begin(), withdrawal->lines.end(), words.id) !=
                   withdrawal->lines.end();
    };
    return std::any_of(people.begin(), people.end(), [&](const RecordId& person) {
        if (person.isNull()) return false;
        const auto records = m_around.pointing(u"withdrawal"_qs, u"participant"_qs, person);
        return std::any_of(records.begin(), records.end(), covers);
    });
}

void Reading::tagOfLine(const RecordLine& line) {
    const QString& kind = textIn(line.fields, u"kind");
    const auto there = answersTo(Purpose::talk, idIn(line.fields, u"speaker"),
                                 idIn(line.fields, u"session"), m_around);
    // What was seen where nobody was is nobody's to agree to.
    const bool nobody = there.empty() && kind == u"saw";
    const Basis basis =
        basisOf(textIn(line.fields, u"basis"), !textIn(line.fields, u"heard_from").isEmpty());
    tagOf(evidenceFrom(kind, nobody ? AgreementState::given : strictest(there).state, basis));
    say(wasTakenBack(line), "R6",
        QT_TRANSLATE_NOOP("Breach",
                          "These words were taken back, so they cannot be evidence. "
                          "Strike the tag."));
}

void Reading::tagOfExtract(const RecordLine& extract) {
    const auto source = m_around.record(idIn(extract.fields, u"source"));
    if (!source) return;
    const bool figures = source->type->name == u"performance_data";
    tagOf(evidenceFromPaper(basisOf(textIn(extract.fields, u"basis")),
                            figures ? textIn(source->fields, u"kind") : QString()));
    if (source->type->name == u"document") tagOfPaper(*source);
}

void Reading::tagOfPaper(const RecordLine& document) {
    const PaperUse use = useOfPaper(document, m_around);
    if (use == PaperUse::notReceived)
        m_breaches.push_back(
            {u"R7"_qs,
             QCoreApplication::translate(
                 "Breach",
                 "Not received yet: the notes of a meeting about this case are not here, so nobody "
                 "can say whether this paper may be read. It does not count until they are."),
             true});
    say(use == PaperUse::notAllowed, "R7",
        QT_TRANSLATE_NOOP("Breach",
                          "This paper is about somebody who has not agreed that we read it. Record "
                          "their agreement, or the access with its basis and why it is necessary; "
                          "then tag it."));
}

void Reading::tagOfAccount(const RecordLine& account) {
    const RecordId teller = idIn(account.fields, u"participant");
    if (!teller.isNull())
        tagOf(
            evidenceFrom(u"said", agreementFor(answersOf(teller, m_around), Purpose::talk).state));
    else if (const auto paper = m_around.record(idIn(account.fields, u"document")))
        tagOfPaper(*paper);
    else
        tagOf(trackingIsAgreed(idIn(account.fields, u"case"), m_around) ? Evidence::counts
                                                                        : Evidence::notAgreed);
    say(wasTakenBack(account), "R6",
        QT_TRANSLATE_NOOP("Breach",
                          "This account was taken back, so it cannot be evidence. "
                          "Strike the tag."));
}

Breaches Reading::tag() {
    const auto target = m_around.record(id(u"target"));
    if (!target) return {};
    if (target->type->name == u"line") tagOfLine(*target);
    if (target->type->name == u"extract") tagOfExtract(*target);
    if (target->type->name == u"stage_account") tagOfAccount(*target);
    return m_breaches;
}

Breaches Reading::attachment() {
    const QString& kind = text(u"kind");
    if (kind != u"photograph" && kind != u"audio") return {};
    const bool sound = kind == u"audio";
    const auto there = answersTo(sound ? Purpose::audio : Purpose::photograph, id(u"participant"),
                                 id(u"session"), m_around);
    const bool agreed = strictest(there).state == AgreementState::given;
    say(sound && !agreed, "R16",
        QT_TRANSLATE_NOOP("Breach",
                          "Not everybody who is heard has agreed to be recorded. Nothing "
                          "is recorded without that; ask first."));
    say(!sound && !there.empty() && !agreed, "R3",
        QT_TRANSLATE_NOOP("Breach",
                          "Not everybody there has agreed to a photograph. Ask and record "
                          "the answer first."));
    return m_breaches;
}

// Cases and their papers -------------------------------------------------------------------------

Breaches Reading::trackedCase() {
    say(text(u"stage") == u"engaged" && !trackingIsAgreed(m_record.id, m_around), "R4",
        QT_TRANSLATE_NOOP("Breach",
                          "They have not told us themselves that they want to talk with us; the "
                          "council's word is not enough. Record their own answer, then engage the "
                          "case."));
    return m_breaches;
}

Breaches Reading::recordAccess() {
    const auto empty = [&](QStringView field) { return text(field).trimmed().isEmpty(); };
    say(id(u"case").isNull() && id(u"document").isNull(), "R7",
        QT_TRANSLATE_NOOP("Breach", "Say whose record it was: the case, or the paper."));
    say(text(u"told") == u"not_told" && empty(u"not_told_reason"), "R7",
        QT_TRANSLATE_NOOP("Breach", "The person was not told. Say why."));
    say(text(u"objected") == u"yes_overridden" && empty(u"overriding_need"), "R7",
        QT_TRANSLATE_NOOP("Breach", "They objected. Say what stood above their objection."));
    say(valueOf(m_record.fields, u"copied").boolean() && empty(u"copied_what"), "R7",
        QT_TRANSLATE_NOOP("Breach", "Something was copied. Say what, and where it is kept."));
    say(!valueOf(m_record.fields, u"shown_to").items().empty() && empty(u"shown_reason"), "R7",
        QT_TRANSLATE_NOOP("Breach", "It was shown to others. Say why they needed to see it."));
    return m_breaches;
}

Breaches Reading::capacity() {
    say(!showsSupportTried(m_record.fields), "R8",
        QT_TRANSLATE_NOOP("Breach",
                          "Say what was done to help them decide before finding that they "
                          "could not."));
    return m_breaches;
}

// What protects people ---------------------------------------------------------------------------

Breaches Reading::alert() {
    say(!routeIsSound(m_record.fields), "R10",
        QT_TRANSLATE_NOOP("Breach",
                          "This is about the council or its staff, so it goes to the "
                          "assessment lead. To send it to the council all the same, say "
                          "why."));
    std::vector<FieldValues> steps;
    for (RecordLine& step : m_around.pointing(u"safeguarding_step"_qs, u"alert"_qs, m_record.id))
        steps.push_back(std::move(step.fields));
    say(wentPastTheLead(m_record.fields, steps), "R10",
        QT_TRANSLATE_NOOP("Breach",
                          "The council was told although this is about it or its staff. "
                          "Tell the assessment lead at once."));
    return m_breaches;
}

Breaches Reading::withdrawal() {
    say(!withdrawalFrom(m_record.fields), "R6",
        QT_TRANSLATE_NOOP("Breach",
                          "Say who takes it back: a participant, or the person of a "
                          "case."));
    return m_breaches;
}

Breaches Reading::erasure() {
    const QString& state = text(u"state");
    if (state != u"approved" && state != u"in_force" && state != u"done") return {};
    const auto holds = m_around.pointing(u"hold"_qs, u"what"_qs, id(u"what"));
    const bool held = std::any_of(holds.begin(), holds.end(), [](const RecordLine& hold) {
        return valueOf(hold.fields, u"released").isNull();
    });
    say(held, "R45",
        QT_TRANSLATE_NOOP("Breach",
                          "A legal hold stands, so nothing of this may be "
                          "erased until it is released."));
    say(!erasureMayTakeEffect(id(u"requested_by"), idsIn(m_record.fields, u"approved_by"), false),
        "R45",
        QT_TRANSLATE_NOOP("Breach",
                          "An erasure needs the approval of two people, neither of "
                          "whom asked for it."));
    return m_breaches;
}

// Scores ------------------------------------------------------------------------------------------

SitePhase Reading::sitePhase(QDate day) const {
    for (const RecordLine& assessment : m_around.every(u"assessment"_qs)) {
        const auto last = daysOf(textIn(assessment.fields, u"site_to"));
        if (last && sitePhaseOn(last->to, day) == SitePhase::open) return SitePhase::open;
    }
    return SitePhase::closed;
}

Breaches Reading::score() {
    const auto broken = [&](const char* rule, const QString& sentence) {
        if (!sentence.isEmpty()) m_breaches.push_back({QString::fromLatin1(rule), sentence, false});
    };
    const auto by = m_around.record(id(u"by"));
    const auto day = dayIn(m_record.fields, u"at");
    if (by && day) {
        const MayScore answer = mayScore(textIn(by->fields, u"role"), sitePhase(*day));
        broken(answer == MayScore::siteStillOpen ? "R21" : "R48", sentenceFor(answer));
    }
    // A pack that is not here to look at is never taken for a breach.
    const FrameworkShelf shelf = shelfFrom(m_around.every(u"framework_pack"_qs));
    if (const FrameworkPack* pack = shelf.pack(text(u"pack"))) {
        const ScoreFault fault = faultOf(*pack, givenScore(m_record.fields, m_around));
        broken(fault == ScoreFault::categoriesAreNotScored ? "R21" : "R48", sentenceFor(fault));
    }
    return m_breaches;
}

Breaches Reading::frameworkPack() {
    const QString fault = faultOfPack(m_record, m_around.every(u"framework_pack"_qs));
    if (!fault.isEmpty()) m_breaches.push_back({u"R20"_qs, fault, false});
    return m_breaches;
}

struct Rules {
    const char* type;
    Breaches (Reading::*read)();
    const char* only = nullptr;  // the field that is all they see of the record itself
};
constexpr Rules rules[] = {
    {"line", &Reading::line, "session"},
    {"tag", &Reading::tag},
    {"tracked_case", &Reading::trackedCase},
    {"attachment", &Reading::attachment},
    {"record_access", &Reading::recordAccess},
    {"capacity_consideration", &Reading::capacity},
    {"safeguarding_alert", &Reading::alert},
    {"withdrawal", &Reading::withdrawal},
    {"erasure", &Reading::erasure},
    {"score", &Reading::score},
    {"framework_pack", &Reading::frameworkPack},
};

const Rules* rulesFor(const RecordType& type) {
    const auto* found = std::find_if(std::begin(rules), std::end(rules), [&](const Rules& one) {
        return type.name == QLatin1String(one.type);
    });
    return found == std::end(rules) ? nullptr : found;
}

}  // namespace

bool hasRules(const RecordType& type) {
    return rulesFor(type) != nullptr;
}

QString onlyFieldLookedAt(const RecordType& type) {
    const Rules* found = rulesFor(type);
    return found == nullptr ? QString() : QString::fromLatin1(found->only);
}

std::vector<Breach> breachesOf(const RecordLine& record, const Surroundings& around) {
    const Rules* found = rulesFor(*record.type);
    if (found == nullptr) return {};
    if (found->only == nullptr) return (Reading(record, around).*found->read)();
    RecordLine seen{record.type, record.id, record.notebook, {}};
    for (const FieldValue& field : record.fields)
        if (field.name == QLatin1String(found->only)) seen.fields.push_back(field);
    return (Reading(seen, around).*found->read)();
}

}  // namespace candour
