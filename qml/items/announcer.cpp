#include "qml/items/announcer.h"

#include <QAccessible>

namespace candour {

void Announcer::say(const QString& text) {
    m_text = text;
    Q_EMIT said();
    if (text.isEmpty()) return;
    for (const auto kind : {QAccessible::ObjectShow, QAccessible::Alert}) {
        QAccessibleEvent event(this, kind);
        QAccessible::updateAccessibility(&event);
    }
}

}  // namespace candour
