#include "app/viewmodels/documentsmodel.h"

#include "app/viewmodels/wording.h"

#include <algorithm>

namespace candour {

QString ExtractItem::spoken() const {
    QStringList parts{where, text};
    for (const Statement& one : tags) parts << DocumentsModel::tr("tag %1").arg(one.word);
    return wording::together(std::move(parts), QStringLiteral(", "));
}

void DocumentsModel::show(const PaperRegister& papers) {
    m_papers = papers;
    m_ready = true;
    m_problem.clear();
    m_statements.show(papers.statements);
    refresh();
    Q_EMIT shown();
}

void DocumentsModel::showPaper(const Paper& paper) {
    if (paper.id != m_wanted) return;
    m_paper = paper;
    m_extracts.show(paper.extracts);
    Q_EMIT paperChanged();
}

void DocumentsModel::showProblem(const QString& sentence) {
    m_problem = sentence;
    Q_EMIT shown();
}

void DocumentsModel::forget() {
    close();
    m_part = Documents;
    m_filter.clear();
    show({});
    m_ready = false;
    Q_EMIT shown();
}

void DocumentsModel::open(const QString& id) {
    m_wanted = id;
    Q_EMIT paperRequested(id);
}

void DocumentsModel::review() {
    if (!m_paper.extracts.isEmpty()) Q_EMIT reviewRequested(m_paper.id);
}

void DocumentsModel::close() {
    m_wanted.clear();
    showPaper({});
}

void DocumentsModel::tag(int extract, int statement) {
    if (!m_extracts.holds(extract)) return;
    Q_EMIT tagRequested(m_extracts.rows()[extract].id, statement, !isTagged(extract, statement));
}

bool DocumentsModel::isTagged(int extract, int statement) const {
    if (!m_extracts.holds(extract)) return false;
    const QList<Statement>& tags = m_extracts.rows()[extract].tags;
    return std::any_of(tags.begin(), tags.end(),
                       [&](const Statement& one) { return one.number == statement; });
}

void DocumentsModel::setPart(int part) {
    if (part == m_part) return;
    close();
    m_part = part;
    refresh();
}

void DocumentsModel::setFilter(const QString& filter) {
    if (filter == m_filter) return;
    m_filter = filter;
    refresh();
}

const QList<EntryRow>& DocumentsModel::list() const {
    return m_part == Documents ? m_papers.documents
           : m_part == Items   ? m_papers.items
                               : m_papers.followUps;
}

void DocumentsModel::refresh() {
    const QStringList words = m_filter.split(u' ', Qt::SkipEmptyParts);
    QList<EntryRow> rows;
    for (const EntryRow& row : list())
        if (std::all_of(words.begin(), words.end(), [&](const QString& word) {
                return row.spoken().contains(word, Qt::CaseInsensitive);
            }))
            rows.append(row);
    m_rows.show(rows);
    Q_EMIT listChanged();
}

QStringList DocumentsModel::parts() const {
    const QString asked =
        m_papers.overdue > 0
            ? tr("Follow-ups %1, %2 overdue").arg(m_papers.followUps.size()).arg(m_papers.overdue)
            : tr("Follow-ups %1").arg(m_papers.followUps.size());
    return {tr("Documents %1").arg(m_papers.documents.size()),
            tr("Information return %1").arg(m_papers.items.size()), asked};
}

QString DocumentsModel::nothing() const {
    if (!m_rows.rows().isEmpty()) return {};
    if (!list().isEmpty()) return tr("Nothing here has those words.");
    if (m_part == Documents) return tr("No document is in the register yet.");
    return m_part == Items ? tr("No item of the information return is here yet.")
                           : tr("Nothing to ask for yet.");
}

QString DocumentsModel::addWords() const {
    return m_part == Documents ? tr("Add a document")
           : m_part == Items   ? tr("Add an item")
                               : tr("Add a follow-up");
}

QString DocumentsModel::addType() const {
    return m_part == Documents ? QStringLiteral("document")
           : m_part == Items   ? QStringLiteral("information_item")
                               : QStringLiteral("follow_up");
}

}  // namespace candour
