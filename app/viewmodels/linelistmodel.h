// The finished lines of a session, oldest first. It knows how many there are and holds only the
// pages that were looked at, so a hundred thousand lines cost no more than a screenful. A row that
// is not here yet is asked for by rowsNeeded and shown empty until showRows answers.
#pragma once

#include "app/viewmodels/linkrow.h"
#include "app/viewmodels/markedtext.h"
#include "app/viewmodels/statement.h"
#include "app/viewmodels/tagmark.h"
#include "app/viewmodels/tally.h"

#include <QAbstractListModel>
#include <QtQml/qqmlregistration.h>

namespace candour {

struct LineRow;

class LineListModel : public QAbstractListModel {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Lines come from the vault.")
    Q_PROPERTY(int count READ count NOTIFY countChanged)
    /// The row that is open in the editor, or -1.
    Q_PROPERTY(int openRow READ openRow NOTIFY openRowChanged)

  public:
    enum Kind { Said, Saw, Thought, Read, Moment };
    Q_ENUM(Kind)
    enum State {
        Kept,     ///< on disk
        Waiting,  ///< not saved yet, held here
        Sealed,   ///< at the person's request
        Damaged,  ///< cannot be read just now
        Disputed  ///< two texts stand; needs a person
    };
    Q_ENUM(State)
    enum Role {
        LineIdRole = Qt::UserRole,
        KindRole,
        TimeRole,
        TextRole,
        NoteRole,
        TagsRole,
        TallyRole,
        StateRole,
        SpokenRole,
        LoadedRole,
        MarkedRole,   ///< rich text with the tags' tints (markedtext.h)
        HeadingRole,  ///< of the first line of a session, where several are shown
        RefusalRole,
        BesideRole,     ///< how it stands to other evidence, in short
        DisagreesRole,  ///< something contradicts it
        FoundRole       ///< rich text with the words that were searched for; empty: none were
    };

    static constexpr int pageRows = 64;
    static constexpr int pagesHeld = 32;

    explicit LineListModel(QObject* parent = nullptr);
    ~LineListModel() override;

    // Values in
    /// There are `count` lines; forgets every page.
    void showCount(int count);
    /// Answers rowsNeeded. Rows outside the count are ignored.
    void showRows(int first, const QList<LineRow>& rows);
    /// A line was written just now: it becomes the last row.
    void append(const LineRow& row);
    /// The same line with other words, tags or state.
    void replace(int row, const LineRow& value);
    void setOpenRow(int row);

    [[nodiscard]] int count() const { return m_count; }
    [[nodiscard]] int openRow() const { return m_openRow; }
    /// The row, if its page is here.
    [[nodiscard]] std::optional<LineRow> at(int row) const;
    /// The row of a line that was written in this sitting, or -1.
    [[nodiscard]] int rowOf(qint64 serial) const;

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QHash<int, QByteArray> roleNames() const override;

  Q_SIGNALS:
    void countChanged();
    void openRowChanged();
    /// Intent: these rows are about to be seen. Answer with showRows.
    void rowsNeeded(int first, int count);

  private:
    struct Page;
    Page& pageFor(int row);
    void need(int page) const;
    void changed(int first, int last);

    int m_count = 0;
    int m_openRow = -1;
    // Mutable: a view asks through const data(), and asking is what fetches and keeps a page.
    mutable QHash<int, std::shared_ptr<Page>> m_pages;
    mutable QList<int> m_recent;  // newest use last
    mutable QSet<int> m_asked;
};

/// One line as it is shown.
struct LineRow {
    qint64 serial = 0;  ///< of the sitting that wrote it; 0 if it was fetched
    QString id;         ///< record id; empty until the vault has named it
    LineListModel::Kind kind = LineListModel::Said;
    QString time;  ///< "14:06"
    QString text;
    QString note;  ///< "Written 15:10 about 14:20", "Amended 17:32", or empty
    QList<Statement> tags;
    Tally tally;  ///< of a group's point
    LineListModel::State state = LineListModel::Kept;
    QList<QByteArray> seen;  ///< the changes behind what is shown; one's own need not be named
    // For the review page.
    QList<TagMark> marks;  ///< oldest first
    QList<Span> found;     ///< words that were searched for
    QString heading;       ///< "Drop-in, north · 10:02"
    QString refusal;       ///< why it cannot be tagged; empty if it can
    QString beside;        ///< "Compared: 1 supporting, 2 contradicting", or empty
    QList<LinkRow> links;  ///< each of those
};

}  // namespace candour
