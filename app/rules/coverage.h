// The coverage grid: for each quality statement and evidence category, how many independent sources
// there are (R35). Two lines from one meeting, or from one person, are one source.
#pragma once

#include "app/framework/frameworkpack.h"
#include "app/rules/evidence.h"

namespace candour {

/// Something that counts as evidence (evidenceFrom) and was tagged.
struct EvidenceItem {
    int statement = 0;
    QString category = {};
    QString direction = {};  // strength, shortfall, neutral
    EvidenceSource source = {};
    QString pack = {};  // whose number the statement's is; empty: of no pack in particular
};

struct CoverageCell {
    QString category;
    bool needed = false;
    int sources = 0;
    int strengths = 0;   // independent sources that show one
    int shortfalls = 0;  // a source can show both
    [[nodiscard]] bool isGap() const { return needed && sources == 0; }
};

struct CoverageRow {
    int statement = 0;
    std::vector<CoverageCell> cells;  // of the categories in use, and of any other with evidence
    int sources = 0;                  // independent over all categories
    int strengths = 0;
    int shortfalls = 0;
};

/// A row for each quality statement of the pack, in its order. Other statements are passed over,
/// and so is what was tagged under a pack whose numbers mean something else.
std::vector<CoverageRow> coverageOf(std::span<const EvidenceItem> evidence,
                                    const FrameworkPack& pack);

}  // namespace candour
