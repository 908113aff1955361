// What one person agrees to, purpose by purpose: what the council reported, and what we heard.
// Nothing is chosen for anybody. Recording appends; earlier answers stay. Every tap and key leaves
// as changed, so that an answer half given is on disk.
#pragma once

#include "app/viewmodels/rows.h"

#include <QHash>
#include <QtQml/qqmlregistration.h>

namespace candour {

/// One purpose, as it is shown and answered.
struct PurposeRow {
    Q_GADGET
    Q_PROPERTY(QString key MEMBER key)
    Q_PROPERTY(QString title MEMBER title)
    Q_PROPERTY(QString reported MEMBER reported)
    Q_PROPERTY(int choice MEMBER choice)
    Q_PROPERTY(int told MEMBER told)
    Q_PROPERTY(int ability MEMBER ability)
    Q_PROPERTY(bool open MEMBER open)
    Q_PROPERTY(QString problem MEMBER problem)
    Q_PROPERTY(QString supportTried MEMBER supportTried)
    Q_PROPERTY(QString outcome MEMBER outcome)
    Q_PROPERTY(QString consulted MEMBER consulted)
  public:
    QString key;
    QString title;      ///< "Talk with us today"
    QString reported;   ///< "Council said yes, 26 February"
    int choice = -1;    ///< AgreementModel::Choice, or -1
    int told = -1;      ///< AgreementModel::Told, or -1
    int ability = -1;   ///< AgreementModel::Ability, or -1
    int recorded = -1;  ///< the choice that stands already, or -1
    bool open = false;
    QString problem;  ///< what is still missing, or empty
    // Asked only when a doubt is recorded:
    QString supportTried;
    QString outcome;
    QString consulted;
    bool operator==(const PurposeRow&) const = default;
    /// Nothing was said about it now: what was recorded before stands.
    [[nodiscard]] bool stands() const { return choice == recorded && told < 0 && ability < 0; }
};

struct AgreementSheet {
    QString participant;   ///< record id of whoever is asked
    QString who;           ///< "Case 07 · Unpaid carer, daughter · Not recording"
    QString scriptName;    ///< "Script 4, March 2027"
    QStringList script;    ///< paragraphs; text between asterisks is spoken with weight
    QStringList easyRead;  ///< the same in easy read; empty hides the button
    QString scriptGiven;   ///< "16:02", or empty
    QString footnote;      ///< "Keeping these notes is told, not asked. …"
    QList<PurposeRow> purposes;
    bool scriptNow = false;  ///< it was given on this page, and no answer has recorded it yet
};

class AgreementModel : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Answers belong to a person of the vault.")
    Q_PROPERTY(QString who READ who NOTIFY shown)
    Q_PROPERTY(QString scriptName READ scriptName NOTIFY shown)
    /// Paragraphs as styled text, escaped.
    Q_PROPERTY(QStringList script READ script NOTIFY shown)
    Q_PROPERTY(bool mayEasyRead READ mayEasyRead NOTIFY shown)
    Q_PROPERTY(bool easyRead READ easyRead NOTIFY shown)
    Q_PROPERTY(QString scriptGiven READ scriptGiven NOTIFY shown)
    Q_PROPERTY(QString footnote READ footnote NOTIFY shown)
    Q_PROPERTY(QAbstractItemModel* purposes READ purposes CONSTANT)
    Q_PROPERTY(QString confirmedText READ confirmedText NOTIFY answersChanged)
    Q_PROPERTY(bool allConfirmed READ allConfirmed NOTIFY answersChanged)
    Q_PROPERTY(QString remaining READ remaining NOTIFY answersChanged)
    /// There is an answer that could be taken back.
    Q_PROPERTY(bool mayWithdraw READ mayWithdraw NOTIFY shown)
    /// After a try to record: the sentence to fix first, and its row; empty when there is none.
    Q_PROPERTY(QString problem READ problem NOTIFY problemChanged)
    Q_PROPERTY(int problemRow READ problemRow NOTIFY problemChanged)
    /// True while the disk has refused what was answered last.
    Q_PROPERTY(bool notSaved READ notSaved NOTIFY savedChanged)

  public:
    enum Choice { Yes, No, AskLater };
    Q_ENUM(Choice)
    enum Told { Spoken, SignedForm, Gesture, Interpreter };
    Q_ENUM(Told)
    enum Ability { PresumedYes, Doubt, WithSupport };
    Q_ENUM(Ability)
    enum DoubtPart { SupportTried, Outcome, Consulted };
    Q_ENUM(DoubtPart)

    explicit AgreementModel(QObject* parent = nullptr);

    // Values in
    void show(AgreementSheet state);
    void showScriptGiven(const QString& time);
    /// The answers are recorded.
    void showRecorded();
    /// What was changed up to this revision is on disk, as a draft; or the disk refused it.
    void showSaved(qint64 revision);
    void showNotSaved();
    /// A few seconds went by: what the disk refused is asked of it again.
    void tick();
    /// The tablet is locked. What the disk refused stays until it takes it, and is not shown.
    void forget();

    // What the page does
    Q_INVOKABLE void open(int row);
    Q_INVOKABLE void choose(int row, int choice);
    Q_INVOKABLE void tell(int row, int told);
    Q_INVOKABLE void judge(int row, int ability);
    Q_INVOKABLE void doubt(int row, candour::AgreementModel::DoubtPart part, const QString& words);
    Q_INVOKABLE void giveScript();
    Q_INVOKABLE void turnEasyRead();
    Q_INVOKABLE void record();
    Q_INVOKABLE void withdraw() { Q_EMIT withdrawRequested(m_state.participant); }

    [[nodiscard]] QString who() const { return m_state.who; }
    [[nodiscard]] QString scriptName() const { return m_state.scriptName; }
    [[nodiscard]] QStringList script() const;
    [[nodiscard]] bool mayEasyRead() const { return !m_state.easyRead.isEmpty(); }
    [[nodiscard]] bool easyRead() const { return m_easyRead; }
    [[nodiscard]] QString scriptGiven() const { return m_state.scriptGiven; }
    [[nodiscard]] QString footnote() const { return m_state.footnote; }
    [[nodiscard]] QAbstractItemModel* purposes() { return &m_purposes; }
    [[nodiscard]] QString confirmedText() const;
    [[nodiscard]] bool allConfirmed() const;
    [[nodiscard]] QString remaining() const;
    [[nodiscard]] bool mayWithdraw() const;
    [[nodiscard]] QString problem() const { return m_problem; }
    [[nodiscard]] int problemRow() const { return m_problemRow; }
    [[nodiscard]] bool notSaved() const { return m_notSaved; }
    [[nodiscard]] bool holdsUnsaved() const { return !m_left.isEmpty(); }

  Q_SIGNALS:
    void shown();
    void answersChanged();
    void problemChanged();
    void savedChanged();

    /// Intent: keep this on disk, and answer showSaved or showNotSaved.
    void changed(qint64 revision, const candour::AgreementSheet& sheet);
    /// Intent: the opening script was spoken just now. Answer showScriptGiven.
    void scriptGivenRequested();
    /// Intent: append these answers (only what was answered or changed now), then showRecorded.
    void recordRequested(const QString& participant, const QList<candour::PurposeRow>& answers,
                         bool scriptGiven);
    /// The answers are kept: the page may go on to the interview.
    void recorded();
    /// Intent: they take back what they agreed to, or want it back.
    void withdrawRequested(const QString& participant);

  private:
    void change(int row, const std::function<void(PurposeRow&)>& with);
    void setProblem(int row, const QString& problem);
    void save();
    void leave();
    [[nodiscard]] AgreementSheet sheet() const;
    [[nodiscard]] qsizetype confirmed() const;

    AgreementSheet m_state;
    Rows<PurposeRow> m_purposes;
    qint64 m_revision = 0;
    qint64 m_asked = 0;  // as which this page was sent to the disk last; 0: the disk has it
    bool m_notSaved = false;
    /// What the disk had not taken when another page came or the tablet was locked, by whose it is;
    /// and as which it was sent last.
    struct Left {
        AgreementSheet sheet;
        qint64 revision = 0;
    };
    QHash<QString, Left> m_left;
    bool m_easyRead = false;
    QString m_problem;
    int m_problemRow = -1;
};

}  // namespace candour
