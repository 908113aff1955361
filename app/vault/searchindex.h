// Full-text search over what the records say: an FTS5 index without the texts themselves. What is
// forgotten is overwritten in the index at once ('secure-delete'), and gone from the files with the
// next checkpoint. Rows are records of the ledger, so the newest come first.
#pragma once

#include "platform/database/database.h"

#include <QString>

#include <vector>

namespace candour {

class SearchIndex {
  public:
    using RowId = std::int64_t;
    explicit SearchIndex(Database& database) : m_database(database) {}

    /// Makes the index anew, empty.
    Status create();
    Status add(RowId record, const QString& words);
    /// `words` must be exactly what was added.
    Status forget(RowId record, const QString& words);

    /// Records that hold all the words, the last one as a beginning (of three letters or more),
    /// newest first; only those
    /// before `before` if it is given. Words without a letter or digit are passed over; no words,
    /// no hits.
    Result<std::vector<RowId>> find(const QString& words, std::optional<RowId> before, int limit);
    /// How many there are; takes time with common words.
    Result<std::int64_t> count(const QString& words);

  private:
    Database& m_database;
};

/// The words in FTS5's language, each quoted so that nothing in them is taken for syntax; empty if
/// there is nothing to look for.
[[nodiscard]] QString searchExpression(const QString& words);

}  // namespace candour
