// SQLite's memory, wiped when it is given back, so that pages in the clear do not stay behind.
// SQLCipher's own switch for this (cipher_memory_security) locks each allocation into memory too,
// by a system call or two every time: it made bulk writing 14 times slower. Keys are locked in any
// case.
#pragma once

namespace candour {

/// Takes effect once, and only before SQLite is first used.
void wipeSqliteMemory();

}  // namespace candour
