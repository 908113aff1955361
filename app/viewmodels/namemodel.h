// Who a case is: opened by a deliberate press, and gone again by itself. What always holds: nothing
// is shown before the press is written down; it is hidden after ten seconds, when the page goes,
// when the window loses the person's eyes, and when the tablet locks.
#pragma once

#include "app/viewmodels/delay.h"
#include "app/viewmodels/rows.h"

#include <QtQml/qqmlregistration.h>

#include <chrono>
#include <memory>

namespace candour {

/// One thing that says who somebody is: "Phone", "01632 960107".
struct NameFact {
    Q_GADGET
    Q_PROPERTY(QString title MEMBER title)
    Q_PROPERTY(QString words MEMBER words)
  public:
    QString title;
    QString words;
    bool operator==(const NameFact&) const = default;
};

struct CaseName {
    QString caseId;
    QString heading;  ///< "Who case 07 is"
    QList<NameFact> facts;
    QString problem;  ///< why there is none, in a sentence; or empty
};

class NameModel : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Names are opened from the vault.")
    Q_PROPERTY(bool open READ isOpen NOTIFY changed)
    Q_PROPERTY(QString heading READ heading NOTIFY changed)
    Q_PROPERTY(QString problem READ problem NOTIFY changed)
    Q_PROPERTY(QAbstractItemModel* facts READ facts CONSTANT)

  public:
    static constexpr std::chrono::seconds shownFor{10};

    explicit NameModel(std::unique_ptr<Delay> delay, QObject* parent = nullptr);

    // Values in
    /// Only of the case that was asked for last, and only while nobody has hidden it.
    void show(const CaseName& name);

    // What pages do
    Q_INVOKABLE void ask(const QString& caseId);
    Q_INVOKABLE void hide();

    [[nodiscard]] bool isOpen() const { return !m_name.heading.isEmpty(); }
    [[nodiscard]] QString heading() const { return m_name.heading; }
    [[nodiscard]] QString problem() const { return m_name.problem; }
    [[nodiscard]] QAbstractItemModel* facts() { return &m_facts; }

  Q_SIGNALS:
    void changed();
    /// Intent: write down that this name was opened, then answer show.
    void nameRequested(const QString& caseId);

  private:
    std::unique_ptr<Delay> m_delay;
    QString m_asked;
    CaseName m_name;
    Rows<NameFact> m_facts;
};

}  // namespace candour
