// The gate for text: a whole notebook leaves a tablet, or nothing of it does.
#include "platform/log.h"
#include "sync/removalgate.h"

#include <algorithm>

namespace candour {
namespace {

constexpr char during[] = "take a meeting off this tablet";

auto refused(const char* why) {
    return fail(Code::notAllowed, during, why);
}

}  // namespace

Status RemovalGate::purge(const NotebookId& notebook, UtcTime receiptedBefore,
                          const std::function<Status()>& forget) {
    TRY(auto edit, m_ledger.begin());
    TRY_OK(mayPurge(notebook, receiptedBefore));
    TRY(const auto files, filesOf(notebook));
    // Written down first: what is gone and not noted would be fetched again.
    for (const BlobEntry& entry : files) {
        TRY(const auto entries, BlobIndex(m_ledger).find(entry.blob.id));
        const bool elsewhere = std::any_of(
            entries.begin(), entries.end(),
            [&](const BlobEntry& other) { return other.notebook != notebook && !other.erased; });
        if (!elsewhere) TRY_OK(BlobIndex(m_ledger).setPurged(entry.blob.id, true));
    }
    TRY_OK(forget());
    TRY_OK(m_ledger.dropText(notebook));
    TRY_OK(edit.commit());
    log::info("a notebook's text left this tablet", {{"notebook", notebook}});
    TRY_OK(m_ledger.wipeDropped());
    return sweepPurged();
}

Status RemovalGate::mayPurge(const NotebookId& notebook, UtcTime receiptedBefore) {
    if (!m_storeKey) return refused("This tablet is not set up with a store.");
    TRY(const auto text, m_ledger.textOf(notebook));
    if (text != Ledger::Text::here) return refused("Not all of it is on this tablet.");
    TRY(const auto heads, m_ledger.heads(notebook));
    if (heads.empty()) return fail(Code::notFound, during);
    for (const Head& head : heads) TRY_OK(chainIsProven(head, receiptedBefore, Unread::refused));
    TRY(const auto files, filesOf(notebook));
    for (const BlobEntry& entry : files) TRY_OK(fileIsProven(entry, receiptedBefore));
    return {};
}

/// Of what colleagues wrote the store names nothing any more, so that an old receipt has to do;
/// what never had one (a colleague's bundle brought it) may be nowhere else. A file of ours that is
/// not here (a backup of this tablet came back, or the disk lost it) goes with nothing.
Status RemovalGate::mayEmpty(std::span<const Head> listed) {
    TRY(const auto own, m_ledger.certificate(m_self));
    if (!m_storeKey || !own || !own->value.revoked || !own->verify(*m_storeKey))
        return refused("This tablet is in use.");
    TRY(const auto notebooks, m_ledger.notebooks());
    for (const NotebookId& notebook : notebooks) {
        TRY(const auto text, m_ledger.textOf(notebook));
        TRY(const auto heads, m_ledger.heads(notebook));
        for (const Head& head : heads) {
            if (head.chain.vault != m_self) {
                if (text == Ledger::Text::dropped) continue;
                TRY(const std::int64_t proven, m_ledger.provenUpTo(head, *m_storeKey));
                if (proven < head.number)
                    return refused("The store has never said that it holds a colleague's words.");
                continue;
            }
            TRY_OK(chainIsProven(head, UtcTime::max(), Unread::unlessHereToo));
            // What left this tablet before, it could not give back.
            if (text != Ledger::Text::dropped &&
                std::find(listed.begin(), listed.end(), head) == listed.end())
                return refused("The store has not said in this hand-over that it holds all of it.");
        }
    }
    TRY(const auto files, BlobIndex(m_ledger).all());
    for (const BlobEntry& entry : files)
        if (!entry.erased &&
            (entry.author == m_self ? isHere(entry.blob.id) : m_folder.holds(entry.blob)))
            TRY_OK(fileIsProven(entry, UtcTime::max()));
    return {};
}

bool RemovalGate::isHere(const Hash& blob) const {
    return m_folder.hasAnyOf(blob) || m_folder.isCaptured(blob);
}

/// By the store's word on exactly where the chain ends here, and it has not been found since to
/// have lost that.
Status RemovalGate::chainIsProven(const Head& head, UtcTime receiptedBefore, Unread unread) {
    TRY(const std::int64_t held, m_ledger.receiptedUpTo(head.chain));
    TRY(const auto receipts, m_ledger.receiptsOf(head.chain));
    bool proven = false;
    for (const Signed<Receipt>& receipt : receipts) {
        // What came to it without a key, it cannot read: it may be readable here alone. Whatever
        // key is here goes with its words, so it lacks only those that are not.
        bool readsMore = receipt.value.unread;
        if (readsMore && unread == Unread::unlessHereToo) {
            TRY(readsMore, m_ledger.readsAllOf(head.chain));
        }
        if (readsMore) return refused("The store holds some of it without being able to read it.");
        const Head& said = receipt.value.head;
        if (said.number != head.number || said.link != head.link) continue;
        if (!receipt.verify(*m_storeKey) || said.chain.vault != head.chain.vault ||
            said.chain.notebook != head.chain.notebook)
            return refused("A receipt does not prove what it should.");
        if (receipt.value.received > receiptedBefore)
            return refused("The store has had it for too short a time.");
        proven = held >= head.number;
    }
    return proven ? Status() : refused("The store has not said that it holds all of it.");
}

Result<std::vector<BlobEntry>> RemovalGate::filesOf(const NotebookId& notebook) {
    TRY(auto entries, BlobIndex(m_ledger).all());
    std::erase_if(entries, [&](const BlobEntry& entry) {
        return entry.notebook != notebook || entry.erased ||
               (entry.author != m_self && !m_folder.hasAnyOf(entry.blob.id));
    });
    return entries;
}

/// Whoever names another length of it binds nobody, as long as somebody names the true one.
Status RemovalGate::fileIsProven(const BlobEntry& entry, UtcTime receiptedBefore) {
    TRY(const auto receipt, BlobIndex(m_ledger).receipt(entry.blob.id));
    if (!receipt) return refused("The store has not said that it holds an attachment of it.");
    const BlobReceipt& said = receipt->value;
    TRY(const auto entries, BlobIndex(m_ledger).find(entry.blob.id));
    const bool proves =
        receipt->verify(*m_storeKey) &&
        std::any_of(entries.begin(), entries.end(), [&](const BlobEntry& one) {
            return one.notebook == entry.notebook && !one.erased && one.blob == said.blob;
        });
    if (!proves) return refused("The receipt of an attachment does not prove it.");
    if (said.received > receiptedBefore)
        return refused("The store has had an attachment of it for too short a time.");
    return {};
}

Status RemovalGate::sweepPurged() {
    std::vector<Hash> purged;
    TRY_OK(m_ledger.database().each(
        "SELECT id FROM blob_state WHERE purged = 1 AND id NOT IN (SELECT id FROM blob)",
        [&](const Row& row) {
            if (const auto id = Hash::fromBytes(row.blobView(0))) purged.push_back(*id);
        }));
    for (const Hash& id : purged) {
        if (!m_folder.hasAnyOf(id)) continue;
        if (const Status removed = m_folder.remove(id); !removed)
            log::warning("an attachment leaves this tablet later",
                         {{"code", removed.error().code}});
    }
    return {};
}

}  // namespace candour
