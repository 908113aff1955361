#include "app/viewmodels/conflictmodel.h"

#include "app/viewmodels/markedtext.h"
#include "app/viewmodels/searchmodel.h"

using namespace Qt::StringLiterals;

namespace candour {

ConflictModel::ConflictModel(QObject* parent) : QObject(parent) {}

void ConflictModel::show(const Dispute& dispute) {
    m_dispute = dispute;
    const bool begun = !dispute.merged.isEmpty();
    m_choice = begun ? Merge : KeepBoth;
    m_merged = begun ? dispute.merged : dispute.mine.text;
    Q_EMIT shown();
    Q_EMIT choiceChanged();
    Q_EMIT mergedChanged();
}

void ConflictModel::settle() {
    if (maySettle())
        Q_EMIT settled(m_dispute.key, m_choice, m_choice == Merge ? m_merged : QString());
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
    if (merged == m_merged) return;
    m_merged = merged;
    Q_EMIT mergedChanged();
    Q_EMIT written(m_dispute.key, merged);
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
    return m_choice != Merge || !m_merged.trimmed().isEmpty();
}

}  // namespace candour
