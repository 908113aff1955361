#include "sync/removalgate.h"

#include "platform/log.h"
#include "sync/ledger_schema.h"

namespace candour {
namespace {

constexpr char during[] = "take an attachment off this tablet";

auto unproven(const char* why) {
    return fail(Code::notAllowed, during, why);
}

}  // namespace

Status RemovalGate::purge(const Hash& blob, UtcTime receiptedBefore) {
    TRY_OK(mayPurge(blob, receiptedBefore));
    // Written down first: a blob that is gone and not noted would be fetched again.
    TRY_OK(BlobIndex(m_ledger).setPurged(blob, true));
    log::info("an attachment left this tablet");
    return m_folder.remove(blob);
}

Status RemovalGate::mayPurge(const Hash& blob, UtcTime receiptedBefore) {
    TRY(const auto entries, BlobIndex(m_ledger).find(blob));
    if (entries.empty()) return fail(Code::notFound, during);
    TRY(const auto receipt, BlobIndex(m_ledger).receipt(blob));
    if (!receipt) return unproven("The store has not said that it holds it.");
    const BlobReceipt& said = receipt->value;
    const bool proves = m_storeKey && receipt->verify(*m_storeKey) && said.blob.id == blob &&
                        m_folder.holds(said.blob);
    if (!proves) return unproven("Its receipt does not prove it.");
    if (said.received > receiptedBefore)
        return unproven("The store has had it for too short a time.");
    // What others say of the same file binds nobody: their changes came from the store itself.
    bool known = false;
    for (const BlobEntry& entry : entries) {
        known = known || (entry.notebook == said.notebook && entry.blob == said.blob);
        if (entry.author == m_self) TRY_OK(textIsProven(entry));
    }
    return known ? Status() : unproven("Its receipt does not prove it.");
}

/// What is known about it has to be there too: without the key in its change nobody can open it.
Status RemovalGate::textIsProven(const BlobEntry& entry) {
    const RowId chain = entry.change >> 40;
    TRY(const auto kept,
        m_ledger.database().first(
            "SELECT receipt.body, change.link FROM receipt JOIN change ON change.row = receipt.row"
            " WHERE receipt.row >= ? AND receipt.row <= (? << 40 |"
            " (SELECT receipted FROM chain WHERE row = ?)) ORDER BY receipt.row LIMIT 1",
            [](const Row& row) { return std::pair(row.blob(0), row.blob(1)); }, entry.change, chain,
            chain));
    if (!kept) return unproven("The store has not receipted what is written about it.");
    TRY(const auto receipt, Signed<Receipt>::decode(kept->first));
    const Head& head = receipt.value.head;
    if (!receipt.verify(*m_storeKey) || head.chain.notebook != entry.notebook ||
        head.chain.vault != entry.author || head.link.toBytes() != kept->second)
        return unproven("The receipt of what is written about it does not prove it.");
    return {};
}

Status RemovalGate::sweepErased() {
    TRY(const auto entries, BlobIndex(m_ledger).all());
    std::set<Hash> readable;
    std::set<Hash> here;
    for (const BlobEntry& entry : entries) {
        if (!entry.erased) readable.insert(entry.blob.id);
        if (m_folder.holds(entry.blob)) here.insert(entry.blob.id);
    }
    for (const BlobEntry& entry : entries) {
        const Hash& id = entry.blob.id;
        if (readable.contains(id) || !m_folder.hasAnyOf(id)) continue;
        if (const Status removed = m_folder.remove(id); removed)
            log::info("an erased attachment is gone");
        else
            log::warning("an erased attachment goes later", {{"code", removed.error().code}});
    }
    m_folder.dropParts([&](const Hash& id) { return readable.contains(id) && !here.contains(id); });
    return {};
}

}  // namespace candour
