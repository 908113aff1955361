#include "app/rules/samplebalance.h"

namespace candour {
namespace {

/// Half is rounded up. Nothing is negative.
int rounded(int part, int whole) {
    return whole == 0 ? 0 : (2 * part + whole) / (2 * whole);
}

}  // namespace

int BalanceRow::casesShort() const {
    return rounded(known * populationPerMille, 1'000) - cases;
}

std::vector<BalanceRow> balanceOf(std::span<const CaseTraits> cases,
                                  std::span<const PopulationShare> population) {
    std::vector<BalanceRow> rows;
    for (const PopulationShare& share : population) {
        BalanceRow row{
            .trait = share.trait, .group = share.group, .populationPerMille = share.perMille};
        for (const CaseTraits& each : cases) {
            const auto found = each.find(share.trait);
            ++(found == each.end() ? row.unknown : row.known);
            if (found != each.end() && found->second == share.group) ++row.cases;
        }
        row.samplePerMille = rounded(row.cases * 1'000, row.known);
        rows.push_back(std::move(row));
    }
    return rows;
}

}  // namespace candour
