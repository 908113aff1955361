// A safeguarding alert while it is written: five questions in any order, who has been told, and
// how urgent it still is. What always holds: every key leaves as changed(), so that an alert half
// written is on disk; nothing has to be answered before somebody can be rung; and it is called
// received only when the store acknowledged it or somebody heard it by voice.
#pragma once

#include "app/viewmodels/rows.h"
#include "app/viewmodels/wordchip.h"
#include "platform/clock.h"

#include <QtQml/qqmlregistration.h>

#include <functional>
#include <limits>
#include <optional>

namespace candour {

/// One thing that was done about an alert.
struct Telling {
    QString step;  ///< as the record names it: "told_lead"; empty until an office is chosen
    QString whom;  ///< an office or a role
    UtcTime at{};
    int way = -1;  ///< a SafeguardingModel::Way
    QString note;
    QString reference;  ///< the number that they gave us
    bool operator==(const Telling&) const = default;
};

/// What the five questions hold. Choices are SafeguardingModel's; -1 is not answered.
struct AlertAnswers {
    UtcTime raised{};  ///< when we heard of it: its first key
    bool concern = false;
    QString what;
    QStringList harm;
    int danger = -1;
    bool othersAtRisk = false;
    int wishes = -1;
    QString wishesWords;
    int council = -1;
    QStringList about;  ///< who else may have caused it
    /// It is to go the other way than the answer about the council would send it. It does once
    /// there is a reason.
    bool redirected = false;
    QString routeReason;
    bool operator==(const AlertAnswers&) const = default;

    /// Whether it goes to the assessment lead: what is not answered counts as what protects most.
    [[nodiscard]] bool toLead() const;
};

/// A telling that is still being written down.
struct TellingDraft {
    bool open = false;
    QString step;
    int outcome = 0;  ///< a SafeguardingModel::Outcome
    QString whom;
    QString time;  ///< "16:34"
    int way = -1;
    QString note;
    QString reference;
    UtcTime at{};  ///< of one that is written anew: it stands while `time` stays as it is
    bool operator==(const TellingDraft&) const = default;
};

struct AlertSheet {
    QString key;
    QString reference;  ///< "SG 7K 2M": what is said on the telephone
    QString session;    ///< where it was heard; empty: nowhere in particular
    QString origin;     ///< "Duty desk"
    AlertAnswers answers;
    QList<Telling> waiting;  ///< told before the alert was put in line
    TellingDraft telling;
    bool inLine = false;     ///< it is a record, and goes before everything else
    AlertAnswers recorded;   ///< what that record says
    AlertAnswers before;     ///< what it said when it was opened for these answers
    QList<QByteArray> seen;  ///< the changes behind that
    QList<Telling> told;
    bool received = false;  ///< the store has acknowledged all of it
    QString heardBy;        ///< "Assessment lead, 16:52, by phone" once somebody has heard it
    bool acted = false;     ///< their action was confirmed
    bool operator==(const AlertSheet&) const = default;
};

struct AlertOffice {
    QString step;
    QString title;
    QString number;
    QString when;
    bool council = false;  ///< the council's own
    bool operator==(const AlertOffice&) const = default;
};

/// How many characters the record of a telling holds.
struct TellingLimits {
    int whom = std::numeric_limits<int>::max();
    int reference = whom;
    int note = whom;
    int routeReason = whom;
};

struct AlertBook {
    QList<AlertSheet> sheets;  ///< newest first, those being written before those in line
    QString spare;             ///< the key of the next alert
    QString spareReference;
    QString lead;   ///< "Helen Marsh, assessment lead"
    QString words;  ///< what to say, with %1 for the reference
    QList<AlertOffice> offices;
    TellingLimits limits;
    bool confirmed = true;  ///< the numbers are the organisation's own, not examples
    QList<std::pair<QString, QString>> harms;   ///< name and word
    QList<std::pair<QString, QString>> causes;  ///< the same, of who may have caused it
};

struct QuestionRow {
    Q_GADGET
    Q_PROPERTY(QString title MEMBER title)
    Q_PROPERTY(QString answer MEMBER answer)
    Q_PROPERTY(bool done MEMBER done)
    Q_PROPERTY(bool awaited MEMBER awaited)
  public:
    QString title;
    QString answer;
    bool done = false;
    bool awaited = false;  ///< begun, and somebody who must know has not been reached
    bool operator==(const QuestionRow&) const = default;
};

struct ToldRow {
    Q_GADGET
    Q_PROPERTY(QString time MEMBER time)
    Q_PROPERTY(QString who MEMBER who)
    Q_PROPERTY(QString note MEMBER note)
    Q_PROPERTY(QString state MEMBER state)
    Q_PROPERTY(bool reached MEMBER reached)
    Q_PROPERTY(bool waiting MEMBER waiting)
    Q_PROPERTY(QString spoken READ spoken)
  public:
    [[nodiscard]] QString spoken() const;

    QString time;
    QString who;
    QString note;
    QString state;  ///< "Told", "Not yet reached", "Action confirmed"
    bool reached = false;
    bool waiting = false;  ///< no record yet: it can still be changed
    bool operator==(const ToldRow&) const = default;
};

/// A number to ring.
struct NumberRow {
    Q_GADGET
    Q_PROPERTY(QString step MEMBER step)
    Q_PROPERTY(QString title MEMBER title)
    Q_PROPERTY(QString number MEMBER number)
    Q_PROPERTY(QString detail MEMBER detail)
    Q_PROPERTY(bool chosen MEMBER chosen)
  public:
    QString step;
    QString title;
    QString number;
    QString detail;  ///< "Tried 16:34, no answer", or when they answer
    bool chosen = false;
    bool operator==(const NumberRow&) const = default;
};

/// Another alert that can be opened.
struct AlertRow {
    Q_GADGET
    Q_PROPERTY(QString title MEMBER title)
    Q_PROPERTY(QString state MEMBER state)
    Q_PROPERTY(bool urgent MEMBER urgent)
    Q_PROPERTY(bool current MEMBER current)
  public:
    QString title;  ///< "SG 7K 2M, from Duty desk"
    QString state;
    bool urgent = false;
    bool current = false;
    bool operator==(const AlertRow&) const = default;
};

class SafeguardingModel : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Alerts come from the vault.")
    Q_PROPERTY(QString reference READ reference NOTIFY shown)
    /// Where it was heard, and what that asks of us.
    Q_PROPERTY(QString origin READ origin NOTIFY shown)
    Q_PROPERTY(QString what READ what NOTIFY shown)
    Q_PROPERTY(bool concern READ concern NOTIFY shown)
    Q_PROPERTY(int danger READ danger NOTIFY shown)
    Q_PROPERTY(bool othersAtRisk READ othersAtRisk NOTIFY shown)
    Q_PROPERTY(int wishes READ wishes NOTIFY shown)
    Q_PROPERTY(QString wishesWords READ wishesWords NOTIFY shown)
    Q_PROPERTY(int council READ council NOTIFY shown)
    /// The careful route: it does not go to the council by itself.
    Q_PROPERTY(bool careful READ careful NOTIFY shown)
    Q_PROPERTY(QString routeTitle READ routeTitle NOTIFY shown)
    Q_PROPERTY(QString routeDetail READ routeDetail NOTIFY shown)
    Q_PROPERTY(bool redirected READ redirected NOTIFY shown)
    Q_PROPERTY(QString routeReason READ routeReason NOTIFY shown)
    /// What is still to say before it goes the other way, or empty.
    Q_PROPERTY(QString routeProblem READ routeProblem NOTIFY shown)
    /// What redirecting it would do, or undo.
    Q_PROPERTY(QString redirectWords READ redirectWords NOTIFY shown)
    Q_PROPERTY(QString routeFrom READ routeFrom NOTIFY shown)
    Q_PROPERTY(QString routeTo READ routeTo NOTIFY shown)
    Q_PROPERTY(QAbstractItemModel* harms READ harms CONSTANT)
    Q_PROPERTY(QAbstractItemModel* causes READ causes CONSTANT)
    Q_PROPERTY(int question READ question NOTIFY questionChanged)
    Q_PROPERTY(QAbstractItemModel* questions READ questions CONSTANT)
    Q_PROPERTY(QAbstractItemModel* told READ told CONSTANT)
    Q_PROPERTY(int toldCount READ toldCount NOTIFY shown)
    Q_PROPERTY(QAbstractItemModel* alerts READ alerts CONSTANT)
    Q_PROPERTY(int alertCount READ alertCount NOTIFY shown)
    // Telling somebody
    Q_PROPERTY(bool telling READ telling NOTIFY tellingChanged)
    Q_PROPERTY(QAbstractItemModel* offices READ offices CONSTANT)
    Q_PROPERTY(int outcome READ outcome NOTIFY tellingChanged)
    Q_PROPERTY(int way READ way NOTIFY tellingChanged)
    Q_PROPERTY(QString whom READ whom NOTIFY tellingChanged)
    Q_PROPERTY(QString tellingTime READ tellingTime NOTIFY tellingChanged)
    Q_PROPERTY(QString tellingNote READ tellingNote NOTIFY tellingChanged)
    Q_PROPERTY(QString tellingReference READ tellingReference NOTIFY tellingChanged)
    /// What is still to say before it can be written down, or empty.
    Q_PROPERTY(QString tellingProblem READ tellingProblem NOTIFY tellingChanged)
    /// One is on its way to the record; the form holds it until it is there.
    Q_PROPERTY(bool recording READ recording NOTIFY tellingChanged)
    // How urgent it is
    Q_PROPERTY(Urgency urgency READ urgency NOTIFY shown)
    Q_PROPERTY(QString urgencyText READ urgencyText NOTIFY shown)
    Q_PROPERTY(QString urgencyDetail READ urgencyDetail NOTIFY shown)
    /// Somebody is in danger and nobody has rung 999.
    Q_PROPERTY(bool emergency READ emergency NOTIFY shown)
    Q_PROPERTY(QString clockText READ clockText NOTIFY shown)
    Q_PROPERTY(QString clockDetail READ clockDetail NOTIFY shown)
    Q_PROPERTY(bool overdue READ overdue NOTIFY shown)
    Q_PROPERTY(bool mayPut READ mayPut NOTIFY shown)
    Q_PROPERTY(bool inLine READ inLine NOTIFY shown)
    /// The store has it and somebody has heard it, or acted: nothing more is asked of the page.
    Q_PROPERTY(bool settled READ settled NOTIFY shown)
    Q_PROPERTY(QString saved READ saved NOTIFY savedChanged)
    Q_PROPERTY(bool notSaved READ notSaved NOTIFY savedChanged)
    /// Where the words are, and when they go.
    Q_PROPERTY(QString progress READ progress NOTIFY progressChanged)
    // The phone card
    Q_PROPERTY(QAbstractItemModel* numbers READ numbers CONSTANT)
    Q_PROPERTY(QString words READ words NOTIFY shown)
    Q_PROPERTY(QString example READ example NOTIFY shown)
    /// "It was written 19 minutes ago and is only on this tablet. …", for who is about to lock.
    Q_PROPERTY(QString beforeLocking READ beforeLocking NOTIFY shown)

  public:
    enum Question { What, Danger, Wishes, Council, Told };
    Q_ENUM(Question)
    enum Answer { Yes, No, NotSure };
    Q_ENUM(Answer)
    /// In the order of the record's choices.
    enum Wish { WantsAction, DoesNot, Unsure, NotAsked, CannotAsk };
    Q_ENUM(Wish)
    enum Way { Phone, InPerson, Email, Form };
    Q_ENUM(Way)
    enum Outcome { WasTold, NotReached, Acted };
    Q_ENUM(Outcome)
    enum Urgency { NothingYet, OnlyHere, Heard, Received };
    Q_ENUM(Urgency)

    /// `clock` outlives it.
    explicit SafeguardingModel(const Clock& clock, QObject* parent = nullptr);

    // Values in
    /// What the vault holds. Answers that are on the page and not saved yet stay as they are.
    void show(AlertBook book);
    /// Where one comes from: a session, or nothing.
    void showPlace(const QString& session, const QString& words);
    /// `heardBy` as in AlertSheet: telling somebody is saved like everything else.
    void showSaved(qint64 revision, UtcTime at, const QString& heardBy);
    void showNotSaved(qint64 revision);
    /// What was told about this alert is on disk.
    void showTold(const QString& key, const candour::Telling& telling);
    /// It is not: it stands in the form.
    void showNotTold(const QString& key, const candour::Telling& telling);
    /// The alert did not become a record.
    void showNotPut();
    void showOnline(bool online);
    /// A minute went by: clocks move on, and what the disk refused is tried again.
    void tick();
    /// The tablet is locked: nothing stays in memory.
    void forget();
    /// The disk refused an alert that was being written: it is here and nowhere else.
    [[nodiscard]] bool holdsUnsaved() const { return m_left.has_value(); }

    // What the page does
    /// The page opens: on what is still being written, else on a new alert.
    void open();
    Q_INVOKABLE void begin();
    Q_INVOKABLE void choose(int row);
    Q_INVOKABLE void goTo(int question);
    Q_INVOKABLE void write(const QString& what);
    Q_INVOKABLE void setConcern(bool concern);
    Q_INVOKABLE void tickHarm(int row);
    Q_INVOKABLE void chooseDanger(int danger);
    Q_INVOKABLE void setOthersAtRisk(bool others);
    Q_INVOKABLE void chooseWishes(int wishes);
    Q_INVOKABLE void writeWishes(const QString& words);
    Q_INVOKABLE void chooseCouncil(int council);
    /// Sends it the other way, or the usual one again.
    Q_INVOKABLE void redirect(bool redirected);
    Q_INVOKABLE void writeRouteReason(const QString& reason);
    Q_INVOKABLE void tickCause(int row);
    Q_INVOKABLE void beginTelling();
    Q_INVOKABLE void dropTelling();
    /// A telling that waits for its alert is written anew; a row of told().
    Q_INVOKABLE void amendTelling(int row);
    Q_INVOKABLE void chooseOffice(int row);
    Q_INVOKABLE void chooseOutcome(int outcome);
    Q_INVOKABLE void chooseWay(int way);
    Q_INVOKABLE void writeWhom(const QString& whom);
    Q_INVOKABLE void writeTime(const QString& time);
    Q_INVOKABLE void writeNote(const QString& note);
    Q_INVOKABLE void writeReference(const QString& reference);
    /// Writes it down; nothing happens while tellingProblem says what is missing.
    Q_INVOKABLE void tell();
    /// 999 was rung, now.
    Q_INVOKABLE void rang999();
    Q_INVOKABLE void put();

    [[nodiscard]] const AlertSheet& sheet() const { return m_sheet; }
    [[nodiscard]] QString reference() const { return m_sheet.reference; }
    [[nodiscard]] QString origin() const;
    [[nodiscard]] QString what() const { return m_sheet.answers.what; }
    [[nodiscard]] bool concern() const { return m_sheet.answers.concern; }
    [[nodiscard]] int danger() const { return m_sheet.answers.danger; }
    [[nodiscard]] bool othersAtRisk() const { return m_sheet.answers.othersAtRisk; }
    [[nodiscard]] int wishes() const { return m_sheet.answers.wishes; }
    [[nodiscard]] QString wishesWords() const { return m_sheet.answers.wishesWords; }
    [[nodiscard]] int council() const { return m_sheet.answers.council; }
    [[nodiscard]] bool careful() const { return council() == Yes || council() == NotSure; }
    [[nodiscard]] bool redirected() const { return m_sheet.answers.redirected; }
    [[nodiscard]] QString routeReason() const { return m_sheet.answers.routeReason; }
    [[nodiscard]] QString routeProblem() const;
    [[nodiscard]] QString redirectWords() const;
    [[nodiscard]] QString routeTitle() const;
    [[nodiscard]] QString routeDetail() const;
    [[nodiscard]] QString routeFrom() const;
    [[nodiscard]] QString routeTo() const;
    [[nodiscard]] QAbstractItemModel* harms() { return &m_harms; }
    [[nodiscard]] QAbstractItemModel* causes() { return &m_causes; }
    [[nodiscard]] int question() const { return m_question; }
    [[nodiscard]] QAbstractItemModel* questions() { return &m_questions; }
    [[nodiscard]] QAbstractItemModel* told() { return &m_told; }
    [[nodiscard]] int toldCount() const { return static_cast<int>(m_told.rows().size()); }
    [[nodiscard]] QAbstractItemModel* alerts() { return &m_alerts; }
    [[nodiscard]] int alertCount() const { return static_cast<int>(m_alerts.rows().size()); }
    [[nodiscard]] bool telling() const { return m_sheet.telling.open; }
    [[nodiscard]] QAbstractItemModel* offices() { return &m_offices; }
    [[nodiscard]] int outcome() const { return m_sheet.telling.outcome; }
    [[nodiscard]] int way() const { return m_sheet.telling.way; }
    [[nodiscard]] QString whom() const { return m_sheet.telling.whom; }
    [[nodiscard]] QString tellingTime() const { return m_sheet.telling.time; }
    [[nodiscard]] QString tellingNote() const { return m_sheet.telling.note; }
    [[nodiscard]] QString tellingReference() const { return m_sheet.telling.reference; }
    [[nodiscard]] QString tellingProblem() const;
    [[nodiscard]] bool recording() const { return !m_onTheWay.isEmpty(); }
    [[nodiscard]] Urgency urgency() const;
    [[nodiscard]] QString urgencyText() const;
    [[nodiscard]] QString urgencyDetail() const;
    [[nodiscard]] bool emergency() const;
    [[nodiscard]] QString clockText() const;
    [[nodiscard]] QString clockDetail() const;
    [[nodiscard]] bool overdue() const;
    [[nodiscard]] bool mayPut() const;
    [[nodiscard]] bool inLine() const { return m_sheet.inLine; }
    [[nodiscard]] bool settled() const;
    [[nodiscard]] QString saved() const { return m_savedText; }
    [[nodiscard]] bool notSaved() const { return m_notSaved; }
    [[nodiscard]] QString progress() const;
    [[nodiscard]] QAbstractItemModel* numbers() { return &m_numbers; }
    [[nodiscard]] QString words() const;
    [[nodiscard]] QString example() const;
    [[nodiscard]] QString beforeLocking() const;

  Q_SIGNALS:
    void shown();
    void questionChanged();
    void tellingChanged();
    void savedChanged();
    void progressChanged();
    /// Another alert is on the page: fields take their words anew.
    void sheetChanged();

    /// Intent: keep this on disk, and answer showSaved with its revision.
    void changed(qint64 revision, const candour::AlertSheet& sheet);
    /// Intent: the alert becomes a record that goes first. Answer with show(), or showNotPut.
    void putRequested(const candour::AlertSheet& sheet);
    /// Intent: this was done about an alert that is in line, and the sheet is what is still being
    /// written then. Answer with showTold and show(), or showNotTold.
    void tellRequested(const candour::AlertSheet& sheet, const candour::Telling& telling);

  private:
    void edit(const std::function<void(AlertAnswers&)>& with);
    void editTelling(const std::function<void(TellingDraft&)>& with);
    void save();
    void write(const Telling& telling);
    void writeAnew(const Telling& telling);
    [[nodiscard]] bool isInForm(const Telling& telling) const;
    void take(AlertSheet sheet);
    void refresh();
    void refreshRows();
    [[nodiscard]] AlertSheet fresh() const;
    [[nodiscard]] QList<Telling> everyTelling() const;
    [[nodiscard]] QString tooLongIn(const QString& whom, const QString& reference,
                                    const QString& note) const;
    [[nodiscard]] bool empty() const;
    [[nodiscard]] bool onlyHere(const AlertSheet& sheet) const;
    [[nodiscard]] QString hourMinute(UtcTime time) const;
    [[nodiscard]] std::optional<UtcTime> typedTime() const;
    [[nodiscard]] QString officeTitle(const QString& step) const;
    [[nodiscard]] QuestionRow toldQuestion() const;

    const Clock& m_clock;
    AlertBook m_book;
    AlertSheet m_sheet;
    QString m_place;
    QString m_placeWords;
    int m_question = What;
    qint64 m_revision = 0;
    qint64 m_savedRevision = 0;
    qint64 m_forgotten = 0;            // the last before the tablet was locked
    std::optional<AlertSheet> m_left;  // what the disk had not taken by then
    QString m_savedText;
    bool m_notSaved = false;
    QList<Telling> m_onTheWay;  // to the record of this alert
    bool m_putting = false;     // this alert is
    bool m_online = false;
    Rows<QuestionRow> m_questions;
    Rows<ToldRow> m_told;
    Rows<WordChip> m_harms;
    Rows<WordChip> m_causes;
    Rows<NumberRow> m_offices;
    Rows<NumberRow> m_numbers;
    Rows<AlertRow> m_alerts;
};

}  // namespace candour
