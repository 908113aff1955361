#include "app/viewmodels/jotting.h"

namespace candour {

void Jotting::open(const QString& about) {
    if (about == m_about) return;
    m_about = about;
    place({}, false);
    if (!about.isEmpty()) Q_EMIT opened(about);
}

void Jotting::show(const QString& about, const QString& text) {
    if (about == m_about && !m_touched && !text.isEmpty()) place(text, true);
}

QString Jotting::take() {
    const QString taken = m_text.trimmed();
    place({}, false);
    return taken;
}

void Jotting::giveBack(const QString& text) {
    if (m_text.isEmpty()) place(text, true);
}

void Jotting::write(const QString& text) {
    if (text == m_text && m_touched) return;
    m_text = text;
    m_touched = true;
    Q_EMIT written(m_about, text);
}

void Jotting::place(const QString& text, bool touched) {
    m_text = text;
    m_touched = touched;
    Q_EMIT shown();
}

}  // namespace candour
