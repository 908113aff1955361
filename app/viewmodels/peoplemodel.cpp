#include "app/viewmodels/peoplemodel.h"

namespace candour {

void PeopleModel::show(const QList<PersonRow>& people) {
    m_people.show(people);
    Q_EMIT shown();
}

void PeopleModel::choose(int row) {
    if (!m_people.holds(row) || count() < 2) return;
    const bool again = m_people.rows()[row].speaking;
    for (int i = 0; i < count(); ++i) {
        PersonRow person = m_people.rows()[i];
        person.speaking = i == row && !again;
        m_people.replace(i, person);
    }
    Q_EMIT shown();
    Q_EMIT speakerChosen(again ? QString() : m_people.rows()[row].key);
}

void PeopleModel::ask(int row) {
    if (m_people.holds(row)) Q_EMIT askRequested(m_people.rows()[row].key);
}

void PeopleModel::add() {
    if (const QString role = m_joining.take(); !role.isEmpty()) Q_EMIT personAdded(role);
}

void PeopleModel::showRoom(const RoomState& room) {
    m_group = room.group;
    m_roles.show(room.roles);
    Q_EMIT roomChanged();
}

void PeopleModel::change(int row, int by) {
    if (!m_roles.holds(row)) return;
    RoleRow role = m_roles.rows()[row];
    if (role.count + by < 0) return;
    role.count += by;
    m_roles.replace(row, role);
    Q_EMIT roomChanged();
    Q_EMIT countChanged(role.key, role.count);
}

void PeopleModel::addRole() {
    if (const QString role = m_joining.take(); !role.isEmpty()) Q_EMIT roleAdded(role);
}

void PeopleModel::showRecords(const MeetingRecords& records) {
    m_records = records;
    m_needs.show(records.needs);
    m_noted.show(records.noted);
    Q_EMIT recordsChanged();
}

void PeopleModel::open(const EntryRow& row) {
    if (!row.type.isEmpty()) Q_EMIT formRequested(row.type, row.id, row.given);
}

void PeopleModel::openNeed(int row) {
    if (m_needs.holds(row)) open(m_needs.rows()[row]);
}

void PeopleModel::openNoted(int row) {
    if (m_noted.holds(row)) open(m_noted.rows()[row]);
}

void PeopleModel::addNeed() {
    note(m_records.needType);
}

void PeopleModel::note(const QString& type) {
    if (!type.isEmpty()) Q_EMIT formRequested(type, {}, m_records.given.value(type));
}

int PeopleModel::headcount() const {
    int all = 0;
    for (const RoleRow& role : m_roles.rows()) all += role.count;
    return all;
}

QString PeopleModel::onlyHolders() const {
    QStringList only;
    for (const RoleRow& role : m_roles.rows())
        if (role.count == 1) only.append(role.role);
    return only.join(tr(", "));
}

}  // namespace candour
