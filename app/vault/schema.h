// The vault's own tables beside the ledger's, in the same encrypted file: its state, the drafts and
// their undo history. (The projections are no part of this: they are made again at any time.)
#pragma once

#include "platform/database/database.h"

namespace candour {

/// Brings them to this version. `newerVersion`, and nothing is touched, for a later one.
Status prepareVaultSchema(Database& database);

}  // namespace candour
