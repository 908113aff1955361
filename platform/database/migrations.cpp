#include "platform/database/migrations.h"

#include "platform/check.h"

#include <string>

namespace candour {

Status migrate(Database& database, std::span<const Migration> list) {
    TRY(const auto found,
        database.first("PRAGMA user_version", [](const Row& row) { return row.integer(0); }));
    const auto current = static_cast<int>(found.value_or(0));
    if (current > static_cast<int>(list.size()))
        return fail(Code::newerVersion, "open the database", std::to_string(current));
    for (std::size_t i = static_cast<std::size_t>(current); i < list.size(); ++i) {
        check(list[i].version == static_cast<int>(i) + 1, "migrations are numbered without gaps");
        TRY(Transaction transaction, database.begin());
        TRY_OK(database.script(list[i].sql));
        TRY_OK(database.script(("PRAGMA user_version=" + std::to_string(list[i].version)).c_str()));
        TRY_OK(transaction.commit());
    }
    return {};
}

}  // namespace candour
