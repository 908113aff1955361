#include "tests/simulation/simfiles.h"

#include "tests/simulation/failure.h"
#include "tests/simulation/simdisk.h"

#include <QDir>
#include <QDirIterator>
#include <QFile>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdarg>
#include <cstdio>
#include <cstring>

namespace candour::simulation {
namespace {

constexpr qsizetype sectorBytes = 512;

std::string folderOf(const std::string& path) {
    return path.substr(0, path.rfind('/'));
}

QByteArray readWhole(const std::string& path) {
    QFile file(QString::fromStdString(path));
    promise(file.open(QIODevice::ReadOnly), "read a file of a simulated machine");
    return file.readAll();
}

void writeWhole(const std::string& path, const QByteArray& bytes) {
    const QString name = QString::fromStdString(path);
    QDir().mkpath(QString::fromStdString(folderOf(path)));
    QFile file(name);
    promise(file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size(),
            "write a file of a simulated machine");
}

}  // namespace

void SimFiles::apply(QByteArray& bytes, const Piece& piece) {
    if (piece.truncates) {
        if (piece.at < bytes.size()) bytes.truncate(piece.at);
        return;
    }
    const std::int64_t end = piece.at + piece.bytes.size();
    if (bytes.size() < end) {
        const qsizetype before = bytes.size();
        if (bytes.capacity() < end) bytes.reserve(end + end / 2);
        bytes.resize(end);
        if (before < piece.at)
            std::memset(bytes.data() + before, 0, static_cast<std::size_t>(piece.at - before));
    }
    std::memcpy(bytes.data() + piece.at, piece.bytes.constData(),
                static_cast<std::size_t>(piece.bytes.size()));
}

void SimFiles::lose(QByteArray& synced, std::vector<Piece>& pieces, Dice& dice, Faults& faults) {
    const bool everything = dice.oneIn(3);
    for (const Piece& piece : pieces) {
        const int fate = everything ? 0 : dice.below(4);
        if (fate == 0) {
            faults.add(Fault::unsyncedLost);
        } else if (fate == 1 && !piece.truncates) {
            faults.add(Fault::pageTorn);
            for (qsizetype at = 0; at < piece.bytes.size(); at += sectorBytes)
                if (dice.oneIn(2))
                    apply(synced, {piece.at + at, piece.bytes.mid(at, sectorBytes), false});
        } else {
            apply(synced, piece);
        }
    }
    pieces.clear();
}

std::shared_ptr<SimFiles::Content> SimFiles::opened(const std::string& path, bool isNew) {
    auto& content = m_now[path];
    if (content) return content;
    content = std::make_shared<Content>();
    if (isNew) {
        m_namings.push_back({{}, path, content});
    } else {  // it was here before anybody counted
        content->synced = readWhole(path);
        m_durable[path] = content;
    }
    return content;
}

void SimFiles::carryOut(const Naming& naming, Names& names) {
    if (const auto from = names.find(naming.from);
        from != names.end() && from->second == naming.content)
        names.erase(from);
    if (!naming.to.empty()) names[naming.to] = naming.content;
}

void SimFiles::renamed(const std::string& from, const std::string& to) {
    const Naming naming{from, to, opened(from, false)};
    carryOut(naming, m_now);
    m_namings.push_back(naming);
}

void SimFiles::removed(const std::string& path) {
    const auto found = m_now.find(path);
    if (found == m_now.end()) return;
    m_namings.push_back({path, {}, found->second});
    m_now.erase(found);
}

void SimFiles::synced(Content& content) {
    for (const Piece& piece : content.pieces) apply(content.synced, piece);
    content.pieces.clear();
}

/// What moved between two folders is certain once the one where it is now was synced.
void SimFiles::folderSynced(const std::string& path) {
    std::vector<Naming> open;
    for (const Naming& naming : m_namings) {
        if (folderOf(naming.to.empty() ? naming.from : naming.to) != path) {
            open.push_back(naming);
            continue;
        }
        carryOut(naming, m_durable);
        // It is not to come back under a name that it had before.
        std::erase_if(open, [&](const Naming& one) {
            return one.content == naming.content && one.to == naming.from;
        });
    }
    m_namings = std::move(open);
}

void SimFiles::losePower() {
    const bool everything = m_dice.oneIn(3);
    for (const Naming& naming : m_namings) {
        if (everything || m_dice.oneIn(2))
            m_faults.add(Fault::nameLost);
        else
            carryOut(naming, m_durable);
    }
    m_namings.clear();
    for (const auto& [path, content] : m_now)
        if (!m_durable.contains(path)) ::unlink(path.c_str());
    for (const auto& [path, content] : m_durable) {
        const auto now = m_now.find(path);
        if (now != m_now.end() && now->second == content && content->pieces.empty()) continue;
        lose(content->synced, content->pieces, m_dice, m_faults);
        writeWhole(path, content->synced);
    }
    m_now = m_durable;
}

SimFiles::Image SimFiles::image() const {
    Image image;
    QDirIterator files(QString::fromStdString(m_folder), QDir::Files, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        const std::string path = files.next().toStdString();
        image[path.substr(m_folder.size() + 1)] = readWhole(path);
    }
    return image;
}

void SimFiles::restore(const Image& image) {
    m_now.clear();
    m_durable.clear();
    m_namings.clear();
    QDir(QString::fromStdString(m_folder)).removeRecursively();
    for (const auto& [path, bytes] : image) writeWhole(m_folder + '/' + path, bytes);
}

}  // namespace candour::simulation

// The calls of the operating system ---------------------------------------------------------------

using namespace candour::simulation;

namespace {

struct OpenFile {
    SimDisk* disk = nullptr;
    std::string path;
    std::shared_ptr<SimFiles::Content> content;  // nothing: a folder
};

std::map<int, OpenFile>& openFiles() {
    static std::map<int, OpenFile> files;
    return files;
}

OpenFile* openFile(int descriptor) {
    const auto found = openFiles().find(descriptor);
    return found == openFiles().end() ? nullptr : &found->second;
}

int refuse(int problem) {
    errno = problem;
    return -1;
}

/// Files are as old as the machine's own clock says.
void stamp(const OpenFile& file, int descriptor) {
    const std::int64_t now = file.disk->now().time_since_epoch().count();
    const timespec time{now / 1'000, (now % 1'000) * 1'000'000};
    const timespec both[2] = {time, time};
    ::futimens(descriptor, both);
}

}  // namespace

extern "C" {

int __real_open(const char* path, int flags, ...);
int __real_close(int descriptor);
ssize_t __real_pread(int descriptor, void* out, size_t size, off_t at);
ssize_t __real_pwrite(int descriptor, const void* data, size_t size, off_t at);
ssize_t __real_write(int descriptor, const void* data, size_t size);
int __real_ftruncate(int descriptor, off_t size);
int __real_fsync(int descriptor);
int __real_rename(const char* from, const char* to);
int __real_unlink(const char* path);

int __wrap_open(const char* path, int flags, ...) {
    va_list rest;
    va_start(rest, flags);
    const int mode = (flags & O_CREAT) != 0 ? va_arg(rest, int) : 0;
    va_end(rest);
    SimDisk* disk = machineOf(path);
    if (disk == nullptr) return __real_open(path, flags, mode);
    struct stat found {};
    const bool isNew = ::lstat(path, &found) != 0;
    if (disk->meetCall(isNew || (flags & O_TRUNC) != 0)) return refuse(EIO);
    OpenFile file{disk, path, {}};
    if (!isNew && S_ISREG(found.st_mode)) file.content = disk->files().opened(path, false);
    const int descriptor = __real_open(path, flags, mode);
    if (descriptor < 0) return descriptor;
    if (isNew) {
        file.content = disk->files().opened(path, true);
        stamp(file, descriptor);
    } else if ((flags & O_TRUNC) != 0 && file.content) {
        file.content->pieces.push_back({0, {}, true});
    }
    openFiles()[descriptor] = std::move(file);
    return descriptor;
}

int __wrap_close(int descriptor) {
    openFiles().erase(descriptor);
    return __real_close(descriptor);
}

ssize_t __wrap_pread(int descriptor, void* out, size_t size, off_t at) {
    const OpenFile* file = openFile(descriptor);
    if (file != nullptr && file->disk->meetCall(false)) return refuse(EIO);
    return __real_pread(descriptor, out, size, at);
}

ssize_t __wrap_pwrite(int descriptor, const void* data, size_t size, off_t at) {
    const OpenFile* file = openFile(descriptor);
    if (file == nullptr || !file->content) return __real_pwrite(descriptor, data, size, at);
    struct stat found {};
    ::fstat(descriptor, &found);
    const auto wanted = static_cast<std::int64_t>(size);
    const std::int64_t growth = std::max<std::int64_t>(0, at + wanted - found.st_size);
    const bool wasDead = file->disk->dead();
    int problem = file->disk->meetCall(true) ? EIO : 0;
    std::int64_t done = wanted;
    if (problem != 0)  // what was under way when it died may have arrived in part
        done = !wasDead && file->disk->dead() ? file->disk->partOf(wanted) : 0;
    else if (const std::int64_t room = file->disk->takeRoom(growth); room < growth) {
        done = wanted - growth + room;
        if (done == 0) problem = ENOSPC;
    }
    if (done > 0) {
        const ssize_t written = __real_pwrite(descriptor, data, static_cast<std::size_t>(done), at);
        promise(written == done, "write to a file of a simulated machine");
        file->content->pieces.push_back(
            {at, QByteArray(static_cast<const char*>(data), done), false});
        stamp(*file, descriptor);
    }
    return problem != 0 ? refuse(problem) : static_cast<ssize_t>(done);
}

ssize_t __wrap_write(int descriptor, const void* data, size_t size) {
    if (openFile(descriptor) == nullptr) return __real_write(descriptor, data, size);
    const off_t at = ::lseek(descriptor, 0, SEEK_CUR);
    const ssize_t written = __wrap_pwrite(descriptor, data, size, at);
    if (written > 0) ::lseek(descriptor, at + written, SEEK_SET);
    return written;
}

int __wrap_ftruncate(int descriptor, off_t size) {
    const OpenFile* file = openFile(descriptor);
    if (file == nullptr || !file->content) return __real_ftruncate(descriptor, size);
    if (file->disk->meetCall(true)) return refuse(EIO);
    struct stat found {};
    ::fstat(descriptor, &found);
    if (size > found.st_size)
        file->content->pieces.push_back(
            {found.st_size, QByteArray(size - found.st_size, 0), false});
    else
        file->content->pieces.push_back({size, {}, true});
    return __real_ftruncate(descriptor, size);
}

int __wrap_fsync(int descriptor) {
    const OpenFile* file = openFile(descriptor);
    if (file == nullptr) return __real_fsync(descriptor);
    if (file->disk->meetCall(true)) return refuse(EIO);
    if (file->content)
        SimFiles::synced(*file->content);
    else
        file->disk->files().folderSynced(file->path);
    return 0;
}

int __wrap_rename(const char* from, const char* to) {
    SimDisk* disk = machineOf(from);
    if (disk == nullptr) return __real_rename(from, to);
    if (disk->meetCall(true)) return refuse(EIO);
    struct stat found {};
    const bool isFile = ::lstat(from, &found) == 0 && S_ISREG(found.st_mode);
    const int result = __real_rename(from, to);
    if (result == 0 && isFile) disk->files().renamed(from, to);
    return result;
}

int __wrap_unlink(const char* path) {
    SimDisk* disk = machineOf(path);
    if (disk == nullptr) return __real_unlink(path);
    if (disk->meetCall(true)) return refuse(EIO);
    const int result = __real_unlink(path);
    if (result == 0) disk->files().removed(path);
    return result;
}

}  // extern "C"
