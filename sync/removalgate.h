// The one way by which an attachment that was kept, or the text of a whole notebook, is ever
// removed. Each of its ways asks for its reason first and refuses without: the store's own signed
// receipts, checked anew, or an erasure that the store ordered. A blob folder and a ledger remove
// nothing for anybody else.
#pragma once

#include "sync/blobfolder.h"
#include "sync/blobindex.h"

#include <functional>
#include <span>

namespace candour {

class RemovalGate {
  public:
    /// All outlive it. `self` is the vault whose tablet this is; `storeKey` proves receipts, and
    /// without it nothing is removed behind receipts.
    RemovalGate(Ledger& ledger, BlobFolder& folder, const VaultId& self,
                std::optional<VerifyKey> storeKey)
        : m_ledger(ledger), m_folder(folder), m_self(self), m_storeKey(storeKey) {}

    /// Frees a blob's room on this tablet; it can be fetched again. `notAllowed` unless the store
    /// has receipted the blob before `receiptedBefore`, so that its backups have it as well, and
    /// every change of ours that refers to it.
    Status purge(const Hash& blob, UtcTime receiptedBefore);
    /// Whether purge() would do it, and if not why.
    Status mayPurge(const Hash& blob, UtcTime receiptedBefore);
    /// Takes a notebook's text off this tablet, and its attachments: all of it or nothing. Where
    /// its chains ended and the receipts stay, so that what comes back can be checked. `forget`
    /// takes its records out of everything that was made of them, in the same transaction.
    /// `notAllowed` unless the store has receipted all that is here of it, whoever wrote it, before
    /// `receiptedBefore`, and can read what we can.
    Status purge(const NotebookId& notebook, UtcTime receiptedBefore,
                 const std::function<Status()>& forget);
    Status mayPurge(const NotebookId& notebook, UtcTime receiptedBefore);
    /// Whether all of a tablet may go at once: `notAllowed` unless the store itself has taken it
    /// out of use, and has receipted everything that lies here, whoever wrote it, attachments
    /// included; what nobody can read here either (others keep its key) it need not read. As a
    /// store that came back from a backup holds less than it once receipted, it has to have
    /// `listed` our chains just now, as they end here.
    Status mayEmpty(std::span<const Head> listed);
    /// Removes blobs that nothing refers to any more: what a kill, or a disk that would not, left
    /// of that.
    Status sweepPurged();
    /// Removes what the store's orders have erased, whole or in parts: blobs no change of which can
    /// be read any more. With them go parts of what lies here whole. A file that cannot be removed
    /// waits for the next sweep; what it says is gone with its key.
    Status sweepErased();

  private:
    Status textIsProven(const BlobEntry& entry);
    enum class Unread : std::uint8_t { refused, unlessHereToo };
    Status chainIsProven(const Head& head, UtcTime receiptedBefore, Unread unread);
    [[nodiscard]] bool isHere(const Hash& blob) const;
    /// Those that a notebook's changes refer to: of the ones that can be read still, whatever is
    /// here, and whatever should be because it is ours.
    Result<std::vector<BlobEntry>> filesOf(const NotebookId& notebook);
    Status fileIsProven(const BlobEntry& entry, UtcTime receiptedBefore);

    Ledger& m_ledger;
    BlobFolder& m_folder;
    VaultId m_self;
    std::optional<VerifyKey> m_storeKey;
};

}  // namespace candour
