// Keeping people from being recognised. Names lie in the identities notebook and nowhere else; a
// role, a team, a day and words together may still say who it was. The jigsaw warning (R13) counts
// how many people fit, and says what to leave out; whoever is the only holder of a role is never
// promised anonymity (R14).
#pragma once

#include "app/records/ndjson.h"

#include <span>

namespace candour {

/// How many people of one role and team we know of in one meeting, or somebody by themselves.
struct KnownPeople {
    enum class As : std::uint8_t {
        inAMeeting,  // those of another meeting may be the same people
        oneAlone,    // somebody who draws on care or cares: nobody else is them
        aGroup,      // all heads of a meeting together, who are known by their roles too
    };
    QString role;
    QString team;  // empty: not known
    QString day;   // as a date field says it; empty: any
    int count = 1;
    As as = As::inAMeeting;
};

/// What a text gives away about whoever said it. Empty: not said.
struct Trace {
    QString role;
    QString team;
    QString day;
    bool quoted = false;  // their words are shown as they said them
};

/// From slots and invitees, sessions, headcounts and participants. Those of one meeting who were
/// invited and came are not counted twice. A participant whose role says that it is a group stands
/// for the heads that were counted there.
std::vector<KnownPeople> knownPeople(std::span<const RecordLine> records);

/// How many of the known people fit, at least; what the trace leaves out fits everybody. Whoever
/// was asked to two meetings is one: of one role and team the most that were in one place count,
/// and never the sum of invitations.
int peopleFitting(const Trace& trace, std::span<const KnownPeople> known);

struct JigsawWarning {
    int fitting = 0;
    int threshold = 0;
    /// Leave these out and enough people fit: "quotation", where their words in ours would do, or
    /// else some of "day", "team", "role", the fewest that do. Empty if even that would not be
    /// enough.
    QStringList leaveOut;
};
/// Nothing if at least `threshold` people fit.
std::optional<JigsawWarning> jigsaw(const Trace& trace, std::span<const KnownPeople> known,
                                    int threshold);
QString sentenceFor(const JigsawWarning& warning);

inline constexpr int usualJigsawThreshold = 5;
inline constexpr int usualQuotationThreshold = 7;
/// The assessment's own, or the usual ones. Whoever speaks is known by their words too: where these
/// are shown as a quotation more people have to fit, and never fewer.
struct JigsawThresholds {
    int words = usualJigsawThreshold;
    int quotation = usualQuotationThreshold;
};
JigsawThresholds jigsawThresholds(const FieldValues& assessment);
/// By the one that the trace asks for.
std::optional<JigsawWarning> jigsaw(const Trace& trace, std::span<const KnownPeople> known,
                                    const JigsawThresholds& thresholds);

/// The day of a meeting: of its slot, or else the one on which it began. Empty: not known.
QString dayOfMeeting(const RecordLine& session, const RecordLine* slot);

/// Whoever is the only one in their role (marked so, or counted so) may be recognised.
bool anonymityCanBePromised(const FieldValues& participant, std::span<const KnownPeople> known);

}  // namespace candour
