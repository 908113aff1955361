// One record as one line of NDJSON, the form of `apply` and `export`: a JSON object with the keys
// "type", "id", optionally "notebook", the record's fields, and last, where two people wrote
// different things, "conflicts": {field: [{"value": …} …]}. Reading and writing lose nothing;
// what is not exactly right is refused with a sentence that names key and rule, never the value.
#pragma once

#include "app/records/fieldvalue.h"
#include "sync/ids.h"

#include <variant>

namespace candour {

/// The notebook of the session that was planned as this timetable slot.
struct SessionOf {
    RecordId slot;
    friend bool operator==(const SessionOf&, const SessionOf&) = default;
};

/// Nothing: the notebook of the type's kind, or of the session the record already lies in. A kind:
/// the assessment's notebook of that kind.
using NotebookReference = std::variant<std::monostate, NotebookKind, NotebookId, SessionOf>;

struct RecordLine {
    const RecordType* type = nullptr;  // lives as long as its list
    RecordId id;
    NotebookReference notebook;
    FieldValues fields;  // in the order of the list, each at most once
    /// Of fields that two people wrote and nobody has settled: every version, as export lists them.
    FieldValues disputed = {};
    /// When it was first written down, UTC ms: the moment of its own change, the same on every
    /// tablet. 0: not known, as of a line in a file.
    std::int64_t writtenUtcMs = 0;
};

/// Checks the values but not whether required ones are missing: a line may be an edit.
Result<RecordLine> recordFromLine(const RecordList& list, QByteArrayView line);
/// Without the line break. Fields without a value are left out; keys come in the list's order.
QByteArray lineFromRecord(const RecordLine& record);

}  // namespace candour
