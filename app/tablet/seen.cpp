#include "app/tablet/seen.h"

#include <algorithm>

namespace candour {

QList<QByteArray> seenOf(const std::vector<ChangeId>& changes) {
    QList<QByteArray> seen;
    for (const ChangeId& change : changes) seen.append(change.toBytes());
    return seen;
}

std::vector<ChangeId> changesOf(const QList<QByteArray>& seen) {
    std::vector<ChangeId> changes;
    for (const QByteArray& bytes : seen)
        if (const auto change = ChangeId::fromBytes(bytes)) changes.push_back(*change);
    return changes;
}

cbor::Value packedSeen(const QList<QByteArray>& seen) {
    std::vector<cbor::Value> items;
    for (const QByteArray& bytes : seen) items.emplace_back(bytes);
    return cbor::Value::array(std::move(items));
}

QList<QByteArray> seenIn(const cbor::Value& value) {
    QList<QByteArray> seen;
    for (const cbor::Value& item : value.items()) seen.append(item.bytes());
    return seen;
}

QString shownText(const RecordView& view, QStringView name) {
    const FieldView* field = view.field(name);
    if (field == nullptr) return {};
    QStringList texts;
    for (const Version& version : field->versions)
        if (version.value && !version.value->text().isEmpty() &&
            !texts.contains(version.value->text()))
            texts.append(version.value->text());
    return texts.join(u'\n');
}

OnConflict settlingFor(const RecordView& view, const FieldValues& fields) {
    const bool disputed = std::any_of(fields.begin(), fields.end(), [&](const FieldValue& value) {
        const FieldView* field = view.field(value.name);
        return field != nullptr && field->inConflict;
    });
    return disputed ? OnConflict::settle : OnConflict::refuse;
}

}  // namespace candour
