// What a record of the list says now, as lists, search and people see it: the merged state read by
// the rules of its type. It follows from the set of changes and the list alone, so every replica
// sees the same. What breaks a rule is kept and flagged, never refused: refusing is how work gets
// stuck.
#pragma once

#include "app/records/fieldvalue.h"
#include "sync/merge.h"

#include <vector>

namespace candour {

/// Why a person has to look at a record. The numbers are stored.
enum class Flaw : std::uint8_t {
    unsoundValue = 1,    // a value breaks its field's rules
    missingValue,        // a required field says nothing
    appendOnlyReplaced,  // a record that is only ever followed was written over
    unseenAfterStrike,   // struck by somebody who had not seen everything that it says
    late,                // some of it came after its author was taken off the roster
};
/// A short stable name, for --json and logs.
const char* nameOf(Flaw flaw);

struct Flag {
    QString field;  // empty: the record as a whole
    Flaw flaw;
    friend bool operator==(const Flag&, const Flag&) = default;
};

struct CurrentRecord {
    /// In the order of the list; a field in conflict shows its newest write.
    FieldValues values;
    std::vector<Flag> flags;
    int conflicts = 0;
    bool struck = false;
    /// Nobody here can read a word of it: erased, or its keys are kept by others.
    bool unread = false;
    /// The text of every searchable write that stands; empty when struck.
    QString words;
};

[[nodiscard]] CurrentRecord currentOf(const RecordType& type, const RecordState& state,
                                      std::span<const OpenedChange> changes);
/// A new record of one change, whose values are sound.
[[nodiscard]] CurrentRecord currentOfNew(const RecordType& type, FieldValues values);

/// The field whose writes stand for it, or nothing; a set field is never in conflict.
[[nodiscard]] bool inConflict(const Field& field, const FieldState& state);

}  // namespace candour
