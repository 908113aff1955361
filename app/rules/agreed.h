// What people agreed to, read from the records around: their own answers and what they took back.
// For the rules that ask before something becomes evidence (R3, R4, R7).
#pragma once

#include "app/rules/agreement.h"
#include "app/rules/surroundings.h"
#include "app/rules/withdrawal.h"

namespace candour {

/// Whether an agreement's yes is one that its giver could give (R8, capacity.h).
bool couldBeGiven(const RecordLine& answer, const Surroundings& around);
/// What was found about it before is not to be read here: its key was left to the lead.
bool findingIsWithheld(const RecordLine& answer, const Surroundings& around);

/// The tracked case whose person a participant is; null for everybody else: their carer, who has
/// the same case, answers for themselves.
RecordId caseOfPerson(const RecordLine& participant);

/// A participant's answers, withdrawals among them. The person of a case may give and take back
/// between our meetings, as by telephone: that is theirs too.
std::vector<AgreementEvent> answersOf(const RecordId& participant, const Surroundings& around);
/// As answersOf(), but a yes counts only if it was given in this meeting: a yes by telephone opens
/// no door (R5).
std::vector<AgreementEvent> answersInRoom(const RecordId& participant, const Surroundings& around);
/// What they took back, as a participant or as the person of a case.
std::vector<Withdrawal> withdrawalsOf(const RecordId& participant, const Surroundings& around);
/// They had asked us to stop before this moment, and had not said yes to us again (R6).
bool hadStopped(const RecordId& participant, std::int64_t utcMs, const Surroundings& around);
/// Of a case: what the council reported, and what its person told us before we met.
std::vector<AgreementEvent> answersForCase(const RecordId& trackedCase, const Surroundings& around);
/// Of the person of a case: those, and what they answered wherever we met them.
std::vector<AgreementEvent> answersOfPersonIn(const RecordId& trackedCase,
                                              const Surroundings& around);
/// To one purpose, of the one who is named, or of all who were at the meeting.
std::vector<AgreementAnswer> answersTo(Purpose purpose, const RecordId& named,
                                       const RecordId& session, const Surroundings& around);

/// Whether a meeting is in somebody's home: it says so, or where it says nothing its slot does.
bool isInAHome(const RecordLine& session, const Surroundings& around);

/// A meeting about the case was planned, and its notes, which may hold their answer, are not here.
bool meetingNotReceived(const RecordId& trackedCase, const Surroundings& around);

/// Neither a yes nor a no of the person of a case is here, and such a meeting may hold one.
bool answerMayCome(Purpose purpose, const RecordId& trackedCase, const Surroundings& around);

/// Whether somebody of the case told us themselves that they want to talk with us (R4).
bool trackingIsAgreed(const RecordId& trackedCase, const Surroundings& around);

enum class PaperUse : std::uint8_t {
    allowed,
    notAllowed,
    notReceived,  // a meeting about the case may have settled it, and its notes are not here
};
/// Of a document: what is about nobody's case may be used (R7).
PaperUse useOfPaper(const RecordLine& document, const Surroundings& around);

}  // namespace candour
