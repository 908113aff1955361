// Says to whoever uses a screen reader what others see change: Qt 6.4 has no way to ask for that
// from QML. A notification that comes into view is spoken by the readers of the Linux desktop, and
// Alert is what those of other systems wait for. It moves no focus and interrupts nothing.
#pragma once

#include <QQuickItem>
#include <QtQml/qqmlregistration.h>

namespace candour {

/// Nothing of it is seen. The sentence is its accessible name, given by whoever places it.
class Announcer : public QQuickItem {
    Q_OBJECT
    QML_ELEMENT
    /// What was said last.
    Q_PROPERTY(QString text READ text NOTIFY said)

  public:
    explicit Announcer(QQuickItem* parent = nullptr) : QQuickItem(parent) {}

    /// Says it, the same sentence again as well. Without words it falls silent.
    Q_INVOKABLE void say(const QString& text);

    [[nodiscard]] QString text() const { return m_text; }

  Q_SIGNALS:
    void said();

  private:
    QString m_text;
};

}  // namespace candour
