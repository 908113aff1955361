// Whoever opens a name, at the window or from a terminal, is written down before they see it.
#pragma once

#include "app/vault/vault.h"

namespace candour {

/// Writes down that what these records say of who somebody is will be shown; `by` of the team, if
/// it is known who. Records without such fields need no entry. Nothing may be shown unless this is
/// ok.
Status noteOpening(Vault& vault, std::span<const RecordView> records,
                   const std::optional<RecordId>& by = {});

/// All of them: an export with names.
Status noteOpeningOfAll(Vault& vault);

}  // namespace candour
