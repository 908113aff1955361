// Tomorrow's plan, as far as evidence goes: what is still to find out is a follow-up that is wanted
// by tomorrow.
#pragma once

#include "app/tablet/council.h"

namespace candour {

/// Ours to see to; `statement` 0: of none in particular. Asking twice changes nothing.
Status planForTomorrow(Vault& vault, const Council& council, int statement, const QString& what,
                       QDate today);
/// Whether that is among the open follow-ups.
Result<bool> isPlanned(Vault& vault, const QString& what);

}  // namespace candour
