#include "app/reports/plan.h"

#include "app/rules/recordwords.h"
#include "app/rules/shelf.h"

namespace candour {

RecordId Plan::memberCalled(const QString& whose) const {
    for (const auto& [member, letters] : initials)
        if (letters == whose) return member;
    return {};
}

QString Plan::initialsOf(const RecordId& member) const {
    const auto known = initials.find(member);
    return known == initials.end() ? u"?"_qs : known->second;
}

Result<FrameworkShelf> readShelf(RecordReader& records) {
    TRY(const auto packs, everyLine(records, {u"framework_pack"_qs}));
    return shelfFrom(packs);
}

Result<Plan> readPlan(RecordReader& records, const FrameworkShelf& shelf,
                      const QString& packInstead) {
    Plan plan;
    TRY(const ListPage assessments, records.list({.type = u"assessment"_qs, .limit = 1}));
    QString packId = shippedPackIds().front();
    if (!assessments.records.empty()) {
        plan.assessment = assessments.records.front().id;
        plan.fields = assessments.records.front().values;
        packId = textIn(plan.fields, u"pack");
    }
    const FrameworkPack* pack = shelf.pack(packInstead.isEmpty() ? packId : packInstead);
    if (pack == nullptr)
        return fail(Code::notFound, "read the framework pack",
                    "It is not here. Ask for an update of Candour; the notes are safe.");
    plan.pack = *pack;
    TRY(const auto members, everyListed(records, {.type = u"team_member"_qs}));
    for (const ListedRecord& member : members)
        plan.initials[member.id] = textIn(member.values, u"initials");
    return plan;
}

Result<std::vector<ListedRecord>> everyListed(RecordReader& records, ListRequest request) {
    std::vector<ListedRecord> all;
    request.limit = mostListed;
    do {
        TRY(ListPage page, records.list(request));
        std::move(page.records.begin(), page.records.end(), std::back_inserter(all));
        request.after = page.next;
    } while (request.after);
    return all;
}

Result<std::vector<RecordLine>> everyLine(RecordReader& records, const QStringList& types) {
    std::vector<RecordLine> lines;
    for (const QString& type : types) {
        TRY(auto listed, everyListed(records, {.type = type}));
        for (ListedRecord& one : listed)
            lines.push_back({recordList().type(type),
                             one.id,
                             one.notebook,
                             std::move(one.values),
                             {},
                             one.created.time_since_epoch().count()});
    }
    return lines;
}

}  // namespace candour
