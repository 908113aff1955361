// A group in one room: how many of each role, never who. Points that were made keep the total of
// their time, whoever joins later.
#pragma once

#include "app/tablet/council.h"
#include "app/viewmodels/peoplemodel.h"
#include "app/viewmodels/tally.h"

namespace candour {

/// Whether people come as a group, by the kind of the timetable slot.
[[nodiscard]] bool isGroup(const ListedRecord& slot);
/// Who is in the room now; with what anybody's only role means for them.
Result<RoomState> readRoom(Vault& vault, const ListedRecord& slot, const RecordId& session);
/// `badInput` without a role. One that is there already gets one more.
Status addRole(Vault& vault, const ListedRecord& slot, const RecordId& session,
               const QString& role);
Status setHeadcount(Vault& vault, const ListedRecord& slot, const QString& key, int count);
/// What a line says of the group; no tally: it was no point of a group.
[[nodiscard]] Tally tallyOf(const ListedRecord& line);
[[nodiscard]] FieldValues fieldsOf(const Tally& tally);
Status setTally(Vault& vault, const ListedRecord& slot, const QString& line, const Tally& tally);

}  // namespace candour
