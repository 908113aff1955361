// What counts as evidence, what may be quoted, and how many have said it. A refusal is an answer
// with a kind sentence, never an error.
#pragma once

#include "app/rules/agreement.h"
#include "sync/ids.h"

#include <span>
#include <vector>

namespace candour {

enum class Evidence : std::uint8_t {
    counts,
    thought,        // the inspector's own, so never evidence (R18)
    opinion,        // theirs, and they are no expert in it (R18)
    emptyMoment,    // marked, nothing written yet
    notAgreed,      // Talk with us has not been given
    paused,         // the person asked to pause
    stopped,        // refused or withdrawn
    financeFigure,  // the council's finances are context, never evidence (R46)
};

/// How somebody knows what a line or an extract says (R18).
enum class Basis : std::uint8_t { fact, heardFrom, opinion, expertOpinion, inference };

/// Of a record's option; without one it is a fact or, if it says from whom, heard from somebody.
/// An option of a later version counts as inference until this version knows better.
Basis basisOf(QStringView option, bool saysFromWhom = false);

/// Whether a line of this kind ("said", "saw", …) may be tagged and counts as evidence, given the
/// answer to *Talk with us* of whoever it came from. Of what is known, facts, what was heard from
/// somebody and an expert's opinion count.
Evidence evidenceFrom(QStringView lineKind, AgreementState talk, Basis basis = Basis::fact);
/// Of an extract. `figureKind` is the kind of the performance data it was taken from, else empty.
Evidence evidenceFromPaper(Basis basis, QStringView figureKind = {});
/// For the person at the tablet; empty if it counts.
QString sentenceFor(Evidence evidence);

/// Somebody's own words may be shown as theirs only if they said yes to that themselves.
bool quotationAllowed(QStringView lineKind, const AgreementAnswer& quotation);

/// Where one piece of evidence came from. `person` is the participant, or the tracked case if there
/// is one: the same person may be met twice. Of an extract, the paper stands for the meeting.
struct EvidenceSource {
    RecordId meeting;
    RecordId person;                    // null in a group
    std::vector<RecordId> alsoAs = {};  // the same person, met as another participant
    QString office = {};  // role and team of their only holder, who is the same wherever we meet
};

/// Sources that are independent of each other: what was heard in one meeting, or from one person in
/// several, counts once (R35).
int independentSources(std::span<const EvidenceSource> sources);
/// For each of them, which one stands for its independent source: those with the same number are
/// one.
std::vector<std::size_t> sourceOfEach(std::span<const EvidenceSource> sources);

/// How a report may begin: one voice is never "people" (R39). `category` as in a tag.
QString voicesFor(QStringView category, int independentSources);

/// Whether a sentence of a theme or a rationale speaks of many, such as "carers told us", where
/// only one independent source stands behind it (R39). It knows the usual phrases, not all.
bool speaksForMany(const QString& text, int independentSources);

}  // namespace candour
