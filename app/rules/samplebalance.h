// How the tracked cases compare with the people the council serves: age, ethnicity, unpaid carers,
// self-funders, transitions (R30). It shows the gap and never picks a case to fill it.
#pragma once

#include <QString>

#include <map>
#include <span>
#include <vector>

namespace candour {

/// How many in a thousand of the council's population are of this group.
struct PopulationShare {
    QString trait;  // "age", "ethnicity", "unpaid_carer"
    QString group;  // an option; "yes" and "no" of a flag
    int perMille = 0;
};

/// The group of each trait that is known of one case. What a person chose not to give is not there.
using CaseTraits = std::map<QString, QString>;

struct BalanceRow {
    QString trait;
    QString group;
    int cases = 0;
    int known = 0;    // cases whose group of this trait is known
    int unknown = 0;  // the others: not counted as anything
    int samplePerMille = 0;
    int populationPerMille = 0;

    /// How many cases more would make the share right at this size of sample; below 0: fewer.
    [[nodiscard]] int casesShort() const;
};

/// A row for each share, in their order. Nothing known: a share of 0, with `known` 0.
std::vector<BalanceRow> balanceOf(std::span<const CaseTraits> cases,
                                  std::span<const PopulationShare> population);

}  // namespace candour
