// SQLite's own file layer with somebody looking on: a fake at the edge of the world, for tests and
// figures of what happens when a disk fills up or makes one wait. Whatever is not held up or
// refused really lies on the disk.
#pragma once

#include <cstdint>
#include <functional>

namespace candour {

struct DiskWatch {
    /// False: this write does not fit any more.
    std::function<bool(std::int64_t bytes)> mayWrite = [](std::int64_t) { return true; };
    /// Before a file is synced; may take as long as a bad disk does.
    std::function<void()> beforeSync = [] {};
    /// Before every read, write and sync.
    std::function<void()> onCall = [] {};
};

/// From now on, for every database of this process. Once, and before the first one is opened: the
/// watch is called from whatever thread has the database.
void watchDisk(DiskWatch watch);

}  // namespace candour
