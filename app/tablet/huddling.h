// The huddle page: what the team heard today beside what it notes. The note that is being written
// is on disk with every key, and the same draft is found again after a restart.
#pragma once

#include "app/tablet/council.h"
#include "app/viewmodels/huddlemodel.h"

namespace candour {

Result<HuddleState> readHuddlePage(Vault& vault, const Council& council, QDate today);

/// The theme that was being written; empty if none was.
Result<ThemeDraft> readThemeDraft(Vault& vault);
/// Durable when it returns.
Status saveThemeDraft(Vault& vault, const ThemeDraft& draft, const Clock& clock, Random& random);
/// It becomes the team's, for the huddle of today; the draft goes.
Status addTheme(Vault& vault, const Council& council, const ThemeDraft& draft, QDate today,
                const Clock& clock, Random& random);

}  // namespace candour
