// Words in, lines out, newest first and a page at a time; the counts may come later. An answer to
// words that have changed since is dropped. Names are never searched, and nothing typed here is
// kept once the tablet locks.
#pragma once

#include "app/viewmodels/linelistmodel.h"
#include "app/viewmodels/rows.h"

#include <QAbstractListModel>
#include <QtQml/qqmlregistration.h>

namespace candour {

/// Part of a text to mark, in UTF-16 units.
struct Span {
    int start = 0;
    int length = 0;
    bool operator==(const Span&) const = default;
};

struct SearchHit {
    QString lineId;
    LineListModel::Kind kind = LineListModel::Said;
    QString text;
    QList<Span> found;
    QString source;  ///< "Drop-in, north · 10:17"
    QList<Statement> tags;
};

/// A hit among the lines beside it.
struct HitContext {
    QString lineId;
    QString title;   ///< "Drop-in, north area teams"
    QString detail;  ///< "Room 3 · Today 10:02 to 10:58 · AW writing"
    QList<LineRow> lines;
    int hitRow = -1;
};

/// Newest first; a view that nears the end asks for the next page by itself.
class HitListModel : public QAbstractListModel {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Hits come from the vault.")

  public:
    enum Role { LineIdRole = Qt::UserRole, KindRole, MarkedRole, SourceRole, TagsRole, SpokenRole };
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

  public:
    static constexpr int pageHits = 50;

    explicit SearchModel(QObject* parent = nullptr);

    // Values in. `query` is the number that searchRequested carried.
    void showExamples(const QStringList& examples);
    void showHits(qint64 query, const QList<SearchHit>& hits, bool more);
    void showCounts(qint64 query, int lines, int sources);
    void showContext(const HitContext& context);
    /// The tablet locks: forgets words and hits.
    void forget();

    // What the page does
    Q_INVOKABLE void chooseKind(int row);
    Q_INVOKABLE void choose(const QString& lineId);
    Q_INVOKABLE void closeContext();
    Q_INVOKABLE void openSession();
    void setWords(const QString& words);

    [[nodiscard]] QString words() const { return m_words; }
    [[nodiscard]] QAbstractItemModel* kinds() { return &m_kinds; }
    [[nodiscard]] HitListModel* hits() { return &m_hits; }
    [[nodiscard]] QString countText() const { return m_countText; }
    [[nodiscard]] QString nothing() const;
    [[nodiscard]] QStringList examples() const { return m_examples; }
    [[nodiscard]] QString chosenId() const { return m_context.lineId; }
    [[nodiscard]] QString contextTitle() const { return m_context.title; }
    [[nodiscard]] QString contextDetail() const { return m_context.detail; }
    [[nodiscard]] LineListModel* context() { return &m_lines; }
    [[nodiscard]] int contextRow() const { return m_context.hitRow; }

  Q_SIGNALS:
    void wordsChanged();
    void resultChanged();
    void examplesChanged();
    void contextChanged();

    /// Intent: the `pageHits` newest lines from number `from` on. No `kinds`: all of them. Answer
    /// showHits, then showCounts.
    void searchRequested(qint64 query, const QString& words,
                         const QList<candour::LineListModel::Kind>& kinds, int from);
    /// Intent: the lines beside this one. Answer showContext.
    void hitChosen(const QString& lineId);
    /// Intent: open the interview that holds this line.
    void openRequested(const QString& lineId);

  private:
    void search();
    void ask(int from);

    QString m_words;
    struct KindChip;
    Rows<KindChip> m_kinds;
    HitListModel m_hits;
    qint64 m_query = 0;
    bool m_answered = false;
    QString m_countText;
    QStringList m_examples;
    HitContext m_context;
    LineListModel m_lines;
};

/// A kind of line to look in.
struct SearchModel::KindChip {
    Q_GADGET
    Q_PROPERTY(QString word MEMBER word)
    Q_PROPERTY(bool chosen MEMBER chosen)
  public:
    LineListModel::Kind kind = LineListModel::Said;
    QString word;
    bool chosen = false;
    bool operator==(const KindChip&) const = default;
};

}  // namespace candour
