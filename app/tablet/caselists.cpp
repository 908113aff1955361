#include "app/tablet/caselists.h"

#include "app/records/timetext.h"
#include "app/rules/assessmentdates.h"
#include "app/rules/recordwords.h"
#include "app/rules/withdrawal.h"
#include "app/tablet/casebook.h"
#include "app/tablet/meetingrecords.h"
#include "app/viewmodels/casesmodel.h"
#include "app/viewmodels/wording.h"

#include <algorithm>
#include <limits>
#include <set>

namespace candour {
namespace {

constexpr const char* purposeNames[] = {"talk", "view_records", "contact_family", "quotation"};

Result<std::vector<ListedRecord>> ofCase(Vault& vault, const char* type, const RecordId& id,
                                         const char* orderBy = nullptr) {
    ListRequest request{.type = QString::fromLatin1(type), .where = {{QStringLiteral("case"), id}}};
    if (orderBy != nullptr) request.orderBy = QString::fromLatin1(orderBy);
    return listAll(vault, std::move(request));
}

std::int64_t writtenOf(const ListedRecord& record) {
    return record.created.time_since_epoch().count();
}

QString initials(const Council& council, const RecordId& member) {
    const auto known = council.initials.find(member);
    return known == council.initials.end() ? QString() : known->second;
}

QString momentWords(const ListedRecord& record, QStringView field, const Moment& now) {
    const QDateTime time = momentOf(record, field);
    if (!time.isValid()) return {};
    return QStringLiteral("%1 %2").arg(dayWords(time.date(), now), wording::hourMinute(time));
}

QString day(std::int64_t utcMs, const Moment& now) {
    return dayWords(wording::local(UtcTime(milliseconds(utcMs)), now.zoneOffset).date(), now);
}

EntryRow entry(const ListedRecord& record, const char* type, const QString& title,
               const QString& detail, const QString& status = {}, const char* sign = "",
               int tone = CaseItem::Quiet) {
    EntryRow row;
    row.id = record.id.toString();
    row.type = QString::fromLatin1(type);
    row.title = title;
    row.detail = detail;
    row.status = status;
    row.sign = QString::fromLatin1(sign);
    row.tone = tone;
    return row;
}

/// The titles of a record's options.
class Said {
  public:
    Said(const char* type, const ListedRecord& record)
        : m_type(QString::fromLatin1(type)), m_record(record) {}
    [[nodiscard]] QString operator()(const char* field) const {
        return wordsOf(m_type, m_record.values, QString::fromLatin1(field));
    }

  private:
    QString m_type;
    const ListedRecord& m_record;
};

// Contacts ---------------------------------------------------------------------------------------

CaseList contactLog(const Council& council, const CaseMaterial& material,
                    const ContactAdvice& advice, const Moment& now) {
    CaseList list{QObject::tr("Contact log"),
                  {},
                  QObject::tr("Nobody has tried to reach them yet."),
                  QObject::tr("Log a contact"),
                  QStringLiteral("contact"),
                  {}};
    QStringList notes{sentenceFor(advice.answer)};
    if (advice.lastByAnother)
        notes << QObject::tr("%1 last tried on %2.")
                     .arg(initials(council, advice.lastByAnother->by),
                          dayWords(advice.lastByAnother->day, now));
    list.note = wording::together(std::move(notes), QStringLiteral(" "));
    for (auto one = material.contacts.rbegin(); one != material.contacts.rend(); ++one) {
        const Said said("contact", *one);
        const bool spoke = textOf(*one, u"outcome") == u"spoke";
        const QString again = momentWords(*one, u"try_again", now);
        list.rows.append(entry(
            *one, "", QStringLiteral("%1: %2").arg(said("way"), said("with").toLower()),
            wording::together({momentWords(*one, u"at", now),
                               initials(council, idIn(one->values, u"by")),
                               again.isEmpty() ? QString() : QObject::tr("Try again %1").arg(again),
                               textOf(*one, u"note")}),
            said("outcome"), spoke ? "check" : "phone", spoke ? CaseItem::Good : CaseItem::Quiet));
    }
    return list;
}

// Papers -----------------------------------------------------------------------------------------

Result<CaseList> papers(Vault& vault, const CaseMaterial& material) {
    CaseList list{QObject::tr("Documents seen"),
                  {},
                  QObject::tr("No paper of this case is here yet."),
                  QObject::tr("Add a document"),
                  QStringLiteral("document"),
                  {}};
    TRY(const auto documents, ofCase(vault, "document", material.id, "number"));
    for (const ListedRecord& one : documents) {
        const Said said("document", one);
        TRY(const auto extracts, listAll(vault, {.type = QStringLiteral("extract"),
                                                 .where = {{QStringLiteral("source"), one.id}}}));
        list.rows.append(entry(
            one, "document", wording::together({textOf(one, u"number"), textOf(one, u"title")}),
            wording::together({said("kind"), said("dated"), said("from")}),
            extracts.empty() ? QString()
                             : wording::count(static_cast<qint64>(extracts.size()),
                                              QObject::tr("extract"), QObject::tr("extracts")),
            extracts.empty() ? "" : "script"));
    }
    return list;
}

// Agreement --------------------------------------------------------------------------------------

CaseList agreement(const CaseMaterial& material, const Moment& now) {
    CaseList list{QObject::tr("Agreement"),
                  {},
                  {},
                  QObject::tr("Record an answer"),
                  QStringLiteral("case_agreement"),
                  QObject::tr("An answer is never written over; a later one follows it. The "
                              "council’s word alone opens nothing."),
                  false};
    for (std::size_t i = 0; i < std::size(casePurposes); ++i) {
        const AgreementAnswer answer = agreementFor(material.answers, casePurposes[i]);
        EntryRow row;
        row.id = QString::fromLatin1(purposeNames[i]);
        row.title = wordsOf(QStringLiteral("case_agreement"), {{QStringLiteral("purpose"), row.id}},
                            QStringLiteral("purpose"));
        const QString reported = !answer.councilReported
                                     ? QObject::tr("The council did not report an answer")
                                     : QObject::tr("The council reported: %1, %2")
                                           .arg(wordFor(*answer.councilReported).toLower(),
                                                day(answer.reportedUtcMs, now));
        const QString heard = answer.utcMs == 0
                                  ? QObject::tr("we have not heard it ourselves")
                                  : QObject::tr("we heard it on %1").arg(day(answer.utcMs, now));
        row.detail = wording::together({reported, heard});
        row.status = wordFor(answer.state);
        const bool given = answer.state == AgreementState::given;
        const bool open = answer.state < AgreementState::given;
        row.sign = given  ? QStringLiteral("check")
                   : open ? QStringLiteral("circle")
                          : QStringLiteral("cross");
        row.tone = given ? CaseItem::Good : open ? CaseItem::Waiting : CaseItem::Quiet;
        list.rows.append(row);
    }
    return list;
}

// Access to records ------------------------------------------------------------------------------

Result<CaseList> accessLog(Vault& vault, const Council& council, const CaseMaterial& material,
                           const Moment& now) {
    CaseList list{QObject::tr("Access"),
                  {},
                  QObject::tr("None of us has looked at their care record."),
                  QObject::tr("Log an access"),
                  QStringLiteral("record_access"),
                  QObject::tr("Say why nothing less would do, on what basis, whether they were "
                              "told, and who else saw it.")};
    TRY(auto found, ofCase(vault, "record_access", material.id, "at"));
    std::reverse(found.begin(), found.end());
    for (const ListedRecord& one : found) {
        const Said said("record_access", one);
        QStringList seenBy;
        for (const RecordId& member : idsIn(one.values, u"shown_to"))
            seenBy << initials(council, member);
        const bool copied = fieldOf(one, u"copied").boolean();
        const bool notYet = textOf(one, u"told") == u"not_yet";
        list.rows.append(
            entry(one, "", textOf(one, u"what"),
                  wording::together(
                      {momentWords(one, u"at", now), initials(council, idIn(one.values, u"by")),
                       said("basis"), textOf(one, u"necessity"),
                       copied ? QObject::tr("Copied: %1").arg(textOf(one, u"copied_what"))
                              : QObject::tr("Nothing copied"),
                       seenBy.isEmpty() ? QString()
                                        : QObject::tr("Shown to %1").arg(seenBy.join(u", "_qs))}),
                  notYet ? QObject::tr("Not told yet")
                         : QObject::tr("Told: %1").arg(said("told").toLower()),
                  notYet ? "warning" : "check", notYet ? CaseItem::Waiting : CaseItem::Quiet));
    }
    return list;
}

// Follow-ups and capacity ------------------------------------------------------------------------

Result<CaseList> followUps(Vault& vault, const Council& council, const CaseMaterial& material,
                           const Moment& now) {
    CaseList list{QObject::tr("Follow-ups"),
                  {},
                  QObject::tr("Nothing to ask for yet."),
                  QObject::tr("Add a follow-up"),
                  QStringLiteral("follow_up"),
                  {}};
    std::set<RecordId> meetings;
    TRY(const auto slots, ofCase(vault, "timetable_slot", material.id));
    for (const ListedRecord& slot : slots) meetings.insert(slot.id);
    TRY(auto found, listAll(vault, {.type = QStringLiteral("follow_up")}));
    std::erase_if(found, [&](const ListedRecord& one) {
        return idIn(one.values, u"case") != material.id &&
               !meetings.contains(idIn(one.values, u"slot"));
    });
    sortFollowUps(found, now);
    for (const ListedRecord& one : found) list.rows.append(followUpEntry(council, one, now));
    return list;
}

Result<CaseList> capacity(Vault& vault, const CaseMaterial& material, const Moment& now) {
    CaseList list{QObject::tr("Capacity"),
                  {},
                  QObject::tr("Ability to decide is presumed; nobody has recorded a doubt."),
                  QObject::tr("Record a consideration"),
                  QStringLiteral("capacity_consideration"),
                  QObject::tr("It is about one decision at one time, never about the person.")};
    TRY(const auto people, ofCase(vault, "participant", material.id));
    for (const ListedRecord& person : people) {
        TRY(const auto found, listAll(vault, {.type = QStringLiteral("capacity_consideration"),
                                              .where = {{QStringLiteral("participant"), person.id}},
                                              .orderBy = QStringLiteral("time"),
                                              .descending = true}));
        for (const ListedRecord& one : found) {
            const Said said("capacity_consideration", one);
            list.rows.append(
                entry(one, "", textOf(one, u"decision"),
                      wording::together(
                          {momentWords(one, u"time", now), textOf(person, u"role"),
                           textOf(one, u"support").isEmpty()
                               ? QString()
                               : QObject::tr("Support tried: %1").arg(textOf(one, u"support"))}),
                      said("outcome"), "info"));
        }
    }
    return list;
}

// Communication needs ----------------------------------------------------------------------------

Result<CaseList> needs(Vault& vault, const CaseMaterial& material) {
    CaseList list{QObject::tr("Needs"),
                  {},
                  QObject::tr("Nobody has asked yet what they need so that we understand each "
                              "other."),
                  QObject::tr("Add a need"),
                  QStringLiteral("communication_need"),
                  QObject::tr("What they need holds wherever we meet them. Whether they had it is "
                              "asked at each meeting.")};
    for (const ListedRecord& one : material.needs) {
        const Said said("communication_need", one);
        TRY(const auto checks, listAll(vault, {.type = QStringLiteral("communication_check"),
                                               .where = {{QStringLiteral("recorded"), one.id}}}));
        const auto met = std::count_if(checks.begin(), checks.end(), [](const ListedRecord& check) {
            return textOf(check, u"met") == u"yes";
        });
        const QString reviewed = said("reviewed");
        const QString needed = said("needs");
        list.rows.append(entry(
            one, "communication_need", needed.isEmpty() ? needDetail(one) : needed,
            wording::together(
                {needed.isEmpty() ? QString() : needDetail(one),
                 checks.empty() ? QString()
                                : QObject::tr("Met %1 of %2 times").arg(met).arg(checks.size()),
                 reviewed.isEmpty() ? QString() : QObject::tr("Asked again %1").arg(reviewed)}),
            said("met").isEmpty() ? QString() : QObject::tr("Met: %1").arg(said("met").toLower()),
            textOf(one, u"met") == u"yes" ? "check" : "warning",
            textOf(one, u"met") == u"yes" ? CaseItem::Good : CaseItem::Waiting));
    }
    return list;
}

std::optional<QDate> wantedBy(const ListedRecord& followUp) {
    const auto days = daysOf(textOf(followUp, u"due"));
    return days ? days->to : std::nullopt;
}

bool isSettled(const ListedRecord& followUp) {
    const QString state = textOf(followUp, u"state");
    return state == u"received" || state == u"not_needed";
}

}  // namespace

Result<CaseMaterial> readMaterial(Vault& vault, const RecordId& id) {
    CaseMaterial material;
    material.id = id;
    TRY(auto accounts, listAll(vault, {.type = QStringLiteral("stage_account"),
                                       .where = {{QStringLiteral("case"), id}},
                                       .withSealed = true}));
    for (ListedRecord& one : accounts) {
        if (one.sealed)
            material.lockedAway.push_back(idIn(one.values, u"stage"));
        else
            material.accounts.push_back(std::move(one));
    }
    TRY(material.contacts, ofCase(vault, "contact", id, "at"));
    TRY(material.needs, ofCase(vault, "communication_need", id));
    TRY(const auto withdrawals, ofCase(vault, "withdrawal", id));
    for (const ListedRecord& one : withdrawals)
        if (const auto withdrawal = withdrawalFrom(one.values, writtenOf(one)))
            for (const AgreementEvent& event : answersAfter(*withdrawal))
                material.answers.push_back(event);
    TRY(const auto answers, ofCase(vault, "case_agreement", id));
    for (const ListedRecord& one : answers)
        if (const auto event = agreementEvent(one.values, writtenOf(one), one.id))
            material.answers.push_back(*event);
    // What they told us when we met, as themselves.
    TRY(const auto people, ofCase(vault, "participant", id));
    for (const ListedRecord& person : people) {
        if (textOf(person, u"standing") != u"person") continue;
        TRY(const auto told,
            listAll(vault, {.type = QStringLiteral("agreement"),
                            .where = {{QStringLiteral("participant"), person.id}}}));
        for (const ListedRecord& one : told)
            if (const auto event = agreementEvent(one.values, writtenOf(one), one.id))
                material.answers.push_back(*event);
    }
    return material;
}

CaseBadge agreementBadge(const CaseAnswers& answers) {
    const AgreementState talk = agreementFor(answers, Purpose::talk).state;
    const auto given =
        std::count_if(std::begin(casePurposes), std::end(casePurposes), [&](Purpose purpose) {
            return agreementFor(answers, purpose).state == AgreementState::given;
        });
    if (talk == AgreementState::given)
        return {QStringLiteral("agree"),
                given == std::ssize(casePurposes) ? QObject::tr("All four agreed")
                                                  : QObject::tr("%1 of 4 agreed").arg(given),
                CaseItem::Good};
    if (talk > AgreementState::given)
        return {QStringLiteral("withdraw"),
                QObject::tr("Talk with us: %1").arg(wordFor(talk).toLower()), CaseItem::Quiet};
    return {QStringLiteral("agree"), QObject::tr("Not yet agreed to talk with us"),
            CaseItem::Waiting};
}

QString lastContactWords(const std::vector<ListedRecord>& contacts, const QString& voice,
                         const Moment& now) {
    const auto last = std::find_if(
        contacts.rbegin(), contacts.rend(),
        [&](const ListedRecord& contact) { return textOf(contact, u"with") == voice; });
    if (last == contacts.rend()) return {};
    const Said said("contact", *last);
    const QString again = momentWords(*last, u"try_again", now);
    const QString tried =
        QObject::tr("Tried %1: %2.")
            .arg(dayWords(momentOf(*last, u"at").date(), now), said("outcome").toLower());
    return again.isEmpty() ? tried : QObject::tr("%1 Try again %2.").arg(tried, again);
}

Result<QList<CaseList>> listsFor(Vault& vault, const Council& council, const CaseMaterial& material,
                                 const ContactAdvice& advice, const Moment& now) {
    QList<CaseList> lists{contactLog(council, material, advice, now)};
    TRY(const CaseList documents, papers(vault, material));
    TRY(const CaseList access, accessLog(vault, council, material, now));
    TRY(const CaseList asked, followUps(vault, council, material, now));
    TRY(const CaseList able, capacity(vault, material, now));
    TRY(const CaseList needed, needs(vault, material));
    lists << documents << agreement(material, now) << needed << access << asked << able;
    return lists;
}

bool isOverdue(const ListedRecord& followUp, const Moment& now) {
    const auto due = wantedBy(followUp);
    return !isSettled(followUp) && due && *due < wallTime(now).date();
}

EntryRow followUpEntry(const Council& council, const ListedRecord& followUp, const Moment& now) {
    const Said said("follow_up", followUp);
    const bool late = isOverdue(followUp, now);
    const QString owner = initials(council, idIn(followUp.values, u"owner"));
    const auto dated = [&](const char* field, const QString& words) {
        const QString date = said(field);
        return date.isEmpty() ? QString() : words.arg(date);
    };
    return entry(
        followUp, "follow_up", textOf(followUp, u"what"),
        wording::together(
            {owner.isEmpty() ? QObject::tr("With nobody yet") : QObject::tr("With %1").arg(owner),
             textOf(followUp, u"of_whom").isEmpty()
                 ? QString()
                 : QObject::tr("asked of: %1").arg(textOf(followUp, u"of_whom")),
             dated("due", QObject::tr("wanted by %1")), dated("asked_on", QObject::tr("asked %1")),
             dated("received_on", QObject::tr("answered %1"))}),
        late ? QObject::tr("Overdue") : said("state"),
        late                  ? "warning"
        : isSettled(followUp) ? "check"
                              : "followUp",
        late                  ? CaseItem::Waiting
        : isSettled(followUp) ? CaseItem::Good
                              : CaseItem::Due);
}

void sortFollowUps(std::vector<ListedRecord>& followUps, const Moment& now) {
    const auto rank = [&](const ListedRecord& one) {
        const auto due = wantedBy(one);
        const int group = isSettled(one) ? 2 : isOverdue(one, now) ? 0 : 1;
        return std::pair(group, due ? due->toJulianDay() : std::numeric_limits<qint64>::max());
    };
    std::stable_sort(
        followUps.begin(), followUps.end(),
        [&](const ListedRecord& a, const ListedRecord& b) { return rank(a) < rank(b); });
}

}  // namespace candour
