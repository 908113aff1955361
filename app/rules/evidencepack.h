// The evidence pack: what was heard for each quality statement, how often independently, and the
// words. It holds no names: people are codes, and whoever is the only holder of a role appears by
// standing alone. What a person withdrew, or never agreed to, is not in it; what may not be quoted
// is counted but its words are left out.
#pragma once

#include "app/framework/frameworkpack.h"
#include "app/records/ndjson.h"

#include <span>

namespace candour {

struct EvidenceQuote {
    QString words = {};
    QString category = {};   // name of the evidence category
    QString direction = {};  // strength, shortfall, neutral
    QString who = {};        // "C7K2M, unpaid carer"; "Seen by the team" if nobody said it
    QString when = {};       // 9 March 2027 14:06; empty where nobody wrote it down
    bool ownWords = false;   // theirs, word for word; otherwise our note of it
    bool heardFrom = false;  // whoever said it had it from somebody else (R18)
    QString tally = {};      // "4 agreed, 1 differed" of a group (R25); else empty
};

struct CategoryEvidence {
    QString category = {};
    QString title = {};
    bool needed = false;
    int sources = 0;      // independent ones
    QString voices = {};  // "One voice, so far"
};

struct StatementEvidence {
    int number = 0;
    QString title = {};
    std::vector<CategoryEvidence> categories = {};  // those that the framework uses
    std::vector<EvidenceQuote> quotes = {};         // in the order they were heard
    int sources = 0;                                // independent ones, over all categories
    int notQuoted = 0;  // counted, but the person did not agree to their words being used
};

struct EvidencePack {
    QString authority = {};
    QString framework = {};
    bool indicative = false;  // of a pilot
    std::vector<StatementEvidence> statements = {};
    int notEvidence = 0;         // tags left out: not agreed, withdrawn, or a thought
    int ofAnotherFramework = 0;  // tags left out: their numbers mean something else there
};

/// From the current values of the assessment and of everything that evidence is made of
/// (typesOfEvidence), in any order. Tags of another framework pack count only if its numbers mean
/// the same.
EvidencePack evidencePackOf(std::span<const RecordLine> records, const FrameworkPack& framework);

/// One self-contained page, ready to print. `prepared` is shown as the time it was made.
QString evidencePackHtml(const EvidencePack& pack, const QString& prepared);

}  // namespace candour
