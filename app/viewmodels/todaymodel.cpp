#include "app/viewmodels/todaymodel.h"

#include "app/viewmodels/wording.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace candour {

namespace {

constexpr int quarter = 15;  // the shortest tile that still holds its words

bool meet(const PlannedSession& a, const PlannedSession& b) {
    return a.room == b.room && a.begins < b.ends && b.begins < a.ends;
}

QString stageWord(PlannedSession::Stage stage) {
    switch (stage) {
        case PlannedSession::Done:
            return TodayModel::tr("done");
        case PlannedSession::Past:
            return TodayModel::tr("its time is over");
        case PlannedSession::Open:
            return TodayModel::tr("still open");
        case PlannedSession::Now:
            return TodayModel::tr("now");
        case PlannedSession::Next:
            return TodayModel::tr("next for you");
        case PlannedSession::Later:
            return TodayModel::tr("later");
        case PlannedSession::Moved:
            return TodayModel::tr("moved");
    }
    return {};
}

}  // namespace

TodayModel::TodayModel(QObject* parent) : QObject(parent) {}

void TodayModel::show(DayPlan plan) {
    m_plan = std::move(plan);
    m_stale.clear();
    m_chosen = false;
    m_firstHour = 9;
    m_lastHour = 17;
    for (const PlannedSession& session : m_plan.sessions) {
        m_firstHour = std::min(m_firstHour, session.begins / 60);
        m_lastHour = std::max(m_lastHour, (session.ends - 1) / 60);
    }
    m_notices.show(m_plan.notices);
    place();
    Q_EMIT shown();
}

void TodayModel::showUnreadable() {
    m_stale = m_plan.readAt.isEmpty()
                  ? tr("The plan cannot be read just now. Your notes are safe, and Search and Hand "
                       "over work.")
                  : tr("The plan cannot be read just now. This is how it was, as at %1. Your notes "
                       "are safe.")
                        .arg(m_plan.readAt);
    Q_EMIT shown();
}

void TodayModel::showNext(const NextSession& next) {
    m_plan.next = next;
    m_chosen = true;
    Q_EMIT shown();
}

void TodayModel::showNow(int minute) {
    m_plan.now = minute;
    Q_EMIT shown();
}

void TodayModel::start() {
    if (!m_plan.next.slotId.isEmpty()) Q_EMIT startRequested(m_plan.next.slotId);
}

void TodayModel::open(const QString& slotId) {
    Q_EMIT sessionChosen(slotId);
}

void TodayModel::openCase() {
    if (!m_plan.next.caseId.isEmpty()) Q_EMIT caseRequested(m_plan.next.caseId);
}

void TodayModel::copyOut() {
    Q_EMIT copyOutRequested();
}

void TodayModel::setOnlyMine(bool onlyMine) {
    if (onlyMine == m_onlyMine) return;
    m_onlyMine = onlyMine;
    place();
    Q_EMIT onlyMineChanged();
}

QString TodayModel::dateText() const {
    return m_plan.date.isValid() ? wording::day(m_plan.date) : tr("Today");
}

QStringList TodayModel::hours() const {
    QStringList hours;
    for (int hour = m_firstHour; hour <= m_lastHour; ++hour)
        hours += wording::hourMinute(hour * 60);
    return hours;
}

qreal TodayModel::nowHour() const {
    const qreal hour = m_plan.now / 60.0 - m_firstHour;
    return m_plan.now < 0 || hour > m_lastHour + 1 - m_firstHour ? -1 : hour;
}

QString TodayModel::nowText() const {
    return m_plan.now < 0 ? QString() : wording::hourMinute(m_plan.now);
}

void TodayModel::place() {
    QList<TimetableTile> tiles;
    QList<TimetableTile> mine;
    const QList<PlannedSession>& sessions = m_plan.sessions;
    for (int i = 0; i < sessions.size(); ++i) {
        const PlannedSession& session = sessions[i];
        TimetableTile tile;
        tile.slotId = session.slotId;
        tile.title = session.title;
        tile.detail = session.detail;
        tile.time =
            tr("%1 to %2")
                .arg(wording::hourMinute(session.begins), wording::hourMinute(session.ends));
        tile.room = m_plan.rooms.value(session.room);
        tile.column = session.room;
        tile.fromHour = session.begins / 60.0 - m_firstHour;
        tile.hours = std::max(session.ends - session.begins, quarter) / 60.0;
        tile.mine = session.mine;
        tile.past = session.stage == PlannedSession::Done || session.stage == PlannedSession::Past;
        tile.next = session.stage == PlannedSession::Next;
        tile.moved = session.stage == PlannedSession::Moved;
        for (int j = 0; j < sessions.size() && !tile.moved; ++j) {
            if (j == i || sessions[j].stage == PlannedSession::Moved) continue;
            if (!meet(session, sessions[j])) continue;
            ++tile.lanes;
            tile.lane += j < i ? 1 : 0;
        }
        if (tile.lanes > 1) tile.detail = tr("Both booked · %1").arg(tile.detail);
        tile.spoken =
            QStringList{tile.title, tile.room, tile.time, stageWord(session.stage), tile.detail}
                .join(u", "_s);
        if (session.mine) mine += tile;
        if (session.mine || !m_onlyMine) tiles += tile;
    }
    std::stable_sort(mine.begin(), mine.end(),
                     [](const auto& a, const auto& b) { return a.fromHour < b.fromHour; });
    m_tiles.show(tiles);
    m_mine.show(mine);
}

}  // namespace candour
