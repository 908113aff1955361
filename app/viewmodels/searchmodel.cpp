#include "app/viewmodels/searchmodel.h"

#include "app/viewmodels/markedtext.h"
#include "app/viewmodels/wording.h"

using namespace Qt::StringLiterals;

namespace candour {

void HitListModel::clear() {
    beginResetModel();
    m_hits.clear();
    m_more = false;
    endResetModel();
}

void HitListModel::append(const QList<SearchHit>& hits, bool more) {
    const auto first = static_cast<int>(m_hits.size());
    if (!hits.isEmpty()) {
        beginInsertRows({}, first, first + static_cast<int>(hits.size()) - 1);
        m_hits += hits;
        endInsertRows();
    }
    m_more = more;
}

int HitListModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_hits.size());
}

QVariant HitListModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) return {};
    const SearchHit& hit = m_hits[index.row()];
    switch (role) {
        case LineIdRole:
            return hit.lineId;
        case KindRole:
            return hit.kind;
        case MarkedRole:
            return markedText(hit.text, hit.found);
        case SourceRole:
            return hit.source;
        case TagsRole:
            return QVariant::fromValue(hit.tags);
        case SpokenRole: {
            QStringList parts{hit.text, hit.source};
            for (const Statement& tag : hit.tags) parts += u"tag "_s + tag.word;
            return parts.join(u", "_s);
        }
        default:
            return {};
    }
}

QHash<int, QByteArray> HitListModel::roleNames() const {
    return {{LineIdRole, "lineId"}, {KindRole, "kind"}, {MarkedRole, "marked"},
            {SourceRole, "source"}, {TagsRole, "tags"}, {SpokenRole, "spoken"}};
}

bool HitListModel::canFetchMore(const QModelIndex& parent) const {
    return !parent.isValid() && m_more;
}

void HitListModel::fetchMore(const QModelIndex& parent) {
    if (!canFetchMore(parent)) return;
    m_more = false;  // one question at a time
    Q_EMIT moreNeeded(static_cast<int>(m_hits.size()));
}

SearchModel::SearchModel(QObject* parent) : QObject(parent) {
    m_kinds.show({{LineListModel::Said, u"Said"_s, false},
                  {LineListModel::Saw, u"Saw"_s, false},
                  {LineListModel::Thought, u"Thought"_s, false},
                  {LineListModel::Read, u"Read"_s, false}});
    connect(&m_hits, &HitListModel::moreNeeded, this, &SearchModel::ask);
}

void SearchModel::showExamples(const QStringList& examples) {
    m_examples = examples;
    Q_EMIT examplesChanged();
}

void SearchModel::showHits(qint64 query, const QList<SearchHit>& hits, bool more) {
    if (query != m_query) return;
    if (!m_answered) m_hits.clear();
    m_answered = true;
    m_hits.append(hits, more);
    Q_EMIT resultChanged();
}

void SearchModel::showCounts(qint64 query, int lines, int sources) {
    if (query != m_query) return;
    m_countText = wording::count(lines, u"line"_s, u"lines"_s) + u", "_s +
                  wording::count(sources, u"independent source"_s, u"independent sources"_s);
    Q_EMIT resultChanged();
}

void SearchModel::showContext(const HitContext& context) {
    m_context = context;
    m_lines.showCount(static_cast<int>(context.lines.size()));
    m_lines.showRows(0, context.lines);
    Q_EMIT contextChanged();
}

void SearchModel::forget() {
    setWords({});
    showContext({});
}

void SearchModel::chooseKind(int row) {
    if (!m_kinds.holds(row)) return;
    KindChip chip = m_kinds.rows()[row];
    chip.chosen = !chip.chosen;
    m_kinds.replace(row, chip);
    search();
}

void SearchModel::choose(const QString& lineId) {
    Q_EMIT hitChosen(lineId);
}

void SearchModel::closeContext() {
    showContext({});
}

void SearchModel::openSession() {
    if (!m_context.lineId.isEmpty()) Q_EMIT openRequested(m_context.lineId);
}

void SearchModel::setWords(const QString& words) {
    if (words == m_words) return;
    m_words = words;
    Q_EMIT wordsChanged();
    search();
}

QString SearchModel::nothing() const {
    const bool none = m_answered && m_hits.hits().isEmpty() && !m_words.trimmed().isEmpty();
    return none ? u"No lines with those words on this tablet."_s : QString();
}

void SearchModel::search() {
    ++m_query;
    m_answered = false;
    m_countText.clear();
    if (m_words.trimmed().isEmpty())
        m_hits.clear();
    else
        ask(0);  // the hits before stay until the answer comes, so nothing flickers
    Q_EMIT resultChanged();
}

void SearchModel::ask(int from) {
    QList<LineListModel::Kind> kinds;
    for (const KindChip& chip : m_kinds.rows())
        if (chip.chosen) kinds += chip.kind;
    Q_EMIT searchRequested(m_query, m_words.trimmed(), kinds, from);
}

}  // namespace candour
