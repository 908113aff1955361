#include "app/reports/coveragereport.h"

#include "app/rules/recordwords.h"
#include "app/rules/taggedevidence.h"

#include <algorithm>
#include <unordered_map>

namespace candour {

namespace {

/// Under which category it would count.
QString categoryOf(const RecordLine& paper) {
    const QString& type = paper.type->name;
    const QString& from = textIn(paper.fields, type == u"survey" ? u"audience" : u"from");
    if (from == u"staff") return u"staff"_qs;
    if (from == u"carers" || from == u"people" || from == u"person") return u"people"_qs;
    if (from == u"partners" || from == u"partner" || from == u"providers" || from == u"provider")
        return u"partners"_qs;
    return u"processes"_qs;
}

/// What we have or have asked for: the items of the information return, except what the council
/// does not hold or need not give; papers, surveys and figures that say what they speak to, or
/// answer an item that does.
std::vector<KnownPaper> papersAmong(std::span<const RecordLine> lines) {
    const auto statementOf = [](const RecordLine& line) {
        return static_cast<int>(valueOf(line.fields, u"statement").integer());
    };
    std::vector<KnownPaper> papers;
    std::unordered_map<RecordId, int> items;
    for (const RecordLine& line : lines) {
        if (line.type->name != u"information_item") continue;
        items[line.id] = statementOf(line);
        const QString& state = textIn(line.fields, u"state");
        if (state == u"not_held" || state == u"waived") continue;
        papers.push_back(
            {line.id, statementOf(line), u"processes"_qs,
             state == u"asked" ? KnownPaper::State::requested : KnownPaper::State::held});
    }
    for (const RecordLine& line : lines) {
        const QString& type = line.type->name;
        const bool figure =
            type == u"performance_data" && textIn(line.fields, u"kind") != u"finance";
        if (type != u"document" && type != u"survey" && !figure) continue;
        int statement = statementOf(line);
        if (const auto item = items.find(idIn(line.fields, u"item"));
            statement == 0 && item != items.end())
            statement = item->second;
        if (statement > 0)
            papers.push_back({line.id, statement, categoryOf(line), KnownPaper::State::held});
    }
    return papers;
}

}  // namespace

int CoverageReport::gaps() const {
    int count = 0;
    for (const CoverageRow& row : rows)
        for (const CoverageCell& cell : row.cells) count += cell.isGap() ? 1 : 0;
    return count;
}

Result<CoverageReport> readCoverage(RecordReader& records, const FrameworkPack& pack) {
    TRY(const auto lines, everyLine(records, typesOfEvidence()));
    const auto evidence = taggedEvidence(lines);
    const auto items = countingItems(evidence);
    const auto others = std::count_if(items.begin(), items.end(), [&](const EvidenceItem& item) {
        return !pack.readsNumbersOf(item.pack);
    });
    CoverageReport report{.rows = coverageOf(items, pack),
                          .counted = static_cast<int>(items.size()) - static_cast<int>(others),
                          .notEvidence = static_cast<int>(evidence.size() - items.size()),
                          .ofAnotherPack = static_cast<int>(others)};
    const std::vector<KnownPaper> papers = papersAmong(lines);
    for (const CoverageRow& row : report.rows)
        for (const CoverageCell& cell : row.cells)
            if (cell.isGap())
                report.advice.push_back({row.statement, cell.category,
                                         needToAsk(papers, row.statement, cell.category).answer});
    return report;
}

Result<HuddleSheet> readHuddle(RecordReader& records, const FrameworkPack& pack,
                               std::optional<QDate> day) {
    TRY(const auto lines, everyLine(records, typesOfEvidence()));
    const auto evidence = taggedEvidence(lines);
    std::unordered_map<RecordId, EvidenceSource> sources;
    for (const TaggedEvidence& tagged : evidence)
        if (tagged.counts) sources[tagged.tag->id] = tagged.item.source;
    ListRequest request{.type = u"theme_note"_qs};
    if (day) request.where = {{u"day"_qs, day->toString(Qt::ISODate)}};
    TRY(const auto written, everyListed(records, request));
    std::vector<HuddleNote> notes;
    for (const ListedRecord& each : written) {
        const FieldValues& fields = each.values;
        const bool known = pack.readsNumbersOf(textIn(fields, u"pack"));
        const std::int64_t number = known ? valueOf(fields, u"statement").integer() : 0;
        HuddleNote note{.statement = static_cast<int>(number),
                        .theme = textIn(fields, u"theme"),
                        .note = textIn(fields, u"note"),
                        .direction = textIn(fields, u"direction"),
                        .stillToFind = textIn(fields, u"still_to_find")};
        for (const RecordId& cited : idsIn(fields, u"cites"))
            if (const auto source = sources.find(cited); source != sources.end())
                note.sources.push_back(source->second);
        notes.push_back(std::move(note));
    }
    return huddleSheetOf(countingItems(evidence), notes, pack, codesAmong(lines));
}

}  // namespace candour
