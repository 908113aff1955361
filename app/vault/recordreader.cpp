#include "app/vault/recordreader.h"

#include "app/vault/setfield.h"

#include <algorithm>

namespace candour {
namespace {

FieldView viewOf(const Field* field, const FieldState& state, bool withheld) {
    FieldView view;
    view.name = state.name;
    view.field = field;
    if (field != nullptr && field->isSet()) {
        SetState set = mergeSet(*field, state.writes);
        const Write& last = state.writes.back();
        view.versions.push_back(
            {last.change, last.author, last.written, cbor::Value::array(std::move(set.elements))});
    } else {
        for (const Write& write : state.writes)
            view.versions.push_back({write.change, write.author, write.written, write.value});
        view.inConflict = state.inConflict();
    }
    if (withheld)
        for (Version& version : view.versions) version.value.reset();
    return view;
}

/// `column op ?` for one page further, given that nulls come first when rising and last when
/// falling.
struct Seek {
    std::string sql;
    std::vector<ColumnValue> values;
};

Seek seekAfter(const ListRequest::After& after, const std::string& column, bool descending) {
    const std::string beyond = descending ? " < ?" : " > ?";
    if (column.empty()) return {" AND r.record" + beyond, {after.row}};
    if (std::holds_alternative<std::nullptr_t>(after.key)) {
        if (descending) return {" AND " + column + " IS NULL AND r.record" + beyond, {after.row}};
        return {" AND (" + column + " IS NOT NULL OR r.record" + beyond + ")", {after.row}};
    }
    std::string sql = " AND (" + column + beyond + " OR (" + column + " = ? AND r.record" + beyond;
    sql += descending ? ") OR " + column + " IS NULL)" : "))";
    return {sql, {after.key, after.key, after.row}};
}

/// The key by which a listed record was sorted.
ColumnValue keyOf(const RecordType& type, const ListedRecord& record, const QString& orderBy) {
    if (orderBy.isEmpty()) return nullptr;
    if (orderBy == u"created") return std::int64_t{record.created.time_since_epoch().count()};
    const Field& field = *type.field(orderBy);
    return columnValues(field, valueOf(record.values, orderBy)).front();
}

}  // namespace

bool mayShow(const Field& field, IdentityFields identity) {
    switch (field.sensitivity) {
        case Sensitivity::ordinary:
        case Sensitivity::personal:
            return true;
        case Sensitivity::identity:
            return identity != IdentityFields::withhold;
        case Sensitivity::key:
            return identity == IdentityFields::openWithKeys;
    }
    return false;
}

bool RecordView::inConflict() const {
    return std::any_of(fields.begin(), fields.end(),
                       [](const FieldView& field) { return field.inConflict; });
}

const FieldView* RecordView::field(QStringView fieldName) const {
    const auto found = std::find_if(fields.begin(), fields.end(), [&](const FieldView& field) {
        return field.name == fieldName;
    });
    return found == fields.end() ? nullptr : &*found;
}

FieldValues RecordView::values() const {
    FieldValues values;
    for (const FieldView& field : fields) {
        if (field.field == nullptr) continue;
        for (auto version = field.versions.rbegin(); version != field.versions.rend(); ++version) {
            if (!version->value || version->value->isNull()) continue;
            if (field.field->isSet() && version->value->items().empty()) continue;
            if (!validateValue(*field.field, *version->value)) continue;
            values.push_back({field.name, *version->value});
            break;
        }
    }
    return values;
}

Result<RecordView> RecordReader::get(RowId row, IdentityFields identity) {
    RecordView view;
    view.row = row;
    TRY(view.name, m_ledger.recordName(row));
    view.type = m_projection.list().type(view.name.type);
    TRY(const auto changes, m_ledger.history(row));
    const RecordState state = mergeRecord(changes);
    view.created = state.created;
    view.author = state.author;
    view.changes = changes.size();
    view.struck = state.struck;
    std::vector<Write> order;
    for (const OpenedChange& change : changes) {
        order.push_back({change.id, change.header.vault, change.header.written,
                         change.header.number, std::nullopt});
        view.seen.push_back(change.id);
    }
    sortForScreen(order);
    if (!order.empty()) view.changed = order.back().written;

    FieldValues outline;  // what is still said where the words cannot be read
    if (view.type != nullptr) {
        TRY(const auto listed, m_projection.row(*view.type, row));
        view.sealed = listed && listed->sealed;
        if (listed) outline = listed->values;
    }
    const auto withheld = [&](const Field& field) {
        if (view.sealed && !staysWhenSealed(field)) return true;
        return !mayShow(field, identity);
    };
    if (view.type != nullptr) {
        for (const Field& field : view.type->fields)
            if (const FieldState* written = state.field(field.name)) {
                view.fields.push_back(viewOf(&field, *written, withheld(field)));
                Version& last = view.fields.back().versions.back();
                const cbor::Value& kept = valueOf(outline, field.name);
                if (!last.value && !kept.isNull() && !withheld(field)) last.value = kept;
            }
        if (!view.sealed) view.flags = currentOf(*view.type, state, changes).flags;
    }
    for (const FieldState& written : state.fields) {
        if (written.name == struckField) {
            if (!written.writes.empty() && written.writes.back().value)
                view.strikeReason = written.writes.back().value->at(u"reason").text();
            continue;
        }
        if (view.type == nullptr || view.type->field(written.name) == nullptr)
            view.fields.push_back(viewOf(nullptr, written, view.sealed));
    }
    return view;
}

Result<RecordView> RecordReader::get(const RecordName& name, IdentityFields identity) {
    TRY(const auto row, m_ledger.findRecord(name));
    if (!row) return fail(Code::notFound, "read a record");
    return get(*row, identity);
}

Result<RecordView> RecordReader::get(const RecordId& id, IdentityFields identity) {
    std::vector<RowId> rows;
    TRY_OK(m_ledger.database().each(
        "SELECT row FROM record WHERE id = ? ORDER BY row LIMIT 2",
        [&](const Row& row) { rows.push_back(row.integer(0)); }, id));
    if (rows.empty()) return fail(Code::notFound, "read a record", "No record here has that id.");
    if (rows.size() > 1)
        return fail(Code::badInput, "read a record",
                    "Several notebooks hold a record of this id; say which.");
    return get(rows.front(), identity);
}

Result<std::vector<ChangeId>> RecordReader::seen(RowId row) {
    std::vector<ChangeId> changes;
    TRY_OK(m_ledger.database().each(
        "SELECT link FROM change WHERE record = ?",
        [&](const Row& read) {
            if (const auto link = Hash::fromBytes(read.blob(0)))
                changes.push_back(changeIdOf(*link));
        },
        row));
    return changes;
}

struct RecordReader::Query {
    const RecordType* type;
    std::string sql;
    std::vector<ColumnValue> values;
};

Result<RecordReader::Query> RecordReader::queryFor(const ListRequest& request, std::string select) {
    constexpr char during[] = "list records";
    const RecordType* type = m_projection.list().type(request.type);
    if (type == nullptr)
        return fail(Code::badInput, during, "There is no such record type; see `types`.");
    Query query{
        type, select.empty() ? m_projection.selectSql(*type).toStdString() : std::move(select), {}};
    query.sql += " WHERE 1";
    if (!request.withStruck) query.sql += " AND r.struck = 0";
    if (!request.withSealed) query.sql += " AND r.sealed = 0";
    if (request.notebook) {
        query.sql += " AND n.id = ?";
        query.values.emplace_back(request.notebook->toBytes());
    }
    for (const FieldValue& wanted : request.where) {
        const Field* field = type->field(wanted.name);
        if (field == nullptr || columnsOf(*field).isEmpty())
            return fail(Code::badInput, during, "It cannot be filtered by that field.");
        TRY_OK(validateValue(*field, wanted.value));
        const std::string column = "r.\"" + field->name.toStdString() + "\"";
        if (!field->isSet()) {
            // Not `IS ?`, which no index of what is filled in can answer.
            query.sql += " AND " + column + (wanted.value.isNull() ? " IS NULL" : " = ?");
            if (!wanted.value.isNull())
                query.values.push_back(columnValues(*field, wanted.value).front());
            continue;
        }
        for (const cbor::Value& element : wanted.value.items()) {
            query.sql += " AND instr(" + column + ", ?) > 0";
            query.values.push_back(columnValues(*field, cbor::Value::array({element})).front());
        }
    }
    if (request.author) {
        query.sql += " AND r.author = ?";
        query.values.emplace_back(request.author->toBytes());
    }
    if (request.disputed) query.sql += " AND r.conflicts > 0";
    if (request.without) {
        const RecordType* other = m_projection.list().type(request.without->type);
        const Field* field = other == nullptr ? nullptr : other->field(request.without->field);
        if (field == nullptr || field->kind != FieldKind::reference)
            return fail(Code::badInput, during, "It cannot be filtered by that field.");
        query.sql += " AND NOT EXISTS (SELECT 1 FROM " + tableName(*other).toStdString() +
                     " AS o WHERE o.struck = 0 AND o.sealed = 0 AND o.\"" +
                     field->name.toStdString() + "\" = r.id)";
    }
    std::string key;
    if (request.orderBy == u"created") {
        key = "r.created";
    } else if (!request.orderBy.isEmpty()) {
        const Field* field = type->field(request.orderBy);
        if (field == nullptr || columnsOf(*field).isEmpty())
            return fail(Code::badInput, during, "It cannot be sorted by that field.");
        key = "r.\"" + field->name.toStdString() + "\"";
    }
    if (request.after) {
        Seek seek = seekAfter(*request.after, key, request.descending);
        query.sql += seek.sql;
        std::move(seek.values.begin(), seek.values.end(), std::back_inserter(query.values));
    }
    const std::string way = request.descending ? " DESC" : "";
    query.sql += " ORDER BY " + (key.empty() ? std::string() : key + way + ", ") + "r.record" + way;
    return query;
}

Result<ListPage> RecordReader::list(const ListRequest& request) {
    TRY(Query query, queryFor(request, {}));
    const int limit = std::clamp(request.limit, 1, mostListed);
    query.sql += " LIMIT " + std::to_string(limit + 1);
    ListPage page;
    TRY_OK(m_ledger.database().each(
        query.sql,
        [&](const Row& row) { page.records.push_back(Projection::readRow(*query.type, row)); },
        query.values));
    if (page.records.size() > static_cast<std::size_t>(limit)) {
        page.records.pop_back();
        const ListedRecord& last = page.records.back();
        page.next = ListRequest::After{keyOf(*query.type, last, request.orderBy), last.row};
    }
    return page;
}

Result<std::vector<RowId>> RecordReader::rows(const ListRequest& request) {
    const RecordType* type = m_projection.list().type(request.type);
    if (type == nullptr) return fail(Code::badInput, "list records");
    TRY(const Query query,
        queryFor(request, "SELECT r.record FROM " + tableName(*type).toStdString() +
                              " AS r JOIN notebook AS n ON n.row = r.notebook"));
    std::vector<RowId> rows;
    TRY_OK(m_ledger.database().each(
        query.sql, [&](const Row& row) { rows.push_back(row.integer(0)); }, query.values));
    return rows;
}

Result<std::int64_t> RecordReader::counted(const QString& typeName, const char* which) {
    const RecordType* type = m_projection.list().type(typeName);
    if (type == nullptr) return fail(Code::badInput, "count records");
    const std::string sql =
        "SELECT count(*) FROM " + tableName(*type).toStdString() + " WHERE " + which;
    TRY(const auto count,
        m_ledger.database().first(sql, [](const Row& row) { return row.integer(0); }));
    return count.value_or(0);
}

Result<std::int64_t> RecordReader::count(const QString& type) {
    return counted(type, "struck = 0 AND sealed = 0");
}

Result<std::int64_t> RecordReader::countSealed(const QString& type) {
    return counted(type, "struck = 0 AND sealed = 1");
}

Result<std::int64_t> RecordReader::countStruck(const QString& type) {
    return counted(type, "struck = 1");
}

Result<FoundPage> RecordReader::search(const QString& words, std::optional<RowId> before,
                                       int limit) {
    limit = std::clamp(limit, 1, mostListed);
    TRY(auto rows, m_projection.search().find(words, before, limit + 1));
    FoundPage page;
    if (rows.size() > static_cast<std::size_t>(limit)) {
        rows.pop_back();
        page.next = rows.back();
    }
    page.hits.reserve(rows.size());
    for (const RowId row : rows) {
        TRY(const auto typeName,
            m_ledger.database().first(
                "SELECT type.name FROM record JOIN type ON type.row = record.type"
                " WHERE record.row = ?",
                [](const Row& r) { return r.text(0); }, row));
        const RecordType* type = m_projection.list().type(typeName.value_or(QString()));
        if (type == nullptr) continue;
        TRY(auto listed, m_projection.row(*type, row));
        if (listed) page.hits.push_back({type, std::move(*listed)});
    }
    return page;
}

Result<std::int64_t> RecordReader::countHits(const QString& words) {
    return m_projection.search().count(words);
}

}  // namespace candour
