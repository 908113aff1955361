// What may be taken off this tablet once the store has long had it: whole meetings, text and
// attachments (PROTOCOL 39). What always holds: nothing goes but through RemovalGate; plan, cases
// and alerts stay, and so does a meeting in which something waits for a person or protects
// somebody: words that are locked away, what was taken back or is held, a no that binds elsewhere.
// What went can be asked for again, and is checked when it comes.
#pragma once

#include "platform/clock.h"
#include "sync/ids.h"

#include <QString>

namespace candour {

/// One meeting's notebook, and whether it would go.
struct PurgeRow {
    NotebookId notebook;
    QString title = {};
    UtcTime begun = {};
    std::int64_t records = 0;
    std::int64_t files = 0;
    std::int64_t bytes = 0;  // of its attachments here
    bool goes = false;
    QString why = {};  // it stays
};

/// A meeting whose text is not on this tablet.
struct GoneRow {
    NotebookId notebook;
    QString title;            // of its slot; empty for one that was not planned
    bool comingBack = false;  // with the next hand-over
};

}  // namespace candour
