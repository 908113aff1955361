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

void PeopleModel::add(const QString& role) {
    if (!role.trimmed().isEmpty()) Q_EMIT personAdded(role.trimmed());
}

}  // namespace candour
