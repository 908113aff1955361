#include "app/tablet/copiedwords.h"

#include <QGuiApplication>

namespace candour {

CopiedWords::CopiedWords(std::unique_ptr<Delay> delay) : m_delay(std::move(delay)) {
    if (qobject_cast<QGuiApplication*>(QCoreApplication::instance()) == nullptr) return;
    connect(QGuiApplication::clipboard(), &QClipboard::changed, this, &CopiedWords::watch);
}

void CopiedWords::watch(QClipboard::Mode mode) {
    // Only the program in front copies; not every platform tells who it was.
    const bool here = QGuiApplication::applicationState() == Qt::ApplicationActive;
    if (!here || QGuiApplication::clipboard()->text(mode).isEmpty()) {
        m_ours.remove(mode);
        return;
    }
    m_ours.insert(mode);
    m_delay->start(kept, [this] { clear(); });
}

void CopiedWords::clear() {
    const QSet<int> ours = m_ours;
    for (const int mode : ours)
        QGuiApplication::clipboard()->clear(static_cast<QClipboard::Mode>(mode));
    m_ours.clear();
}

}  // namespace candour
