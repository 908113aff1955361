#include "tests/simulation/simdisk.h"

#include "platform/check.h"
#include "platform/database/wipingmemory.h"

#include <QFile>

#include <sqlite3.h>

#include <algorithm>
#include <cstring>

namespace candour::simulation {
namespace {

/// SQLite's interface has no place to pass these.
std::map<std::string, SimDisk*>* machines = nullptr;
Dice* chance = nullptr;

/// What SQLite takes for an open file.
struct OpenFile {
    sqlite3_file base;
    SimDisk* disk;
    std::string* name;
};

OpenFile& openFile(sqlite3_file* file) {
    return *reinterpret_cast<OpenFile*>(file);
}
SimDisk::File& contents(sqlite3_file* file) {
    return openFile(file).disk->make(*openFile(file).name);
}

struct Place {
    SimDisk* disk = nullptr;
    std::string name;
};

/// ".../m-1/vault/ledger.db" is the file "vault/ledger.db" of the machine "m-1"; a vault in the
/// making is the one that it becomes.
Place placeOf(const char* path) {
    std::string text(path == nullptr ? "" : path);
    if (const auto made = text.find("/vault.new/"); made != std::string::npos)
        text.erase(made + 6, 4);
    const auto at = text.find("/m-");
    if (at == std::string::npos || machines == nullptr) return {};
    const auto end = text.find('/', at + 1);
    const auto disk = machines->find(text.substr(at + 1, end - at - 1));
    if (disk == machines->end()) return {};
    return {disk->second, text.substr(end + 1)};
}

int closeFile(sqlite3_file* file) {
    delete openFile(file).name;
    return SQLITE_OK;
}
int readFile(sqlite3_file* file, void* out, int size, sqlite3_int64 at) {
    return openFile(file).disk->read(contents(file), out, size, at);
}
int writeFile(sqlite3_file* file, const void* data, int size, sqlite3_int64 at) {
    return openFile(file).disk->write(contents(file), data, size, at);
}
int truncateFile(sqlite3_file* file, sqlite3_int64 size) {
    return openFile(file).disk->truncate(contents(file), size);
}
int syncFile(sqlite3_file* file, int) {
    return openFile(file).disk->sync(contents(file));
}
int sizeOfFile(sqlite3_file* file, sqlite3_int64* size) {
    *size = contents(file).now.size();
    return SQLITE_OK;
}
int lockFile(sqlite3_file*, int) {
    return SQLITE_OK;
}
int isReserved(sqlite3_file*, int* reserved) {
    *reserved = 0;
    return SQLITE_OK;
}
int controlFile(sqlite3_file*, int, void*) {
    return SQLITE_NOTFOUND;
}
int sectorSize(sqlite3_file*) {
    return 4096;
}
int characteristics(sqlite3_file*) {
    return SQLITE_IOCAP_POWERSAFE_OVERWRITE;
}
int mapShared(sqlite3_file* file, int region, int size, int extend, void volatile** memory) {
    auto& shared = contents(file).shared;
    while (extend != 0 && shared.size() <= static_cast<std::size_t>(region))
        shared.push_back(std::make_unique<char[]>(static_cast<std::size_t>(size)));
    *memory = shared.size() > static_cast<std::size_t>(region)
                  ? shared[static_cast<std::size_t>(region)].get()
                  : nullptr;
    return SQLITE_OK;
}
int lockShared(sqlite3_file*, int, int, int) {
    return SQLITE_OK;
}
void barrier(sqlite3_file*) {}
int unmapShared(sqlite3_file* file, int) {
    contents(file).shared.clear();  // one connection a file: it was the last
    return SQLITE_OK;
}

const sqlite3_io_methods fileMethods = {
    2,          closeFile, readFile,    writeFile,   truncateFile, syncFile,        sizeOfFile,
    lockFile,   lockFile,  isReserved,  controlFile, sectorSize,   characteristics, mapShared,
    lockShared, barrier,   unmapShared, nullptr,     nullptr};

int openOnDisk(sqlite3_vfs*, const char* path, sqlite3_file* file, int flags, int* out) {
    file->pMethods = nullptr;
    const Place place = placeOf(path);
    if (place.disk == nullptr) return SQLITE_CANTOPEN;
    if (place.disk->dead()) return SQLITE_IOERR;
    if (place.disk->find(place.name) == nullptr) {
        if ((flags & SQLITE_OPEN_CREATE) == 0) return SQLITE_CANTOPEN;
        place.disk->make(place.name);
        // Whoever looks before opening sees that something is there.
        if ((flags & SQLITE_OPEN_MAIN_DB) != 0) {
            QFile marker(QString::fromUtf8(path));
            if (!marker.open(QIODevice::WriteOnly) || marker.write("simulated") < 0)
                return SQLITE_CANTOPEN;
        }
    }
    openFile(file).disk = place.disk;
    openFile(file).name = new std::string(place.name);
    file->pMethods = &fileMethods;
    if (out != nullptr) *out = flags;
    return SQLITE_OK;
}

int deleteOnDisk(sqlite3_vfs*, const char* path, int) {
    const Place place = placeOf(path);
    if (place.disk == nullptr || place.disk->dead()) return SQLITE_IOERR_DELETE;
    place.disk->remove(place.name);
    return SQLITE_OK;
}

int accessOnDisk(sqlite3_vfs*, const char* path, int, int* out) {
    const Place place = placeOf(path);
    *out = place.disk != nullptr && place.disk->find(place.name) != nullptr ? 1 : 0;
    return SQLITE_OK;
}

int fullPath(sqlite3_vfs*, const char* path, int size, char* out) {
    sqlite3_snprintf(size, out, "%s", path);
    return SQLITE_OK;
}

int randomness(sqlite3_vfs*, int size, char* out) {
    for (int i = 0; i < size; ++i) out[i] = static_cast<char>(chance->below(256));
    return size;
}
int pauseFor(sqlite3_vfs*, int microseconds) {
    return microseconds;
}
int timeNow(sqlite3_vfs*, double* out) {
    *out = 2'461'473.5;
    return SQLITE_OK;
}
int lastError(sqlite3_vfs*, int, char*) {
    return 0;
}

}  // namespace

SimDisk* machineOf(const char* path) {
    return placeOf(path).disk;
}

void useSimulatedDisks(std::map<std::string, SimDisk*>& disks, Dice& dice) {
    static sqlite3_vfs layer = [] {
        sqlite3_vfs vfs{};
        vfs.iVersion = 1;
        vfs.szOsFile = sizeof(OpenFile);
        vfs.mxPathname = 1024;
        vfs.zName = "simulated";
        vfs.xOpen = openOnDisk;
        vfs.xDelete = deleteOnDisk;
        vfs.xAccess = accessOnDisk;
        vfs.xFullPathname = fullPath;
        vfs.xRandomness = randomness;
        vfs.xSleep = pauseFor;
        vfs.xCurrentTime = timeNow;
        vfs.xGetLastError = lastError;
        return vfs;
    }();
    wipeSqliteMemory();
    machines = &disks;
    chance = &dice;
    check(sqlite3_vfs_register(&layer, 1) == SQLITE_OK, "SQLite takes the simulated disks");
    sqlite3_randomness(0, nullptr);  // begins anew from `dice`
}

SimDisk::File* SimDisk::find(const std::string& name) {
    const auto found = m_files.find(name);
    return found == m_files.end() ? nullptr : &found->second;
}

/// What stands in the way of an operation, if anything does.
int SimDisk::meet(bool changes, int failure) {
    Trouble& trouble = m_trouble;
    if (trouble.dead) return SQLITE_IOERR;
    if (changes && trouble.untilDeath >= 0 && trouble.untilDeath-- == 0) {
        trouble.dead = true;
        return SQLITE_IOERR;
    }
    if (trouble.failures == 0) return SQLITE_OK;
    if (trouble.untilFailure > 0) {
        --trouble.untilFailure;
        return SQLITE_OK;
    }
    --trouble.failures;
    return failure;
}

int SimDisk::read(File& file, void* out, int size, std::int64_t at) {
    if (const int problem = meet(false, SQLITE_IOERR_READ); problem != SQLITE_OK) {
        m_failedReading = true;
        return problem;
    }
    const std::int64_t there =
        std::clamp<std::int64_t>(file.now.size() - at, 0, static_cast<std::int64_t>(size));
    if (there > 0) std::memcpy(out, file.now.constData() + at, static_cast<std::size_t>(there));
    if (there == size) return SQLITE_OK;
    std::memset(static_cast<char*>(out) + there, 0, static_cast<std::size_t>(size - there));
    return SQLITE_IOERR_SHORT_READ;
}

int SimDisk::write(File& file, const void* data, int size, std::int64_t at) {
    const bool wasDead = dead();
    if (const int problem = meet(true, SQLITE_IOERR_WRITE); problem != SQLITE_OK) {
        // What was under way when the power went may have arrived in part.
        if (!wasDead && dead())
            file.pieces.push_back({at, QByteArray(static_cast<const char*>(data), size), false});
        return problem;
    }
    const std::int64_t growth = std::max<std::int64_t>(0, at + size - file.now.size());
    if (m_trouble.room >= 0 && growth > m_trouble.room) return SQLITE_FULL;
    takeRoom(growth);
    file.pieces.push_back({at, QByteArray(static_cast<const char*>(data), size), false});
    SimFiles::apply(file.now, file.pieces.back());
    return SQLITE_OK;
}

std::int64_t SimDisk::takeRoom(std::int64_t bytes) {
    if (m_trouble.room < 0) return bytes;
    const std::int64_t taken = std::min(bytes, m_trouble.room);
    m_trouble.room -= taken;
    return taken;
}

int SimDisk::truncate(File& file, std::int64_t size) {
    if (const int problem = meet(true, SQLITE_IOERR_TRUNCATE); problem != SQLITE_OK) return problem;
    file.pieces.push_back({size, {}, true});
    SimFiles::apply(file.now, file.pieces.back());
    return SQLITE_OK;
}

int SimDisk::sync(File& file) {
    if (const int problem = meet(true, SQLITE_IOERR_FSYNC); problem != SQLITE_OK) return problem;
    for (const SimFiles::Piece& piece : file.pieces) SimFiles::apply(file.synced, piece);
    file.pieces.clear();
    return SQLITE_OK;
}

void SimDisk::revive(Death death) {
    for (auto& [name, file] : m_files) {
        file.shared.clear();
        if (death == Death::power) {
            SimFiles::lose(file.synced, file.pieces, m_dice, m_faults);
            file.now = file.synced;
        } else if (!file.pieces.empty()) {
            // The system had taken the write that the process died in.
            file.now = file.synced;
            for (const SimFiles::Piece& piece : file.pieces) SimFiles::apply(file.now, piece);
        }
    }
    if (death == Death::power) m_plain.losePower();
    mend();
    m_failedReading = false;
}

SimDisk::Image SimDisk::image() const {
    Image image{{}, m_plain.image()};
    for (const auto& [name, file] : m_files) image.databases[name] = file.now;
    return image;
}

void SimDisk::restore(const Image& image) {
    m_plain.restore(image.files);
    m_files.clear();
    for (const auto& [name, bytes] : image.databases) {
        File& file = m_files[name];
        file.now = file.synced = bytes;
    }
}

}  // namespace candour::simulation
