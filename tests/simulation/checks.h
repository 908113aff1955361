// What has to hold when a run is over, looked at from outside: an own reading of the ledgers, apart
// from the code that is tried.
#pragma once

#include "tests/simulation/simtablet.h"

namespace candour::simulation {

using Tablets = std::vector<std::unique_ptr<SimTablet>>;

/// True for a chain whose author was restored from a backup: until branches are built it may stay
/// apart, and has to be named.
[[nodiscard]] bool mayBeForked(const ChainId& chain, const Tablets& tablets);
[[nodiscard]] bool anyRestored(const Tablets& tablets);
/// Every chain that could not leave is one that may be forked, and says so.
void checkReasons(const HandOver::Report& report, const Tablets& tablets);
/// Equal heads in every notebook that the tablet may read, but for forked chains.
[[nodiscard]] bool holdsWhatTheStoreHolds(SimTablet& tablet, SimStore& store,
                                          const Tablets& tablets);
/// The rest. Answers how many changes were ever saved.
std::uint64_t checkEverything(SimStore& store, const Tablets& tablets);

/// One change of somebody's own making, as a frame.
Frame strangersFrame(const NotebookId& notebook, const VaultId& vault, const SigningKey& key,
                     const Clock& clock, Random& random);

}  // namespace candour::simulation
