#include "app/viewmodels/tally.h"

namespace candour {
namespace {

int& countOf(Tally& tally, Tally::Voice voice) {
    return voice == Tally::Agree    ? tally.agree
           : voice == Tally::Differ ? tally.differ
                                    : tally.silent;
}

}  // namespace

Tally Tally::withMore(Voice voice) const {
    Tally moved = *this;
    for (const Voice from : {Silent, Agree, Differ}) {
        if (from == voice || countOf(moved, from) == 0) continue;
        --countOf(moved, from);
        ++countOf(moved, voice);
        break;
    }
    return moved;
}

Tally Tally::withFewer(Voice voice) const {
    Tally moved = *this;
    if (countOf(moved, voice) == 0) return moved;
    --countOf(moved, voice);
    ++countOf(moved, voice == Silent ? Agree : Silent);
    return moved;
}

}  // namespace candour
