// What has to hold when a run is over, looked at from outside: an own reading of the ledgers, apart
// from the code that is tried.
#pragma once

#include "tests/simulation/simtablet.h"

namespace candour::simulation {

using Tablets = std::vector<std::unique_ptr<SimTablet>>;

/// Nothing could not leave or come in.
void checkReasons(const HandOver::Report& report);
/// Equal heads in every notebook that the tablet may read, every order carried out, and every file
/// that the store has; and at the store every file of the tablet's own. Never for one that was
/// taken out of use: it has to be empty.
[[nodiscard]] bool holdsWhatTheStoreHolds(SimTablet& tablet, SimStore& store);
/// The rest. Answers how many changes were ever saved.
std::uint64_t checkEverything(SimStore& store, const Tablets& tablets, const Wishes& wishes);

/// One change of somebody's own making, as a frame.
Frame strangersFrame(const NotebookId& notebook, const VaultId& vault, const SigningKey& key,
                     const Clock& clock, Random& random);

}  // namespace candour::simulation
