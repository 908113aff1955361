// The gate for text: a whole notebook leaves a tablet, or nothing of it does.
#include "platform/log.h"
#include "sync/removalgate.h"

#include <QFile>

namespace candour {
namespace {

constexpr char during[] = "take a meeting off this tablet";

auto refused(const char* why) {
    return fail(Code::notAllowed, during, why);
}

}  // namespace

Status RemovalGate::purge(const NotebookId& notebook, UtcTime before,
                          const std::function<Status()>& forget) {
    TRY(auto edit, m_ledger.begin());
    TRY_OK(mayPurge(notebook, before));
    TRY(const auto files, filesOf(notebook));
    // Written down first: what is gone and not noted would be fetched again.
    for (const BlobEntry& entry : files) TRY_OK(BlobIndex(m_ledger).setPurged(entry.blob.id, true));
    TRY_OK(forget());
    TRY_OK(m_ledger.dropText(notebook));
    TRY_OK(edit.commit());
    log::info("a notebook's text left this tablet", {{"notebook", notebook}});
    TRY_OK(m_ledger.wipeDropped());
    return sweepPurged();
}

Status RemovalGate::mayPurge(const NotebookId& notebook, UtcTime before) {
    if (!m_storeKey) return refused("This tablet is not set up with a store.");
    TRY(const auto text, m_ledger.textOf(notebook));
    if (text != Ledger::Text::here) return refused("Not all of it is on this tablet.");
    TRY(const auto heads, m_ledger.heads(notebook));
    if (heads.empty()) return fail(Code::notFound, during);
    for (const Head& head : heads) TRY_OK(chainIsProven(head, before));
    TRY(const auto files, filesOf(notebook));
    for (const BlobEntry& entry : files) {
        if (entry.erased) continue;
        TRY(const auto receipt, BlobIndex(m_ledger).receipt(entry.blob.id));
        const bool proven = receipt && receipt->verify(*m_storeKey) &&
                            receipt->value.blob == entry.blob && receipt->value.received <= before;
        if (!proven)
            return refused(
                "The store has not said, or not for long, that it holds an attachment "
                "of it.");
    }
    return {};
}

/// By the store's word on exactly where the chain ends here.
Status RemovalGate::chainIsProven(const Head& head, UtcTime before) {
    TRY(const auto receipts, m_ledger.receiptsOf(head.chain));
    bool proven = false;
    for (const Signed<Receipt>& receipt : receipts) {
        // What came to it without a key, it cannot read: it may be readable here alone.
        if (receipt.value.unread)
            return refused("The store holds some of it without being able to read it.");
        const Head& said = receipt.value.head;
        if (said.number != head.number || said.link != head.link) continue;
        if (!receipt.verify(*m_storeKey) || said.chain.vault != head.chain.vault ||
            said.chain.notebook != head.chain.notebook)
            return refused("A receipt does not prove what it should.");
        if (receipt.value.received > before)
            return refused("The store has had it for too short a time.");
        proven = true;
    }
    return proven ? Status() : refused("The store has not said that it holds all of it.");
}

Result<std::vector<BlobEntry>> RemovalGate::filesOf(const NotebookId& notebook) {
    TRY(auto entries, BlobIndex(m_ledger).all());
    std::erase_if(entries, [&](const BlobEntry& entry) {
        return entry.notebook != notebook || !m_folder.holds(entry.blob);
    });
    return entries;
}

Status RemovalGate::sweepPurged() {
    std::vector<Hash> purged;
    TRY_OK(m_ledger.database().each(
        "SELECT id FROM blob_state WHERE purged = 1 AND id NOT IN (SELECT id FROM blob)",
        [&](const Row& row) {
            if (const auto id = Hash::fromBytes(row.blobView(0))) purged.push_back(*id);
        }));
    for (const Hash& id : purged)
        if (QFile::exists(m_folder.pathOf(id))) TRY_OK(m_folder.remove(id));
    return {};
}

}  // namespace candour
