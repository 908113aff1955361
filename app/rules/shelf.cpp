#include "app/rules/shelf.h"

#include "app/rules/recordwords.h"

#include <algorithm>

namespace candour {
namespace {

/// Ids of records rise with the time of writing, so every replica sorts them alike.
std::vector<const RecordLine*> inOrder(std::span<const RecordLine> records) {
    std::vector<const RecordLine*> packs;
    for (const RecordLine& record : records)
        if (record.type->name == u"framework_pack") packs.push_back(&record);
    std::sort(packs.begin(), packs.end(), [](const RecordLine* a, const RecordLine* b) {
        const bool aWords = textIn(a->fields, u"kind") == u"wording";
        const bool bWords = textIn(b->fields, u"kind") == u"wording";
        return aWords != bWords ? bWords : a->id < b->id;
    });
    return packs;
}

Status place(FrameworkShelf& shelf, const RecordLine& record) {
    const QByteArray json = textIn(record.fields, u"content").toUtf8();
    if (textIn(record.fields, u"kind") == u"wording") return shelf.reword(json);
    TRY(const FrameworkPack pack, frameworkPackFromJson(json));
    if (pack.id != textIn(record.fields, u"pack"))
        return fail(Code::badInput, "take in a framework pack",
                    "The file is of another framework than the record says.");
    return shelf.add(json);
}

}  // namespace

FrameworkShelf shelfFrom(std::span<const RecordLine> records) {
    FrameworkShelf shelf;
    for (const RecordLine* record : inOrder(records)) (void)place(shelf, *record);
    return shelf;
}

QString faultOfPack(const RecordLine& record, std::span<const RecordLine> records) {
    FrameworkShelf shelf;
    for (const RecordLine* other : inOrder(records)) {
        if (other->id == record.id) break;
        (void)place(shelf, *other);
    }
    const Status placed = place(shelf, record);
    return placed ? QString() : QString::fromStdString(placed.error().detail);
}

}  // namespace candour
