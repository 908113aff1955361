#include "app/vault/schema.h"

#include <iterator>

namespace candour {
namespace {

// Only ever appended to. The ledger's migrations own PRAGMA user_version, so this list keeps its
// number in a table of its own.
constexpr const char* steps[] = {
    // 1: state, drafts and their undo history
    "CREATE TABLE vault_state (name TEXT PRIMARY KEY, value NOT NULL) WITHOUT ROWID;"
    "CREATE TABLE draft (record BLOB NOT NULL, field TEXT NOT NULL, text TEXT NOT NULL,"
    " caret INTEGER NOT NULL, kind TEXT NOT NULL, first_key INTEGER NOT NULL,"
    " extra BLOB NOT NULL, PRIMARY KEY (record, field));"
    "CREATE TABLE draft_undo (record BLOB NOT NULL, number INTEGER NOT NULL, text TEXT NOT NULL,"
    " caret INTEGER NOT NULL, kind TEXT NOT NULL, PRIMARY KEY (record, number)) WITHOUT ROWID;",
    // 2: what is still said of records whose keys were given up
    "CREATE TABLE outline (record INTEGER PRIMARY KEY, said BLOB NOT NULL);",
};

}  // namespace

Status prepareVaultSchema(Database& database) {
    TRY(const auto table, database.first("SELECT 1 FROM sqlite_schema WHERE name = 'vault_state'",
                                         [](const Row&) { return true; }));
    std::int64_t version = 0;
    if (table) {
        TRY(const auto stored, database.first("SELECT value FROM vault_state WHERE name = 'schema'",
                                              [](const Row& row) { return row.integer(0); }));
        version = stored.value_or(0);
    }
    const auto newest = static_cast<std::int64_t>(std::size(steps));
    if (version > newest)
        return fail(Code::newerVersion, "open the vault", std::to_string(version));
    if (version == newest) return {};
    TRY(Transaction transaction, database.begin());
    for (std::int64_t step = version; step < newest; ++step) TRY_OK(database.script(steps[step]));
    TRY_OK(database.run("INSERT OR REPLACE INTO vault_state (name, value) VALUES ('schema', ?)",
                        newest));
    return transaction.commit();
}

}  // namespace candour
