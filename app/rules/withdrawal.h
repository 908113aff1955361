// What follows when somebody takes back what they agreed to (R6). Of the four outcomes, two change
// what may still be done (stop, do not quote) and two lock the words away at once (restrict,
// erase). Whatever rests on locked words is listed, so that a person can look at each piece. To
// erase only asks for it: the keys are destroyed when two people have approved and the store has
// signed (sync/control.h), and until then the words lie sealed where they were, restricted.
#pragma once

#include "app/records/ndjson.h"
#include "app/rules/agreement.h"
#include "app/rules/breach.h"

namespace candour {

enum class WithdrawalOutcome : std::uint8_t { stop, doNotQuote, restrict, erase };

struct Withdrawal {
    WithdrawalOutcome outcome = WithdrawalOutcome::erase;
    RecordId participant;           // null if they were never met
    RecordId trackedCase;           // null if it is not about a case
    std::vector<RecordId> lines;    // only these; empty: everything
    std::int64_t utcMs = 0;         // never later than it was written down
    std::int64_t writtenUtcMs = 0;  // 0: not known
    /// The answers that it takes back, as they were known when it was written.
    std::vector<RecordId> takesBack = {};
};

/// Of a withdrawal's fields; nothing if they name nobody. An outcome of a later version counts as
/// the one that protects most. `writtenUtcMs` is when it was written down, 0 if that is not known.
std::optional<Withdrawal> withdrawalFrom(const FieldValues& withdrawal,
                                         std::int64_t writtenUtcMs = 0);

/// Whether a yes to us was given after it: never one that it names, else by the clocks.
bool isAnew(const AgreementEvent& yes, const Withdrawal& withdrawal);

struct WithdrawalEffect {
    bool mayAskMore = false;
    bool mayQuote = false;
    bool mayUse = false;
    bool mayKeep = false;
};
WithdrawalEffect effectOf(WithdrawalOutcome outcome);

/// What it does to the answers of whoever withdrew. Stopping changes none: what was said before
/// stays, as they wished. About single lines only, it changes none either.
std::vector<AgreementEvent> answersAfter(const Withdrawal& withdrawal);

/// True for those that lock words away at once: restrict and erase.
inline bool locksAway(const Withdrawal& withdrawal) {
    return !effectOf(withdrawal.outcome).mayUse;
}
/// The fields by which a record of the type holds words of another record, as a tag does of its
/// line: it is locked away with any of them. Empty: it has words of its own, or none.
QStringList wordsTakenFrom(const QString& type);
/// False for what stays to be seen whatever is withdrawn: answers, participants, scores.
bool mayBeLockedAway(const QString& type);

struct HeldWords {
    const RecordLine& record;
    RecordId subject;          // whom its seal names; null if that is not known
    std::int64_t created = 0;  // UTC ms
};
/// Whether one of the withdrawals covers the words, whatever came here first. Of a person's words
/// all are covered but those from after they said yes to us anew; a new yes opens nothing that was
/// locked before it. Only a withdrawal that is itself struck does that. What a record takes from
/// others is the caller's to follow.
bool isTakenBack(const HeldWords& words, std::span<const Withdrawal> withdrawals,
                 const Surroundings& around);

/// Whether words of whoever withdrew are not covered because they had said yes to us anew.
bool isSaidAnew(const HeldWords& words, const Withdrawal& withdrawal, const Surroundings& around);

/// Whether a withdrawal may name these words: they are theirs, or nobody's in particular. What
/// somebody else said is theirs to take back.
bool mayName(const Withdrawal& withdrawal, const RecordLine& words, const Surroundings& around);
/// Why a withdrawal may not name what it names, and whose that is, by code and never by name; empty
/// if it may.
QString refusalToName(const Withdrawal& withdrawal, const Surroundings& around);

struct WithdrawalReach {
    std::vector<RecordId> covered;              // their words: locked away, or not to be quoted
    std::vector<const RecordLine*> dependants;  // what rests on them, nearest first
};
/// `records` are all of the assessment, in any order, and outlive the answer.
WithdrawalReach reachOf(const Withdrawal& withdrawal, std::span<const RecordLine> records);

/// Two people approve an erasure, neither of whom asked for it, and no hold stands.
bool erasureMayTakeEffect(RecordId requestedBy, std::span<const RecordId> approvedBy,
                          bool holdStands);

}  // namespace candour
