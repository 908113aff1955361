// The rules that hold for records as they stand to each other: who agreed to what, what may be
// tagged, when a case opens, where an alert goes. One function answers for one record, whoever
// asks: the vault before something is written here (then it is refused), `candour-cli check` for
// whatever is there (what others wrote is never refused, only listed). What is not here to look at
// is never taken for a breach.
#pragma once

#include "app/rules/surroundings.h"

namespace candour {

struct Breach {
    QString rule;      // "R5"
    QString sentence;  // what is wrong and what to do, without anybody's words
    /// It cannot be said yet: what would settle it has not been received. Nothing is refused for
    /// it, and nothing counts until it is settled.
    bool pending = false;
    friend bool operator==(const Breach&, const Breach&) = default;
};

/// False for a type that no rule speaks of: breachesOf() is empty for it.
bool hasRules(const RecordType& type);
/// The one field of its own that the rules on a type look at: what holds for a record holds for
/// every other that says the same there. Empty if they look at more.
QString onlyFieldLookedAt(const RecordType& type);
std::vector<Breach> breachesOf(const RecordLine& record, const Surroundings& around);

}  // namespace candour
