// A form made from the record list: to add a record of any type, or to amend one. What always
// holds: every edit leaves as draftChanged, so that a form half filled is on disk; it becomes one
// change when it is saved; leaving keeps the draft, and only `startAgain` throws it away.
#pragma once

#include "app/viewmodels/formentry.h"

#include <QMap>

#include <vector>

namespace candour {

/// Values of fields by name, in the spelling of FormEntry::text.
using FormTexts = QMap<QString, QString>;

/// What a form is wanted for.
struct FormWish {
    QString type;
    QString record;   ///< its id, to amend it; empty to add one
    FormTexts given;  ///< references say where it belongs and stay; the rest can be changed
    bool operator==(const FormWish&) const = default;
};

struct FormSheet {
    QString title;    ///< "Add: Account of a stage"
    QString purpose;  ///< one sentence
    QString place;    ///< "Case 07 · Needs assessment": what the given references point to
    QList<FormField> fields;
    bool restored = false;  ///< a draft was here before
};

class FormModel : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("A form comes from the record list.")
    /// True while a form is wanted or shown.
    Q_PROPERTY(bool open READ isOpen NOTIFY shown)
    /// True until its fields are here.
    Q_PROPERTY(bool loading READ loading NOTIFY shown)
    Q_PROPERTY(QString title READ title NOTIFY shown)
    Q_PROPERTY(QString purpose READ purpose NOTIFY shown)
    Q_PROPERTY(QString place READ place NOTIFY shown)
    Q_PROPERTY(bool restored READ restored NOTIFY shown)
    Q_PROPERTY(QAbstractItemModel* fields READ fields CONSTANT)
    /// Where what need not be answered begins: all that has to be stands before it.
    Q_PROPERTY(int firstOptional READ firstOptional NOTIFY shown)
    /// How many of those are empty, and have nothing that must be known before writing.
    Q_PROPERTY(int besides READ besides NOTIFY shown)
    /// What keeps it from being saved, in a sentence; each field says its own part.
    Q_PROPERTY(QString problem READ problem NOTIFY stateChanged)
    /// The first field with a problem; -1 if there is none.
    Q_PROPERTY(int firstProblem READ firstProblem NOTIFY stateChanged)
    /// True while the disk has refused what was typed last.
    Q_PROPERTY(bool notSaved READ notSaved NOTIFY stateChanged)
    /// "Draft kept 14:32:07"; empty until something was typed and is on disk.
    Q_PROPERTY(QString keptText READ keptText NOTIFY stateChanged)
    Q_PROPERTY(bool saving READ saving NOTIFY stateChanged)

  public:
    explicit FormModel(QObject* parent = nullptr) : QObject(parent) {}

    // Values in
    void show(const FormSheet& sheet);
    /// Nothing to show: says why, where the form would have been.
    void showUnavailable(const QString& sentence);
    void showKept(qint64 revision, const QString& time);
    void showNotKept();
    /// It is saved; the form closes.
    void showSaved(const QString& type, const QString& record);
    /// It is not: sentences by field, and one for the whole.
    void showProblems(const QString& problem, const candour::FormTexts& byField);

    // What pages do
    /// Opens a form for a new record, with what is known already: texts by field.
    Q_INVOKABLE void add(const QString& type, const QVariantMap& given = {});
    Q_INVOKABLE void amend(const QString& type, const QString& record);
    Q_INVOKABLE void save();
    /// Throws away what was typed and begins with what is kept.
    Q_INVOKABLE void startAgain();
    /// Closes; what was typed stays as a draft and is here the next time.
    Q_INVOKABLE void leave();

    [[nodiscard]] bool isOpen() const { return !m_wish.type.isEmpty(); }
    [[nodiscard]] bool loading() const {
        return isOpen() && m_entries.empty() && m_problem.isEmpty();
    }
    [[nodiscard]] QString title() const { return m_sheet.title; }
    [[nodiscard]] QString purpose() const { return m_sheet.purpose; }
    [[nodiscard]] QString place() const { return m_sheet.place; }
    [[nodiscard]] bool restored() const { return m_sheet.restored; }
    [[nodiscard]] QAbstractItemModel* fields() { return &m_rows; }
    [[nodiscard]] int firstOptional() const;
    [[nodiscard]] int besides() const;
    [[nodiscard]] QString problem() const { return m_problem; }
    [[nodiscard]] int firstProblem() const;
    [[nodiscard]] bool notSaved() const { return m_notSaved; }
    [[nodiscard]] QString keptText() const { return m_keptText; }
    [[nodiscard]] bool saving() const { return m_saving; }
    /// Null if there is no such field.
    [[nodiscard]] FormEntry* entry(const QString& name) const;
    [[nodiscard]] FormTexts texts() const;

  Q_SIGNALS:
    void shown();
    void stateChanged();
    /// It was saved, and is closed.
    void saved(const QString& type, const QString& record);

    /// Intent: what this form looks like. Answer show or showUnavailable.
    void sheetRequested(const candour::FormWish& wish);
    /// Intent: keep this on disk. Answer showKept or showNotKept.
    void draftChanged(qint64 revision, const candour::FormTexts& texts);
    /// Intent: one change. Answer showSaved or showProblems.
    void saveRequested(const candour::FormTexts& texts);
    /// Intent: the draft goes. Answer show.
    void discardRequested(const candour::FormWish& wish);

  private:
    void begin(FormWish wish);
    void clear();
    void takeLeft();

    FormWish m_wish;
    FormSheet m_sheet;
    std::vector<FormEntry*> m_entries;  // children of this
    std::vector<FormEntry*> m_left;     // of the form before
    Rows<FormEntryRow> m_rows;
    QString m_problem;
    QString m_keptText;
    qint64 m_revision = 0;
    bool m_notSaved = false;
    bool m_saving = false;
    FormWish m_leftWish;  // of a form that was left before the disk had taken it, with its texts
    FormTexts m_leftTexts;
};

}  // namespace candour
