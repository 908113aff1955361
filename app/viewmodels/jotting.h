// A few words that are typed on the way to something else: the role of somebody who joined, why a
// wish is undone, when something was so. What always holds: every key is handed on to be kept, so
// that neither leaving the page nor a lock nor a kill loses a word; what was used is not shown
// again, and comes back if it could not be used.
#pragma once

#include <QObject>
#include <QtQml/qqmlregistration.h>

namespace candour {

class Jotting : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("It belongs to what it is typed for.")
    Q_PROPERTY(QString text READ text NOTIFY shown)

  public:
    /// What it is typed for, and of what.
    enum class Use : std::uint8_t {
        joining,     ///< of a session: the role of somebody who joins
        undoing,     ///< of a withdrawal: why it is undone
        dating,      ///< of a tag: when it was so
        captioning,  ///< of whatever a file is attached to: what the file shows
        noting       ///< of a comparison: why
    };

    explicit Jotting(Use use, QObject* parent = nullptr) : QObject(parent), m_use(use) {}

    /// Turns to this record, and asks for what was typed for it before. Empty: to none.
    void open(const QString& about);
    /// What was kept. Nothing happens if it is about another record, or something was typed since.
    void show(const QString& about, const QString& text);
    /// What was typed, to be used now.
    QString take();
    /// It could not be used: the words are in their field again, unless others are.
    void giveBack(const QString& text);

    Q_INVOKABLE void write(const QString& text);

    [[nodiscard]] Use use() const { return m_use; }
    [[nodiscard]] const QString& about() const { return m_about; }
    [[nodiscard]] const QString& text() const { return m_text; }
    /// Something was typed here, if only to take all of it away.
    [[nodiscard]] bool touched() const { return m_touched; }

  Q_SIGNALS:
    /// Fields take their words anew.
    void shown();

    /// Intent: what was typed for this record before? Answer show().
    void opened(const QString& about);
    /// Intent: keep this; empty: there is nothing to keep any more.
    void written(const QString& about, const QString& text);

  private:
    void place(const QString& text, bool touched);

    Use m_use;
    QString m_about;
    QString m_text;
    bool m_touched = false;
};

}  // namespace candour
