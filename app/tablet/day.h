// Today: the timetable of parallel rooms, the next session with what must be known before it, and
// what exists nowhere but on this tablet.
#pragma once

#include "app/tablet/council.h"
#include "app/viewmodels/todaymodel.h"

namespace candour {

Result<DayPlan> readDay(Vault& vault, const Council& council, const Moment& now);
/// One session for the panel at the right.
Result<NextSession> readSession(Vault& vault, const Council& council, const RecordId& slot,
                                const Moment& now);

}  // namespace candour
