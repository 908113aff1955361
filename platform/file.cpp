#include "platform/file.h"

#include <QFile>
#include <QFileInfo>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>

namespace candour {
namespace {

tl::unexpected<Error> failure(int problem, const char* during) {
    switch (problem) {
        case ENOSPC:
        case EDQUOT:
            return fail(Code::diskFull, during);
        case EFBIG:
            return fail(Code::tooLarge, during);
        case EACCES:
        case EPERM:
        case EROFS:
            return fail(Code::readOnly, during);
        case ENOENT:
        case ENOTDIR:
            return fail(Code::notFound, during);
        case EEXIST:
            return fail(Code::alreadyThere, during);
        case EOPNOTSUPP:
        case EISDIR:  // of a nameless file, where it is not known
            return fail(Code::unsupported, during);
        default:
            return fail(Code::diskFailed, during, std::to_string(problem));
    }
}

int flagsOf(File::Mode mode) {
    switch (mode) {
        case File::Mode::read:
            return O_RDONLY;
        case File::Mode::write:
            return O_RDWR | O_CREAT;
        case File::Mode::makeNew:
            return O_RDWR | O_CREAT | O_EXCL;
        case File::Mode::create:
            break;
    }
    return O_RDWR | O_CREAT | O_TRUNC;
}

}  // namespace

Result<File> File::open(const QString& path, Mode mode, const char* during) {
    const int descriptor =
        ::open(QFile::encodeName(path).constData(), flagsOf(mode) | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (descriptor < 0) return failure(errno, during);
    return File(descriptor, during);
}

Result<File> File::openNameless(const QString& folder, const char* during) {
    const int descriptor =
        ::open(QFile::encodeName(folder).constData(), O_RDWR | O_TMPFILE | O_CLOEXEC, 0600);
    if (descriptor < 0) return failure(errno, during);
    return File(descriptor, during);
}

File::File(File&& other) noexcept
    : m_descriptor(std::exchange(other.m_descriptor, -1)), m_during(other.m_during) {}

File::~File() {
    if (m_descriptor >= 0) ::close(m_descriptor);
}

Result<std::int64_t> File::size() const {
    struct stat found {};
    if (::fstat(m_descriptor, &found) != 0) return failure(errno, m_during);
    return std::int64_t{found.st_size};
}

Result<std::size_t> File::readAt(std::int64_t at, std::span<std::uint8_t> out) const {
    std::size_t done = 0;
    while (done < out.size()) {
        const ssize_t got = ::pread(m_descriptor, out.data() + done, out.size() - done,
                                    at + static_cast<std::int64_t>(done));
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) return failure(errno, m_during);
        if (got == 0) break;
        done += static_cast<std::size_t>(got);
    }
    return done;
}

Status File::writeAt(std::int64_t at, QByteArrayView bytes) {
    while (!bytes.isEmpty()) {
        const ssize_t written =
            ::pwrite(m_descriptor, bytes.data(), static_cast<std::size_t>(bytes.size()), at);
        if (written < 0 && errno == EINTR) continue;
        if (written <= 0) return failure(written < 0 ? errno : EIO, m_during);
        bytes = bytes.sliced(written);
        at += written;
    }
    return {};
}

Status File::truncate(std::int64_t size) {
    if (::ftruncate(m_descriptor, size) != 0) return failure(errno, m_during);
    return {};
}

Status File::sync() {
    if (::fsync(m_descriptor) != 0) return failure(errno, m_during);
    return {};
}

Status File::giveName(const QString& path) {
    const QByteArray self = "/proc/self/fd/" + QByteArray::number(m_descriptor);
    if (::linkat(AT_FDCWD, self.constData(), AT_FDCWD, QFile::encodeName(path).constData(),
                 AT_SYMLINK_FOLLOW) != 0)
        return failure(errno, m_during);
    return syncFolder(QFileInfo(path).absolutePath(), m_during);
}

Status syncFolder(const QString& path, const char* during) {
    TRY(File folder, File::open(path, File::Mode::read, during));
    return folder.sync();
}

Status renameFile(const QString& from, const QString& to, const char* during) {
    if (std::rename(QFile::encodeName(from).constData(), QFile::encodeName(to).constData()) != 0)
        return failure(errno, during);
    const QString source = QFileInfo(from).absolutePath();
    const QString target = QFileInfo(to).absolutePath();
    TRY_OK(syncFolder(target, during));
    return source == target ? Status() : syncFolder(source, during);
}

Status removeFile(const QString& path, const char* during) {
    if (::unlink(QFile::encodeName(path).constData()) != 0 && errno != ENOENT)
        return failure(errno, during);
    return {};
}

}  // namespace candour
