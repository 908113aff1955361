// Invariants. Whatever the world can do to us is an Error (error.h); what only a bug can do is a
// failed check, which stops the process in every build. Stopping is safe: everything shown as
// "Saved" is already on disk.
#pragma once

namespace candour {

/// Stops the process, naming the place, unless `holds`. `rule` is a literal: it is printed, so it
/// must never be built from data.
void check(bool holds, const char* rule, const char* file = __builtin_FILE(),
           int line = __builtin_LINE());

}  // namespace candour
