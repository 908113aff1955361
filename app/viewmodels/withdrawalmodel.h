// Somebody takes back what they agreed to. What always holds: nothing is chosen for them; what
// follows is counted and shown before the button is pressed; and it says plainly what happens now,
// what waits for others, and what cannot be done while a legal hold stands.
#pragma once

#include "app/viewmodels/jotting.h"
#include "app/viewmodels/rows.h"

#include <QtQml/qqmlregistration.h>

namespace candour {

/// What rests on one person's words.
struct WithdrawalReachCount {
    int lines = 0;
    QString days;  ///< "8 March", "8 to 10 March"; empty without lines
    int accounts = 0;
    int papers = 0;       ///< documents and attachments
    int tags = 0;         ///< that count as evidence now
    QStringList sources;  ///< "Statement 4 falls from 4 sources to 3."
    int links = 0;        ///< ties to what others said or wrote
    int notes = 0;        ///< of the team's huddle
    int scores = 0;
    int handedOver = 0;  ///< of their words, those that the store has
    int alerts = 0;      ///< that began with their words, and keep their own copy
    bool operator==(const WithdrawalReachCount&) const = default;
};

/// A wish of theirs that stands.
struct StandingWish {
    Q_GADGET
    Q_PROPERTY(QString title MEMBER title)
    Q_PROPERTY(QString detail MEMBER detail)
    Q_PROPERTY(bool mayUndo MEMBER mayUndo)
  public:
    QString key;
    QString title;        ///< "Their words are sealed"
    QString detail;       ///< "Told to us 9 March, 12:20"
    bool mayUndo = true;  ///< false once the words are destroyed
    bool operator==(const StandingWish&) const = default;
};

/// Words of theirs that can be sealed by themselves.
struct TheirWords {
    Q_GADGET
    Q_PROPERTY(QString time MEMBER time)
    Q_PROPERTY(QString text MEMBER text)
    Q_PROPERTY(bool chosen MEMBER chosen)
    Q_PROPERTY(QString spoken READ spoken)
  public:
    [[nodiscard]] QString spoken() const;

    QString id;
    QString time;  ///< "14:06"; of an account, what it is
    QString text;
    bool chosen = false;
    bool operator==(const TheirWords&) const = default;
};

struct WithdrawalSheet {
    QString participant;
    QString who;                 ///< "Social worker · Duty desk"
    WithdrawalReachCount reach;  ///< of what is chosen: all of it, or some words
    QList<TheirWords> words;     ///< all of theirs
    bool some = false;           ///< only those that are chosen are to be sealed
    QString hold;                ///< a legal hold that covers them, in a sentence; or empty
    QList<StandingWish> standing;
    int outcome = -1;  ///< what was being chosen and written when the page was left
    QString reason;
    int told = 0;

    /// Only single words are locked away: nothing else can be wanted of them by themselves.
    [[nodiscard]] bool ofSome() const;
    /// Those, by their ids; empty for all.
    [[nodiscard]] QStringList chosen() const;
};

struct EffectRow {
    Q_GADGET
    Q_PROPERTY(QString icon MEMBER icon)
    Q_PROPERTY(QString title MEMBER title)
    Q_PROPERTY(QString detail MEMBER detail)
    Q_PROPERTY(QString state MEMBER state)
    Q_PROPERTY(bool waits MEMBER waits)
    Q_PROPERTY(QString spoken READ spoken)
  public:
    [[nodiscard]] QString spoken() const;

    QString icon;
    QString title;
    QString detail;
    QString state;       ///< "Sealed now", "Stays", "Goes first"; may be empty
    bool waits = false;  ///< somebody or something still has to happen
    bool operator==(const EffectRow&) const = default;
};

class WithdrawalModel : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("What rests on somebody's words comes from the vault.")
    Q_PROPERTY(QString who READ who NOTIFY shown)
    Q_PROPERTY(int outcome READ outcome NOTIFY shown)
    Q_PROPERTY(int told READ told NOTIFY shown)
    Q_PROPERTY(QString reason READ reason NOTIFY sheetChanged)
    /// Whether it is about some of their words only, and which.
    Q_PROPERTY(bool maySome READ maySome NOTIFY shown)
    Q_PROPERTY(bool some READ some NOTIFY shown)
    Q_PROPERTY(QAbstractItemModel* words READ words CONSTANT)
    Q_PROPERTY(QString heading READ heading NOTIFY shown)
    Q_PROPERTY(QAbstractItemModel* effects READ effects CONSTANT)
    Q_PROPERTY(QString hold READ hold NOTIFY shown)
    Q_PROPERTY(QString say READ say NOTIFY shown)
    Q_PROPERTY(QString action READ action NOTIFY shown)
    Q_PROPERTY(bool mayRecord READ mayRecord NOTIFY shown)
    Q_PROPERTY(QString progress READ progress NOTIFY shown)
    /// The same where what happens is out of sight: how many things change; empty until recorded
    /// can be.
    Q_PROPERTY(QString counted READ counted NOTIFY shown)
    Q_PROPERTY(QAbstractItemModel* standing READ standing CONSTANT)
    Q_PROPERTY(int standingCount READ standingCount NOTIFY shown)
    /// The wish that is about to be undone; -1: none.
    Q_PROPERTY(int undoing READ undoing NOTIFY shown)
    /// Why it is undone, while that is typed.
    Q_PROPERTY(candour::Jotting* why READ why CONSTANT)
    /// What was recorded on this page, once it was; else empty.
    Q_PROPERTY(QString done READ done NOTIFY shown)

  public:
    /// In the order of the record's choices.
    enum Outcome { Stop, DoNotQuote, Restrict, Erase };
    Q_ENUM(Outcome)
    enum Told { Spoken, Written, Interpreter, Supporter };
    Q_ENUM(Told)

    explicit WithdrawalModel(QObject* parent = nullptr) : QObject(parent) {}

    // Values in
    void show(const WithdrawalSheet& sheet);
    /// Their wish is kept: "12:24". The sheet shows what stands now.
    void showRecorded(const WithdrawalSheet& sheet, const QString& time);
    void showUndone(const WithdrawalSheet& sheet);
    void showNotSaved(bool notSaved);
    /// What rests on what was chosen on this sheet; dropped if something else is chosen by now.
    void showReach(const WithdrawalSheet& sheet, const WithdrawalReachCount& reach);
    void forget() { show({}); }

    // What the page does
    Q_INVOKABLE void choose(int outcome);
    Q_INVOKABLE void chooseSome(bool some);
    /// These words too, or not these.
    Q_INVOKABLE void tick(int row);
    Q_INVOKABLE void tell(int told);
    Q_INVOKABLE void write(const QString& reason);
    Q_INVOKABLE void record();
    /// After one wish was recorded: there is another.
    Q_INVOKABLE void wantMore();
    /// Asks why a wish is undone; the same again leaves it.
    Q_INVOKABLE void beginUndo(int row);
    /// They want it back, and this is why. Nothing happens without words.
    Q_INVOKABLE void undo();

    [[nodiscard]] QString who() const { return m_sheet.who; }
    [[nodiscard]] int outcome() const { return m_sheet.outcome; }
    [[nodiscard]] int told() const { return m_sheet.told; }
    [[nodiscard]] QString reason() const { return m_sheet.reason; }
    [[nodiscard]] QString heading() const;
    [[nodiscard]] QAbstractItemModel* effects() { return &m_effects; }
    [[nodiscard]] QString hold() const;
    [[nodiscard]] QString say() const;
    [[nodiscard]] QString action() const;
    [[nodiscard]] bool maySome() const {
        return m_sheet.outcome == Restrict && m_sheet.words.size() > 1;
    }
    [[nodiscard]] bool some() const { return m_sheet.ofSome(); }
    [[nodiscard]] QAbstractItemModel* words() { return &m_words; }
    [[nodiscard]] bool mayRecord() const;
    [[nodiscard]] QString progress() const;
    [[nodiscard]] QString counted() const;
    [[nodiscard]] QAbstractItemModel* standing() { return &m_standing; }
    [[nodiscard]] int standingCount() const { return static_cast<int>(m_standing.rows().size()); }
    [[nodiscard]] int undoing() const { return m_undoing; }
    [[nodiscard]] Jotting* why() { return &m_why; }
    [[nodiscard]] QString done() const { return m_done; }

  Q_SIGNALS:
    void shown();
    /// Another person is on the page: fields take their words anew.
    void sheetChanged();

    /// Intent: keep this on disk while it is chosen and written. Answer showReach, or showNotSaved.
    void changed(const candour::WithdrawalSheet& sheet);
    /// Intent: this is their wish, from now on. Answer with showRecorded, or showNotSaved.
    void recordRequested(const candour::WithdrawalSheet& sheet);
    /// Intent: this wish no longer stands. Answer with showUndone.
    void undoRequested(const QString& participant, const QString& key, const QString& why);

  private:
    void place();
    [[nodiscard]] int things() const;
    [[nodiscard]] QList<EffectRow> wordsRows(bool sealed) const;
    [[nodiscard]] QList<EffectRow> restingRows() const;
    /// What is so of single words only.
    [[nodiscard]] QList<EffectRow> someRows() const;

    WithdrawalSheet m_sheet;
    Rows<EffectRow> m_effects;
    Rows<TheirWords> m_words;
    Rows<StandingWish> m_standing;
    Jotting m_why{Jotting::Use::undoing};
    QString m_done;
    int m_undoing = -1;
    bool m_recording = false;
    bool m_notSaved = false;
};

}  // namespace candour
