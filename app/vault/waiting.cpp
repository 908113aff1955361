#include "app/vault/waiting.h"

namespace candour {

Result<std::vector<RowId>> recordsWaiting(Ledger& ledger, const VaultId& author, int most) {
    std::vector<RowId> rows;
    // A change's row is its chain's and its number (changeRow): each chain is one range of them.
    TRY_OK(ledger.database().each(
        "SELECT change.record FROM chain CROSS JOIN change NOT INDEXED"
        " ON change.row > (chain.row << 40 | chain.receipted)"
        " AND change.row <= (chain.row << 40 | chain.number)"
        " WHERE chain.vault = ? GROUP BY change.record ORDER BY change.record DESC LIMIT ?",
        [&](const Row& row) { rows.push_back(row.integer(0)); }, author, most));
    return rows;
}

}  // namespace candour
