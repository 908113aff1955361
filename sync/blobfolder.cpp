#include "sync/blobfolder.h"

#include "platform/filelock.h"
#include "platform/limits.h"
#include "platform/log.h"
#include "sync/blob.h"

#include <QDir>
#include <QFileInfo>

#include <sys/statvfs.h>

#include <algorithm>
#include <limits>

namespace candour {
namespace {

constexpr char keeping[] = "keep an attachment";

QString nameOf(const Hash& id) {
    return QString::fromLatin1(id.toBytes().toHex());
}

/// Of a file that lies here; nothing if it is not named by an id.
std::optional<Hash> idIn(const QString& name) {
    const auto id = Hash::fromBytes(QByteArray::fromHex(name.toLatin1()));
    return id && nameOf(*id) == name ? id : std::nullopt;
}

bool makeFolder(const QString& path) {
    return QDir().mkpath(path) &&
           QFile::setPermissions(path, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
}

}  // namespace

Result<std::unique_ptr<BlobFolder>> BlobFolder::open(const QString& path) {
    if (!makeFolder(path) && !QFileInfo(path).isDir()) return fail(Code::readOnly, keeping);
    // Without one of these some attachment waits; the words beside it need not.
    for (const char* folder : {"/new", "/part", "/damaged"})
        if (!makeFolder(path + QLatin1String(folder)))
            log::warning("a folder of attachments cannot be made");
    // What a process that died had put in its place is taken to be there.
    TRY_OK(syncFolder(path, keeping));
    return std::unique_ptr<BlobFolder>(new BlobFolder(path));
}

QString BlobFolder::pathOf(const Hash& id) const {
    return m_path + u'/' + nameOf(id);
}

QString BlobFolder::newPath(const QString& name) const {
    return m_path + QStringLiteral("/new/") + name;
}

bool BlobFolder::holds(const BlobRef& blob) const {
    const QFileInfo file(pathOf(blob.id));
    return file.isFile() && file.size() == blob.length;
}

std::int64_t BlobFolder::room() const {
    struct statvfs disk {};
    // A disk that does not say so will say it when it is written to.
    if (::statvfs(QFile::encodeName(m_path).constData(), &disk) != 0)
        return std::numeric_limits<std::int64_t>::max();
    const auto unit = static_cast<std::int64_t>(disk.f_frsize);
    const auto whole = static_cast<std::int64_t>(disk.f_blocks) * unit;
    return static_cast<std::int64_t>(disk.f_bavail) * unit -
           std::min(limits::diskReserve, whole / 10);
}

bool BlobFolder::hasAnyOf(const Hash& id) const {
    return QFileInfo::exists(pathOf(id)) || isDamaged(id);
}

bool BlobFolder::isCaptured(const Hash& id) const {
    return QFileInfo::exists(newPath(nameOf(id)));
}

Status BlobFolder::remove(const Hash& id) {
    constexpr char removing[] = "remove an attachment";
    TRY_OK(removeFile(pathOf(id), removing));
    TRY_OK(removeFile(damagedPath(id), removing));
    TRY_OK(syncFolder(m_path + QStringLiteral("/damaged"), removing));
    return syncFolder(m_path, removing);
}

// What the disk did not keep ---------------------------------------------------------------------

QString BlobFolder::damagedPath(const Hash& id) const {
    return m_path + QStringLiteral("/damaged/") + nameOf(id);
}

bool BlobFolder::isDamaged(const Hash& id) const {
    return QFileInfo::exists(damagedPath(id));
}

Status BlobFolder::setAside(const Hash& id) {
    log::warning("an attachment's file is damaged");
    return renameFile(pathOf(id), damagedPath(id), keeping);
}

Result<BlobFolder::Checked> BlobFolder::check() {
    Checked checked;
    for (const QString& name : QDir(m_path).entryList(QDir::Files)) {
        const auto id = idIn(name);
        if (!id) continue;
        const auto found = [&]() -> Result<Hash> {
            TRY(const File file, File::open(pathOf(*id), File::Mode::read, keeping));
            return hashOf(file);
        }();
        if (found && *found == *id) {
            ++checked.sound;
            continue;
        }
        TRY_OK(setAside(*id));
        checked.damaged.push_back(*id);
    }
    return checked;
}

// Capturing --------------------------------------------------------------------------------------

struct BlobFolder::Capture::State {
    const BlobFolder& folder;
    QString path;  // moves with the file; empty once it has its place
    File file;
    BlobHash hash;
    BlobRef blob;
};

BlobFolder::Capture::Capture(std::unique_ptr<State> state) : m_state(std::move(state)) {}

BlobFolder::Capture::Capture(Capture&&) noexcept = default;

BlobFolder::Capture::~Capture() {
    if (m_state && !m_state->path.isEmpty()) (void)removeFile(m_state->path, keeping);
}

Status BlobFolder::Capture::write(QByteArrayView bytes) {
    if (m_state->folder.room() < bytes.size()) return fail(Code::diskFull, keeping);
    TRY_OK(m_state->file.writeAt(m_state->blob.length, bytes));
    m_state->hash.add(bytes);
    m_state->blob.length += bytes.size();
    return {};
}

Result<BlobRef> BlobFolder::Capture::finish() {
    TRY_OK(m_state->file.sync());
    m_state->blob.id = m_state->hash.result();
    const QString named = m_state->folder.newPath(nameOf(m_state->blob.id));
    TRY_OK(renameFile(m_state->path, named, keeping));
    m_state->path = named;
    return m_state->blob;
}

Status BlobFolder::Capture::settle() {
    // From here on the change refers to it: if this fails, the next opening settles it.
    const QString path = std::exchange(m_state->path, QString());
    return renameFile(path, m_state->folder.pathOf(m_state->blob.id), keeping);
}

Result<BlobFolder::Capture> BlobFolder::capture(Random& random) {
    const QString path =
        newPath(QStringLiteral("capture-") + QString::fromLatin1(random.bytes(16).toHex()));
    TRY(File file, File::open(path, File::Mode::create, keeping));
    return Capture(
        std::unique_ptr<Capture::State>(new Capture::State{*this, path, std::move(file), {}, {}}));
}

void BlobFolder::settleCaptures(const std::function<bool(const Hash&)>& isWritten) {
    for (const QString& name : QDir(newPath({})).entryList(QDir::Files)) {
        const auto id = idIn(name);
        const Status settled = id && isWritten(*id)
                                   ? renameFile(newPath(name), pathOf(*id), keeping)
                                   : removeFile(newPath(name), keeping);
        if (!settled)
            log::warning("an attachment takes its place later", {{"code", settled.error().code}});
    }
}

// Parts ------------------------------------------------------------------------------------------

QByteArray BlobFolder::partName(const Hash& id, const QByteArray& from) {
    const QByteArray name = id.toBytes().toHex();
    return from.isEmpty() ? name : name + '-' + from;
}

QString BlobFolder::partPath(const QByteArray& name) const {
    return m_path + QStringLiteral("/part/") + QString::fromLatin1(name);
}

std::int64_t BlobFolder::partSize(const QByteArray& name) const {
    return QFileInfo(partPath(name)).size();
}

Status BlobFolder::place(const QByteArray& name, const Hash& id) {
    TRY_OK(renameFile(partPath(name), pathOf(id), keeping));
    return isDamaged(id) ? removeFile(damagedPath(id), keeping) : Status();
}

Status BlobFolder::takeIn(const BlobRef& blob, const Pieces& pieces) {
    if (room() < blob.length) return fail(Code::diskFull, keeping);
    TRY(const FileLock lock, FileLock::take(m_path + QStringLiteral("/taking.lock")));
    const QByteArray name = partName(blob.id, "bundle");
    const auto written = [&]() -> Status {
        TRY(File part, File::open(partPath(name), File::Mode::create, keeping));
        BlobHash hash;
        std::int64_t size = 0;
        std::vector<std::uint8_t> piece(256 * 1024);
        while (true) {
            TRY(const std::size_t got, pieces(piece));
            if (got == 0) break;
            const QByteArrayView came = viewOf(std::span(piece).first(got));
            TRY_OK(part.writeAt(size, came));
            hash.add(came);
            size += came.size();
        }
        if (size != blob.length || hash.result() != blob.id)
            return fail(Code::badSeal, keeping, "its bytes are not what its id says");
        return part.sync();
    }();
    if (written) return place(name, blob.id);
    (void)dropPart(name);
    return written;
}

Status BlobFolder::dropPart(const QByteArray& name) {
    if (!QFileInfo::exists(partPath(name))) return {};
    TRY_OK(removeFile(partPath(name), keeping));
    return syncFolder(m_path + QStringLiteral("/part"), keeping);
}

void BlobFolder::dropParts(const std::function<bool(const Hash&)>& isNeeded) {
    for (const QString& name : QDir(partPath({})).entryList(QDir::Files)) {
        const auto id = idIn(name.left(2 * Hash::size));
        if (id && isNeeded(*id)) continue;
        if (const Status dropped = dropPart(name.toLatin1()); !dropped)
            log::warning("a part of an attachment goes later", {{"code", dropped.error().code}});
    }
}

}  // namespace candour
