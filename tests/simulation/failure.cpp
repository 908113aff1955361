#include "tests/simulation/failure.h"

#include <cstdio>
#include <cstdlib>

namespace candour::simulation {
namespace {

struct Story {
    bool aloud = false;
    std::uint64_t hash = 0xcbf29ce484222325U;
};
/// One run, one process, one story.
Story& story() {
    static Story one;
    return one;
}

}  // namespace

void broken(const std::string& promise) {
    std::fprintf(stderr, "  BROKEN: %s\n", promise.c_str());
    std::fflush(nullptr);
    std::_Exit(1);
}

void tell(const std::string& line) {
    for (const char letter : line) {
        story().hash ^= static_cast<unsigned char>(letter);
        story().hash *= 0x100000001b3U;
    }
    if (story().aloud) std::printf("%s\n", line.c_str());
}

void tellAloud(bool aloud) {
    story().aloud = aloud;
}

std::uint64_t storyHash() {
    return story().hash;
}

}  // namespace candour::simulation
