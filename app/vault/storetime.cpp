#include "app/vault/storetime.h"

#include "app/vault/vault.h"
#include "platform/log.h"

namespace candour {

/// A time that was not kept lets things stay longer, and nothing else: no reason to end a
/// hand-over.
void learnStoreTime(Vault& vault, Moment::Offset offset) {
    vault.setStoreOffset(offset);
    const auto kept = vault.ledger().database().run(
        "INSERT OR REPLACE INTO vault_state (name, value) VALUES ('store_time', ?)",
        vault.author().now().corrected().time_since_epoch().count());
    if (!kept) log::warning("the store's time was not kept", {{"code", kept.error().code}});
}

Result<UtcTime> storeTime(Vault& vault) {
    const Moment now = vault.author().now();
    if (now.store) return now.corrected();
    TRY(const auto last, vault.ledger().database().first(
                             "SELECT value FROM vault_state WHERE name = 'store_time'",
                             [](const Row& row) { return UtcTime(milliseconds(row.integer(0))); }));
    return last.value_or(UtcTime());
}

}  // namespace candour
