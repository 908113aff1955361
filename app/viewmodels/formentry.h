// One field of a form as it stands on the page: what it is, what was typed or chosen, what is
// wrong. What always holds: the whole value is one text, spelled as the record list spells typed
// values (an option's name, "yes", "2026-05~", ids parted by commas), so that a draft keeps exactly
// what stood here, finished or not.
#pragma once

#include "app/viewmodels/rows.h"

#include <QtQml/qqmlregistration.h>

namespace candour {

/// One of the answers that a field offers.
struct FormOption {
    Q_GADGET
    Q_PROPERTY(QString name MEMBER name)
    Q_PROPERTY(QString title MEMBER title)
    Q_PROPERTY(bool picked MEMBER picked)
  public:
    QString name;   ///< as the record keeps it
    QString title;  ///< as a person reads it
    bool picked = false;
    bool operator==(const FormOption&) const = default;
};

/// What a form says of a field when it opens.
struct FormField {
    enum Kind {
        Text,
        LongText,
        Choice,
        Choices,
        YesNo,
        Count,
        Date,
        Moment,
        Reference,
        References
    };
    QString name;
    QString title;
    QString help;
    Kind kind = Text;
    bool required = false;
    QString text;
    QList<FormOption> options;
    QString note;    ///< what has to be known before writing, such as two versions; or empty
    QString offset;  ///< of a moment: the wall clock's, "+00:00"
    bool operator==(const FormField&) const = default;
};

class FormEntry : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Fields come from the record list.")
    Q_PROPERTY(QString name READ name CONSTANT)
    Q_PROPERTY(QString title READ title CONSTANT)
    Q_PROPERTY(QString help READ help CONSTANT)
    Q_PROPERTY(QString note READ note CONSTANT)
    Q_PROPERTY(int kind READ kind CONSTANT)
    Q_PROPERTY(bool required READ required CONSTANT)
    Q_PROPERTY(QString text READ text WRITE setText NOTIFY textChanged)
    Q_PROPERTY(QString problem READ problem NOTIFY problemChanged)
    /// Those that match the filter; the chosen ones first and always.
    Q_PROPERTY(QAbstractItemModel* options READ options CONSTANT)
    Q_PROPERTY(int optionCount READ optionCount CONSTANT)
    /// More of them match than are shown.
    Q_PROPERTY(bool cut READ cut NOTIFY optionsChanged)
    Q_PROPERTY(QString filter READ filter WRITE setFilter NOTIFY optionsChanged)
    /// The titles of what is chosen; empty if nothing is.
    Q_PROPERTY(QString chosenWords READ chosenWords NOTIFY textChanged)
    /// Of a date or a moment, as they were typed.
    Q_PROPERTY(QString day READ day NOTIFY textChanged)
    Q_PROPERTY(QString month READ month NOTIFY textChanged)
    Q_PROPERTY(QString year READ year NOTIFY textChanged)
    Q_PROPERTY(QString time READ time NOTIFY textChanged)
    Q_PROPERTY(bool about READ about NOTIFY textChanged)

  public:
    enum Kind {
        Text = FormField::Text,
        LongText = FormField::LongText,
        Choice = FormField::Choice,
        Choices = FormField::Choices,
        YesNo = FormField::YesNo,
        Count = FormField::Count,
        Date = FormField::Date,
        Moment = FormField::Moment,
        Reference = FormField::Reference,
        References = FormField::References
    };
    Q_ENUM(Kind)

    /// With more options than these, some are found by typing.
    static constexpr int optionsShown = 30;

    FormEntry(FormField field, QObject* parent);

    void setText(const QString& text);
    void setFilter(const QString& filter);
    void showProblem(const QString& problem);

    /// Chooses, or takes back. One of several takes the place of the one before; the one answer of
    /// a field that must be given stays.
    Q_INVOKABLE void choose(const QString& option);
    /// The parts of a date; a moment has a time, too.
    Q_INVOKABLE void setDate(const QString& day, const QString& month, const QString& year,
                             bool about);
    Q_INVOKABLE void setMoment(const QString& day, const QString& month, const QString& year,
                               const QString& time);

    [[nodiscard]] QString name() const { return m_field.name; }
    [[nodiscard]] QString title() const { return m_field.title; }
    [[nodiscard]] QString help() const { return m_field.help; }
    [[nodiscard]] QString note() const { return m_field.note; }
    [[nodiscard]] int kind() const { return m_field.kind; }
    [[nodiscard]] bool required() const { return m_field.required; }
    [[nodiscard]] QString text() const { return m_field.text; }
    [[nodiscard]] QString problem() const { return m_problem; }
    [[nodiscard]] QAbstractItemModel* options() { return &m_options; }
    [[nodiscard]] int optionCount() const { return static_cast<int>(m_field.options.size()); }
    [[nodiscard]] bool cut() const { return m_cut; }
    [[nodiscard]] QString filter() const { return m_filter; }
    [[nodiscard]] QString chosenWords() const;
    [[nodiscard]] QString day() const { return part(2); }
    [[nodiscard]] QString month() const { return part(1); }
    [[nodiscard]] QString year() const { return part(0); }
    [[nodiscard]] QString time() const;
    [[nodiscard]] bool about() const { return m_field.text.endsWith(u'~'); }

  Q_SIGNALS:
    void textChanged();
    void problemChanged();
    void optionsChanged();
    /// A person changed it.
    void edited();

  private:
    [[nodiscard]] bool single() const;
    [[nodiscard]] QStringList chosen() const;
    [[nodiscard]] QString part(int index) const;
    void showOptions();

    FormField m_field;
    Rows<FormOption> m_options;
    QString m_problem;
    QString m_filter;
    bool m_cut = false;
};

/// A row of the form's list of fields.
struct FormEntryRow {
    Q_GADGET
    Q_PROPERTY(candour::FormEntry* entry MEMBER entry)
  public:
    FormEntry* entry = nullptr;
    bool operator==(const FormEntryRow&) const = default;
};

}  // namespace candour
