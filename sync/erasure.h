// What must stay true between two orders about the same words: what one of them erased, no other
// takes back.
#pragma once

#include "sync/signed.h"

#include <algorithm>

namespace candour {

[[nodiscard]] inline bool erasesAllOf(const Order& order, const Order& other) {
    return order.generation >= other.generation &&
           std::all_of(other.changes.begin(), other.changes.end(),
                       [&](const ChangeId& change) { return order.names(change); });
}

}  // namespace candour
