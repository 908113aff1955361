// The proof that nothing on this tablet was changed, removed or put in later, in sentences; and a
// file of it that holds no words of anybody.
#pragma once

#include "app/tablet/council.h"
#include "app/viewmodels/settingsmodel.h"

namespace candour {

/// Recomputes every link, statement and seal that is held. It takes as long as reading everything.
Result<Proof> verifyEvidence(Vault& vault, const Council& council);
/// What a report means, in sentences.
[[nodiscard]] Proof proofOf(const VerifyReport& report, const Council& council);
/// Where each chain ends, with what was checked: whoever has the changes can recompute it without
/// Candour. The file's name, in `folder`.
Result<QString> saveProof(Vault& vault, const Council& council, const Proof& proof,
                          const QString& folder, const Moment& now);
TabletFacts tabletFacts(const Vault& vault);

}  // namespace candour
