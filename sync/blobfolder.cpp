#include "sync/blobfolder.h"

#include "sync/blob.h"

#include <QDateTime>
#include <QDir>
#include <QFileInfo>

namespace candour {
namespace {

constexpr char keeping[] = "keep an attachment";

QString nameOf(const Hash& id) {
    return QString::fromLatin1(id.toBytes().toHex());
}

Status makeFolder(const QString& path) {
    if (!QDir().mkpath(path) ||
        !QFile::setPermissions(path, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner))
        return fail(Code::readOnly, keeping);
    return {};
}

}  // namespace

Result<std::unique_ptr<BlobFolder>> BlobFolder::open(const QString& path) {
    for (const QString& folder :
         {path, path + QStringLiteral("/new"), path + QStringLiteral("/part")})
        TRY_OK(makeFolder(folder));
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

Status BlobFolder::remove(const Hash& id) {
    return removeFile(pathOf(id), "remove an attachment");
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

Status BlobFolder::settleCaptures(const std::function<bool(const Hash&)>& isWritten) {
    for (const QString& name : QDir(newPath({})).entryList(QDir::Files)) {
        const auto id = Hash::fromBytes(QByteArray::fromHex(name.toLatin1()));
        if (id && nameOf(*id) == name && isWritten(*id))
            TRY_OK(renameFile(newPath(name), pathOf(*id), keeping));
        else
            TRY_OK(removeFile(newPath(name), keeping));
    }
    return {};
}

// Parts ------------------------------------------------------------------------------------------

QString BlobFolder::partPath(const QByteArray& name) const {
    return m_path + QStringLiteral("/part/") + QString::fromLatin1(name);
}

std::int64_t BlobFolder::partSize(const QByteArray& name) const {
    return QFileInfo(partPath(name)).size();
}

Status BlobFolder::complete(const QByteArray& name, const BlobRef& blob) {
    {
        TRY(File part, File::open(partPath(name), File::Mode::write, keeping));
        TRY(const std::int64_t size, part.size());
        TRY(const Hash found, hashOf(part));
        if (size != blob.length || found != blob.id) {
            TRY_OK(dropPart(name));
            return fail(Code::badSeal, keeping, "its bytes are not what its id says");
        }
        TRY_OK(part.sync());
    }
    return renameFile(partPath(name), pathOf(blob.id), keeping);
}

Status BlobFolder::dropPart(const QByteArray& name) {
    return removeFile(partPath(name), keeping);
}

Status BlobFolder::dropPartsOlderThan(UtcTime before) {
    const auto limit = QDateTime::fromMSecsSinceEpoch(before.time_since_epoch().count());
    for (const QFileInfo& part : QDir(partPath({})).entryInfoList(QDir::Files))
        if (part.lastModified() < limit) TRY_OK(removeFile(part.filePath(), keeping));
    return {};
}

}  // namespace candour
