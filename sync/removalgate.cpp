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

Status RemovalGate::purge(const Hash& blob) {
    TRY_OK(mayPurge(blob));
    // Written down first: a blob that is gone and not noted would be fetched again.
    TRY_OK(BlobIndex(m_ledger).setPurged(blob, true));
    log::info("an attachment left this tablet");
    return m_folder.remove(blob);
}

Status RemovalGate::mayPurge(const Hash& blob) {
    TRY(const auto entries, BlobIndex(m_ledger).find(blob));
    if (entries.empty()) return fail(Code::notFound, during);
    for (const BlobEntry& entry : entries) TRY_OK(isProven(entry));
    return {};
}

Status RemovalGate::isProven(const BlobEntry& entry) {
    TRY(const auto receipt, BlobIndex(m_ledger).receipt(entry.blob.id));
    if (!receipt) return unproven("The store has not said that it holds it.");
    if (!m_storeKey || !receipt->verify(*m_storeKey) || receipt->value.notebook != entry.notebook ||
        !(receipt->value.blob == entry.blob))
        return unproven("Its receipt does not prove it.");
    // A colleague's change came from the store itself.
    return entry.author == m_self ? textIsProven(entry) : Status();
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
    for (const BlobEntry& entry : entries)
        if (!entry.erased) readable.insert(entry.blob.id);
    for (const BlobEntry& entry : entries) {
        if (readable.contains(entry.blob.id) || !m_folder.holds(entry.blob)) continue;
        log::info("an erased attachment is gone");
        TRY_OK(m_folder.remove(entry.blob.id));
    }
    return {};
}

}  // namespace candour
