// What a tablet knows of the store's time, for whatever counts in days: how long the store has had
// something. What always holds: the tablet's own clock, which may be years off, is never believed
// alone. Once the store has said what time it is, this clock is corrected by that; in a vault that
// was opened since, the time of the last hand-over counts, which lies in the past.
#pragma once

#include "platform/clock.h"
#include "platform/error.h"
#include "sync/change.h"

namespace candour {

class Vault;

/// What a hand-over learned of this clock: it counts for what is written from now on, and the
/// store's time is kept for when the vault is opened again.
void learnStoreTime(Vault& vault, Moment::Offset offset);
/// The store's time, or that of the last hand-over; the beginning of all time without one.
Result<UtcTime> storeTime(Vault& vault);

}  // namespace candour
