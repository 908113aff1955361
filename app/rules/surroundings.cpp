#include "app/rules/surroundings.h"

#include "app/rules/casecontact.h"
#include "app/rules/shelf.h"

#include <memory>
#include <unordered_map>

namespace candour {
namespace {

using Lines = std::vector<const RecordLine*>;

/// Looked up for every tag of an assessment, so by hash and never by a walk over all.
struct Index {
    explicit Index(std::span<const RecordLine> records) {
        for (const RecordLine& record : records) {
            byId.try_emplace(record.id, &record);
            byType[record.type->name].push_back(&record);
            if (record.type->name == u"tracked_case")
                byNumber[plainCaseNumber(valueOf(record.fields, u"number").text())].push_back(
                    record.id);
            for (const FieldValue& field : record.fields)
                if (const auto target = RecordId::fromBytes(field.value.bytes())) {
                    Lines& lines = pointing[*target];
                    if (lines.empty() || lines.back() != &record) lines.push_back(&record);
                }
        }
    }
    std::unordered_map<RecordId, const RecordLine*> byId;
    std::unordered_map<QString, Lines> byType;
    std::unordered_map<QString, std::vector<RecordId>> byNumber;
    std::unordered_map<RecordId, Lines> pointing;
    mutable std::shared_ptr<const FrameworkShelf> shelf;  // made when it is first asked for
};

template <class Key, class Test>
std::vector<RecordLine> copiesOf(const std::unordered_map<Key, Lines>& lines, const Key& key,
                                 Test&& wanted) {
    std::vector<RecordLine> found;
    const auto there = lines.find(key);
    if (there == lines.end()) return found;
    for (const RecordLine* line : there->second)
        if (wanted(*line)) found.push_back(*line);
    return found;
}

}  // namespace

Surroundings among(std::span<const RecordLine> records) {
    const auto index = std::make_shared<const Index>(records);
    return {.record =
                [index](const RecordId& id) {
                    const auto found = index->byId.find(id);
                    return found == index->byId.end() ? std::nullopt
                                                      : std::optional(*found->second);
                },
            .pointing =
                [index](const QString& type, const QString& field, const RecordId& target) {
                    return copiesOf(index->pointing, target, [&](const RecordLine& line) {
                        return line.type->name == type &&
                               valueOf(line.fields, field).bytes() == target.toBytes();
                    });
                },
            .every =
                [index](const QString& type) {
                    return copiesOf(index->byType, type, [](const RecordLine&) { return true; });
                },
            .casesNumbered =
                [index](const QString& plain) {
                    const auto found = index->byNumber.find(plain);
                    return found == index->byNumber.end() ? std::vector<RecordId>() : found->second;
                },
            .shelf =
                [index] {
                    if (!index->shelf)
                        index->shelf = std::make_shared<FrameworkShelf>(
                            shelfFrom(copiesOf(index->byType, u"framework_pack"_qs,
                                               [](const RecordLine&) { return true; })));
                    return index->shelf;
                }};
}

}  // namespace candour
