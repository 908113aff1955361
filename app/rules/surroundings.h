// What a rule may have to know about other records, wherever they are kept: a vault, or a list in
// memory. Struck ones are not among them.
#pragma once

#include "app/framework/frameworkshelf.h"
#include "app/records/ndjson.h"

#include <functional>
#include <memory>
#include <span>

namespace candour {

struct Surroundings {
    std::function<std::optional<RecordLine>(const RecordId&)> record;
    /// Those of `type` whose `field` points to `target`.
    std::function<std::vector<RecordLine>(const QString& type, const QString& field,
                                          const RecordId& target)>
        pointing;
    /// Every one of a type of which there are few, such as the assessment.
    std::function<std::vector<RecordLine>(const QString& type)> every;
    /// The tracked cases that bear a number, as plainCaseNumber() writes it: a council's list may
    /// have thousands, so nobody walks over them for each.
    std::function<std::vector<RecordId>(const QString& plain)> casesNumbered;
    /// The framework packs that are here, read once for many questions.
    std::function<std::shared_ptr<const FrameworkShelf>()> shelf;
    /// Whether the team's own records are here: members from outside have the plan and their
    /// meetings alone.
    std::function<bool()> team = [] { return true; };
};

/// The records themselves as surroundings, as they are now; they outlive it.
Surroundings among(std::span<const RecordLine> records);

}  // namespace candour
