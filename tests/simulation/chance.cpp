#define OPENSSL_SUPPRESS_DEPRECATED  // there is no newer way to replace the default generator

#include "tests/simulation/chance.h"

#include "platform/check.h"
#include "tests/simulation/faults.h"

#include <QHashSeed>

#include <openssl/rand.h>

#include <algorithm>
#include <cstring>

namespace candour::simulation {
namespace {

Dice& libraryDice() {
    static Dice dice(0);
    return dice;
}

int fillBytes(unsigned char* out, int size) {
    while (size > 0) {
        const std::uint64_t bytes = libraryDice().next();
        const int count = std::min(size, static_cast<int>(sizeof bytes));
        std::memcpy(out, &bytes, static_cast<std::size_t>(count));
        out += count;
        size -= count;
    }
    return 1;
}
int alwaysReady() {
    return 1;
}

}  // namespace

void seedLibraries(std::uint64_t seed) {
    static const RAND_METHOD method{nullptr, fillBytes, nullptr, nullptr, fillBytes, alwaysReady};
    libraryDice() = Dice(seed ^ 0x5eed);
    check(RAND_set_rand_method(&method) == 1, "OpenSSL takes the run's chance");
    QHashSeed::setDeterministicGlobalSeed();
}

}  // namespace candour::simulation
