// The day's timetable and what comes next. Rooms are columns and hours are rows; the model places
// each session in hours and lanes, the page only draws.
#pragma once

#include "app/viewmodels/rows.h"

#include <QDate>
#include <QtQml/qqmlregistration.h>

namespace candour {

/// One session of the plan. Minutes are minutes of the day on site.
struct PlannedSession {
    /// Open: its time is over, and it is mine and goes on. Past: its time is over, and no more is
    /// known of it here.
    enum Stage { Done, Past, Open, Now, Next, Later, Moved };
    QString slotId;
    QString title;
    QString detail;  ///< "Discharge · You, JO"; for Moved where it went: "Now Room 3, 15:30"
    int room = 0;    ///< index into DayPlan::rooms
    int begins = 0;
    int ends = 0;
    bool mine = false;
    Stage stage = Later;
};

struct Notice {
    Q_GADGET
    Q_PROPERTY(QString icon MEMBER icon)
    Q_PROPERTY(QString text MEMBER text)
  public:
    QString icon;
    QString text;
    bool operator==(const Notice&) const = default;
};

/// The session at the right. An empty slotId: nothing more for you today.
struct NextSession {
    Q_GADGET
    QML_VALUE_TYPE(nextSession)
    Q_PROPERTY(QString slotId MEMBER slotId)
    Q_PROPERTY(QString heading MEMBER heading)
    Q_PROPERTY(QString when MEMBER when)
    Q_PROPERTY(QString title MEMBER title)
    Q_PROPERTY(QString place MEMBER place)
    Q_PROPERTY(QString agreement MEMBER agreement)
    Q_PROPERTY(QString agreementDetail MEMBER agreementDetail)
    Q_PROPERTY(bool agreed MEMBER agreed)
    Q_PROPERTY(QString need MEMBER need)
    Q_PROPERTY(QString needDetail MEMBER needDetail)
    Q_PROPERTY(QString action MEMBER action)
    Q_PROPERTY(QString caseId MEMBER caseId)
  public:
    QString slotId;
    QString heading;  ///< "Next for you", "Now", "Still open", "You chose"
    QString when;     ///< "14:00, in 20 min"
    QString title;
    QString place;  ///< "Room 2 · One hour · With JO"
    QString agreement;
    QString agreementDetail;
    bool agreed = false;
    QString need;
    QString needDetail;
    QString action;       ///< "Start interview", or "Open interview" when it has lines
    QString caseId = {};  ///< of the tracked case it is about; empty for none
    bool operator==(const NextSession&) const = default;
};

struct DayPlan {
    QDate date;
    QString summary;  ///< "10 of us · 3 rooms and video · As at 13:22, Helen Marsh"
    QStringList rooms;
    QList<PlannedSession> sessions;
    int now = -1;  ///< minute of the day; -1 when the plan is not of today
    NextSession next;
    int onlyHere = 0;
    QString oldest;  ///< "Oldest written 09:12 today"
    QString readAt;  ///< "13:22"
    QList<Notice> notices;
    /// Something waits for the store, and the tablet is set up with one to seal it for.
    bool mayCopyOut = false;
};

/// A session as it is drawn.
struct TimetableTile {
    Q_GADGET
    Q_PROPERTY(QString slotId MEMBER slotId)
    Q_PROPERTY(QString title MEMBER title)
    Q_PROPERTY(QString detail MEMBER detail)
    Q_PROPERTY(QString time MEMBER time)
    Q_PROPERTY(QString room MEMBER room)
    Q_PROPERTY(QString spoken MEMBER spoken)
    Q_PROPERTY(int column MEMBER column)
    Q_PROPERTY(int lane MEMBER lane)
    Q_PROPERTY(int lanes MEMBER lanes)
    Q_PROPERTY(qreal fromHour MEMBER fromHour)
    Q_PROPERTY(qreal hours MEMBER hours)
    Q_PROPERTY(bool mine MEMBER mine)
    Q_PROPERTY(bool past MEMBER past)
    Q_PROPERTY(bool next MEMBER next)
    Q_PROPERTY(bool moved MEMBER moved)
  public:
    QString slotId;
    QString title;
    QString detail;
    QString time;  ///< "14:00 to 15:00"
    QString room;
    QString spoken;
    int column = 0;
    int lane = 0;  ///< sessions that share a room at one time stand side by side
    int lanes = 1;
    qreal fromHour = 0;  ///< hours below the first hour of the grid
    qreal hours = 1;
    bool mine = false;
    bool past = false;
    bool next = false;
    bool moved = false;
    bool operator==(const TimetableTile&) const = default;
};

class TodayModel : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("The plan comes from the vault.")
    Q_PROPERTY(QString dateText READ dateText NOTIFY shown)
    Q_PROPERTY(QString summary READ summary NOTIFY shown)
    Q_PROPERTY(QStringList rooms READ rooms NOTIFY shown)
    Q_PROPERTY(QStringList hours READ hours NOTIFY shown)
    Q_PROPERTY(qreal nowHour READ nowHour NOTIFY shown)
    Q_PROPERTY(QString nowText READ nowText NOTIFY shown)
    Q_PROPERTY(bool empty READ empty NOTIFY shown)
    /// The plan cannot be read just now: how old the one on the page is, and what is safe.
    Q_PROPERTY(QString stale READ stale NOTIFY shown)
    Q_PROPERTY(QAbstractItemModel* tiles READ tiles CONSTANT)
    Q_PROPERTY(QAbstractItemModel* mine READ mine CONSTANT)
    Q_PROPERTY(candour::NextSession next READ next NOTIFY shown)
    Q_PROPERTY(int onlyHere READ onlyHere NOTIFY shown)
    Q_PROPERTY(QString oldest READ oldest NOTIFY shown)
    Q_PROPERTY(QAbstractItemModel* notices READ notices CONSTANT)
    Q_PROPERTY(bool mayCopyOut READ mayCopyOut NOTIFY shown)
    /// The grid shows only my sessions.
    Q_PROPERTY(bool onlyMine READ onlyMine WRITE setOnlyMine NOTIFY onlyMineChanged)

  public:
    explicit TodayModel(QObject* parent = nullptr);

    // Values in
    void show(DayPlan plan);
    /// The plan cannot be read: the last good one stays.
    void showUnreadable();
    /// Another session at the right, because it was tapped.
    void showNext(const NextSession& next);
    /// The line of now moves on.
    void showNow(int minute);

    // What the page does
    Q_INVOKABLE void start();
    Q_INVOKABLE void open(const QString& slotId);
    Q_INVOKABLE void copyOut();
    /// The tracked case that the session at the right is about.
    Q_INVOKABLE void openCase();
    void setOnlyMine(bool onlyMine);

    [[nodiscard]] QString dateText() const;
    [[nodiscard]] QString summary() const { return m_plan.summary; }
    [[nodiscard]] QStringList rooms() const { return m_plan.rooms; }
    [[nodiscard]] QStringList hours() const;
    /// Hours below the first hour of the grid; negative when it is not shown.
    [[nodiscard]] qreal nowHour() const;
    [[nodiscard]] QString nowText() const;
    [[nodiscard]] bool empty() const { return m_plan.sessions.isEmpty() && m_stale.isEmpty(); }
    [[nodiscard]] QString stale() const { return m_stale; }
    [[nodiscard]] QAbstractItemModel* tiles() { return &m_tiles; }
    [[nodiscard]] QAbstractItemModel* mine() { return &m_mine; }
    [[nodiscard]] NextSession next() const { return m_plan.next; }
    [[nodiscard]] int onlyHere() const { return m_plan.onlyHere; }
    [[nodiscard]] QString oldest() const { return m_plan.oldest; }
    [[nodiscard]] QAbstractItemModel* notices() { return &m_notices; }
    [[nodiscard]] bool mayCopyOut() const { return m_plan.mayCopyOut; }
    [[nodiscard]] bool onlyMine() const { return m_onlyMine; }
    /// A tap put a session at the right, and it stays there until the page is opened again.
    [[nodiscard]] bool chosen() const { return m_chosen; }

  Q_SIGNALS:
    void shown();
    void onlyMineChanged();

    /// Intent: sit down with this session: the interview, or the agreement first where it is due.
    void startRequested(const QString& slotId);
    /// Intent: tell more about this session. Answer with showNext.
    void sessionChosen(const QString& slotId);
    /// Intent: this tracked case's page.
    void caseRequested(const QString& caseId);
    /// Intent: what waits for the store into a sealed file, by way of CopyOutModel.
    void copyOutRequested();

  private:
    void place();

    DayPlan m_plan;
    QString m_stale;
    int m_firstHour = 9;
    int m_lastHour = 17;
    Rows<TimetableTile> m_tiles;
    Rows<TimetableTile> m_mine;
    Rows<Notice> m_notices;
    bool m_onlyMine = false;
    bool m_chosen = false;
};

}  // namespace candour
