// Words in, and out comes what holds them, newest first and a page at a time; the counts may come
// later. An answer to words that have changed since is dropped. Names are never searched, and
// nothing typed here is kept once the tablet locks.
#pragma once

#include "app/viewmodels/linelistmodel.h"
#include "app/viewmodels/rows.h"
#include "app/viewmodels/wordchip.h"

#include <QAbstractListModel>
#include <QtQml/qqmlregistration.h>

namespace candour {

/// What is asked for. What is empty, false or 0 narrows nothing.
struct SearchQuery {
    QString words = {};
    QStringList sorts = {};  ///< "said", "saw", "thought", "paper", "account", "note"
    int statement = 0;       ///< tagged with it
    QString session = {};
    bool mine = false;   ///< written on this tablet
    bool today = false;  ///< said or written today
    bool operator==(const SearchQuery&) const = default;
};

struct SearchHit {
    QString lineId;                         ///< the record's, whatever it is
    QString sign = QStringLiteral("said");  ///< a property of Icons
    QString text;
    QList<Span> found;
    QString source;  ///< "Drop-in, north · 10:17"
    QList<Statement> tags;
};

/// How another piece of evidence stands to a hit.
struct HitLink {
    Q_GADGET
    Q_PROPERTY(QString about MEMBER about)
    Q_PROPERTY(QString relation MEMBER relation)
    Q_PROPERTY(bool contradicts MEMBER contradicts)
  public:
    QString about;     ///< "An average and a wall"
    QString relation;  ///< "Contradicts it"
    bool contradicts = false;
    bool operator==(const HitLink&) const = default;
};

/// A hit among the lines beside it; of anything else, its own words.
struct HitContext {
    QString lineId;
    QString session;      ///< of a line: it can be opened in review
    QString trackedCase;  ///< that it belongs to, or empty
    QString title;        ///< "Drop-in, north area teams"
    QString detail;       ///< "Room 3 · Today 10:02 to 10:58 · AW writing"
    QList<LineRow> lines;
    int hitRow = -1;
    QList<HitLink> links;
};

/// Newest first; a view that nears the end asks for the next page by itself.
class HitListModel : public QAbstractListModel {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Hits come from the vault.")

  public:
    enum Role { LineIdRole = Qt::UserRole, SignRole, MarkedRole, SourceRole, TagsRole, SpokenRole };
    using QAbstractListModel::QAbstractListModel;

    void clear();
    void append(const QList<SearchHit>& hits, bool more);
    [[nodiscard]] const QList<SearchHit>& hits() const { return m_hits; }

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QHash<int, QByteArray> roleNames() const override;
    [[nodiscard]] bool canFetchMore(const QModelIndex& parent) const override;
    void fetchMore(const QModelIndex& parent) override;

  Q_SIGNALS:
    void moreNeeded(int from);

  private:
    QList<SearchHit> m_hits;
    bool m_more = false;
};

class SearchModel : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("The index belongs to the vault.")
    Q_PROPERTY(QString words READ words WRITE setWords NOTIFY wordsChanged)
    Q_PROPERTY(QAbstractItemModel* kinds READ kinds CONSTANT)
    /// The statements to narrow by, and the one that does; 0: none.
    Q_PROPERTY(QAbstractItemModel* statements READ statements CONSTANT)
    Q_PROPERTY(int statement READ statement NOTIFY filtersChanged)
    Q_PROPERTY(QString statementText READ statementText NOTIFY filtersChanged)
    Q_PROPERTY(bool mine READ mine NOTIFY filtersChanged)
    Q_PROPERTY(bool today READ today NOTIFY filtersChanged)
    /// Only the session of the hit that was chosen; it may be asked for while one is.
    Q_PROPERTY(bool inSession READ inSession NOTIFY filtersChanged)
    Q_PROPERTY(bool maySession READ maySession NOTIFY filtersChanged)
    Q_PROPERTY(QStringList recent READ recent NOTIFY examplesChanged)
    Q_PROPERTY(QAbstractItemModel* hits READ hits CONSTANT)
    /// "5 lines, 3 independent sources"; empty until counted.
    Q_PROPERTY(QString countText READ countText NOTIFY resultChanged)
    /// "No lines with those words on this tablet.", or empty.
    Q_PROPERTY(QString nothing READ nothing NOTIFY resultChanged)
    Q_PROPERTY(QStringList examples READ examples NOTIFY examplesChanged)
    Q_PROPERTY(QString chosenId READ chosenId NOTIFY contextChanged)
    Q_PROPERTY(QString contextTitle READ contextTitle NOTIFY contextChanged)
    Q_PROPERTY(QString contextDetail READ contextDetail NOTIFY contextChanged)
    Q_PROPERTY(candour::LineListModel* context READ context CONSTANT)
    Q_PROPERTY(int contextRow READ contextRow NOTIFY contextChanged)
    Q_PROPERTY(QAbstractItemModel* links READ links CONSTANT)
    Q_PROPERTY(int linkCount READ linkCount NOTIFY contextChanged)
    Q_PROPERTY(bool mayOpen READ mayOpen NOTIFY contextChanged)
    /// It belongs to a tracked case.
    Q_PROPERTY(bool ofCase READ ofCase NOTIFY contextChanged)

  public:
    static constexpr int pageHits = 50;
    static constexpr int mostRecent = 5;

    explicit SearchModel(QObject* parent = nullptr);

    // Values in. `query` is the number that searchRequested carried.
    void showExamples(const QStringList& examples);
    void showStatements(const QList<Statement>& statements);
    void showHits(qint64 query, const QList<SearchHit>& hits, bool more);
    /// `others` are hits that are no lines. `all` is false where there may be more: then they are
    /// at least so many.
    void showCounts(qint64 query, int lines, int sources, int others = 0, bool all = true);
    void showContext(const HitContext& context);
    /// The tablet locks: forgets words and hits.
    void forget();

    // What the page does
    Q_INVOKABLE void chooseKind(int row);
    /// The same again takes it away.
    Q_INVOKABLE void chooseStatement(int number);
    Q_INVOKABLE void chooseMine();
    Q_INVOKABLE void chooseToday();
    Q_INVOKABLE void chooseSession();
    Q_INVOKABLE void choose(const QString& lineId);
    Q_INVOKABLE void closeContext();
    Q_INVOKABLE void openSession();
    Q_INVOKABLE void openCase();
    void setWords(const QString& words);

    [[nodiscard]] QString words() const { return m_query.words; }
    [[nodiscard]] QAbstractItemModel* kinds() { return &m_kinds; }
    [[nodiscard]] QAbstractItemModel* statements() { return &m_statements; }
    [[nodiscard]] int statement() const { return m_query.statement; }
    [[nodiscard]] QString statementText() const;
    [[nodiscard]] bool mine() const { return m_query.mine; }
    [[nodiscard]] bool today() const { return m_query.today; }
    [[nodiscard]] bool inSession() const { return !m_query.session.isEmpty(); }
    [[nodiscard]] bool maySession() const { return inSession() || mayOpen(); }
    [[nodiscard]] QStringList recent() const { return m_recent; }
    [[nodiscard]] HitListModel* hits() { return &m_hits; }
    [[nodiscard]] QString countText() const { return m_countText; }
    [[nodiscard]] QString nothing() const;
    [[nodiscard]] QStringList examples() const { return m_examples; }
    [[nodiscard]] QString chosenId() const { return m_context.lineId; }
    [[nodiscard]] QString contextTitle() const { return m_context.title; }
    [[nodiscard]] QString contextDetail() const { return m_context.detail; }
    [[nodiscard]] LineListModel* context() { return &m_lines; }
    [[nodiscard]] int contextRow() const { return m_context.hitRow; }
    [[nodiscard]] QAbstractItemModel* links() { return &m_links; }
    [[nodiscard]] int linkCount() const { return m_links.rowCount(); }
    [[nodiscard]] bool ofCase() const { return !m_context.trackedCase.isEmpty(); }
    [[nodiscard]] bool mayOpen() const { return !m_context.session.isEmpty(); }

  Q_SIGNALS:
    void wordsChanged();
    void filtersChanged();
    void resultChanged();
    void examplesChanged();
    void contextChanged();

    /// Intent: the `pageHits` newest hits from number `from` on. Answer showHits, then showCounts.
    void searchRequested(qint64 number, const candour::SearchQuery& query, int from);
    /// Intent: the lines beside this one. Answer showContext.
    void hitChosen(const QString& lineId);
    /// Intent: open this line in review.
    void openRequested(const QString& lineId);
    /// Intent: show this case.
    void caseRequested(const QString& id);

  private:
    void search();
    void ask(int from);

    SearchQuery m_query;     // its words as they are typed
    Rows<WordChip> m_kinds;  // sorts of things to look in
    Rows<Statement> m_statements;
    HitListModel m_hits;
    qint64 m_number = 0;  // of the question that was asked last
    bool m_answered = false;
    QString m_countText;
    QStringList m_examples;
    QStringList m_recent;
    HitContext m_context;
    Rows<HitLink> m_links;
    LineListModel m_lines;
};

}  // namespace candour
