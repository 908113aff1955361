// What belongs to a meeting beside its notes: what the people in it need so that we understand each
// other, and whether they had it; what shaped what was said; whether somebody could decide; and who
// took a private slip.
#pragma once

#include "app/tablet/council.h"
#include "app/viewmodels/peoplemodel.h"

namespace candour {

/// What is known of somebody's communication in words, from several records of it.
struct KnownNeeds {
    QString needs;    ///< "Lipreads, BSL interpreter"; empty: nothing is known
    QString details;  ///< one line for each that has more to say
};
/// Of a planned meeting: what was written down for it and, where it is about a tracked case, for
/// that case. What the plan says in passing stands where nothing else is known.
Result<KnownNeeds> needsFor(Vault& vault, const ListedRecord& slot);

/// "Face the window · Speaks Polish · Interpreter: a professional"
[[nodiscard]] QString needDetail(const ListedRecord& need);

/// The same as rows that open their forms, with all else that is written down of a meeting.
Result<MeetingRecords> readMeetingRecords(Vault& vault, const ListedRecord& slot,
                                          const RecordId& session);

}  // namespace candour
