// The projection of a record type: its table's SQL and the values of its columns. Identity fields
// have no column. A moment takes two columns (UTC milliseconds, and offset minutes under the name
// `<field>_offset`); a set is text, its elements between single blanks with one at either end, so
// that `instr(column, ' element ')` finds one; an id is 16 bytes.
#pragma once

#include "app/records/fieldvalue.h"

#include <variant>

namespace candour {

using ColumnValue = std::variant<std::nullptr_t, std::int64_t, QString, QByteArray>;

/// r_<type>
QString tableName(const RecordType& type);
/// The statements that make the table and its indexes. Beside the type's columns there are: record
/// (rowid of the ledger's record), id, notebook, created (UTC ms), author, conflicts (fields with
/// more than one value), struck.
QString createTableSql(const RecordType& type);
/// Unquoted names; empty for an identity field.
QStringList columnsOf(const Field& field);
/// In the order of columnsOf(field).
std::vector<ColumnValue> columnValues(const Field& field, const cbor::Value& value);

}  // namespace candour
