// A ZIP archive in memory, opened for reading. What it says of sizes is not believed: unpacking
// stops at the limit, so that a small file that swells without end cannot take the memory.
#pragma once

#include "platform/error.h"

#include <QByteArray>
#include <QString>

#include <memory>

struct zip;

namespace candour {

class ZipArchive {
  public:
    /// `bytes` outlive it. `badInput` if it is none, or damaged; `tooLarge` beyond
    /// limits::importParts files.
    static Result<ZipArchive> open(const QByteArray& bytes);

    [[nodiscard]] bool holds(const QString& name) const;
    /// `notFound`, `tooLarge` beyond limits::importPart, `badInput` if it is damaged or encrypted.
    [[nodiscard]] Result<QByteArray> read(const QString& name) const;

  private:
    struct Close {
        void operator()(zip* archive) const;
    };
    explicit ZipArchive(zip* archive) : m_archive(archive) {}
    std::unique_ptr<zip, Close> m_archive;
};

}  // namespace candour
