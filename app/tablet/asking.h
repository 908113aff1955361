// The agreement page: what the council reported, what we heard, and the opening words. Answers are
// appended; nothing is ever written over.
#pragma once

#include "app/tablet/council.h"
#include "app/viewmodels/agreementmodel.h"

#include <optional>

namespace candour {

/// Of one person of a session, or the first, with what is being answered; `notFound` if there is
/// nobody yet.
Result<AgreementSheet> readAgreement(Vault& vault, const Council& council, const RecordId& slot,
                                     const std::optional<RecordId>& participant = {});
/// What is being answered, as a draft of that person's. Durable when it returns.
Status saveAgreement(Vault& vault, const AgreementSheet& sheet);
/// One agreement record for every answer, all of them or none, and no draft any more; with the
/// version of the opening words if they were said.
Status recordAgreement(Vault& vault, const Council& council, const RecordId& slot,
                       const RecordId& participant, const QList<PurposeRow>& answers,
                       bool scriptGiven, const Moment& now);

}  // namespace candour
