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
    /// has receipted the blob, and every change of ours that refers to it.
    Status purge(const Hash& blob);
    /// Whether purge() would do it, and if not why.
    Status mayPurge(const Hash& blob);
    /// Removes what the store's orders have erased: blobs no change of which can be read any more.
    Status sweepErased();

  private:
    Status isProven(const BlobEntry& entry);
    Status textIsProven(const BlobEntry& entry);

    Ledger& m_ledger;
    BlobFolder& m_folder;
    VaultId m_self;
    std::optional<VerifyKey> m_storeKey;
};

}  // namespace candour
