// What a process that holds secrets does first: it leaves no core dump and lets no other process of
// the same user read its memory.
#pragma once

#include "platform/error.h"

namespace candour {

/// Called first in every main(). Forbids core dumps and, on Linux, attaching and reading
/// /proc/PID/mem by processes without privilege. Elsewhere what the system offers of it.
Status harden();

}  // namespace candour
