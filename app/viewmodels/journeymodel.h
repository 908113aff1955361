// One tracked case: its journey as stages with the waits between them, for the chosen stage the
// five accounts side by side, and what belongs to the case around it. What always holds: nothing is
// averaged and no account wins; a voice that is missing says so; everything the picture shows is
// also there in words.
#pragma once

#include "app/viewmodels/entryrow.h"
#include "app/viewmodels/statement.h"

#include <QtQml/qqmlregistration.h>

namespace candour {

struct StageItem {
    Q_GADGET
    Q_PROPERTY(QString id MEMBER id)
    Q_PROPERTY(QString title MEMBER title)
    Q_PROPERTY(QString date MEMBER date)
    Q_PROPERTY(QString wait MEMBER wait)
    Q_PROPERTY(bool longWait MEMBER longWait)
    Q_PROPERTY(bool longAfter MEMBER longAfter)
    Q_PROPERTY(bool begun MEMBER begun)
    Q_PROPERTY(QString spoken MEMBER spoken)
  public:
    QString id;
    QString title;
    QString date;  ///< "14 May 2026", "About May 2026", "Not begun"
    QString wait;  ///< before it: "47 days", "12 to 40 days"; empty for the first
    bool longWait = false;
    bool begun = false;
    QString
        spoken;  ///< "Needs assessment, 30 June, 47 days after first contact, longer than usual"
    bool longAfter = false;  ///< the wait after it is long; the model fills it in
    bool operator==(const StageItem&) const = default;
};

/// What one voice says of one stage; all of its accounts, one under the other.
struct AccountItem {
    Q_GADGET
    Q_PROPERTY(QString voice MEMBER voice)
    Q_PROPERTY(QString title MEMBER title)
    Q_PROPERTY(QString sign MEMBER sign)
    Q_PROPERTY(QString source MEMBER source)
    Q_PROPERTY(QString points MEMBER points)
    Q_PROPERTY(QString text MEMBER text)
    Q_PROPERTY(QString marked MEMBER marked)
    Q_PROPERTY(QList<candour::Statement> tags MEMBER tags)
    Q_PROPERTY(bool heard MEMBER heard)
    Q_PROPERTY(QString spoken READ spoken)
  public:
    QString voice;  ///< as the record keeps it
    QString title;  ///< "Unpaid carer"
    QString sign;
    QString source;  ///< "C7K2M, daughter · 8 March", "D12, Referral", "Not yet heard"
    QString points;  ///< "Began about May 2026 · It went badly"
    QString text;
    QString marked;  ///< the text as rich text, what is tagged in it marked; empty if unheard
    QList<Statement> tags;  ///< what it is evidence for
    bool heard = false;
    [[nodiscard]] QString spoken() const;
    bool operator==(const AccountItem&) const = default;
};

struct CaseBadge {
    Q_GADGET
    Q_PROPERTY(QString sign MEMBER sign)
    Q_PROPERTY(QString text MEMBER text)
    Q_PROPERTY(int tone MEMBER tone)
  public:
    QString sign;
    QString text;
    int tone = 0;
    bool operator==(const CaseBadge&) const = default;
};

/// A stage with what is said of it.
struct CaseStage {
    StageItem item;
    QString happened;             ///< what happened and what changed, in short
    QList<AccountItem> accounts;  ///< one for each voice, heard or not
    QStringList differences;      ///< a sentence each, comparing two named sources
};

/// One of the lists round the journey, and what its button adds.
struct CaseList {
    QString title;  ///< "Contact log"
    QList<EntryRow> rows;
    QString nothing;      ///< said when there are none
    QString add;          ///< "Log a contact"; empty: nothing is added here
    QString type;         ///< the record that it adds
    QString note;         ///< worth knowing before: who may make contact
    bool counted = true;  ///< how many there are says something
};

struct CaseFile {
    QString id;
    QString title;   ///< "Case 07"
    QString detail;  ///< "Daughter cares for mother, 84 · Yours"
    QList<CaseBadge> badges;
    QString whole;  ///< "162 days, first contact to review"
    QList<CaseStage> stages;
    QList<CaseList> lists;
};

class JourneyModel : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("A case comes from the vault.")
    Q_PROPERTY(QString id READ id NOTIFY shown)
    Q_PROPERTY(bool ready READ ready NOTIFY shown)
    Q_PROPERTY(QString problem READ problem NOTIFY shown)
    Q_PROPERTY(QString title READ title NOTIFY shown)
    Q_PROPERTY(QString detail READ detail NOTIFY shown)
    Q_PROPERTY(QString whole READ whole NOTIFY shown)
    Q_PROPERTY(QAbstractItemModel* badges READ badges CONSTANT)
    Q_PROPERTY(QAbstractItemModel* stages READ stages CONSTANT)
    Q_PROPERTY(int stageCount READ stageCount NOTIFY shown)
    Q_PROPERTY(int longestTitle READ longestTitle NOTIFY shown)
    /// The chosen stage; -1 while there is none.
    Q_PROPERTY(int stage READ stage NOTIFY stageChanged)
    Q_PROPERTY(QString stageId READ stageId NOTIFY stageChanged)
    Q_PROPERTY(QString stageTitle READ stageTitle NOTIFY stageChanged)
    Q_PROPERTY(QString happened READ happened NOTIFY stageChanged)
    Q_PROPERTY(QAbstractItemModel* accounts READ accounts CONSTANT)
    Q_PROPERTY(QList<QString> differences READ differences NOTIFY stageChanged)
    /// "Journey", "Contact log 6", "Documents seen 4"…
    Q_PROPERTY(QList<QString> parts READ parts NOTIFY partChanged)
    Q_PROPERTY(int part READ part WRITE setPart NOTIFY partChanged)
    Q_PROPERTY(QAbstractItemModel* rows READ rows CONSTANT)
    Q_PROPERTY(QString nothing READ nothing NOTIFY partChanged)
    Q_PROPERTY(QString note READ note NOTIFY partChanged)
    Q_PROPERTY(QString addWords READ addWords NOTIFY partChanged)
    Q_PROPERTY(QString addType READ addType NOTIFY partChanged)

  public:
    explicit JourneyModel(QObject* parent = nullptr) : QObject(parent) {}

    // Values in
    /// Another case begins at its journey; the same one stays where it was.
    void show(CaseFile file);
    /// Turns to the list that holds records of this type.
    void showList(const QString& type);
    void showProblem(const QString& sentence);
    /// The tablet locks.
    void forget();

    // What the page does
    Q_INVOKABLE void chooseStage(int row);
    /// The accounts of the case are tagged and compared.
    Q_INVOKABLE void review();
    void setPart(int part);

    [[nodiscard]] QString id() const { return m_file.id; }
    [[nodiscard]] bool ready() const { return !m_file.id.isEmpty(); }
    [[nodiscard]] QString problem() const { return m_problem; }
    [[nodiscard]] QString title() const { return m_file.title; }
    [[nodiscard]] QString detail() const { return m_file.detail; }
    [[nodiscard]] QString whole() const { return m_file.whole; }
    [[nodiscard]] QAbstractItemModel* badges() { return &m_badges; }
    [[nodiscard]] QAbstractItemModel* stages() { return &m_stages; }
    [[nodiscard]] int stageCount() const { return static_cast<int>(m_file.stages.size()); }
    /// Characters of the longest word of a stage's title: what a column must hold.
    [[nodiscard]] int longestTitle() const;
    [[nodiscard]] int stage() const { return m_stage; }
    [[nodiscard]] QString stageId() const;
    [[nodiscard]] QString stageTitle() const;
    [[nodiscard]] QString happened() const;
    [[nodiscard]] QAbstractItemModel* accounts() { return &m_accounts; }
    [[nodiscard]] QStringList differences() const;
    [[nodiscard]] QStringList parts() const;
    [[nodiscard]] int part() const { return m_part; }
    [[nodiscard]] QAbstractItemModel* rows() { return &m_rows; }
    [[nodiscard]] QString nothing() const;
    [[nodiscard]] QString note() const { return list() ? list()->note : QString(); }
    [[nodiscard]] QString addWords() const { return list() ? list()->add : QString(); }
    [[nodiscard]] QString addType() const { return list() ? list()->type : QString(); }

  Q_SIGNALS:
    void shown();
    void stageChanged();
    void partChanged();

    /// Intent: open what this case holds in review.
    void reviewRequested(const QString& id);

  private:
    /// The one that the chosen part shows; null for the journey.
    [[nodiscard]] const CaseList* list() const;
    [[nodiscard]] const CaseStage* chosen() const;
    void showStage();

    CaseFile m_file;
    QString m_problem;
    Rows<CaseBadge> m_badges;
    Rows<StageItem> m_stages;
    Rows<AccountItem> m_accounts;
    Rows<EntryRow> m_rows;
    int m_stage = -1;
    int m_part = 0;
};

}  // namespace candour
