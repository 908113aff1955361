#include "app/viewmodels/formmodel.h"

#include <algorithm>
#include <utility>

namespace candour {

void FormModel::add(const QString& type, const QVariantMap& given) {
    FormWish wish{type, {}, {}};
    for (auto value = given.begin(); value != given.end(); ++value)
        wish.given.insert(value.key(), value->toString());
    begin(std::move(wish));
}

void FormModel::amend(const QString& type, const QString& record) {
    begin({type, record, {}});
}

void FormModel::begin(FormWish wish) {
    clear();
    m_wish = std::move(wish);
    Q_EMIT shown();
    Q_EMIT sheetRequested(m_wish);
}

void FormModel::show(const FormSheet& sheet) {
    if (!isOpen()) return;  // left in the meantime
    const FormWish wish = m_wish;
    clear();
    m_wish = wish;
    m_sheet = sheet;
    QList<FormEntryRow> rows;
    for (const FormField& field : sheet.fields) {
        auto* entry = new FormEntry(field, this);
        connect(entry, &FormEntry::edited, this,
                [this] { Q_EMIT draftChanged(++m_revision, texts()); });
        m_entries.push_back(entry);
        rows.append({entry});
    }
    m_rows.show(rows);
    Q_EMIT shown();
    Q_EMIT stateChanged();
    takeLeft();
}

/// Words that the disk refused when the form was left are newer than those it has.
void FormModel::takeLeft() {
    if (m_leftWish != m_wish) return;
    const FormTexts left = std::exchange(m_leftTexts, {});
    m_leftWish = {};
    for (FormEntry* entry : m_entries)
        if (left.contains(entry->name())) entry->setText(left.value(entry->name()));
}

void FormModel::showUnavailable(const QString& sentence) {
    m_sheet.title = tr("This form is not there");
    m_problem = sentence;
    Q_EMIT stateChanged();
    Q_EMIT shown();
}

void FormModel::showKept(qint64 revision, const QString& time) {
    if (revision == m_revision && !isOpen()) m_leftWish = {};
    if (revision != m_revision || !isOpen()) return;
    m_notSaved = false;
    m_keptText = tr("Draft kept %1").arg(time);
    Q_EMIT stateChanged();
}

void FormModel::showNotKept() {
    m_notSaved = true;
    m_keptText.clear();
    Q_EMIT stateChanged();
}

void FormModel::showSaved(const QString& type, const QString& record) {
    m_notSaved = false;
    // If it was left in the meantime, another one may be open by now.
    if (m_saving) leave();
    Q_EMIT saved(type, record);
}

void FormModel::showProblems(const QString& problem, const FormTexts& byField) {
    m_saving = false;
    m_problem = problem;
    for (FormEntry* entry : m_entries) entry->showProblem(byField.value(entry->name()));
    Q_EMIT stateChanged();
}

void FormModel::save() {
    if (m_saving || m_entries.empty()) return;
    m_saving = true;
    m_problem.clear();
    Q_EMIT stateChanged();
    Q_EMIT saveRequested(texts());
}

void FormModel::startAgain() {
    m_notSaved = false;
    if (isOpen()) Q_EMIT discardRequested(m_wish);
}

void FormModel::leave() {
    if (!isOpen()) return;
    if (m_notSaved) {
        m_leftWish = m_wish;
        m_leftTexts = texts();
        Q_EMIT draftChanged(++m_revision, m_leftTexts);
    }
    clear();
    Q_EMIT shown();
    Q_EMIT stateChanged();
}

void FormModel::clear() {
    m_rows.show({});
    // A page that is on its way out may still be looking at them: they go with the next form.
    if (!m_entries.empty()) {
        qDeleteAll(m_left);
        m_left = std::exchange(m_entries, {});
    }
    m_wish = {};
    m_sheet = {};
    m_problem.clear();
    m_keptText.clear();
    m_notSaved = false;
    m_saving = false;
}

int FormModel::firstProblem() const {
    const auto found = std::find_if(m_entries.begin(), m_entries.end(), [](const FormEntry* entry) {
        return !entry->problem().isEmpty();
    });
    return found == m_entries.end() ? -1 : static_cast<int>(found - m_entries.begin());
}

int FormModel::firstOptional() const {
    const auto found = std::find_if(m_entries.begin(), m_entries.end(),
                                    [](const FormEntry* entry) { return !entry->required(); });
    return static_cast<int>(found - m_entries.begin());
}

int FormModel::besides() const {
    return static_cast<int>(
        std::count_if(m_sheet.fields.begin(), m_sheet.fields.end(), [](const FormField& field) {
            return !field.required && field.text.isEmpty() && field.note.isEmpty();
        }));
}

FormEntry* FormModel::entry(const QString& name) const {
    for (FormEntry* entry : m_entries)
        if (entry->name() == name) return entry;
    return nullptr;
}

FormTexts FormModel::texts() const {
    FormTexts texts;
    for (const FormEntry* entry : m_entries) texts.insert(entry->name(), entry->text());
    return texts;
}

}  // namespace candour
