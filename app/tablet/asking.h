// The agreement page: what the council reported, what we heard, and the opening words. Answers are
// appended; nothing is ever written over.
#pragma once

#include "app/tablet/council.h"
#include "app/viewmodels/agreementmodel.h"

namespace candour {

/// For the first person of a session; `notFound` if there is nobody yet.
Result<AgreementSheet> readAgreement(Vault& vault, const Council& council, const RecordId& slot);
/// One agreement record for every answer, and for the script if it was given just now.
Status recordAgreement(Vault& vault, const Council& council, const RecordId& slot,
                       const QList<PurposeRow>& answers, const Moment& now);

}  // namespace candour
