// Schema versions. A list is only ever appended to: what has been released is never edited.
#pragma once

#include "platform/database/database.h"

#include <span>

namespace candour {

struct Migration {
    int version;      // 1, 2, 3 … without gaps
    const char* why;  // one sentence, for the reader of the list
    const char* sql;
};

/// Brings the database to the last version of the list, each step in a transaction with its number.
/// A file that is newer than the list is `newerVersion` and stays untouched.
Status migrate(Database& database, std::span<const Migration> list);

}  // namespace candour
