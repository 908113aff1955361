// Somebody takes back what they agreed to: what rests on their words, counted before anything is
// done; their wish, kept at once and offline; and its undoing.
#pragma once

#include "app/tablet/council.h"
#include "app/viewmodels/withdrawalmodel.h"

namespace candour {

/// Everything that the page shows of one participant; `notFound` if they are not here.
Result<WithdrawalSheet> readWithdrawal(Vault& vault, const Council& council,
                                       const QString& participant);
/// What rests on the words that are chosen on a sheet.
Result<WithdrawalReachCount> readReach(Vault& vault, const Council& council,
                                       const WithdrawalSheet& sheet);
/// What is being chosen and written. Durable when it returns.
Status saveWish(Vault& vault, const WithdrawalSheet& sheet);
/// Their wish becomes record `id`, of the urgent lane, about all of their words or only those that
/// are chosen; with *erase* also the request that two
/// others decide on. What it locks away is sealed when this returns.
Status recordWish(Vault& vault, const Council& council, const WithdrawalSheet& sheet,
                  const RecordId& id, const Moment& now);
/// How much is locked away or erased here: while both numbers stay, the same words are shown.
struct TakenAway {
    std::int64_t sealed = 0;
    std::int64_t erased = 0;
    bool operator==(const TakenAway&) const = default;
};
Result<TakenAway> countTakenAway(Vault& vault);
/// Strikes it, and with it the erasure that was asked for. What was sealed because of it alone can
/// be read again. `badInput` for a reason that is longer than a strike keeps.
Status undoWish(Vault& vault, const QString& key, const QString& why);

}  // namespace candour
