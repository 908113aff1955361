#include "tests/support/watcheddisk.h"

#include "platform/check.h"
#include "platform/database/wipingmemory.h"

#include <sqlite3.h>

#include <map>
#include <mutex>

namespace candour {
namespace {

// Static, because SQLite's interface has no place to pass these.
DiskWatch disk;
sqlite3_vfs* realDisk = nullptr;
sqlite3_vfs watchedDisk;
// Files that lock and files that need not have methods of their own, but read and write alike.
std::mutex opening;
std::map<const sqlite3_io_methods*, sqlite3_io_methods> watchedMethods;
const sqlite3_io_methods* realMethods = nullptr;

int readWatched(sqlite3_file* file, void* data, int size, sqlite3_int64 at) {
    disk.onCall();
    return realMethods->xRead(file, data, size, at);
}

int writeWatched(sqlite3_file* file, const void* data, int size, sqlite3_int64 at) {
    disk.onCall();
    if (!disk.mayWrite(size)) return SQLITE_FULL;
    return realMethods->xWrite(file, data, size, at);
}

int syncWatched(sqlite3_file* file, int flags) {
    disk.onCall();
    disk.beforeSync();
    return realMethods->xSync(file, flags);
}

int openWatched(sqlite3_vfs*, const char* name, sqlite3_file* file, int flags, int* out) {
    const int result = realDisk->xOpen(realDisk, name, file, flags, out);
    if (result != SQLITE_OK || file->pMethods == nullptr) return result;
    const std::lock_guard guard(opening);
    auto known = watchedMethods.find(file->pMethods);
    if (known == watchedMethods.end()) {
        if (realMethods == nullptr) realMethods = file->pMethods;
        check(realMethods->xWrite == file->pMethods->xWrite &&
                  realMethods->xRead == file->pMethods->xRead &&
                  realMethods->xSync == file->pMethods->xSync,
              "every file is read and written in one way");
        known = watchedMethods.emplace(file->pMethods, *file->pMethods).first;
        known->second.xRead = readWatched;
        known->second.xWrite = writeWatched;
        known->second.xSync = syncWatched;
    }
    file->pMethods = &known->second;
    return result;
}

}  // namespace

void watchDisk(DiskWatch watch) {
    check(realDisk == nullptr, "a process has one disk to watch");
    wipeSqliteMemory();  // as it is before any database, and cannot be after SQLite was asked
    disk = std::move(watch);
    realDisk = sqlite3_vfs_find(nullptr);
    watchedDisk = *realDisk;
    watchedDisk.zName = "watched";
    watchedDisk.xOpen = openWatched;
    check(sqlite3_vfs_register(&watchedDisk, 1) == SQLITE_OK, "SQLite takes the watched disk");
}

}  // namespace candour
