#include "app/rules/agreed.h"

#include "app/records/sessionids.h"
#include "app/rules/recordwords.h"
#include "app/rules/withdrawal.h"

#include <algorithm>

namespace candour {
namespace {

std::vector<AgreementEvent> eventsOf(const std::vector<RecordLine>& answers,
                                     const std::vector<RecordLine>& withdrawals) {
    std::vector<AgreementEvent> events;
    for (const RecordLine& answer : answers)
        if (const auto event = agreementEvent(answer.fields)) events.push_back(*event);
    for (const RecordLine& record : withdrawals)
        if (const auto withdrawal = withdrawalFrom(record.fields))
            for (const AgreementEvent& event : answersAfter(*withdrawal)) events.push_back(event);
    return events;
}

std::vector<RecordLine> metFor(const RecordId& trackedCase, const Surroundings& around) {
    return around.pointing(u"participant"_qs, u"case"_qs, trackedCase);
}

/// What the person of a case says of their papers: before we met, and wherever we met them.
std::vector<AgreementState> saidOfPapers(const RecordId& trackedCase, const Surroundings& around) {
    const auto state = [](const std::vector<AgreementEvent>& events) {
        return agreementFor(events, Purpose::viewRecords).state;
    };
    std::vector<AgreementState> said = {state(answersForCase(trackedCase, around))};
    for (const RecordLine& participant : metFor(trackedCase, around))
        if (textIn(participant.fields, u"standing") == u"person")
            said.push_back(state(answersOf(participant.id, around)));
    return said;
}

bool isNo(AgreementState state) {
    return state == AgreementState::refused || state == AgreementState::withdrawn;
}

bool meetingNotReceived(const RecordId& trackedCase, const Surroundings& around) {
    const auto planned = around.pointing(u"timetable_slot"_qs, u"case"_qs, trackedCase);
    return std::any_of(planned.begin(), planned.end(), [&](const RecordLine& slot) {
        return textIn(slot.fields, u"state") != u"cancelled" &&
               !around.record(sessionRecordOf(slot.id));
    });
}

}  // namespace

std::vector<AgreementEvent> answersOf(const RecordId& participant, const Surroundings& around) {
    return eventsOf(around.pointing(u"agreement"_qs, u"participant"_qs, participant),
                    around.pointing(u"withdrawal"_qs, u"participant"_qs, participant));
}

std::vector<AgreementEvent> answersForCase(const RecordId& trackedCase,
                                           const Surroundings& around) {
    return eventsOf(around.pointing(u"case_agreement"_qs, u"case"_qs, trackedCase),
                    around.pointing(u"withdrawal"_qs, u"case"_qs, trackedCase));
}

std::vector<AgreementAnswer> answersTo(Purpose purpose, const RecordId& named,
                                       const RecordId& session, const Surroundings& around) {
    if (!named.isNull()) return {agreementFor(answersOf(named, around), purpose)};
    std::vector<AgreementAnswer> found;
    if (!session.isNull())
        for (const RecordLine& participant :
             around.pointing(u"participant"_qs, u"session"_qs, session))
            found.push_back(agreementFor(answersOf(participant.id, around), purpose));
    return found;
}

bool trackingIsAgreed(const RecordId& trackedCase, const Surroundings& around) {
    const auto before = answersForCase(trackedCase, around);
    bool met = false;
    bool agreed = false;
    for (const RecordLine& participant : metFor(trackedCase, around)) {
        const QString& standing = textIn(participant.fields, u"standing");
        if (standing != u"person" && standing != u"carer" && standing != u"advocate") continue;
        auto events = answersOf(participant.id, around);
        events.insert(events.end(), before.begin(), before.end());
        met = true;
        agreed = agreed || trackingMayOpen(events);
    }
    return met ? agreed : trackingMayOpen(before);
}

PaperUse useOfPaper(const RecordLine& document, const Surroundings& around) {
    const RecordId trackedCase = idIn(document.fields, u"case");
    if (trackedCase.isNull()) return PaperUse::allowed;
    const auto said = saidOfPapers(trackedCase, around);
    if (std::find(said.begin(), said.end(), AgreementState::given) != said.end())
        return PaperUse::allowed;
    // Where the law lets us look without their agreement, the record of the access says why.
    const bool refused = isNo(said.front());
    const auto accesses = around.pointing(u"record_access"_qs, u"case"_qs, trackedCase);
    if (std::any_of(accesses.begin(), accesses.end(), [&](const RecordLine& access) {
            return textIn(access.fields, u"basis") != u"agreed" &&
                   (!refused || textIn(access.fields, u"objected") == u"yes_overridden");
        }))
        return PaperUse::allowed;
    const bool open = std::none_of(said.begin(), said.end(), isNo);
    return open && meetingNotReceived(trackedCase, around) ? PaperUse::notReceived
                                                           : PaperUse::notAllowed;
}

}  // namespace candour
