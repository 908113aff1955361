// Somebody's wish to take back what they agreed to, as records. Whoever writes it down, at the
// tablet or at the terminal, writes the same ones, and undoes the same ones: all of them or none.
#pragma once

#include "app/vault/vault.h"

namespace candour {

/// For Vault::putAll(): the withdrawal, whose id is set; and where it wants all of somebody's words
/// erased, the request that two others decide on. `askedBy` is who of us heard it, null if the plan
/// does not have them.
std::vector<PutRequest> requestsOfWish(PutRequest withdrawal, const RecordId& askedBy,
                                       const Moment& now);

/// Strikes a withdrawal, and with it the erasure that was asked for: that would go on by itself,
/// and cannot be undone.
Result<Saved> strikeWish(Vault& vault, const RecordName& withdrawal, const QString& why);

}  // namespace candour
