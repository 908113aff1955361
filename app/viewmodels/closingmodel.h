// What is asked when a session ends: gaps, how they seemed, and what to ask for next. Each can be
// skipped. What always holds: every key leaves as answerChanged, so that an answer half written is
// on disk, and leaving hands over what was changed.
#pragma once

#include "app/viewmodels/rows.h"

#include <QtQml/qqmlregistration.h>

#include <limits>

namespace candour {

struct FollowUpRow {
    Q_GADGET
    Q_PROPERTY(QString key MEMBER key)
    Q_PROPERTY(QString what MEMBER what)
    Q_PROPERTY(bool done MEMBER done)
  public:
    QString key;  ///< empty: it stands in the meeting's own notes, and others settle it
    QString what;
    bool done = false;  ///< received, or no longer needed
    bool operator==(const FollowUpRow&) const = default;
};

/// What the record said when the page showed it.
struct ClosingBefore {
    QString gaps;
    QString seemed;
    QList<QByteArray> seen;  ///< the changes behind it
    bool operator==(const ClosingBefore&) const = default;
};

struct ClosingAnswers {
    QString gaps;
    QString seemed;
    QString next;  ///< a follow-up that was typed and not added yet
    ClosingBefore before = {};
    bool operator==(const ClosingAnswers&) const = default;
};

struct ClosingState {
    ClosingAnswers answers;
    QString finished;        ///< "15:02" if the session was finished before, or empty
    bool unsettled = false;  ///< an answer was being typed when the app ended
    int longestNext = std::numeric_limits<int>::max();  ///< characters of a follow-up
};

class ClosingModel : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("A session comes from the vault.")
    Q_PROPERTY(QString gaps READ gaps NOTIFY shown)
    Q_PROPERTY(QString seemed READ seemed NOTIFY shown)
    Q_PROPERTY(QString next READ next NOTIFY nextShown)
    /// Why what was typed as next cannot be added as it is, or empty.
    Q_PROPERTY(QString nextProblem READ nextProblem NOTIFY nextProblemChanged)
    Q_PROPERTY(QString finished READ finished NOTIFY shown)
    Q_PROPERTY(QAbstractItemModel* followUps READ followUps CONSTANT)
    /// Those still to ask for.
    Q_PROPERTY(int open READ open NOTIFY followUpsChanged)
    /// True while the disk has refused what was typed last.
    Q_PROPERTY(bool notSaved READ notSaved NOTIFY savedChanged)

  public:
    enum Answer { Gaps, Seemed, Next };
    Q_ENUM(Answer)

    explicit ClosingModel(QObject* parent = nullptr) : QObject(parent) {}

    // Values in
    void show(const ClosingState& state);
    void showFollowUps(const QList<FollowUpRow>& rows);
    void showSaved(bool saved);
    /// The disk refused these: they are this page's again.
    void showNotKept(const candour::ClosingAnswers& answers);
    /// What was added is a follow-up now; or it is not, and the words stand where they were.
    void showAdded(const QString& what);
    void showNotAdded();

    // What the page does
    Q_INVOKABLE void write(candour::ClosingModel::Answer answer, const QString& typed);
    /// Adds what was typed as next; without words nothing happens.
    Q_INVOKABLE void add();
    Q_INVOKABLE void settle(int row);
    Q_INVOKABLE void finish();
    /// The page is going away: nothing stays here only.
    Q_INVOKABLE void leave();

    [[nodiscard]] QString gaps() const { return m_state.answers.gaps; }
    [[nodiscard]] QString seemed() const { return m_state.answers.seemed; }
    [[nodiscard]] QString next() const { return m_state.answers.next; }
    [[nodiscard]] QString nextProblem() const;
    [[nodiscard]] QString finished() const { return m_state.finished; }
    [[nodiscard]] QAbstractItemModel* followUps() { return &m_followUps; }
    [[nodiscard]] int open() const;
    [[nodiscard]] bool notSaved() const { return m_notSaved; }

  Q_SIGNALS:
    void shown();
    void nextShown();
    void nextProblemChanged();
    void followUpsChanged();
    void savedChanged();

    /// Intent: keep this on disk, and answer showSaved.
    void answerChanged(candour::ClosingModel::Answer answer, const QString& text,
                       const candour::ClosingBefore& before);
    /// Intent: a follow-up more. Answer showAdded or showNotAdded.
    void followUpAdded(const QString& what);
    /// Intent: one settled, or open again.
    void followUpSettled(const QString& key, bool done);
    /// Intent: the answers become a change, and with `finished` the session ends. Answer
    /// showNotKept if they do not.
    void keepRequested(const candour::ClosingAnswers& answers, bool finished);

  private:
    void hand(bool finished);

    ClosingState m_state;
    Rows<FollowUpRow> m_followUps;
    bool m_notSaved = false;
    bool m_adding = false;
};

}  // namespace candour
