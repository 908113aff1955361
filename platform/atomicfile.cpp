#include "platform/atomicfile.h"

#include <QFile>
#include <QFileInfo>

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>

namespace candour {
namespace {

constexpr char during[] = "write a small file";

tl::unexpected<Error> failure(int problem) {
    switch (problem) {
        case ENOSPC:
        case EDQUOT:
            return fail(Code::diskFull, during);
        case EACCES:
        case EPERM:
        case EROFS:
            return fail(Code::readOnly, during);
        case ENOENT:
        case ENOTDIR:
            return fail(Code::notFound, during);
        default:
            return fail(Code::diskFailed, during, std::to_string(problem));
    }
}

class Descriptor {
  public:
    Descriptor(const QByteArray& name, int flags)
        : m_number(::open(name.constData(), flags | O_CLOEXEC, 0600)) {}
    ~Descriptor() {
        if (m_number >= 0) ::close(m_number);
    }
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    [[nodiscard]] int number() const { return m_number; }

  private:
    int m_number;
};

Status writeAll(int descriptor, QByteArrayView bytes) {
    while (!bytes.isEmpty()) {
        const ssize_t written =
            ::write(descriptor, bytes.data(), static_cast<std::size_t>(bytes.size()));
        if (written < 0 && errno == EINTR) continue;
        if (written <= 0) return failure(written < 0 ? errno : EIO);
        bytes = bytes.sliced(written);
    }
    if (::fsync(descriptor) != 0) return failure(errno);
    return {};
}

}  // namespace

Status writeAtomically(const QString& path, QByteArrayView bytes) {
    const QByteArray name = QFile::encodeName(path);
    const QByteArray beside = name + ".new";
    {
        const Descriptor file(beside, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW);
        if (file.number() < 0) return failure(errno);
        if (auto written = writeAll(file.number(), bytes); !written) {
            ::unlink(beside.constData());
            return written;
        }
    }
    if (std::rename(beside.constData(), name.constData()) != 0) return failure(errno);
    const Descriptor folder(QFile::encodeName(QFileInfo(path).absolutePath()),
                            O_RDONLY | O_DIRECTORY);
    if (folder.number() < 0 || ::fsync(folder.number()) != 0) return failure(errno);
    return {};
}

Result<QByteArray> readWhole(const QString& path, qsizetype most) {
    QFile file(path);
    if (!file.exists()) return fail(Code::notFound, "read a small file");
    if (!file.open(QIODevice::ReadOnly)) return fail(Code::readOnly, "read a small file");
    if (file.size() > most) return fail(Code::damaged, "read a small file");
    return file.read(most);
}

}  // namespace candour
