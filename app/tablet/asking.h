// The agreement page: what the council reported, what we heard, and the opening words. Answers are
// appended; nothing is ever written over.
#pragma once

#include "app/tablet/council.h"
#include "app/viewmodels/agreementmodel.h"

#include <optional>

namespace candour {

/// Of one person of a session, or the first; `notFound` if there is nobody yet.
Result<AgreementSheet> readAgreement(Vault& vault, const Council& council, const RecordId& slot,
                                     const std::optional<RecordId>& participant = {});
/// One agreement record for every answer, all of them or none; with the version of the opening
/// words if they were said.
Status recordAgreement(Vault& vault, const Council& council, const RecordId& slot,
                       const RecordId& participant, const QList<PurposeRow>& answers,
                       bool scriptGiven, const Moment& now);

}  // namespace candour
