// Safeguarding alerts on the vault: what is being written, what is first in line, who heard it.
// What always holds: an alert half written is a draft on disk; put in line it is one transaction
// with everybody who was told by then; and while it exists only here it is counted, until the store
// acknowledges it or somebody has heard it by voice.
#pragma once

#include "app/rules/safeguardingroutes.h"
#include "app/tablet/council.h"
#include "app/viewmodels/safeguardingmodel.h"

namespace candour {

/// The organisation's own routes where it has set some, else those that come with Candour. A file
/// that does not fit is passed over: numbers that might be wrong are worse than examples that say
/// so.
SafeguardingRoutes safeguardingRoutes();

/// Everything that the pages know of alerts. `spare` is the id of the next one.
Result<AlertBook> readAlerts(Vault& vault, const Council& council, const SafeguardingRoutes& routes,
                             const RecordId& spare);
/// Alerts, drafts among them, that nobody but this tablet has.
Result<int> countUnheard(Vault& vault);

/// How each alert that was raised today was received, newest first: by whom, or by the store.
Result<QStringList> heardToday(Vault& vault, const Moment& now);

/// Something of the urgent lane that a store should have and has not acknowledged.
Result<bool> urgentWaits(Vault& vault);

/// Durable when it returns: by whom it was heard, as AlertSheet has it.
Result<QString> saveAlert(Vault& vault, const AlertSheet& sheet);
/// The draft becomes a record, or an edit of it, together with who was told meanwhile.
Status putAlert(Vault& vault, const Council& council, const AlertSheet& sheet, const Moment& now);
/// One more step of an alert that is in line; its state follows. `sheet` holds what is still being
/// written about it, and stays a draft.
Status addStep(Vault& vault, const Council& council, const AlertSheet& sheet,
               const Telling& telling, const Moment& now);

}  // namespace candour
