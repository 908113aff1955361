#include "app/records/description.h"

#include <QJsonArray>

#include <algorithm>

namespace candour {
namespace {

QString kindName(FieldKind kind) {
    switch (kind) {
        case FieldKind::text:
            return u"text"_qs;
        case FieldKind::longText:
            return u"long_text"_qs;
        case FieldKind::choice:
            return u"choice"_qs;
        case FieldKind::flag:
            return u"flag"_qs;
        case FieldKind::integer:
            return u"integer"_qs;
        case FieldKind::instant:
            return u"instant"_qs;
        case FieldKind::date:
            return u"date"_qs;
        case FieldKind::reference:
            return u"reference"_qs;
        case FieldKind::change:
            return u"change"_qs;
        case FieldKind::choiceSet:
            return u"choice_set"_qs;
        case FieldKind::referenceSet:
            break;
    }
    return u"reference_set"_qs;
}

QString sensitivityName(Sensitivity sensitivity) {
    switch (sensitivity) {
        case Sensitivity::ordinary:
            return u"ordinary"_qs;
        case Sensitivity::personal:
            return u"personal"_qs;
        case Sensitivity::identity:
            return u"identity"_qs;
        case Sensitivity::key:
            break;
    }
    return u"key"_qs;
}

QJsonObject formField(const Field& field) {
    QJsonObject form{
        {u"name"_qs, field.name},         {u"title"_qs, field.title},
        {u"help"_qs, field.help},         {u"kind"_qs, kindName(field.kind)},
        {u"required"_qs, field.required}, {u"sensitivity"_qs, sensitivityName(field.sensitivity)}};
    if (field.limit > 0) form.insert(u"limit"_qs, field.limit);
    if (field.kind == FieldKind::integer) {
        form.insert(u"least"_qs, static_cast<qint64>(field.least));
        form.insert(u"most"_qs, static_cast<qint64>(field.most));
    }
    QJsonArray choices;
    for (const Choice& choice : field.choices)
        choices.append(QJsonObject{{u"name"_qs, choice.name}, {u"title"_qs, choice.title}});
    if (!choices.isEmpty()) form.insert(u"choices"_qs, choices);
    if (!field.targets.isEmpty())
        form.insert(u"targets"_qs, QJsonArray::fromStringList(field.targets));
    return form;
}

/// What may be entered: "text, up to 200 characters", "one of: said, saw".
QString accepts(const Field& field) {
    QStringList names;
    for (const Choice& choice : field.choices) names << choice.name;
    switch (field.kind) {
        case FieldKind::text:
        case FieldKind::longText:
            return u"text, up to %1 characters"_qs.arg(field.limit);
        case FieldKind::choice:
            return u"one of: "_qs + names.join(u", "_qs);
        case FieldKind::flag:
            return u"yes or no"_qs;
        case FieldKind::integer:
            return u"%1 to %2"_qs.arg(field.least).arg(field.most);
        case FieldKind::instant:
            return u"a time, such as 2027-03-09T14:06:00+00:00"_qs;
        case FieldKind::date:
            return u"a date, such as 2026-05-14, 2026-05 or 2026-05~"_qs;
        case FieldKind::reference:
            return u"the id of: "_qs + field.targets.join(u", "_qs);
        case FieldKind::change:
            return u"the id of a change"_qs;
        case FieldKind::choiceSet:
            return u"any of: "_qs + names.join(u", "_qs);
        case FieldKind::referenceSet:
            break;
    }
    return u"ids of: "_qs + field.targets.join(u", "_qs);
}

}  // namespace

QJsonObject formDescription(const RecordType& type) {
    QJsonArray fields;
    for (const Field& field : type.fields) fields.append(formField(field));
    return {{u"type"_qs, type.name},
            {u"singular"_qs, type.singular},
            {u"plural"_qs, type.plural},
            {u"purpose"_qs, type.purpose},
            {u"notebook"_qs, QString::fromLatin1(nameOf(type.notebook).data())},
            {u"appendOnly"_qs, type.appendOnly},
            {u"summary"_qs, QJsonArray::fromStringList(type.summary)},
            {u"fields"_qs, fields}};
}

QString schemaText(const RecordType& type) {
    qsizetype width = 0;
    for (const Field& field : type.fields) width = std::max(width, field.name.size());
    QString text = type.name + u": "_qs + type.purpose + u'\n';
    for (const Field& field : type.fields)
        text += u"  %1%2  %3 (%4)\n"_qs.arg(field.name.leftJustified(width),
                                            field.required ? u"*"_qs : u" "_qs, field.help,
                                            accepts(field));
    return text + u"  * must be given\n"_qs;
}

QString schemaText(const RecordList& list) {
    qsizetype width = 0;
    for (const RecordType& type : list.types()) width = std::max(width, type.name.size());
    QString text;
    for (const RecordType& type : list.types())
        text += u"  %1  %2\n"_qs.arg(type.name.leftJustified(width), type.purpose);
    return text;
}

QString summaryOf(const RecordType& type, const FieldValues& values) {
    QStringList parts;
    for (const QString& name : type.summary) {
        const Field* field = type.field(name);
        if (field == nullptr) continue;
        const QString part = valueForPeople(*field, valueOf(values, name)).simplified();
        if (!part.isEmpty()) parts << part;
    }
    return parts.join(u" · "_qs);
}

QString searchableText(const RecordType& type, const FieldValues& values) {
    QStringList texts;
    for (const Field& field : type.fields) {
        if (!field.searchable) continue;
        const QString text = valueOf(values, field.name).text();
        if (!text.isEmpty()) texts << text;
    }
    return texts.join(u'\n');
}

}  // namespace candour
