// The projections: one table per record type (r_<type>), the flags and the search index. They hold
// nothing that the ledger does not, are written in the same transaction as the change, and can be
// dropped and made again at any time. A struck record keeps its row, without its words.
#pragma once

#include "app/records/recordtype.h"
#include "app/records/tablesql.h"
#include "app/vault/current.h"
#include "app/vault/searchindex.h"
#include "sync/ledger.h"

#include <functional>
#include <map>

namespace candour {

/// One row of a list, without opening a single seal. Identity fields are not in it.
struct ListedRecord {
    RowId row = 0;
    RecordId id;
    NotebookId notebook;
    UtcTime created;
    VaultId author;
    int conflicts = 0;
    bool struck = false;
    FieldValues values;
};

class Projection {
  public:
    /// `ledger` and `list` outlive it.
    Projection(Ledger& ledger, const RecordList& list);

    /// Makes the tables if there are none, or anew if the list is not the one they were made from.
    Status prepare();
    /// Drops everything and derives it from the ledger again, in one transaction.
    Status rebuild();

    // Inside the edit that wrote the changes ---------------------------------------------------

    /// A record that did not exist before its one change.
    Status addNew(RowId record, const RecordName& name, const RecordType& type,
                  const FieldValues& values, const Moment& written, const VaultId& author);
    /// `fresh` are the changes of this edit; everything else was projected before.
    Status refresh(RowId record, const std::vector<ChangeId>& fresh);
    /// Whatever a frame brought.
    Status take(const std::vector<Received>& changes);

    // Reading ------------------------------------------------------------------------------------

    /// What list() reads a row with: the columns, in the order in which readRow() takes them.
    [[nodiscard]] const QString& selectSql(const RecordType& type) const;
    [[nodiscard]] static ListedRecord readRow(const RecordType& type, const Row& row);
    Result<std::optional<ListedRecord>> row(const RecordType& type, RowId record);
    Result<std::vector<Flag>> flags(RowId record);
    /// Records that need a person: those with flags or conflicts.
    Result<std::int64_t> needingAPerson();

    SearchIndex& search() { return m_search; }
    [[nodiscard]] const RecordList& list() const { return m_list; }

  private:
    /// SQL of one type, made once.
    struct Table {
        const RecordType* type;
        std::string insert;
        std::string remove;
        std::string one;
        QString select;
    };
    Status createTables();
    /// For a record that has no row. Never INSERT OR REPLACE: a statement that may have to be
    /// undone by itself makes the search index write out all it has gathered, each time.
    Status write(RowId record, const RecordName& name, const Table& table, const RecordState& state,
                 const CurrentRecord& current);
    Status writeFrom(RowId record, const RecordName& name, const Table& table,
                     std::span<const OpenedChange> changes);
    /// Takes out what write() wrote of a record when it had these changes.
    Status remove(RowId record, const Table& table, std::span<const OpenedChange> changes);
    Status project(RowId record, const std::vector<ChangeId>& fresh);
    [[nodiscard]] const Table* tableOf(const QString& type) const;
    [[nodiscard]] QByteArray fingerprint() const;

    Ledger& m_ledger;
    const RecordList& m_list;
    SearchIndex m_search;
    std::map<QString, Table> m_tables;
};

}  // namespace candour
