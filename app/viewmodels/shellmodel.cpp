#include "app/viewmodels/shellmodel.h"

#include "app/viewmodels/wording.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace candour {

Strip Strip::of(const QString& council, int day, int days, Connection connection, int onlyHere,
                int battery, const QString& clock, int urgent) {
    Strip strip;
    strip.council = council;
    if (day > 0) strip.day = u"Day %1 of %2"_s.arg(day).arg(days);
    strip.connected = connection != Connection::Offline;
    strip.connection = connection == Connection::Offline       ? u"Offline, working normally"_s
                       : connection == Connection::HandingOver ? u"Handing over"_s
                                                               : u"Connected"_s;
    strip.connectionShort =
        connection == Connection::Offline ? u"Offline"_s : QString(strip.connection);
    strip.onlyHere = onlyHere;
    strip.onlyHereText =
        onlyHere > 0 ? wording::count(onlyHere, u"only on this tablet"_s, u"only on this tablet"_s)
                     : u"All handed over"_s;
    strip.battery = battery;
    strip.clock = clock;
    if (urgent > 0)
        strip.urgent =
            wording::count(urgent, u"urgent item is waiting"_s, u"urgent items are waiting"_s);
    return strip;
}

ShellModel::ShellModel(QObject* parent) : QObject(parent) {
    // The one list of places: a new page is one line here.
    m_places.show({{Today, u"today"_s, u"Today"_s, u"Today"_s, u"Ctrl+1"_s, true},
                   {Review, u"tag"_s, tr("Review"), tr("Review and tag"), u"Ctrl+3"_s, true},
                   {Coverage, u"coverage"_s, tr("Coverage"), tr("Coverage"), u"Ctrl+4"_s, true},
                   {Search, u"search"_s, u"Search"_s, u"Search"_s, u"Ctrl+5"_s, false},
                   {HandOver, u"handover"_s, u"Hand over"_s, u"Hand over"_s, u"Ctrl+6"_s, true}});
}

void ShellModel::showPage(Page page) {
    if (page == m_page) return;
    m_page = page;
    Q_EMIT pageChanged();
}

void ShellModel::showStrip(const Strip& strip) {
    if (strip == m_strip) return;
    m_strip = strip;
    Q_EMIT stripChanged();
}

void ShellModel::showNotice(const QString& sentence) {
    if (sentence == m_notice) return;
    m_notice = sentence;
    Q_EMIT noticeChanged();
}

void ShellModel::showLook(bool dark, qreal textScale) {
    m_dark = dark;
    m_textScale = std::clamp(textScale, 1.0, 2.0);
    Q_EMIT lookChanged();
}

void ShellModel::showKeyboard(int inset) {
    m_keyboardInset = inset;
    Q_EMIT lookChanged();
}

void ShellModel::go(int page) {
    if (page == m_page || !open()) return;
    Q_EMIT leaving(m_page);
    const auto next = static_cast<Page>(page);
    m_interviewBehind = m_page == Capture && next == Agreement;
    Q_EMIT pageOpened(next);
    showPage(next);
}

void ShellModel::back() {
    go(m_interviewBehind ? Capture : Today);
}

QString ShellModel::backName() const {
    return m_interviewBehind ? u"Back to the interview"_s : u"Back to Today"_s;
}

void ShellModel::lock() {
    if (!open()) return;
    showNotice({});
    Q_EMIT leaving(m_page);
    Q_EMIT lockRequested();
}

void ShellModel::chooseLook(bool dark, qreal textScale) {
    showLook(dark, textScale);
    Q_EMIT lookChosen(m_dark, m_textScale);
}

ShellModel::Page ShellModel::place() const {
    switch (m_page) {
        case Capture:
        case Agreement:
            return Today;
        case Huddle:
        case Rating:
            return Coverage;
        case Conflict:
            return HandOver;
        default:
            return m_page;
    }
}

}  // namespace candour
