#include "app/viewmodels/keywatch.h"

#include <QKeyEvent>

namespace candour {

KeyWatch::KeyWatch(ShellModel& shell, std::unique_ptr<Delay> delay)
    : m_shell(shell), m_delay(std::move(delay)) {}

void KeyWatch::see(const QEvent& event) {
    switch (event.type()) {
        case QEvent::KeyPress: {
            const auto& key = static_cast<const QKeyEvent&>(event);
            if (key.key() != Qt::Key_Control || !m_shell.open()) return stop();
            if (!key.isAutoRepeat() && !m_shell.keysShown())
                m_delay->start(shownAfter, [this] { m_shell.showKeys(true); });
            return;
        }
        case QEvent::KeyRelease:
        case QEvent::InputMethod:
        case QEvent::MouseButtonPress:
        case QEvent::TabletPress:
        case QEvent::TouchBegin:
        case QEvent::Wheel:
            return stop();
        default:
            return;
    }
}

void KeyWatch::stop() {
    m_delay->stop();
    m_shell.showKeys(false);
}

}  // namespace candour
