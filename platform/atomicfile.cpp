#include "platform/atomicfile.h"

#include <QFile>

namespace candour {
namespace {

constexpr char during[] = "write a small file";
constexpr std::int64_t syncedEvery = 8 * 1024 * 1024;

Status writeBeside(const QString& beside, QByteArrayView bytes) {
    TRY(File file, File::open(beside, File::Mode::create, during));
    TRY_OK(file.writeAt(0, bytes));
    return file.sync();
}

}  // namespace

Status writeAtomically(const QString& path, QByteArrayView bytes) {
    const QString beside = path + u".new"_qs;
    if (auto written = writeBeside(beside, bytes); !written) {
        (void)removeFile(beside, during);
        return written;
    }
    return renameFile(beside, path, during);
}

Result<QByteArray> readWhole(const QString& path, qsizetype most) {
    QFile file(path);
    if (!file.exists()) return fail(Code::notFound, "read a small file");
    if (!file.open(QIODevice::ReadOnly)) return fail(Code::readOnly, "read a small file");
    if (file.size() > most) return fail(Code::damaged, "read a small file");
    return file.read(most);
}

QString GrowingFile::partOf(const QString& path) {
    return path + u".part"_qs;
}

Result<GrowingFile> GrowingFile::begin(const QString& path, Over over, const char* during) {
    if (over == Over::nothing && QFile::exists(path)) return fail(Code::alreadyThere, during);
    TRY(File file, File::open(partOf(path), File::Mode::create, during));
    return GrowingFile(path, std::move(file), over, during);
}

GrowingFile::GrowingFile(QString path, File file, Over over, const char* during)
    : m_path(std::move(path)), m_file(std::move(file)), m_over(over), m_during(during) {}

GrowingFile::GrowingFile(GrowingFile&& other) noexcept
    : m_path(std::exchange(other.m_path, QString())),
      m_file(std::move(other.m_file)),
      m_over(other.m_over),
      m_during(other.m_during),
      m_size(other.m_size),
      m_synced(other.m_synced) {}

GrowingFile::~GrowingFile() {
    if (!m_path.isEmpty()) (void)removeFile(partOf(m_path), m_during);
}

Status GrowingFile::append(QByteArrayView bytes) {
    TRY_OK(m_file.writeAt(m_size, bytes));
    m_size += bytes.size();
    if (m_size - m_synced < syncedEvery) return {};
    m_synced = m_size;
    return m_file.sync();
}

Status GrowingFile::finish() {
    TRY_OK(m_file.sync());
    // Somebody may have put something there meanwhile.
    if (m_over == Over::nothing && QFile::exists(m_path)) return fail(Code::alreadyThere, m_during);
    TRY_OK(renameFile(partOf(m_path), m_path, m_during));
    m_path.clear();
    return {};
}

}  // namespace candour
