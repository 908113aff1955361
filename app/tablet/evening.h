// The end of the day: what is still open, what a hand-over achieved, and the lines that two people
// wrote.
#pragma once

#include "app/tablet/council.h"
#include "app/viewmodels/conflictmodel.h"
#include "app/viewmodels/handovermodel.h"
#include "sync/handover.h"

namespace candour {

Result<HandOverReview> readReview(Vault& vault, const Council& council);

/// A report in the words of the page. `problem` in HandOverProgress tells why it stopped.
[[nodiscard]]  /// Records of a hand-over, each in one line; without a word of whom it is about
               /// where that is told
               /// of people.
               Result<QList<EntryRow>>
               readHandedOver(Vault& vault, const std::vector<RowId>& records);
HandOverProgress progressOf(const HandOver::Progress& progress, bool running);
[[nodiscard]] HandOverReceipt receiptOf(const HandOver::Report& report, const Council& council,
                                        const QString& storeName, std::chrono::minutes zoneOffset);

/// The receipt for keeping elsewhere: what the page shows and every statement that the store
/// signed, so that somebody can check it without this tablet. It holds counts and signatures, no
/// words. The file's name, in `folder`.
Result<QString> saveReceipt(const HandOver::Report& report, const HandOverReceipt& shown,
                            const QString& folder, std::chrono::minutes zoneOffset);

/// The next line of which two people wrote something; nothing when there is none.
Result<std::optional<Dispute>> readDispute(Vault& vault, const Council& council);
/// What should stand of what was shown: it replaces that and nothing else, and nothing at all is
/// written of what somebody settled meanwhile. Both stay in the line's history.
Status settleDispute(Vault& vault, const Dispute& shown, ConflictModel::Choice choice,
                     const QString& merged);
/// The agreed line while it is written. Durable when it returns; no words: it is given up.
Status saveAgreedLine(Vault& vault, const QString& key, const QString& text);

}  // namespace candour
