// The tablet as a whole: view-models on the thread of the window, vault and store on the worker's,
// and values between them. It owns no rule and no row: what pages ask for is answered by the
// functions of this folder. What always holds: the window never waits for disk or network; what the
// person typed is on its way to the disk before anything else is done.
#pragma once

#include "app/handover/allowance.h"
#include "app/tablet/clockwatch.h"
#include "app/tablet/copiedwords.h"
#include "app/viewmodels/keywatch.h"
#include "app/viewmodels/windowmodels.h"
#include "platform/atomicfile.h"
#include "platform/clock.h"
#include "platform/error.h"
#include "platform/random.h"
#include "platform/worker.h"
#include "sync/handover.h"

#include <QObject>
#include <QTimer>

#include <functional>
#include <memory>
#include <optional>
#include <vector>

class QSettings;

namespace candour {

class StoreLink;
class FetchedAnswer;
struct Packed;

/// Bytes that are free where this folder lies; -1 if nobody knows. Asks the disk.
[[nodiscard]] qint64 roomOnDisk(const QString& folder);

/// What the system knows of the machine that the app runs on.
struct Machine {
    std::function<bool()> isMetered = isConnectionMetered;
    std::function<qint64(const QString& folder)> roomLeft = roomOnDisk;
};

class Tablet final : public QObject {
    Q_OBJECT

  public:
    /// `folder` is the vault's; it need not be there yet. All outlive this.
    Tablet(WindowModels& models, const QString& folder, const Clock& clock, Random& random,
           Machine machine = {});
    ~Tablet() override;

    /// Shows the lock screen, or the set-up when there is no vault.
    void start();
    /// Where the store is, for the set-up page, when somebody has told the app beforehand.
    void suggestAddress(const QString& address);
    /// The machine goes to sleep, or its desktop is locked: so are the notes, also if somebody is
    /// just unlocking them. `then` follows when they are closed, each time that this is called.
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
    /// Somebody may be speaking, and nobody touching the tablet.
    [[nodiscard]] bool inInterview() const;
    void connectLock();
    void connectToday();
    void connectCapture();
    void connectInk();
    void connectPeople();
    void connectClosing();
    void connectAgreement();
    void connectReview();
    void connectTags();
    void connectComparing();
    void connectCoverage();
    void connectHuddle();
    void connectRating();
    void connectSearch();
    void connectHandOver();
    void connectCopyOut();
    void connectConflict();
    void connectSafeguarding();
    void connectWithdrawal();
    void connectSettings();
    void connectForm();
    void connectCases();
    void connectAttachments();
    void showAttached(const QString& about);

    [[nodiscard]] bool vaultThere() const;
    void unlock(const SecretBytes& passphrase);
    void showTries(int wrong, milliseconds wait);
    void onUnlocked(Unlocked unlocked);
    void enrol(const QString& code, const QString& address, const SecretBytes& passphrase);
    void readInvitation(const QUrl& picture);
    void readInvitationIn(const QImage& frame);
    /// A set-up that failed on its way: what there is of it can be unlocked and goes on.
    void showEnrolProblem(EnrolModel::Step step, const Error& error);
    void firstFetch();
    void lock();
    void lockUntouched();
    void breakOffLocked();
    /// Timers stand still while the machine sleeps; the time since boot goes on.
    void lockIfSleptOver();
    void closeVault();
    /// Behind all that the worker has been asked so far.
    void afterAllAsked(std::function<void()> then);
    void forgetPages();
    void showDay();
    /// Begins or goes on with a meeting; with `toAsk`, on the agreement of
    /// that person in it.
    void openSitting(const QString& slot, const std::optional<RecordId>& toAsk = {});
    void openAsking(const QString& participant);
    void refreshSitting();
    void refreshFollowUps();
    void showAgreement();
    /// What the page showed last, and the proof behind it.
    struct LastReceipt {
        HandOver::Report report;
        HandOverReceipt shown;
    };
    void showReviewChoices();
    /// What a session, a paper or a case holds, or our own lines of today without one; the page
    /// opens at this piece.
    void openTagging(const QString& holder, const QString& piece = {});
    void openPiece(const QString& piece);
    template <class Work, class Then>
    void askTagging(Work work, Then then);
    void showCoverage();
    void openHuddle();
    void showHuddle();
    void showRating();
    void startCheck(int statement);
    void showCell(int statement, const QString& category);
    void showSearch();
    void showReview();
    void settlePoint(const QString& key, const QString& place);
    void throwAway(const QString& draft);
    void openEvening();
    void showReceipt(LastReceipt last);
    void saveLastReceipt();
    enum class AskedBy : std::uint8_t { itself, person };
    /// While one runs, another follows it.
    void handOver(AskedBy by);
    [[nodiscard]] Result<HandOver::Terms> handOverTerms() const;
    [[nodiscard]] bool mayShowHandOver() const;
    void beginHandOver(AskedBy by);
    void lookForStore();
    void showConnected(bool connected);
    void fetchOrders();
    void stopFetchingOrders();
    void onOrders(const HandOver::Report& report);
    void steerHandOver(void (StoreLink::*how)());
    /// How a hand-over ended, in the words of its page.
    struct Outcome {
        HandOver::Report report;
        HandOverReceipt receipt;
        HandOverProgress progress;
        bool through = false;    // there is a receipt to show
        bool wordsGone = false;  // or some came back
    };
    static Outcome outcomeOf(Engine& engine, HandOver::Report report,
                             const HandOver::Progress& last, const HandOverWish& wish,
                             std::int64_t acceptedBefore);
    void onHandedOver(Outcome ended);
    /// Of a tablet that was taken out of use: once the store has everything, nothing of it stays.
    void endUse(const HandOver::Report& report);
    /// While something urgent is only here it is tried again and again, in the background.
    void watchUrgent(bool waits);
    void openCopyOut();
    /// For the copy that is being made: `work(Engine&)`, a Result, on the vault's thread.
    template <class Work, class Then>
    void seal(Work work, Then then);
    /// And `work()`, a Status, on the carrier's.
    template <class Work, class Then>
    void carry(Work work, Then then);
    void copyOut(const CopyWish& wish);
    void copyMore(std::int64_t written);
    void onCopyFailed(const QString& sentence);
    void onCopied(const Packed& packed);
    void fetchAnswerOfStore(const QString& path);
    void takeInAnswer(std::shared_ptr<FetchedAnswer> answer);
    void takeInMoreOfAnswer();
    void onNotTakenIn(const Error& error);
    /// Nothing of what is being copied is left. Whether there was any.
    bool endCopyOut();
    void showDispute();
    void openSafeguarding();
    void refreshAlerts();
    void openWithdrawal(const QString& participant);
    void showWordsAgain();
    void restoreLook();
    void restoreHandOverWish();
    /// So that the locked screen can say it after a restart as well.
    void rememberUrgent(int count);
    void writeBeside(std::function<void(QSettings&)> write);
    void showTablet();
    void proveMore();
    void showProof(const Proof& proof);
    void changePassphrase(const SecretBytes& now, const SecretBytes& next);
    void showForm(const FormWish& wish);
    void openHalfFilled(const QString& draftOf);
    void showCases();
    /// On its journey, or on its list of that type.
    void openCase(const QString& id, const QString& list = {});
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
    Machine m_machine;
    ClockWatch m_clockWatch{m_clock};
    Worker m_worker;
    std::shared_ptr<Engine> m_engine;  // touched on the worker's thread only
    Worker m_carrier;                  // sticks and folders, which may hang
    /// The file that is being copied out; touched on the carrier's thread only.
    using Carried = std::optional<GrowingFile>;
    std::shared_ptr<Carried> m_carried;
    int m_copyRun = 0;          // an answer of an earlier one comes too late
    bool m_copyCutOff = false;  // by the lock, and nobody has been told
    QTimer m_clockTick{this};
    QTimer m_stripSoon;
    QTimer m_idle{this};
    milliseconds m_touched{0};  // since boot
    QTimer m_shieldSoon;
    QTimer m_sentLongEnough{this};  // of a hand-over behind the locked screen
    KeyWatch m_keyWatch{m_models.shell, std::make_unique<TimerDelay>()};
    QTimer m_wait;
    QTimer m_lookSoon{this};  // for the store, so that the strip says how it is and not how it was
    QTimer m_urgentSoon{this};
    static constexpr std::chrono::seconds firstUrgentWait{30};
    std::chrono::seconds m_urgentWait{0};  // until the next try by itself
    CopiedWords m_copied{std::make_unique<TimerDelay>()};
    QString m_address;
    bool m_handingOver = false;
    int m_handOverRun = 0;  // an answer of an earlier one comes too late
    AskedBy m_handOverAskedBy = AskedBy::itself;
    std::optional<AskedBy> m_handOverAgain;  // something urgent was written while one ran
    std::int64_t m_acceptedSoFar = 0;        // by hand-overs that broke off, since the last receipt
    std::chrono::milliseconds m_handOverUsed{};  // of its time, before something urgent cut in
    bool m_pausedByPerson = false;               // since a hand-over was asked for
    bool m_outcomeUnread = false;
    bool m_idleLock = false;  // nobody asked for the lock that comes now
    bool m_unlocking = false;
    std::vector<std::function<void()>> m_lockMeanwhile;  // the machine was locked during it
    bool m_closeWhenSent = false;  // locked while words were on their way to the store
    bool m_connected = false;
    bool m_ordersWanted = false;  // since it was unlocked
    bool m_fetchingOrders = false;
    int m_ordersRun = 0;
    LastReceipt m_last;
    QList<Fact> m_partings;  // of hand-overs that have no receipt yet
    Proof m_proof;           // what was checked last, for its file
    QString m_session;       // the one that was opened last, and what it is called
    QString m_sessionTitle;
};

}  // namespace candour
