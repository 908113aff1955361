// The frame round every page: where we are, where one can go, and what the strip says. It shows no
// council and no person while the tablet is locked.
#pragma once

#include "app/viewmodels/rows.h"

#include <QtQml/qqmlregistration.h>

#include <map>

namespace candour {

/// One entry of rail and bottom bar.
struct Place {
    Q_GADGET
    Q_PROPERTY(int page MEMBER page)
    Q_PROPERTY(QString sign MEMBER sign)
    Q_PROPERTY(QString word MEMBER word)
    Q_PROPERTY(QString name MEMBER name)
    Q_PROPERTY(bool inBar MEMBER inBar)
  public:
    int page = 0;  ///< a ShellModel::Page
    QString sign;  ///< a property of Icons
    QString word;
    QString name;        ///< for a screen reader; the word unless it must say more
    bool inBar = false;  ///< has a place of its own in portrait; the rest is under More
    bool operator==(const Place&) const = default;
};

/// What the strip says. Times are minutes of the day on site.
struct Strip {
    Q_GADGET
    QML_VALUE_TYPE(strip)
    Q_PROPERTY(QString council MEMBER council)
    Q_PROPERTY(QString day MEMBER day)
    Q_PROPERTY(QString connection MEMBER connection)
    Q_PROPERTY(QString connectionShort MEMBER connectionShort)
    Q_PROPERTY(bool connected MEMBER connected)
    Q_PROPERTY(int onlyHere MEMBER onlyHere)
    Q_PROPERTY(QString onlyHereText MEMBER onlyHereText)
    Q_PROPERTY(QString clock MEMBER clock)
    Q_PROPERTY(QString clockDoubt MEMBER clockDoubt)
    Q_PROPERTY(QString urgent MEMBER urgent)
    Q_PROPERTY(QString alert MEMBER alert)
  public:
    enum class Connection { Offline, Connected, HandingOver };
    /// `day` of `days` on site; 0 hides it. `urgent` counts alerts nobody has received.
    static Strip of(const QString& council, int day, int days, Connection connection, int onlyHere,
                    const QString& clock, int urgent);

    QString council;
    QString day;
    QString connection;
    QString connectionShort;
    bool connected = false;
    int onlyHere = 0;
    QString onlyHereText;
    QString clock;       ///< "14:32"
    QString clockDoubt;  ///< why that cannot be believed; the frame keeps it, whatever is shown
    QString urgent;      ///< for the locked screen: "1 urgent item is waiting"
    QString alert;       ///< for us: "1 alert not sent"
    bool operator==(const Strip&) const = default;
};

class ShellModel : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("There is one frame, made by main.")
    Q_PROPERTY(Page page READ page NOTIFY pageChanged)
    /// The rail entry that is lit: an interview belongs to Today.
    Q_PROPERTY(Page place READ place NOTIFY pageChanged)
    Q_PROPERTY(bool open READ open NOTIFY pageChanged)
    Q_PROPERTY(QAbstractItemModel* places READ places CONSTANT)
    Q_PROPERTY(candour::Strip strip READ strip NOTIFY stripChanged)
    /// Something that could not be done and that no page says, until it is put away; else what is
    /// wrong with the tablet, until it is put away or mended.
    Q_PROPERTY(QString notice READ notice NOTIFY noticeChanged)
    /// Where Back goes from a page inside a place: "Back to Today".
    Q_PROPERTY(QString backName READ backName NOTIFY pageChanged)
    /// Somebody wants to lock while an alert has not been sent: the numbers come first.
    Q_PROPERTY(bool lockAsked READ lockAsked NOTIFY lockAskedChanged)
    /// Another window is in front, or nobody has touched the tablet for a while: nothing is shown.
    Q_PROPERTY(bool shielded READ shielded NOTIFY shieldChanged)
    /// Ctrl is held: the keys are shown.
    Q_PROPERTY(bool keysShown READ keysShown NOTIFY keysShownChanged)
    Q_PROPERTY(bool dark READ dark NOTIFY lookChanged)
    Q_PROPERTY(qreal textScale READ textScale NOTIFY lookChanged)
    /// Pixels at the bottom that the on-screen keyboard covers.
    Q_PROPERTY(int keyboardInset READ keyboardInset NOTIFY lookChanged)

  public:
    enum Page {
        Unlock,
        Enrol,
        Today,
        Capture,
        Agreement,
        Review,
        Coverage,
        Huddle,
        Rating,
        Search,
        HandOver,
        Conflict,
        More,
        Safeguarding,
        Withdrawal,
        Settings,
        Help,
        Cases,
        Case,
        Documents
    };
    Q_ENUM(Page)

    /// What may be wrong with the tablet, whatever page is shown.
    enum class Trouble { outOfUse, clock, disk };

    explicit ShellModel(QObject* parent = nullptr);

    // Values in
    void showPage(Page page);
    void showStrip(Strip strip);
    void showNotice(const QString& sentence);
    /// An empty sentence: it is mended. One that was put away comes back with other words, or when
    /// the tablet is unlocked the next time.
    void showTrouble(Trouble trouble, const QString& sentence);
    /// `textScale` is kept between 1 and 2.
    void showLook(bool dark, qreal textScale);
    void showShield(bool shielded);
    void showKeys(bool shown);
    /// main feeds this from QInputMethod::keyboardRectangle; 0 when it is down.
    void showKeyboard(int inset);

    // What the frame does
    /// Goes to a place; the page before is left first.
    Q_INVOKABLE void go(int page);
    /// To the page that this one was opened over, else to Today.
    Q_INVOKABLE void back();
    /// What the page shows is asked for anew: it could not be read.
    Q_INVOKABLE void again();
    Q_INVOKABLE void dismissNotice();
    /// Said aloud to whoever cannot see it change; without words, silence.
    Q_INVOKABLE void say(const QString& sentence) { Q_EMIT said(sentence); }
    /// Asks first while an alert is only here; lockNow() never does.
    Q_INVOKABLE void lock();
    Q_INVOKABLE void lockNow();
    Q_INVOKABLE void stayOpen();
    Q_INVOKABLE void liftShield() { showShield(false); }

    [[nodiscard]] Page page() const { return m_page; }
    [[nodiscard]] Page place() const;
    /// True once the tablet is unlocked: rail and strip speak only then.
    [[nodiscard]] bool open() const { return m_page != Unlock && m_page != Enrol; }
    [[nodiscard]] QAbstractItemModel* places() { return &m_places; }
    [[nodiscard]] Strip strip() const { return m_strip; }
    [[nodiscard]] QString notice() const;
    [[nodiscard]] QString backName() const;
    [[nodiscard]] bool shielded() const { return m_shielded; }
    [[nodiscard]] bool keysShown() const { return m_keysShown; }
    [[nodiscard]] bool lockAsked() const { return m_lockAsked; }
    [[nodiscard]] bool dark() const { return m_dark; }
    [[nodiscard]] qreal textScale() const { return m_textScale; }
    [[nodiscard]] int keyboardInset() const { return m_keyboardInset; }

  Q_SIGNALS:
    void pageChanged();
    void stripChanged();
    void noticeChanged();
    void lockAskedChanged();
    void shieldChanged();
    void keysShownChanged();
    void lookChanged();
    /// To be spoken by a screen reader, once, and shown nowhere.
    void said(const QString& sentence);

    /// Intent: this page is about to go; whatever it holds must leave now.
    void leaving(candour::ShellModel::Page page);
    /// Intent: this page is on its way in; give its model fresh values.
    void pageOpened(candour::ShellModel::Page page);
    /// Intent: lock. The page was left before. Answer with showPage(Unlock).
    void lockRequested();

  private:
    void askBeforeLock(bool asked);
    [[nodiscard]] Page behind() const { return m_behind.isEmpty() ? Today : m_behind.last(); }

    Page m_page = Unlock;
    Rows<Place> m_places;
    Strip m_strip;
    QString m_notice;
    struct Standing {
        QString sentence;
        bool putAway = false;
    };
    std::map<Trouble, Standing> m_troubles;
    QList<Page> m_behind;  // what a page that belongs to no place was opened over
    bool m_lockAsked = false;
    bool m_shielded = false;
    bool m_keysShown = false;
    bool m_dark = false;
    qreal m_textScale = 1;
    int m_keyboardInset = 0;
};

}  // namespace candour
