#include "app/viewmodels/closingmodel.h"

#include "app/viewmodels/wording.h"

#include <algorithm>

namespace candour {

void ClosingModel::show(const ClosingState& state) {
    m_state = state;
    m_adding = false;
    Q_EMIT shown();
    Q_EMIT nextShown();
    Q_EMIT nextProblemChanged();
    showSaved(true);
}

void ClosingModel::showFollowUps(const QList<FollowUpRow>& rows) {
    m_followUps.show(rows);
    Q_EMIT followUpsChanged();
}

void ClosingModel::showSaved(bool saved) {
    m_notSaved = !saved;
    Q_EMIT savedChanged();
}

void ClosingModel::showNotKept(const ClosingAnswers& answers) {
    if (m_state.answers.next.isEmpty()) m_state.answers.next = answers.next;
    m_state.answers.before = answers.before;
    m_state.unsettled = true;
    Q_EMIT nextShown();
    showSaved(false);
}

void ClosingModel::write(Answer answer, const QString& typed) {
    const QString text = wording::plain(typed);
    QString& held = answer == Gaps     ? m_state.answers.gaps
                    : answer == Seemed ? m_state.answers.seemed
                                       : m_state.answers.next;
    if (held == text) return;
    held = text;
    m_state.unsettled = true;
    Q_EMIT answerChanged(answer, text, m_state.answers.before);
    Q_EMIT nextProblemChanged();
}

QString ClosingModel::nextProblem() const {
    if (wording::characters(m_state.answers.next.simplified()) <= m_state.longestNext) return {};
    return tr("A follow-up takes at most %1 characters. Shorten it, or add it in parts.")
        .arg(m_state.longestNext);
}

void ClosingModel::add() {
    const QString what = m_state.answers.next.simplified();
    if (what.isEmpty() || m_adding || !nextProblem().isEmpty()) return;
    m_adding = true;
    Q_EMIT followUpAdded(what);
}

void ClosingModel::showAdded(const QString& what) {
    m_adding = false;
    // What was typed in the meantime is the next one.
    if (m_state.answers.next.simplified() != what) return;
    m_state.answers.next.clear();
    Q_EMIT nextShown();
}

void ClosingModel::showNotAdded() {
    m_adding = false;
    m_state.unsettled = true;
}

void ClosingModel::settle(int row) {
    if (!m_followUps.holds(row)) return;
    FollowUpRow followUp = m_followUps.rows()[row];
    if (followUp.key.isEmpty()) return;
    followUp.done = !followUp.done;
    m_followUps.replace(row, followUp);
    Q_EMIT followUpsChanged();
    Q_EMIT followUpSettled(followUp.key, followUp.done);
}

void ClosingModel::finish() {
    hand(true);
}

void ClosingModel::leave() {
    if (m_state.unsettled) hand(false);
}

/// Once only: what left for the vault is not asked for again when the page goes.
void ClosingModel::hand(bool finished) {
    ClosingAnswers answers = m_state.answers;
    m_state.unsettled = false;
    // What one wrote oneself has been seen.
    m_state.answers.before.gaps = answers.gaps;
    m_state.answers.before.seemed = answers.seemed;
    // What cannot be a follow-up as it is, or is on its way to be one, stays a draft and in its
    // field.
    if (nextProblem().isEmpty() && !m_adding) {
        m_state.answers.next.clear();
        Q_EMIT nextShown();
    } else {
        answers.next.clear();
    }
    Q_EMIT keepRequested(answers, finished);
}

int ClosingModel::open() const {
    return static_cast<int>(std::count_if(m_followUps.rows().begin(), m_followUps.rows().end(),
                                          [](const FollowUpRow& row) { return !row.done; }));
}

}  // namespace candour
