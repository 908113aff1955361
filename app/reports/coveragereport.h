// The coverage grid and the team's huddle sheet of a vault (R35, R47).
#pragma once

#include "app/reports/plan.h"
#include "app/rules/huddle.h"
#include "app/rules/needtoask.h"

namespace candour {

struct CoverageReport {
    std::vector<CoverageRow> rows = {};  // of the pack, in its order
    int counted = 0;                     // tags that count
    int notEvidence = 0;                 // tags that break a rule: `candour-cli check` says which
    int ofAnotherPack = 0;               // tags that this framework's grid leaves out
    /// For every gap, whether what is missing is among what we have or have requested (R36).
    struct Advice {
        int statement = 0;
        QString category = {};
        Asking answer = Asking::ask;
    };
    std::vector<Advice> advice = {};
    /// Needed categories without a source, over all quality statements.
    [[nodiscard]] int gaps() const;
};
Result<CoverageReport> readCoverage(RecordReader& records, const FrameworkPack& pack);

/// With the theme notes of one day, or of all.
Result<HuddleSheet> readHuddle(RecordReader& records, const FrameworkPack& pack,
                               std::optional<QDate> day = {});

}  // namespace candour
