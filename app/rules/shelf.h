// The framework packs that came with records, beside those that ship (R20). Whoever wrote first has
// the name: another pack under it is passed over and named among the breaches, so that a pack that
// arrives never rewrites what was recorded under the one that is here.
#pragma once

#include "app/framework/frameworkshelf.h"
#include "app/records/ndjson.h"

#include <span>

namespace candour {

/// From the framework_pack records among these, in any order.
FrameworkShelf shelfFrom(std::span<const RecordLine> records);

/// What keeps a framework_pack record off the shelf, in a sentence; empty if it is on it.
QString faultOfPack(const RecordLine& record, std::span<const RecordLine> records);

}  // namespace candour
