#include "app/viewmodels/coveragemodel.h"

#include "app/viewmodels/wording.h"

namespace candour {

CoverageSquare CoverageModel::square(const QString& statement, const QString& category,
                                     const QString& column, int sources, bool needed,
                                     int contradictions) {
    CoverageSquare square{category, column, Some, sources, contradictions, {}, {}};
    QString said;
    if (sources == 0) {
        square.kind = needed ? Gap : NotNeeded;
        square.word = needed ? tr("Gap") : tr("Not needed");
        said = needed ? tr("gap, no source yet") : tr("not needed");
    } else if (sources == 1) {
        square.kind = One;
        square.word = tr("one source");
        said = tr("one independent source");
    } else {
        square.kind = sources < many ? Some : Many;
        said = tr("%1 independent sources").arg(sources);
    }
    QStringList parts{statement, column, said};
    if (contradictions > 0)
        parts << wording::count(contradictions, tr("contradiction"), tr("contradictions"));
    square.spoken = wording::spoken(std::move(parts));
    return square;
}

void CoverageModel::show(const CoverageGrid& grid) {
    m_grid = grid;
    m_lines.show(grid.lines);
    m_waiting = false;
    m_problem.clear();
    Q_EMIT gridChanged();
    if (chosen() != nullptr) return choose(m_row, m_column);
    // The first gap is what is worth a look; without one the first cell.
    int row = 0;
    int column = 0;
    for (int i = static_cast<int>(grid.lines.size()) - 1; i >= 0; --i)
        for (int j = static_cast<int>(grid.lines[i].squares.size()) - 1; j >= 0; --j)
            if (grid.lines[i].squares[j].kind == Gap) {
                row = i;
                column = j;
            }
    choose(row, column);
}

void CoverageModel::showProblem(const QString& sentence) {
    m_waiting = false;
    m_problem = sentence;
    Q_EMIT gridChanged();
}

void CoverageModel::showStory(int statement, const QString& category, const CellStory& story) {
    const CoverageSquare* square = chosen();
    if (square == nullptr || square->category != category ||
        m_lines.rows()[m_row].number != statement)
        return;
    m_story = story;
    m_sources.show(story.sources);
    m_beside.show(story.beside);
    m_held.show(story.held);
    m_chances.show(story.chances);
    m_papers.show(story.papers);
    Q_EMIT storyChanged();
}

void CoverageModel::forget() {
    m_row = m_column = -1;
    m_grid = {};
    m_lines.show({});
    m_story = {};
    m_sources.show({});
    m_beside.show({});
    m_held.show({});
    m_chances.show({});
    m_papers.show({});
    m_problem.clear();
    m_waiting = true;
    Q_EMIT gridChanged();
    Q_EMIT cellChanged();
    Q_EMIT storyChanged();
}

void CoverageModel::wait() {
    m_waiting = m_grid.lines.isEmpty();
    m_problem.clear();
    Q_EMIT gridChanged();
}

void CoverageModel::choose(int row, int column) {
    if (!m_lines.holds(row) || column < 0 || column >= m_lines.rows()[row].squares.size()) return;
    m_row = row;
    m_column = column;
    Q_EMIT cellChanged();
    Q_EMIT cellChosen(m_lines.rows()[row].number, chosen()->category);
}

void CoverageModel::openHeld(const QString& key) {
    if (!key.isEmpty()) Q_EMIT heldChosen(key);
}

void CoverageModel::openChance(const QString& key) {
    if (!key.isEmpty()) Q_EMIT chanceChosen(key);
}

void CoverageModel::plan() {
    if (chosen() != nullptr && m_story.mayPlan)
        Q_EMIT planRequested(m_lines.rows()[m_row].number, chosen()->category);
}

const CoverageSquare* CoverageModel::chosen() const {
    if (!m_lines.holds(m_row)) return nullptr;
    const auto& squares = m_lines.rows()[m_row].squares;
    return m_column >= 0 && m_column < squares.size() ? &squares[m_column] : nullptr;
}

}  // namespace candour
