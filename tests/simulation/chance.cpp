#define OPENSSL_SUPPRESS_DEPRECATED  // there is no newer way to replace the default generator

#include "tests/simulation/chance.h"

#include "platform/check.h"
#include "tests/simulation/faults.h"

#include <QHashSeed>

#include <openssl/rand.h>
#include <sodium.h>

namespace candour::simulation {
namespace {

Dice& libraryDice() {
    static Dice dice(0);
    return dice;
}

int fillBytes(unsigned char* out, int size) {
    for (int i = 0; i < size; ++i) out[i] = static_cast<unsigned char>(libraryDice().next());
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

/// The linker puts this in the place of Argon2id, which takes a tenth of a second on purpose.
extern "C" int __wrap_crypto_pwhash_argon2id(unsigned char* out, unsigned long long size,
                                             const char* words, unsigned long long length,
                                             const unsigned char* salt, unsigned long long,
                                             std::size_t, int) {
    return crypto_generichash(out, static_cast<std::size_t>(size),
                              reinterpret_cast<const unsigned char*>(words), length, salt,
                              crypto_pwhash_argon2id_SALTBYTES);
}
