// What people and programs are told about a record type and a record: a form, help, one line, and
// the words that search finds.
#pragma once

#include "app/records/fieldvalue.h"

#include <QJsonObject>

namespace candour {

/// Everything a form or a stranger's program needs, as JSON.
QJsonObject formDescription(const RecordType& type);
/// For `--help`: the type, its purpose, and a line for each field.
QString schemaText(const RecordType& type);
/// For `--help`: each type with its purpose.
QString schemaText(const RecordList& list);
/// A record in one line.
QString summaryOf(const RecordType& type, const FieldValues& values);
/// The searchable fields' texts, a line break between them; empty if there is nothing to find.
QString searchableText(const RecordType& type, const FieldValues& values);

}  // namespace candour
