// The tablet as a whole: view-models on the thread of the window, vault and store on the worker's,
// and values between them. It owns no rule and no row: what pages ask for is answered by the
// functions of this folder. What always holds: the window never waits for disk or network; what the
// person typed is on its way to the disk before anything else is done.
#pragma once

#include "app/tablet/copiedwords.h"
#include "app/viewmodels/windowmodels.h"
#include "platform/clock.h"
#include "platform/error.h"
#include "platform/random.h"
#include "platform/worker.h"
#include "sync/handover.h"

#include <QObject>
#include <QTimer>

#include <functional>
#include <memory>

class QKeyEvent;

namespace candour {

class Tablet final : public QObject {
    Q_OBJECT

  public:
    /// `folder` is the vault's; it need not be there yet. All outlive this.
    Tablet(WindowModels& models, const QString& folder, const Clock& clock, Random& random);
    ~Tablet() override;

    /// Shows the lock screen, or the set-up when there is no vault.
    void start();
    /// Where the store is, for the set-up page, when somebody has told the app beforehand.
    void suggestAddress(const QString& address);
    /// The machine goes to sleep, or its desktop is locked: so are the notes. `then` follows when
    /// they are closed, at once if they were.
    void lockWithMachine(std::function<void()> then);
    /// Finishes what is typed and closes the vault. Returns when it is closed.
    void stop();

  protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

  private:
    struct Engine;
    struct Unlocked;

    /// Runs `work(Engine&)`, a Result, on the vault's thread and hands its value to `then` here.
    template <class Work, class Then>
    void ask(Work work, Then then);
    template <class Work, class Then, class Otherwise>
    void ask(Work work, Then then, Otherwise otherwise);

    template <class Work, class Then>
    void askSitting(Work work, Then then);
    template <class Work, class Then, class Otherwise>
    void askSitting(Work work, Then then, Otherwise otherwise);

    /// Every key of it goes to the disk, and comes back from there.
    void keepTyped(Jotting& jotting);
    void connectShell();
    void connectShield();
    void watchCtrl(const QKeyEvent& key, bool down);
    /// Somebody may be speaking, and nobody touching the tablet.
    [[nodiscard]] bool inInterview() const;
    void connectLock();
    void connectToday();
    void connectCapture();
    void connectPeople();
    void connectClosing();
    void connectAgreement();
    void connectReview();
    void connectTags();
    void connectCoverage();
    void connectHuddle();
    void connectRating();
    void connectSearch();
    void connectHandOver();
    void connectConflict();
    void connectSafeguarding();
    void connectWithdrawal();
    void connectSettings();
    void connectForm();
    void connectCases();

    [[nodiscard]] bool vaultThere() const;
    void unlock(const SecretBytes& passphrase);
    void showTries(int wrong, milliseconds wait);
    void onUnlocked(Unlocked unlocked);
    void enrol(const QString& code, const QString& address, const SecretBytes& passphrase);
    /// A set-up that failed on its way: what there is of it can be unlocked and goes on.
    void showEnrolProblem(EnrolModel::Step step, const Error& error);
    void firstFetch();
    void lock();
    void lockUntouched();
    void breakOffLocked();
    /// Timers stand still while the machine sleeps; the time since boot goes on.
    void lockIfSleptOver();
    void closeVault();
    void forgetPages();
    void showDay();
    void openSitting(const QString& slot);
    void refreshSitting();
    void refreshFollowUps();
    void showAgreement();
    /// What the page showed last, and the proof behind it.
    struct LastReceipt {
        HandOver::Report report;
        HandOverReceipt shown;
    };
    void showReviewChoices();
    /// A session's lines, or our own of today without one; the page opens at this line.
    void openTagging(const QString& session, const QString& line = {});
    void openLine(const QString& line);
    template <class Work, class Then>
    void askTagging(Work work, Then then);
    void showCoverage();
    void openHuddle();
    void showHuddle();
    void showRating();
    void showCell(int statement, const QString& category);
    void showSearch();
    void showReview();
    void showReceipt(LastReceipt last);
    void saveLastReceipt();
    void handOver();
    /// While something urgent is only here it is tried again and again, in the background.
    void watchUrgent(bool waits);
    void showDispute();
    void openSafeguarding();
    void refreshAlerts();
    void openWithdrawal(const QString& participant);
    void showWordsAgain();
    void restoreLook();
    /// So that the locked screen can say it after a restart as well.
    void rememberUrgent(int count);
    void showTablet();
    void proveMore();
    void showProof(const Proof& proof);
    void changePassphrase(const SecretBytes& now, const SecretBytes& next);
    void showForm(const FormWish& wish);
    void showCases();
    void openCase(const QString& id);
    void showCase(const QString& id);
    void connectDocuments();
    void showDocuments();
    void showPaper(const QString& id);
    void refreshStrip();
    void refreshSoon() { m_stripSoon.start(); }
    void tick();
    /// Something failed that no page has a place for: said where it disturbs nobody, kept in the
    /// log.
    void complain(const Error& error);

    WindowModels& m_models;
    QString m_folder;
    const Clock& m_clock;
    Worker m_worker;
    std::shared_ptr<Engine> m_engine;  // touched on the worker's thread only
    QTimer m_clockTick{this};
    QTimer m_stripSoon;
    QTimer m_idle{this};
    milliseconds m_touched{0};  // since boot
    QTimer m_shieldSoon;
    QTimer m_sentLongEnough{this};  // of a hand-over behind the locked screen
    QTimer m_keysSoon;
    QTimer m_wait;
    QTimer m_urgentSoon{this};
    static constexpr std::chrono::seconds firstUrgentWait{30};
    std::chrono::seconds m_urgentWait{0};  // until the next try by itself
    CopiedWords m_copied{std::make_unique<TimerDelay>()};
    QString m_address;
    bool m_handingOver = false;
    int m_handOverRun = 0;         // an answer of an earlier one comes too late
    bool m_handOverAgain = false;  // something urgent was written while one ran
    bool m_idleLock = false;       // nobody asked for the lock that comes now
    std::function<void()> m_whenLocked;
    bool m_closeWhenSent = false;  // locked while words were on their way to the store
    bool m_connected = false;
    LastReceipt m_last;
    QList<Fact> m_partings;  // of hand-overs that have no receipt yet
    Proof m_proof;           // what was checked last, for its file
    QString m_session;       // the one that was opened last, and what it is called
    QString m_sessionTitle;
};

}  // namespace candour
