// The locked tablet. It says nothing about council, person or reason, and never which part of a
// passphrase failed.
#pragma once

#include "platform/secretbytes.h"

#include <QObject>
#include <QtQml/qqmlregistration.h>

namespace candour {

struct UnlockState {
    QString greeting;     ///< "Good morning"
    QString explanation;  ///< "This tablet was switched off, so it needs your passphrase."
    QString help;         ///< what to do when one cannot unlock
};

class UnlockModel : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("There is one lock.")
    Q_PROPERTY(QString greeting READ greeting NOTIFY shown)
    Q_PROPERTY(QString explanation READ explanation NOTIFY shown)
    Q_PROPERTY(QString help READ help NOTIFY shown)
    /// The disk refused words that wait here for the unlock.
    Q_PROPERTY(bool holdsUnsaved READ holdsUnsaved NOTIFY shown)
    /// "That did not match. 4 tries left before a short wait.", or empty.
    Q_PROPERTY(QString problem READ problem NOTIFY progressChanged)
    Q_PROPERTY(bool opening READ opening NOTIFY progressChanged)
    /// False while a short wait runs.
    Q_PROPERTY(bool mayTry READ mayTry NOTIFY progressChanged)

  public:
    explicit UnlockModel(QObject* parent = nullptr);

    // Values in
    void show(const UnlockState& state);
    void showUnsaved(bool held);
    /// Nothing happened yet, or the vault is open: forgets problems and progress.
    void showReady();
    /// The passphrase did not open the vault; `triesLeft` before a wait.
    void showNoMatch(int triesLeft);
    /// No try is taken until showReady; `until` is a time of day, "08:04".
    void showWait(const QString& until);
    /// Any other reason, in a sentence of Error::sentence().
    void showProblem(const QString& sentence);

    // What the page does
    Q_INVOKABLE void unlock(const QString& passphrase);

    [[nodiscard]] QString greeting() const { return m_state.greeting; }
    [[nodiscard]] QString explanation() const { return m_state.explanation; }
    [[nodiscard]] QString help() const { return m_state.help; }
    [[nodiscard]] bool holdsUnsaved() const { return m_holdsUnsaved; }
    [[nodiscard]] QString problem() const { return m_problem; }
    [[nodiscard]] bool opening() const { return m_opening; }
    [[nodiscard]] bool mayTry() const { return m_mayTry && !m_opening; }

  Q_SIGNALS:
    void shown();
    void progressChanged();

    /// Intent: open the vault. The bytes are wiped when the call returns: clone what must stay.
    /// Answer showNoMatch, showWait or showProblem, or change the page.
    void unlockRequested(const candour::SecretBytes& passphrase);

  private:
    void progress(bool opening, bool mayTry, const QString& problem);

    UnlockState m_state;
    bool m_holdsUnsaved = false;
    QString m_problem;
    bool m_opening = false;
    bool m_mayTry = true;
};

}  // namespace candour
