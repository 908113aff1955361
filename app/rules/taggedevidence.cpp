#include "app/rules/taggedevidence.h"

#include "app/records/timetext.h"
#include "app/rules/agreed.h"
#include "app/rules/breach.h"
#include "app/rules/personcode.h"
#include "app/rules/recordwords.h"

#include <algorithm>

namespace candour {
namespace {

QString titleOf(const RecordLine& record, QStringView field) {
    return valueForPeople(*record.type->field(field), valueOf(record.fields, field));
}

/// "C7K2M, unpaid carer"; the only holder of a role by standing alone.
QString nameless(const RecordLine& who) {
    const QString standing = titleOf(who, u"standing");
    if (valueOf(who.fields, u"only_holder").boolean()) return standing;
    return personCode(textIn(who.fields, u"standing"), who.id) + u", "_qs + standing.toLower();
}

/// Who said a line: its speaker, or the only one there. Nobody in a group.
std::optional<RecordLine> speakerOf(const RecordLine& line, const std::vector<RecordLine>& there,
                                    const Surroundings& around) {
    if (auto named = around.record(idIn(line.fields, u"speaker"))) return named;
    return there.size() == 1 ? std::optional(there.front()) : std::nullopt;
}

/// The person of a tracked case may be met twice, as another participant each time. Their carer is
/// somebody else, though the case is the same.
RecordId personOf(const RecordLine& participant) {
    const RecordId trackedCase = idIn(participant.fields, u"case");
    const bool isTheCase =
        !trackedCase.isNull() && textIn(participant.fields, u"standing") == u"person";
    return isTheCase ? trackedCase : participant.id;
}

void takeLine(TaggedEvidence& tagged, const RecordLine& line, const Surroundings& around) {
    const RecordId session = idIn(line.fields, u"session");
    const auto there = around.pointing(u"participant"_qs, u"session"_qs, session);
    const auto who = speakerOf(line, there, around);
    const QString& kind = textIn(line.fields, u"kind");
    const bool said = kind == u"said";
    tagged.item.source = {session, who ? personOf(*who) : RecordId()};
    tagged.who = !said ? u"Seen by the team"_qs : who ? nameless(*who) : u"In a group"_qs;
    tagged.when = titleOf(line, u"at");
    tagged.ownWords = said && valueOf(line.fields, u"quote").boolean();
    if (!tagged.ownWords) return;
    const auto answers = answersTo(Purpose::quotation, who ? who->id : RecordId(), session, around);
    tagged.mayQuote = quotationAllowed(kind, strictest(answers));
}

/// All that was taken from one paper is one source.
void takeExtract(TaggedEvidence& tagged, const RecordLine& extract) {
    const QString& dated = textIn(extract.fields, u"dated");
    tagged.item.source = {idIn(extract.fields, u"source"), {}};
    tagged.who = u"From a paper"_qs;
    tagged.when = dated.isEmpty() ? QString() : dateForPeople(dated);
    tagged.ownWords = true;
}

/// An account is our note of what one voice says. Where neither its teller nor its paper is named,
/// all of one case are one source: nothing says that they are independent.
void takeAccount(TaggedEvidence& tagged, const RecordLine& account, const Surroundings& around) {
    const RecordId trackedCase = idIn(account.fields, u"case");
    const RecordId paper = idIn(account.fields, u"document");
    const bool byPerson = textIn(account.fields, u"voice") == u"person";
    tagged.item.source = {paper.isNull() ? trackedCase : paper,
                          byPerson ? trackedCase : RecordId()};
    tagged.who = titleOf(account, u"voice") + u", of a tracked case"_qs;
    if (const auto teller = around.record(idIn(account.fields, u"participant"))) {
        tagged.item.source = {idIn(teller->fields, u"session"), personOf(*teller)};
        tagged.who = nameless(*teller);
    }
}

/// When it was heard; 0 for papers and accounts.
std::int64_t heardAt(const RecordLine& target) {
    return target.type->name == u"line" ? momentIn(target.fields, u"at").value_or(0) : 0;
}

void take(TaggedEvidence& tagged, const RecordLine& target, const Surroundings& around) {
    if (target.type->name == u"line") takeLine(tagged, target, around);
    if (target.type->name == u"extract") takeExtract(tagged, target);
    if (target.type->name == u"stage_account") takeAccount(tagged, target, around);
}

}  // namespace

std::optional<EvidenceSource> sourceOf(const RecordLine& tag, const Surroundings& around) {
    const auto target = around.record(idIn(tag.fields, u"target"));
    if (!target) return std::nullopt;
    TaggedEvidence tagged;
    take(tagged, *target, around);
    return tagged.item.source;
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
        TaggedEvidence tagged{
            .tag = &tag,
            .counts = breachesOf(tag, around).empty(),
            .item = {.statement = static_cast<int>(valueOf(tag.fields, u"statement").integer()),
                     .category = textIn(tag.fields, u"category"),
                     .direction = textIn(tag.fields, u"direction"),
                     .source = {},
                     .pack = textIn(tag.fields, u"pack")}};
        take(tagged, *target, around);
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
