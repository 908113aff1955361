// What follows when somebody takes back what they agreed to (R6). Of the four outcomes, two change
// what may still be done (stop, do not quote) and two lock the words away at once (restrict,
// erase). Whatever rests on locked words is listed, so that a person can look at each piece.
#pragma once

#include "app/records/ndjson.h"
#include "app/rules/agreement.h"

namespace candour {

enum class WithdrawalOutcome : std::uint8_t { stop, doNotQuote, restrict, erase };

struct Withdrawal {
    WithdrawalOutcome outcome = WithdrawalOutcome::erase;
    RecordId participant;         // null if they were never met
    RecordId trackedCase;         // null if it is not about a case
    std::vector<RecordId> lines;  // only these; empty: everything
    std::int64_t utcMs = 0;
};

/// Of a withdrawal's fields; nothing if they name nobody. An outcome of a later version counts as
/// the one that protects most.
std::optional<Withdrawal> withdrawalFrom(const FieldValues& withdrawal);

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
