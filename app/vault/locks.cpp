#include "app/vault/locks.h"

#include "app/rules/recordwords.h"

namespace candour {

bool Locks::isGround(const QString& type) {
    return type == u"withdrawal" || type == u"participant" || type == u"agreement" ||
           type == u"case_agreement" || type == u"capacity_consideration";
}

Result<const std::vector<Withdrawal>*> Locks::standing() {
    if (m_standing) return &*m_standing;
    std::vector<Withdrawal> found;
    if (const RecordType* type = m_projection.list().type(u"withdrawal"))
        TRY_OK(m_ledger.database().each(
            (m_projection.selectSql(*type) + u" WHERE r.struck = 0"_qs).toStdString(),
            [&](const Row& row) {
                const ListedRecord listed = Projection::readRow(*type, row);
                const auto withdrawal =
                    withdrawalFrom(listed.values, listed.created.time_since_epoch().count());
                if (withdrawal && locksAway(*withdrawal)) found.push_back(*withdrawal);
            }));
    m_standing = std::move(found);
    return &*m_standing;
}

Result<bool> Locks::cover(RowId row, const RecordLine& record, UtcTime created) {
    if (!mayBeLockedAway(record.type->name)) return false;
    // Also what was locked away because its key is gone, whatever became of the withdrawal.
    for (const QString& field : wordsTakenFrom(record.type->name))
        for (const RecordId& id : idsIn(record.fields, field)) {
            TRY(const bool sealed, isSealed(id));
            if (sealed) return true;
        }
    TRY(const auto* const withdrawals, standing());
    if (withdrawals->empty()) return false;
    TRY(const RecordId subject, subjectOf(row));
    m_rules.forget();
    const HeldWords words{record, subject, created.time_since_epoch().count()};
    return m_rules.ask(
        [&](const Surroundings& around) { return isTakenBack(words, *withdrawals, around); });
}

Result<bool> Locks::isSealed(const RecordId& id) {
    std::vector<std::pair<RowId, QString>> held;
    TRY_OK(m_ledger.database().each(
        "SELECT record.row, type.name FROM record JOIN type ON type.row = record.type"
        " WHERE record.id = ?",
        [&](const Row& row) { held.emplace_back(row.integer(0), row.text(1)); }, id));
    for (const auto& [row, name] : held) {
        const RecordType* type = m_projection.list().type(name);
        if (type == nullptr) continue;
        TRY(const bool sealed, m_projection.isSealed(*type, row));
        if (sealed) return true;
    }
    return false;
}

Result<RecordId> Locks::subjectOf(RowId row) {
    TRY(const auto bytes, m_ledger.database().first(
                              "SELECT header FROM change WHERE record = ? ORDER BY row LIMIT 1",
                              [](const Row& r) { return r.blob(0); }, row));
    if (!bytes) return RecordId();  // not written yet: a draft
    TRY(const Header header, Header::decode(*bytes));
    TRY(const auto subject, m_ledger.subjectOf(header.key));
    return subject ? RecordId(subject->bytes()) : RecordId();
}

Status Locks::gather(const RecordName& ground, std::set<RowId>& rows) {
    if (ground.type == u"participant") {
        TRY(const auto* const withdrawals, standing());
        return withdrawals->empty() ? Status() : gatherPerson(ground.id, rows);
    }
    if (ground.type != u"withdrawal") {
        TRY(const auto* const withdrawals, standing());
        if (withdrawals->empty()) return {};
        const bool ofCase = ground.type == u"case_agreement";
        TRY(const RecordId whose, reference(ground, ofCase ? u"case"_qs : u"participant"_qs));
        return ofCase ? gatherCase(whose, rows) : gatherPerson(whose, rows);
    }
    forget();
    TRY(const auto row, m_ledger.findRecord(ground));
    const RecordType* type = m_projection.list().type(ground.type);
    if (!row || type == nullptr) return {};
    TRY(const auto listed, m_projection.row(*type, *row));
    if (!listed) return {};
    for (const RecordId& id : idsIn(listed->values, u"lines"))
        TRY_OK(m_ledger.database().each(
            "SELECT row FROM record WHERE id = ?",
            [&](const Row& named) { rows.insert(named.integer(0)); }, id));
    TRY_OK(gatherPerson(idIn(listed->values, u"participant"), rows));
    return gatherCase(idIn(listed->values, u"case"), rows);
}

Status Locks::gatherHolders(const RecordId& record, std::set<RowId>& rows) {
    for (const RecordType& type : m_projection.list().types())
        for (const QString& field : wordsTakenFrom(type.name))
            TRY_OK(gatherPointing(type.name, field, record, rows));
    return {};
}

Status Locks::gatherWords(std::set<RowId>& rows) {
    if (m_people.empty()) return {};
    TRY(const auto records, m_ledger.recordsOf(std::exchange(m_people, {})));
    rows.insert(records.begin(), records.end());
    return {};
}

Status Locks::gatherPerson(const RecordId& participant, std::set<RowId>& rows) {
    if (participant.isNull()) return {};
    m_people.insert(SubjectId(participant.bytes()));
    TRY_OK(gatherPointing(u"line"_qs, u"speaker"_qs, participant, rows));
    TRY_OK(gatherPointing(u"attachment"_qs, u"participant"_qs, participant, rows));
    TRY_OK(gatherPointing(u"stage_account"_qs, u"participant"_qs, participant, rows));
    // What nobody is named for may be theirs.
    std::vector<RecordId> sessions;
    if (m_projection.list().type(u"participant") != nullptr)
        TRY_OK(m_ledger.database().each(
            "SELECT session FROM r_participant WHERE id = ? AND session IS NOT NULL",
            [&](const Row& row) { sessions.push_back(row.id<RecordId>(0)); }, participant));
    for (const RecordId& session : sessions)
        for (const QString& type : {u"line"_qs, u"attachment"_qs})
            TRY_OK(gatherPointing(type, u"session"_qs, session, rows));
    return {};
}

Status Locks::gatherCase(const RecordId& trackedCase, std::set<RowId>& rows) {
    if (trackedCase.isNull()) return {};
    for (const QString& type : {u"stage_account"_qs, u"document"_qs, u"attachment"_qs})
        TRY_OK(gatherPointing(type, u"case"_qs, trackedCase, rows));
    std::vector<RecordId> people;
    if (m_projection.list().type(u"participant") != nullptr)
        TRY_OK(m_ledger.database().each(
            "SELECT id FROM r_participant WHERE \"case\" = ?",
            [&](const Row& row) { people.push_back(row.id<RecordId>(0)); }, trackedCase));
    for (const RecordId& person : people) TRY_OK(gatherPerson(person, rows));
    return {};
}

Status Locks::gatherPointing(const QString& typeName, const QString& field, const RecordId& target,
                             std::set<RowId>& rows) {
    const RecordType* type = m_projection.list().type(typeName);
    if (type == nullptr || type->field(field) == nullptr) return {};
    return m_ledger.database().each(
        (u"SELECT record FROM %1 WHERE \"%2\" = ?"_qs.arg(tableName(*type), field)).toStdString(),
        [&](const Row& row) { rows.insert(row.integer(0)); }, target);
}

Result<RecordId> Locks::reference(const RecordName& from, const QString& field) {
    const RecordType* type = m_projection.list().type(from.type);
    TRY(const auto row, m_ledger.findRecord(from));
    if (type == nullptr || !row) return RecordId();
    TRY(const auto listed, m_projection.row(*type, *row));
    return listed ? idIn(listed->values, field) : RecordId();
}

}  // namespace candour
