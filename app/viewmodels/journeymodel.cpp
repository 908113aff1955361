#include "app/viewmodels/journeymodel.h"

#include "app/viewmodels/wording.h"

#include <algorithm>

namespace candour {
QString AccountItem::spoken() const {
    QStringList words;
    for (const Statement& tag : tags) words << tag.word;
    const QString evidence =
        words.isEmpty() ? QString() : JourneyModel::tr("tags %1").arg(words.join(u", "));
    return wording::together({title, source, points, text, evidence}, QStringLiteral(", "));
}

void JourneyModel::show(CaseFile file) {
    const bool same = file.id == m_file.id;
    const QString before = stageId();
    m_file = std::move(file);
    m_problem.clear();
    if (!same) m_part = 0;
    m_part = std::min(m_part, static_cast<int>(m_file.lists.size()));
    // The same stage, wherever it stands now; else the first that accounts differ on, else the
    // first.
    const auto place = [this](auto wanted) {
        const auto found = std::find_if(m_file.stages.begin(), m_file.stages.end(), wanted);
        return found == m_file.stages.end() ? -1 : static_cast<int>(found - m_file.stages.begin());
    };
    m_stage = place([&](const CaseStage& one) { return same && one.item.id == before; });
    if (m_stage < 0)
        m_stage = place([](const CaseStage& one) { return !one.differences.isEmpty(); });
    if (m_stage < 0 && !m_file.stages.isEmpty()) m_stage = 0;
    m_badges.show(m_file.badges);
    QList<StageItem> items;
    for (const CaseStage& one : m_file.stages) items.append(one.item);
    for (int i = 0; i + 1 < items.size(); ++i) items[i].longAfter = items[i + 1].longWait;
    m_stages.show(items);
    m_rows.show(list() ? list()->rows : QList<EntryRow>());
    showStage();
    Q_EMIT partChanged();
    Q_EMIT shown();
}

void JourneyModel::showList(const QString& type) {
    for (qsizetype i = 0; i < m_file.lists.size(); ++i)
        if (m_file.lists[i].type == type) setPart(static_cast<int>(i) + 1);
}

void JourneyModel::showProblem(const QString& sentence) {
    m_problem = sentence;
    Q_EMIT shown();
}

void JourneyModel::forget() {
    show({});
}

void JourneyModel::chooseStage(int row) {
    if (row < 0 || row >= stageCount() || row == m_stage) return;
    m_stage = row;
    showStage();
}

void JourneyModel::showStage() {
    m_accounts.show(chosen() ? chosen()->accounts : QList<AccountItem>());
    Q_EMIT stageChanged();
}

void JourneyModel::review() {
    if (ready()) Q_EMIT reviewRequested(m_file.id);
}

void JourneyModel::setPart(int part) {
    if (part == m_part || part < 0 || part > m_file.lists.size()) return;
    m_part = part;
    m_rows.show(list() ? list()->rows : QList<EntryRow>());
    Q_EMIT partChanged();
}

const CaseList* JourneyModel::list() const {
    return m_part > 0 && m_part <= m_file.lists.size() ? &m_file.lists[m_part - 1] : nullptr;
}

const CaseStage* JourneyModel::chosen() const {
    return m_stage >= 0 && m_stage < m_file.stages.size() ? &m_file.stages[m_stage] : nullptr;
}

int JourneyModel::longestTitle() const {
    qsizetype longest = 0;
    for (const CaseStage& one : m_file.stages)
        for (const QString& word : one.item.title.split(u' '))
            longest = std::max(longest, word.size());
    return static_cast<int>(longest);
}

QString JourneyModel::stageId() const {
    return chosen() ? chosen()->item.id : QString();
}

QString JourneyModel::stageTitle() const {
    return chosen() ? chosen()->item.title : QString();
}

QString JourneyModel::happened() const {
    return chosen() ? chosen()->happened : QString();
}

QStringList JourneyModel::differences() const {
    return chosen() ? chosen()->differences : QStringList();
}

QStringList JourneyModel::parts() const {
    QStringList parts{tr("Journey")};
    for (const CaseList& one : m_file.lists)
        parts << (one.rows.isEmpty() || !one.counted
                      ? one.title
                      : QStringLiteral("%1 %2").arg(one.title).arg(one.rows.size()));
    return parts;
}

QString JourneyModel::nothing() const {
    return list() && list()->rows.isEmpty() ? list()->nothing : QString();
}

}  // namespace candour
