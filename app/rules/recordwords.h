// Short ways for the rules to read a record's fields.
#pragma once

#include "app/records/fieldvalue.h"
#include "app/records/recordtype.h"
#include "sync/ids.h"

#include <QDateTime>

#include <algorithm>

namespace candour {

inline const QString& textIn(const FieldValues& fields, QStringView name) {
    return valueOf(fields, name).text();
}

/// Null if the field points nowhere.
inline RecordId idIn(const FieldValues& fields, QStringView name) {
    return RecordId::fromBytes(valueOf(fields, name).bytes()).value_or(RecordId());
}

/// Of a reference as of a set of them.
inline std::vector<RecordId> idsIn(const FieldValues& fields, QStringView name) {
    const cbor::Value& value = valueOf(fields, name);
    std::vector<RecordId> ids;
    if (const auto one = RecordId::fromBytes(value.bytes())) ids.push_back(*one);
    for (const cbor::Value& item : value.items())
        if (const auto id = RecordId::fromBytes(item.bytes())) ids.push_back(*id);
    return ids;
}

/// Every record that one points to.
inline std::vector<RecordId> referencesOf(const RecordType& type, const FieldValues& fields) {
    std::vector<RecordId> all;
    for (const Field& field : type.fields) {
        if (!field.isReference()) continue;
        const auto held = idsIn(fields, field.name);
        all.insert(all.end(), held.begin(), held.end());
    }
    return all;
}

/// UTC milliseconds of a moment.
inline std::optional<std::int64_t> momentIn(const FieldValues& fields, QStringView name) {
    const std::vector<cbor::Value>& items = valueOf(fields, name).items();
    return items.empty() ? std::nullopt : std::optional(items.front().integer());
}

/// When something counts from that says when it was: not later than it was written down (0: not
/// known).
inline std::int64_t notAfterWriting(std::int64_t utcMs, std::int64_t writtenUtcMs) {
    return writtenUtcMs == 0 ? utcMs : std::min(utcMs, writtenUtcMs);
}

/// How far ahead of its own writing something was dated. Clocks differ by minutes: that is none.
inline std::int64_t aheadOfWriting(std::int64_t utcMs, std::int64_t writtenUtcMs) {
    constexpr std::int64_t fiveMinutes = 5LL * 60 * 1000;
    const std::int64_t ahead = utcMs - notAfterWriting(utcMs, writtenUtcMs);
    return ahead > fiveMinutes ? ahead : 0;
}

/// The day of a moment, as the wall calendar showed it.
inline std::optional<QDate> dayIn(const FieldValues& fields, QStringView name) {
    const std::vector<cbor::Value>& items = valueOf(fields, name).items();
    if (items.size() != 2) return std::nullopt;
    return QDateTime::fromMSecsSinceEpoch(items[0].integer(), Qt::OffsetFromUTC,
                                          static_cast<int>(items[1].integer()) * 60)
        .date();
}

/// Whether a set of options holds this one.
inline bool chosenIn(const FieldValues& fields, QStringView name, QStringView option) {
    for (const cbor::Value& item : valueOf(fields, name).items())
        if (item.text() == option) return true;
    return false;
}

}  // namespace candour
