// One sheet of an Excel workbook (ECMA-376) as a table. Of a formula its result as it was saved
// last counts; nothing is calculated. A cell that says nothing certain (an error, a formula without
// a result, an impossible date) is a fault of its row.
#pragma once

#include "app/import/table.h"

namespace candour {

/// `sheet` by its name; empty: the first one that is not hidden.
Result<Table> tableFromXlsx(const QByteArray& file, const QString& sheet);

}  // namespace candour
