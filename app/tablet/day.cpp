#include "app/tablet/day.h"

#include "app/handover/bundles.h"
#include "app/records/sessionids.h"
#include "app/tablet/company.h"
#include "app/tablet/handingover.h"
#include "app/tablet/meetingrecords.h"
#include "app/viewmodels/wording.h"

#include <algorithm>
#include <set>

namespace candour {
namespace {

int minuteOf(const QDateTime& time) {
    return time.time().msecsSinceStartOfDay() / 60'000;
}

/// "One hour", "45 minutes"
QString lengthOf(const QDateTime& start, const QDateTime& end) {
    const auto minutes = static_cast<int>(start.secsTo(end) / 60);
    if (minutes == 60) return QObject::tr("One hour");
    if (minutes % 60 == 0) return QObject::tr("%1 hours").arg(minutes / 60);
    return QObject::tr("%1 minutes").arg(minutes);
}

QString inHowLong(const QDateTime& start, const QDateTime& now) {
    const auto minutes = now.secsTo(start) / 60;
    const QString clock = wording::hourMinute(start);
    if (minutes <= 0) return clock;
    if (minutes < 60) return QObject::tr("%1, in %2 min").arg(clock).arg(minutes);
    return QObject::tr("%1, in %2 h %3 min").arg(clock).arg(minutes / 60).arg(minutes % 60);
}

struct Slots {
    std::vector<ListedRecord> all;              // of the day, by their start
    std::map<RecordId, ListedRecord> sessions;  // by slot, those that took place
};

Result<Slots> readSlots(Vault& vault, const QDate& day) {
    Slots found;
    TRY(found.all, listAll(vault, {.type = QStringLiteral("timetable_slot"),
                                   .where = {{QStringLiteral("day"), day.toString(Qt::ISODate)}},
                                   .orderBy = QStringLiteral("start")}));
    TRY(auto sessions, listAll(vault, {.type = QStringLiteral("session")}));
    for (ListedRecord& session : sessions)
        if (const auto slot = RecordId::fromBytes(fieldOf(session, u"slot").bytes()))
            found.sessions.insert_or_assign(*slot, std::move(session));
    return found;
}

PlannedSession plannedFrom(const ListedRecord& slot, const Slots& day, const Council& council,
                           const QStringList& rooms, const QDateTime& now) {
    PlannedSession planned;
    const QDateTime start = momentOf(slot, u"start");
    const QDateTime end = momentOf(slot, u"end");
    planned.slotId = slot.id.toString();
    planned.title = textOf(slot, u"title");
    planned.room = static_cast<int>(rooms.indexOf(textOf(slot, u"room")));
    planned.begins = minuteOf(start);
    planned.ends = minuteOf(end);
    planned.mine = council.includesMe(fieldOf(slot, u"assigned"));
    const QString who = council.names(fieldOf(slot, u"assigned"));
    const auto session = day.sessions.find(slot.id);
    const bool begun = session != day.sessions.end();
    if (textOf(slot, u"state") == u"moved") {
        planned.stage = PlannedSession::Moved;
        const auto target = RecordId::fromBytes(fieldOf(slot, u"moved_to").bytes());
        for (const ListedRecord& other : day.all)
            if (target == other.id)
                planned.detail = QObject::tr("Now %1, %2")
                                     .arg(textOf(other, u"room"),
                                          wording::hourMinute(momentOf(other, u"start")));
    } else if (begun && momentOf(session->second, u"finished").isValid()) {
        planned.stage = PlannedSession::Done;
        planned.detail = wording::together({QObject::tr("Done"), who});
    } else if (end <= now && planned.mine && begun) {
        planned.stage = PlannedSession::Open;
        planned.detail = wording::together({QObject::tr("Still open"), who});
    } else if (end <= now) {
        planned.stage = PlannedSession::Past;
        planned.detail =
            wording::together({planned.mine ? QObject::tr("Not begun") : QString(), who});
    } else if (start <= now) {
        planned.stage = PlannedSession::Now;
        planned.detail = wording::together({QObject::tr("Now"), who});
    } else {
        planned.detail = wording::together({textOf(slot, u"subtitle"), who});
    }
    return planned;
}

/// What is mine now; else the last that goes on beyond its time; else what comes. -1: nothing more.
int nextOf(const QList<PlannedSession>& sessions) {
    int open = -1;
    int later = -1;
    for (int i = 0; i < sessions.size(); ++i) {
        if (!sessions[i].mine) continue;
        if (sessions[i].stage == PlannedSession::Now) return i;
        if (sessions[i].stage == PlannedSession::Open) open = i;
        if (sessions[i].stage == PlannedSession::Later && later < 0) later = i;
    }
    return open >= 0 ? open : later;
}

void describeAgreement(NextSession& next, const std::vector<Heard>& heard) {
    if (heard.empty()) {
        next.agreement = QObject::tr("Agreement not yet asked");
        return;
    }
    const AgreementAnswer talk = agreementFor(heard.front().events, Purpose::talk);
    next.agreed = talk.state == candour::AgreementState::given;
    switch (talk.state) {
        case candour::AgreementState::notAsked:
            next.agreement = QObject::tr("Agreement not yet asked");
            break;
        case candour::AgreementState::asked:
            next.agreement = QObject::tr("Agreement asked, to ask again");
            break;
        case candour::AgreementState::given:
            next.agreement = QObject::tr("Talk with us: yes");
            break;
        case candour::AgreementState::paused:
            next.agreement = QObject::tr("Paused");
            break;
        case candour::AgreementState::refused:
            next.agreement = QObject::tr("Talk with us: no");
            break;
        case candour::AgreementState::withdrawn:
            next.agreement = QObject::tr("Agreement withdrawn");
            break;
    }
    if (!talk.councilReported) return;
    const QDateTime when = QDateTime::fromMSecsSinceEpoch(talk.reportedUtcMs, Qt::UTC);
    next.agreementDetail =
        QObject::tr("Council says %1, %2")
            .arg(talk.councilReported == candour::AgreementState::given ? QObject::tr("yes")
                                                                        : QObject::tr("no"),
                 when.toString(QStringLiteral("d MMMM")));
}

Result<NextSession> describe(Vault& vault, const Council& council, const ListedRecord& slot,
                             const QString& heading, const QDateTime& now) {
    NextSession next;
    const QDateTime start = momentOf(slot, u"start");
    next.slotId = slot.id.toString();
    next.heading = heading;
    next.when = inHowLong(start, now);
    next.title = textOf(slot, u"title");
    if (const QString more = textOf(slot, u"subtitle"); !more.isEmpty())
        next.title += QStringLiteral(", ") + more.first(1).toLower() + more.sliced(1);
    QStringList with = council.names(fieldOf(slot, u"assigned")).split(QStringLiteral(", "));
    with.removeAll(QObject::tr("You"));
    with.removeAll(QString());
    next.place = wording::together(
        {textOf(slot, u"room"), lengthOf(start, momentOf(slot, u"end")),
         with.isEmpty() ? QString() : QObject::tr("With %1").arg(with.join(QStringLiteral(", ")))});
    if (const auto about = RecordId::fromBytes(fieldOf(slot, u"case").bytes()))
        next.caseId = about->toString();
    const RecordId session = sessionRecordOf(slot.id);
    TRY(const auto heard, readHeard(vault, session));
    TRY(const ListPage begun, vault.records().list({.type = QStringLiteral("session"),
                                                    .where = {{QStringLiteral("slot"), slot.id}},
                                                    .withSealed = true,
                                                    .limit = 1}));
    // Others' session, which is theirs alone or has not been handed over: nothing is known of it.
    if (begun.records.empty() && !with.isEmpty() &&
        !council.includesMe(fieldOf(slot, u"assigned"))) {
        next.agreement = QObject::tr("Theirs to ask. Nothing of it is on this tablet.");
    } else {
        describeAgreement(next, heard);
    }
    TRY(const KnownNeeds known, needsFor(vault, slot));
    next.need = known.needs;
    next.needDetail = known.details;
    TRY(const ListPage lines, vault.records().list({.type = QStringLiteral("line"),
                                                    .where = {{QStringLiteral("session"), session}},
                                                    .withSealed = true,
                                                    .limit = 1}));
    next.action =
        lines.records.empty() ? QObject::tr("Start interview") : QObject::tr("Open interview");
    return next;
}

Status addNotices(Vault& vault, DayPlan& plan, const Slots& day) {
    for (const ListedRecord& slot : day.all) {
        if (textOf(slot, u"state") != u"moved") continue;
        const auto target = RecordId::fromBytes(fieldOf(slot, u"moved_to").bytes());
        for (const ListedRecord& other : day.all)
            if (target == other.id)
                plan.notices.append({QStringLiteral("room"),
                                     QObject::tr("%1 moved to %2 at %3")
                                         .arg(textOf(slot, u"title"), textOf(other, u"room"),
                                              wording::hourMinute(momentOf(other, u"start")))});
    }
    TRY(const auto open,
        listAll(vault, {.type = QStringLiteral("follow_up"),
                        .where = {{QStringLiteral("state"), QStringLiteral("open")}}}));
    if (!open.empty())
        plan.notices.append({QStringLiteral("followUp"),
                             wording::count(static_cast<qint64>(open.size()),
                                            QObject::tr("follow-up still to ask for"),
                                            QObject::tr("follow-ups still to ask for"))});
    return {};
}

/// "3 rooms and video": where people meet whom they can see in it; a call is in no room.
QString placeWords(const std::vector<ListedRecord>& planned) {
    std::set<QString> rooms;
    bool video = false;
    for (const ListedRecord& slot : planned) {
        const QString way = textOf(slot, u"way");
        if (way == u"video") video = true;
        if (way != u"video" && way != u"phone") rooms.insert(textOf(slot, u"room"));
    }
    const QString counted = wording::count(static_cast<qint64>(rooms.size()), QObject::tr("room"),
                                           QObject::tr("rooms"));
    if (!video) return counted;
    return rooms.empty() ? QObject::tr("all by video") : QObject::tr("%1 and video").arg(counted);
}

/// "As at 13:22, Helen Marsh": when what is planned for the day was last changed, and by whom. What
/// was struck out or moved to another day is not planned for it any more.
Result<QString> lastChanged(Vault& vault, const Council& council,
                            const std::vector<ListedRecord>& planned, const QDate& today) {
    std::optional<Header> last;
    for (const ListedRecord& slot : planned) {
        TRY(const auto history, vault.ledger().history(slot.row));
        for (const OpenedChange& change : history)
            if (!last || change.header.written.corrected() > last->written.corrected())
                last = change.header;
    }
    if (!last) return QString();
    const QDateTime when = wallTime(last->written);
    const QString words = when.date() == today ? wording::hourMinute(when)
                                               : when.toString(QStringLiteral("d MMMM, HH:mm"));
    const QString who =
        last->vault == council.myVault ? QObject::tr("you") : council.author(last->vault);
    return who.isEmpty() ? QObject::tr("As at %1").arg(words)
                         : QObject::tr("As at %1, %2").arg(words, who);
}

}  // namespace

Result<DayPlan> readDay(Vault& vault, const Council& council, const Moment& moment) {
    const QDateTime now = wallTime(moment);
    DayPlan plan;
    plan.date = now.date();
    plan.now = minuteOf(now);
    plan.readAt = wording::hourMinute(now);
    TRY(const Slots day, readSlots(vault, plan.date));
    for (const ListedRecord& slot : day.all) {
        const QString room = textOf(slot, u"room");
        if (!plan.rooms.contains(room)) plan.rooms.append(room);
    }
    // Rooms by name, and what is no room behind them.
    std::stable_sort(plan.rooms.begin(), plan.rooms.end(), [](const QString& a, const QString& b) {
        const bool aRoom = a.startsWith(QStringLiteral("Room"));
        const bool bRoom = b.startsWith(QStringLiteral("Room"));
        return aRoom != bRoom ? aRoom : a < b;
    });
    std::vector<const ListedRecord*> shown;
    for (const ListedRecord& slot : day.all) {
        if (textOf(slot, u"state") == u"cancelled") continue;
        PlannedSession planned = plannedFrom(slot, day, council, plan.rooms, now);
        plan.sessions.append(planned);
        shown.push_back(&slot);
    }
    const int next = nextOf(plan.sessions);
    if (next >= 0) {
        PlannedSession& mine = plan.sessions[next];
        const QString heading = mine.stage == PlannedSession::Now    ? QObject::tr("Now")
                                : mine.stage == PlannedSession::Open ? QObject::tr("Still open")
                                                                     : QObject::tr("Next for you");
        mine.stage = PlannedSession::Next;
        TRY(plan.next,
            describe(vault, council, *shown[static_cast<std::size_t>(next)], heading, now));
    }
    TRY(const QString asAt, lastChanged(vault, council, day.all, plan.date));
    plan.summary = wording::together({wording::count(static_cast<qint64>(council.initials.size()),
                                                     QObject::tr("of us"), QObject::tr("of us")),
                                      placeWords(day.all), asAt});
    TRY(plan.onlyHere, countOnlyHere(vault));
    TRY(plan.mayCopyOut, mayPackForStore(vault));
    TRY(const auto oldest, vault.ledger().oldestUnreceipted(vault.identity().vault));
    if (oldest) {
        const QDateTime written = wallTime(*oldest);
        plan.oldest = written.date() == plan.date
                          ? QObject::tr("Oldest written %1 today").arg(wording::hourMinute(written))
                          : QObject::tr("Oldest written %1")
                                .arg(written.toString(QStringLiteral("d MMMM, HH:mm")));
    }
    TRY_OK(addNotices(vault, plan, day));
    return plan;
}

Result<NextSession> readSession(Vault& vault, const Council& council, const RecordId& slotId,
                                const Moment& now) {
    TRY(const ListedRecord slot, readListed(vault, slotId));
    return describe(vault, council, slot, QObject::tr("You chose"), wallTime(now));
}

}  // namespace candour
