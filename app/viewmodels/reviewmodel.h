// Review and tag: the lines of a session or of one's own day, the extracts of a paper, the accounts
// of a case, what each passage is evidence for, and how it stands to others (comparingmodel.h). A
// passage is the words that are selected, or the whole line when none are. What always holds: a
// tick shows what the vault holds, never what was merely asked for; selecting moves by whole words.
#pragma once

#include "app/viewmodels/comparingmodel.h"
#include "app/viewmodels/jotting.h"
#include "app/viewmodels/linelistmodel.h"
#include "app/viewmodels/rows.h"

#include <QtQml/qqmlregistration.h>

#include <optional>

namespace candour {

/// Something whose lines, extracts or accounts can be reviewed.
struct ReviewChoice {
    Q_GADGET
    Q_PROPERTY(QString section MEMBER section)
    Q_PROPERTY(QString key MEMBER key)
    Q_PROPERTY(QString title MEMBER title)
    Q_PROPERTY(QString detail MEMBER detail)
    Q_PROPERTY(int untagged MEMBER untagged)
  public:
    QString key;     ///< a session, a paper or a case; empty: my own lines of today
    QString title;   ///< "Drop-in, north"
    QString detail;  ///< "Tuesday 9 March 10:02 · 31 lines, 4 without a tag"
    int untagged = 0;
    QString section;  ///< "Meetings"; shown above the first of them
    bool operator==(const ReviewChoice&) const = default;
};

/// A quality statement for the passage.
struct TagChoice {
    Q_GADGET
    Q_PROPERTY(int number MEMBER number)
    Q_PROPERTY(int theme MEMBER theme)
    Q_PROPERTY(QString title MEMBER title)
    Q_PROPERTY(QString word MEMBER word)
    Q_PROPERTY(bool chosen MEMBER chosen)
    Q_PROPERTY(bool focused MEMBER focused)
  public:
    int number = 0;
    int theme = 0;
    QString title;
    QString word;  ///< the pack's short one
    bool chosen = false;
    bool focused = false;  ///< what the panel says more about
    bool operator==(const TagChoice&) const = default;
};

struct ReviewSheet {
    QString title;
    QString detail;  ///< "Today 14:02 to 14:58"
    int lines = 0;
    int untagged = 0;
};

/// What stays the same while the assessment does.
struct ReviewWords {
    QList<Statement> statements;
    QMap<int, QStringList> subtopics;  ///< by statement
    QList<Option> categories;
    QList<Option> directions;
    QList<Option> reasons;
    QList<Option> relations;  ///< of one piece of evidence to another
};

/// A tag that is wanted.
struct TagWish {
    QString lineId;
    int statement = 0;
    int start = 0;
    int length = 0;  ///< 0: the whole line
    bool operator==(const TagWish&) const = default;
};

class ReviewModel : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Lines and tags come from the vault.")
    Q_PROPERTY(QAbstractItemModel* choices READ choices CONSTANT)
    Q_PROPERTY(bool waiting READ waiting NOTIFY sheetChanged)
    Q_PROPERTY(QString problem READ problem NOTIFY sheetChanged)
    /// A session is on the page; else the choices are.
    Q_PROPERTY(bool open READ open NOTIFY sheetChanged)
    Q_PROPERTY(QString title READ title NOTIFY sheetChanged)
    Q_PROPERTY(QString detail READ detail NOTIFY sheetChanged)
    Q_PROPERTY(candour::LineListModel* lines READ lines CONSTANT)
    /// The statement whose passages alone are shown; 0: every line.
    Q_PROPERTY(int only READ only NOTIFY sheetChanged)
    Q_PROPERTY(QString onlyText READ onlyText NOTIFY sheetChanged)
    /// The line that the panel is about, or -1.
    Q_PROPERTY(int current READ current NOTIFY passageChanged)
    Q_PROPERTY(int start READ start NOTIFY passageChanged)
    Q_PROPERTY(int length READ length NOTIFY passageChanged)
    /// "Tag “Now we do.”", "Tag the whole line"; empty: "Select words to tag them."
    Q_PROPERTY(QString passage READ passage NOTIFY passageChanged)
    Q_PROPERTY(QString passageDetail READ passageDetail NOTIFY passageChanged)
    Q_PROPERTY(QString refusal READ refusal NOTIFY passageChanged)
    Q_PROPERTY(QAbstractItemModel* statements READ statements CONSTANT)
    /// How many of them the passage is tagged with.
    Q_PROPERTY(int tagCount READ tagCount NOTIFY passageChanged)
    /// The tag that the panel says more about: its statement's title, or empty.
    Q_PROPERTY(QString focusTitle READ focusTitle NOTIFY passageChanged)
    Q_PROPERTY(QAbstractItemModel* categories READ categories CONSTANT)
    Q_PROPERTY(QAbstractItemModel* directions READ directions CONSTANT)
    Q_PROPERTY(QAbstractItemModel* subtopics READ subtopics CONSTANT)
    Q_PROPERTY(QString date READ date NOTIFY passageChanged)
    /// The same while it is typed. Whoever turns to other words has given it.
    Q_PROPERTY(candour::Jotting* dating READ dating CONSTANT)
    /// What the date guard asks, or what is wrong with the date; else empty.
    Q_PROPERTY(QString dateQuestion READ dateQuestion NOTIFY passageChanged)
    Q_PROPERTY(QAbstractItemModel* reasons READ reasons CONSTANT)
    Q_PROPERTY(candour::ComparingModel* beside READ beside CONSTANT)
    Q_PROPERTY(bool mayUndo READ mayUndo NOTIFY sheetChanged)
    /// A sentence for the foot of the page; gone with the next thing that is done.
    Q_PROPERTY(QString hint READ hint NOTIFY hintChanged)

  public:
    explicit ReviewModel(QObject* parent = nullptr);

    // Values in
    void showChoices(const QList<ReviewChoice>& choices);
    void showProblem(const QString& sentence);
    void showWords(const ReviewWords& words);
    /// A session, or my day, opens at this row; or at none.
    void show(const ReviewSheet& sheet, int row = -1);
    /// Only the passages of one statement: how many lines they stand in.
    void showOnly(int statement, int lines);
    /// The line as it is now that one of its tags came, went or changed.
    void showTagged(int row, const LineRow& line, int untagged, bool mayUndo);
    /// Another line is not as it was: the far end of a comparison.
    void showChanged(int row, const LineRow& line) { m_lines.replace(row, line); }
    /// A rule says no; nothing was written.
    void showRefusal(const QString& sentence);
    /// The date guard asks for a reason, or the date of this tag cannot be read. It stays typed.
    void showDateQuestion(const QString& tag, const QString& sentence, bool asksReason);
    /// The row of the next line without a tag, or -1: there is none.
    void showNext(int row);
    /// Words may have gone or come back: no line is shown as it was before.
    void showAgain();
    void forget();
    /// The page is left: what is typed there is given.
    void leave();

    // What the page does
    void wait();
    Q_INVOKABLE void openChoice(int row);
    Q_INVOKABLE void close();
    /// Chooses a line, and nothing of it; -1 chooses none.
    Q_INVOKABLE void choose(int row);
    /// Selects what lies between two places of the line, by whole words.
    Q_INVOKABLE void select(int row, int from, int to);
    /// A tap on the word at this place: the first chooses it, the next extends to it, one on what
    /// is selected clears it.
    Q_INVOKABLE void tap(int row, int position);
    /// The word before or after, for the keys; `extend` keeps what is selected and adds to it.
    Q_INVOKABLE void step(int words, bool extend);
    Q_INVOKABLE void clearSelection();
    /// One step out: from the words to the line, from the line to none, from there to the choices.
    Q_INVOKABLE void letGo();
    /// Tags the passage with this statement or, where it has that tag, takes it off.
    Q_INVOKABLE void tag(int statement);
    /// Says more about this tag of the passage.
    Q_INVOKABLE void focusOn(int statement);
    Q_INVOKABLE void chooseCategory(const QString& key);
    Q_INVOKABLE void chooseDirection(const QString& key);
    Q_INVOKABLE void chooseSubtopic(const QString& key);
    /// What was typed is when it was so.
    Q_INVOKABLE void giveDate();
    Q_INVOKABLE void chooseReason(const QString& key);
    /// 1 the next line without a tag, -1 the one before.
    Q_INVOKABLE void next(int step);
    Q_INVOKABLE void undo();
    /// Shows only lines with this tag; 0 all of them again.
    Q_INVOKABLE void filter(int statement);
    /// Only lines with the tag that the panel says more about.
    Q_INVOKABLE void filterByFocus();

    [[nodiscard]] QAbstractItemModel* choices() { return &m_choices; }
    [[nodiscard]] bool waiting() const { return m_waiting; }
    [[nodiscard]] QString problem() const { return m_problem; }
    [[nodiscard]] bool open() const { return m_sheet.has_value(); }
    [[nodiscard]] QString title() const { return m_sheet ? m_sheet->title : QString(); }
    [[nodiscard]] QString detail() const;
    [[nodiscard]] LineListModel* lines() { return &m_lines; }
    [[nodiscard]] int only() const { return m_only; }
    [[nodiscard]] QString onlyText() const;
    [[nodiscard]] int current() const { return m_current; }
    [[nodiscard]] int start() const { return m_start; }
    [[nodiscard]] int length() const { return m_length; }
    [[nodiscard]] QString passage() const;
    [[nodiscard]] QString passageDetail() const;
    [[nodiscard]] QString refusal() const { return m_refusal; }
    [[nodiscard]] QAbstractItemModel* statements() { return &m_statements; }
    [[nodiscard]] int tagCount() const;
    [[nodiscard]] QString focusTitle() const;
    [[nodiscard]] QAbstractItemModel* categories() { return &m_categories; }
    [[nodiscard]] QAbstractItemModel* directions() { return &m_directions; }
    [[nodiscard]] QAbstractItemModel* subtopics() { return &m_subtopics; }
    [[nodiscard]] QString date() const;
    [[nodiscard]] Jotting* dating() { return &m_dating; }
    [[nodiscard]] QString dateQuestion() const { return m_dateQuestion; }
    [[nodiscard]] QAbstractItemModel* reasons() { return &m_reasons; }
    [[nodiscard]] ComparingModel* beside() { return &m_beside; }
    [[nodiscard]] bool mayUndo() const { return m_mayUndo; }
    [[nodiscard]] QString hint() const { return m_hint; }

  Q_SIGNALS:
    void sheetChanged();
    void passageChanged();
    void hintChanged();

    /// Intent: open this choice. Answer show().
    void choiceChosen(const QString& key);
    /// Intent: back to the choices. Answer showChoices().
    void closed();
    /// Intents that are answered by showTagged() for this row, or by showRefusal().
    void tagRequested(int row, const candour::TagWish& wish);
    void untagRequested(int row, const QStringList& tags);
    void tagEdited(int row, const QString& tag, const QString& field, const QString& value);
    /// As well, or by showDateQuestion().
    void dateGiven(int row, const QString& tag, const QString& date, const QString& reason);
    /// Intent: take back what was done last, wherever it was. Answer showTagged() of its row.
    void undoRequested();
    /// Intent: from this row on, in this direction. Answer showNext().
    void nextRequested(int row, int step);
    /// Intent: only lines with this tag. Answer showOnly().
    void filterRequested(int statement);

  private:
    [[nodiscard]] std::optional<LineRow> line() const { return m_lines.at(m_current); }
    /// "14:26 · Said"; of an extract, where it stands.
    [[nodiscard]] QString pieceDetail() const;
    /// Tags of the passage, oldest first.
    [[nodiscard]] QList<TagMark> marks() const;
    [[nodiscard]] std::optional<TagMark> focused() const;
    void turnTo(int row, int start, int length);
    void refreshPassage();
    void edit(const QString& field, const QString& value);
    void say(const QString& hint);

    Rows<ReviewChoice> m_choices;
    bool m_waiting = true;
    QString m_problem;
    ReviewWords m_words;
    std::optional<ReviewSheet> m_sheet;
    LineListModel m_lines;
    int m_only = 0;
    int m_onlyLines = 0;
    int m_current = -1;
    int m_start = 0;
    int m_length = 0;
    int m_focus = 0;
    QString m_refusal;
    Jotting m_dating{Jotting::Use::dating};
    QString m_dateQuestion;
    bool m_asksReason = false;
    bool m_mayUndo = false;
    QString m_hint;
    Rows<TagChoice> m_statements;
    Rows<Option> m_categories;
    Rows<Option> m_directions;
    Rows<Option> m_subtopics;
    Rows<Option> m_reasons;
    ComparingModel m_beside;
};

}  // namespace candour
