// Copying out, where there is no network: what waits for the store goes into one sealed file, in a
// folder that somebody chooses, such as a USB stick's. The steps are where to, perhaps whether to
// replace what is there, the copying, and what became of it. What always holds: nothing is written
// over unasked, and what was copied is called handed over nowhere.
#pragma once

#include "app/viewmodels/rows.h"

#include <QUrl>
#include <QtQml/qqmlregistration.h>

namespace candour {

/// A stick, the tablet's own folder for documents, or a folder in one of them.
struct CopyPlace {
    Q_GADGET
    Q_PROPERTY(QString title MEMBER title)
    Q_PROPERTY(QString detail MEMBER detail)
    Q_PROPERTY(QString sign MEMBER sign)
  public:
    QString path;
    QString title;
    QString detail;  ///< "12.3 GB free"
    QString sign;    ///< a property of Icons
    bool operator==(const CopyPlace&) const = default;
};

/// What is in a folder; of no folder: the places to begin with.
struct CopyFolder {
    QString path;  ///< empty: the places
    QList<CopyPlace> inside;
    QString detail = {};   ///< "12.3 GB free"
    QString problem = {};  ///< why no file can be written here, or empty
    bool more = false;     ///< not all of it is listed
};

struct CopyWish {
    QString folder;
    QString name;
    bool over = false;  ///< what has this name already is replaced
};

/// What lies there now.
struct CopiedOut {
    QString heading;  ///< "Copied out: 48 records, sealed for the store."
    QString detail;   ///< "They stay here. …"
};

class CopyOutModel : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("What is copied out comes from the vault.")
    Q_PROPERTY(bool open READ open NOTIFY shown)
    Q_PROPERTY(Step step READ step NOTIFY shown)
    /// "48 records only on this tablet"
    Q_PROPERTY(QString waiting READ waiting NOTIFY shown)
    // Where to
    Q_PROPERTY(QAbstractItemModel* places READ places CONSTANT)
    Q_PROPERTY(int count READ count NOTIFY shown)
    /// A folder is open, and not the places to begin with.
    Q_PROPERTY(bool inside READ inside NOTIFY shown)
    /// "KINGSTON, Northmere"
    Q_PROPERTY(QString folder READ folder NOTIFY shown)
    Q_PROPERTY(QString folderDetail READ folderDetail NOTIFY shown)
    Q_PROPERTY(QString folderProblem READ folderProblem NOTIFY shown)
    Q_PROPERTY(bool more READ more NOTIFY shown)
    /// The list is on its way.
    Q_PROPERTY(bool looking READ looking NOTIFY shown)
    Q_PROPERTY(QString name READ name NOTIFY shown)
    Q_PROPERTY(QString nameProblem READ nameProblem NOTIFY shown)
    Q_PROPERTY(bool mayCopy READ mayCopy NOTIFY shown)
    // On its way
    Q_PROPERTY(qreal fraction READ fraction NOTIFY shown)
    /// "12 MB written"
    Q_PROPERTY(QString written READ written NOTIFY shown)
    /// Why it was not copied, and what is there now; or empty.
    Q_PROPERTY(QString problem READ problem NOTIFY shown)
    // The store's answer, which comes back the same way
    Q_PROPERTY(bool takingIn READ takingIn NOTIFY shown)
    /// "The store has signed for 48 records. …", or empty
    Q_PROPERTY(QString answer READ answer NOTIFY shown)
    // Done
    Q_PROPERTY(QString heading READ heading NOTIFY shown)
    Q_PROPERTY(QString detail READ detail NOTIFY shown)
    /// "KINGSTON, Northmere: Candour Northmere Council 2027-03-09 1815.bundle"
    Q_PROPERTY(QString place READ place NOTIFY shown)

  public:
    enum Step { Choosing, Asking, Copying, Done };
    Q_ENUM(Step)

    explicit CopyOutModel(QObject* parent = nullptr);

    // Values in
    /// Opens it, and asks for the places.
    void begin(const QString& waiting, const QString& name);
    /// Of the folder that was asked for last; a late one is dropped.
    void show(const CopyFolder& folder);
    /// It is not there any more, or cannot be read: the places again.
    void showFolderGone(const QString& sentence);
    void showProgress(qreal fraction, qint64 bytes);
    /// Something has this name.
    void showThere();
    void showProblem(const QString& sentence);
    void showDone(const CopiedOut& done);
    /// What an answer brought, and how much is only here now.
    void showAnswer(const QString& sentence, const QString& waiting);
    /// The tablet locks.
    void forget();

    // What the page does
    /// Puts the page away. What is being copied goes on.
    Q_INVOKABLE void leave();
    /// The page again, with what is being copied.
    void reopen();
    Q_INVOKABLE void choose(int row);
    Q_INVOKABLE void up();
    Q_INVOKABLE void lookAgain();
    Q_INVOKABLE void write(const QString& name);
    Q_INVOKABLE void copy();
    Q_INVOKABLE void replace();
    Q_INVOKABLE void rename();
    Q_INVOKABLE void stop();
    /// A file that came back from the store.
    Q_INVOKABLE void takeIn(const QUrl& file);

    [[nodiscard]] bool open() const { return m_open; }
    [[nodiscard]] Step step() const { return m_step; }
    [[nodiscard]] QString waiting() const { return m_waiting; }
    [[nodiscard]] QAbstractItemModel* places() { return &m_places; }
    [[nodiscard]] int count() const { return m_places.rowCount(); }
    [[nodiscard]] bool inside() const { return !m_way.isEmpty(); }
    [[nodiscard]] QString folder() const;
    [[nodiscard]] QString folderDetail() const { return m_folder.detail; }
    [[nodiscard]] QString folderProblem() const { return m_folder.problem; }
    [[nodiscard]] bool more() const { return m_folder.more; }
    [[nodiscard]] bool looking() const { return m_looking; }
    [[nodiscard]] QString name() const { return m_name; }
    [[nodiscard]] QString nameProblem() const;
    [[nodiscard]] bool mayCopy() const;
    [[nodiscard]] qreal fraction() const { return m_fraction; }
    [[nodiscard]] QString written() const;
    [[nodiscard]] QString problem() const { return m_problem; }
    [[nodiscard]] bool takingIn() const { return m_takingIn; }
    [[nodiscard]] QString answer() const { return m_answer; }
    [[nodiscard]] QString heading() const { return m_done.heading; }
    [[nodiscard]] QString detail() const { return m_done.detail; }
    [[nodiscard]] QString place() const;

  Q_SIGNALS:
    void shown();

    /// Intent: what is in this folder, or which places are there? Answer show or showFolderGone.
    void folderRequested(const QString& path);
    /// Intent: copy out. Answer showProgress, and in the end showDone, showThere or showProblem.
    void copyRequested(const candour::CopyWish& wish);
    /// Intent: nothing more of it, and nothing of it is left there.
    void stopRequested();
    /// Intent: take this file in. Answer showAnswer or showProblem.
    void answerChosen(const QString& path);

  private:
    void look();
    void send(bool over);
    [[nodiscard]] QString path() const { return inside() ? m_way.last().path : QString(); }
    [[nodiscard]] QString fileName() const;

    bool m_open = false;
    Step m_step = Choosing;
    QString m_waiting;
    QList<CopyPlace> m_way;  // from a place into its folders
    CopyFolder m_folder;
    Rows<CopyPlace> m_places;
    bool m_looking = false;
    QString m_name;
    qreal m_fraction = 0;
    qint64 m_bytes = 0;
    QString m_problem;
    bool m_takingIn = false;
    QString m_answer;
    CopiedOut m_done;
};

}  // namespace candour
