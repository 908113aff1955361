// What was heard so far: for each quality statement and evidence category, how many independent
// sources there are; and of one cell, what is held and what could still fill it. Nothing here is a
// score. What a cell shows as colour, number and dots it also says in words.
#pragma once

#include "app/viewmodels/rows.h"

#include <QtQml/qqmlregistration.h>

namespace candour {

/// One statement under one evidence category.
struct CoverageSquare {
    Q_GADGET
    QML_VALUE_TYPE(coverageSquare)
    Q_PROPERTY(QString category MEMBER category)
    Q_PROPERTY(QString column MEMBER column)
    Q_PROPERTY(int kind MEMBER kind)
    Q_PROPERTY(int sources MEMBER sources)
    Q_PROPERTY(int contradictions MEMBER contradictions)
    Q_PROPERTY(QString word MEMBER word)
    Q_PROPERTY(QString spoken MEMBER spoken)
  public:
    QString category;  ///< as a tag names it
    QString column;    ///< "People’s experience"
    int kind = 0;      ///< a CoverageModel::Kind
    int sources = 0;
    int contradictions = 0;  ///< comparisons that contradict what is held here
    QString word;            ///< "one source", "Gap", "Not needed"; empty where the dots say it
    QString spoken;  ///< "Equity in experience and outcomes, People’s experience, one …"
    bool operator==(const CoverageSquare&) const = default;
};

struct CoverageLine {
    Q_GADGET
    Q_PROPERTY(int number MEMBER number)
    Q_PROPERTY(int theme MEMBER theme)
    Q_PROPERTY(QString title MEMBER title)
    Q_PROPERTY(QList<candour::CoverageSquare> squares MEMBER squares)
  public:
    int number = 0;
    int theme = 0;
    QString title;
    QList<CoverageSquare> squares;
    bool operator==(const CoverageLine&) const = default;
};

struct CoverageGrid {
    QStringList columns;
    QList<CoverageLine> lines;
    QString summary;  ///< "2 gaps, 3 with one source."
    QString rule;     ///< "Every statement needs people’s experience."
};

/// Something in the side panel: a passage that is held, a meeting to come, a paper.
struct CoverageItem {
    Q_GADGET
    Q_PROPERTY(QString key MEMBER key)
    Q_PROPERTY(QString sign MEMBER sign)
    Q_PROPERTY(QString title MEMBER title)
    Q_PROPERTY(QString detail MEMBER detail)
  public:
    QString key;   ///< a record to open; empty: nothing to open here
    QString sign;  ///< a property of Icons
    QString title;
    QString detail;
    bool operator==(const CoverageItem&) const = default;
};

struct CellStory {
    QString overline;  ///< "3 · People’s experience"
    QString title;     ///< "One voice, so far"
    QString detail;
    QList<CoverageItem> sources;  ///< independent ones, by code, with all that counts as one
    QList<CoverageItem> beside;   ///< how what is held stands to other evidence
    QList<CoverageItem> held;
    QList<CoverageItem> chances;  ///< meetings that could still fill it, and what is not tagged yet
    QList<CoverageItem> papers;
    bool mayPlan = false;
    QString planned;  ///< "In tomorrow’s plan", once it is
};

class CoverageModel : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("What was heard comes from the vault.")
    Q_PROPERTY(QStringList columns READ columns NOTIFY gridChanged)
    Q_PROPERTY(QAbstractItemModel* lines READ lines CONSTANT)
    Q_PROPERTY(QString summary READ summary NOTIFY gridChanged)
    Q_PROPERTY(QString rule READ rule NOTIFY gridChanged)
    /// True until there is an answer.
    Q_PROPERTY(bool waiting READ waiting NOTIFY gridChanged)
    Q_PROPERTY(QString problem READ problem NOTIFY gridChanged)
    /// The cell that the panel explains; -1 before there is one.
    Q_PROPERTY(int row READ row NOTIFY cellChanged)
    Q_PROPERTY(int column READ column NOTIFY cellChanged)
    Q_PROPERTY(QString overline READ overline NOTIFY storyChanged)
    Q_PROPERTY(QString title READ title NOTIFY storyChanged)
    Q_PROPERTY(QString detail READ detail NOTIFY storyChanged)
    Q_PROPERTY(QAbstractItemModel* sources READ sources CONSTANT)
    Q_PROPERTY(int sourceCount READ sourceCount NOTIFY storyChanged)
    Q_PROPERTY(QAbstractItemModel* beside READ beside CONSTANT)
    Q_PROPERTY(int besideCount READ besideCount NOTIFY storyChanged)
    Q_PROPERTY(QAbstractItemModel* held READ held CONSTANT)
    Q_PROPERTY(int heldCount READ heldCount NOTIFY storyChanged)
    Q_PROPERTY(QAbstractItemModel* chances READ chances CONSTANT)
    Q_PROPERTY(int chanceCount READ chanceCount NOTIFY storyChanged)
    Q_PROPERTY(QAbstractItemModel* papers READ papers CONSTANT)
    Q_PROPERTY(int paperCount READ paperCount NOTIFY storyChanged)
    Q_PROPERTY(bool mayPlan READ mayPlan NOTIFY storyChanged)
    Q_PROPERTY(QString planned READ planned NOTIFY storyChanged)

  public:
    enum Kind { NotNeeded, Gap, One, Some, Many };
    Q_ENUM(Kind)
    static constexpr int many = 4;  // sources from which a cell is shown as well covered

    explicit CoverageModel(QObject* parent = nullptr) : QObject(parent) {}

    /// The cell as it is shown and spoken.
    static CoverageSquare square(const QString& statement, const QString& category,
                                 const QString& column, int sources, bool needed,
                                 int contradictions = 0);

    // Values in
    void show(const CoverageGrid& grid);
    void showProblem(const QString& sentence);
    /// Of the cell that was asked for last; an answer about another is dropped.
    void showStory(int statement, const QString& category, const CellStory& story);
    /// The tablet locks.
    void forget();

    // What the page does
    /// The page opens: what is there is counted again.
    void wait();
    Q_INVOKABLE void choose(int row, int column);
    Q_INVOKABLE void openHeld(const QString& key);
    Q_INVOKABLE void openChance(const QString& key);
    Q_INVOKABLE void plan();

    [[nodiscard]] QStringList columns() const { return m_grid.columns; }
    [[nodiscard]] QAbstractItemModel* lines() { return &m_lines; }
    [[nodiscard]] QString summary() const { return m_grid.summary; }
    [[nodiscard]] QString rule() const { return m_grid.rule; }
    [[nodiscard]] bool waiting() const { return m_waiting; }
    [[nodiscard]] QString problem() const { return m_problem; }
    [[nodiscard]] int row() const { return m_row; }
    [[nodiscard]] int column() const { return m_column; }
    [[nodiscard]] QString overline() const { return m_story.overline; }
    [[nodiscard]] QString title() const { return m_story.title; }
    [[nodiscard]] QString detail() const { return m_story.detail; }
    [[nodiscard]] QAbstractItemModel* sources() { return &m_sources; }
    [[nodiscard]] int sourceCount() const { return m_sources.rowCount(); }
    [[nodiscard]] QAbstractItemModel* beside() { return &m_beside; }
    [[nodiscard]] int besideCount() const { return m_beside.rowCount(); }
    [[nodiscard]] QAbstractItemModel* held() { return &m_held; }
    [[nodiscard]] int heldCount() const { return m_held.rowCount(); }
    [[nodiscard]] QAbstractItemModel* chances() { return &m_chances; }
    [[nodiscard]] int chanceCount() const { return m_chances.rowCount(); }
    [[nodiscard]] QAbstractItemModel* papers() { return &m_papers; }
    [[nodiscard]] int paperCount() const { return m_papers.rowCount(); }
    [[nodiscard]] bool mayPlan() const { return m_story.mayPlan; }
    [[nodiscard]] QString planned() const { return m_story.planned; }

  Q_SIGNALS:
    void gridChanged();
    void cellChanged();
    void storyChanged();

    /// Intent: explain this cell. Answer showStory.
    void cellChosen(int statement, const QString& category);
    /// Intents: open the passage with this record; the meeting, or what is not tagged of one.
    void heldChosen(const QString& key);
    void chanceChosen(const QString& key);
    /// Intent: what is missing here goes into tomorrow's plan. Answer showStory.
    void planRequested(int statement, const QString& category);

  private:
    [[nodiscard]] const CoverageSquare* chosen() const;

    CoverageGrid m_grid;
    Rows<CoverageLine> m_lines;
    bool m_waiting = true;
    QString m_problem;
    int m_row = -1;
    int m_column = -1;
    CellStory m_story;
    Rows<CoverageItem> m_sources;
    Rows<CoverageItem> m_beside;
    Rows<CoverageItem> m_held;
    Rows<CoverageItem> m_chances;
    Rows<CoverageItem> m_papers;
};

}  // namespace candour
