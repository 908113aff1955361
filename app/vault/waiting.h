// What is here and not at the store yet, record by record.
#pragma once

#include "sync/ledger.h"

namespace candour {

/// More than anybody writes in a week.
inline constexpr int mostWaitingListed = 5'000;

/// Records that have a change of `author` without a receipt, the newest first, at most so many.
Result<std::vector<RowId>> recordsWaiting(Ledger& ledger, const VaultId& author,
                                          int most = mostWaitingListed);

}  // namespace candour
