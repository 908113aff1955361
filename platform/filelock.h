// One process at a time. The lock belongs to the open file, so the system takes it back however the
// process ends; a file left behind after a crash locks nobody out.
#pragma once

#include "platform/error.h"

#include <QString>

namespace candour {

class FileLock {
  public:
    /// Takes the lock at `path`, making the file if there is none. `inUse` at once, without
    /// waiting, when another process (or another FileLock of this one) has it; `readOnly` when the
    /// folder cannot be written to; `unsupported` where the file system knows no locks.
    static Result<FileLock> take(const QString& path);

    FileLock(FileLock&& other) noexcept;
    FileLock& operator=(FileLock&& other) noexcept;
    FileLock(const FileLock&) = delete;
    FileLock& operator=(const FileLock&) = delete;
    /// Gives the lock back. The file stays: deleting it would let two processes lock two files of
    /// one name.
    ~FileLock();

  private:
    explicit FileLock(int descriptor) : m_descriptor(descriptor) {}
    int m_descriptor;
};

}  // namespace candour
