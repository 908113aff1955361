// Whose subject key seals a record. Decided once, when the record is created, from the rule of its
// type; the answer is written into its first change and never changes.
#pragma once

#include "app/records/fieldvalue.h"
#include "sync/ids.h"

#include <functional>
#include <optional>

namespace candour {

/// What a rule may have to know about other records of the same notebook.
struct SubjectLookup {
    /// The subject of a record that is held here.
    std::function<std::optional<SubjectId>(RecordId record)> subjectOf;
    /// The one record of `type` whose `field` points to `target`; nothing if none or several.
    std::function<std::optional<RecordId>(const QString& type, const QString& field,
                                          RecordId target)>
        onlyRecord;
};

/// Fails with `notFound` if the rule needs the subject of a record that is not held here. The
/// subject of what concerns nobody in particular is the notebook.
Result<SubjectId> subjectOfNew(const RecordType& type, RecordId record, NotebookId notebook,
                               const FieldValues& values, const SubjectLookup& lookup);

}  // namespace candour
