// Fields that hold a set (merge rule `set`). A write of one is a list of entries, each adding or
// removing one element and naming the writes of that element which its author had seen. An element
// is in the set while an addition of it stands that no entry has replaced: so an addition wins over
// a removal that had not seen it, and two people's additions both stay without a conflict.
#pragma once

#include "app/records/recordtype.h"
#include "sync/merge.h"

namespace candour {

struct SetState {
    /// Sound elements in the field's one order.
    std::vector<cbor::Value> elements;
    /// False if some entry cannot be read or breaks the field's rules.
    bool sound = true;
};

[[nodiscard]] SetState mergeSet(const Field& field, std::span<const Write> writes);

/// The write that leads from what `writes` say to exactly `wanted` (an array, or null for an empty
/// set), as somebody who has seen them all. Null if nothing would change.
[[nodiscard]] cbor::Value setWrite(std::span<const Write> writes, const cbor::Value& wanted);

}  // namespace candour
