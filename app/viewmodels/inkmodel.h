// The sheet that is written on by hand beside the lines of an interview. What always holds: a
// stroke is on its way to the disk when the pen lifts, and a long one every quarter of a second; a
// sheet that is closed, left or locked is handed over to be sealed, and stays here until it is;
// what was drawn is never turned into words.
#pragma once

#include "app/viewmodels/delay.h"
#include "app/viewmodels/ink.h"
#include "platform/clock.h"

#include <QObject>
#include <QtQml/qqmlregistration.h>

#include <memory>

namespace candour {

/// A sheet as it is kept while it is drawn, and what it becomes.
struct InkDraft {
    QString id = {};  // the record to be, of a sheet that is from an earlier run
    QString session;
    qint64 serial = 0;  // of this sheet, within its session
    qint64 revision = 0;
    UtcTime begun;
    QString speaker;     // whose words it holds; empty: anybody's
    QString about = {};  // what it shows, as somebody typed it
    QByteArray file;     // InkML, every stroke, those that were rubbed out included
    QList<int> rubbed;   // which of them
    QList<int> steps;    // what Undo takes back, the last at the end: n drew, -1 - n rubbed out
    bool operator==(const InkDraft&) const = default;
};

/// What is sealed of it: the strokes that are seen.
[[nodiscard]] QByteArray sealedInk(const InkDraft& draft);
/// What it is for lists and for whoever cannot see it (ink::words).
[[nodiscard]] QString inkWords(const InkDraft& draft, std::chrono::minutes zoneOffset);

class InkModel : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("A sheet belongs to a session.")
    /// The sheet is there to be written on.
    Q_PROPERTY(bool open READ open NOTIFY openChanged)
    Q_PROPERTY(bool rubbing READ rubbing WRITE setRubbing NOTIFY rubbingChanged)
    /// What the sheet shows, in somebody's words; it goes with the sheet.
    Q_PROPERTY(QString about READ about WRITE setAbout NOTIFY aboutChanged)
    Q_PROPERTY(int longestAbout READ longestAbout CONSTANT)
    Q_PROPERTY(int strokes READ strokes NOTIFY changed)
    Q_PROPERTY(bool canUndo READ canUndo NOTIFY changed)
    /// "Ink note, 14 strokes, 14:32", or that it is empty.
    Q_PROPERTY(QString words READ words NOTIFY changed)
    /// "Saved 14:32:07", or why not yet.
    Q_PROPERTY(QString saved READ saved NOTIFY savedChanged)

  public:
    InkModel(const Clock& clock, std::unique_ptr<Delay> delay, QObject* parent = nullptr);

    // Values in
    /// Turns to a session, with who speaks there and the sheet that was not finished.
    void show(const QString& session, const QString& speaker,
              const std::optional<InkDraft>& draft = {});
    void showSaved(qint64 revision, UtcTime at);
    void showNotSaved();
    /// The sheet is sealed, and its draft gone.
    void showKept(const QString& session, qint64 serial);
    /// It is not: it stays here, and is handed over again.
    void showNotKept();
    /// A few seconds went by: what the disk refused is asked of it again.
    void tick();
    /// The tablet is locked, and what was drawn has left; what the disk refused of it stays until
    /// it takes it.
    void forget();
    /// Whose words are drawn from now on: a sheet holds one person's.
    void setSpeaker(const QString& speaker);

    // What the page does
    Q_INVOKABLE void turn(bool open);
    /// The pen comes down, moves and lifts; in pixels of a sheet of that size.
    Q_INVOKABLE void begin(qreal x, qreal y, qreal pressure, qreal width, qreal height);
    Q_INVOKABLE void extend(qreal x, qreal y, qreal pressure);
    Q_INVOKABLE void end();
    Q_INVOKABLE void undo();
    /// This sheet is done; the next stroke begins another.
    Q_INVOKABLE void keep();
    /// The page is going away, the tablet locks or sleeps: nothing stays here only.
    void leave();
    void setRubbing(bool rubbing);
    void setAbout(const QString& about);

    /// Sheets that are nowhere but here.
    [[nodiscard]] bool holdsUnsaved() const { return !m_unkept.isEmpty(); }
    [[nodiscard]] bool open() const { return m_open; }
    [[nodiscard]] bool rubbing() const { return m_rubbing; }
    [[nodiscard]] QString about() const { return m_about; }
    [[nodiscard]] static int longestAbout() { return 120; }
    [[nodiscard]] int strokes() const;
    [[nodiscard]] bool canUndo() const { return !m_steps.isEmpty(); }
    [[nodiscard]] QString words() const;
    [[nodiscard]] QString saved() const { return m_saved; }
    // For who draws it
    [[nodiscard]] const InkSheet& sheet() const { return m_sheet; }
    [[nodiscard]] bool isRubbed(qsizetype stroke) const {
        return m_rubbed.contains(static_cast<int>(stroke));
    }

  Q_SIGNALS:
    void openChanged();
    void rubbingChanged();
    void savedChanged();
    void aboutChanged();
    /// Anything but a point more: all of it is drawn anew.
    void changed();
    /// The last stroke has points from here on.
    void drawn(qsizetype from);

    /// Intent: keep this on disk, and answer showSaved or showNotSaved.
    void draftChanged(const candour::InkDraft& draft);
    /// Intent: seal it. Answer showKept or showNotKept. The same may come again, until it is kept.
    void sheetFinished(const candour::InkDraft& draft);
    /// Intent: all of it was taken back or rubbed out, and nothing said of it; forget its draft.
    void sheetDropped(const candour::InkDraft& draft);

  private:
    [[nodiscard]] InkDraft draft();
    void add(qreal x, qreal y, qreal pressure);
    void rub(QPointF at);
    void touch();
    void send();
    void openNew();
    void beginSheet();

    const Clock& m_clock;
    std::unique_ptr<Delay> m_delay;
    QString m_session;
    QString m_speaker;
    QString m_drawnFor;  // who spoke when the sheet was begun
    QString m_about;
    InkSheet m_sheet;
    QList<QByteArray> m_traces;  // of the strokes, as they are written
    QList<int> m_rubbed;
    QList<int> m_steps;
    qsizetype m_bytes = 0;
    UtcTime m_begun;
    QString m_id;
    qint64 m_serial = 1;
    qint64 m_revision = 0;
    QList<InkDraft> m_unkept;
    bool m_open = false;
    bool m_rubbing = false;
    bool m_down = false;
    bool m_unsent = false;
    bool m_onDisk = true;
    QString m_saved;
};

}  // namespace candour
