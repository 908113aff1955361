// "Would we need to ask?" First what we have, then what we can request, and only what cannot be had
// otherwise is collected from people (R36). It is advice: whoever sits with somebody decides.
#pragma once

#include "sync/ids.h"

#include <QString>

#include <span>
#include <vector>

namespace candour {

/// A paper, survey or figure that speaks of a quality statement and comes under a category.
struct KnownPaper {
    enum class State : std::uint8_t { held, requested, canBeRequested };
    RecordId id;
    int statement = 0;
    QString category = {};
    State state = State::held;
};

enum class Asking : std::uint8_t { weHaveIt, weRequestedIt, requestIt, ask };

struct NeedToAsk {
    Asking answer = Asking::ask;
    std::vector<RecordId> because;  // what led to the answer, in the order given
};

NeedToAsk needToAsk(std::span<const KnownPaper> papers, int statement, QStringView category);
/// For the person at the tablet.
QString sentenceFor(Asking answer);

}  // namespace candour
