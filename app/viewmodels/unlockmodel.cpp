#include "app/viewmodels/unlockmodel.h"

#include "app/viewmodels/wording.h"

using namespace Qt::StringLiterals;

namespace candour {

UnlockModel::UnlockModel(QObject* parent) : QObject(parent) {}

void UnlockModel::show(const UnlockState& state) {
    m_state = state;
    Q_EMIT shown();
}

void UnlockModel::showUnsaved(bool held) {
    if (held == m_holdsUnsaved) return;
    m_holdsUnsaved = held;
    Q_EMIT shown();
}

void UnlockModel::showReady() {
    progress(false, true, {});
}

void UnlockModel::showNoMatch(int triesLeft) {
    progress(false, true,
             tr("That did not match. %1 left before a short wait.")
                 .arg(wording::count(triesLeft, tr("try"), tr("tries"))));
}

void UnlockModel::showWait(const QString& until) {
    progress(false, false,
             tr("That did not match. You can try again at %1. Nothing is lost.").arg(until));
}

void UnlockModel::showProblem(const QString& sentence) {
    progress(false, true, sentence);
}

void UnlockModel::unlock(const QString& passphrase) {
    if (!mayTry()) return;
    if (passphrase.isEmpty()) {
        progress(false, true, tr("Type your passphrase, then Unlock."));
        return;
    }
    progress(true, true, {});
    QByteArray bytes = passphrase.toUtf8();
    const auto secret = SecretBytes::copyOf(
        std::string_view(bytes.constData(), static_cast<std::size_t>(bytes.size())));
    bytes.fill('\0');
    Q_EMIT unlockRequested(secret);
}

void UnlockModel::progress(bool opening, bool mayTry, const QString& problem) {
    m_opening = opening;
    m_mayTry = mayTry;
    m_problem = problem;
    Q_EMIT progressChanged();
}

}  // namespace candour
