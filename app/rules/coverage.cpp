#include "app/rules/coverage.h"

namespace candour {
namespace {

/// Counts the independent sources of the items that `counts` says yes to.
template <class Test>
int sourcesOf(std::span<const EvidenceItem> evidence, Test&& counts) {
    std::vector<EvidenceSource> sources;
    for (const EvidenceItem& item : evidence)
        if (counts(item)) sources.push_back(item.source);
    return independentSources(sources);
}

CoverageRow rowOf(std::span<const EvidenceItem> evidence, const QualityStatement& statement,
                  const FrameworkPack& pack) {
    const auto here = [&](const EvidenceItem& item) {
        return item.statement == statement.number && pack.readsNumbersOf(item.pack);
    };
    const auto showing = [&](QStringView direction) {
        return [=](const EvidenceItem& item) { return here(item) && item.direction == direction; };
    };
    CoverageRow row{.statement = statement.number,
                    .cells = {},
                    .sources = sourcesOf(evidence, here),
                    .strengths = sourcesOf(evidence, showing(u"strength")),
                    .shortfalls = sourcesOf(evidence, showing(u"shortfall"))};
    for (const EvidenceCategory& category : pack.categories) {
        const auto of = [&](auto test) {
            return sourcesOf(evidence, [&](const EvidenceItem& item) {
                return test(item) && item.category == category.name;
            });
        };
        const CoverageCell cell{.category = category.name,
                                .needed = statement.needs.contains(category.name),
                                .sources = of(here),
                                .strengths = of(showing(u"strength")),
                                .shortfalls = of(showing(u"shortfall"))};
        if (category.used || cell.sources > 0) row.cells.push_back(cell);
    }
    return row;
}

}  // namespace

std::vector<CoverageRow> coverageOf(std::span<const EvidenceItem> evidence,
                                    const FrameworkPack& pack) {
    std::vector<CoverageRow> rows;
    for (const QualityStatement& statement : pack.statements)
        rows.push_back(rowOf(evidence, statement, pack));
    return rows;
}

}  // namespace candour
