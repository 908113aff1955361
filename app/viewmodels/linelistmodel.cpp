#include "app/viewmodels/linelistmodel.h"

#include "app/viewmodels/markedtext.h"

using namespace Qt::StringLiterals;

namespace candour {

struct LineListModel::Page {
    QList<std::optional<LineRow>> rows = QList<std::optional<LineRow>>(pageRows);
};

namespace {

QString kindWord(LineListModel::Kind kind) {
    switch (kind) {
        case LineListModel::Said:
            return LineListModel::tr("said");
        case LineListModel::Saw:
            return LineListModel::tr("saw");
        case LineListModel::Thought:
            return LineListModel::tr("thought");
        case LineListModel::Read:
            return LineListModel::tr("read in a document");
        case LineListModel::Moment:
            return LineListModel::tr("marked moment");
    }
    return {};
}

/// "14:06, said, We get the discharge call…, tags Transitions and Needs"
QString spoken(const LineRow& row) {
    QStringList parts{row.time, kindWord(row.kind)};
    if (!row.text.isEmpty()) parts += row.text;
    if (!row.note.isEmpty()) parts += row.note;
    QStringList tags;
    for (const Statement& tag : row.tags) tags += tag.word;
    if (!tags.isEmpty()) {
        const QString last = tags.takeLast();
        parts += tags.isEmpty() ? LineListModel::tr("tag %1").arg(last)
                                : LineListModel::tr("tags %1 and %2").arg(tags.join(u", "_s), last);
    }
    return parts.join(u", "_s);
}

}  // namespace

LineListModel::LineListModel(QObject* parent) : QAbstractListModel(parent) {}
LineListModel::~LineListModel() = default;

void LineListModel::showCount(int count) {
    beginResetModel();
    m_count = count;
    m_pages.clear();
    m_recent.clear();
    m_asked.clear();
    endResetModel();
    setOpenRow(-1);
    Q_EMIT countChanged();
}

void LineListModel::showRows(int first, const QList<LineRow>& rows) {
    for (int i = 0; i < rows.size(); ++i) {
        const int row = first + i;
        if (row >= 0 && row < m_count) pageFor(row).rows[row % pageRows] = rows[i];
    }
    const auto past = static_cast<int>(first + rows.size());
    for (int page = first / pageRows; page * pageRows < past; ++page) m_asked.remove(page);
    changed(std::max(first, 0), std::min(past, m_count) - 1);
}

void LineListModel::append(const LineRow& row) {
    beginInsertRows({}, m_count, m_count);
    pageFor(m_count).rows[m_count % pageRows] = row;
    ++m_count;
    endInsertRows();
    Q_EMIT countChanged();
}

void LineListModel::replace(int row, const LineRow& value) {
    if (row < 0 || row >= m_count) return;
    pageFor(row).rows[row % pageRows] = value;
    changed(row, row);
}

void LineListModel::setOpenRow(int row) {
    if (row == m_openRow) return;
    m_openRow = row;
    Q_EMIT openRowChanged();
}

std::optional<LineRow> LineListModel::at(int row) const {
    const auto page = m_pages.value(row / pageRows);
    return page && row >= 0 && row < m_count ? page->rows[row % pageRows] : std::nullopt;
}

int LineListModel::rowOf(qint64 serial) const {
    // Lines of this sitting are at the end, so the search ends soon.
    for (int row = m_count - 1; serial != 0 && row >= 0; --row) {
        const auto line = at(row);
        if (line && line->serial == serial) return row;
    }
    return -1;
}

int LineListModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : m_count;
}

QVariant LineListModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) return {};
    const auto found = at(index.row());
    if (!found) need(index.row() / pageRows);
    const LineRow row = found.value_or(LineRow{});
    switch (role) {
        case LineIdRole:
            return row.id;
        case KindRole:
            return row.kind;
        case TimeRole:
            return row.time;
        case TextRole:
            return row.text;
        case NoteRole:
            return row.note;
        case TagsRole:
            return QVariant::fromValue(row.tags);
        case TallyRole:
            return QVariant::fromValue(row.tally);
        case StateRole:
            return row.state;
        case SpokenRole:
        case Qt::AccessibleTextRole:
            return found ? spoken(row) : QString();
        case LoadedRole:
            return found.has_value();
        case MarkedRole:
            return tintedText(row.text, row.marks);
        case HeadingRole:
            return row.heading;
        case RefusalRole:
            return row.refusal;
        case BesideRole:
            return row.beside;
        case DisagreesRole:
            return std::any_of(row.links.begin(), row.links.end(),
                               [](const LinkRow& link) { return link.relation == u"contradicts"; });
        case FoundRole:
            return row.found.isEmpty() ? QString() : markedText(row.text, row.found);
        default:
            return {};
    }
}

QHash<int, QByteArray> LineListModel::roleNames() const {
    return {{LineIdRole, "lineId"},   {KindRole, "kind"},      {TimeRole, "time"},
            {TextRole, "words"},      {NoteRole, "note"},      {TagsRole, "tags"},
            {TallyRole, "tally"},     {StateRole, "standing"}, {SpokenRole, "spoken"},
            {LoadedRole, "loaded"},   {MarkedRole, "marked"},  {HeadingRole, "heading"},
            {RefusalRole, "refusal"}, {BesideRole, "beside"},  {DisagreesRole, "disagrees"},
            {FoundRole, "found"}};
}

LineListModel::Page& LineListModel::pageFor(int row) {
    const int number = row / pageRows;
    m_recent.removeOne(number);
    m_recent.append(number);
    auto& page = m_pages[number];
    if (!page) page = std::make_shared<Page>();
    const auto kept = page;
    while (m_recent.size() > pagesHeld) m_pages.remove(m_recent.takeFirst());
    return *kept;
}

void LineListModel::need(int page) const {
    if (m_asked.contains(page)) return;
    m_asked.insert(page);
    // Queued: a view is in the middle of laying out when it asks.
    auto* self = const_cast<LineListModel*>(this);
    const int first = page * pageRows;
    const int wanted = std::min(pageRows, m_count - first);
    QMetaObject::invokeMethod(
        self, [self, first, wanted] { Q_EMIT self->rowsNeeded(first, wanted); },
        Qt::QueuedConnection);
}

void LineListModel::changed(int first, int last) {
    if (first <= last) Q_EMIT dataChanged(index(first), index(last));
}

}  // namespace candour
