// Answers that were struck although an older yes stands again with them gone (R3). Striking mends a
// slip of ours, and is no answer of theirs: what counts is not changed, and somebody asks them.
#pragma once

#include "app/vault/recordreader.h"
#include "app/vault/rulebook.h"

namespace candour {

/// Each no (or withdrawal, or pause) that was struck, while a yes to the same purpose stands from
/// before it and nothing they answered since.
Status eachStruckNo(RecordReader& records, const std::function<Status(const FoundBreach&)>& found);

}  // namespace candour
