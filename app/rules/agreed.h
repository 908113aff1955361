// What people agreed to, read from the records around: their own answers and what they took back.
// For the rules that ask before something becomes evidence (R3, R4, R7).
#pragma once

#include "app/rules/agreement.h"
#include "app/rules/surroundings.h"

namespace candour {

/// A participant's answers, withdrawals among them.
std::vector<AgreementEvent> answersOf(const RecordId& participant, const Surroundings& around);
/// Of a case: what the council reported, and what its person told us before we met.
std::vector<AgreementEvent> answersForCase(const RecordId& trackedCase, const Surroundings& around);
/// To one purpose, of the one who is named, or of all who were at the meeting.
std::vector<AgreementAnswer> answersTo(Purpose purpose, const RecordId& named,
                                       const RecordId& session, const Surroundings& around);

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
