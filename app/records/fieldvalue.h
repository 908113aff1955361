// One field's value: checking it, and its way into and out of JSON, typed text, columns and words
// for people. A stored value is always valid CBOR of the field's kind: text, boolean, integer,
// [UTC ms, offset minutes] for a moment, 16 bytes for an id, and for a set an array without
// repetition in its one order (options as in the list, ids rising). Null means "no value". An error
// names the field and the rule in a sentence, and never repeats the value.
#pragma once

#include "app/records/recordtype.h"
#include "platform/clock.h"
#include "platform/error.h"
#include "sync/cbor.h"

#include <QJsonValue>

#include <variant>

namespace candour {

/// Sound for its kind, bounds, options and limit.
Status validateValue(const Field& field, const cbor::Value& value);

Result<cbor::Value> valueFromJson(const Field& field, const QJsonValue& json);
/// The inverse. `value` must be sound.
QJsonValue valueToJson(const Field& field, const cbor::Value& value);

/// What a person typed: yes and no, numbers, dates, options and ids; elements of a set are parted
/// by commas. Empty means "no value".
Result<cbor::Value> valueFromText(const Field& field, const QString& typed);
/// What a person reads: "Yes", "9 March 2027 14:06", titles of options; ids as they are.
QString valueForPeople(const Field& field, const cbor::Value& value);

/// Of a reference: "a tracked case", "a line or an extract".
QString targetsInWords(const Field& field);

/// The moment as a field keeps it.
cbor::Value instantValue(UtcTime time, std::chrono::minutes zoneOffset);

struct FieldValue {
    QString name;
    cbor::Value value;
    friend bool operator==(const FieldValue&, const FieldValue&) = default;
};
using FieldValues = std::vector<FieldValue>;

/// Null if it is not among them.
const cbor::Value& valueOf(const FieldValues& values, QStringView name);

/// For a new record: each value sound, every required one there, no field twice or unknown.
Status validateRecord(const RecordType& type, const FieldValues& values);
/// For an edit: each value sound, no required one taken away, no field twice or unknown.
Status validateEdit(const RecordType& type, const FieldValues& values);

/// Moves every moment and date by whole days. With an offset, the wall clock stays and its offset
/// becomes that one.
FieldValues shiftedByDays(const RecordType& type, FieldValues values, int days,
                          std::optional<int> offsetMinutes = std::nullopt);

}  // namespace candour
