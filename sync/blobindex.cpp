#include "sync/blobindex.h"

namespace candour {

template <class... Args>
Result<std::vector<BlobEntry>> BlobIndex::entries(std::string_view condition, const Args&... args) {
    std::vector<BlobEntry> found;
    const std::string sql =
        "SELECT notebook.id, chain.vault, blob.id, blob.length, change.form,"
        " state.receipt IS NOT NULL, state.purged, blob.change,"
        " blob.change <= (chain.row << 40 | chain.receipted)"
        " FROM blob JOIN change ON change.row = blob.change"
        " JOIN chain ON chain.row = blob.change >> 40"
        " JOIN notebook ON notebook.row = chain.notebook"
        " LEFT JOIN blob_state AS state ON state.id = blob.id" +
        std::string(condition) + " ORDER BY blob.length, blob.id, blob.change";
    TRY_OK(m_ledger.database().each(
        sql,
        [&](const Row& row) {
            found.push_back(
                {.notebook = row.id<NotebookId>(0),
                 .author = row.id<VaultId>(1),
                 .blob = {Hash::fromBytes(row.blobView(2)).value_or(Hash()), row.integer(3)},
                 .change = row.integer(7),
                 .erased = row.integer(4) == static_cast<int>(PayloadForm::erased),
                 .receipted = row.integer(5) != 0,
                 .textReceipted = row.integer(8) != 0,
                 .purged = row.integer(6) != 0});
        },
        args...));
    return found;
}

Result<std::vector<BlobEntry>> BlobIndex::all() {
    return entries("");
}

Result<std::vector<BlobEntry>> BlobIndex::find(const Hash& id) {
    return entries(" WHERE blob.id = ?", id.view());
}

Result<std::vector<Hash>> BlobIndex::lacking(const std::set<NotebookId>& notebooks,
                                             const BlobFolder& folder,
                                             const std::optional<VaultId>& author) {
    TRY(const auto entries, all());
    std::set<Hash> found;
    std::set<Hash> here;
    // Whoever names another length does not make lacking what is here.
    for (const BlobEntry& entry : entries)
        if (folder.holds(entry.blob))
            here.insert(entry.blob.id);
        else if (!entry.erased && notebooks.contains(entry.notebook) &&
                 entry.author == author.value_or(entry.author))
            found.insert(entry.blob.id);
    std::erase_if(found, [&](const Hash& id) { return here.contains(id); });
    return std::vector<Hash>(found.begin(), found.end());
}

Result<std::int64_t> BlobIndex::unreceipted(const VaultId& vault, Which which) {
    TRY(const auto entries, all());
    std::set<Hash> open;
    for (const BlobEntry& entry : entries)
        if (entry.author == vault && !entry.erased && !entry.receipted &&
            (which == Which::all || entry.textReceipted))
            open.insert(entry.blob.id);
    return static_cast<std::int64_t>(open.size());
}

Status BlobIndex::keep(const Signed<BlobReceipt>& receipt) {
    TRY_OK(m_ledger.database().run(
        "INSERT INTO blob_state (id, receipt) VALUES (?, ?) ON CONFLICT (id) DO UPDATE SET"
        " receipt = excluded.receipt, address = NULL",
        receipt.value.blob.id.view(), receipt.encode()));
    return {};
}

Result<std::optional<Signed<BlobReceipt>>> BlobIndex::receipt(const Hash& id) {
    TRY(const auto bytes, m_ledger.database().first(
                              "SELECT receipt FROM blob_state WHERE id = ? AND receipt IS NOT NULL",
                              [](const Row& row) { return row.blob(0); }, id.view()));
    if (!bytes) return std::optional<Signed<BlobReceipt>>();
    TRY(auto receipt, Signed<BlobReceipt>::decode(*bytes));
    return std::optional(std::move(receipt));
}

Status BlobIndex::reopen(const NotebookId& notebook) {
    TRY_OK(m_ledger.database().run(
        "UPDATE blob_state SET receipt = NULL WHERE id IN (SELECT blob.id FROM notebook"
        " JOIN chain ON chain.notebook = notebook.row"
        " JOIN blob ON blob.change >> 40 = chain.row WHERE notebook.id = ?)",
        notebook));
    return {};
}

Status BlobIndex::reopen(const std::set<Hash>& blobs) {
    for (const Hash& id : blobs)
        TRY_OK(m_ledger.database().run("UPDATE blob_state SET receipt = NULL WHERE id = ?",
                                       id.view()));
    return {};
}

Status BlobIndex::setPurged(const Hash& id, bool purged) {
    TRY_OK(
        m_ledger.database().run("INSERT INTO blob_state (id, purged) VALUES (?, ?)"
                                " ON CONFLICT (id) DO UPDATE SET purged = excluded.purged",
                                id.view(), purged));
    return {};
}

Result<std::optional<QByteArray>> BlobIndex::address(const Hash& id) {
    return m_ledger.database().first(
        "SELECT address FROM blob_state WHERE id = ? AND address IS NOT NULL",
        [](const Row& row) { return row.blob(0); }, id.view());
}

Status BlobIndex::keepAddress(const Hash& id, const QByteArray& address) {
    const auto kept = address.isEmpty() ? std::nullopt : std::optional(address);
    TRY_OK(
        m_ledger.database().run("INSERT INTO blob_state (id, address) VALUES (?, ?)"
                                " ON CONFLICT (id) DO UPDATE SET address = excluded.address",
                                id.view(), kept));
    return {};
}

}  // namespace candour
