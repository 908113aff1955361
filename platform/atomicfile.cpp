#include "platform/atomicfile.h"

#include "platform/file.h"

#include <QFile>

namespace candour {
namespace {

constexpr char during[] = "write a small file";

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

}  // namespace candour
