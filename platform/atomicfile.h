// Files that are either the old one or the new one, whole, whenever the power goes.
#pragma once

#include "platform/error.h"
#include "platform/file.h"

#include <QByteArray>
#include <QString>

namespace candour {

/// Writes beside (`path`.new), syncs, renames over, and syncs the folder. Readable by its owner
/// only.
Status writeAtomically(const QString& path, QByteArrayView bytes);
/// `notFound` if there is no such file, `damaged` if it is larger than `most`.
Result<QByteArray> readWhole(const QString& path, qsizetype most);

/// A file of any size that grows beside its place (`path`.part), has its name once it is whole and
/// on the disk, and is gone if it never is. Where the disk itself went away meanwhile, the part is
/// all that can be left there; the next try takes its place.
class GrowingFile {
  public:
    enum class Over : std::uint8_t { nothing, whatIsThere };
    /// `alreadyThere` if something has its name and may not be written over. `during` names the
    /// action in every error, and outlives the file.
    static Result<GrowingFile> begin(const QString& path, Over over, const char* during);
    /// Where it grows.
    [[nodiscard]] static QString partOf(const QString& path);
    GrowingFile(GrowingFile&& other) noexcept;
    GrowingFile& operator=(GrowingFile&&) = delete;
    ~GrowingFile();

    /// A slow disk is waited for as it grows, so that its end is not a long wait.
    Status append(QByteArrayView bytes);
    /// The last: on the disk, and it has its name.
    Status finish();
    [[nodiscard]] std::int64_t size() const { return m_size; }

  private:
    GrowingFile(QString path, File file, Over over, const char* during);

    QString m_path;  // empty once there is nothing to take away
    File m_file;
    Over m_over;
    const char* m_during;
    std::int64_t m_size = 0;
    std::int64_t m_synced = 0;
};

}  // namespace candour
