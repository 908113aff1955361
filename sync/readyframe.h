// A frame whose costly part is done: read, its headers decoded, and every payload that came open
// sealed again and hashed. It needs nothing but the frame, so it is made on any thread while the
// ledger's own thread takes in the one before. It proves nothing: that is Ledger::import()'s part,
// which asks for the rest and looks at what was worked out here only under keys that it has kept.
#pragma once

#include "sync/change.h"
#include "sync/frame.h"

#include <vector>

namespace candour {

struct ReadyFrame {
    struct Item {
        Header header;
        /// Empty where it did not come open under a key of the frame.
        QByteArray sealed = {};
        Hash hash = {};  // of what is sealed
    };

    ReadyFrame(Frame made);
    static Result<ReadyFrame> read(QByteArrayView compressed);

    Frame frame;
    std::vector<SharedKey> keys;  // one for each of the frame's; null of one that was destroyed
    /// In the frame's order, up to the first whose header cannot be read.
    std::vector<Item> items;
};

}  // namespace candour
