#include "app/viewmodels/huddlemodel.h"

namespace candour {
namespace {

const QStringList& directions() {
    static const QStringList names = {QStringLiteral("strength"), QStringLiteral("shortfall"),
                                      QStringLiteral("neutral")};
    return names;
}

}  // namespace

void HuddleModel::show(const HuddleState& state) {
    m_state = state;
    m_lines.show(state.lines);
    m_waiting = false;
    m_problem.clear();
    Q_EMIT shown();
    Q_EMIT draftShown();  // the statement it is about may have its title now
}

void HuddleModel::showProblem(const QString& sentence) {
    m_waiting = false;
    m_problem = sentence;
    Q_EMIT shown();
}

void HuddleModel::showKept(const ThemeDraft& draft) {
    if (!m_unsaved && m_draft.isEmpty()) showDraft(draft);
}

void HuddleModel::showDraft(const ThemeDraft& draft) {
    m_draft = draft;
    m_unsaved = m_notSaved = m_adding = false;
    m_saved.clear();
    m_mistake.clear();
    Q_EMIT draftShown();
    Q_EMIT savedChanged();
}

void HuddleModel::showSaved(const ThemeDraft& draft, const QString& time) {
    if (m_left == draft) m_left.reset();
    // Keys that came since are not on disk yet.
    if (draft != m_draft) return;
    m_unsaved = m_notSaved = false;
    m_saved = m_draft.isEmpty() ? QString() : tr("Saved %1").arg(time);
    m_mistake.clear();
    Q_EMIT savedChanged();
}

void HuddleModel::showNotSaved(const ThemeDraft& draft) {
    // Of what is shown no more there is nothing to send again here.
    if (m_unsaved && draft == m_draft) showHeld();
}

void HuddleModel::showHeld() {
    m_notSaved = true;
    m_saved.clear();
    m_mistake = tr("Not saved yet. Your words are held here.");
    Q_EMIT savedChanged();
}

void HuddleModel::showNotAdded() {
    m_adding = false;
    m_unsaved = true;
    showHeld();
}

bool HuddleModel::sendAgain() {
    if (m_left) {
        showDraft(*std::exchange(m_left, {}));
        changed();
        return true;
    }
    if (m_notSaved) Q_EMIT draftChanged(m_draft);
    return m_notSaved;
}

void HuddleModel::forget() {
    sendAgain();
    // The answer comes after this.
    if (m_unsaved && !m_draft.isEmpty()) m_left = m_draft;
    m_state = {};
    m_lines.show({});
    m_waiting = true;
    m_problem.clear();
    showDraft({});
    Q_EMIT shown();
}

void HuddleModel::wait() {
    m_waiting = m_state.lines.isEmpty();
    m_problem.clear();
    Q_EMIT shown();
}

void HuddleModel::about(int statement) {
    if (statement == m_draft.statement) return;
    m_draft.statement = statement;
    Q_EMIT draftShown();
    changed();
}

void HuddleModel::write(Part part, const QString& text) {
    QString& held = part == Theme ? m_draft.theme : part == Note ? m_draft.note : m_draft.find;
    if (held == text) return;
    held = text;
    changed();
}

void HuddleModel::turn(int direction) {
    if (direction < 0 || direction >= directions().size() || direction == this->direction()) return;
    m_draft.direction = directions()[direction];
    Q_EMIT draftShown();
    changed();
}

void HuddleModel::add() {
    if (m_draft.theme.trimmed().isEmpty()) {
        m_mistake = tr("Give the theme in a few words first.");
        Q_EMIT savedChanged();
        return;
    }
    if (m_adding) return;
    m_adding = true;
    Q_EMIT themeAdded(m_draft);
}

void HuddleModel::plan(int statement, const QString& find) {
    if (!find.trimmed().isEmpty()) Q_EMIT planRequested(statement, find);
}

QString HuddleModel::statementTitle() const {
    for (const HuddleLine& line : m_lines.rows())
        if (line.number == m_draft.statement && line.number > 0)
            return tr("%1 · %2").arg(line.number).arg(line.title);
    return tr("Across all statements");
}

int HuddleModel::direction() const {
    return static_cast<int>(directions().indexOf(m_draft.direction));
}

void HuddleModel::changed() {
    m_saved.clear();
    m_mistake.clear();
    m_unsaved = true;
    Q_EMIT savedChanged();
    Q_EMIT draftChanged(m_draft);
}

}  // namespace candour
