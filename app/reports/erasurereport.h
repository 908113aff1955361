// How far each erasure has come: who approved, whether a hold stops it, and whether the store's
// word for it is carried out here. It follows from records, control changes and orders, so every
// tablet that has them says the same. What always holds: nothing is called carried out while
// something that the wish itself names has no order.
#pragma once

#include "app/vault/recordreader.h"

namespace candour {

class Ledger;

struct ErasureRow {
    enum class State : std::uint8_t {
        waiting,     // for approvals, or for the store to hear of them
        inPart,      // as that, for some of what the wish names; the rest is in force
        held,        // approved or not: a hold stands
        inForce,     // the store has signed it
        carriedOut,  // and its words and keys are gone from here
        takenBack,   // before it was decided: they want it back
    };
    RecordId id;
    RecordId what;
    QString authority;            // why not any more, of one that was taken back
    QStringList approvedBy = {};  // initials
    State state = State::waiting;
    std::optional<UtcTime> decided = {};
    RecordId withdrawal = {};  // the wish that it follows, if it follows one
    std::size_t asked = 0;     // control changes that approve it, of whomever

    /// The store has signed it: nothing that is written here brings the words back.
    [[nodiscard]] bool isDecided() const {
        return state == State::inForce || state == State::carriedOut;
    }
};

Result<std::vector<ErasureRow>> readErasures(Ledger& ledger, RecordReader& records);

}  // namespace candour
