#include "app/viewmodels/searchmodel.h"

#include "app/viewmodels/markedtext.h"
#include "app/viewmodels/wording.h"

#include <algorithm>

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
        case SignRole:
            return hit.sign;
        case MarkedRole:
            return markedText(hit.text, hit.found);
        case SourceRole:
            return hit.source;
        case TagsRole:
            return QVariant::fromValue(hit.tags);
        case SpokenRole: {
            QStringList parts{hit.text, hit.source};
            for (const Statement& tag : hit.tags) parts += tr("tag %1").arg(tag.word);
            return parts.join(u", "_s);
        }
        default:
            return {};
    }
}

QHash<int, QByteArray> HitListModel::roleNames() const {
    return {{LineIdRole, "lineId"}, {SignRole, "sign"}, {MarkedRole, "marked"},
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
    m_kinds.show({{u"said"_s, tr("Said"), false},
                  {u"saw"_s, tr("Saw"), false},
                  {u"thought"_s, tr("Thought"), false},
                  {u"paper"_s, tr("Papers"), false},
                  {u"account"_s, tr("Accounts"), false},
                  {u"note"_s, tr("Notes"), false}});
    connect(&m_hits, &HitListModel::moreNeeded, this, &SearchModel::ask);
}

void SearchModel::showExamples(const QStringList& examples) {
    m_examples = examples;
    Q_EMIT examplesChanged();
}

void SearchModel::showStatements(const QList<Statement>& statements) {
    m_statements.show(statements);
}

void SearchModel::showHits(qint64 query, const QList<SearchHit>& hits, bool more) {
    if (query != m_number) return;
    if (!m_answered) m_hits.clear();
    m_answered = true;
    m_hits.append(hits, more);
    Q_EMIT resultChanged();
}

void SearchModel::showCounts(qint64 query, int lines, int sources, int others, bool all) {
    if (query != m_number) return;
    QString found = wording::count(lines, tr("line"), tr("lines"));
    if (others > 0)
        found = tr("%1 and %2").arg(found, wording::count(others, tr("other"), tr("others")));
    const QString counts = tr("%1, %2").arg(
        found, wording::count(sources, tr("independent source"), tr("independent sources")));
    m_countText = all ? counts : tr("At least %1").arg(counts);
    Q_EMIT resultChanged();
}

void SearchModel::showContext(const HitContext& context) {
    m_context = context;
    // Of lines the one that was found; anything else is all there is to see.
    for (int i = 0; i < m_context.lines.size(); ++i)
        if (i == context.hitRow || context.hitRow < 0)
            m_context.lines[i].found = foundSpans(m_context.lines[i].text, m_query.words);
    m_lines.showCount(static_cast<int>(context.lines.size()));
    m_lines.showRows(0, m_context.lines);
    m_links.show(context.links);
    Q_EMIT contextChanged();
    Q_EMIT filtersChanged();
}

void SearchModel::forget() {
    m_recent.clear();
    m_query = {};
    for (int i = 0; i < m_kinds.rowCount(); ++i) {
        WordChip chip = m_kinds.rows()[i];
        chip.chosen = false;
        m_kinds.replace(i, chip);
    }
    showContext({});
    Q_EMIT examplesChanged();
    Q_EMIT wordsChanged();
    search();
}

void SearchModel::chooseKind(int row) {
    if (!m_kinds.holds(row)) return;
    WordChip chip = m_kinds.rows()[row];
    chip.chosen = !chip.chosen;
    m_kinds.replace(row, chip);
    m_query.sorts.clear();
    for (const WordChip& one : m_kinds.rows())
        if (one.chosen) m_query.sorts += one.key;
    search();
}

void SearchModel::chooseStatement(int number) {
    m_query.statement = number == m_query.statement ? 0 : number;
    Q_EMIT filtersChanged();
    search();
}

void SearchModel::chooseMine() {
    m_query.mine = !m_query.mine;
    Q_EMIT filtersChanged();
    search();
}

void SearchModel::chooseToday() {
    m_query.today = !m_query.today;
    Q_EMIT filtersChanged();
    search();
}

void SearchModel::chooseSession() {
    m_query.session = inSession() ? QString() : m_context.session;
    Q_EMIT filtersChanged();
    search();
}

void SearchModel::choose(const QString& lineId) {
    const QString words = m_query.words.trimmed();
    m_recent.removeAll(words);
    m_recent.prepend(words);
    m_recent = m_recent.first(std::min<qsizetype>(m_recent.size(), mostRecent));
    Q_EMIT examplesChanged();
    Q_EMIT hitChosen(lineId);
}

void SearchModel::closeContext() {
    showContext({});
}

void SearchModel::openCase() {
    if (ofCase()) Q_EMIT caseRequested(m_context.trackedCase);
}

void SearchModel::openSession() {
    if (mayOpen()) Q_EMIT openRequested(m_context.lineId);
}

void SearchModel::setWords(const QString& words) {
    if (words == m_query.words) return;
    m_query.words = words;
    Q_EMIT wordsChanged();
    search();
}

QString SearchModel::statementText() const {
    for (const Statement& one : m_statements.rows())
        if (one.number == m_query.statement) return tr("%1 %2").arg(one.number).arg(one.word);
    return tr("Statement");
}

QString SearchModel::nothing() const {
    const bool none = m_answered && m_hits.hits().isEmpty() && !m_query.words.trimmed().isEmpty();
    return none ? tr("No lines with those words on this tablet.") : QString();
}

void SearchModel::search() {
    ++m_number;
    m_answered = false;
    m_countText.clear();
    if (m_query.words.trimmed().isEmpty())
        m_hits.clear();
    else
        ask(0);  // the hits before stay until the answer comes, so nothing flickers
    Q_EMIT resultChanged();
}

void SearchModel::ask(int from) {
    SearchQuery query = m_query;
    query.words = query.words.trimmed();
    Q_EMIT searchRequested(m_number, query, from);
}

}  // namespace candour
