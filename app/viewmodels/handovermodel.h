// The end of the day in three steps: what is still open, words on their way, and the receipt. Open
// points never stop anybody, and "accepted" is said only of what the store has signed for.
#pragma once

#include "app/viewmodels/entryrow.h"
#include "app/viewmodels/handoverwish.h"
#include "app/viewmodels/rows.h"

#include <QtQml/qqmlregistration.h>

namespace candour {

/// A point worth a look before handing over.
struct OpenPoint {
    Q_GADGET
    Q_PROPERTY(QString key MEMBER key)
    Q_PROPERTY(QString icon MEMBER icon)
    Q_PROPERTY(bool settled MEMBER settled)
    Q_PROPERTY(QString title MEMBER title)
    Q_PROPERTY(QString detail MEMBER detail)
    Q_PROPERTY(QString action MEMBER action)
    Q_PROPERTY(QString place MEMBER place)
  public:
    QString key;
    QString icon;
    bool settled = true;
    QString title;   ///< "1 agreement not confirmed"
    QString detail;  ///< "Case 12: the council said yes, we have not asked."
    QString action;  ///< "Ask or explain"; empty: nothing that leads there
    QString place;   ///< the record it is settled at, where the key alone does not say
    bool operator==(const OpenPoint&) const = default;
};

/// A label and its value: a count at the right, a fact of the receipt, a reason for something held.
struct Fact {
    Q_GADGET
    Q_PROPERTY(QString label MEMBER label)
    Q_PROPERTY(QString value MEMBER value)
  public:
    QString label;
    QString value;
    bool operator==(const Fact&) const = default;
};

/// One kind of thing on its way, in the order in which kinds go.
struct SendStep {
    Q_GADGET
    Q_PROPERTY(QString icon MEMBER icon)
    Q_PROPERTY(QString title MEMBER title)
    Q_PROPERTY(QString detail MEMBER detail)
    Q_PROPERTY(int done MEMBER done)
    Q_PROPERTY(int total MEMBER total)
    Q_PROPERTY(QString when MEMBER when)
    Q_PROPERTY(bool running MEMBER running)
  public:
    QString icon;
    QString title;   ///< "Words and tags"
    QString detail;  ///< "Lines, accounts, tags"
    int done = 0;
    int total = 0;
    QString when;  ///< "18:08", "Now", "Waiting"
    bool running = false;
    bool operator==(const SendStep&) const = default;
};

struct HandOverReview {
    QList<OpenPoint> points;
    QList<Fact> counts;  ///< "Agreements" "11"
    int onlyHere = 0;
    /// Something waits for the store, and the tablet is set up with one to seal it for.
    bool mayCopyOut = false;
    QString copiedOut = {};  ///< "Last copied out Tuesday 9 March, 18:15.", or empty
};

struct HandOverProgress {
    int accepted = 0;  ///< records the store has signed for
    int records = 0;
    int files = 0;  ///< sealed files, which follow the records
    int filesAccepted = 0;
    qint64 bytesSent = 0;
    qint64 bytesReceived = 0;
    QString timeLeft;  ///< "About 4 minutes for this step", or empty: nothing that is guessed
    QList<SendStep> steps;
    bool running = false;
    QString problem;  ///< "Stopped at 22 of 41. It will carry on from there.", or empty
    /// Ended in good order with something left: "You paused it. 3 photos wait. …", or empty.
    QString left;
    QString checked;  ///< "Connected to the central store only. Checked at 18:07."
};

struct HandOverReceipt {
    int captured = 0;
    int accepted = 0;
    int held = 0;
    /// Ended early: "12 minutes are over. 3 photos wait. Everything written is at the store."
    QString left;
    QString when;         ///< "Tuesday 9 March 2027, 18:15:44"
    QList<Fact> facts;    ///< Receipt, From, Signed by, Fingerprint
    QList<Fact> reasons;  ///< one for each thing held: what, why
    QList<Fact> notes;    ///< what came to light on the way: a tablet that was restored or copied
    QString checked;      ///< "Checked here against all 41 records. They all match."
    QString keeping;      ///< "Copies stay, locked, until 16 March. …"
    bool maySave = false;
};

class HandOverModel : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("What is handed over comes from the vault.")
    Q_PROPERTY(Step step READ step NOTIFY shown)
    Q_PROPERTY(QAbstractItemModel* points READ points CONSTANT)
    Q_PROPERTY(QAbstractItemModel* counts READ counts CONSTANT)
    Q_PROPERTY(int onlyHere READ onlyHere NOTIFY shown)
    Q_PROPERTY(bool mayCopyOut READ mayCopyOut NOTIFY shown)
    Q_PROPERTY(QString copiedOut READ copiedOut NOTIFY shown)
    Q_PROPERTY(QAbstractItemModel* sending READ sending CONSTANT)
    // What it may take, this time
    Q_PROPERTY(QList<QString> times READ times CONSTANT)
    Q_PROPERTY(int time READ time NOTIFY shown)
    /// The network is paid for by the megabyte.
    Q_PROPERTY(bool metered READ metered NOTIFY shown)
    Q_PROPERTY(bool overMetered READ overMetered NOTIFY shown)
    /// "22 of 41 accepted"
    Q_PROPERTY(QString acceptedText READ acceptedText NOTIFY shown)
    Q_PROPERTY(QString bytesText READ bytesText NOTIFY shown)
    Q_PROPERTY(QString timeLeft READ timeLeft NOTIFY shown)
    Q_PROPERTY(qreal fraction READ fraction NOTIFY shown)
    Q_PROPERTY(bool running READ running NOTIFY shown)
    /// It is to end as soon as what is under way is answered.
    Q_PROPERTY(bool pausing READ pausing NOTIFY shown)
    Q_PROPERTY(QString problem READ problem NOTIFY shown)
    /// What was left, and why, of a hand-over that ended before it was through; of the sending or
    /// of the receipt, whichever is seen.
    Q_PROPERTY(QString left READ left NOTIFY shown)
    Q_PROPERTY(QString checked READ checked NOTIFY shown)
    /// "Everything is handed over", or "39 of 41 handed over"
    Q_PROPERTY(QString heading READ heading NOTIFY shown)
    Q_PROPERTY(QString when READ when NOTIFY shown)
    Q_PROPERTY(int captured READ captured NOTIFY shown)
    Q_PROPERTY(int accepted READ accepted NOTIFY shown)
    Q_PROPERTY(int held READ held NOTIFY shown)
    Q_PROPERTY(QAbstractItemModel* facts READ facts CONSTANT)
    Q_PROPERTY(QAbstractItemModel* reasons READ reasons CONSTANT)
    Q_PROPERTY(QAbstractItemModel* notes READ notes CONSTANT)
    Q_PROPERTY(QString proof READ proof NOTIFY shown)
    Q_PROPERTY(QString keeping READ keeping NOTIFY shown)
    Q_PROPERTY(bool maySave READ maySave NOTIFY shown)
    /// Each record of this hand-over, while the list of them is open.
    Q_PROPERTY(QAbstractItemModel* everything READ everything CONSTANT)
    Q_PROPERTY(bool listing READ listing NOTIFY shown)

  public:
    enum Step { Review, Sending, Receipt };
    Q_ENUM(Step)

    explicit HandOverModel(QObject* parent = nullptr);

    // Values in: each also turns to its step
    void show(const HandOverReview& review);
    void show(const HandOverProgress& progress);
    void show(const HandOverReceipt& receipt);
    /// What the settings say, until somebody chooses otherwise for the next one.
    void showWish(const HandOverWish& wish);
    void showMetered(bool metered);
    /// Opens the list of what was handed over.
    void showEverything(const QList<EntryRow>& records);
    /// The tablet is locked: nothing stays in memory.
    void forget();

    // What the page does
    Q_INVOKABLE void start();
    /// Ends it in good order; asked again, at once.
    Q_INVOKABLE void pause();
    Q_INVOKABLE void chooseTime(int index);
    Q_INVOKABLE void chooseOverMetered(bool everything);
    Q_INVOKABLE void act(const QString& key, const QString& place = {});
    Q_INVOKABLE void saveReceipt();
    Q_INVOKABLE void copyOut();
    Q_INVOKABLE void seeAll() { Q_EMIT seeAllRequested(); }
    Q_INVOKABLE void closeAll();

    [[nodiscard]] Step step() const { return m_step; }
    [[nodiscard]] QAbstractItemModel* points() { return &m_points; }
    [[nodiscard]] QAbstractItemModel* counts() { return &m_counts; }
    [[nodiscard]] int onlyHere() const { return m_review.onlyHere; }
    [[nodiscard]] bool mayCopyOut() const { return m_review.mayCopyOut; }
    [[nodiscard]] QString copiedOut() const { return m_review.copiedOut; }
    [[nodiscard]] QAbstractItemModel* sending() { return &m_sending; }
    [[nodiscard]] const HandOverWish& wish() const { return m_wish; }
    [[nodiscard]] QStringList times() const { return HandOverWish::timeWords(); }
    [[nodiscard]] int time() const { return m_wish.timeIndex(); }
    [[nodiscard]] bool metered() const { return m_metered; }
    [[nodiscard]] bool overMetered() const { return m_wish.overMetered; }
    [[nodiscard]] QString acceptedText() const;
    [[nodiscard]] QString bytesText() const;
    [[nodiscard]] QString timeLeft() const { return m_progress.timeLeft; }
    [[nodiscard]] qreal fraction() const;
    [[nodiscard]] bool running() const { return m_progress.running; }
    [[nodiscard]] bool pausing() const { return m_pausing && m_progress.running; }
    [[nodiscard]] QString left() const {
        return m_step == Receipt ? m_receipt.left : m_progress.left;
    }
    [[nodiscard]] QString problem() const { return m_progress.problem; }
    [[nodiscard]] QString checked() const { return m_progress.checked; }
    [[nodiscard]] QString heading() const;
    [[nodiscard]] QString when() const { return m_receipt.when; }
    [[nodiscard]] int captured() const { return m_receipt.captured; }
    [[nodiscard]] int accepted() const { return m_receipt.accepted; }
    [[nodiscard]] int held() const { return m_receipt.held; }
    [[nodiscard]] QAbstractItemModel* facts() { return &m_facts; }
    [[nodiscard]] QAbstractItemModel* reasons() { return &m_reasons; }
    [[nodiscard]] QAbstractItemModel* notes() { return &m_notes; }
    [[nodiscard]] QString proof() const { return m_receipt.checked; }
    [[nodiscard]] QString keeping() const { return m_receipt.keeping; }
    [[nodiscard]] QAbstractItemModel* everything() { return &m_everything; }
    [[nodiscard]] bool listing() const { return m_listing; }
    [[nodiscard]] bool maySave() const { return m_receipt.maySave; }

  Q_SIGNALS:
    void shown();

    /// Intents: begin or go on, with what the wish allows; end after what is under way; end at
    /// once.
    void startRequested();
    void pauseRequested();
    void stopRequested();
    /// Intent: go where this open point is settled.
    void pointChosen(const QString& key, const QString& place);
    void saveReceiptRequested();
    /// Intent: answer showEverything.
    void seeAllRequested();
    /// Intent: what waits for the store into a sealed file, by way of CopyOutModel.
    void copyOutRequested();

  private:
    void turn(Step step);

    Step m_step = Review;
    HandOverReview m_review;
    HandOverProgress m_progress;
    HandOverReceipt m_receipt;
    HandOverWish m_wish;
    bool m_metered = false;
    bool m_pausing = false;
    Rows<OpenPoint> m_points;
    Rows<Fact> m_counts;
    Rows<SendStep> m_sending;
    Rows<Fact> m_facts;
    Rows<Fact> m_reasons;
    Rows<Fact> m_notes;
    Rows<EntryRow> m_everything;
    bool m_listing = false;
};

}  // namespace candour
