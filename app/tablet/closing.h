// The end of a session: what was not reached, how they seemed, what to ask for next, and when it
// ended. What always holds: answers are on disk while they are typed, and become one change when
// the page is left, whether or not the session is finished with it.
#pragma once

#include "app/tablet/council.h"
#include "app/viewmodels/closingmodel.h"

namespace candour {

/// What the session holds and, above it, what was being typed. Of an answer that two of us gave
/// unseen of each other both are shown, one below the other; whoever changes it settles it.
Result<ClosingState> readClosing(Vault& vault, const RecordId& session);
/// Durable when it returns.
Status saveAnswer(Vault& vault, const RecordId& session, ClosingModel::Answer answer,
                  const QString& text, const ClosingBefore& before = {});
/// Both answers, and a follow-up if one was still being typed. `finished` also ends the session.
Status close(Vault& vault, const Council& council, const RecordId& slot, const RecordId& session,
             const ClosingAnswers& answers, bool finished, const Moment& now);

Result<QList<FollowUpRow>> readFollowUps(Vault& vault, const RecordId& slot);
Status addFollowUp(Vault& vault, const Council& council, const RecordId& slot,
                   const RecordId& session, const QString& what);
Status settleFollowUp(Vault& vault, const QString& id, bool done);

}  // namespace candour
