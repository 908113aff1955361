// What several pages know about a line: the names of its kinds, and under which evidence category
// somebody's words belong.
#pragma once

#include "app/viewmodels/linelistmodel.h"

namespace candour {

/// As the record names it: "said".
[[nodiscard]] QString kindName(LineListModel::Kind kind);
/// The inverse; what no version knows is taken for words that were said.
[[nodiscard]] LineListModel::Kind kindFrom(const QString& name);

/// Where words of somebody of that standing belong among the evidence categories. What was seen
/// shows a process, whoever was there.
[[nodiscard]] QString categoryFor(const QString& standing, LineListModel::Kind kind);

}  // namespace candour
