#include "app/records/ndjson.h"

#include "platform/check.h"
#include "platform/limits.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace candour {
namespace {

constexpr QStringView conflictsKey = u"conflicts";

tl::unexpected<Error> wrong(const QString& sentence, Code code = Code::badInput) {
    return fail(code, "read a line", sentence.toStdString());
}

/// A key as it may be shown: what does not look like a name is not repeated.
QString shown(QStringView key) {
    const bool plain = !key.isEmpty() && key.size() <= static_cast<qsizetype>(limits::nameLength) &&
                       std::all_of(key.begin(), key.end(), [](QChar c) {
                           return c == u'_' || (c.unicode() < 128 && c.isLetterOrNumber());
                       });
    return plain ? u"“"_qs + key.toString() + u"”"_qs : u"a key that is no name"_qs;
}

/// The keys of the outermost object, as they are spelt. Call it for valid JSON only. (QJsonDocument
/// keeps the last of two equal keys and says nothing.)
std::vector<QByteArrayView> outerKeys(QByteArrayView json) {
    std::vector<QByteArrayView> keys;
    int depth = 0;
    bool keyNext = false;
    for (qsizetype i = 0; i < json.size(); ++i) {
        const char c = json[i];
        if (c == '{' || c == '[') {
            keyNext = ++depth == 1;
        } else if (c == '}' || c == ']') {
            --depth;
        } else if (c == ',') {
            keyNext = depth == 1;
        } else if (c == '"') {
            const qsizetype begin = ++i;
            while (i < json.size() && json[i] != '"') i += json[i] == '\\' ? 2 : 1;
            if (keyNext) keys.push_back(json.sliced(begin, std::min(i, json.size()) - begin));
            keyNext = false;
        }
    }
    return keys;
}

Status refuseRepeatedKeys(QByteArrayView line, const QJsonObject& object) {
    std::vector<QByteArrayView> keys = outerKeys(line);
    if (static_cast<qsizetype>(keys.size()) == object.size()) return {};
    std::sort(keys.begin(), keys.end());
    const auto twice = std::adjacent_find(keys.begin(), keys.end());
    return wrong(twice == keys.end() ? u"A key is there twice."_qs
                                     : shown(QString::fromUtf8(*twice)) + u" is there twice."_qs);
}

Result<NotebookReference> notebookFromJson(const RecordType& type, const QJsonValue& json) {
    if (json.isUndefined()) return NotebookReference();
    const QString text = json.toString();
    const auto wrongNotebook = [&] {
        return wrong(
            u"“notebook” must be a notebook's id, team, plan, identities, safeguarding, or "
            "session: and a timetable slot's id."_qs);
    };
    const auto elsewhere = [&] {
        return wrong(u"%1 belongs in a notebook of the kind %2."_qs.arg(
            type.singular, QString::fromLatin1(nameOf(type.notebook).data())));
    };
    if (const auto id = NotebookId::fromString(text)) return NotebookReference(*id);
    if (text.startsWith(u"session:")) {
        const auto slot = RecordId::fromString(QStringView(text).sliced(8));
        if (!slot) return wrongNotebook();
        if (!type.mayLieIn(NotebookKind::session)) return elsewhere();
        return NotebookReference(SessionOf{*slot});
    }
    const auto kind = notebookKind(text.toStdString());
    if (!kind || kind == NotebookKind::session) return wrongNotebook();
    if (!type.mayLieIn(*kind)) return elsewhere();
    return NotebookReference(*kind);
}

/// "conflicts" of a line; who wrote each version, and when, is for people to read.
Result<FieldValues> disputedFromJson(const RecordType& type, const QJsonValue& json) {
    FieldValues disputed;
    if (json.isUndefined()) return disputed;
    const auto wrongShape = [] {
        return wrong(u"“conflicts” must be fields, each with a list of its versions."_qs);
    };
    if (!json.isObject()) return wrongShape();
    const QJsonObject fields = json.toObject();
    for (auto entry = fields.begin(); entry != fields.end(); ++entry) {
        const Field* field = type.field(entry.key());
        if (field == nullptr)
            return wrong(type.singular + u" has no field "_qs + shown(entry.key()) + u'.');
        if (field->isSet() || !entry->isArray()) return wrongShape();
        for (const QJsonValue version : entry->toArray()) {
            const QJsonValue said = version[u"value"];
            if (said.isUndefined()) return wrongShape();
            if (said.isNull()) continue;  // it could not be read where it was written out
            TRY(cbor::Value value, valueFromJson(*field, said));
            disputed.push_back({field->name, std::move(value)});
        }
    }
    return disputed;
}

QString notebookText(const NotebookReference& notebook) {
    if (const auto* kind = std::get_if<NotebookKind>(&notebook))
        return QString::fromLatin1(nameOf(*kind).data());
    if (const auto* id = std::get_if<NotebookId>(&notebook)) return id->toString();
    if (const auto* session = std::get_if<SessionOf>(&notebook))
        return u"session:"_qs + session->slot.toString();
    return {};
}

Result<QJsonObject> objectFromLine(QByteArrayView line) {
    if (line.size() > static_cast<qsizetype>(limits::applyLine))
        return wrong(u"The line is longer than 1 MiB."_qs, Code::tooLarge);
    if (line.contains('\0')) return wrong(u"The line holds a NUL byte."_qs);
    QJsonParseError fault;
    const QJsonDocument document =
        QJsonDocument::fromJson(QByteArray::fromRawData(line.data(), line.size()), &fault);
    if (fault.error == QJsonParseError::IllegalUTF8String)
        return wrong(u"The text near byte %1 is not UTF-8."_qs.arg(fault.offset));
    if (fault.error != QJsonParseError::NoError)
        return wrong(
            u"This is not JSON: near byte %1, %2."_qs.arg(fault.offset).arg(fault.errorString()));
    if (!document.isObject()) return wrong(u"A line must be one JSON object: { … }."_qs);
    QJsonObject object = document.object();
    TRY_OK(refuseRepeatedKeys(line, object));
    return object;
}

}  // namespace

Result<RecordLine> recordFromLine(const RecordList& list, QByteArrayView line) {
    TRY(const QJsonObject object, objectFromLine(line));
    RecordLine record;
    const QJsonValue typeName = object.value(u"type");
    if (!typeName.isString()) return wrong(u"“type” is missing: the name of a record type."_qs);
    record.type = list.type(typeName.toString());
    if (record.type == nullptr)
        return wrong(u"There is no record type "_qs + shown(typeName.toString()) + u'.');

    const auto id = RecordId::fromString(object.value(u"id").toString());
    if (!id || (id->bytes()[6] & 0xf0) != 0x70 || (id->bytes()[8] & 0xc0) != 0x80)
        return wrong(u"“id” must be a UUID of version 7, in 36 characters."_qs);
    record.id = *id;
    TRY(record.notebook, notebookFromJson(*record.type, object.value(u"notebook")));

    TRY(record.disputed, disputedFromJson(*record.type, object.value(conflictsKey)));
    qsizetype used =
        2 + (object.contains(u"notebook") ? 1 : 0) + (object.contains(conflictsKey) ? 1 : 0);
    for (const Field& field : record.type->fields) {
        const auto found = object.constFind(field.name);
        if (found == object.constEnd()) continue;
        TRY(cbor::Value value, valueFromJson(field, *found));
        record.fields.push_back({field.name, std::move(value)});
        ++used;
    }
    if (used == object.size()) return record;
    for (auto entry = object.begin(); entry != object.end(); ++entry) {
        const QString key = entry.key();
        if (key == u"type" || key == u"id" || key == u"notebook" || key == conflictsKey ||
            record.type->field(key))
            continue;
        return wrong(record.type->singular + u" has no field "_qs + shown(key) + u'.');
    }
    return record;
}

QByteArray lineFromRecord(const RecordLine& record) {
    check(record.type != nullptr, "a line has a type");
    QByteArray line = "{\"type\":\"" + record.type->name.toLatin1() + "\",\"id\":\"" +
                      record.id.toString().toLatin1() + '"';
    if (const QString notebook = notebookText(record.notebook); !notebook.isEmpty())
        line += ",\"notebook\":\"" + notebook.toLatin1() + '"';
    for (const Field& field : record.type->fields) {
        const cbor::Value& value = valueOf(record.fields, field.name);
        if (value.isNull()) continue;
        // QJsonObject would sort the keys; an array of one lends its spelling of the value.
        const QByteArray array =
            QJsonDocument(QJsonArray{valueToJson(field, value)}).toJson(QJsonDocument::Compact);
        line += ",\"" + field.name.toLatin1() + "\":" + array.sliced(1, array.size() - 2);
    }
    return line + '}';
}

}  // namespace candour
