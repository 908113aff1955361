// What stands behind each tag: whether it counts, where it came from, and what may be shown of it.
// Coverage, huddle, scores and the evidence pack all rest on this one answer. A tag counts exactly
// when it breaks no rule (breach.h).
#pragma once

#include "app/rules/coverage.h"
#include "app/rules/surroundings.h"

namespace candour {

struct TaggedEvidence {
    const RecordLine* tag = nullptr;  // of the records that were given
    bool counts = false;
    EvidenceItem item = {};
    QString who = {};       // "C7K2M, unpaid carer"; "Seen by the team" if nobody said it
    QString when = {};      // 9 March 2027 14:06; of a paper, the date it speaks of
    bool ownWords = false;  // theirs, word for word; otherwise our note of it
    bool mayQuote = true;   // false: count it, and leave its words out
};

/// Where a tag's evidence came from; nothing if what it marks is not here.
std::optional<EvidenceSource> sourceOf(const RecordLine& tag, const Surroundings& around);
/// What a score or a theme note cites, followed down to tags: through theme notes to what they rest
/// on, through comparisons to the tags on either end. A comparison of a thought of ours carries
/// nothing (R18).
struct CitedEvidence {
    std::vector<RecordLine> counting;  // tags, each once
    std::vector<RecordId> notHere;     // and so nobody can say what stands behind it
};
CitedEvidence citedEvidence(std::span<const RecordId> cites, const Surroundings& around);

/// The record types that evidence is made of: give all of them to taggedEvidence().
const QStringList& typesOfEvidence();

/// From the current values of records, in any order; others are passed over. In the order in which
/// they were heard, papers and accounts first. A tag whose target is not among them is left out.
std::vector<TaggedEvidence> taggedEvidence(std::span<const RecordLine> records);

/// Of those that count.
std::vector<EvidenceItem> countingItems(std::span<const TaggedEvidence> evidence);

}  // namespace candour
