// The end of the day: what is still open, what was handed over, and the lines that two people
// wrote.
#pragma once

#include "app/tablet/council.h"
#include "app/viewmodels/conflictmodel.h"
#include "app/viewmodels/handovermodel.h"

namespace candour {

Result<HandOverReview> readReview(Vault& vault, const Council& council);

/// Records of a hand-over, each in one line; without a word of whom it is about where that is told
/// of people.
Result<QList<EntryRow>> readHandedOver(Vault& vault, const std::vector<RowId>& records);

/// Where disputes are found: lines are what two people write at once.
[[nodiscard]] ListRequest disputedLines();
/// The next line of which two people wrote something; nothing when there is none.
Result<std::optional<Dispute>> readDispute(Vault& vault, const Council& council);
/// What should stand of what was shown: it replaces that and nothing else, and nothing at all is
/// written of what somebody settled meanwhile. Both stay in the line's history.
Status settleDispute(Vault& vault, const Dispute& shown, ConflictModel::Choice choice,
                     const QString& merged);
/// The agreed line while it is written. Durable when it returns; no words: it is given up.
Status saveAgreedLine(Vault& vault, const QString& key, const QString& text);

}  // namespace candour
