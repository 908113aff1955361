#include "app/viewmodels/shellmodel.h"

#include "app/viewmodels/wording.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace candour {
namespace {

/// Opened from anywhere, and left to where one was.
bool over(ShellModel::Page page) {
    return page == ShellModel::Agreement || page == ShellModel::Safeguarding ||
           page == ShellModel::Withdrawal || page == ShellModel::Settings ||
           page == ShellModel::Help || page == ShellModel::Case || page == ShellModel::Documents;
}

}  // namespace

Strip Strip::of(const QString& council, int day, int days, Connection connection, int onlyHere,
                const QString& clock, int urgent) {
    Strip strip;
    strip.council = council;
    if (day > 0) strip.day = ShellModel::tr("Day %1 of %2").arg(day).arg(days);
    strip.connected = connection != Connection::Offline;
    strip.connection = connection == Connection::Offline
                           ? ShellModel::tr("Offline, working normally")
                       : connection == Connection::HandingOver ? ShellModel::tr("Handing over")
                                                               : ShellModel::tr("Connected");
    strip.connectionShort =
        connection == Connection::Offline ? ShellModel::tr("Offline") : QString(strip.connection);
    strip.onlyHere = onlyHere;
    strip.onlyHereText = onlyHere > 0
                             ? wording::count(onlyHere, ShellModel::tr("only on this tablet"),
                                              ShellModel::tr("only on this tablet"))
                             : ShellModel::tr("All handed over");
    strip.clock = clock;
    if (urgent > 0) {
        strip.urgent = wording::count(urgent, ShellModel::tr("urgent item is waiting"),
                                      ShellModel::tr("urgent items are waiting"));
        strip.alert = wording::count(urgent, ShellModel::tr("alert not sent"),
                                     ShellModel::tr("alerts not sent"));
    }
    return strip;
}

ShellModel::ShellModel(QObject* parent) : QObject(parent) {
    // The one list of places: a new page is one line here.
    m_places.show({{Today, u"today"_s, tr("Today"), tr("Today"), true},
                   {Cases, u"cases"_s, tr("Cases"), tr("Cases"), true},
                   {Review, u"tag"_s, tr("Review"), tr("Review and tag"), true},
                   {Coverage, u"coverage"_s, tr("Coverage"), tr("Coverage"), true},
                   {Search, u"search"_s, tr("Search"), tr("Search"), false},
                   {HandOver, u"handover"_s, tr("Hand over"), tr("Hand over"), true}});
}

void ShellModel::showPage(Page page) {
    if (page == Unlock) m_behind.clear();
    if (page == m_page) return;
    m_page = page;
    if (!open()) showShield(false);
    Q_EMIT pageChanged();
}

void ShellModel::showStrip(Strip strip) {
    strip.clockDoubt = m_troubles[Trouble::clock].sentence;
    if (strip == m_strip) return;
    m_strip = strip;
    Q_EMIT stripChanged();
}

void ShellModel::showNotice(const QString& sentence) {
    if (sentence == m_notice) return;
    m_notice = sentence;
    Q_EMIT noticeChanged();
}

void ShellModel::showTrouble(Trouble trouble, const QString& sentence) {
    Standing& standing = m_troubles[trouble];
    if (sentence == standing.sentence) return;
    standing = {sentence, false};
    Q_EMIT noticeChanged();
    showStrip(m_strip);
}

QString ShellModel::notice() const {
    if (!m_notice.isEmpty()) return m_notice;
    for (const auto& [trouble, standing] : m_troubles)
        if (!standing.sentence.isEmpty() && !standing.putAway) return standing.sentence;
    return {};
}

void ShellModel::dismissNotice() {
    if (!m_notice.isEmpty()) return showNotice({});
    for (auto& [trouble, standing] : m_troubles) {
        if (standing.sentence.isEmpty() || standing.putAway) continue;
        standing.putAway = true;
        return Q_EMIT noticeChanged();
    }
}

void ShellModel::showLook(bool dark, qreal textScale) {
    m_dark = dark;
    m_textScale = std::clamp(textScale, 1.0, 2.0);
    Q_EMIT lookChanged();
}

/// A locked tablet shows nothing that would have to be covered.
void ShellModel::showShield(bool shielded) {
    shielded = shielded && open();
    if (shielded == m_shielded) return;
    m_shielded = shielded;
    Q_EMIT shieldChanged();
}

void ShellModel::showKeys(bool shown) {
    shown = shown && open();
    if (shown == m_keysShown) return;
    m_keysShown = shown;
    Q_EMIT keysShownChanged();
}

void ShellModel::showKeyboard(int inset) {
    m_keyboardInset = inset;
    Q_EMIT lookChanged();
}

void ShellModel::go(int page) {
    if (page == m_page || !open()) return;
    Q_EMIT leaving(m_page);
    const auto next = static_cast<Page>(page);
    // A page that belongs to no place lies over the one before, which Back uncovers.
    if (const auto below = m_behind.indexOf(next); below >= 0)
        m_behind.resize(below);
    else if (over(next))
        m_behind.append(m_page);
    else
        m_behind.clear();
    Q_EMIT pageOpened(next);
    showPage(next);
}

void ShellModel::again() {
    if (open()) Q_EMIT pageOpened(m_page);
}

void ShellModel::back() {
    go(behind());
}

QString ShellModel::backName() const {
    switch (behind()) {
        case Today:
            return tr("Back to Today");
        case Capture:
            return tr("Back to the interview");
        case Cases:
            return tr("Back to Cases");
        case Search:
            return tr("Back to Search");
        default:
            return tr("Back");
    }
}

void ShellModel::lock() {
    if (!open()) return;
    if (m_strip.alert.isEmpty()) return lockNow();
    askBeforeLock(true);
}

void ShellModel::stayOpen() {
    askBeforeLock(false);
}

void ShellModel::askBeforeLock(bool asked) {
    if (asked == m_lockAsked) return;
    m_lockAsked = asked;
    Q_EMIT lockAskedChanged();
}

void ShellModel::lockNow() {
    if (!open()) return;
    askBeforeLock(false);
    showNotice({});
    for (auto& [trouble, standing] : m_troubles) standing.putAway = false;
    Q_EMIT leaving(m_page);
    Q_EMIT lockRequested();
}

ShellModel::Page ShellModel::place() const {
    switch (m_page) {
        case Capture:
        case Agreement:
        case Withdrawal:
            return Today;
        case Huddle:
        case Rating:
            return Coverage;
        case Conflict:
            return HandOver;
        case Case:
        case Documents:
            return Cases;
        default:
            return m_page;
    }
}

}  // namespace candour
