// The rules that hold for records as they stand to each other: who agreed to what, what may be
// tagged, when a case opens, where an alert goes. One function answers for one record, whoever
// asks: the vault before something is written here (then it is refused, unless words would be lost
// with it), `candour-cli check` for whatever is there (what others wrote is never refused, only
// listed). What is not here to look at is never taken for a breach.
#pragma once

#include "app/rules/surroundings.h"

namespace candour {

struct Breach {
    QString rule;      // "R5"; "plan" for what has none of those numbers
    QString sentence;  // what is wrong and what to do, without anybody's words
    /// It cannot be said yet: what would settle it has not been received. Nothing is refused for
    /// it (but see mustBeKnown), and nothing counts until it is settled.
    bool pending = false;
    /// It is listed and never refused: what was heard or done is kept. Words so kept are no
    /// evidence.
    bool onlyListed = false;
    /// Whoever writes it has to know that it may be, though what others wrote may be right: it is
    /// refused here even while it is pending (R4).
    bool mustBeKnown = false;

    /// Whether what would break it now is not written at all.
    [[nodiscard]] bool refuses() const { return mustBeKnown || (!pending && !onlyListed); }
    friend bool operator==(const Breach&, const Breach&) = default;
};

/// False for a type that no rule speaks of: breachesOf() is empty for it.
bool hasRules(const RecordType& type);
/// The one field that can settle that a type's rules hold: where a record that says nothing but
/// this breaks none, no other that says the same there does. Empty if there is no such field.
QString fieldThatSettles(const RecordType& type);
std::vector<Breach> breachesOf(const RecordLine& record, const Surroundings& around);

}  // namespace candour
