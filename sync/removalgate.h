// The one way by which an attachment that was kept is ever removed. Each of its ways asks for its
// reason first and refuses without: the store's own signed receipt, checked anew, or an erasure
// that the store ordered. A blob folder removes nothing for anybody else.
#pragma once

#include "sync/blobfolder.h"
#include "sync/blobindex.h"

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
    /// Removes what the store's orders have erased, whole or in parts: blobs no change of which can
    /// be read any more. With them go parts of what lies here whole. A file that cannot be removed
    /// waits for the next sweep; what it says is gone with its key.
    Status sweepErased();

  private:
    Status textIsProven(const BlobEntry& entry);

    Ledger& m_ledger;
    BlobFolder& m_folder;
    VaultId m_self;
    std::optional<VerifyKey> m_storeKey;
};

}  // namespace candour
