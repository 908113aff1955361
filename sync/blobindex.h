// What the ledger knows of attachments: which changes refer to which blob, what the store has
// receipted of them, and which uploads have begun. The blobs themselves lie in a BlobFolder; only
// both together say whether an attachment is here.
#pragma once

#include "sync/blobfolder.h"
#include "sync/ledger.h"

#include <set>

namespace candour {

/// A blob that a change refers to.
struct BlobEntry {
    NotebookId notebook;
    VaultId author;
    BlobRef blob;
    RowId change = 0;
    bool erased = false;         // with the words of the change, its key included
    bool receipted = false;      // the store holds it
    bool textReceipted = false;  // and the change that refers to it, if that is ours
    bool purged = false;         // taken off this tablet behind its receipt; fetched when asked for
};

class BlobIndex {
  public:
    explicit BlobIndex(Ledger& ledger) : m_ledger(ledger) {}

    /// All that are known, smallest first.
    Result<std::vector<BlobEntry>> all();
    /// Those with this id; several changes may refer to one blob.
    Result<std::vector<BlobEntry>> find(const Hash& id);
    /// Those that the notebooks' changes refer to, or those of one vault there, and the folder does
    /// not hold.
    Result<std::vector<Hash>> lacking(const std::set<NotebookId>& notebooks,
                                      const BlobFolder& folder,
                                      const std::optional<VaultId>& author = std::nullopt);
    /// How many of this vault's the store has not receipted; `afterText`: only those whose change
    /// it has.
    enum class Which : std::uint8_t { all, afterText };
    Result<std::int64_t> unreceipted(const VaultId& vault, Which which = Which::all);

    // Each of these is one transaction of its own -----------------------------------------------

    /// The signature is the caller's to check.
    Status keep(const Signed<BlobReceipt>& receipt);
    Result<std::optional<Signed<BlobReceipt>>> receipt(const Hash& id);
    /// The store has lost changes of this notebook: what it receipted is offered again.
    Status reopen(const NotebookId& notebook);
    /// The store says that it lacks these, whatever it receipted.
    Status reopen(const std::set<Hash>& blobs);
    Status setPurged(const Hash& id, bool purged);
    /// Where an upload goes on; nothing if none has begun. An empty address forgets it.
    Result<std::optional<QByteArray>> address(const Hash& id);
    Status keepAddress(const Hash& id, const QByteArray& address);

  private:
    template <class... Args>
    Result<std::vector<BlobEntry>> entries(std::string_view condition, const Args&... args);
    Ledger& m_ledger;
};

}  // namespace candour
