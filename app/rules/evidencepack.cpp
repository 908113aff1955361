#include "app/rules/evidencepack.h"

#include "app/rules/taggedevidence.h"

#include <map>

namespace candour {
namespace {

void takeCoverage(StatementEvidence& evidence, const CoverageRow& row,
                  const FrameworkPack& framework) {
    for (const CoverageCell& cell : row.cells)
        evidence.categories.push_back({cell.category, framework.category(cell.category)->title,
                                       cell.needed, cell.sources,
                                       voicesFor(cell.category, cell.sources)});
    evidence.sources = row.sources;
}

}  // namespace

EvidencePack evidencePackOf(std::span<const RecordLine> records, const FrameworkPack& framework) {
    EvidencePack pack{.authority = {}, .framework = framework.title};
    for (const RecordLine& record : records)
        if (record.type->name == u"assessment")
            pack.authority = valueOf(record.fields, u"authority").text();
    std::map<int, StatementEvidence> byNumber;
    for (const QualityStatement& statement : framework.statements)
        byNumber[statement.number] = {.number = statement.number, .title = statement.title.text};

    const std::vector<TaggedEvidence> evidence = taggedEvidence(records);
    for (const TaggedEvidence& tagged : evidence) {
        const auto statement = byNumber.find(tagged.item.statement);
        if (statement == byNumber.end() || !framework.readsNumbersOf(tagged.item.pack)) {
            ++pack.ofAnotherFramework;
            continue;
        }
        if (!tagged.counts)
            ++pack.notEvidence;
        else if (!tagged.mayQuote)
            ++statement->second.notQuoted;
        else
            statement->second.quotes.push_back(
                {.words = valueOf(tagged.tag->fields, u"words").text(),
                 .category = tagged.item.category,
                 .direction = tagged.item.direction,
                 .who = tagged.who,
                 .when = tagged.when,
                 .ownWords = tagged.ownWords});
    }
    for (const CoverageRow& row : coverageOf(countingItems(evidence), framework)) {
        takeCoverage(byNumber[row.statement], row, framework);
        pack.statements.push_back(std::move(byNumber[row.statement]));
    }
    return pack;
}

}  // namespace candour
