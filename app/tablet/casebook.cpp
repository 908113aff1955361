#include "app/tablet/casebook.h"

#include "app/records/fieldvalue.h"
#include "app/reports/casesreport.h"
#include "app/rules/recordwords.h"
#include "app/vault/nameopening.h"
#include "app/viewmodels/wording.h"

#include <algorithm>
#include <limits>

namespace candour {
namespace {

constexpr qint64 noContact = std::numeric_limits<qint64>::max();

/// The newest, or the next, of each case.
using ByCase = std::map<RecordId, ListedRecord>;

struct Contacts {
    ByCase last;
    ByCase spoke;  // the newest in which somebody of the case answered
};

Result<Contacts> contactsByCase(Vault& vault) {
    Contacts found;
    TRY(auto contacts,
        listAll(vault, {.type = QStringLiteral("contact"), .orderBy = QStringLiteral("at")}));
    for (ListedRecord& contact : contacts) {
        const RecordId about = idIn(contact.values, u"case");
        if (textOf(contact, u"outcome") == u"spoke") found.spoke.insert_or_assign(about, contact);
        found.last.insert_or_assign(about, std::move(contact));
    }
    return found;
}

/// Meetings of today and later that still stand.
Result<ByCase> nextMeetings(Vault& vault, QDate today) {
    ByCase next;
    TRY(auto slots, listAll(vault, {.type = QStringLiteral("timetable_slot"),
                                    .orderBy = QStringLiteral("start")}));
    for (ListedRecord& slot : slots) {
        const RecordId about = idIn(slot.values, u"case");
        if (about.isNull() || textOf(slot, u"state") != u"planned") continue;
        if (momentOf(slot, u"start").date() < today) continue;
        next.emplace(about, std::move(slot));
    }
    return next;
}

struct Around {
    const Council& council;
    const Moment& now;
    Contacts contacts;
    ByCase meetings;
};

QString dayOfContact(const ListedRecord& contact, const Moment& now) {
    return dayWords(momentOf(contact, u"at").date(), now);
}

/// Where a case that is tracked stands: met, to be met, or still to be reached.
void tellTracked(CaseItem& item, const CaseRow& row, const Around& around, QString& next) {
    const QDate today = wallTime(around.now).date();
    const auto meeting = around.meetings.find(row.id);
    const auto contact = around.contacts.last.find(row.id);
    const auto spoke = around.contacts.spoke.find(row.id);
    const bool reached = spoke != around.contacts.spoke.end();
    const auto spoken = daysOf(textIn(row.fields, u"spoken_on"));
    if (meeting != around.meetings.end()) {
        const QDateTime start = momentOf(meeting->second, u"start");
        const QString way = wordsOf(QStringLiteral("timetable_slot"), meeting->second.values,
                                    QStringLiteral("way"));
        item.status =
            start.date() == today ? QObject::tr("Today") : dayWords(start.date(), around.now);
        item.sign = textOf(meeting->second, u"way") == u"home_visit" ? QStringLiteral("home")
                                                                     : QStringLiteral("clock");
        item.tone = CaseItem::Due;
        item.next = start.toMSecsSinceEpoch();
        next = QObject::tr("%1 %2, %3").arg(item.status, wording::hourMinute(start), way.toLower());
    } else if (spoken) {
        item.status = QObject::tr("Spoken with");
        item.sign = QStringLiteral("check");
        item.tone = CaseItem::Good;
        next = QObject::tr("Spoken with %1").arg(dayWords(spoken->from, around.now));
    } else if (contact != around.contacts.last.end()) {
        const ListedRecord& last = contact->second;
        const QDateTime again = momentOf(last, u"try_again");
        item.status = again.isValid()
                          ? QObject::tr("Try again %1").arg(dayWords(again.date(), around.now))
                      : reached ? QObject::tr("Still to meet")
                                : QObject::tr("Not yet reached");
        item.sign = QStringLiteral("phone");
        item.tone = CaseItem::Waiting;
        item.next = again.isValid() ? again.toMSecsSinceEpoch() : 0;
        const QString outcome =
            wordsOf(QStringLiteral("contact"), last.values, QStringLiteral("outcome")).toLower();
        next = textOf(last, u"outcome") == u"spoke"
                   ? QObject::tr("We spoke %1").arg(dayOfContact(last, around.now))
               : reached
                   ? QObject::tr("We spoke %1, last tried %2: %3")
                         .arg(dayOfContact(spoke->second, around.now),
                              dayOfContact(last, around.now), outcome)
                   : QObject::tr("Last tried %1: %2").arg(dayOfContact(last, around.now), outcome);
    } else {
        item.status = QObject::tr("Not yet reached");
        item.sign = QStringLiteral("phone");
        item.tone = CaseItem::Waiting;
        item.next = 0;
    }
}

CaseItem itemFrom(const CaseRow& row, const Around& around) {
    CaseItem item;
    item.id = row.id.toString();
    item.number = textIn(row.fields, u"number");
    item.summary = textIn(row.fields, u"summary");
    item.next = noContact;
    const QString stage = textIn(row.fields, u"stage");
    const QString reason =
        wordsOf(QStringLiteral("tracked_case"), row.fields, QStringLiteral("reason"));
    QStringList details;
    if (stage == u"shortlisted" || stage == u"engaged") {
        item.step = CaseItem::Tracked;
        QString next;
        tellTracked(item, row, around, next);
        details << ownerWords(around.council, row.owners) << next;
    } else {
        item.step = stage == u"dropped" ? CaseItem::Dropped : CaseItem::Listed;
        item.status =
            item.step == CaseItem::Dropped ? QObject::tr("Dropped") : QObject::tr("Not chosen");
        item.sign = QStringLiteral("minus");
        if (reason.isEmpty()) {
            item.status = QObject::tr("No reason yet");
            item.sign = QStringLiteral("warning");
            item.tone = CaseItem::Waiting;
        }
        details << reason << textIn(row.fields, u"reason_note");
    }
    item.detail = wording::together(std::move(details));
    return item;
}

// The funnel -------------------------------------------------------------------------------------

QString ofAim(const QString& words, int cases, int aimed) {
    return cases == aimed ? words : QObject::tr("%1, of %2").arg(words).arg(aimed);
}

QList<FunnelTile> tilesFor(const CasesReport& report, const CaseBoard& board, QDate today,
                           const ByCase& meetings) {
    const auto counted = [&](auto holds) {
        return static_cast<int>(std::count_if(board.cases.begin(), board.cases.end(), holds));
    };
    const int listed = counted([](const CaseItem& one) { return one.step == CaseItem::Listed; });
    const int unexplained = counted([](const CaseItem& one) {
        return one.step != CaseItem::Tracked && one.tone == CaseItem::Waiting;
    });
    const auto spoken = static_cast<int>(
        std::count_if(report.cases.begin(), report.cases.end(), [](const CaseRow& row) {
            return textIn(row.fields, u"stage") == u"engaged" &&
                   !textIn(row.fields, u"spoken_on").isEmpty();
        }));
    const auto meetToday = std::count_if(
        meetings.begin(), meetings.end(),
        [&](const auto& meeting) { return momentOf(meeting.second, u"start").date() == today; });
    const Funnel& funnel = report.funnel;
    FunnelTile first{
        funnel.listed.cases,
        ofAim(QObject::tr("on the council’s list"), funnel.listed.cases, funnel.listed.aimed),
        QObject::tr("%1 not chosen, reasons kept").arg(listed), unexplained > 0};
    if (unexplained > 0)
        first.detail =
            QObject::tr("%1 not chosen, %2 without a reason yet").arg(listed).arg(unexplained);
    QStringList reasons;
    for (const DropReason& each : funnel.dropped)
        if (!each.reason.isEmpty())
            reasons << QStringLiteral("%1 %2")
                           .arg(each.cases)
                           .arg(wordsOf(QStringLiteral("tracked_case"),
                                        {{QStringLiteral("reason"), each.reason}},
                                        QStringLiteral("reason"))
                                    .toLower());
    const int chosen = funnel.chosen.cases;
    FunnelTile second{chosen, ofAim(QObject::tr("chosen to track"), chosen, funnel.chosen.aimed),
                      reasons.isEmpty() ? QObject::tr("None has dropped out")
                                        : reasons.join(QStringLiteral(", ")),
                      false};
    const int toMeet = funnel.engaged.cases - spoken;
    FunnelTile third{spoken, ofAim(QObject::tr("spoken with"), spoken, funnel.engaged.aimed),
                     meetToday > 0 ? QObject::tr("%1 to meet today").arg(meetToday)
                     : toMeet > 0  ? QObject::tr("%1 engaged and still to meet").arg(toMeet)
                                   : QObject::tr("Nobody is waiting to meet us"),
                     false};
    return {first, second, third};
}

// The sample -------------------------------------------------------------------------------------

QString groupTitle(const BalanceRow& row) {
    const QString trait =
        wordsOf(QStringLiteral("population_group"), {{QStringLiteral("characteristic"), row.trait}},
                QStringLiteral("characteristic"));
    if (row.group == u"yes") return trait;
    if (row.group == u"no") return QObject::tr("Not %1").arg(trait.toLower());
    const bool own = row.trait == u"age" || row.trait == u"ethnicity";
    const QString field = own ? row.trait : QStringLiteral("characteristics");
    const cbor::Value option =
        own ? cbor::Value(row.group) : cbor::Value::array({cbor::Value(row.group)});
    const QString group = wordsOf(QStringLiteral("tracked_case"), {{field, option}}, field);
    return row.trait == u"age" ? QObject::tr("Aged %1").arg(group) : group;
}

BalanceItem balanceItem(const BalanceRow& row, const std::vector<RecordId>& listed) {
    BalanceItem item;
    item.title = groupTitle(row);
    item.sample = row.samplePerMille / 1000.0;
    item.population = row.populationPerMille / 1000.0;
    item.missing = row.known > 0 && row.cases == 0;
    item.count = row.known == 0 ? QObject::tr("Not known")
                 : item.missing ? QObject::tr("None yet")
                                : QObject::tr("%1 of %2").arg(row.cases).arg(row.known);
    const auto percent = [](int perMille) { return QString::number((perMille + 5) / 10); };
    item.spoken = QObject::tr("%1, %2, %3 percent of our sample, %4 percent of the population")
                      .arg(item.title, item.count, percent(row.samplePerMille),
                           percent(row.populationPerMille));
    for (const RecordId& id : listed) item.others << id.toString();
    return item;
}

constexpr qsizetype mostNumbers = 4;  // more than these say nothing any more

QString noteFor(const CaseBoard& board, const BalanceReport& report) {
    int groups = 0;
    QSet<QString> others;
    for (const BalanceItem& item : board.balance)
        if (item.missing && !item.others.isEmpty()) {
            ++groups;
            for (const QString& id : item.others) others.insert(id);
        }
    QStringList numbers;
    for (const CaseItem& item : board.cases)
        if (others.contains(item.id)) numbers << item.number;
    QStringList notes;
    if (groups > 0) {
        notes << QObject::tr("%1 not heard yet.")
                     .arg(wording::count(groups, QObject::tr("group is"),
                                         QObject::tr("groups are")));
        if (numbers.size() > mostNumbers)
            notes << QObject::tr("%1 cases on the list could fill the gap.").arg(numbers.size());
        else if (numbers.size() == 1)
            notes << QObject::tr("Case %1, on the list, could fill the gap.").arg(numbers.first());
        else if (!numbers.isEmpty()) {
            const QString last = numbers.takeLast();
            notes << QObject::tr("Cases %1 and %2, on the list, could fill the gap.")
                         .arg(numbers.join(QStringLiteral(", ")), last);
        }
    }
    if (!report.unmatched.isEmpty())
        notes << QObject::tr("No case can be counted for: %1.")
                     .arg(report.unmatched.join(QStringLiteral("; ")));
    return notes.join(u' ');
}

}  // namespace

Result<Plan> planFrom(Vault& vault, const Council& council) {
    Plan plan;
    TRY(const ListPage page,
        vault.records().list({.type = QStringLiteral("assessment"), .limit = 1}));
    if (!page.records.empty()) {
        plan.assessment = page.records.front().id;
        plan.fields = page.records.front().values;
    }
    plan.pack = council.pack;
    plan.initials = council.initials;
    return plan;
}

QString wordsOf(const QString& type, const FieldValues& values, const QString& field) {
    const RecordType* known = recordList().type(type);
    const Field* entry = known == nullptr ? nullptr : known->field(field);
    return entry == nullptr ? QString() : valueForPeople(*entry, valueOf(values, field));
}

QString dayWords(QDate day, const Moment& now) {
    return day.toString(day.year() == wallTime(now).date().year() ? QStringLiteral("d MMMM")
                                                                  : QStringLiteral("d MMMM yyyy"));
}

QString ownerWords(const Council& council, const std::vector<RecordId>& owners) {
    if (owners.empty()) return QObject::tr("Nobody owns it yet");
    QStringList names;
    for (const RecordId& owner : owners) {
        const auto known = council.initials.find(owner);
        names << (known == council.initials.end() ? QStringLiteral("?") : known->second);
    }
    if (owners.size() > 1)
        return QObject::tr("%1, to be decided").arg(names.join(QObject::tr(" or ")));
    return owners.front() == council.me ? QObject::tr("Yours") : names.front();
}

Result<CaseBoard> readCaseBoard(Vault& vault, const Council& council, const Moment& now) {
    const QDate today = wallTime(now).date();
    TRY(const Plan plan, planFrom(vault, council));
    TRY(const CasesReport report, readCases(vault.records(), plan, council.me, today));
    Around around{council, now, {}, {}};
    TRY(around.contacts, contactsByCase(vault));
    TRY(around.meetings, nextMeetings(vault, today));
    CaseBoard board;
    for (const CaseRow& row : report.cases) board.cases.append(itemFrom(row, around));
    board.funnel = tilesFor(report, board, today, around.meetings);
    TRY(const BalanceReport balance, readBalance(vault.records()));
    for (std::size_t i = 0; i < balance.rows.size(); ++i)
        board.balance.append(balanceItem(balance.rows[i], balance.listed[i]));
    board.balanceTitle = QObject::tr("Who the %1 tracked cases stand for").arg(balance.cases);
    board.population = council.authority.isEmpty()
                           ? QObject::tr("The council’s population")
                           : QObject::tr("People in %1").arg(council.authority);
    board.balanceNote = noteFor(board, balance);
    return board;
}

Result<CaseName> openCaseName(Vault& vault, const Council& council, const QString& caseId) {
    const auto id = RecordId::fromString(caseId);
    if (!id) return fail(Code::notFound, "open a name");
    TRY(const RecordView tracked, vault.records().get(*id));
    CaseName name;
    name.caseId = caseId;
    name.heading = QObject::tr("Who case %1 is").arg(valueOf(tracked.values(), u"number").text());
    TRY(const auto details, listAll(vault, {.type = QStringLiteral("case_identity"),
                                            .where = {{QStringLiteral("case"), *id}}}));
    if (details.empty()) {
        name.problem = QObject::tr("No name is held on this tablet.");
        return name;
    }
    std::vector<RecordView> opened;
    for (const ListedRecord& one : details) {
        TRY(RecordView view, vault.records().get(one.row));
        opened.push_back(std::move(view));
    }
    TRY_OK(
        noteOpening(vault, opened, council.me.isNull() ? std::nullopt : std::optional(council.me)));
    for (const ListedRecord& one : details) {
        TRY(const RecordView view, vault.records().get(one.row, IdentityFields::open));
        const FieldValues values = view.values();
        for (const Field& field : view.type->fields)
            if (field.sensitivity == Sensitivity::identity)
                if (const QString words = valueForPeople(field, valueOf(values, field.name));
                    !words.isEmpty())
                    name.facts.append({field.title, words});
    }
    if (name.facts.isEmpty()) name.problem = QObject::tr("The council has not given us a name.");
    return name;
}

}  // namespace candour
