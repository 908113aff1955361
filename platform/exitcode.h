// One table of exit codes for every program of the house, so that a script reads them alike.
#pragma once

#include "platform/error.h"

#include <string>

namespace candour {

/// Documented by --help of candour-cli and candour-store.
enum class Exit : int {
    ok = 0,
    failed = 1,  // whatever has no code of its own
    usage = 2,
    badInput = 3,
    passphrase = 4,
    notFound = 5,
    conflict = 6,
    network = 7,
    damaged = 8,
    disk = 9,
    inUse = 10,
    newerVersion = 11,
    notAllowed = 12,
};
[[nodiscard]] Exit exitOf(Code code);
/// One line a code, for --help.
[[nodiscard]] std::string exitTable();

}  // namespace candour
