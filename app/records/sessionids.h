// The ids of a planned session. They follow from the timetable slot's id, so that two inspectors
// who open the same slot offline meet in one notebook and one record.
#pragma once

#include "sync/ids.h"

namespace candour {

/// BLAKE2b-128 over "candour session notebook 1" (for the record: "candour session record 1") and
/// the slot's 16 bytes; then the first six bytes are the slot's own, and the version and variant
/// bits are set as in a UUID of version 7.
NotebookId sessionNotebookOf(RecordId slot);
RecordId sessionRecordOf(RecordId slot);

}  // namespace candour
