// Tables as comma-separated values, as councils' systems write them (RFC 4180 and its relatives):
// commas, semicolons or tabs, quotes, CRLF or LF, and UTF-8, UTF-16 or Windows-1252.
#pragma once

#include "app/import/table.h"

namespace candour {

/// The encoding by its mark; without one UTF-8, or Windows-1252 if it is no valid UTF-8. The
/// separator by a first line "sep=;", else whichever is most frequent in the first row.
Result<Table> tableFromCsv(const QByteArray& file);

/// As the encoding says, without a byte order mark. Nothing if it is none of those.
std::optional<QString> decodedText(const QByteArray& bytes);

}  // namespace candour
