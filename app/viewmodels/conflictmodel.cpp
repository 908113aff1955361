#include "app/viewmodels/conflictmodel.h"

#include "app/viewmodels/markedtext.h"

using namespace Qt::StringLiterals;

namespace candour {

ConflictModel::ConflictModel(QObject* parent) : QObject(parent) {}

void ConflictModel::show(const Dispute& dispute) {
    m_dispute = dispute;
    m_settling = false;
    m_choice = !dispute.words ? UseMine : dispute.merged.isEmpty() ? KeepBoth : Merge;
    // Words stand unless somebody says otherwise.
    if (dispute.strike == Dispute::Strike::mine) m_choice = UseTheirs;
    m_merged = dispute.merged.isEmpty() ? dispute.mine.text : dispute.merged;
    placeChoices();
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
    if (striking()) return markedText(mineText(), {});
    return markedText(mineText(),
                      differences(mineText(), before().isEmpty() ? theirText() : before()));
}

QString ConflictModel::theirMarked() const {
    if (striking()) return markedText(theirText(), {});
    return markedText(theirText(),
                      differences(theirText(), before().isEmpty() ? mineText() : before()));
}

QString ConflictModel::title() const {
    return striking() ? tr("One of you struck this line out") : tr("Two of you wrote this line");
}

int ConflictModel::strikeChoice() const {
    switch (m_dispute.strike) {
        case Dispute::Strike::mine:
            return UseMine;
        case Dispute::Strike::theirs:
            return UseTheirs;
        case Dispute::Strike::none:
            break;
    }
    return -1;
}

void ConflictModel::placeChoices() {
    if (striking()) {
        const int leave = strikeChoice();
        return m_choices.show(
            {{leave == UseMine ? UseTheirs : UseMine, tr("Let it stand"),
              tr("The words stand, with their tags. That it was struck out stays in its history.")},
             {leave, tr("Leave it struck out"),
              tr("It leaves every list and counts for nothing. Its words stay in its history.")}});
    }
    const SettlingChoice mine{UseMine, tr("Use mine"),
                              tr("Yours stands. Theirs stays underneath, with its time.")};
    const SettlingChoice theirs{UseTheirs, tr("Use theirs"),
                                tr("Theirs stands. Yours stays underneath, with its time.")};
    if (!m_dispute.words) return m_choices.show({mine, theirs});
    m_choices.show(
        {{KeepBoth, tr("Keep both"), tr("Two listeners, one remark. Counts as one source.")},
         mine,
         theirs,
         {Merge, tr("Write an agreed line"), tr("Both originals stay, with times.")}});
}

QString ConflictModel::settleWord() const {
    if (striking()) return goes() ? tr("Leave it struck out") : tr("Let it stand");
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
