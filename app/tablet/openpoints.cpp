#include "app/tablet/openpoints.h"

#include "app/rules/agreed.h"
#include "app/rules/recordwords.h"
#include "app/tablet/casebook.h"
#include "app/tablet/caselists.h"
#include "app/tablet/company.h"
#include "app/tablet/evening.h"
#include "app/tablet/formwords.h"
#include "app/tablet/protecting.h"
#include "app/viewmodels/wording.h"

#include <algorithm>

namespace candour {
namespace {

OpenPoint openPoint(const char* key, const char* icon, const QString& title, const QString& detail,
                    const QString& action, const QString& place = {}) {
    return {
        QString::fromLatin1(key), QString::fromLatin1(icon), false, title, detail, action, place};
}

/// What is done, said as done.
OpenPoint settledPoint(const char* key, const char* icon, const QString& title,
                       const QString& detail = {}) {
    return {QString::fromLatin1(key), QString::fromLatin1(icon), true, title, detail, {}, {}};
}

/// "Duty desk, 14:22" or, with more of them, "Duty desk, 14:22 and 2 more".
QString andMore(const QString& first, std::size_t all) {
    return all < 2 ? first : QObject::tr("%1 and %2 more").arg(first).arg(all - 1);
}

/// A moment in words that fit the evening: today's is a time, any other has its day.
QString eveningTime(const QDateTime& time, const Moment& now) {
    const QString clock = wording::hourMinute(time);
    return time.date() == wallTime(now).date()
               ? clock
               : QObject::tr("%1 %2").arg(dayWords(time.date(), now), clock);
}

/// The meetings that we were in, oldest first.
Result<std::vector<ListedRecord>> ourSessions(Vault& vault, const Council& council) {
    ListRequest request{.type = QStringLiteral("session"), .orderBy = QStringLiteral("started")};
    if (council.me.isNull()) request.author = vault.identity().vault;
    TRY(auto sessions, listAll(vault, request));
    if (council.me.isNull()) return sessions;
    std::erase_if(sessions, [&](const ListedRecord& session) {
        const auto present = idsIn(session.values, u"present");
        return idIn(session.values, u"writing") != council.me &&
               std::find(present.begin(), present.end(), council.me) == present.end();
    });
    return sessions;
}

QString slotIdIn(const ListedRecord& session) {
    const RecordId slot = idIn(session.values, u"slot");
    return slot.isNull() ? QString() : slot.toString();
}

Status addAlerts(Vault& vault, const Moment& now, QList<OpenPoint>& points) {
    TRY(const int alerts, countUnheard(vault));
    if (alerts > 0)
        points.append(
            openPoint("alert", "safeguard",
                      wording::count(alerts, QObject::tr("alert that nobody has received"),
                                     QObject::tr("alerts that nobody has received")),
                      QObject::tr("It goes before everything else. Tell someone by phone as well."),
                      QObject::tr("Open it")));
    TRY(const QStringList heard, heardToday(vault, now));
    if (!heard.isEmpty())
        points.append(settledPoint("heard", "safeguard",
                                   wording::count(heard.size(), QObject::tr("alert, passed on"),
                                                  QObject::tr("alerts, passed on")),
                                   heard.join(QStringLiteral(". ")) + u'.'));
    return {};
}

Status addDisputes(Vault& vault, QList<OpenPoint>& points) {
    TRY(const auto disputed, vault.records().rows(disputedLines()));
    if (!disputed.empty())
        points.append(openPoint("conflict", "differ",
                                wording::count(static_cast<qint64>(disputed.size()),
                                               QObject::tr("line that two of you wrote"),
                                               QObject::tr("lines that two of you wrote")),
                                QObject::tr("Both texts are kept until you decide."),
                                QObject::tr("Compare them")));
    return {};
}

// Agreements -------------------------------------------------------------------------------------

/// Whether something that the council reported as agreed was never asked by us; of somebody who
/// does not want to talk there is nothing to ask.
bool isUnconfirmed(std::span<const AgreementEvent> answers) {
    if (agreementFor(answers, Purpose::talk).state > AgreementState::given) return false;
    return std::any_of(std::begin(casePurposes), std::end(casePurposes), [&](Purpose purpose) {
        const AgreementAnswer answer = agreementFor(answers, purpose);
        return answer.councilReported == AgreementState::given &&
               answer.state < AgreementState::given;
    });
}

bool isReported(std::span<const AgreementEvent> answers) {
    return std::any_of(std::begin(casePurposes), std::end(casePurposes), [&](Purpose purpose) {
        return agreementFor(answers, purpose).councilReported == AgreementState::given;
    });
}

/// Cases that we follow and that are ours or nobody's, with the council's yes alone.
Status addUnconfirmed(Vault& vault, const Council& council, QList<OpenPoint>& points) {
    QStringList numbers;
    QString first;
    bool reported = false;
    for (const char* stage : {"shortlisted", "engaged"}) {
        TRY(const auto cases,
            listAll(vault, {.type = QStringLiteral("tracked_case"),
                            .where = {{QStringLiteral("stage"), QString::fromLatin1(stage)}},
                            .orderBy = QStringLiteral("number")}));
        for (const ListedRecord& one : cases) {
            const RecordId owner = idIn(one.values, u"owner");
            if (!owner.isNull() && !council.me.isNull() && owner != council.me) continue;
            TRY(const auto answers, vault.rules().ask([&](const Surroundings& around) {
                return answersOfPersonIn(one.id, around);
            }));
            reported = reported || isReported(answers);
            if (!isUnconfirmed(answers)) continue;
            if (first.isEmpty()) first = one.id.toString();
            numbers << textOf(one, u"number");
        }
    }
    if (numbers.isEmpty() && reported)
        points.append(settledPoint("confirmed", "checkCircle",
                                   QObject::tr("Every agreement is confirmed"),
                                   QObject::tr("What the council said, we have asked ourselves.")));
    if (numbers.isEmpty()) return {};
    const qsizetype cases = numbers.size();
    const QString which = cases == 1
                              ? QObject::tr("Case %1").arg(numbers.first())
                              : QObject::tr("Cases %1").arg(numbers.join(QStringLiteral(", ")));
    points.append(openPoint("agreement", "agree",
                            wording::count(cases, QObject::tr("agreement not confirmed"),
                                           QObject::tr("agreements not confirmed")),
                            QObject::tr("%1: the council said yes, we have not asked.").arg(which),
                            QObject::tr("Ask or explain"), first));
    return {};
}

/// People of our meetings whom nobody has asked whether they want to talk with us.
Status addUnasked(Vault& vault, const std::vector<ListedRecord>& sessions,
                  QList<OpenPoint>& points) {
    std::size_t people = 0;
    QString first;
    QString place;
    for (const ListedRecord& session : sessions) {
        if (textOf(session, u"kind") == u"team_meeting" || slotIdIn(session).isEmpty()) continue;
        TRY(const ListPage lines,
            vault.records().list({.type = QStringLiteral("line"),
                                  .where = {{QStringLiteral("session"), session.id}},
                                  .limit = 1}));
        if (lines.records.empty()) continue;
        TRY(const auto company, readHeard(vault, session.id));
        for (const Heard& heard : company) {
            if (heard.talk() > AgreementState::asked) continue;
            if (people++ > 0) continue;
            place = heard.participant.id.toString();
            first =
                wording::together({textOf(session, u"title"),
                                   textOf(heard.participant, u"role") == textOf(session, u"title")
                                       ? QString()
                                       : textOf(heard.participant, u"role")},
                                  QStringLiteral(", "));
        }
    }
    if (people == 0) return {};
    points.append(openPoint(
        "asking", "agree",
        wording::count(static_cast<qint64>(people),
                       QObject::tr("person not asked whether they want to talk"),
                       QObject::tr("people not asked whether they want to talk")),
        QObject::tr("%1. Until they say yes it is no evidence.").arg(andMore(first, people)),
        QObject::tr("Ask now"), place));
    return {};
}

// Words ------------------------------------------------------------------------------------------

/// "Hospital discharge, 14:31"; the time alone where its meeting is not to be read any more.
QString whereOf(const ListedRecord& line, const Result<ListedRecord>& session, const Moment& now) {
    return wording::together(
        {session ? textOf(*session, u"title") : QString(), eveningTime(momentOf(line, u"at"), now)},
        QStringLiteral(", "));
}

Status addUntagged(Vault& vault, const Moment& now, QList<OpenPoint>& points) {
    std::size_t untagged = 0;
    std::optional<ListedRecord> first;
    for (const char* kind : {"said", "saw"}) {
        ListRequest request{
            .type = QStringLiteral("line"),
            .where = {{QStringLiteral("kind"), QString::fromLatin1(kind)}},
            .author = vault.identity().vault,
            .without = ListRequest::Without{QStringLiteral("tag"), QStringLiteral("target")}};
        TRY(const auto rows, vault.records().rows(request));
        untagged += rows.size();
        request.orderBy = QStringLiteral("at");
        request.limit = 1;
        TRY(const ListPage oldest, vault.records().list(request));
        for (const ListedRecord& line : oldest.records)
            if (!first || momentOf(line, u"at") < momentOf(*first, u"at")) first = line;
    }
    if (!first) {
        points.append(
            settledPoint("untagged", "checkCircle", QObject::tr("Every line of yours has a tag")));
        return {};
    }
    const QString where = whereOf(*first, readListed(vault, idIn(first->values, u"session")), now);
    points.append(
        openPoint("untagged", "tag",
                  wording::count(static_cast<qint64>(untagged), QObject::tr("line without a tag"),
                                 QObject::tr("lines without a tag")),
                  QObject::tr("%1.").arg(andMore(where, untagged)), QObject::tr("Tag them")));
    return {};
}

/// Nobody can doubt later who said it: every line of today's meetings names its speaker, or there
/// was only one who could have.
Status addSources(Vault& vault, const std::vector<ListedRecord>& sessions, const Moment& now,
                  QList<OpenPoint>& points) {
    bool any = false;
    for (const ListedRecord& session : sessions) {
        if (momentOf(session, u"started").date() != wallTime(now).date()) continue;
        TRY(const auto said,
            listAll(vault, {.type = QStringLiteral("line"),
                            .where = {{QStringLiteral("session"), session.id},
                                      {QStringLiteral("kind"), QStringLiteral("said")}},
                            .author = vault.identity().vault}));
        if (said.empty()) continue;
        any = true;
        TRY(const auto company, readHeard(vault, session.id));
        const bool nameless = std::any_of(said.begin(), said.end(), [&](const auto& line) {
            const RecordId speaker = idIn(line.values, u"speaker");
            return speakerIn(company, speaker.isNull() ? std::nullopt : std::optional(speaker)) ==
                   nullptr;
        });
        if (nameless) return {};
    }
    if (any)
        points.append(settledPoint("sources", "checkCircle",
                                   QObject::tr("Times, roles and sources complete"),
                                   QObject::tr("Every line has a time, an author and a role.")));
    return {};
}

Status addEmptyMoments(Vault& vault, const Moment& now, QList<OpenPoint>& points) {
    TRY(auto marks, listAll(vault, {.type = QStringLiteral("line"),
                                    .where = {{QStringLiteral("kind"), QStringLiteral("mark")}},
                                    .author = vault.identity().vault,
                                    .orderBy = QStringLiteral("at")}));
    std::erase_if(
        marks, [](const ListedRecord& mark) { return !textOf(mark, u"text").trimmed().isEmpty(); });
    if (marks.empty()) return {};
    // Its meeting may not be to be read any more: it is counted all the same.
    const auto session = readListed(vault, idIn(marks.front().values, u"session"));
    const QString first = whereOf(marks.front(), session, now);
    const QString place = session ? slotIdIn(*session) : QString();
    points.append(openPoint(
        "moments", "moment",
        wording::count(static_cast<qint64>(marks.size()), QObject::tr("marked moment still empty"),
                       QObject::tr("marked moments still empty")),
        QObject::tr("%1.").arg(andMore(first, marks.size())),
        place.isEmpty() ? QString() : QObject::tr("Write it"), place));
    return {};
}

/// The meeting that a draft is typed in; nothing of one that belongs to none.
Result<QString> draftPlace(Vault& vault, const Draft& draft) {
    RecordId session = draft.record;
    if (draft.kind == u"agreement") {
        TRY(const RecordView participant, vault.records().get(draft.record));
        session = idIn(participant.values(), u"session");
    } else if (draft.kind != u"closing") {
        const auto extra = cbor::Value::decode(draft.extra);
        const auto within =
            extra ? RecordId::fromBytes(extra->at(u"session").bytes()) : std::nullopt;
        if (!within) return QString();
        session = *within;
    }
    TRY(const ListedRecord found, readListed(vault, session));
    return slotIdIn(found);
}

/// Whether a page goes on with it by itself. What two wrote of a line is on no page once they
/// agree; where a few words were typed on the way to something else, they are as a rule not seen
/// again.
bool isFinishedSomewhere(Vault& vault, const Draft& draft) {
    if (draft.kind != agreedLineDraft) return draft.kind != u"jotted";
    // It may be locked away, or erased.
    const auto line = vault.records().get(draft.record);
    return line && std::any_of(line->fields.begin(), line->fields.end(),
                               [](const FieldView& field) { return field.versions.size() > 1; });
}

/// Whatever is half typed keeps a tablet that was taken out of use from emptying itself. What is
/// finished nowhere is read here, whole, and let go by whoever has read it, one after the other.
Status addUnused(Vault& vault, std::vector<Draft>& drafts, QList<OpenPoint>& points) {
    TRY(const bool outOfUse, vault.isRevoked());
    if (!outOfUse) return {};
    std::vector<Draft> unused;
    for (auto draft = drafts.begin(); draft != drafts.end();) {
        const bool finished = isFinishedSomewhere(vault, *draft);
        if (!finished) unused.push_back(*draft);
        draft = finished ? draft + 1 : drafts.erase(draft);
    }
    if (unused.empty()) return {};
    const Draft& first = unused.front();
    points.append(openPoint(
        "unused", "edit",
        wording::count(static_cast<qint64>(unused.size()), QObject::tr("note typed and not used"),
                       QObject::tr("notes typed and not used")),
        QObject::tr("“%1” The tablet does not empty itself while this is on it.").arg(first.text),
        QObject::tr("Throw it away"), first.record.toString() + u'/' + first.field));
    return {};
}

Status addDrafts(Vault& vault, QList<OpenPoint>& points) {
    TRY(auto drafts, vault.drafts().open());
    TRY_OK(addUnused(vault, drafts, points));
    qint64 notes = 0;
    QString place;
    std::vector<const Draft*> forms;
    for (const Draft& draft : drafts) {
        if (draft.kind == u"safeguarding_alert" || draft.kind == agreedLineDraft) continue;
        if (draft.kind == formDraft) {
            forms.push_back(&draft);
            continue;
        }
        ++notes;
        if (!place.isEmpty()) continue;
        // What it belongs to may be locked away or elsewhere: it is counted all the same.
        if (const auto found = draftPlace(vault, draft)) place = *found;
    }
    if (notes > 0)
        points.append(openPoint("drafts", "edit",
                                wording::count(notes, QObject::tr("note still being written"),
                                               QObject::tr("notes still being written")),
                                QObject::tr("It is saved here, and goes when it is finished."),
                                place.isEmpty() ? QString() : QObject::tr("Go on with it"), place));
    if (forms.empty()) return {};
    const auto content = cbor::Value::decode(forms.front()->extra);
    const RecordType* const type =
        content ? recordList().type(content->at(u"type").text()) : nullptr;
    if (type == nullptr) return {};
    points.append(openPoint(
        "form", "edit",
        wording::count(static_cast<qint64>(forms.size()), QObject::tr("form half filled in"),
                       QObject::tr("forms half filled in")),
        QObject::tr("%1. It is saved here, and goes when it is finished.")
            .arg(andMore(headingFor(*type, content->at(u"amends").boolean()), forms.size())),
        QObject::tr("Finish it"), forms.front()->record.toString()));
    return {};
}

// Meetings and follow-ups ------------------------------------------------------------------------

Status addUnfinished(const std::vector<ListedRecord>& sessions, const Moment& now,
                     QList<OpenPoint>& points) {
    std::vector<const ListedRecord*> open;
    for (const ListedRecord& session : sessions)
        if (!slotIdIn(session).isEmpty() && momentOf(session, u"started").isValid() &&
            !momentOf(session, u"finished").isValid())
            open.push_back(&session);
    if (open.empty()) return {};
    const ListedRecord& first = *open.front();
    const QString begun =
        QObject::tr("%1, begun %2")
            .arg(textOf(first, u"title"), eveningTime(momentOf(first, u"started"), now));
    points.append(openPoint(
        "open", "clock",
        wording::count(static_cast<qint64>(open.size()), QObject::tr("interview still open"),
                       QObject::tr("interviews still open")),
        QObject::tr("%1.").arg(andMore(begun, open.size())), QObject::tr("Finish it"),
        slotIdIn(first)));
    return {};
}

/// What was asked of the council is out of our hands; what was not is ours.
Status addFollowUps(Vault& vault, QList<OpenPoint>& points) {
    TRY(const auto open,
        listAll(vault, {.type = QStringLiteral("follow_up"),
                        .where = {{QStringLiteral("state"), QStringLiteral("open")}}}));
    if (open.empty()) return {};
    constexpr std::size_t told = 2;
    QString detail;
    for (std::size_t i = 0; i < std::min(told, open.size()); ++i) {
        const QString what = textOf(open[i], u"what").trimmed();
        detail += (i == 0 ? QString() : QStringLiteral(" ")) + what +
                  (what.endsWith(u'.') ? QString() : QStringLiteral("."));
    }
    points.append(openPoint("followUps", "followUp",
                            wording::count(static_cast<qint64>(open.size()),
                                           QObject::tr("follow-up to ask the council for"),
                                           QObject::tr("follow-ups to ask the council for")),
                            detail,
                            open.size() == 1   ? QObject::tr("See it")
                            : open.size() == 2 ? QObject::tr("See both")
                                               : QObject::tr("See all %1").arg(open.size())));
    return {};
}

}  // namespace

Result<QList<OpenPoint>> readOpenPoints(Vault& vault, const Council& council, const Moment& now) {
    QList<OpenPoint> points;
    TRY(const auto sessions, ourSessions(vault, council));
    TRY_OK(addAlerts(vault, now, points));
    TRY_OK(addDisputes(vault, points));
    TRY_OK(addUnconfirmed(vault, council, points));
    TRY_OK(addUnasked(vault, sessions, points));
    TRY_OK(addUnfinished(sessions, now, points));
    TRY_OK(addUntagged(vault, now, points));
    TRY_OK(addEmptyMoments(vault, now, points));
    TRY_OK(addFollowUps(vault, points));
    TRY_OK(addDrafts(vault, points));
    TRY_OK(addSources(vault, sessions, now, points));
    // What was urgent stands first, done or not; anything else that is done, after what is open.
    std::stable_partition(points.begin(), points.end(), [](const OpenPoint& point) {
        return !point.settled || point.key == u"heard";
    });
    return points;
}

}  // namespace candour
