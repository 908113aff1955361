// One piece that can be evidence: a line, an extract or an account of a case; beside it a paper or
// a meeting as a whole, which are compared with and never tagged. Who it comes from and when, as
// everybody on the team may read it: by code and standing, never by name.
#pragma once

#include "app/rules/evidence.h"
#include "app/rules/surroundings.h"

namespace candour {

struct EvidencePiece {
    EvidenceSource source = {};
    QString who = {};       // "C7K2M, unpaid carer"; "Seen by the team" if nobody said it
    QString when = {};      // 9 March 2027 14:06; of a paper, the date it speaks of
    bool thought = false;   // our own: it is evidence for nothing
    bool ownWords = false;  // theirs, word for word; otherwise our note of it
    bool mayQuote = true;   // false: count it, and leave its words out
};
/// Of a record of another type: what it is.
EvidencePiece evidencePiece(const RecordLine& record, const Surroundings& around);

/// What makes it one source with others (R35), without what people are told of it.
EvidenceSource evidenceSource(const RecordLine& record, const Surroundings& around);

/// The participant whose words a line or an account holds: who is named, or of a line the only one
/// who was there. Nothing for what was not said, and in a group.
std::optional<RecordLine> tellerOf(const RecordLine& evidence, const Surroundings& around);

/// The field whose words are tagged: of an extract that is a figure alone, the figure.
QString wordsField(const RecordLine& record);

}  // namespace candour
