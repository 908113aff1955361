// What counts as evidence, what may be quoted, and how many have said it. A refusal is an answer
// with a kind sentence, never an error.
#pragma once

#include "app/rules/agreement.h"
#include "sync/ids.h"

#include <span>

namespace candour {

enum class Evidence : std::uint8_t {
    counts,
    thought,      // the inspector's own, so never evidence (R18)
    emptyMoment,  // marked, nothing written yet
    notAgreed,    // Talk with us has not been given
    paused,       // the person asked to pause
    stopped,      // refused or withdrawn
};

/// Whether a line of this kind ("said", "saw", …) may be tagged and counts as evidence, given the
/// answer to *Talk with us* of whoever it came from.
Evidence evidenceFrom(QStringView lineKind, AgreementState talk);
/// For the person at the tablet; empty if it counts.
QString sentenceFor(Evidence evidence);

/// Somebody's own words may be shown as theirs only if they said yes to that themselves.
bool quotationAllowed(QStringView lineKind, const AgreementAnswer& quotation);

/// Where one piece of evidence came from. `person` is the participant, or the tracked case if there
/// is one: the same person may be met twice.
struct EvidenceSource {
    RecordId meeting;
    RecordId person;  // null in a group
};

/// Sources that are independent of each other: what was heard in one meeting, or from one person in
/// several, counts once (R35).
int independentSources(std::span<const EvidenceSource> sources);

/// How a report may begin: one voice is never "people" (R39). `category` as in a tag.
QString voicesFor(QStringView category, int independentSources);

}  // namespace candour
