#include "platform/random.h"

#include "platform/check.h"

#include <sodium.h>

namespace candour {

void SystemRandom::fill(std::span<std::uint8_t> out) {
    check(sodium_init() >= 0, "libsodium starts");
    randombytes_buf(out.data(), out.size());
}

}  // namespace candour
