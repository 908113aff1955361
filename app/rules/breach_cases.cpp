// Cases, their papers, and who may decide.
#include "app/rules/agreed.h"
#include "app/rules/capacity.h"
#include "app/rules/casecontact.h"
#include "app/rules/reading.h"

#include <QCoreApplication>

#include <algorithm>
#include <limits>

namespace candour {
namespace {

/// The person of a case had said no to us when we reached out, and nothing they answered after that
/// and by `at` is a yes.
bool standsDeclined(const RecordId& trackedCase, const std::vector<RecordLine>& log,
                    std::int64_t at, const Surroundings& around) {
    std::optional<std::int64_t> declined;
    for (const RecordLine& contact : log) {
        const auto when = momentIn(contact.fields, u"at");
        if (textIn(contact.fields, u"outcome") == u"declined" &&
            textIn(contact.fields, u"with") == u"person" && when && *when < at)
            declined = std::max(declined.value_or(*when), *when);
    }
    if (!declined) return false;
    const auto answers = answersOfPersonIn(trackedCase, around);
    return std::none_of(answers.begin(), answers.end(), [&](const AgreementEvent& event) {
        return saysYes(event, Purpose::talk) && event.utcMs > *declined && event.utcMs <= at;
    });
}

}  // namespace

void Reading::engagedUnasked() {
    if (text(u"stage") != u"engaged" || trackingIsAgreed(m_record.id, m_around)) return;
    const bool mayCome = answerMayCome(Purpose::talk, m_record.id, m_around);
    sayPending(mayCome, "R4",
               QT_TRANSLATE_NOOP("Breach",
                                 "Not received yet: the notes of a meeting about this case are not "
                                 "here, so nobody can say whether they told us themselves that "
                                 "they want to talk with us. Whoever heard it engages the case."));
    if (mayCome) m_breaches.back().mustBeKnown = true;
    say(!mayCome, "R4",
        QT_TRANSLATE_NOOP("Breach",
                          "They have not told us themselves that they want to talk with us; the "
                          "council's word is not enough. Record their own answer, then engage the "
                          "case."));
}

Breaches Reading::trackedCase() {
    engagedUnasked();
    say(text(u"stage") == u"dropped" && isEmpty(u"reason"), "R31",
        QT_TRANSLATE_NOOP("Breach", "Say why the case was dropped."));
    say(text(u"stage") == u"engaged" && id(u"owner").isNull(), "R32",
        QT_TRANSLATE_NOOP("Breach", "Nobody owns this case. Say who of us makes contact."),
        Then::list);
    const bool goesOn = text(u"stage") == u"shortlisted" || text(u"stage") == u"engaged";
    say(goesOn &&
            standsDeclined(m_record.id, m_around.pointing(u"contact"_qs, u"case"_qs, m_record.id),
                           std::numeric_limits<std::int64_t>::max(), m_around),
        "R3",
        QT_TRANSLATE_NOOP("Breach",
                          "They said no to us when we reached out, and the case still goes on. "
                          "Record their no as an answer for the case, and drop it; or record the "
                          "yes they gave since."),
        Then::list);
    const QString number = plainCaseNumber(text(u"number"));
    const auto numbered =
        number.isEmpty() ? std::vector<RecordId>() : m_around.casesNumbered(number);
    say(std::any_of(numbered.begin(), numbered.end(),
                    [&](const RecordId& other) { return other != m_record.id; }),
        "R32",
        QT_TRANSLATE_NOOP("Breach",
                          "Another case has this number, so the same person may be rung twice. "
                          "Strike one of them."));
    return m_breaches;
}

Breaches Reading::contact() {
    const auto at =
        momentIn(m_record.fields, u"at").value_or(std::numeric_limits<std::int64_t>::max());
    const auto answered = answeredBy(answersOfPersonIn(id(u"case"), m_around), at);
    say(text(u"with") == u"carer" &&
            agreementFor(answered, Purpose::contactFamily).state >= AgreementState::paused,
        "R3",
        QT_TRANSLATE_NOOP("Breach",
                          "They had said no to our contacting their family. The contact stays in "
                          "the log; do not try again without their yes."),
        Then::list);
    // Whoever handed a case over rang before its owner did.
    const auto trackedCase = m_around.record(id(u"case"));
    const RecordId owner = trackedCase ? idIn(trackedCase->fields, u"owner") : RecordId();
    const auto log = m_around.pointing(u"contact"_qs, u"case"_qs, id(u"case"));
    say(!owner.isNull() && id(u"by") != owner &&
            std::any_of(log.begin(), log.end(),
                        [&](const RecordLine& other) {
                            return idIn(other.fields, u"by") == owner &&
                                   momentIn(other.fields, u"at").value_or(at) < at;
                        }),
        "R32",
        QT_TRANSLATE_NOOP("Breach",
                          "Somebody else owns this case and was in touch already. Agree who of "
                          "you rings, so that nobody is rung twice."),
        Then::list);
    afterANo(log, at);
    return m_breaches;
}

void Reading::afterANo(const std::vector<RecordLine>& log, std::int64_t at) {
    if (text(u"with") != u"person") return;  // the others' answers belong to no case
    say(standsDeclined(id(u"case"), log, at, m_around), "R3",
        QT_TRANSLATE_NOOP("Breach",
                          "They had said no to us before this contact, and no yes of theirs was "
                          "recorded since. The contact stays in the log; do not try again."),
        Then::list);
}

void Reading::accessAgreed() {
    if (text(u"basis") != u"agreed") return;
    RecordId trackedCase = id(u"case");
    if (const auto paper = m_around.record(id(u"document")); paper && trackedCase.isNull())
        trackedCase = idIn(paper->fields, u"case");
    if (trackedCase.isNull()) return;
    const auto at =
        momentIn(m_record.fields, u"at").value_or(std::numeric_limits<std::int64_t>::max());
    const AgreementState said =
        agreementFor(answeredBy(answersOfPersonIn(trackedCase, m_around), at), Purpose::viewRecords)
            .state;
    if (said == AgreementState::given) return;
    const bool mayCome = said <= AgreementState::asked && meetingNotReceived(trackedCase, m_around);
    sayPending(mayCome, "R7",
               QT_TRANSLATE_NOOP("Breach",
                                 "Not received yet: the notes of a meeting about this case are not "
                                 "here, so nobody can say whether they had agreed to this."));
    say(!mayCome, "R7",
        QT_TRANSLATE_NOOP("Breach",
                          "It says that they agreed, and no yes of theirs to our reading their "
                          "records stood at that time. Record their answer, or log the access "
                          "again with the basis it had."),
        Then::list);
}

Breaches Reading::recordAccess() {
    accessAgreed();
    say(id(u"case").isNull() && id(u"document").isNull(), "R7",
        QT_TRANSLATE_NOOP("Breach", "Say whose record it was: the case, or the paper."));
    say(text(u"told") == u"not_told" && isEmpty(u"not_told_reason"), "R7",
        QT_TRANSLATE_NOOP("Breach", "The person was not told. Say why."));
    say(text(u"objected") == u"yes_overridden" && isEmpty(u"overriding_need"), "R7",
        QT_TRANSLATE_NOOP("Breach", "They objected. Say what stood above their objection."));
    say(valueOf(m_record.fields, u"copied").boolean() && isEmpty(u"copied_what"), "R7",
        QT_TRANSLATE_NOOP("Breach", "Something was copied. Say what, and where it is kept."));
    say(!valueOf(m_record.fields, u"shown_to").items().empty() && isEmpty(u"shown_reason"), "R7",
        QT_TRANSLATE_NOOP("Breach", "It was shown to others. Say why they needed to see it."));
    return m_breaches;
}

Breaches Reading::agreement() {
    const auto event = agreementEvent(m_record.fields, m_record.writtenUtcMs);
    say(event && event->event == AgreementState::given && event->aheadMs > 0, "R3",
        QT_TRANSLATE_NOOP("Breach",
                          "This yes is dated later than it was written down, so it counts from "
                          "then, and stands over no answer written since. Record it again with "
                          "its right time."),
        Then::list);
    say(!couldBeGiven(m_record, m_around), "R8",
        QT_TRANSLATE_NOOP("Breach",
                          "This yes does not count yet. A doubt says which support was tried; "
                          "somebody else says yes only after a capacity consideration found the "
                          "person unable; and they themselves only after one found them able."),
        Then::list);
    sayPending(findingIsWithheld(m_record, m_around), "R8",
               QT_TRANSLATE_NOOP("Breach",
                                 "What was found about their deciding this is with the lead alone, "
                                 "because they took back what they had said. Whether this yes "
                                 "counts is for the lead to see."));
    return m_breaches;
}

Breaches Reading::capacity() {
    say(!showsSupportTried(m_record.fields), "R8",
        QT_TRANSLATE_NOOP("Breach",
                          "Say what was done to help them decide before finding that they "
                          "could not."));
    return m_breaches;
}

}  // namespace candour
