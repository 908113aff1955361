#include "app/viewmodels/ratingmodel.h"

#include "app/viewmodels/wording.h"

namespace candour {

void RatingModel::show(const RatingState& state) {
    m_state = state;
    m_lines.show(state.lines);
    m_steps.show(state.steps);
    m_checks.show(state.checks);
    m_waiting = false;
    m_problem.clear();
    Q_EMIT shown();
}

void RatingModel::showProblem(const QString& sentence) {
    m_waiting = false;
    m_problem = sentence;
    Q_EMIT shown();
}

void RatingModel::showDraft(const ScoreDraft& draft, const QList<Citation>& evidence) {
    m_draft = draft;
    m_notSaved = false;
    m_evidence.show(evidence);
    m_saved.clear();
    m_mistake.clear();
    Q_EMIT draftShown();
    Q_EMIT citedChanged();
    Q_EMIT savedChanged();
}

void RatingModel::showSaved(const ScoreDraft& draft, const QString& time) {
    // Keys that came since are not on disk yet.
    if (draft != m_draft) return;
    m_notSaved = false;
    m_saved = tr("Saved %1").arg(time);
    m_mistake.clear();
    Q_EMIT savedChanged();
}

void RatingModel::showNotSaved(const ScoreDraft& draft) {
    // Of what is shown no more there is nothing to send again here.
    if (draft.statement == 0 || draft != m_draft) return;
    m_notSaved = true;
    m_saved.clear();
    m_mistake = tr("Not saved yet. Your words are held here.");
    Q_EMIT savedChanged();
}

void RatingModel::showRefusal(const QString& sentence) {
    m_mistake = sentence;
    Q_EMIT savedChanged();
}

void RatingModel::startCheck(int row) {
    if (m_checks.holds(row) && m_checks.rows()[row].state.isEmpty())
        Q_EMIT checkStarted(m_checks.rows()[row].statement);
}

void RatingModel::showGiven() {
    showDraft({}, {});
}

/// True while the disk has refused what was written last: it is only here, and nothing takes its
/// place before it is on disk.
bool RatingModel::sendAgain() {
    if (m_notSaved) Q_EMIT draftChanged(m_draft);
    return m_notSaved;
}

void RatingModel::forget() {
    sendAgain();
    m_state = {};
    m_lines.show({});
    m_steps.show({});
    m_checks.show({});
    m_waiting = true;
    m_problem.clear();
    showDraft({}, {});
    Q_EMIT shown();
}

void RatingModel::wait() {
    m_waiting = m_state.lines.isEmpty() && m_state.closed.isEmpty();
    m_problem.clear();
    Q_EMIT shown();
}

void RatingModel::open(int row, int score) {
    if (!m_lines.holds(row) || !m_state.closed.isEmpty()) return;
    if (m_lines.rows()[row].number == m_draft.statement) return score > 0 ? choose(score) : void();
    if (!sendAgain()) Q_EMIT statementOpened(m_lines.rows()[row].number, score);
}

void RatingModel::close() {
    if (!sendAgain()) showDraft({}, {});
}

void RatingModel::choose(int score) {
    if (m_draft.statement == 0 || score == m_draft.score) return;
    m_draft.score = score;
    Q_EMIT draftShown();
    changed();
}

void RatingModel::write(const QString& rationale) {
    if (m_draft.statement == 0 || rationale == m_draft.rationale) return;
    m_draft.rationale = rationale;
    changed();
}

void RatingModel::cite(int row) {
    if (!m_evidence.holds(row)) return;
    Citation citation = m_evidence.rows()[row];
    citation.cited = !citation.cited;
    m_evidence.replace(row, citation);
    m_draft.cites.clear();
    for (const Citation& one : m_evidence.rows())
        if (one.cited) m_draft.cites += one.key;
    Q_EMIT citedChanged();
    changed();
}

void RatingModel::give() {
    if (m_draft.statement > 0) Q_EMIT scoreGiven(m_draft);
}

QStringList RatingModel::numbers() const {
    QStringList numbers;
    for (int i = 0; i < m_state.scores.size(); ++i) numbers += QString::number(m_state.least + i);
    return numbers;
}

QString RatingModel::heading() const {
    for (const ScoreLine& line : m_lines.rows())
        if (line.number == m_draft.statement && line.number > 0)
            return tr("%1 · %2").arg(line.number).arg(line.title);
    return {};
}

QString RatingModel::label() const {
    const int index = m_draft.score - m_state.least;
    return index >= 0 && index < m_state.scores.size() ? m_state.scores[index]
                                                       : tr("No score chosen yet");
}

QString RatingModel::cited() const {
    return wording::count(m_draft.cites.size(), tr("passage cited"), tr("passages cited"));
}

void RatingModel::changed() {
    m_saved.clear();
    m_mistake.clear();
    Q_EMIT savedChanged();
    Q_EMIT draftChanged(m_draft);
}

}  // namespace candour
