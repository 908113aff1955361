#include "app/rules/taggedevidence.h"

#include "app/rules/breach.h"
#include "app/rules/evidencepiece.h"
#include "app/rules/recordwords.h"
#include "app/rules/triangulation.h"

#include <algorithm>
#include <set>

namespace candour {
namespace {

/// When it was heard; 0 for papers and accounts.
std::int64_t heardAt(const RecordLine& target) {
    return target.type->name == u"line" ? momentIn(target.fields, u"at").value_or(0) : 0;
}

}  // namespace

std::optional<EvidenceSource> sourceOf(const RecordLine& tag, const Surroundings& around) {
    const auto target = around.record(idIn(tag.fields, u"target"));
    if (!target) return std::nullopt;
    return evidenceSource(*target, around);
}

CitedEvidence citedEvidence(std::span<const RecordId> cites, const Surroundings& around) {
    CitedEvidence found;
    std::set<RecordId> seen;
    std::vector<RecordId> next(cites.rbegin(), cites.rend());
    while (!next.empty()) {
        const RecordId id = next.back();
        next.pop_back();
        if (id.isNull() || !seen.insert(id).second) continue;
        const auto record = around.record(id);
        if (!record) {
            found.notHere.push_back(id);
            continue;
        }
        const QString& type = record->type->name;
        if (type == u"tag" && breachesOf(*record, around).empty())
            found.counting.push_back(*record);
        if (type == u"theme_note") {
            const auto rests = idsIn(record->fields, u"cites");
            next.insert(next.end(), rests.begin(), rests.end());
        }
        if (type != u"triangulation") continue;
        const auto comparison = comparisonFrom(*record, around);
        if (!comparison) found.notHere.push_back(id);
        if (!comparison || comparison->ofThought) continue;
        for (const QStringView end : {u"one", u"other"}) next.push_back(idIn(record->fields, end));
        for (const RecordLine* piece : {&comparison->one, &comparison->other})
            for (const RecordLine& tag : around.pointing(u"tag"_qs, u"target"_qs, piece->id))
                next.push_back(tag.id);
    }
    return found;
}

const QStringList& typesOfEvidence() {
    // Beside what is tagged: everything that breachesOf() looks at when it is asked about a tag.
    static const QStringList types = {u"assessment"_qs,
                                      u"assessment_stage"_qs,
                                      u"framework_pack"_qs,
                                      u"timetable_slot"_qs,
                                      u"information_item"_qs,
                                      u"document"_qs,
                                      u"self_assessment"_qs,
                                      u"survey"_qs,
                                      u"performance_data"_qs,
                                      u"extract"_qs,
                                      u"tracked_case"_qs,
                                      u"stage_account"_qs,
                                      u"record_access"_qs,
                                      u"case_agreement"_qs,
                                      u"session"_qs,
                                      u"participant"_qs,
                                      u"agreement"_qs,
                                      u"capacity_consideration"_qs,
                                      u"withdrawal"_qs,
                                      u"line"_qs,
                                      u"tag"_qs};
    return types;
}

std::vector<TaggedEvidence> taggedEvidence(std::span<const RecordLine> records) {
    const Surroundings around = among(records);
    std::vector<std::pair<std::int64_t, TaggedEvidence>> found;
    for (const RecordLine& tag : records) {
        if (tag.type->name != u"tag") continue;
        const auto target = around.record(idIn(tag.fields, u"target"));
        if (!target) continue;
        const EvidencePiece piece = evidencePiece(*target, around);
        TaggedEvidence tagged{
            .tag = &tag,
            .counts = breachesOf(tag, around).empty(),
            .item = {.statement = static_cast<int>(valueOf(tag.fields, u"statement").integer()),
                     .category = textIn(tag.fields, u"category"),
                     .direction = textIn(tag.fields, u"direction"),
                     .source = piece.source,
                     .pack = textIn(tag.fields, u"pack")},
            .who = piece.who,
            .when = piece.when,
            .ownWords = piece.ownWords,
            .mayQuote = piece.mayQuote};
        found.emplace_back(heardAt(*target), std::move(tagged));
    }
    std::stable_sort(found.begin(), found.end(),
                     [](const auto& a, const auto& b) { return a.first < b.first; });
    std::vector<TaggedEvidence> inOrder;
    for (auto& [at, tagged] : found) inOrder.push_back(std::move(tagged));
    return inOrder;
}

std::vector<EvidenceItem> countingItems(std::span<const TaggedEvidence> evidence) {
    std::vector<EvidenceItem> items;
    for (const TaggedEvidence& each : evidence)
        if (each.counts) items.push_back(each.item);
    return items;
}

}  // namespace candour
