// A hand-over in the words of the evening page: how far it is, what it achieved, and of one that
// ended early what was left and why. Nothing is called handed over that the store has not signed
// for.
#pragma once

#include "app/tablet/council.h"
#include "app/viewmodels/handovermodel.h"
#include "sync/handover.h"

namespace candour {

/// `problem` and `left` in it are the caller's: they tell why it stopped.
[[nodiscard]] HandOverProgress progressOf(const HandOver::Progress& progress, bool running);
[[nodiscard]] HandOverReceipt receiptOf(const HandOver::Report& report, const Council& council,
                                        const QString& storeName, std::chrono::minutes zoneOffset);

/// What kind of sealed files of this vault the store has not signed for: "3 photographs", or
/// "4 files" where they are of several kinds. Empty if there are none.
Result<QString> filesWaiting(Vault& vault);

/// "3, 9.4 MB": how many these are, and how much has to go. Empty if there are none.
Result<QString> sizeOfFilesWaiting(Vault& vault);

/// What the strip counts: our records without a receipt and, once every record has one, our files
/// that are only here all the same.
Result<int> countOnlyHere(Vault& vault);

/// Of one that ended in good order before it was through: "12 minutes are over. 3 photographs wait.
/// Everything written is at the store." Empty if nothing was left.
[[nodiscard]] QString leftWords(const HandOver::Report& report, const HandOverWish& wish,
                                const QString& filesWaiting);
/// Of one that broke off when the words were through: "The files did not all get through. …"
[[nodiscard]] QString filesStopped(const HandOver::Report& report, const QString& filesWaiting);

/// The receipt for keeping elsewhere: what the page shows and every statement that the store
/// signed, so that somebody can check it without this tablet. It holds counts and signatures, no
/// words. The file's name, in `folder`.
Result<QString> saveReceipt(const HandOver::Report& report, const HandOverReceipt& shown,
                            const QString& folder, std::chrono::minutes zoneOffset);

}  // namespace candour
