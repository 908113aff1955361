// What makes a run repeatable: the chance of the libraries beneath us comes from the run's seed
// too. Linked into the simulation and nothing else.
#pragma once

#include <cstdint>

namespace candour::simulation {

/// OpenSSL's random bytes (SQLCipher's salts and nonces, the store's authority) and Qt's hashes.
void seedLibraries(std::uint64_t seed);

}  // namespace candour::simulation
