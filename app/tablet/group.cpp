#include "app/tablet/group.h"

#include <algorithm>

namespace candour {
namespace {

constexpr char during[] = "count a group";
constexpr int mostPeople = 1'000;

Result<std::vector<ListedRecord>> headcounts(Vault& vault, const RecordId& session) {
    return listAll(vault, {.type = QStringLiteral("headcount"),
                           .where = {{QStringLiteral("session"), session}}});
}

int countIn(const ListedRecord& record, QStringView field) {
    return static_cast<int>(fieldOf(record, field).integer());
}

}  // namespace

bool isGroup(const ListedRecord& slot) {
    const QString kind = textOf(slot, u"kind");
    return kind == u"group" || kind == u"drop_in" || kind == u"community_group";
}

Result<RoomState> readRoom(Vault& vault, const ListedRecord& slot, const RecordId& session) {
    RoomState room;
    room.group = isGroup(slot);
    if (!room.group) return room;
    TRY(const auto counted, headcounts(vault, session));
    for (const ListedRecord& record : counted)
        room.roles.append(
            {record.id.toString(), textOf(record, u"role"), countIn(record, u"count")});
    return room;
}

Status addRole(Vault& vault, const ListedRecord& slot, const RecordId& session,
               const QString& role) {
    TRY(const auto counted, headcounts(vault, session));
    for (const ListedRecord& record : counted)
        if (textOf(record, u"role").compare(role.trimmed(), Qt::CaseInsensitive) == 0)
            return setHeadcount(vault, slot, record.id.toString(), countIn(record, u"count") + 1);
    TRY_OK(vault.put({.type = QStringLiteral("headcount"),
                      .notebook = SessionOf{slot.id},
                      .fields = {{QStringLiteral("session"), session},
                                 {QStringLiteral("role"), role.trimmed()},
                                 {QStringLiteral("count"), 1}}}));
    return {};
}

// Who counts sees what stands, and decides: two counts of two people are settled by the next tap.
Status setHeadcount(Vault& vault, const ListedRecord& slot, const QString& key, int count) {
    const auto id = RecordId::fromString(key);
    if (!id) return fail(Code::notFound, during);
    TRY_OK(vault.put({.type = QStringLiteral("headcount"),
                      .id = *id,
                      .notebook = SessionOf{slot.id},
                      .fields = {{QStringLiteral("count"), std::clamp(count, 0, mostPeople)}},
                      .onConflict = OnConflict::settle}));
    return {};
}

Tally tallyOf(const ListedRecord& line) {
    return {countIn(line, u"agree"), countIn(line, u"differ"), countIn(line, u"silent")};
}

FieldValues fieldsOf(const Tally& tally) {
    return {{QStringLiteral("agree"), tally.agree},
            {QStringLiteral("differ"), tally.differ},
            {QStringLiteral("silent"), tally.silent}};
}

Status setTally(Vault& vault, const ListedRecord& slot, const QString& line, const Tally& tally) {
    const auto id = RecordId::fromString(line);
    if (!id) return fail(Code::notFound, during);
    TRY_OK(vault.put({.type = QStringLiteral("line"),
                      .id = *id,
                      .notebook = SessionOf{slot.id},
                      .fields = fieldsOf(tally),
                      .onConflict = OnConflict::settle}));
    return {};
}

}  // namespace candour
