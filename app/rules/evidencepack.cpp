#include "app/rules/evidencepack.h"

#include "app/rules/evidence.h"
#include "app/rules/recordwords.h"
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

/// How many of a group agreed, differed or said nothing; only what was counted.
QString tallyOf(const FieldValues& line) {
    constexpr std::pair<const char*, const char*> counts[] = {
        {"agree", " agreed"}, {"differ", " differed"}, {"silent", " said nothing"}};
    QStringList words;
    for (const auto& [field, what] : counts)
        if (const auto many = valueOf(line, QString::fromLatin1(field)).integer(); many > 0)
            words << QString::number(many) + QLatin1String(what);
    return words.join(u", "_qs);
}

EvidenceQuote quoteOf(const TaggedEvidence& tagged, const Surroundings& around) {
    EvidenceQuote quote{.words = valueOf(tagged.tag->fields, u"words").text(),
                        .category = tagged.item.category,
                        .direction = tagged.item.direction,
                        .who = tagged.who,
                        .when = tagged.when,
                        .ownWords = tagged.ownWords};
    const auto target = around.record(idIn(tagged.tag->fields, u"target"));
    if (!target || target->type->name != u"line") return quote;
    const FieldValues& line = target->fields;
    quote.heardFrom =
        basisOf(textIn(line, u"basis"), !textIn(line, u"heard_from").isEmpty()) == Basis::heardFrom;
    quote.tally = tallyOf(line);
    return quote;
}

}  // namespace

EvidencePack evidencePackOf(std::span<const RecordLine> records, const FrameworkPack& framework) {
    EvidencePack pack{.authority = {}, .framework = framework.title};
    for (const RecordLine& record : records)
        if (record.type->name == u"assessment") {
            pack.authority = valueOf(record.fields, u"authority").text();
            pack.indicative = textIn(record.fields, u"kind") == u"pilot";
        }
    std::map<int, StatementEvidence> byNumber;
    for (const QualityStatement& statement : framework.statements)
        byNumber[statement.number] = {.number = statement.number, .title = statement.title.text};

    const std::vector<TaggedEvidence> evidence = taggedEvidence(records);
    const Surroundings around = among(records);
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
            statement->second.quotes.push_back(quoteOf(tagged, around));
    }
    for (const CoverageRow& row : coverageOf(countingItems(evidence), framework)) {
        takeCoverage(byNumber[row.statement], row, framework);
        pack.statements.push_back(std::move(byNumber[row.statement]));
    }
    return pack;
}

}  // namespace candour
