#include "app/tablet/takingback.h"

#include "app/reports/erasurereport.h"
#include "app/reports/plan.h"
#include "app/rules/coverage.h"
#include "app/rules/recordwords.h"
#include "app/rules/taggedevidence.h"
#include "app/rules/withdrawal.h"
#include "app/tablet/jotted.h"
#include "app/vault/wish.h"
#include "app/viewmodels/wording.h"

#include <algorithm>
#include <set>

namespace candour {
namespace {

constexpr char during[] = "take back an agreement";
constexpr QStringView wishType = u"withdrawal";
constexpr QStringView draftField = u"wish";

const char* const outcomes[] = {"stop", "do_not_quote", "restrict", "erase"};
const char* const ways[] = {"spoken", "written", "interpreter", "supporter"};

template <std::size_t size>
QString nameAt(const char* const (&names)[size], int index) {
    return QString::fromLatin1(names[std::clamp(index, 0, static_cast<int>(size) - 1)]);
}

/// Whoever withdraws, with what they may be met as besides.
struct Person {
    RecordId id;
    RecordId session;
    RecordId trackedCase;
    NotebookId notebook;
    QString role;
};

Result<Person> personNamed(Vault& vault, const QString& key) {
    const auto id = RecordId::fromString(key);
    if (!id) return fail(Code::notFound, during);
    TRY(const RecordView view, vault.records().get(*id));
    const FieldValues values = view.values();
    Person person{*id, idIn(values, u"session"), {}, view.name.notebook, textIn(values, u"role")};
    if (textIn(values, u"standing") == u"person") person.trackedCase = idIn(values, u"case");
    return person;
}

std::vector<RecordId> chosenOf(const WithdrawalSheet& sheet) {
    std::vector<RecordId> ids;
    for (const QString& key : sheet.chosen())
        if (const auto id = RecordId::fromString(key)) ids.push_back(*id);
    return ids;
}

FieldValues fieldsOf(const Person& person, const WithdrawalSheet& sheet, const Moment& now) {
    FieldValues fields{{QStringLiteral("participant"), person.id},
                       {QStringLiteral("outcome"), nameAt(outcomes, sheet.outcome)},
                       {QStringLiteral("time"), instantValue(now.corrected(), now.zoneOffset)},
                       {QStringLiteral("told"), nameAt(ways, sheet.told)}};
    if (!person.trackedCase.isNull())
        fields.push_back({QStringLiteral("case"), person.trackedCase});
    if (!sheet.reason.trimmed().isEmpty())
        fields.push_back({QStringLiteral("note"), sheet.reason.trimmed()});
    std::vector<cbor::Value> only;
    for (const RecordId& id : chosenOf(sheet)) only.emplace_back(id);
    if (!only.empty())
        fields.push_back({QStringLiteral("lines"), cbor::Value::array(std::move(only))});
    return fields;
}

QString daysOf(const std::set<QDate>& days) {
    const QString day = QStringLiteral("d MMMM");
    if (days.empty()) return {};
    const QDate first = *days.begin();
    const QDate last = *days.rbegin();
    return first == last ? first.toString(day)
                         : QObject::tr("%1 to %2").arg(first.toString(day), last.toString(day));
}

/// Statements that have fewer independent sources without these tags.
QStringList sourcesLost(std::span<const RecordLine> records, const std::set<RecordId>& gone,
                        const FrameworkPack& pack) {
    const auto before = taggedEvidence(records);
    std::vector<EvidenceItem> all;
    std::vector<EvidenceItem> left;
    for (const TaggedEvidence& tagged : before) {
        if (!tagged.counts) continue;
        all.push_back(tagged.item);
        if (!gone.contains(tagged.tag->id)) left.push_back(tagged.item);
    }
    const auto rows = coverageOf(all, pack);
    const auto after = coverageOf(left, pack);
    QStringList sentences;
    for (std::size_t i = 0; i < rows.size(); ++i)
        if (after[i].sources < rows[i].sources)
            sentences << QObject::tr("Statement %1 falls from %2 to %3.")
                             .arg(rows[i].statement)
                             .arg(wording::count(rows[i].sources, QObject::tr("source"),
                                                 QObject::tr("sources")))
                             .arg(after[i].sources);
    return sentences;
}

/// Words of theirs that the store has acknowledged.
Result<int> countHandedOver(Vault& vault, std::span<const RecordLine> records,
                            const std::set<RecordId>& covered) {
    TRY(const auto pending, vault.ledger().pending(vault.identity().vault));
    int count = 0;
    for (const RecordLine& record : records) {
        if (!covered.contains(record.id)) continue;
        const auto* const notebook = std::get_if<NotebookId>(&record.notebook);
        if (notebook == nullptr) continue;
        TRY(const auto row, vault.ledger().findRecord({*notebook, record.type->name, record.id}));
        if (!row) continue;
        TRY(const auto history, vault.records().history(*row));
        const bool only = std::all_of(history.begin(), history.end(), [&](const auto& change) {
            const Header& header = change.header;
            return std::any_of(pending.begin(), pending.end(), [&](const auto& each) {
                return each.head.chain == ChainId{header.notebook, header.vault, header.lane, {}} &&
                       header.number > each.receipted;
            });
        });
        count += only ? 0 : 1;
    }
    return count;
}

/// Everything that could rest on somebody's words.
Result<std::vector<RecordLine>> allAround(Vault& vault) {
    QStringList types = typesOfEvidence();
    for (const char* type : {"participant", "line", "amendment", "tag", "attachment", "document",
                             "extract", "stage_account", "triangulation", "theme_note", "score"})
        if (const QString name = QString::fromLatin1(type); !types.contains(name)) types << name;
    return everyLine(vault.records(), types);
}

/// Of all of their words, or of these alone.
Withdrawal wishOf(const Person& person, const std::vector<RecordId>& only = {}) {
    return {.outcome = WithdrawalOutcome::restrict,
            .participant = person.id,
            .trackedCase = person.trackedCase,
            .lines = only};
}

/// What could be sealed by itself: lines by their time, then accounts.
QList<TheirWords> wordsOf(const Person& person, std::span<const RecordLine> records) {
    const WithdrawalReach reach = reachOf(wishOf(person), records);
    const std::set<RecordId> covered(reach.covered.begin(), reach.covered.end());
    std::vector<std::pair<std::int64_t, TheirWords>> found;
    for (const RecordLine& record : records) {
        const bool line = record.type->name == u"line";
        if (!covered.contains(record.id) || (!line && record.type->name != u"stage_account"))
            continue;
        TheirWords words;
        words.id = record.id.toString();
        const auto at = momentIn(record.fields, u"at");
        words.time = line
                         ? valueForPeople(*record.type->field(u"at"), valueOf(record.fields, u"at"))
                         : record.type->singular;
        words.text = textIn(record.fields, u"text");
        found.emplace_back(line && at ? *at : std::numeric_limits<std::int64_t>::max(), words);
    }
    std::stable_sort(found.begin(), found.end(),
                     [](const auto& a, const auto& b) { return a.first < b.first; });
    QList<TheirWords> all;
    for (auto& [at, words] : found) all.append(std::move(words));
    return all;
}

Result<WithdrawalReachCount> countReach(Vault& vault, const Council& council, const Person& person,
                                        const Withdrawal& wish,
                                        std::span<const RecordLine> records) {
    const WithdrawalReach reach = reachOf(wish, records);
    const std::set<RecordId> covered(reach.covered.begin(), reach.covered.end());
    WithdrawalReachCount count;
    std::set<QDate> days;
    for (const RecordLine& record : records) {
        if (!covered.contains(record.id)) continue;
        const QString& type = record.type->name;
        if (type == u"line") {
            ++count.lines;
            if (const auto day = dayIn(record.fields, u"at")) days.insert(*day);
        } else {
            ++(type == u"stage_account" ? count.accounts : count.papers);
        }
    }
    count.days = daysOf(days);
    std::set<RecordId> gone = covered;
    for (const RecordLine* record : reach.dependants) {
        const QString& type = record->type->name;
        gone.insert(record->id);
        if (type == u"tag") ++count.tags;
        if (type == u"triangulation") ++count.links;
        if (type == u"theme_note") ++count.notes;
        if (type == u"score") ++count.scores;
        if (type == u"attachment") ++count.papers;
    }
    count.sources = sourcesLost(records, gone, council.pack);
    TRY(count.handedOver, countHandedOver(vault, records, covered));
    TRY(const auto alerts, listAll(vault, {.type = QStringLiteral("safeguarding_alert")}));
    for (const ListedRecord& alert : alerts) {
        const RecordId line = idIn(alert.values, u"line");
        const bool theirs = idIn(alert.values, u"participant") == person.id ||
                            idIn(alert.values, u"session") == person.session ||
                            covered.contains(line);
        count.alerts += theirs ? 1 : 0;
    }
    return count;
}

Result<QString> holdOver(Vault& vault, const Person& person) {
    TRY(const auto holds, listAll(vault, {.type = QStringLiteral("hold")}));
    TRY(const auto assessments, listAll(vault, {.type = QStringLiteral("assessment")}));
    std::set<RecordId> covers{person.id, person.session, person.trackedCase};
    for (const ListedRecord& assessment : assessments) covers.insert(assessment.id);
    covers.erase(RecordId());
    const RecordType* type = recordList().type(u"hold");
    for (const ListedRecord& hold : holds) {
        if (!fieldOf(hold, u"released").isNull() || !covers.contains(idIn(hold.values, u"what")))
            continue;
        return QObject::tr(
                   "A legal hold stands since %1: %2. Nothing is erased while it stands. "
                   "The words are sealed all the same.")
            .arg(momentOf(hold, u"set").toString(QStringLiteral("d MMMM yyyy")),
                 valueForPeople(*type->field(u"reason"), fieldOf(hold, u"reason")).toLower());
    }
    return QString();
}

QString titleOf(const QString& outcome) {
    if (outcome == u"stop") return QObject::tr("They stopped; what was said stays");
    if (outcome == u"do_not_quote") return QObject::tr("Their words are not used as theirs");
    return outcome == u"restrict"
               ? QObject::tr("Their words are sealed")
               : QObject::tr("Their words are sealed, and they asked to have them erased");
}

QString stateOf(ErasureRow::State state) {
    switch (state) {
        case ErasureRow::State::waiting:
            return QObject::tr("Waits for two people and the store");
        case ErasureRow::State::inPart:
            return QObject::tr("Decided for a part; the rest waits for two people and the store");
        case ErasureRow::State::held:
            return QObject::tr("Stopped while a legal hold stands");
        case ErasureRow::State::inForce:
            return QObject::tr("Decided; it is carried out here at the next hand over");
        case ErasureRow::State::takenBack:
        case ErasureRow::State::carriedOut:
            break;
    }
    return QObject::tr("Carried out: the words and their keys are gone from here");
}

Result<QList<StandingWish>> standingOf(Vault& vault, const Person& person) {
    TRY(const auto wishes, listAll(vault, {.type = wishType.toString(),
                                           .where = {{QStringLiteral("participant"), person.id}},
                                           .orderBy = QStringLiteral("time"),
                                           .descending = true}));
    TRY(const auto erasures, readErasures(vault.ledger(), vault.records()));
    QList<StandingWish> standing;
    for (const ListedRecord& wish : wishes) {
        const auto only = static_cast<qint64>(idsIn(wish.values, u"lines").size());
        StandingWish row{
            wish.id.toString(),
            only == 0 ? titleOf(textOf(wish, u"outcome"))
                      : QObject::tr("Sealed: %1 of theirs")
                            .arg(wording::count(only, QObject::tr("piece"), QObject::tr("pieces"))),
            QObject::tr("Told to us %1")
                .arg(momentOf(wish, u"time").toString(QStringLiteral("d MMMM, HH:mm")))};
        for (const ErasureRow& erasure : erasures) {
            const bool follows = erasure.withdrawal.isNull() ? erasure.what == person.id
                                                             : erasure.withdrawal == wish.id;
            if (textOf(wish, u"outcome") != u"erase" || !follows ||
                erasure.state == ErasureRow::State::takenBack)
                continue;
            row.detail += QStringLiteral(". ") + stateOf(erasure.state);
            row.mayUndo = row.mayUndo && !erasure.isDecided();
        }
        standing.append(row);
    }
    return standing;
}

}  // namespace

Result<WithdrawalSheet> readWithdrawal(Vault& vault, const Council& council,
                                       const QString& participant) {
    TRY(const Person person, personNamed(vault, participant));
    WithdrawalSheet sheet;
    sheet.participant = participant;
    sheet.who = person.role;
    if (!person.session.isNull()) {
        TRY(const RecordView session, vault.records().get(person.session));
        const QString title = textIn(session.values(), u"title");
        if (title != person.role) sheet.who += QStringLiteral(" · ") + title;
    }
    TRY(const auto records, allAround(vault));
    sheet.words = wordsOf(person, records);
    TRY(sheet.hold, holdOver(vault, person));
    TRY(sheet.standing, standingOf(vault, person));
    TRY(const auto draft, vault.drafts().find(person.id, draftField.toString()));
    if (draft) {
        sheet.reason = draft->text;
        if (const auto extra = cbor::Value::decode(draft->extra)) {
            sheet.outcome = static_cast<int>(extra->at(u"outcome").integer());
            sheet.told = static_cast<int>(extra->at(u"told").integer());
            sheet.some = extra->at(u"some").boolean();
            for (const cbor::Value& chosen : extra->at(u"chosen").items())
                for (TheirWords& words : sheet.words)
                    words.chosen = words.chosen || words.id == chosen.text();
        }
    }
    const Withdrawal wish = wishOf(person, chosenOf(sheet));
    TRY(sheet.reach, countReach(vault, council, person, wish, records));
    return sheet;
}

Result<WithdrawalReachCount> readReach(Vault& vault, const Council& council,
                                       const WithdrawalSheet& sheet) {
    TRY(const Person person, personNamed(vault, sheet.participant));
    const auto chosen = chosenOf(sheet);
    if (sheet.ofSome() && chosen.empty()) return WithdrawalReachCount();
    TRY(const auto records, allAround(vault));
    return countReach(vault, council, person, wishOf(person, chosen), records);
}

Status saveWish(Vault& vault, const WithdrawalSheet& sheet) {
    const auto person = RecordId::fromString(sheet.participant);
    if (!person) return fail(Code::notFound, during);
    std::vector<cbor::Value> chosen;
    for (const TheirWords& words : sheet.words)
        if (words.chosen) chosen.emplace_back(words.id);
    const cbor::Value extra =
        cbor::Value::map({{QStringLiteral("outcome"), sheet.outcome},
                          {QStringLiteral("told"), sheet.told},
                          {QStringLiteral("some"), sheet.some},
                          {QStringLiteral("chosen"), cbor::Value::array(std::move(chosen))}});
    return vault.drafts().save({.record = *person,
                                .field = draftField.toString(),
                                .text = sheet.reason,
                                .caret = static_cast<int>(sheet.reason.size()),
                                .kind = wishType.toString(),
                                .firstKey = vault.author().now().utc,
                                .extra = extra.encode()});
}

Status recordWish(Vault& vault, const Council& council, const WithdrawalSheet& sheet,
                  const RecordId& id, const Moment& now) {
    TRY(const Person person, personNamed(vault, sheet.participant));
    PutRequest wish{.type = wishType.toString(),
                    .id = id,
                    .notebook = person.notebook,
                    .fields = fieldsOf(person, sheet, now)};
    const auto requests = requestsOfWish(std::move(wish), council.me, now);
    TRY_OK(vault.putAll(requests));
    // A kill before this finds the wish kept, and on the page as it was chosen.
    return vault.drafts().discard(person.id, draftField.toString());
}

Result<TakenAway> countTakenAway(Vault& vault) {
    TakenAway count;
    for (const RecordType& type : recordList().types()) {
        if (!mayBeLockedAway(type.name)) continue;
        TRY(const auto sealed, vault.records().countSealed(type.name));
        count.sealed += sealed;
    }
    TRY(const auto orders, vault.ledger().ordersCarriedOut());
    count.erased = static_cast<std::int64_t>(orders.size());
    return count;
}

Status undoWish(Vault& vault, const QString& key, const QString& why) {
    const auto id = RecordId::fromString(key);
    if (!id) return fail(Code::notFound, during);
    TRY(const RecordView view, vault.records().get(*id));
    TRY_OK(strikeWish(vault, view.name, why));
    return keepJotted(vault, Jotting::Use::undoing, key, {});
}

}  // namespace candour
