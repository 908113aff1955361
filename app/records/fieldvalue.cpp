#include "app/records/fieldvalue.h"

#include "app/records/timetext.h"
#include "platform/check.h"
#include "sync/ids.h"

#include <QJsonArray>

#include <algorithm>

namespace candour {
namespace {

using cbor::Value;

/// `First day on site (site_from)`: what a person calls it, and what they have to type.
QString named(const Field& field) {
    return field.title + u" ("_qs + field.name + u')';
}

tl::unexpected<Error> wrong(const Field& field, const QString& rule, Code code = Code::badInput) {
    return fail(code, "check a value", (named(field) + u' ' + rule).toStdString());
}

tl::unexpected<Error> wrongKind(const Field& field) {
    switch (field.kind) {
        case FieldKind::text:
        case FieldKind::longText:
            return wrong(field, u"must be text."_qs);
        case FieldKind::flag:
            return wrong(field, u"must be yes or no; in a file, true or false."_qs);
        case FieldKind::integer:
            return wrong(
                field,
                u"must be a whole number from %1 to %2."_qs.arg(field.least).arg(field.most));
        case FieldKind::instant:
            return wrong(field,
                         u"must be a time with its offset, such as 2027-03-09T14:06:00+00:00."_qs);
        case FieldKind::date:
            return wrong(field,
                         u"must be a date such as 2026, 2026-05 or 2026-05-14; "
                         "a ~ at its end means about."_qs);
        case FieldKind::reference:
            return wrong(field, u"must be one id of 36 characters, that of "_qs +
                                    targetsInWords(field) + u'.');
        case FieldKind::change:
            return wrong(field, u"must be one id of 36 characters, that of a change."_qs);
        case FieldKind::referenceSet:
            return wrong(field, u"must be a list of ids of 36 characters, each that of "_qs +
                                    targetsInWords(field) + u'.');
        case FieldKind::choice:
        case FieldKind::choiceSet:
            break;
    }
    QStringList names;
    for (const Choice& choice : field.choices)
        names << choice.title + u" ("_qs + choice.name + u')';
    const QString options = names.join(u", "_qs);
    return field.kind == FieldKind::choice
               ? wrong(field, u"must be one of: "_qs + options + u'.')
               : wrong(field, u"must be a list of any of: "_qs + options + u'.');
}

qsizetype optionIndex(const Field& field, const Value& value) {
    if (value.type() != cbor::Type::text) return -1;
    const auto found =
        std::find_if(field.choices.begin(), field.choices.end(),
                     [&](const Choice& choice) { return choice.name == value.text(); });
    return found == field.choices.end() ? -1 : found - field.choices.begin();
}

bool isId(const Value& value) {
    return value.type() == cbor::Type::bytes && value.bytes().size() == Uuid::size;
}

Instant instantOf(const Value& value) {
    return {value.items()[0].integer(), static_cast<int>(value.items()[1].integer())};
}

bool isInstant(const Value& value) {
    if (value.type() != cbor::Type::array || value.items().size() != 2) return false;
    const Value& utc = value.items()[0];
    const Value& east = value.items()[1];
    return utc.type() == cbor::Type::integer && east.type() == cbor::Type::integer &&
           east.integer() > -10'000 && east.integer() < 10'000 && isSoundInstant(instantOf(value));
}

Status validateText(const Field& field, const QString& text) {
    if (!text.isValidUtf16()) return wrong(field, u"holds broken characters (not Unicode)."_qs);
    qsizetype characters = 0;
    for (const QChar c : text) {
        if (c.isNull()) return wrong(field, u"holds a NUL character, which no text may."_qs);
        const bool breaksLine = c == u'\n' || c == u'\r' || c == u'\t';
        if (breaksLine && field.kind == FieldKind::text)
            return wrong(field, u"must be one line, without breaks or tabs."_qs);
        if (!breaksLine && (c < u' ' || c == QChar(0x7f)))
            return wrong(field, u"holds a control character, which no text may."_qs);
        if (!c.isLowSurrogate()) ++characters;
    }
    if (characters > field.limit)
        return wrong(
            field, u"takes at most %1 characters; this has %2."_qs.arg(field.limit).arg(characters),
            Code::tooLarge);
    return {};
}

Status validateSet(const Field& field, const Value& value) {
    if (value.type() != cbor::Type::array) return wrongKind(field);
    if (value.items().size() > static_cast<std::size_t>(field.limit))
        return wrong(field, u"takes at most %1 entries."_qs.arg(field.limit), Code::tooLarge);
    for (std::size_t i = 0; i < value.items().size(); ++i) {
        const Value& item = value.items()[i];
        const bool options = field.kind == FieldKind::choiceSet;
        if (options ? optionIndex(field, item) < 0 : !isId(item)) return wrongKind(field);
        if (i == 0) continue;
        const Value& before = value.items()[i - 1];
        const bool rises = options ? optionIndex(field, before) < optionIndex(field, item)
                                   : before.bytes() < item.bytes();
        if (!rises) return wrong(field, u"must name each entry once, in order."_qs);
    }
    return {};
}

Value idFromJson(const QJsonValue& json) {
    const auto id = RecordId::fromString(json.toString());
    return id ? Value(*id) : Value();
}

/// The elements in their one order. Naming one twice is a mistake worth telling.
Result<Value> setFromJson(const Field& field, const QJsonArray& array) {
    if (array.size() > field.limit)
        return wrong(field, u"takes at most %1 entries."_qs.arg(field.limit), Code::tooLarge);
    std::vector<Value> items;
    for (const QJsonValue element : array) {
        if (!element.isString()) return wrongKind(field);
        Value item =
            field.kind == FieldKind::choiceSet ? Value(element.toString()) : idFromJson(element);
        if (field.kind == FieldKind::choiceSet ? optionIndex(field, item) < 0 : item.isNull())
            return wrongKind(field);
        items.push_back(std::move(item));
    }
    std::sort(items.begin(), items.end(), [&](const Value& a, const Value& b) {
        return field.kind == FieldKind::choiceSet ? optionIndex(field, a) < optionIndex(field, b)
                                                  : a.bytes() < b.bytes();
    });
    if (std::adjacent_find(items.begin(), items.end()) != items.end())
        return wrong(field, u"names an entry twice."_qs);
    return Value::array(std::move(items));
}

QString idText(const Value& value) {
    return RecordId::fromBytes(value.bytes()).value_or(RecordId()).toString();
}

QString optionTitle(const Field& field, const Value& value) {
    const qsizetype index = optionIndex(field, value);
    return index < 0 ? value.text() : field.choices[static_cast<std::size_t>(index)].title;
}

Status validateEach(const RecordType& type, const FieldValues& values) {
    for (std::size_t i = 0; i < values.size(); ++i) {
        const Field* field = type.field(values[i].name);
        if (field == nullptr)
            return fail(Code::badInput, "check a record",
                        (type.singular + u" has no such field."_qs).toStdString());
        for (std::size_t j = 0; j < i; ++j)
            if (values[j].name == values[i].name) return wrong(*field, u"is given twice."_qs);
        TRY_OK(validateValue(*field, values[i].value));
        const bool empty = values[i].value.isNull() ||
                           (field->isText() && values[i].value.text().trimmed().isEmpty()) ||
                           (field->isSet() && values[i].value.items().empty());
        if (field->required && empty) return wrong(*field, u"must not be empty."_qs);
    }
    return {};
}

}  // namespace

QString targetsInWords(const Field& field) {
    QStringList words;
    for (QString name : field.targets) {
        const bool vowel = QStringView(u"aeiou").contains(name.front());
        words << (vowel ? u"an "_qs : u"a "_qs) + name.replace(u'_', u' ');
    }
    return words.join(u" or "_qs);
}

Status validateValue(const Field& field, const Value& value) {
    if (value.isNull()) return {};
    const cbor::Type type = value.type();
    switch (field.kind) {
        case FieldKind::text:
        case FieldKind::longText:
            if (type != cbor::Type::text) return wrongKind(field);
            return validateText(field, value.text());
        case FieldKind::choice:
            if (optionIndex(field, value) < 0) return wrongKind(field);
            return {};
        case FieldKind::flag:
            if (type != cbor::Type::boolean) return wrongKind(field);
            return {};
        case FieldKind::integer:
            if (type != cbor::Type::integer || value.integer() < field.least ||
                value.integer() > field.most)
                return wrongKind(field);
            return {};
        case FieldKind::instant:
            if (!isInstant(value)) return wrongKind(field);
            return {};
        case FieldKind::date:
            if (type != cbor::Type::text || dateFromText(value.text()) != value.text())
                return wrongKind(field);
            return {};
        case FieldKind::reference:
        case FieldKind::change:
            if (!isId(value)) return wrongKind(field);
            return {};
        case FieldKind::choiceSet:
        case FieldKind::referenceSet:
            return validateSet(field, value);
    }
    return wrongKind(field);
}

Result<Value> valueFromJson(const Field& field, const QJsonValue& json) {
    if (json.isNull()) return Value();
    Value value;
    switch (field.kind) {
        case FieldKind::text:
        case FieldKind::longText:
        case FieldKind::choice:
            if (json.isString()) value = Value(json.toString());
            break;
        case FieldKind::flag:
            if (json.isBool()) value = Value(json.toBool());
            break;
        case FieldKind::integer: {
            // JSON knows one kind of number; Qt answers a LongLong for whole ones only.
            const QVariant number = json.toVariant();
            if (number.typeId() == QMetaType::LongLong) value = Value(number.toLongLong());
            break;
        }
        case FieldKind::instant:
            if (const auto instant = instantFromText(json.toString()))
                value = Value::array({Value(instant->utcMs), Value(instant->offsetMinutes)});
            break;
        case FieldKind::date:
            if (const auto date = dateFromText(json.toString())) value = Value(*date);
            break;
        case FieldKind::reference:
        case FieldKind::change:
            value = idFromJson(json);
            break;
        case FieldKind::choiceSet:
        case FieldKind::referenceSet:
            if (!json.isArray()) break;
            return setFromJson(field, json.toArray());
    }
    if (value.isNull()) return wrongKind(field);
    TRY_OK(validateValue(field, value));
    return value;
}

QJsonValue valueToJson(const Field& field, const Value& value) {
    if (value.isNull()) return QJsonValue::Null;
    switch (field.kind) {
        case FieldKind::text:
        case FieldKind::longText:
        case FieldKind::choice:
        case FieldKind::date:
            return value.text();
        case FieldKind::flag:
            return value.boolean();
        case FieldKind::integer:
            return static_cast<qint64>(value.integer());
        case FieldKind::instant:
            check(isInstant(value), "only sound values are written");
            return instantToText(instantOf(value));
        case FieldKind::reference:
        case FieldKind::change:
            return idText(value);
        case FieldKind::choiceSet:
        case FieldKind::referenceSet:
            break;
    }
    QJsonArray array;
    for (const Value& item : value.items())
        array.append(field.kind == FieldKind::choiceSet ? item.text() : idText(item));
    return array;
}

Result<Value> valueFromText(const Field& field, const QString& typed) {
    if (typed.isEmpty()) return Value();
    QJsonValue json = typed;
    if (field.kind == FieldKind::flag) {
        const QString word = typed.toLower();
        if (word == u"yes" || word == u"true") json = true;
        if (word == u"no" || word == u"false") json = false;
    } else if (field.kind == FieldKind::integer) {
        bool whole = false;
        const qlonglong number = typed.toLongLong(&whole);
        if (whole) json = number;
    } else if (field.isSet()) {
        QJsonArray array;
        for (const QString& element : typed.split(u',')) array.append(element.trimmed());
        json = array;
    }
    return valueFromJson(field, json);
}

QString valueForPeople(const Field& field, const Value& value) {
    if (value.isNull()) return {};
    switch (field.kind) {
        case FieldKind::text:
        case FieldKind::longText:
            return value.text();
        case FieldKind::choice:
            return optionTitle(field, value);
        case FieldKind::flag:
            return value.boolean() ? u"Yes"_qs : u"No"_qs;
        case FieldKind::integer:
            return QString::number(value.integer());
        case FieldKind::instant:
            return isInstant(value) ? instantForPeople(instantOf(value)) : QString();
        case FieldKind::date:
            return dateForPeople(value.text());
        case FieldKind::reference:
        case FieldKind::change:
            return idText(value);
        case FieldKind::choiceSet:
        case FieldKind::referenceSet:
            break;
    }
    QStringList words;
    for (const Value& item : value.items())
        words << (field.kind == FieldKind::choiceSet ? optionTitle(field, item) : idText(item));
    return words.join(u", "_qs);
}

Value instantValue(UtcTime time, std::chrono::minutes zoneOffset) {
    return Value::array({time.time_since_epoch().count(), zoneOffset.count()});
}

const Value& valueOf(const FieldValues& values, QStringView name) {
    static const Value none;
    const auto found = std::find_if(values.begin(), values.end(),
                                    [&](const FieldValue& field) { return field.name == name; });
    return found == values.end() ? none : found->value;
}

Status validateRecord(const RecordType& type, const FieldValues& values) {
    TRY_OK(validateEach(type, values));
    for (const Field& field : type.fields)
        if (field.required && valueOf(values, field.name).isNull())
            return wrong(field, u"is missing."_qs);
    return {};
}

Status validateEdit(const RecordType& type, const FieldValues& values) {
    return validateEach(type, values);
}

FieldValues shiftedByDays(const RecordType& type, FieldValues values, int days,
                          std::optional<int> offsetMinutes) {
    constexpr std::int64_t dayMs = 86'400'000;
    for (FieldValue& entry : values) {
        const Field* field = type.field(entry.name);
        if (field == nullptr || entry.value.isNull()) continue;
        if (field->kind == FieldKind::date) {
            entry.value = Value(dateShifted(entry.value.text(), days));
        } else if (field->kind == FieldKind::instant) {
            const Instant before = instantOf(entry.value);
            const int east = offsetMinutes.value_or(before.offsetMinutes);
            const std::int64_t wall = std::int64_t{60'000} * (before.offsetMinutes - east);
            entry.value = Value::array({Value(before.utcMs + days * dayMs + wall), Value(east)});
        }
    }
    return values;
}

}  // namespace candour
