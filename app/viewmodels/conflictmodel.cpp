#include "app/viewmodels/conflictmodel.h"

#include "app/viewmodels/markedtext.h"
#include "app/viewmodels/searchmodel.h"

using namespace Qt::StringLiterals;

namespace candour {

ConflictModel::ConflictModel(QObject* parent) : QObject(parent) {}

void ConflictModel::show(const Dispute& dispute) {
    m_dispute = dispute;
    m_settling = false;
    m_choice = !dispute.words ? UseMine : dispute.merged.isEmpty() ? KeepBoth : Merge;
    m_merged = dispute.merged.isEmpty() ? dispute.mine.text : dispute.merged;
    Q_EMIT shown();
    Q_EMIT choiceChanged();
    Q_EMIT mergedChanged();
}

void ConflictModel::settle() {
    if (!maySettle()) return;
    m_settling = true;
    Q_EMIT mergedChanged();
    Q_EMIT settled(m_dispute, m_choice, m_choice == Merge ? m_merged : QString());
}

void ConflictModel::showNotSettled() {
    m_settling = false;
    Q_EMIT mergedChanged();
}

void ConflictModel::decideLater() {
    Q_EMIT laterRequested(m_dispute.key);
}

void ConflictModel::setChoice(Choice choice) {
    if (choice == m_choice) return;
    m_choice = choice;
    Q_EMIT choiceChanged();
    Q_EMIT mergedChanged();
}

void ConflictModel::setMerged(const QString& merged) {
    if (merged == m_merged || m_settling) return;
    m_merged = merged;
    Q_EMIT mergedChanged();
    Q_EMIT mergeWritten(m_dispute.key, m_merged);
}

QString ConflictModel::mineMarked() const {
    return markedText(mineText(), differences(mineText(), theirText()));
}

QString ConflictModel::theirMarked() const {
    return markedText(theirText(), differences(theirText(), mineText()));
}

QString ConflictModel::settleWord() const {
    switch (m_choice) {
        case KeepBoth:
            return tr("Keep both");
        case UseMine:
        case UseTheirs:
            return tr("Use this one");
        case Merge:
            return tr("Use the agreed line");
    }
    return {};
}

bool ConflictModel::maySettle() const {
    return !m_settling && (m_choice != Merge || !m_merged.trimmed().isEmpty());
}

}  // namespace candour
