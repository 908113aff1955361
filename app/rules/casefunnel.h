// The funnel of tracked cases: the council's list, those chosen, those we speak with. Its sizes are
// settings (R31). One too many or too few is shown, never refused: two of us may have engaged a
// case unseen of each other.
#pragma once

#include <QString>

#include <span>
#include <vector>

namespace candour {

struct FunnelSizes {
    int listed = 50;
    int chosen = 10;
    int engaged = 6;
};

/// `stage` and `reason` are names of a tracked case's options.
struct CaseInFunnel {
    QString stage;
    QString reason = {};
    bool wasChosen = false;  // it says when, though it is only listed now
};

struct FunnelStep {
    int cases = 0;
    int aimed = 0;
    friend bool operator==(const FunnelStep&, const FunnelStep&) = default;
};

struct DropReason {
    QString reason;  // empty: none was given
    int cases = 0;
    friend bool operator==(const DropReason&, const DropReason&) = default;
};

struct Funnel {
    FunnelStep listed;  // every case, wherever it got to
    FunnelStep chosen;  // now or ever: whoever dropped out had been chosen
    FunnelStep engaged;
    std::vector<DropReason> dropped;  // the most frequent first, then by name
};

Funnel funnelOf(std::span<const CaseInFunnel> cases, const FunnelSizes& sizes = {});

}  // namespace candour
