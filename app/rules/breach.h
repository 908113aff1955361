// The rules that hold for records as they stand to each other: who agreed to what, what may be
// tagged, when a case opens, where an alert goes. One function answers for one record, whoever
// asks: the vault before something is written here (then it is refused), `candour-cli check` for
// whatever is there (what others wrote is never refused, only listed). What is not here to look at
// is never taken for a breach.
#pragma once

#include "app/records/ndjson.h"

#include <functional>
#include <span>

namespace candour {

struct Breach {
    QString rule;      // "R5"
    QString sentence;  // what is wrong and what to do, without anybody's words
    friend bool operator==(const Breach&, const Breach&) = default;
};

/// What a rule may have to know about other records. Struck ones are not among them.
struct Surroundings {
    std::function<std::optional<RecordLine>(const RecordId&)> record;
    /// Those of `type` whose `field` points to `target`.
    std::function<std::vector<RecordLine>(const QString& type, const QString& field,
                                          const RecordId& target)>
        pointing;
};

/// False for a type that no rule speaks of: breachesOf() is empty for it.
bool hasRules(const RecordType& type);
std::vector<Breach> breachesOf(const RecordLine& record, const Surroundings& around);

/// The records themselves as surroundings; they outlive it.
Surroundings among(std::span<const RecordLine> records);

}  // namespace candour
