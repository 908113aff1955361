// An interview while it is written down. The words being typed live here between the key and the
// vault: every change leaves as draftChanged, the first key at once and later ones at most every
// limits::draftEvery, and whatever ends a line (Return, leaving, locking) sends its last state
// first. Nothing typed is ever dropped here: a finished line is let go only when showLineKept has
// answered for it; what the disk refused is asked of it again.
#pragma once

#include "app/viewmodels/delay.h"
#include "app/viewmodels/linelistmodel.h"
#include "app/viewmodels/rows.h"
#include "app/viewmodels/wordchip.h"
#include "platform/clock.h"

#include <QtQml/qqmlregistration.h>

#include <limits>

namespace candour {

/// One step back for Undo: the line as it stood.
struct DraftStep {
    QString text;
    int caret = 0;  ///< in UTF-16 units, as QML counts
    LineListModel::Kind kind = LineListModel::Said;
};

/// The line with the caret, complete, as it must be on disk.
struct LineDraft {
    qint64 serial = 0;    ///< names the line within this sitting; never reused in it
    QString lineId;       ///< record id when a finished line was opened again, else empty
    qint64 revision = 0;  ///< rises with every change; showSaved answers with it
    UtcTime begun{};      ///< fixed at the first key; of a reopened line, the first key of now
    LineListModel::Kind kind = LineListModel::Said;
    QString text;
    int caret = 0;
    QList<int> tags;      ///< statement numbers
    QString speaker;      ///< whose words they are; empty: of the only person, or anybody's
    bool paused = false;  ///< written while the interview was paused
    /// Of a reopened line: its kind then, and the changes behind what was shown. What came in
    /// unseen of them stands beside these words, and is never written over.
    std::optional<LineListModel::Kind> kindBefore = {};
    QList<QByteArray> seen = {};
    /// Undo survives a restart: step `undoStep` (rising within a line) is `undoTop`; steps above it
    /// are gone, and only the last limits::undoSteps count. 0: nothing to undo.
    qint64 undoStep = 0;
    DraftStep undoTop;
};

/// What the person agreed to, for the strip.
struct AgreedItem {
    Q_GADGET
    Q_PROPERTY(QString word MEMBER word)
    Q_PROPERTY(candour::AgreedItem::Answer answer MEMBER answer)
  public:
    enum Answer { NotAsked, Yes, No };
    Q_ENUM(Answer)
    QString word;  ///< "Talk with us", "Talk with us: no", "Not asked yet"
    Answer answer = NotAsked;
    bool operator==(const AgreedItem&) const = default;
};

/// A line of enquiry.
struct Prompt {
    Q_GADGET
    Q_PROPERTY(QString key MEMBER key)
    Q_PROPERTY(QString title MEMBER title)
    Q_PROPERTY(QString quote MEMBER quote)
    Q_PROPERTY(bool covered MEMBER covered)
    Q_PROPERTY(bool current MEMBER current)
  public:
    QString key;
    QString title;
    QString quote;  ///< the I statement beneath it, or empty
    bool covered = false;
    bool current = false;
    bool operator==(const Prompt&) const = default;
};

/// Everything a sitting starts with. The finished lines come through lines().
struct CaptureState {
    QString title;      ///< "Social worker, hospital discharge"
    QString detail;     ///< "Room 2 · Started 14:02 · Two of us: AW writing, JO asking"
    QString firstLine;  ///< a home visit: "By invitation. You may be asked to leave." or empty
    QString warning;    ///< "Only person in this role, so we cannot promise …" or empty
    QList<AgreedItem> agreed;
    QList<WordChip> setting;  ///< what may have coloured what was said
    QList<Prompt> prompts;
    QList<Statement> statements;  ///< all of the pack, in its order
    QList<int> lastUsed;          ///< statement numbers, newest first; six make the buttons
    bool mayTag = true;           ///< false until Talk with us is Yes
    bool paused = false;
    UtcTime pausedSince{};  ///< of `paused`; the epoch where that is not known
    QString session;  ///< names it: lines that the disk refused wait for the session they are of
    QString speaker;  ///< who was chosen when the draft was left, or empty
    qint64 nextSerial = 1;           ///< above every serial this sitting has used
    std::optional<LineDraft> draft;  ///< what was being typed when the app ended
    QList<DraftStep> undo;           ///< its steps, oldest first
    int draftRow = -1;               ///< the row in lines() that the draft had reopened, or -1
    QList<LineDraft> refused;        ///< drafts that could not become lines, oldest first
    int longest = std::numeric_limits<int>::max();  ///< characters that a line may hold
};

class CaptureModel : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("A sitting comes from the vault.")
    Q_PROPERTY(QString session READ session NOTIFY shown)
    Q_PROPERTY(QString title READ title NOTIFY shown)
    Q_PROPERTY(QString detail READ detail NOTIFY shown)
    Q_PROPERTY(QString firstLine READ firstLine NOTIFY shown)
    Q_PROPERTY(QString warning READ warning NOTIFY shown)
    Q_PROPERTY(candour::LineListModel* lines READ lines CONSTANT)
    Q_PROPERTY(QAbstractItemModel* agreed READ agreed CONSTANT)
    Q_PROPERTY(QString agreedSummary READ agreedSummary NOTIFY shown)
    /// Somebody has answered whether they talk with us.
    Q_PROPERTY(bool asked READ asked NOTIFY shown)
    Q_PROPERTY(QAbstractItemModel* setting READ setting CONSTANT)
    Q_PROPERTY(QAbstractItemModel* prompts READ prompts CONSTANT)
    Q_PROPERTY(QString promptNow READ promptNow NOTIFY promptsChanged)
    Q_PROPERTY(QString promptCount READ promptCount NOTIFY promptsChanged)
    /// The last six statements used; the order stays while the interview is open.
    Q_PROPERTY(QAbstractItemModel* tagButtons READ tagButtons CONSTANT)
    /// Every statement of the pack.
    Q_PROPERTY(QAbstractItemModel* statements READ statements CONSTANT)
    Q_PROPERTY(bool mayTag READ mayTag NOTIFY shown)
    Q_PROPERTY(bool paused READ paused NOTIFY pausedChanged)
    /// "Paused 14:33", or empty.
    Q_PROPERTY(QString pausedText READ pausedText NOTIFY pausedChanged)

    Q_PROPERTY(QString text READ text NOTIFY draftReset)
    Q_PROPERTY(int caret READ caret NOTIFY draftReset)
    Q_PROPERTY(candour::LineListModel::Kind kind READ kind WRITE setKind NOTIFY kindChanged)
    Q_PROPERTY(QString lineTime READ lineTime NOTIFY lineTimeChanged)
    Q_PROPERTY(QList<candour::Statement> lineTags READ lineTags NOTIFY lineTagsChanged)
    Q_PROPERTY(bool canUndo READ canUndo NOTIFY canUndoChanged)
    /// True while a finished line is open again.
    Q_PROPERTY(bool amending READ amending NOTIFY amendingChanged)

    Q_PROPERTY(SavedState savedState READ savedState NOTIFY savedChanged)
    Q_PROPERTY(QString savedTime READ savedTime NOTIFY savedChanged)
    /// "Saved 14:32:07", or why not yet.
    Q_PROPERTY(QString savedText READ savedText NOTIFY savedChanged)
    /// A quiet sentence above the dock, such as why a thought takes no tag; or empty.
    Q_PROPERTY(QString hint READ hint NOTIFY hintChanged)

  public:
    enum SavedState { NothingYet, Saved, NotSaved };
    Q_ENUM(SavedState)

    CaptureModel(const Clock& clock, std::unique_ptr<Delay> delay, QObject* parent = nullptr);
    ~CaptureModel() override;

    // Values in
    /// Opens a sitting, with the draft and caret it was left with. Leave the one before first, and
    /// give lines() its count first.
    void show(CaptureState state);
    void showAgreed(const QList<AgreedItem>& agreed, bool mayTag);
    void showPrompts(const QList<Prompt>& prompts);
    void showPaused(bool paused, UtcTime since);
    /// Something could not be done that this page asked for; quietly, above the dock.
    void showHint(const QString& hint) { setHint(hint); }
    /// The commit that holds this revision returned at `at`.
    void showSaved(qint64 revision, UtcTime at);
    /// Some of the session's lines may read otherwise now; the one that is open stays open.
    void showLinesAgain(int count);
    /// The disk refused; the words stay here and are sent again with the next change or tick.
    void showNotSaved();
    /// A finished line became a record.
    void showLineKept(qint64 serial, const QString& lineId);
    /// It did not: it stays here and is sent again. True if it is refused for the first time.
    bool showLineNotKept(qint64 serial);
    /// A few seconds went by: what the disk refused is asked of it again.
    void tick();

    /// The tablet is locked, and what was typed has left: nothing stays in memory.
    void forget();
    /// The disk refused words of a sitting that was left: they are here and nowhere else.
    [[nodiscard]] bool holdsUnsaved() const;

    // What the page does
    /// The editor's text and caret, on every change of either. What no line could keep is not
    /// taken: the editor gets the text before it back, and the hint says why.
    Q_INVOKABLE void edit(const QString& typed, int caret);
    Q_INVOKABLE void finishLine();
    /// Opens a finished line or an empty moment for writing. The line before is finished first.
    Q_INVOKABLE void reopen(int row);
    /// One more of the group agreed, differed or was silent about a point, or one fewer.
    Q_INVOKABLE void weigh(int row, candour::Tally::Voice voice, bool more);
    Q_INVOKABLE void markMoment();
    /// Tags the line with the caret, or the last finished one when that is empty; a second time
    /// takes the tag off again.
    Q_INVOKABLE void tag(int statement);
    Q_INVOKABLE void undo();
    Q_INVOKABLE void chooseSetting(int row);
    Q_INVOKABLE void tickPrompt(int row);
    Q_INVOKABLE void setPaused(bool paused);
    /// Words from here on are this person's; empty: anybody's. The line before is finished first.
    void setSpeaker(const QString& key);
    /// Points that are made from here on are counted among so many; 0: it is no group.
    void setHeadcount(int headcount) { m_headcount = headcount; }
    /// The page is going away, the tablet locks or sleeps: nothing stays here only.
    Q_INVOKABLE void leave();
    void setKind(candour::LineListModel::Kind kind);

    [[nodiscard]] QString session() const { return m_state.session; }
    [[nodiscard]] QString title() const { return m_state.title; }
    [[nodiscard]] QString detail() const { return m_state.detail; }
    [[nodiscard]] QString firstLine() const { return m_state.firstLine; }
    [[nodiscard]] QString warning() const { return m_state.warning; }
    [[nodiscard]] LineListModel* lines() { return &m_lines; }
    [[nodiscard]] QAbstractItemModel* agreed() { return &m_agreed; }
    [[nodiscard]] QString agreedSummary() const;
    [[nodiscard]] bool asked() const;
    [[nodiscard]] QAbstractItemModel* setting() { return &m_setting; }
    [[nodiscard]] QAbstractItemModel* prompts() { return &m_prompts; }
    [[nodiscard]] QString promptNow() const;
    [[nodiscard]] QString promptCount() const;
    [[nodiscard]] QAbstractItemModel* tagButtons() { return &m_tagButtons; }
    [[nodiscard]] QAbstractItemModel* statements() { return &m_statements; }
    [[nodiscard]] bool mayTag() const { return m_state.mayTag; }
    [[nodiscard]] bool paused() const { return m_state.paused; }
    [[nodiscard]] QString pausedText() const;
    [[nodiscard]] QString text() const { return m_draft.text; }
    [[nodiscard]] int caret() const { return m_draft.caret; }
    [[nodiscard]] LineListModel::Kind kind() const { return m_draft.kind; }
    [[nodiscard]] QString lineTime() const;
    [[nodiscard]] QList<Statement> lineTags() const { return statementsOf(m_draft.tags); }
    [[nodiscard]] bool canUndo() const { return !m_undo.isEmpty(); }
    [[nodiscard]] bool amending() const { return m_lines.openRow() >= 0; }
    [[nodiscard]] SavedState savedState() const { return m_savedState; }
    [[nodiscard]] QString savedTime() const { return m_savedTime; }
    [[nodiscard]] QString savedText() const;
    [[nodiscard]] QString hint() const { return m_hint; }

  Q_SIGNALS:
    void shown();
    void promptsChanged();
    void pausedChanged();
    /// The editor must take text and caret from here: a line was opened, ended, undone or restored.
    void draftReset();
    void kindChanged();
    void lineTimeChanged();
    void lineTagsChanged();
    void canUndoChanged();
    void amendingChanged();
    void savedChanged();
    void hintChanged();

    /// Intent: keep this on disk, and answer showSaved or showNotSaved.
    void draftChanged(const candour::LineDraft& draft);
    /// Intent: this draft becomes a change. Answer showLineKept or showLineNotKept. The same draft
    /// may come again, until it is kept.
    void lineFinished(const candour::LineDraft& draft);
    /// Intent: a reopened line was left as it was; forget its draft, the record stands.
    void draftDropped(const candour::LineDraft& draft);
    /// Intent: this is how the group took a point.
    void tallyChanged(const QString& line, const candour::Tally& tally);
    /// Intent: an empty line with a time, while the caret stays elsewhere. Answer as lineFinished.
    void momentMarked(const candour::LineDraft& moment);
    /// Intent: tag, or untag, a finished line. `lineId` is empty while only `serial` names it. Tags
    /// of the line with the caret travel in its draft.
    void tagRequested(qint64 serial, const QString& lineId, int statement, bool add);
    /// Intents: a choice in the Setting strip; a prompt ticked by hand; paused or going on.
    void settingChosen(const QString& key, bool chosen);
    void promptTicked(const QString& key, bool covered);
    void pauseChosen(bool paused);

  private:
    /// A finished line that is no record yet.
    struct Unkept {
        LineDraft draft;
        QString session;
        int asked = 0;         // answers that are still to come
        bool refused = false;  // the last of them
        bool onDisk = false;   // as a draft, at least
    };

    void open(const LineDraft& draft, const QList<DraftStep>& undo, int row);
    void hand(const LineDraft& draft);
    void handAgain();
    void setAside();
    void takeUnkept();
    [[nodiscard]] Unkept* unkept(qint64 serial);
    void openNew();
    void touch();
    void send();
    void remember();
    void tagFinished(int row, int statement);
    void setHint(const QString& hint);
    [[nodiscard]] bool unchanged() const;
    [[nodiscard]] bool tooLong(const QString& text) const;
    [[nodiscard]] LineRow rowOf(const LineDraft& draft, LineRow row) const;
    [[nodiscard]] QString timeOf(UtcTime time) const;
    [[nodiscard]] QList<Statement> statementsOf(const QList<int>& numbers) const;

    const Clock& m_clock;
    std::unique_ptr<Delay> m_delay;
    CaptureState m_state;
    LineListModel m_lines;
    Rows<AgreedItem> m_agreed;
    Rows<WordChip> m_setting;
    Rows<Prompt> m_prompts;
    Rows<Statement> m_tagButtons;
    Rows<Statement> m_statements;
    LineDraft m_draft;
    int m_headcount = 0;  // of a group
    QList<Unkept> m_unkept;
    bool m_draftOnDisk = true;  // the line with the caret, as it is now
    QList<DraftStep> m_undo;
    qint64 m_nextSerial = 1;
    qint64 m_revision = 0;
    bool m_unsent = false;
    bool m_stepOpen = false;  // the next ordinary key still belongs to the last undo step
    SavedState m_savedState = NothingYet;
    QString m_savedTime;
    QString m_hint;
};

}  // namespace candour
