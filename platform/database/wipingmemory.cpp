#include "platform/database/wipingmemory.h"

#include "platform/log.h"

#include <sodium.h>
#include <sqlite3.h>

#include <algorithm>
#include <cstring>

namespace candour {
namespace {

const sqlite3_mem_methods& plainMemory() {
    static const sqlite3_mem_methods methods = [] {
        sqlite3_mem_methods found{};
        sqlite3_config(SQLITE_CONFIG_GETMALLOC, &found);
        return found;
    }();
    return methods;
}

void wipeAndFree(void* memory) {
    if (memory == nullptr) return;
    sodium_memzero(memory, static_cast<std::size_t>(plainMemory().xSize(memory)));
    plainMemory().xFree(memory);
}

/// Always to a new place: what realloc() leaves behind could not be wiped.
void* wipeAndMove(void* memory, int size) {
    const int before = plainMemory().xSize(memory);
    if (size <= before && size > before / 2) return memory;
    void* moved = plainMemory().xMalloc(size);
    if (moved == nullptr) return nullptr;
    std::memcpy(moved, memory, static_cast<std::size_t>(std::min(before, size)));
    wipeAndFree(memory);
    return moved;
}

bool install() {
    sqlite3_mem_methods wiping = plainMemory();
    if (wiping.xMalloc == nullptr) {  // SQLite runs already: somebody else's code in a test
        log::warning("SQLite's memory is not wiped");
        return false;
    }
    wiping.xFree = wipeAndFree;
    wiping.xRealloc = wipeAndMove;
    return sqlite3_config(SQLITE_CONFIG_MALLOC, &wiping) == SQLITE_OK;
}

}  // namespace

void wipeSqliteMemory() {
    static const bool installed = install();
    Q_UNUSED(installed)
}

}  // namespace candour
