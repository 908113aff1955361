// What is typed on the way to a record (jotting.h), kept as a draft beside the record it is for. It
// becomes part of whatever it was typed for, or stays a draft.
#pragma once

#include "app/vault/vault.h"
#include "app/viewmodels/jotting.h"

namespace candour {

/// Empty if nothing was typed, or it was used since.
Result<QString> readJotted(Vault& vault, Jotting::Use what, const QString& about);
/// Durable when it returns. Empty words are no draft.
Status keepJotted(Vault& vault, Jotting::Use what, const QString& about, const QString& text);

}  // namespace candour
