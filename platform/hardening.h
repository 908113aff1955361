// What a process that holds secrets does first: it leaves no core dump, lets no other process of
// the same user read its memory, and makes no file that others on the machine can read.
#pragma once

#include "platform/error.h"

namespace candour {

/// Called first in every main(). Forbids core dumps and, on Linux, attaching and reading
/// /proc/PID/mem by processes without privilege. Elsewhere what the system offers of it.
Status harden();

}  // namespace candour
