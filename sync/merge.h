// What a record says now, from everything that was ever written about it. A field's current value
// is every write that no other write replaces (PROTOCOL 9): one is settled,
// two are both kept until a person decides. The result depends on the set of changes alone, never
// on the order of their arrival or on a clock.
#pragma once

#include "sync/ledger.h"

#include <span>
#include <vector>

namespace candour {

/// One write of one field that stands.
struct Write {
    ChangeId change;
    VaultId author;
    Moment written;
    std::int64_t number = 0;
    /// Nothing where the payload cannot be read here: sealed away or erased.
    std::optional<cbor::Value> value;
};

struct FieldState {
    QString name;
    /// Oldest first. More than one is a conflict, unless they say the same.
    std::vector<Write> writes;

    [[nodiscard]] bool inConflict() const;
    /// The ids that a new write of this field has to replace, by somebody who has seen them all.
    [[nodiscard]] std::vector<ChangeId> ids() const;
};

struct RecordState {
    std::vector<FieldState> fields;  // by name
    /// Of the record's first change, by corrected time.
    Moment created;
    VaultId author;
    bool struck = false;

    [[nodiscard]] const FieldState* field(QStringView name) const;
    [[nodiscard]] bool inConflict() const;
};

/// The field that hides a record. Its value is a map: `reason`, and `hides`, the ids of the writes
/// that the person had seen. A write it does not name shows the record again.
inline constexpr QStringView struckField = u"struck";

[[nodiscard]] RecordState mergeRecord(std::span<const OpenedChange> changes);

/// The order on screen (PROTOCOL 10): corrected time, ties by id; within one vault its own count,
/// whatever its clock did.
void sortForScreen(std::vector<Write>& writes);

}  // namespace candour
