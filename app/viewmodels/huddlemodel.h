// The team's huddle at the day's end: for each quality statement what was heard today, what is
// missing and what does not agree, and the notes that the team writes there. It names nobody: no
// words, no roles, no codes. What is typed leaves as draftChanged with every key.
#pragma once

#include "app/viewmodels/rows.h"

#include <QtQml/qqmlregistration.h>

#include <optional>

namespace candour {

/// A theme that somebody wrote down.
struct HuddleThought {
    Q_GADGET
    QML_VALUE_TYPE(huddleThought)
    Q_PROPERTY(QString theme MEMBER theme)
    Q_PROPERTY(QString note MEMBER note)
    Q_PROPERTY(QString find MEMBER find)
    Q_PROPERTY(QString detail MEMBER detail)
    Q_PROPERTY(QString warning MEMBER warning)
    Q_PROPERTY(bool planned MEMBER planned)
  public:
    QString theme;  ///< "Carers are assessed, then wait"
    QString note;
    QString find;     ///< what is still to find out, or empty
    QString detail;   ///< "Shortfall · rests on 3 independent sources"
    QString warning;  ///< it says "people" where one told us
    bool planned = false;
    bool operator==(const HuddleThought&) const = default;
};

struct HuddleLine {
    Q_GADGET
    Q_PROPERTY(int number MEMBER number)
    Q_PROPERTY(int theme MEMBER theme)
    Q_PROPERTY(QString title MEMBER title)
    Q_PROPERTY(QString heard MEMBER heard)
    Q_PROPERTY(bool silent MEMBER silent)
    Q_PROPERTY(QString gaps MEMBER gaps)
    Q_PROPERTY(QStringList differ MEMBER differ)
    Q_PROPERTY(QList<candour::HuddleThought> thoughts MEMBER thoughts)
  public:
    int number = 0;  ///< 0: across all statements
    int theme = 0;
    QString title;
    QString heard;        ///< "3 sources today: strengths from 1, shortfalls from 2"
    bool silent = false;  ///< nothing was heard today
    QString gaps;         ///< "No source yet: Processes", or empty
    QStringList differ;   ///< why two pieces of evidence contradict each other
    QList<HuddleThought> thoughts;
    bool operator==(const HuddleLine&) const = default;
};

/// A theme while it is written.
struct ThemeDraft {
    int statement = 0;
    QString theme;
    QString note;
    QString find;
    QString direction;
    bool operator==(const ThemeDraft&) const = default;
    [[nodiscard]] bool isEmpty() const {
        return theme.trimmed().isEmpty() && note.trimmed().isEmpty() && find.trimmed().isEmpty();
    }
};

struct HuddleState {
    QString day;       ///< "Tuesday 9 March"
    QString withheld;  ///< "1 note is left out because it points to somebody.", or empty
    QList<HuddleLine> lines;
};

class HuddleModel : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("What the team heard comes from the vault.")
    Q_PROPERTY(bool waiting READ waiting NOTIFY shown)
    Q_PROPERTY(QString problem READ problem NOTIFY shown)
    Q_PROPERTY(QString day READ day NOTIFY shown)
    Q_PROPERTY(QString withheld READ withheld NOTIFY shown)
    Q_PROPERTY(QAbstractItemModel* lines READ lines CONSTANT)
    /// What is written now.
    Q_PROPERTY(int statement READ statement NOTIFY draftShown)
    Q_PROPERTY(QString statementTitle READ statementTitle NOTIFY draftShown)
    Q_PROPERTY(QString theme READ theme NOTIFY draftShown)
    Q_PROPERTY(QString note READ note NOTIFY draftShown)
    Q_PROPERTY(QString find READ find NOTIFY draftShown)
    Q_PROPERTY(int direction READ direction NOTIFY draftShown)
    /// "Saved 14:32:07", said only of what is on disk.
    Q_PROPERTY(QString saved READ saved NOTIFY savedChanged)
    Q_PROPERTY(QString mistake READ mistake NOTIFY savedChanged)

  public:
    enum Part { Theme, Note, Find };
    Q_ENUM(Part)

    explicit HuddleModel(QObject* parent = nullptr) : QObject(parent) {}

    // Values in
    void show(const HuddleState& state);
    void showProblem(const QString& sentence);
    void showDraft(const ThemeDraft& draft);
    /// What is on disk, unless something was typed meanwhile.
    void showKept(const ThemeDraft& draft);
    /// It is the team's now.
    void showAdded() { showDraft({}); }
    /// It is not; the draft stays.
    void showNotAdded();
    /// This state of the draft is on disk, since then.
    void showSaved(const ThemeDraft& draft, const QString& time);
    void showNotSaved(const ThemeDraft& draft);
    /// True while the disk has refused what was typed last: it is asked of it again.
    bool sendAgain();
    void forget();
    /// The disk refused a theme that was being written: it is here and nowhere else.
    [[nodiscard]] bool holdsUnsaved() const { return m_left.has_value(); }

    // What the page does
    void wait();
    Q_INVOKABLE void about(int statement);
    Q_INVOKABLE void write(candour::HuddleModel::Part part, const QString& text);
    /// 0 strength, 1 shortfall, 2 neither.
    Q_INVOKABLE void turn(int direction);
    /// The theme is finished and goes to the team.
    Q_INVOKABLE void add();
    Q_INVOKABLE void plan(int statement, const QString& find);

    [[nodiscard]] bool waiting() const { return m_waiting; }
    [[nodiscard]] QString problem() const { return m_problem; }
    [[nodiscard]] QString day() const { return m_state.day; }
    [[nodiscard]] QString withheld() const { return m_state.withheld; }
    [[nodiscard]] QAbstractItemModel* lines() { return &m_lines; }
    [[nodiscard]] int statement() const { return m_draft.statement; }
    [[nodiscard]] QString statementTitle() const;
    [[nodiscard]] QString theme() const { return m_draft.theme; }
    [[nodiscard]] QString note() const { return m_draft.note; }
    [[nodiscard]] QString find() const { return m_draft.find; }
    [[nodiscard]] int direction() const;
    [[nodiscard]] QString saved() const { return m_saved; }
    [[nodiscard]] QString mistake() const { return m_mistake; }

  Q_SIGNALS:
    void shown();
    void draftShown();
    void savedChanged();

    /// Intent: keep this on disk. Answer showSaved().
    void draftChanged(const candour::ThemeDraft& draft);
    /// Intent: it becomes the team's. Answer showAdded() and show(), or showNotAdded().
    void themeAdded(const candour::ThemeDraft& draft);
    /// Intent: what is still to find out goes into tomorrow's plan. Answer show().
    void planRequested(int statement, const QString& find);

  private:
    void changed();
    void showHeld();

    bool m_waiting = true;
    QString m_problem;
    HuddleState m_state;
    Rows<HuddleLine> m_lines;
    ThemeDraft m_draft;
    QString m_saved;
    QString m_mistake;
    std::optional<ThemeDraft> m_left;  // what the disk had not taken when the tablet was locked
    bool m_unsaved = false;            // the disk has not answered yet, or has refused
    bool m_notSaved = false;
    bool m_adding = false;
};

}  // namespace candour
