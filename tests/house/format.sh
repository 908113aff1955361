#!/usr/bin/env bash
# Every C++ file is as clang-format would have it.
#   tests/house/format.sh CLANG-FORMAT SOURCE
set -euo pipefail
cd "$2"
find app platform sync tests -name node_modules -prune -o \( -name '*.cpp' -o -name '*.h' \) -print0 |
    xargs -0 -n 40 "$1" --dry-run -Werror
