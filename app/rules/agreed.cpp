#include "app/rules/agreed.h"

#include "app/records/sessionids.h"
#include "app/rules/capacity.h"
#include "app/rules/recordwords.h"

#include <algorithm>

namespace candour {
namespace {

/// Its fields, dated ahead of its own writing by nothing.
FieldValues asOfWriting(const RecordLine& record) {
    FieldValues fields = record.fields;
    for (FieldValue& field : fields)
        if (const auto time = momentIn(record.fields, u"time"); time && field.name == u"time")
            field.value = cbor::Value::array({notAfterWriting(*time, record.writtenUtcMs), 0});
    return fields;
}

using Considerations = std::optional<std::vector<FieldValues>>;

/// What was found about somebody's deciding; nothing for who is not there to be considered.
Considerations considerationsOf(const RecordId& participant, const Surroundings& around) {
    std::vector<FieldValues> found;
    for (RecordLine& one :
         around.pointing(u"capacity_consideration"_qs, u"participant"_qs, participant))
        found.push_back(asOfWriting(one));
    return found;
}

bool findingIsWithheld(const AgreementEvent& answer, QStringView purpose,
                       const Considerations& considerations) {
    if (!considerations || answer.event != AgreementState::given) return false;
    return std::any_of(
        considerations->begin(), considerations->end(), [&](const FieldValues& found) {
            return textIn(found, u"outcome").isEmpty() && textIn(found, u"purpose") == purpose &&
                   momentIn(found, u"time").value_or(0) <= answer.utcMs;
        });
}

/// A yes that nobody could give (R8) is a question that was asked.
std::vector<AgreementEvent> eventsOf(const std::vector<RecordLine>& answers,
                                     const Considerations& considerations,
                                     const std::vector<RecordLine>& withdrawals) {
    std::vector<AgreementEvent> events;
    for (const RecordLine& answer : answers) {
        auto event = agreementEvent(answer.fields, answer.writtenUtcMs, answer.id);
        if (!event) continue;
        if (!couldBeGiven(asOfWriting(answer), considerations))
            event->event = AgreementState::asked;
        event->leftToTheLead =
            findingIsWithheld(*event, textIn(answer.fields, u"purpose"), considerations);
        events.push_back(*event);
    }
    for (const RecordLine& record : withdrawals)
        if (const auto withdrawal = withdrawalFrom(record.fields, record.writtenUtcMs))
            for (const AgreementEvent& event : answersAfter(*withdrawal)) events.push_back(event);
    return events;
}

void append(std::vector<AgreementEvent>& to, const std::vector<AgreementEvent>& more) {
    to.insert(to.end(), more.begin(), more.end());
}

/// Without what the person of a case answered between our meetings.
std::vector<AgreementEvent> ownAnswersOf(const RecordId& participant, const Surroundings& around) {
    return eventsOf(around.pointing(u"agreement"_qs, u"participant"_qs, participant),
                    considerationsOf(participant, around),
                    around.pointing(u"withdrawal"_qs, u"participant"_qs, participant));
}

RecordId caseOfPerson(const RecordId& participant, const Surroundings& around) {
    const auto record = around.record(participant);
    return record ? caseOfPerson(*record) : RecordId();
}

std::vector<RecordLine> metFor(const RecordId& trackedCase, const Surroundings& around) {
    return around.pointing(u"participant"_qs, u"case"_qs, trackedCase);
}

bool isNo(AgreementState state) {
    return state == AgreementState::refused || state == AgreementState::withdrawn;
}

}  // namespace

bool couldBeGiven(const RecordLine& answer, const Surroundings& around) {
    const RecordId participant = idIn(answer.fields, u"participant");
    return couldBeGiven(asOfWriting(answer), participant.isNull()
                                                 ? std::nullopt
                                                 : considerationsOf(participant, around));
}

bool findingIsWithheld(const RecordLine& answer, const Surroundings& around) {
    const RecordId participant = idIn(answer.fields, u"participant");
    const auto event = agreementEvent(answer.fields, answer.writtenUtcMs);
    return !participant.isNull() && event &&
           findingIsWithheld(*event, textIn(answer.fields, u"purpose"),
                             considerationsOf(participant, around));
}

RecordId caseOfPerson(const RecordLine& participant) {
    return participant.type->name == u"participant" &&
                   textIn(participant.fields, u"standing") == u"person"
               ? idIn(participant.fields, u"case")
               : RecordId();
}

std::vector<AgreementEvent> answersOf(const RecordId& participant, const Surroundings& around) {
    std::vector<AgreementEvent> events = ownAnswersOf(participant, around);
    if (const RecordId trackedCase = caseOfPerson(participant, around); !trackedCase.isNull())
        append(events, answersForCase(trackedCase, around));
    return events;
}

std::vector<AgreementEvent> answersInRoom(const RecordId& participant, const Surroundings& around) {
    std::vector<AgreementEvent> events = ownAnswersOf(participant, around);
    const RecordId trackedCase = caseOfPerson(participant, around);
    if (trackedCase.isNull()) return events;
    for (const AgreementEvent& event : answersForCase(trackedCase, around))
        if (event.event != AgreementState::given) events.push_back(event);
    return events;
}

std::vector<Withdrawal> withdrawalsOf(const RecordId& participant, const Surroundings& around) {
    std::vector<Withdrawal> found;
    const auto read = [&](const QString& field, const RecordId& whose) {
        for (const RecordLine& record : around.pointing(u"withdrawal"_qs, field, whose))
            if (const auto withdrawal = withdrawalFrom(record.fields, record.writtenUtcMs))
                found.push_back(*withdrawal);
    };
    read(u"participant"_qs, participant);
    if (const RecordId trackedCase = caseOfPerson(participant, around); !trackedCase.isNull())
        read(u"case"_qs, trackedCase);
    return found;
}

bool hadStopped(const RecordId& participant, std::int64_t utcMs, const Surroundings& around) {
    const auto withdrawals = withdrawalsOf(participant, around);
    return std::any_of(withdrawals.begin(), withdrawals.end(), [&](const Withdrawal& withdrawal) {
        if (withdrawal.outcome != WithdrawalOutcome::stop || !withdrawal.lines.empty() ||
            withdrawal.utcMs >= utcMs)
            return false;
        const auto answers = answersOf(participant, around);
        return std::none_of(answers.begin(), answers.end(), [&](const AgreementEvent& event) {
            return saysYes(event, Purpose::talk) && isAnew(event, withdrawal) &&
                   event.utcMs <= utcMs;
        });
    });
}

bool isInAHome(const RecordLine& session, const Surroundings& around) {
    if (valueOf(session.fields, u"private_dwelling").boolean()) return true;
    const QString& way = textIn(session.fields, u"way");
    if (!way.isEmpty()) return way == u"home_visit";
    const auto slot = around.record(idIn(session.fields, u"slot"));
    return slot && textIn(slot->fields, u"way") == u"home_visit";
}

std::vector<AgreementEvent> answersForCase(const RecordId& trackedCase,
                                           const Surroundings& around) {
    return eventsOf(around.pointing(u"case_agreement"_qs, u"case"_qs, trackedCase), std::nullopt,
                    around.pointing(u"withdrawal"_qs, u"case"_qs, trackedCase));
}

std::vector<AgreementEvent> answersOfPersonIn(const RecordId& trackedCase,
                                              const Surroundings& around) {
    std::vector<AgreementEvent> said = answersForCase(trackedCase, around);
    for (const RecordLine& participant : metFor(trackedCase, around))
        if (!caseOfPerson(participant).isNull()) append(said, ownAnswersOf(participant.id, around));
    return said;
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

bool meetingNotReceived(const RecordId& trackedCase, const Surroundings& around) {
    const auto planned = around.pointing(u"timetable_slot"_qs, u"case"_qs, trackedCase);
    return std::any_of(planned.begin(), planned.end(), [&](const RecordLine& slot) {
        return textIn(slot.fields, u"state") != u"cancelled" &&
               !around.record(sessionRecordOf(slot.id));
    });
}

bool answerMayCome(Purpose purpose, const RecordId& trackedCase, const Surroundings& around) {
    return agreementFor(answersOfPersonIn(trackedCase, around), purpose).state <=
               AgreementState::asked &&
           meetingNotReceived(trackedCase, around);
}

bool trackingIsAgreed(const RecordId& trackedCase, const Surroundings& around) {
    const auto before = answersForCase(trackedCase, around);
    bool met = false;
    bool agreed = false;
    for (const RecordLine& participant : metFor(trackedCase, around)) {
        const QString& standing = textIn(participant.fields, u"standing");
        if (standing != u"person" && standing != u"carer" && standing != u"advocate") continue;
        auto events = ownAnswersOf(participant.id, around);
        append(events, before);
        met = true;
        agreed = agreed || trackingMayOpen(events);
    }
    return met ? agreed : trackingMayOpen(before);
}

PaperUse useOfPaper(const RecordLine& document, const Surroundings& around) {
    const RecordId trackedCase = idIn(document.fields, u"case");
    if (trackedCase.isNull()) return PaperUse::allowed;
    const AgreementState said =
        agreementFor(answersOfPersonIn(trackedCase, around), Purpose::viewRecords).state;
    if (said == AgreementState::given) return PaperUse::allowed;
    // Where the law lets us look without their agreement, the record of the access says why.
    const auto accesses = around.pointing(u"record_access"_qs, u"case"_qs, trackedCase);
    if (std::any_of(accesses.begin(), accesses.end(), [&](const RecordLine& access) {
            return textIn(access.fields, u"basis") != u"agreed" &&
                   (!isNo(said) || textIn(access.fields, u"objected") == u"yes_overridden");
        }))
        return PaperUse::allowed;
    return !isNo(said) && meetingNotReceived(trackedCase, around) ? PaperUse::notReceived
                                                                  : PaperUse::notAllowed;
}

}  // namespace candour
