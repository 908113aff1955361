#include "app/records/tablesql.h"

#include "sync/ids.h"

namespace candour {
namespace {

QString columnType(FieldKind kind) {
    switch (kind) {
        case FieldKind::flag:
        case FieldKind::integer:
        case FieldKind::instant:
            return u"INTEGER"_qs;
        case FieldKind::reference:
        case FieldKind::change:
            return u"BLOB"_qs;
        case FieldKind::text:
        case FieldKind::longText:
        case FieldKind::choice:
        case FieldKind::date:
        case FieldKind::choiceSet:
        case FieldKind::referenceSet:
            break;
    }
    return u"TEXT"_qs;
}

}  // namespace

QString tableName(const RecordType& type) {
    return u"r_"_qs + type.name;
}

QStringList columnsOf(const Field& field) {
    if (!field.isProjected()) return {};
    if (field.kind == FieldKind::instant) return {field.name, field.name + u"_offset"_qs};
    return {field.name};
}

QString createTableSql(const RecordType& type) {
    const QString table = tableName(type);
    QString sql = u"CREATE TABLE "_qs + table +
                  u" (\n  record INTEGER PRIMARY KEY,\n  id BLOB NOT NULL,\n"
                  "  notebook INTEGER NOT NULL,\n  created INTEGER NOT NULL,\n"
                  "  author BLOB NOT NULL,\n  conflicts INTEGER NOT NULL DEFAULT 0,\n"
                  "  struck INTEGER NOT NULL DEFAULT 0,\n"
                  "  sealed INTEGER NOT NULL DEFAULT 0"_qs;
    QString indexes = u"CREATE INDEX %1_by_notebook ON %1 (notebook);\n"_qs.arg(table);
    for (const Field& field : type.fields) {
        for (const QString& column : columnsOf(field))
            sql += u",\n  \"%1\" %2"_qs.arg(column, columnType(field.kind));
        if (field.indexed)
            // Most records leave optional fields empty, and nobody looks for what says nothing.
            indexes += u"CREATE INDEX %1_by_%2 ON %1 (\"%2\")%3;\n"_qs.arg(
                table, field.name,
                field.required ? QString() : u" WHERE \"%1\" IS NOT NULL"_qs.arg(field.name));
    }
    return sql + u"\n) STRICT;\n"_qs + indexes;
}

std::vector<ColumnValue> columnValues(const Field& field, const cbor::Value& value) {
    const QStringList columns = columnsOf(field);
    if (columns.isEmpty()) return {};
    if (value.isNull())
        return std::vector<ColumnValue>(static_cast<std::size_t>(columns.size()), nullptr);
    switch (field.kind) {
        case FieldKind::flag:
            return {std::int64_t{value.boolean()}};
        case FieldKind::integer:
            return {value.integer()};
        case FieldKind::instant:
            return {value.items().at(0).integer(), value.items().at(1).integer()};
        case FieldKind::reference:
        case FieldKind::change:
            return {value.bytes()};
        case FieldKind::text:
        case FieldKind::longText:
        case FieldKind::choice:
        case FieldKind::date:
            return {value.text()};
        case FieldKind::choiceSet:
        case FieldKind::referenceSet:
            break;
    }
    QString elements = u" "_qs;
    for (const cbor::Value& item : value.items())
        elements += (field.kind == FieldKind::choiceSet
                         ? item.text()
                         : RecordId::fromBytes(item.bytes()).value_or(RecordId()).toString()) +
                    u' ';
    return {elements};
}

}  // namespace candour
