#include "platform/filelock.h"

#include <QFile>

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <utility>

namespace candour {
namespace {

Code codeFor(int problem) {
    switch (problem) {
        case EWOULDBLOCK:
            return Code::inUse;
        case ENOENT:
        case ENOTDIR:
            return Code::notFound;
        case EACCES:
        case EPERM:
        case EROFS:
        case ELOOP:
            return Code::readOnly;
        case ENOSPC:
        case EDQUOT:
            return Code::diskFull;
        case ENOLCK:
        case EOPNOTSUPP:
            return Code::unsupported;
        default:
            return Code::diskFailed;
    }
}

}  // namespace

Result<FileLock> FileLock::take(const QString& path) {
    const QByteArray name = QFile::encodeName(path);
    int descriptor = -1;
    do {
        // Never through a link: somebody else's could make us lock, or create, another file.
        descriptor = ::open(name.constData(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
    } while (descriptor < 0 && errno == EINTR);
    if (descriptor < 0) return fail(codeFor(errno), "lock the folder", std::to_string(errno));
    FileLock lock(descriptor);
    int result = -1;
    do {
        result = ::flock(descriptor, LOCK_EX | LOCK_NB);
    } while (result != 0 && errno == EINTR);
    if (result != 0) return fail(codeFor(errno), "lock the folder", std::to_string(errno));
    return lock;
}

FileLock::FileLock(FileLock&& other) noexcept
    : m_descriptor(std::exchange(other.m_descriptor, -1)) {}

FileLock& FileLock::operator=(FileLock&& other) noexcept {
    if (this == &other) return *this;
    if (m_descriptor >= 0) ::close(m_descriptor);
    m_descriptor = std::exchange(other.m_descriptor, -1);
    return *this;
}

FileLock::~FileLock() {
    if (m_descriptor >= 0) ::close(m_descriptor);
}

}  // namespace candour
