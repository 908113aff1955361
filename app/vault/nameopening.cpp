#include "app/vault/nameopening.h"

#include <algorithm>

namespace candour {
namespace {

bool saysWho(const RecordType& type) {
    return std::any_of(type.fields.begin(), type.fields.end(), [](const Field& field) {
        return field.sensitivity == Sensitivity::identity;
    });
}

}  // namespace

Status noteOpening(Vault& vault, std::span<const RecordView> records,
                   const std::optional<RecordId>& by) {
    const Moment now = vault.author().now();
    std::vector<PutRequest> openings;
    for (const RecordView& record : records) {
        if (record.type == nullptr || !saysWho(*record.type)) continue;
        PutRequest opening{.type = QStringLiteral("name_opening")};
        opening.fields.push_back({QStringLiteral("at"), instantValue(now.utc, now.zoneOffset)});
        const FieldValues values = record.values();
        if (const auto tracked = RecordId::fromBytes(valueOf(values, u"case").bytes()))
            opening.fields.push_back({QStringLiteral("case"), *tracked});
        else
            opening.fields.push_back({QStringLiteral("slip"), record.name.id});
        if (by) opening.fields.push_back({QStringLiteral("by"), *by});
        openings.push_back(std::move(opening));
    }
    if (openings.empty()) return {};
    return vault.putAll(openings);
}

Status noteOpeningOfAll(Vault& vault) {
    std::vector<RecordView> opened;
    for (const RecordType& type : vault.projection().list().types()) {
        if (!saysWho(type)) continue;
        TRY(const auto rows, vault.records().rows({.type = type.name}));
        for (const RowId row : rows) {
            TRY(RecordView view, vault.records().get(row));
            opened.push_back(std::move(view));
        }
    }
    return noteOpening(vault, opened);
}

}  // namespace candour
