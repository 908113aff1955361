// Small files that are either the old one or the new one, whole, whenever the power goes.
#pragma once

#include "platform/error.h"

#include <QByteArray>
#include <QString>

namespace candour {

/// Writes beside (`path`.new), syncs, renames over, and syncs the folder. Readable by its owner
/// only.
Status writeAtomically(const QString& path, QByteArrayView bytes);
/// `notFound` if there is no such file, `damaged` if it is larger than `most`.
Result<QByteArray> readWhole(const QString& path, qsizetype most);

}  // namespace candour
