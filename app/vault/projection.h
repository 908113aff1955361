// The projections: one table per record type (r_<type>), the flags and the search index. They hold
// nothing that the ledger does not, are written in the same transaction as the change, and can be
// dropped and made again at any time. A struck record keeps its row, without its words; so does one
// that a withdrawal covers: sealed, it says when it was and where it belongs, and nothing else.
// When its key is given up, that much is kept as its outline, the one thing here that the ledger
// can no longer say; of what nobody here could ever read there is a sealed row alone.
#pragma once

#include "app/records/ndjson.h"
#include "app/records/recordtype.h"
#include "app/records/tablesql.h"
#include "app/vault/current.h"
#include "app/vault/searchindex.h"
#include "sync/ledger.h"

#include <functional>
#include <map>
#include <memory>
#include <set>

namespace candour {

class Locks;

/// One row of a list, without opening a single seal. Identity fields are not in it.
struct ListedRecord {
    RowId row = 0;
    RecordId id;
    NotebookId notebook;
    UtcTime created;
    VaultId author;
    int conflicts = 0;
    bool struck = false;
    bool sealed = false;
    FieldValues values;
};

/// What is still said of a record that is locked away: its times, and what it belongs to.
[[nodiscard]] bool staysWhenSealed(const Field& field);
/// What is still said of any record whose key was given up: besides, plain choices, flags, dates
/// and numbers that say nothing about a person, and the labels it is known by. No words.
[[nodiscard]] bool staysWithoutKey(const RecordType& type, const Field& field);

class Projection {
  public:
    /// `ledger` and `list` outlive it.
    Projection(Ledger& ledger, const RecordList& list);
    ~Projection();

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
    Status take(const Imported& imported);
    /// What becomes of the outlines of records that can be read otherwise from now on.
    enum class Outline : std::uint8_t { drop, keep };
    /// `change` makes words unreadable, or readable again: they leave rows and index, then it is
    /// called, and what is left is projected anew.
    Status remake(const std::set<RowId>& records, Outline outline,
                  const std::function<Status()>& change);
    /// Takes records out of tables and index whose changes are about to leave this tablet.
    Status drop(const std::vector<RowId>& records);
    /// Whether something in a notebook waits for a person.
    Result<bool> waitingIn(const NotebookId& notebook);
    /// An edit begins: what was known of withdrawals is read again.
    void forget();
    /// Whether a withdrawal, or what it covers, was written since this was last asked: drafts have
    /// to be looked at.
    [[nodiscard]] bool locked() { return std::exchange(m_locked, false); }
    /// Whether a record that would say this is covered. Nothing of it is written yet.
    Result<bool> wouldBeSealed(const RecordLine& record, UtcTime created);

    // Reading ------------------------------------------------------------------------------------

    /// What list() reads a row with: the columns, in the order in which readRow() takes them.
    [[nodiscard]] const QString& selectSql(const RecordType& type) const;
    [[nodiscard]] static ListedRecord readRow(const RecordType& type, const Row& row);
    Result<std::optional<ListedRecord>> row(const RecordType& type, RowId record);
    /// False if it has no row.
    Result<bool> isSealed(const RecordType& type, RowId record);
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
        std::string sealed;
        QString select;
    };
    Status createTables();
    /// For a record that has no row; answers whether it is sealed. Never INSERT OR REPLACE: a
    /// statement that may have to be undone by itself makes the search index write out all it has
    /// gathered, each time.
    Result<bool> write(RowId record, const RecordName& name, const Table& table,
                       const RecordState& state, const CurrentRecord& current);
    Result<bool> isToBeSealed(RowId record, const RecordName& name, const RecordType& type,
                              const CurrentRecord& current, UtcTime created);
    /// What a record says, with its outline where its words cannot be read.
    Result<CurrentRecord> said(RowId record, const RecordType& type, const RecordState& state,
                               std::span<const OpenedChange> changes);
    Status keepOutline(RowId record, const RecordType& type, std::span<const OpenedChange> changes);
    /// Whether its row is locked away; nothing if it has none.
    Result<std::optional<bool>> seal(const Table& table, RowId record);
    Result<bool> writeFrom(RowId record, const RecordName& name, const Table& table,
                           std::span<const OpenedChange> changes);
    /// Takes out what write() wrote of a record when it had these changes.
    Status remove(RowId record, const Table& table, std::span<const OpenedChange> changes,
                  bool sealed);
    /// `opened` are keys that are here only now: nothing under them was projected before.
    Status project(RowId record, const std::vector<ChangeId>& fresh, const std::set<KeyId>& opened,
                   std::set<RowId>& touched);
    /// A record was written: `touched` gains those whose cover may follow from it.
    Status follow(const RecordName& name, bool before, bool now, std::set<RowId>& touched);
    /// Locks and opens what follows. Only once all of an edit is projected: what a row says is
    /// taken from its whole history.
    Status settle(std::set<RowId> touched);
    Status reconsider(RowId record, std::set<RowId>& touched);
    [[nodiscard]] const Table* tableOf(const QString& type) const;
    [[nodiscard]] QByteArray fingerprint() const;

    Ledger& m_ledger;
    const RecordList& m_list;
    SearchIndex m_search;
    std::map<QString, Table> m_tables;
    std::unique_ptr<Locks> m_locks;
    bool m_locked = false;
};

}  // namespace candour
