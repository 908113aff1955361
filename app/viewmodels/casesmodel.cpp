#include "app/viewmodels/casesmodel.h"

#include <algorithm>

namespace candour {

QString CaseItem::spoken() const {
    return QStringList{CasesModel::tr("Case %1").arg(number), summary, detail, status}.join(
        QStringLiteral(", "));
}

void CasesModel::show(CaseBoard board) {
    m_board = std::move(board);
    m_ready = true;
    m_problem.clear();
    const bool groupThere =
        std::any_of(m_board.balance.begin(), m_board.balance.end(),
                    [this](const BalanceItem& item) { return item.title == m_group; });
    if (!groupThere) m_group.clear();
    m_funnel.show(m_board.funnel);
    m_balance.show(m_board.balance);
    list();
    Q_EMIT shown();
}

void CasesModel::showProblem(const QString& sentence) {
    m_problem = sentence;
    Q_EMIT shown();
}

void CasesModel::forget() {
    m_group.clear();
    m_comparing = false;
    m_filter = Tracked;
    show({});
    m_ready = false;
    Q_EMIT shown();
}

void CasesModel::open(const QString& id) {
    Q_EMIT caseChosen(id);
}

void CasesModel::compare(int row) {
    if (!m_balance.holds(row)) return;
    const BalanceItem& item = m_balance.rows()[row];
    m_group = item.title == m_group ? QString() : item.title;
    m_comparing = false;
    m_filter = All;
    list();
}

void CasesModel::compareMissing() {
    m_group.clear();
    m_comparing = true;
    m_filter = All;
    list();
}

QList<BalanceItem> CasesModel::missing() const {
    QList<BalanceItem> found;
    for (const BalanceItem& item : m_board.balance)
        if (item.missing && !item.others.isEmpty()) found.append(item);
    return found;
}

QString CasesModel::group() const {
    if (!m_comparing) return m_group;
    QStringList titles;
    for (const BalanceItem& item : missing()) titles << item.title;
    return titles.join(QStringLiteral("; "));
}

void CasesModel::leaveGroup() {
    m_group.clear();
    m_comparing = false;
    list();
}

void CasesModel::setFilter(int filter) {
    if (filter == m_filter && group().isEmpty()) return;
    m_filter = filter;
    m_group.clear();
    m_comparing = false;
    list();
}

void CasesModel::setSoonest(bool soonest) {
    if (soonest == m_soonest) return;
    m_soonest = soonest;
    list();
}

bool CasesModel::isIn(const CaseItem& item, int filter) const {
    return filter == All || item.step == CaseItem::Tracked ||
           (filter == Chosen && item.step == CaseItem::Dropped);
}

QStringList CasesModel::filters() const {
    const auto named = [this](const QString& words, int filter) {
        const auto count = std::count_if(m_board.cases.begin(), m_board.cases.end(),
                                         [&](const CaseItem& item) { return isIn(item, filter); });
        return words.arg(count);
    };
    return {named(tr("Tracked %1"), Tracked), named(tr("Chosen %1"), Chosen),
            named(tr("All %1"), All)};
}

QString CasesModel::nothing() const {
    if (!m_cases.rows().isEmpty() || m_board.cases.isEmpty()) return {};
    if (!group().isEmpty()) return tr("No other case on the list is of this group.");
    return m_filter == Tracked ? tr("No case is tracked yet. Choose from all cases.")
                               : tr("No case has been chosen yet. Choose from all cases.");
}

void CasesModel::list() {
    QList<BalanceItem> groups = m_comparing ? missing() : QList<BalanceItem>();
    for (const BalanceItem& item : m_board.balance)
        if (!m_comparing && item.title == m_group) groups.append(item);
    QList<CaseItem> rows;
    for (const CaseItem& item : m_board.cases) {
        const bool inGroup = groups.isEmpty() ||
                             std::any_of(groups.begin(), groups.end(), [&](const BalanceItem& one) {
                                 return one.others.contains(item.id);
                             });
        if (inGroup && isIn(item, m_filter)) rows.append(item);
    }
    if (m_soonest)
        std::stable_sort(rows.begin(), rows.end(), [](const CaseItem& a, const CaseItem& b) {
            return std::pair(a.step, a.next) < std::pair(b.step, b.next);
        });
    m_cases.show(rows);
    Q_EMIT listChanged();
}

}  // namespace candour
