#include "platform/check.h"

#include <cstdio>
#include <cstdlib>

namespace candour {

void check(bool holds, const char* rule, std::source_location where) {
    if (holds) return;
    std::fprintf(stderr, "candour: broken rule \"%s\" at %s:%u\n", rule, where.file_name(),
                 where.line());
    std::abort();
}

}  // namespace candour
