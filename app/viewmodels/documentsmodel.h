// What the council and others gave us: the register of documents with the extracts taken from each,
// the items of the information return, and what is still to be asked for. What always holds: an
// extract is tagged as evidence with the statements of the framework, like a line.
#pragma once

#include "app/viewmodels/entryrow.h"
#include "app/viewmodels/statement.h"

namespace candour {

struct ExtractItem {
    Q_GADGET
    Q_PROPERTY(QString id MEMBER id)
    Q_PROPERTY(QString where MEMBER where)
    Q_PROPERTY(QString text MEMBER text)
    Q_PROPERTY(QList<candour::Statement> tags MEMBER tags)
    Q_PROPERTY(QString spoken READ spoken)
  public:
    QString id;
    QString where;  ///< "Page 12 · A fact or figure"
    QString text;
    QList<Statement> tags;
    [[nodiscard]] QString spoken() const;
    bool operator==(const ExtractItem&) const = default;
};

/// One paper or item, opened.
struct Paper {
    QString id;
    QString type;  ///< document, information_item …
    QString title;
    QString detail;
    QString about;  ///< what is in it, or what the council wrote
    QList<ExtractItem> extracts;
};

struct PaperRegister {
    QList<EntryRow> documents;
    QList<EntryRow> items;      ///< of the information return
    QList<EntryRow> followUps;  ///< overdue first
    int overdue = 0;
    QList<Statement> statements;
};

class DocumentsModel : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Documents come from the vault.")
    Q_PROPERTY(bool ready READ ready NOTIFY shown)
    Q_PROPERTY(QString problem READ problem NOTIFY shown)
    /// "Documents 36", "Information return 30", "Follow-ups 5, 2 overdue".
    Q_PROPERTY(QList<QString> parts READ parts NOTIFY shown)
    Q_PROPERTY(int part READ part WRITE setPart NOTIFY listChanged)
    Q_PROPERTY(QString filter READ filter WRITE setFilter NOTIFY listChanged)
    Q_PROPERTY(QAbstractItemModel* rows READ rows CONSTANT)
    Q_PROPERTY(QString nothing READ nothing NOTIFY listChanged)
    Q_PROPERTY(QString addWords READ addWords NOTIFY listChanged)
    Q_PROPERTY(QString addType READ addType NOTIFY listChanged)
    /// The paper that is opened; its id is empty while there is none.
    Q_PROPERTY(QString paperId READ paperId NOTIFY paperChanged)
    Q_PROPERTY(QString paperType READ paperType NOTIFY paperChanged)
    Q_PROPERTY(QString paperTitle READ paperTitle NOTIFY paperChanged)
    Q_PROPERTY(QString paperDetail READ paperDetail NOTIFY paperChanged)
    Q_PROPERTY(QString paperAbout READ paperAbout NOTIFY paperChanged)
    Q_PROPERTY(QAbstractItemModel* extracts READ extracts CONSTANT)
    Q_PROPERTY(int extractCount READ extractCount NOTIFY paperChanged)
    Q_PROPERTY(QAbstractItemModel* statements READ statements CONSTANT)

  public:
    enum Part { Documents, Items, FollowUps };
    Q_ENUM(Part)

    explicit DocumentsModel(QObject* parent = nullptr) : QObject(parent) {}

    // Values in
    void show(const PaperRegister& papers);
    /// Of the paper that was asked for last; a late one is dropped.
    void showPaper(const Paper& paper);
    void showProblem(const QString& sentence);
    /// The tablet locks.
    void forget();

    // What the page does
    /// Opens a paper or an item. A follow-up is amended by its form instead.
    Q_INVOKABLE void open(const QString& id);
    Q_INVOKABLE void close();
    /// The extracts of the open paper are tagged and compared.
    Q_INVOKABLE void review();
    Q_INVOKABLE void tag(int extract, int statement);
    Q_INVOKABLE bool isTagged(int extract, int statement) const;
    void setPart(int part);
    void setFilter(const QString& filter);

    [[nodiscard]] bool ready() const { return m_ready; }
    [[nodiscard]] QString problem() const { return m_problem; }
    [[nodiscard]] QStringList parts() const;
    [[nodiscard]] int part() const { return m_part; }
    [[nodiscard]] QString filter() const { return m_filter; }
    [[nodiscard]] QAbstractItemModel* rows() { return &m_rows; }
    [[nodiscard]] QString nothing() const;
    [[nodiscard]] QString addWords() const;
    [[nodiscard]] QString addType() const;
    [[nodiscard]] QString paperId() const { return m_paper.id; }
    [[nodiscard]] QString paperType() const { return m_paper.type; }
    [[nodiscard]] QString paperTitle() const { return m_paper.title; }
    [[nodiscard]] QString paperDetail() const { return m_paper.detail; }
    [[nodiscard]] QString paperAbout() const { return m_paper.about; }
    [[nodiscard]] QAbstractItemModel* extracts() { return &m_extracts; }
    [[nodiscard]] int extractCount() const { return static_cast<int>(m_paper.extracts.size()); }
    [[nodiscard]] QAbstractItemModel* statements() { return &m_statements; }

  Q_SIGNALS:
    void shown();
    void listChanged();
    void paperChanged();
    /// Intent: what is in this paper. Answer showPaper.
    void paperRequested(const QString& id);
    /// Intent: tag the extract with the statement, or take the tag away. Answer showPaper.
    void tagRequested(const QString& extract, int statement, bool add);
    /// Intent: open what this paper holds in review.
    void reviewRequested(const QString& paper);

  private:
    [[nodiscard]] const QList<EntryRow>& list() const;
    void refresh();

    PaperRegister m_papers;
    Paper m_paper;
    QString m_wanted;
    Rows<EntryRow> m_rows;
    Rows<ExtractItem> m_extracts;
    Rows<Statement> m_statements;
    QString m_problem;
    QString m_filter;
    int m_part = Documents;
    bool m_ready = false;
};

}  // namespace candour
