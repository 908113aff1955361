#include "app/vault/current.h"

#include "app/records/description.h"
#include "app/vault/setfield.h"

#include <algorithm>

namespace candour {
namespace {

struct Read {
    cbor::Value value;
    bool sound = true;
    bool readable = true;  // false: sealed away or erased, so nothing can be said of it
};

Read readField(const Field& field, const FieldState& state) {
    Read read;
    read.readable = std::all_of(state.writes.begin(), state.writes.end(),
                                [](const Write& write) { return write.value.has_value(); });
    if (field.isSet()) {
        SetState set = mergeSet(field, state.writes);
        read.sound = set.sound;
        if (!set.elements.empty()) read.value = cbor::Value::array(std::move(set.elements));
        return read;
    }
    for (const Write& write : state.writes) {
        if (!write.value) continue;
        if (validateValue(field, *write.value))
            read.value = *write.value;
        else
            read.sound = false;
    }
    return read;
}

bool isEmpty(const Field& field, const cbor::Value& value) {
    return value.isNull() || (field.isText() && value.text().trimmed().isEmpty());
}

bool writesFields(const OpenedChange& change) {
    return std::any_of(change.header.fields.begin(), change.header.fields.end(),
                       [](const FieldHead& field) { return field.name != struckField; });
}

/// A strike stands although something that it had not seen shows the record.
bool strikeOverruled(const RecordState& state) {
    const FieldState* strike = state.field(struckField);
    return !state.struck && strike != nullptr &&
           std::any_of(strike->writes.begin(), strike->writes.end(),
                       [](const Write& write) { return write.value && !write.value->isNull(); });
}

/// All that stands in a field in conflict beside the shown value.
QString otherWords(const Field& field, const FieldState& state, const cbor::Value& shown) {
    QString words;
    for (const Write& write : state.writes)
        if (write.value && *write.value != shown && validateValue(field, *write.value))
            words += u'\n' + write.value->text();
    return words;
}

/// Something of it came after its author was taken off, and nobody has written over it since.
bool lateStands(const RecordState& state, std::span<const OpenedChange> changes) {
    return std::any_of(changes.begin(), changes.end(), [&](const OpenedChange& change) {
        return change.late &&
               std::any_of(state.fields.begin(), state.fields.end(), [&](const FieldState& field) {
                   return std::any_of(
                       field.writes.begin(), field.writes.end(),
                       [&](const Write& write) { return write.change == change.id; });
               });
    });
}

}  // namespace

const char* nameOf(Flaw flaw) {
    switch (flaw) {
        case Flaw::unsoundValue:
            return "unsound-value";
        case Flaw::missingValue:
            return "missing-value";
        case Flaw::appendOnlyReplaced:
            return "append-only-replaced";
        case Flaw::unseenAfterStrike:
            return "unseen-after-strike";
        case Flaw::late:
            break;
    }
    return "late";
}

bool inConflict(const Field& field, const FieldState& state) {
    return !field.isSet() && state.inConflict();
}

CurrentRecord currentOf(const RecordType& type, const RecordState& state,
                        std::span<const OpenedChange> changes) {
    CurrentRecord current;
    current.struck = state.struck;
    current.unread = std::none_of(changes.begin(), changes.end(), [](const OpenedChange& change) {
        return change.values.has_value();
    });
    QString more;
    for (const Field& field : type.fields) {
        const FieldState* written = state.field(field.name);
        Read read;
        if (written != nullptr) read = readField(field, *written);
        if (!read.sound) current.flags.push_back({field.name, Flaw::unsoundValue});
        if (field.required && read.sound && read.readable && isEmpty(field, read.value))
            current.flags.push_back({field.name, Flaw::missingValue});
        if (written != nullptr && inConflict(field, *written)) {
            ++current.conflicts;
            if (field.searchable) more += otherWords(field, *written, read.value);
        }
        if (!read.value.isNull()) current.values.push_back({field.name, std::move(read.value)});
    }
    if (strikeOverruled(state)) {
        ++current.conflicts;
        current.flags.push_back({{}, Flaw::unseenAfterStrike});
    }
    if (type.appendOnly && std::count_if(changes.begin(), changes.end(), writesFields) > 1)
        current.flags.push_back({{}, Flaw::appendOnlyReplaced});
    if (lateStands(state, changes)) current.flags.push_back({{}, Flaw::late});
    if (current.struck)
        current.flags.clear();
    else
        current.words = searchableText(type, current.values) + more;
    return current;
}

CurrentRecord currentOfNew(const RecordType& type, FieldValues values) {
    CurrentRecord current;
    current.words = searchableText(type, values);
    current.values = std::move(values);
    return current;
}

}  // namespace candour
