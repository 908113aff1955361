// The tracked cases: the funnel from the council's list to those we speak with, one row a case by
// number and never by name, and how the sample compares with the people the council serves. It
// shows the gap and never picks.
#pragma once

#include "app/viewmodels/rows.h"

#include <QtQml/qqmlregistration.h>

namespace candour {

/// One step of the funnel.
struct FunnelTile {
    Q_GADGET
    Q_PROPERTY(int count MEMBER count)
    Q_PROPERTY(QString words MEMBER words)
    Q_PROPERTY(QString detail MEMBER detail)
    Q_PROPERTY(bool lacking MEMBER lacking)
  public:
    int count = 0;
    QString words;         ///< "chosen to track"
    QString detail;        ///< "2 said no, 1 unwell"
    bool lacking = false;  ///< something is worth a look, such as a case without a reason
    bool operator==(const FunnelTile&) const = default;
};

struct CaseItem {
    Q_GADGET
    Q_PROPERTY(QString id MEMBER id)
    Q_PROPERTY(QString number MEMBER number)
    Q_PROPERTY(QString summary MEMBER summary)
    Q_PROPERTY(QString detail MEMBER detail)
    Q_PROPERTY(QString status MEMBER status)
    Q_PROPERTY(QString sign MEMBER sign)
    Q_PROPERTY(int tone MEMBER tone)
    Q_PROPERTY(QString spoken READ spoken)
  public:
    enum Step { Tracked, Dropped, Listed };
    enum Tone { Quiet, Due, Good, Waiting };
    QString id;
    QString number;
    QString summary;
    QString detail;  ///< "Yours · Today 16:00 by video"
    QString status;  ///< "Spoken with"
    QString sign;
    int tone = Quiet;
    Step step = Listed;
    qint64 next = 0;  ///< when to make contact, to sort by: the sooner the smaller
    [[nodiscard]] QString spoken() const;
    bool operator==(const CaseItem&) const = default;
};

/// One group of people: its share of the sample and of the population, 0 to 1.
struct BalanceItem {
    Q_GADGET
    Q_PROPERTY(QString title MEMBER title)
    Q_PROPERTY(qreal sample MEMBER sample)
    Q_PROPERTY(qreal population MEMBER population)
    Q_PROPERTY(QString count MEMBER count)
    Q_PROPERTY(bool missing MEMBER missing)
    Q_PROPERTY(QString spoken MEMBER spoken)
    Q_PROPERTY(int others READ otherCount)
  public:
    QString title;
    qreal sample = 0;
    qreal population = 0;
    QString count;         ///< "3 of 6"
    bool missing = false;  ///< nobody of the group is in the sample
    QString spoken;
    QStringList others;  ///< ids of cases of this group that are not in the sample
    [[nodiscard]] int otherCount() const { return static_cast<int>(others.size()); }
    bool operator==(const BalanceItem&) const = default;
};

struct CaseBoard {
    QList<FunnelTile> funnel;
    QList<CaseItem> cases;  ///< by number
    QString balanceTitle;   ///< "Who the six stand for"
    QString population;     ///< "People in Northmere Council"
    QList<BalanceItem> balance;
    QString balanceNote;  ///< groups that nobody stands for, or what keeps them from being compared
};

class CasesModel : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Cases come from the vault.")
    /// False until the first answer is here.
    Q_PROPERTY(bool ready READ ready NOTIFY shown)
    Q_PROPERTY(bool empty READ empty NOTIFY shown)
    Q_PROPERTY(QString problem READ problem NOTIFY shown)
    Q_PROPERTY(QAbstractItemModel* funnel READ funnel CONSTANT)
    Q_PROPERTY(QAbstractItemModel* cases READ cases CONSTANT)
    Q_PROPERTY(QAbstractItemModel* balance READ balance CONSTANT)
    Q_PROPERTY(QString balanceTitle READ balanceTitle NOTIFY shown)
    Q_PROPERTY(QString population READ population NOTIFY shown)
    Q_PROPERTY(QString balanceNote READ balanceNote NOTIFY shown)
    /// "Tracked 6", "Chosen 10", "All 50".
    Q_PROPERTY(QList<QString> filters READ filters NOTIFY listChanged)
    Q_PROPERTY(int filter READ filter WRITE setFilter NOTIFY listChanged)
    /// The group whose other cases are listed; empty for none.
    Q_PROPERTY(QString group READ group NOTIFY listChanged)
    /// Somebody on the list is of a group that nobody in the sample is of.
    Q_PROPERTY(bool mayCompare READ mayCompare NOTIFY shown)
    Q_PROPERTY(bool soonest READ soonest WRITE setSoonest NOTIFY listChanged)
    /// Why the list is empty, in a sentence.
    Q_PROPERTY(QString nothing READ nothing NOTIFY listChanged)

  public:
    enum Filter { Tracked, Chosen, All };
    Q_ENUM(Filter)

    explicit CasesModel(QObject* parent = nullptr) : QObject(parent) {}

    // Values in
    void show(CaseBoard board);
    void showProblem(const QString& sentence);
    /// The tablet locks.
    void forget();

    // What the page does
    Q_INVOKABLE void open(const QString& id);
    /// The cases of this group that are not in the sample; a second time: all again.
    Q_INVOKABLE void compare(int row);
    /// Every case on the list that is of a group nobody in the sample is of.
    Q_INVOKABLE void compareMissing();
    Q_INVOKABLE void leaveGroup();
    void setFilter(int filter);
    void setSoonest(bool soonest);

    [[nodiscard]] bool ready() const { return m_ready; }
    [[nodiscard]] bool empty() const { return m_board.cases.isEmpty(); }
    [[nodiscard]] QString problem() const { return m_problem; }
    [[nodiscard]] QAbstractItemModel* funnel() { return &m_funnel; }
    [[nodiscard]] QAbstractItemModel* cases() { return &m_cases; }
    [[nodiscard]] QAbstractItemModel* balance() { return &m_balance; }
    [[nodiscard]] QString balanceTitle() const { return m_board.balanceTitle; }
    [[nodiscard]] QString population() const { return m_board.population; }
    [[nodiscard]] QString balanceNote() const { return m_board.balanceNote; }
    [[nodiscard]] QStringList filters() const;
    [[nodiscard]] int filter() const { return m_filter; }
    [[nodiscard]] QString group() const;
    [[nodiscard]] bool mayCompare() const { return !missing().isEmpty(); }
    [[nodiscard]] bool soonest() const { return m_soonest; }
    [[nodiscard]] QString nothing() const;

  Q_SIGNALS:
    void shown();
    void listChanged();
    /// Intent: this case's page.
    void caseChosen(const QString& id);

  private:
    [[nodiscard]] bool isIn(const CaseItem& item, int filter) const;
    void list();
    /// The groups that nobody in the sample is of and somebody on the list is.
    [[nodiscard]] QList<BalanceItem> missing() const;

    CaseBoard m_board;
    Rows<FunnelTile> m_funnel;
    Rows<CaseItem> m_cases;
    Rows<BalanceItem> m_balance;
    QString m_problem;
    QString m_group;
    bool m_comparing = false;  // every group nobody in the sample is of
    int m_filter = Tracked;
    bool m_soonest = true;
    bool m_ready = false;
};

}  // namespace candour
