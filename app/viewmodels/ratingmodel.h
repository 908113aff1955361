// Scores and the rating they add up to: for the assessment lead, after the site visit. A score
// stands with its rationale and the evidence it cites, and is on the board only once the vault has
// all three; while it is written it leaves as draftChanged with every key. Nothing is rated until
// nothing is missing.
#pragma once

#include "app/viewmodels/rows.h"

#include <QtQml/qqmlregistration.h>

namespace candour {

/// One quality statement on the board.
struct ScoreLine {
    Q_GADGET
    Q_PROPERTY(int number MEMBER number)
    Q_PROPERTY(int theme MEMBER theme)
    Q_PROPERTY(QString title MEMBER title)
    Q_PROPERTY(QString sources MEMBER sources)
    Q_PROPERTY(int score MEMBER score)
    Q_PROPERTY(QString missing MEMBER missing)
    Q_PROPERTY(bool writing MEMBER writing)
  public:
    int number = 0;
    int theme = 0;
    QString title;
    QString sources;  ///< "11 · 1 gap"
    int score = 0;    ///< 0: none that counts
    QString missing;  ///< why it does not count, or empty
    bool writing = false;
    bool operator==(const ScoreLine&) const = default;
};

/// A band of the rating scale.
struct RatingStep {
    Q_GADGET
    Q_PROPERTY(QString title MEMBER title)
    Q_PROPERTY(int from MEMBER from)
    Q_PROPERTY(int to MEMBER to)
    Q_PROPERTY(bool here MEMBER here)
  public:
    QString title;
    int from = 0;  ///< percent
    int to = 0;
    bool here = false;
    bool operator==(const RatingStep&) const = default;
};

/// Evidence that a rationale may cite.
struct Citation {
    Q_GADGET
    Q_PROPERTY(QString key MEMBER key)
    Q_PROPERTY(QString words MEMBER words)
    Q_PROPERTY(QString about MEMBER about)
    Q_PROPERTY(bool cited MEMBER cited)
  public:
    QString key;
    QString words;
    QString about;  ///< "C7K2M, unpaid carer · 9 March 2027 14:06 · Shortfall"
    bool cited = false;
    bool operator==(const Citation&) const = default;
};

struct ScoreDraft {
    int statement = 0;
    int score = 0;
    QString rationale;
    QStringList cites;
    bool operator==(const ScoreDraft&) const = default;
};

/// A score that asks for a check before the report.
struct ScoreCheck {
    Q_GADGET
    Q_PROPERTY(int statement MEMBER statement)
    Q_PROPERTY(QString title MEMBER title)
    Q_PROPERTY(QString state MEMBER state)
  public:
    int statement = 0;
    QString title;  ///< "Statement 6 is scored 1"
    QString state;  ///< how far its follow-up is, "Open"; empty: nobody has started it
    bool operator==(const ScoreCheck&) const = default;
};

struct RatingState {
    QString closed;      ///< why nobody scores now or here; empty if the board is open to us
    QStringList scores;  ///< "1 Significant shortfalls"
    int least = 1;
    QList<ScoreLine> lines;
    QString rating;  ///< "Requires improvement"; empty until nothing is missing
    QString points;  ///< "22 of 36 points, 61 %", or "6 of 9 statements are scored"
    QString next;    ///< "One more point would make it Good."
    int percent = 0;
    QList<RatingStep> steps;
    QList<ScoreCheck> checks;
    QStringList gaps;  ///< "Statement 8 has no people’s experience", of those that are scored
};

class RatingModel : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Scores come from the vault.")
    Q_PROPERTY(bool waiting READ waiting NOTIFY shown)
    Q_PROPERTY(QString problem READ problem NOTIFY shown)
    Q_PROPERTY(QString closed READ closed NOTIFY shown)
    Q_PROPERTY(QStringList scores READ scores NOTIFY shown)
    Q_PROPERTY(int least READ least NOTIFY shown)
    /// The scores by themselves, for the cells.
    Q_PROPERTY(QList<QString> numbers READ numbers NOTIFY shown)
    Q_PROPERTY(QAbstractItemModel* lines READ lines CONSTANT)
    Q_PROPERTY(QString rating READ rating NOTIFY shown)
    Q_PROPERTY(QString points READ points NOTIFY shown)
    Q_PROPERTY(QString next READ next NOTIFY shown)
    Q_PROPERTY(int percent READ percent NOTIFY shown)
    Q_PROPERTY(QAbstractItemModel* steps READ steps CONSTANT)
    Q_PROPERTY(QAbstractItemModel* checks READ checks CONSTANT)
    Q_PROPERTY(QStringList gaps READ gaps NOTIFY shown)
    /// The score that is being written: its statement, or 0.
    Q_PROPERTY(int statement READ statement NOTIFY draftShown)
    Q_PROPERTY(QString heading READ heading NOTIFY draftShown)
    Q_PROPERTY(QString label READ label NOTIFY draftShown)
    Q_PROPERTY(int score READ score NOTIFY draftShown)
    Q_PROPERTY(QString rationale READ rationale NOTIFY draftShown)
    Q_PROPERTY(QAbstractItemModel* evidence READ evidence CONSTANT)
    Q_PROPERTY(QString cited READ cited NOTIFY citedChanged)
    Q_PROPERTY(QString saved READ saved NOTIFY savedChanged)
    Q_PROPERTY(QString mistake READ mistake NOTIFY savedChanged)

  public:
    explicit RatingModel(QObject* parent = nullptr) : QObject(parent) {}

    // Values in
    void show(const RatingState& state);
    void showProblem(const QString& sentence);
    /// What was written of a statement's score so far, and what it may cite.
    void showDraft(const ScoreDraft& draft, const QList<Citation>& evidence);
    void showSaved(const ScoreDraft& draft, const QString& time);
    void showNotSaved(const ScoreDraft& draft);
    /// A rule says no; the draft stays.
    void showRefusal(const QString& sentence);
    void showGiven();
    void forget();

    // What the page does
    void wait();
    /// Opens a statement's score; with a score, that one is chosen.
    Q_INVOKABLE void open(int row, int score = 0);
    Q_INVOKABLE void close();
    Q_INVOKABLE void choose(int score);
    Q_INVOKABLE void write(const QString& rationale);
    Q_INVOKABLE void cite(int row);
    Q_INVOKABLE void give();
    /// The check that a score asks for becomes something to follow up.
    Q_INVOKABLE void startCheck(int row);

    [[nodiscard]] bool waiting() const { return m_waiting; }
    [[nodiscard]] QString problem() const { return m_problem; }
    [[nodiscard]] QString closed() const { return m_state.closed; }
    [[nodiscard]] QStringList scores() const { return m_state.scores; }
    [[nodiscard]] int least() const { return m_state.least; }
    [[nodiscard]] QStringList numbers() const;
    [[nodiscard]] QAbstractItemModel* lines() { return &m_lines; }
    [[nodiscard]] QString rating() const { return m_state.rating; }
    [[nodiscard]] QString points() const { return m_state.points; }
    [[nodiscard]] QString next() const { return m_state.next; }
    [[nodiscard]] int percent() const { return m_state.percent; }
    [[nodiscard]] QAbstractItemModel* steps() { return &m_steps; }
    [[nodiscard]] QAbstractItemModel* checks() { return &m_checks; }
    [[nodiscard]] QStringList gaps() const { return m_state.gaps; }
    [[nodiscard]] int statement() const { return m_draft.statement; }
    [[nodiscard]] QString heading() const;
    [[nodiscard]] QString label() const;
    [[nodiscard]] int score() const { return m_draft.score; }
    [[nodiscard]] QString rationale() const { return m_draft.rationale; }
    [[nodiscard]] QAbstractItemModel* evidence() { return &m_evidence; }
    [[nodiscard]] QString cited() const;
    [[nodiscard]] QString saved() const { return m_saved; }
    [[nodiscard]] QString mistake() const { return m_mistake; }

  Q_SIGNALS:
    void shown();
    void draftShown();
    void citedChanged();
    void savedChanged();

    /// Intent: what was written of this statement's score. Answer showDraft().
    void statementOpened(int statement, int score);
    /// Intent: keep this on disk. Answer showSaved().
    void draftChanged(const candour::ScoreDraft& draft);
    /// Intent: the score is given. Answer showGiven(), or showRefusal().
    void scoreGiven(const candour::ScoreDraft& draft);
    /// Intent: the check of this statement's score is to be followed up. Answer show().
    void checkStarted(int statement);

  private:
    void changed();
    bool sendAgain();

    bool m_waiting = true;
    QString m_problem;
    RatingState m_state;
    Rows<ScoreLine> m_lines;
    Rows<RatingStep> m_steps;
    Rows<ScoreCheck> m_checks;
    ScoreDraft m_draft;
    Rows<Citation> m_evidence;
    QString m_saved;
    QString m_mistake;
    bool m_notSaved = false;
};

}  // namespace candour
