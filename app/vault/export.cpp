// RecordReader's ways out: current values, and the whole history.
#include "app/records/ndjson.h"
#include "app/records/sessionids.h"
#include "app/records/timetext.h"
#include "app/vault/recordreader.h"
#include "sync/control.h"
#include "sync/ledger_schema.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace candour {
namespace {

QString base64(QByteArrayView bytes) {
    return QString::fromLatin1(bytes.toByteArray().toBase64(QByteArray::Base64UrlEncoding |
                                                            QByteArray::OmitTrailingEquals));
}

QString timeOf(const Moment& moment) {
    return instantToText(
        {moment.utc.time_since_epoch().count(), static_cast<int>(moment.zoneOffset.count())});
}

QByteArray compact(const QJsonObject& object) {
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

QJsonObject conflictsOf(const RecordView& view) {
    QJsonObject conflicts;
    for (const FieldView& field : view.fields) {
        if (!field.inConflict || field.field == nullptr) continue;
        QJsonArray versions;
        for (const Version& version : field.versions) {
            const bool sound = version.value && validateValue(*field.field, *version.value);
            versions.append(QJsonObject{
                {u"value"_qs, sound ? valueToJson(*field.field, *version.value) : QJsonValue::Null},
                {u"vault"_qs, version.author.toString()},
                {u"written"_qs, timeOf(version.written)}});
        }
        conflicts.insert(field.name, versions);
    }
    return conflicts;
}

/// A value of any shape, without the list: for fields that only the ledger knows the meaning of.
QJsonValue anyJson(const cbor::Value& value) {
    switch (value.type()) {
        case cbor::Type::null:
            return QJsonValue::Null;
        case cbor::Type::boolean:
            return value.boolean();
        case cbor::Type::integer:
            return static_cast<qint64>(value.integer());
        case cbor::Type::text:
            return value.text();
        case cbor::Type::bytes:
            return base64(value.bytes());
        case cbor::Type::array: {
            QJsonArray array;
            for (const cbor::Value& item : value.items()) array.append(anyJson(item));
            return array;
        }
        case cbor::Type::map:
            break;
    }
    QJsonObject object;
    for (const auto& [key, item] : value.entries()) object.insert(key, anyJson(item));
    return object;
}

QJsonObject signedJson(const QString& kind, QByteArrayView body, QByteArrayView signature) {
    return {{u"kind"_qs, kind}, {u"body"_qs, base64(body)}, {u"signature"_qs, base64(signature)}};
}

QJsonObject chainJson(const ChainId& chain) {
    return {{u"notebook"_qs, chain.notebook.toString()},
            {u"vault"_qs, chain.vault.toString()},
            {u"lane"_qs, static_cast<int>(chain.lane)}};
}

/// Of a field that this program does not know yet nobody can say what it holds.
bool mayShow(const RecordType* type, const QString& name, IdentityFields identity) {
    const Field* const field = type == nullptr ? nullptr : type->field(name);
    return field != nullptr && candour::mayShow(*field, identity);
}

/// One change, with its values in the open where their key is held and nothing locks them away.
Result<QJsonObject> changeJson(Ledger& ledger, Projection& projection, const ChainId& chain,
                               IdentityFields identity, const Row& row) {
    QJsonObject json = chainJson(chain);
    const QByteArray headerBytes = row.blob(2);
    TRY(const Header header, Header::decode(headerBytes));
    json.insert(u"kind"_qs, u"change"_qs);
    json.insert(u"number"_qs, static_cast<qint64>(header.number));
    json.insert(u"link"_qs, base64(row.blobView(1)));
    json.insert(u"type"_qs, header.type);
    json.insert(u"record"_qs, header.record.toString());
    json.insert(u"written"_qs, timeOf(header.written));
    json.insert(u"header"_qs, base64(headerBytes));
    const bool erased = static_cast<PayloadForm>(row.integer(5)) == PayloadForm::erased;
    json.insert(erased ? u"erased"_qs : u"payload"_qs, base64(row.blobView(3)));
    if (erased) return json;
    const RecordType* const type = projection.list().type(header.type);
    if (type != nullptr) {
        TRY(const bool sealed, projection.isSealed(*type, row.integer(4)));
        if (sealed) return json;
    }
    const auto key = ledger.keys().find(header.key);
    if (!key) return json;  // its key is not here
    const auto payload = (*key)->open(headerBytes, row.blobView(3));
    const auto values = payload ? decodePayload(*payload) : Result<std::vector<cbor::Value>>();
    // What does not come open is shown as it lies; `verify` names it.
    if (!payload || !values) return json;
    QJsonObject fields;
    QJsonArray withheld;
    for (std::size_t i = 0; i < values->size() && i < header.fields.size(); ++i) {
        const QString& name = header.fields[i].name;
        if (isControlType(header.type) || mayShow(type, name, identity))
            fields.insert(name, anyJson((*values)[i]));
        else
            withheld.append(name);
    }
    json.insert(u"fields"_qs, fields);
    if (!withheld.isEmpty()) json.insert(u"withheld"_qs, withheld);
    return json;
}

}  // namespace

Result<std::map<NotebookId, NotebookReference>> RecordReader::placesForExport() {
    std::map<NotebookKind, std::vector<NotebookId>> byKind;
    TRY(const auto notebooks, m_ledger.notebooks());
    for (const NotebookId& id : notebooks) {
        TRY(const auto roster, m_ledger.roster(id));
        if (roster) byKind[roster->value.kind].push_back(id);
    }
    std::map<NotebookId, NotebookReference> places;
    for (const auto& [kind, ids] : byKind)
        if (kind != NotebookKind::session && ids.size() == 1) places[ids.front()] = kind;
    ListRequest sessions{.type = u"session"_qs, .withStruck = true, .limit = mostListed};
    if (m_projection.list().type(sessions.type) == nullptr) return places;
    do {
        TRY(const ListPage page, list(sessions));
        for (const ListedRecord& session : page.records) {
            const auto slot = RecordId::fromBytes(valueOf(session.values, u"slot").bytes());
            if (slot && sessionNotebookOf(*slot) == session.notebook)
                places[session.notebook] = SessionOf{*slot};
        }
        sessions.after = page.next;
    } while (sessions.after);
    return places;
}

Status RecordReader::exportCurrent(const std::optional<QString>& only, IdentityFields identity,
                                   const Sink& sink) {
    TRY(const auto places, placesForExport());
    bool known = !only;
    for (const RecordType& type : m_projection.list().types()) {
        if (only && type.name != *only) continue;
        known = true;
        std::vector<RowId> rows;
        const std::string sql = "SELECT record FROM " + tableName(type).toStdString() +
                                " WHERE struck = 0 AND sealed = 0 ORDER BY record";
        TRY_OK(
            m_ledger.database().each(sql, [&](const Row& row) { rows.push_back(row.integer(0)); }));
        for (const RowId row : rows) {
            TRY(const RecordView view, get(row, identity));
            const auto place = places.find(view.name.notebook);
            const NotebookReference notebook =
                place == places.end() ? view.name.notebook : place->second;
            const RecordLine line{&type, view.name.id, notebook, view.values()};
            QByteArray bytes = lineFromRecord(line);
            if (const QJsonObject conflicts = conflictsOf(view); !conflicts.isEmpty()) {
                bytes.chop(1);
                bytes += ",\"conflicts\":" + compact(conflicts) + '}';
            }
            TRY_OK(sink(bytes));
        }
    }
    if (!known) return fail(Code::badInput, "export", "There is no such record type; see `types`.");
    return {};
}

Status RecordReader::exportHistory(IdentityFields identity, const Sink& sink) {
    TRY(const auto certificates, m_ledger.certificates());
    for (const auto& certificate : certificates)
        TRY_OK(
            sink(compact(signedJson(u"certificate"_qs, certificate.body, certificate.signature))));
    TRY(const auto notebooks, m_ledger.notebooks());
    for (const NotebookId& notebook : notebooks) {
        TRY(const auto roster, m_ledger.roster(notebook));
        if (roster)
            TRY_OK(sink(compact(signedJson(u"roster"_qs, roster->body, roster->signature))));
        TRY(const auto founding, m_ledger.founding(notebook));
        if (founding)
            TRY_OK(sink(compact(signedJson(u"founding"_qs, founding->body, founding->signature))));
        TRY(const auto heads, m_ledger.heads(notebook));
        for (const Head& head : heads) {
            TRY(const auto chain,
                m_ledger.database().first(
                    "SELECT chain.row FROM chain JOIN notebook ON notebook.row = chain.notebook"
                    " WHERE notebook.id = ? AND chain.vault = ? AND chain.lane = ?"
                    " AND chain.branch = ?",
                    [](const Row& row) { return row.integer(0); }, notebook, head.chain.vault,
                    head.chain.lane, head.chain.branch));
            const std::int64_t first = changeRow(chain.value_or(0), 1);
            const std::int64_t last = changeRow(chain.value_or(0), head.number);
            TRY_OK(m_ledger.database().each(
                "SELECT row, link, header, payload, record, form FROM change WHERE row BETWEEN ? "
                "AND ?"
                " ORDER BY row",
                [&](const Row& row) -> Status {
                    TRY(const QJsonObject json,
                        changeJson(m_ledger, m_projection, head.chain, identity, row));
                    return sink(compact(json));
                },
                first, last));
            TRY_OK(m_ledger.database().each(
                "SELECT body FROM statement WHERE row BETWEEN ? AND ? ORDER BY row",
                [&](const Row& row) -> Status {
                    TRY(const auto statement, Signed<HeadStatement>::decode(row.blobView(0)));
                    return sink(
                        compact(signedJson(u"head"_qs, statement.body, statement.signature)));
                },
                first, last));
        }
    }
    return {};
}

}  // namespace candour
