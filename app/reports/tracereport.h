// Where a quality statement of the report comes from: the times and roles behind each piece of
// evidence, without identities and without words, so that it can be shown when notes are asked for
// in the window for factual accuracy (R44).
#pragma once

#include "app/reports/plan.h"
#include "app/rules/factualaccuracy.h"

namespace candour {

struct TraceReport {
    std::vector<TraceRow> rows = {};  // in the order of time
    int notEvidence = 0;              // tags that break a rule, which nothing rests on
};

enum class Traced : std::uint8_t {
    counted,  // every tag that counts for the statement
    cited,    // of those, what its scores cite
};

Result<TraceReport> readTrace(RecordReader& records, const FrameworkPack& pack, int statement,
                              Traced what);

}  // namespace candour
