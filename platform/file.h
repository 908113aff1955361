// A file as the operating system has it, for what has to be on disk when a call returns and for
// what is larger than memory: read and written at positions, synced when told to, closed when it
// goes. Errors are the disk's own: full, read-only, failed.
#pragma once

#include "platform/error.h"

#include <QByteArrayView>
#include <QString>

#include <cstdint>
#include <span>

namespace candour {

class File {
  public:
    enum class Mode : std::uint8_t {
        read,
        write,    // made if it is not there; what it holds stays
        create,   // made; emptied if it is there
        makeNew,  // made; `alreadyThere` if it is there
    };

    /// A file that is made can be read by its owner only. Links are not followed. `during` names
    /// the action in every error, and outlives the file.
    static Result<File> open(const QString& path, Mode mode, const char* during);
    /// A file in that folder without a name, which goes when this does unless it is given one.
    /// `unsupported` where the file system has no such files.
    static Result<File> openNameless(const QString& folder, const char* during);
    File(File&& other) noexcept;
    File& operator=(File&&) = delete;
    File(const File&) = delete;
    ~File();

    [[nodiscard]] Result<std::int64_t> size() const;
    /// As many bytes as fit in `out` and are there; 0 at the end.
    [[nodiscard]] Result<std::size_t> readAt(std::int64_t at, std::span<std::uint8_t> out) const;
    Status writeAt(std::int64_t at, QByteArrayView bytes);
    Status truncate(std::int64_t size);
    /// What was written is on the disk.
    Status sync();
    /// Of one without a name; durable. `alreadyThere` if something has it.
    Status giveName(const QString& path);

  private:
    File(int descriptor, const char* during) : m_descriptor(descriptor), m_during(during) {}
    int m_descriptor;
    const char* m_during;
};

/// Names of a folder are on the disk.
Status syncFolder(const QString& path, const char* during);
/// Replaces `to`, durably: both folders are synced.
Status renameFile(const QString& from, const QString& to, const char* during);
/// A file that is not there is no error.
Status removeFile(const QString& path, const char* during);

}  // namespace candour
