#include "platform/check.h"

#include <cstdio>
#include <cstdlib>

namespace candour {

void check(bool holds, const char* rule, const char* file, int line) {
    if (holds) return;
    std::fprintf(stderr, "candour: broken rule \"%s\" at %s:%d\n", rule, file, line);
    std::abort();
}

}  // namespace candour
