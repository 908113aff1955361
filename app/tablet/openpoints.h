// What is still open at the end of the day, so that somebody can look at it before handing over:
// what waits for an answer, and what was begun and not ended. Each point says where it is settled;
// none of them stops anybody.
#pragma once

#include "app/tablet/council.h"
#include "app/viewmodels/handovermodel.h"

namespace candour {

/// The most pressing first. Of others' meetings only what is everybody's is told.
Result<QList<OpenPoint>> readOpenPoints(Vault& vault, const Council& council, const Moment& now);

}  // namespace candour
