#include "app/vault/projection.h"

#include "app/vault/locks.h"
#include "platform/check.h"

#include <algorithm>

namespace candour {
namespace {

/// Raise it when the same list makes other tables or another index.
constexpr int projectionVersion = 4;

constexpr int firstFieldColumn =
    8;  // after record, id, notebook, created, author, conflicts, struck, sealed

cbor::Value setFromText(const Field& field, const QString& text) {
    std::vector<cbor::Value> items;
    for (const QString& word : text.split(u' ', Qt::SkipEmptyParts)) {
        if (field.kind == FieldKind::choiceSet)
            items.emplace_back(word);
        else if (const auto id = RecordId::fromString(word))
            items.emplace_back(*id);
    }
    return cbor::Value::array(std::move(items));
}

/// The inverse of columnValues().
cbor::Value valueFromColumns(const Field& field, const Row& row, int column) {
    if (row.isNull(column)) return {};
    switch (field.kind) {
        case FieldKind::flag:
            return row.integer(column) != 0;
        case FieldKind::integer:
            return row.integer(column);
        case FieldKind::instant:
            return cbor::Value::array({row.integer(column), row.integer(column + 1)});
        case FieldKind::reference:
        case FieldKind::change:
            return row.blob(column);
        case FieldKind::text:
        case FieldKind::longText:
        case FieldKind::choice:
        case FieldKind::date:
            return row.text(column);
        case FieldKind::choiceSet:
        case FieldKind::referenceSet:
            break;
    }
    return setFromText(field, row.text(column));
}

}  // namespace

Projection::Projection(Ledger& ledger, const RecordList& list)
    : m_ledger(ledger),
      m_list(list),
      m_search(ledger.database()),
      m_locks(std::make_unique<Locks>(ledger, *this)) {
    for (const RecordType& type : list.types()) {
        QString columns = u"record, id, notebook, created, author, conflicts, struck, sealed"_qs;
        QString select =
            u"r.record, r.id, n.id, r.created, r.author, r.conflicts, r.struck, r.sealed"_qs;
        int count = firstFieldColumn;
        for (const Field& field : type.fields)
            for (const QString& column : columnsOf(field)) {
                columns += u", \""_qs + column + u'"';
                select += u", r.\""_qs + column + u'"';
                ++count;
            }
        const QString from =
            u" FROM %1 r JOIN notebook n ON n.row = r.notebook"_qs.arg(tableName(type));
        const QString places = u"?, "_qs.repeated(count - 1) + u'?';
        const std::string into =
            u" INTO %1 (%2) VALUES (%3)"_qs.arg(tableName(type), columns, places).toStdString();
        m_tables.emplace(
            type.name,
            Table{&type, "INSERT" + into,
                  (u"DELETE FROM %1 WHERE record = ?"_qs.arg(tableName(type))).toStdString(),
                  (u"SELECT "_qs + select + from + u" WHERE r.record = ?"_qs).toStdString(),
                  u"SELECT sealed FROM %1 WHERE record = ?"_qs.arg(tableName(type)).toStdString(),
                  u"SELECT "_qs + select + from});
    }
}

Projection::~Projection() = default;

bool staysWhenSealed(const Field& field) {
    return field.isReference() || field.kind == FieldKind::instant;
}

bool staysWithoutKey(const RecordType& type, const Field& field) {
    if (staysWhenSealed(field)) return true;
    if (mayBeLockedAway(type.name) || !field.isProjected()) return false;
    // A role, a case's number, a slip's code, the script that was read: labels, and nobody's words.
    static const std::set<std::pair<QString, QString>> labels = {
        {u"participant"_qs, u"role"_qs},
        {u"tracked_case"_qs, u"number"_qs},
        {u"follow_up_slip"_qs, u"code"_qs},
        {u"agreement"_qs, u"script"_qs},
        {u"case_agreement"_qs, u"script"_qs}};
    if (labels.contains({type.name, field.name})) return true;
    return field.sensitivity == Sensitivity::ordinary && !field.isText();
}

void Projection::forget() {
    m_locks->forget();
    m_locked = false;
}

QByteArray Projection::fingerprint() const {
    cbor::Writer writer;
    writer.integer(projectionVersion);
    for (const RecordType& type : m_list.types()) {
        writer.text(createTableSql(type));
        for (const Field& field : type.fields) writer.text(field.name).boolean(field.searchable);
    }
    return Hash::of({writer.result()}).toBytes();
}

Status Projection::prepare() {
    TRY(const auto made,
        m_ledger.database().first("SELECT value FROM vault_state WHERE name = 'projection'",
                                  [](const Row& row) { return row.blob(0); }));
    if (made && *made == fingerprint()) return {};
    return rebuild();
}

Status Projection::createTables() {
    Database& database = m_ledger.database();
    // Tables of types that this list does not have may stem from another version.
    std::vector<QString> old;
    TRY_OK(database.each(
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND substr(name, 1, 2) = 'r_'",
        [&](const Row& row) { old.push_back(row.text(0)); }));
    for (const QString& name : old)
        TRY_OK(database.script((u"DROP TABLE \""_qs + name + u'"').toUtf8().constData()));
    for (const RecordType& type : m_list.types())
        TRY_OK(database.script(createTableSql(type).toUtf8().constData()));
    TRY_OK(database.script(
        "DROP TABLE IF EXISTS flagged;"
        "CREATE TABLE flagged (record INTEGER NOT NULL, field TEXT NOT NULL,"
        " flaw INTEGER NOT NULL, PRIMARY KEY (record, field, flaw)) WITHOUT ROWID;"));
    return m_search.create();
}

Status Projection::rebuild() {
    Database& database = m_ledger.database();
    TRY(Transaction transaction, database.begin());
    TRY_OK(createTables());
    m_locks->forget();
    std::vector<RowId> grounds;
    std::vector<RowId> records;
    TRY_OK(database.each(
        "SELECT record.row, type.name FROM record JOIN type ON type.row = record.type"
        " ORDER BY record.row",
        [&](const Row& row) {
            (Locks::isGround(row.text(1)) ? grounds : records).push_back(row.integer(0));
        }));
    std::set<RowId> touched;
    for (const RowId record : grounds) TRY_OK(project(record, {}, {}, touched));
    for (const RowId record : records) TRY_OK(project(record, {}, {}, touched));
    TRY_OK(settle(std::move(touched)));
    TRY_OK(database.run("INSERT OR REPLACE INTO vault_state (name, value) VALUES ('projection', ?)",
                        fingerprint()));
    return transaction.commit();
}

Result<bool> Projection::write(RowId record, const RecordName& name, const Table& table,
                               const RecordState& state, const CurrentRecord& current) {
    TRY(const auto notebook, m_ledger.notebookRow(name.notebook));
    check(notebook.has_value(), "a record lies in a notebook");
    const UtcTime created = state.created.corrected();
    TRY(const bool sealed, isToBeSealed(record, name, *table.type, current, created));
    std::vector<ColumnValue> values;
    values.reserve(32);
    values.emplace_back(record);
    values.emplace_back(name.id.toBytes());
    values.emplace_back(*notebook);
    values.emplace_back(std::int64_t{created.time_since_epoch().count()});
    values.emplace_back(state.author.toBytes());
    values.emplace_back(std::int64_t{sealed ? 0 : current.conflicts});
    values.emplace_back(std::int64_t{current.struck});
    values.emplace_back(std::int64_t{sealed});
    static const cbor::Value nothing;
    for (const Field& field : table.type->fields) {
        // Where a struck record belongs stays too: a withdrawal has to find it.
        const bool hidden = (current.struck || sealed) && !staysWhenSealed(field);
        const cbor::Value& value = hidden ? nothing : valueOf(current.values, field.name);
        for (ColumnValue& column : columnValues(field, value)) values.push_back(std::move(column));
    }
    TRY_OK(m_ledger.database().run(table.insert, values));
    if (sealed) return true;
    for (const Flag& flag : current.flags)
        TRY_OK(m_ledger.database().run(
            "INSERT OR IGNORE INTO flagged (record, field, flaw) VALUES (?, ?, ?)", record,
            flag.field, flag.flaw));
    TRY_OK(m_search.add(record, current.words));
    return false;
}

Status Projection::addNew(RowId record, const RecordName& name, const RecordType& type,
                          const FieldValues& values, const Moment& written, const VaultId& author) {
    RecordState state;
    state.created = written;
    state.author = author;
    TRY(const bool sealed,
        write(record, name, m_tables.at(type.name), state, currentOfNew(type, values)));
    std::set<RowId> touched;
    TRY_OK(follow(name, false, sealed, touched));
    return settle(std::move(touched));
}

const Projection::Table* Projection::tableOf(const QString& type) const {
    const auto table = m_tables.find(type);
    return table == m_tables.end() ? nullptr : &table->second;
}

Result<bool> Projection::writeFrom(RowId record, const RecordName& name, const Table& table,
                                   std::span<const OpenedChange> changes) {
    const RecordState state = mergeRecord(changes);
    TRY(const CurrentRecord current, said(record, *table.type, state, changes));
    return write(record, name, table, state, current);
}

Result<bool> Projection::isToBeSealed(RowId record, const RecordName& name, const RecordType& type,
                                      const CurrentRecord& current, UtcTime created) {
    if (current.unread && !current.struck) return true;
    return m_locks->cover(record, {&type, name.id, name.notebook, current.values}, created);
}

Result<CurrentRecord> Projection::said(RowId record, const RecordType& type,
                                       const RecordState& state,
                                       std::span<const OpenedChange> changes) {
    CurrentRecord current = currentOf(type, state, changes);
    if (std::all_of(changes.begin(), changes.end(),
                    [](const OpenedChange& change) { return change.values.has_value(); }))
        return current;
    TRY(const auto outline, m_ledger.database().first(
                                "SELECT said FROM outline WHERE record = ?",
                                [](const Row& row) { return row.blob(0); }, record));
    if (!outline) return current;
    TRY(const cbor::Value kept, cbor::Value::decode(*outline));
    FieldValues values;
    for (const Field& field : type.fields) {
        const cbor::Value& now = valueOf(current.values, field.name);
        const cbor::Value& before = kept.at(field.name);
        if (!now.isNull() || !before.isNull())
            values.push_back({field.name, now.isNull() ? before : now});
    }
    current.values = std::move(values);
    current.unread = current.unread && current.values.empty();
    return current;
}

Status Projection::keepOutline(RowId record, const RecordType& type,
                               std::span<const OpenedChange> changes) {
    TRY(const CurrentRecord current, said(record, type, mergeRecord(changes), changes));
    std::vector<cbor::Value::Entry> kept;
    for (const FieldValue& value : current.values) {
        if (staysWithoutKey(type, *type.field(value.name)))
            kept.emplace_back(value.name, value.value);
    }
    TRY_OK(m_ledger.database().run("INSERT OR REPLACE INTO outline (record, said) VALUES (?, ?)",
                                   record, cbor::Value::map(std::move(kept)).encode()));
    return {};
}

Status Projection::remove(RowId record, const Table& table, std::span<const OpenedChange> changes,
                          bool sealed) {
    if (!sealed)
        TRY_OK(
            m_search.forget(record, currentOf(*table.type, mergeRecord(changes), changes).words));
    TRY_OK(m_ledger.database().run("DELETE FROM flagged WHERE record = ?", record));
    TRY_OK(m_ledger.database().run(table.remove, record));
    return {};
}

Status Projection::project(RowId record, const std::vector<ChangeId>& fresh,
                           const std::set<KeyId>& opened, std::set<RowId>& touched) {
    TRY(const RecordName name, m_ledger.recordName(record));
    const Table* table = tableOf(name.type);
    if (table == nullptr) return {};  // a later version's type: kept in the ledger
    TRY(const auto changes, m_ledger.history(record));
    if (changes.empty()) return {};  // taken off this tablet
    TRY(const auto wasSealed, seal(*table, record));
    if (wasSealed) {
        // What was written before is what the record said without the fresh changes.
        std::vector<OpenedChange> before;
        std::copy_if(changes.begin(), changes.end(), std::back_inserter(before),
                     [&](const OpenedChange& change) {
                         return std::find(fresh.begin(), fresh.end(), change.id) == fresh.end();
                     });
        for (OpenedChange& change : before)
            if (opened.contains(change.header.key)) change.values.reset();
        if (Locks::isGround(name.type)) TRY_OK(m_locks->gather(name, touched));
        TRY_OK(remove(record, *table, before, *wasSealed));
    }
    TRY(const bool sealed, writeFrom(record, name, *table, changes));
    return follow(name, wasSealed.value_or(false), sealed, touched);
}

Status Projection::follow(const RecordName& name, bool before, bool now, std::set<RowId>& touched) {
    if (Locks::isGround(name.type)) TRY_OK(m_locks->gather(name, touched));
    if (name.type == u"withdrawal") m_locked = true;
    if (before != now) {
        m_locked = true;
        TRY_OK(m_locks->gatherHolders(name.id, touched));
    }
    return {};
}

Status Projection::settle(std::set<RowId> touched) {
    TRY_OK(m_locks->gatherWords(touched));
    while (!touched.empty()) {
        const RowId next = *touched.begin();
        touched.erase(touched.begin());
        TRY_OK(reconsider(next, touched));
    }
    return {};
}

Status Projection::reconsider(RowId record, std::set<RowId>& touched) {
    TRY(const RecordName name, m_ledger.recordName(record));
    const Table* table = tableOf(name.type);
    if (table == nullptr) return {};
    TRY(const auto listed, row(*table->type, record));
    if (!listed) return {};  // to be projected yet
    TRY(const auto changes, m_ledger.history(record));
    const RecordState state = mergeRecord(changes);
    TRY(const CurrentRecord current, said(record, *table->type, state, changes));
    TRY(const bool sealed,
        isToBeSealed(record, name, *table->type, current, state.created.corrected()));
    if (sealed == listed->sealed) return {};
    TRY_OK(remove(record, *table, changes, listed->sealed));
    TRY(const bool written, write(record, name, *table, state, current));
    check(written == sealed, "a record is covered or not");
    m_locked = true;
    return m_locks->gatherHolders(name.id, touched);
}

Result<bool> Projection::wouldBeSealed(const RecordLine& record, UtcTime created) {
    return m_locks->cover(0, record, created);
}

Status Projection::refresh(RowId record, const std::vector<ChangeId>& fresh) {
    std::set<RowId> touched;
    TRY_OK(project(record, fresh, {}, touched));
    return settle(std::move(touched));
}

Status Projection::take(const Imported& imported) {
    std::map<RowId, std::vector<const Received*>> byRecord;
    for (const RowId record : imported.openedIn) byRecord[record] = {};
    for (const RowId record : imported.marked) byRecord[record] = {};
    for (const Received& change : imported.changes)
        byRecord[change.where.record].push_back(&change);
    m_locks->forget();  // an edit may have been let go since
    std::set<RowId> touched;
    for (const auto& [record, received] : byRecord) {
        if (received.empty() || !received.front()->where.newRecord) {
            std::vector<ChangeId> fresh;
            for (const Received* change : received) fresh.push_back(change->where.id);
            TRY_OK(project(record, fresh, imported.opened, touched));
            continue;
        }
        const Header& first = received.front()->header;
        if (const Table* table = tableOf(first.type)) {
            // Nothing of the record was here: what came is all that there is of it.
            std::vector<OpenedChange> all;
            for (const Received* change : received) {
                if (!change->payload) {
                    all.push_back({change->where.id, change->header, std::nullopt, change->late});
                    continue;
                }
                TRY(OpenedChange opened,
                    openChange(change->where.id, change->header, *change->payload));
                opened.late = change->late;
                all.push_back(std::move(opened));
            }
            const RecordName name{first.notebook, first.type, first.record};
            TRY(const bool sealed, writeFrom(record, name, *table, all));
            TRY_OK(follow(name, false, sealed, touched));
        }
    }
    return settle(std::move(touched));
}

Status Projection::remake(const std::set<RowId>& records, Outline outline,
                          const std::function<Status()>& change) {
    std::map<RowId, bool> sealed;  // those that are projected
    std::set<RowId> touched;
    for (const RowId record : records) {
        TRY(const RecordName name, m_ledger.recordName(record));
        const Table* table = tableOf(name.type);
        if (table == nullptr) continue;
        // Whom it names now may be what it forgets.
        if (Locks::isGround(name.type)) TRY_OK(m_locks->gather(name, touched));
        TRY(const auto changes, m_ledger.history(record));
        TRY(sealed[record], isSealed(*table->type, record));
        TRY_OK(remove(record, *table, changes, sealed[record]));
        if (outline == Outline::keep)
            TRY_OK(keepOutline(record, *table->type, changes));
        else
            TRY_OK(m_ledger.database().run("DELETE FROM outline WHERE record = ?", record));
    }
    TRY_OK(change());
    for (const auto& [record, before] : sealed) {
        TRY(const RecordName name, m_ledger.recordName(record));
        const Table& table = *tableOf(name.type);
        TRY(const auto changes, m_ledger.history(record));
        TRY(const bool now, writeFrom(record, name, table, changes));
        TRY_OK(follow(name, before, now, touched));
    }
    m_locked = true;
    return settle(std::move(touched));
}

Status Projection::drop(const std::vector<RowId>& records) {
    for (const RowId record : records) {
        TRY(const RecordName name, m_ledger.recordName(record));
        TRY_OK(m_ledger.database().run("DELETE FROM outline WHERE record = ?", record));
        const Table* table = tableOf(name.type);
        if (table == nullptr) continue;
        TRY(const auto changes, m_ledger.history(record));
        TRY(const bool sealed, isSealed(*table->type, record));
        TRY_OK(remove(record, *table, changes, sealed));
    }
    m_locks->forget();
    return {};
}

Result<bool> Projection::waitingIn(const NotebookId& notebook) {
    TRY(const auto row, m_ledger.notebookRow(notebook));
    TRY(const auto flagged, m_ledger.database().first(
                                "SELECT 1 FROM flagged JOIN record ON record.row = flagged.record"
                                " WHERE record.notebook = ?",
                                [](const Row&) { return true; }, row.value_or(0)));
    if (flagged) return true;
    for (const RecordType& type : m_list.types()) {
        const std::string sql = "SELECT 1 FROM " + tableName(type).toStdString() +
                                " WHERE notebook = ? AND conflicts > 0";
        TRY(const auto open, m_ledger.database().first(
                                 sql, [](const Row&) { return true; }, row.value_or(0)));
        if (open) return true;
    }
    return false;
}

const QString& Projection::selectSql(const RecordType& type) const {
    return m_tables.at(type.name).select;
}

ListedRecord Projection::readRow(const RecordType& type, const Row& row) {
    ListedRecord listed;
    listed.row = row.integer(0);
    listed.id = row.id<RecordId>(1);
    listed.notebook = row.id<NotebookId>(2);
    listed.created = UtcTime(milliseconds(row.integer(3)));
    listed.author = row.id<VaultId>(4);
    listed.conflicts = static_cast<int>(row.integer(5));
    listed.struck = row.integer(6) != 0;
    listed.sealed = row.integer(7) != 0;
    int column = firstFieldColumn;
    for (const Field& field : type.fields) {
        const auto width = static_cast<int>(columnsOf(field).size());
        if (width == 0) continue;
        cbor::Value value = valueFromColumns(field, row, column);
        if (!value.isNull()) listed.values.push_back({field.name, std::move(value)});
        column += width;
    }
    return listed;
}

Result<std::optional<ListedRecord>> Projection::row(const RecordType& type, RowId record) {
    return m_ledger.database().first(
        m_tables.at(type.name).one, [&](const Row& row) { return readRow(type, row); }, record);
}

Result<std::optional<bool>> Projection::seal(const Table& table, RowId record) {
    return m_ledger.database().first(
        table.sealed, [](const Row& row) { return row.integer(0) != 0; }, record);
}

Result<bool> Projection::isSealed(const RecordType& type, RowId record) {
    TRY(const auto sealed, seal(m_tables.at(type.name), record));
    return sealed.value_or(false);
}

Result<std::vector<Flag>> Projection::flags(RowId record) {
    std::vector<Flag> flags;
    TRY_OK(m_ledger.database().each(
        "SELECT field, flaw FROM flagged WHERE record = ? ORDER BY field, flaw",
        [&](const Row& row) {
            flags.push_back({row.text(0), static_cast<Flaw>(row.integer(1))});
        },
        record));
    return flags;
}

Result<std::int64_t> Projection::needingAPerson() {
    std::string sql = "SELECT count(*) FROM (SELECT record FROM flagged";
    for (const RecordType& type : m_list.types())
        sql +=
            " UNION SELECT record FROM " + tableName(type).toStdString() + " WHERE conflicts > 0";
    TRY(const auto count,
        m_ledger.database().first(sql + ")", [](const Row& row) { return row.integer(0); }));
    return count.value_or(0);
}

}  // namespace candour
