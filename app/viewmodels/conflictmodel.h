// Two people wrote one line, or one struck out what the other wrote on, unseen of each other. Both
// are shown whole; a person says what should stand, and whatever that is, nobody's words are
// dropped.
#pragma once

#include "app/viewmodels/rows.h"
#include "app/viewmodels/statement.h"

#include <QtQml/qqmlregistration.h>

namespace candour {

/// One of the two texts.
struct Side {
    QString initials;  ///< "AW"
    QString heading;   ///< "Yours, on this tablet"
    QString times;     ///< "Written 11:20:41, changed 17:32"
    QString kindWord;  ///< "Said"
    QString kindIcon;  ///< a property of Icons
    QString text;
    QList<Statement> tags;
};

struct Dispute {
    QString key;     ///< names the field in question to the vault
    QString detail;  ///< "Carers’ centre, 11:20 · Needs you, 1 of 1 · The rest has been accepted"
    QString time;    ///< "11:20"
    Side mine;
    Side theirs;
    /// The words differ, so both may stand, or a line that both agree on. Else it is something of
    /// which only one can be so, such as the kind of the line.
    bool words = true;
    /// One side struck the line out, and has not seen what the other wrote: it stands, or stays
    /// struck out.
    enum class Strike : std::uint8_t { none, mine, theirs };
    Strike strike = Strike::none;
    QString before = {};          ///< what both had before them; empty if they had no one text
    QString merged = {};          ///< the agreed line as it was left, or empty
    QList<QByteArray> seen = {};  ///< the changes behind what is shown
};

/// One way of settling it.
struct SettlingChoice {
    Q_GADGET
    Q_PROPERTY(int choice MEMBER choice)
    Q_PROPERTY(QString title MEMBER title)
    Q_PROPERTY(QString detail MEMBER detail)
  public:
    int choice = 0;  ///< a ConflictModel::Choice
    QString title;
    QString detail;
    bool operator==(const SettlingChoice&) const = default;
};

class ConflictModel : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Texts come from the vault.")
    Q_PROPERTY(QString detail READ detail NOTIFY shown)
    Q_PROPERTY(QString time READ time NOTIFY shown)
    Q_PROPERTY(QString mineInitials READ mineInitials NOTIFY shown)
    Q_PROPERTY(QString mineHeading READ mineHeading NOTIFY shown)
    Q_PROPERTY(QString mineTimes READ mineTimes NOTIFY shown)
    Q_PROPERTY(QString mineText READ mineText NOTIFY shown)
    /// The same with the words that differ marked (markedtext.h).
    Q_PROPERTY(QString mineMarked READ mineMarked NOTIFY shown)
    Q_PROPERTY(QList<candour::Statement> mineTags READ mineTags NOTIFY shown)
    Q_PROPERTY(QString theirInitials READ theirInitials NOTIFY shown)
    Q_PROPERTY(QString theirHeading READ theirHeading NOTIFY shown)
    Q_PROPERTY(QString theirTimes READ theirTimes NOTIFY shown)
    Q_PROPERTY(QString theirText READ theirText NOTIFY shown)
    Q_PROPERTY(QString theirMarked READ theirMarked NOTIFY shown)
    Q_PROPERTY(QList<candour::Statement> theirTags READ theirTags NOTIFY shown)
    /// What the line said when both began to change it; empty where that is not known.
    Q_PROPERTY(QString before READ before NOTIFY shown)
    Q_PROPERTY(QString kindWord READ kindWord NOTIFY shown)
    Q_PROPERTY(QString kindIcon READ kindIcon NOTIFY shown)
    Q_PROPERTY(Choice choice READ choice WRITE setChoice NOTIFY choiceChanged)
    /// The agreed line while it is written; starts as mine.
    Q_PROPERTY(QString merged READ merged WRITE setMerged NOTIFY mergedChanged)
    /// Both may stand, or an agreed line; else one of the two.
    Q_PROPERTY(bool words READ words NOTIFY shown)
    Q_PROPERTY(QString title READ title NOTIFY shown)
    /// What can be decided here; each is a Choice, with what follows from it.
    Q_PROPERTY(QAbstractItemModel* choices READ choices CONSTANT)
    /// The line stays struck out.
    Q_PROPERTY(bool goes READ goes NOTIFY choiceChanged)
    /// The word on the button that settles it.
    Q_PROPERTY(QString settleWord READ settleWord NOTIFY choiceChanged)
    /// False while one choice is on its way to the disk.
    Q_PROPERTY(bool maySettle READ maySettle NOTIFY mergedChanged)

  public:
    enum Choice { KeepBoth, UseMine, UseTheirs, Merge };
    Q_ENUM(Choice)

    explicit ConflictModel(QObject* parent = nullptr);

    // Values in
    void show(const Dispute& dispute);
    /// The disk refused; both stay until it is tried again.
    void showNotSettled();
    /// The tablet is locked: nothing stays in memory.
    void forget() { show({}); }

    // What the page does
    Q_INVOKABLE void settle();
    Q_INVOKABLE void decideLater();
    void setChoice(Choice choice);
    void setMerged(const QString& merged);

    [[nodiscard]] QString detail() const { return m_dispute.detail; }
    [[nodiscard]] QString time() const { return m_dispute.time; }
    [[nodiscard]] QString mineInitials() const { return m_dispute.mine.initials; }
    [[nodiscard]] QString mineHeading() const { return m_dispute.mine.heading; }
    [[nodiscard]] QString mineTimes() const { return m_dispute.mine.times; }
    [[nodiscard]] QString mineText() const { return m_dispute.mine.text; }
    [[nodiscard]] QString mineMarked() const;
    [[nodiscard]] QList<Statement> mineTags() const { return m_dispute.mine.tags; }
    [[nodiscard]] QString theirInitials() const { return m_dispute.theirs.initials; }
    [[nodiscard]] QString theirHeading() const { return m_dispute.theirs.heading; }
    [[nodiscard]] QString theirTimes() const { return m_dispute.theirs.times; }
    [[nodiscard]] QString theirText() const { return m_dispute.theirs.text; }
    [[nodiscard]] QString theirMarked() const;
    [[nodiscard]] QList<Statement> theirTags() const { return m_dispute.theirs.tags; }
    [[nodiscard]] QString before() const { return m_dispute.before; }
    [[nodiscard]] QString kindWord() const { return m_dispute.mine.kindWord; }
    [[nodiscard]] QString kindIcon() const { return m_dispute.mine.kindIcon; }
    [[nodiscard]] Choice choice() const { return m_choice; }
    [[nodiscard]] QString merged() const { return m_merged; }
    [[nodiscard]] bool words() const { return m_dispute.words; }
    [[nodiscard]] QString title() const;
    [[nodiscard]] QAbstractItemModel* choices() { return &m_choices; }
    [[nodiscard]] bool goes() const { return m_choice == strikeChoice(); }
    [[nodiscard]] QString settleWord() const;
    [[nodiscard]] bool maySettle() const;

  Q_SIGNALS:
    void shown();
    void choiceChanged();
    void mergedChanged();

    /// Intent: this should stand of what was shown. `merged` is the agreed line when the choice is
    /// Merge, else empty. Answer with show() of the next one, or showNotSettled().
    void settled(const candour::Dispute& shown, candour::ConflictModel::Choice choice,
                 const QString& merged);
    /// Intent: keep the agreed line on disk while it is written; empty: it was given up.
    void mergeWritten(const QString& key, const QString& merged);
    /// Intent: both stay as they are and the line stays listed.
    void laterRequested(const QString& key);

  private:
    [[nodiscard]] bool striking() const { return m_dispute.strike != Dispute::Strike::none; }
    /// The choice that leaves the line struck out; of no strike, none of those that there are.
    [[nodiscard]] int strikeChoice() const;
    void placeChoices();

    Dispute m_dispute;
    Rows<SettlingChoice> m_choices;
    Choice m_choice = KeepBoth;
    QString m_merged;
    bool m_settling = false;
};

}  // namespace candour
