#include "app/tablet/protecting.h"

#include "app/rules/personcode.h"
#include "app/rules/recordwords.h"
#include "app/rules/safeguarding.h"
#include "app/tablet/seen.h"
#include "app/viewmodels/wording.h"

#include <QFile>
#include <QStandardPaths>

#include <algorithm>
#include <set>

namespace candour {
namespace {

constexpr char during[] = "keep an alert";
constexpr QStringView alertType = u"safeguarding_alert";
constexpr QStringView stepType = u"safeguarding_step";
constexpr QStringView draftField = u"alert";

const char* const dangers[] = {"yes", "no", "unknown"};
const char* const wishes[] = {"wants_action", "does_not", "unsure", "not_asked", "cannot_ask"};
const char* const ways[] = {"phone", "in_person", "email", "portal"};

template <std::size_t size>
QString nameAt(const char* const (&names)[size], int index, int otherwise) {
    const int at = index >= 0 && index < static_cast<int>(size) ? index : otherwise;
    return QString::fromLatin1(names[at]);
}

template <std::size_t size>
int indexOf(const char* const (&names)[size], const QString& name) {
    for (std::size_t i = 0; i < size; ++i)
        if (name == QLatin1String(names[i])) return static_cast<int>(i);
    return -1;
}

bool isCouncil(const QString& cause) {
    return cause == u"council" || cause == u"council_staff";
}

/// "SG 7K 2M": short enough for the telephone, and it says nothing.
QString referenceOf(const RecordId& alert) {
    const QString code = personCode(u"", alert).sliced(1);
    return QStringLiteral("SG %1 %2").arg(code.first(2), code.sliced(2));
}

UtcTime utcOf(const ListedRecord& record, QStringView field) {
    const QDateTime at = momentOf(record, field);
    return at.isValid() ? UtcTime(milliseconds(at.toMSecsSinceEpoch())) : UtcTime{};
}

cbor::Value wordsOf(const QStringList& words) {
    std::vector<cbor::Value> items;
    for (const QString& word : words) items.emplace_back(word);
    return cbor::Value::array(std::move(items));
}

QStringList wordsIn(const cbor::Value& value) {
    QStringList words;
    for (const cbor::Value& item : value.items()) words.append(item.text());
    return words;
}

std::int64_t milli(UtcTime time) {
    return time.time_since_epoch().count();
}

UtcTime timeIn(const cbor::Value& value) {
    return UtcTime(milliseconds(value.integer()));
}

// The draft ------------------------------------------------------------------------------------

cbor::Value packed(const Telling& telling) {
    return cbor::Value::map({{QStringLiteral("step"), telling.step},
                             {QStringLiteral("whom"), telling.whom},
                             {QStringLiteral("at"), milli(telling.at)},
                             {QStringLiteral("way"), telling.way},
                             {QStringLiteral("note"), telling.note},
                             {QStringLiteral("reference"), telling.reference}});
}

Telling tellingFrom(const cbor::Value& value) {
    return {value.at(u"step").text(), value.at(u"whom").text(),
            timeIn(value.at(u"at")),  static_cast<int>(value.at(u"way").integer()),
            value.at(u"note").text(), value.at(u"reference").text()};
}

cbor::Value packed(const TellingDraft& telling) {
    return cbor::Value::map({{QStringLiteral("open"), telling.open},
                             {QStringLiteral("step"), telling.step},
                             {QStringLiteral("outcome"), telling.outcome},
                             {QStringLiteral("whom"), telling.whom},
                             {QStringLiteral("time"), telling.time},
                             {QStringLiteral("way"), telling.way},
                             {QStringLiteral("note"), telling.note},
                             {QStringLiteral("reference"), telling.reference},
                             {QStringLiteral("at"), milli(telling.at)}});
}

TellingDraft draftTellingFrom(const cbor::Value& value) {
    return {value.at(u"open").boolean(),
            value.at(u"step").text(),
            static_cast<int>(value.at(u"outcome").integer()),
            value.at(u"whom").text(),
            value.at(u"time").text(),
            static_cast<int>(value.at(u"way").integer()),
            value.at(u"note").text(),
            value.at(u"reference").text(),
            timeIn(value.at(u"at"))};
}

std::vector<cbor::Value::Entry> entriesOf(const AlertAnswers& answers) {
    return {{QStringLiteral("concern"), answers.concern},
            {QStringLiteral("harm"), wordsOf(answers.harm)},
            {QStringLiteral("danger"), answers.danger},
            {QStringLiteral("others"), answers.othersAtRisk},
            {QStringLiteral("wishes"), answers.wishes},
            {QStringLiteral("wishes_words"), answers.wishesWords},
            {QStringLiteral("council"), answers.council},
            {QStringLiteral("about"), wordsOf(answers.about)},
            {QStringLiteral("redirected"), answers.redirected},
            {QStringLiteral("route_reason"), answers.routeReason}};
}

void readEntries(const cbor::Value& from, AlertAnswers& answers) {
    answers.concern = from.at(u"concern").boolean();
    answers.harm = wordsIn(from.at(u"harm"));
    answers.danger = static_cast<int>(from.at(u"danger").integer());
    answers.othersAtRisk = from.at(u"others").boolean();
    answers.wishes = static_cast<int>(from.at(u"wishes").integer());
    answers.wishesWords = from.at(u"wishes_words").text();
    answers.council = static_cast<int>(from.at(u"council").integer());
    answers.about = wordsIn(from.at(u"about"));
    answers.redirected = from.at(u"redirected").boolean();
    answers.routeReason = from.at(u"route_reason").text();
}

Draft draftFrom(const AlertSheet& sheet, const RecordId& id) {
    const AlertAnswers& answers = sheet.answers;
    std::vector<cbor::Value> waiting;
    for (const Telling& telling : sheet.waiting) waiting.push_back(packed(telling));
    auto before = entriesOf(sheet.before);
    before.emplace_back(QStringLiteral("what"), sheet.before.what);
    auto entries = entriesOf(answers);
    entries.emplace_back(QStringLiteral("session"), sheet.session);
    entries.emplace_back(QStringLiteral("waiting"), cbor::Value::array(std::move(waiting)));
    entries.emplace_back(QStringLiteral("telling"), packed(sheet.telling));
    entries.emplace_back(QStringLiteral("before"), cbor::Value::map(std::move(before)));
    entries.emplace_back(QStringLiteral("seen"), packedSeen(sheet.seen));
    const cbor::Value extra = cbor::Value::map(std::move(entries));
    return {.record = id,
            .field = draftField.toString(),
            .text = answers.what,
            .caret = static_cast<int>(answers.what.size()),
            .kind = alertType.toString(),
            .firstKey = answers.raised,
            .extra = extra.encode()};
}

/// An answer that was not touched follows the record.
template <class Value>
void follow(Value& answer, Value& before, const Value& recorded) {
    if (answer == before) answer = before = recorded;
}

void followRecord(AlertSheet& sheet) {
    AlertAnswers& answers = sheet.answers;
    AlertAnswers& before = sheet.before;
    const AlertAnswers& recorded = sheet.recorded;
    follow(answers.concern, before.concern, recorded.concern);
    follow(answers.what, before.what, recorded.what);
    follow(answers.harm, before.harm, recorded.harm);
    follow(answers.danger, before.danger, recorded.danger);
    follow(answers.othersAtRisk, before.othersAtRisk, recorded.othersAtRisk);
    follow(answers.wishes, before.wishes, recorded.wishes);
    follow(answers.wishesWords, before.wishesWords, recorded.wishesWords);
    follow(answers.council, before.council, recorded.council);
    follow(answers.about, before.about, recorded.about);
    follow(answers.redirected, before.redirected, recorded.redirected);
    follow(answers.routeReason, before.routeReason, recorded.routeReason);
}

/// Lays what is being written over a sheet.
void readDraft(const Draft& draft, AlertSheet& sheet) {
    const auto extra = cbor::Value::decode(draft.extra);
    sheet.answers.what = draft.text;
    if (sheet.answers.raised == UtcTime{}) sheet.answers.raised = draft.firstKey;
    if (!extra) return;
    sheet.session = extra->at(u"session").text();
    readEntries(*extra, sheet.answers);
    if (const cbor::Value& before = extra->at(u"before"); sheet.inLine && !before.isNull()) {
        readEntries(before, sheet.before);
        sheet.before.what = before.at(u"what").text();
        sheet.seen = seenIn(extra->at(u"seen"));
        followRecord(sheet);
    }
    for (const cbor::Value& telling : extra->at(u"waiting").items())
        sheet.waiting.append(tellingFrom(telling));
    sheet.telling = draftTellingFrom(extra->at(u"telling"));
}

// The record -----------------------------------------------------------------------------------

/// Why it goes the way that the answer about the council sends it.
QString usualReason(int council, bool isNamed = true) {
    if (council == SafeguardingModel::No)
        return isNamed ? QString()
                       : QObject::tr(
                             "Who it was is not known; it is said that the council is not"
                             " the subject.");
    return council == SafeguardingModel::Yes
               ? QObject::tr("The council or somebody working for it is the subject.")
               : QObject::tr("It is not known yet whether the council is the subject.");
}

/// The answer about the council, and whether somebody sent it another way: then there is a reason
/// of theirs.
void readRoute(const FieldValues& alert, AlertAnswers& answers) {
    const QString reason = textIn(alert, u"route_reason");
    const bool toLead = textIn(alert, u"route") == u"assessment_lead";
    const bool ownReason = !reason.isEmpty() && reason != usualReason(SafeguardingModel::Yes) &&
                           reason != usualReason(SafeguardingModel::NotSure) &&
                           reason != usualReason(SafeguardingModel::No, false);
    answers.council = hasConflict(alert)    ? SafeguardingModel::Yes
                      : toLead == ownReason ? SafeguardingModel::No
                                            : SafeguardingModel::NotSure;
    answers.redirected = ownReason && toLead == (answers.council == SafeguardingModel::No);
    if (answers.redirected) answers.routeReason = reason;
}

AlertAnswers answersOf(const ListedRecord& alert) {
    AlertAnswers answers;
    answers.raised = utcOf(alert, u"raised");
    answers.concern = textOf(alert, u"kind") == u"concern";
    answers.what = textOf(alert, u"what");
    answers.harm = wordsIn(fieldOf(alert, u"harm"));
    answers.danger = indexOf(dangers, textOf(alert, u"danger"));
    answers.othersAtRisk = fieldOf(alert, u"others_at_risk").boolean();
    answers.wishes = indexOf(wishes, textOf(alert, u"wishes"));
    answers.wishesWords = textOf(alert, u"wishes_words");
    for (const QString& cause : wordsIn(fieldOf(alert, u"about")))
        if (!isCouncil(cause) && cause != u"unknown") answers.about.append(cause);
    readRoute(alert.values, answers);
    return answers;
}

/// Of what two people wrote unseen of each other: the words of both, and the answer that protects
/// most.
void showBoth(const RecordView& view, AlertAnswers& answers) {
    answers.what = shownText(view, u"what");
    answers.wishesWords = shownText(view, u"wishes_words");
    const auto anyone = [&view](QStringView name, const char* said) {
        const FieldView* field = view.field(name);
        return field != nullptr &&
               std::any_of(field->versions.begin(), field->versions.end(),
                           [&](const auto& version) {
                               return version.value && version.value->text() == QLatin1String(said);
                           });
    };
    if (anyone(u"danger", "yes"))
        answers.danger = SafeguardingModel::Yes;
    else if (anyone(u"danger", "unknown"))
        answers.danger = SafeguardingModel::NotSure;
    if (!answers.toLead() && anyone(u"route", "assessment_lead")) {
        answers.redirected = false;
        if (answers.council == SafeguardingModel::No) answers.council = SafeguardingModel::NotSure;
    }
}

/// A set is stored in the list's own order.
cbor::Value chosenOf(QStringView field, const QStringList& chosen) {
    QStringList ordered;
    for (const Choice& choice : recordList().type(alertType)->field(field)->choices)
        if (chosen.contains(choice.name)) ordered.append(choice.name);
    return wordsOf(ordered);
}

/// Not answered yet counts as what protects most: nobody knows whether there is danger, nobody was
/// asked, and the council may be the subject.
FieldValues fieldsOf(const AlertAnswers& answers) {
    QStringList about = answers.about;
    if (answers.council == SafeguardingModel::Yes)
        about.append(QStringLiteral("council"));
    else if (answers.council != SafeguardingModel::No || about.isEmpty())
        about.append(QStringLiteral("unknown"));
    const bool toLead = answers.toLead();
    const bool usual = toLead == (answers.council != SafeguardingModel::No);
    const QString reason = usual ? usualReason(answers.council, !answers.about.isEmpty())
                                 : answers.routeReason.trimmed();
    FieldValues fields{
        {QStringLiteral("kind"),
         answers.concern ? QStringLiteral("concern") : QStringLiteral("alert")},
        {QStringLiteral("what"), wording::plain(answers.what)},
        {QStringLiteral("harm"), chosenOf(u"harm", answers.harm)},
        {QStringLiteral("danger"), nameAt(dangers, answers.danger, SafeguardingModel::NotSure)},
        {QStringLiteral("others_at_risk"), answers.othersAtRisk},
        {QStringLiteral("wishes"), nameAt(wishes, answers.wishes, SafeguardingModel::NotAsked)},
        {QStringLiteral("about"), chosenOf(u"about", about)},
        {QStringLiteral("route"),
         toLead ? QStringLiteral("assessment_lead") : QStringLiteral("local_authority")}};
    if (!reason.isEmpty()) fields.push_back({QStringLiteral("route_reason"), reason});
    if (!answers.wishesWords.trimmed().isEmpty())
        fields.push_back({QStringLiteral("wishes_words"), answers.wishesWords});
    return fields;
}

/// What has to be written so that `before` becomes `now`; what is said no more is taken away.
FieldValues changesFrom(const FieldValues& before, FieldValues now) {
    for (const FieldValue& said : before)
        if (valueOf(now, said.name).isNull()) now.push_back({said.name, {}});
    std::erase_if(now, [&before](const FieldValue& value) {
        return valueOf(before, value.name) == value.value;
    });
    return now;
}

FieldValues fieldsOf(const Telling& telling, const RecordId& alert, const Council& council,
                     std::chrono::minutes zone) {
    FieldValues fields{{QStringLiteral("alert"), alert},
                       {QStringLiteral("step"), telling.step},
                       {QStringLiteral("at"), instantValue(telling.at, zone)},
                       {QStringLiteral("to_whom"), telling.whom.simplified()}};
    if (!council.me.isNull()) fields.push_back({QStringLiteral("by"), council.me});
    if (telling.way >= 0) fields.push_back({QStringLiteral("way"), nameAt(ways, telling.way, 0)});
    if (const QString reference = telling.reference.simplified(); !reference.isEmpty())
        fields.push_back({QStringLiteral("reference"), reference});
    if (!telling.note.isEmpty())
        fields.push_back({QStringLiteral("note"), wording::plain(telling.note)});
    return fields;
}

Telling tellingOf(const ListedRecord& step) {
    return {textOf(step, u"step"), textOf(step, u"to_whom"),
            utcOf(step, u"at"),    indexOf(ways, textOf(step, u"way")),
            textOf(step, u"note"), textOf(step, u"reference")};
}

QString stateAfter(std::span<const Telling> tellings) {
    QString state = QStringLiteral("open");
    for (const Telling& telling : tellings) {
        if (telling.step == u"action_confirmed") return QStringLiteral("confirmed");
        if (telling.step.startsWith(u"told_") && telling.step != u"told_person")
            state = QStringLiteral("passed_on");
    }
    return state;
}

/// Who heard it first, as the page says it; empty while nobody has.
QString heardBy(const FieldValues& alert, const QList<Telling>& tellings,
                std::chrono::minutes zone) {
    for (const Telling& telling : tellings) {
        const FieldValues one[] = {fieldsOf(telling, {}, {}, zone)};
        if (!heardByVoice(alert, one)) continue;
        const QString when = wording::hourMinute(wording::local(telling.at, zone));
        return telling.way == SafeguardingModel::InPerson
                   ? QObject::tr("%1, %2, face to face").arg(telling.whom, when)
                   : QObject::tr("%1, %2, by phone").arg(telling.whom, when);
    }
    return {};
}

PutRequest requestFor(const RecordId& id, FieldValues fields) {
    return {.type = alertType.toString(), .id = id, .fields = std::move(fields)};
}

/// The state never goes back, and two that were written unseen of each other are settled by the
/// one that is furthest.
PutRequest stateRequest(const RecordView& alert, QString state) {
    const auto& order = recordList().type(alertType)->field(u"state")->choices;
    const auto rank = [&order](const QString& name) {
        return std::find_if(order.begin(), order.end(),
                            [&](const Choice& choice) { return choice.name == name; }) -
               order.begin();
    };
    if (const FieldView* field = alert.field(u"state"))
        for (const Version& version : field->versions)
            if (version.value && rank(version.value->text()) > rank(state))
                state = version.value->text();
    PutRequest request = requestFor(alert.name.id, {{QStringLiteral("state"), state}});
    request.onConflict = settlingFor(alert, request.fields);
    return request;
}

// What the store has ----------------------------------------------------------------------------

class Receipts {
  public:
    static Result<Receipts> read(Vault& vault) {
        Receipts receipts(vault);
        TRY(const auto pending, vault.ledger().pending(vault.identity().vault));
        for (const auto& each : pending)
            receipts.m_pending.emplace_back(each.head.chain, each.receipted);
        return receipts;
    }
    /// Every change of ours to this record has been acknowledged.
    Result<bool> cover(RowId row) {
        if (m_pending.empty()) return true;
        TRY(const auto history, m_vault.records().history(row));
        return std::none_of(history.begin(), history.end(), [this](const OpenedChange& change) {
            return std::any_of(m_pending.begin(), m_pending.end(), [&](const auto& chain) {
                const Header& header = change.header;
                return header.vault == chain.first.vault && header.lane == chain.first.lane &&
                       header.notebook == chain.first.notebook && header.number > chain.second;
            });
        });
    }

  private:
    explicit Receipts(Vault& vault) : m_vault(vault) {}

    Vault& m_vault;
    std::vector<std::pair<ChainId, std::int64_t>> m_pending;
};

Result<QString> originOf(Vault& vault, const QString& session) {
    const auto id = RecordId::fromString(session);
    if (!id) return QString();
    const auto view = vault.records().get(*id);
    if (!view) return QString();  // it lies in a notebook that is not here
    return valueOf(view->values(), u"title").text();
}

Result<AlertSheet> sheetOf(Vault& vault, const ListedRecord& alert, Receipts& receipts) {
    const auto zone = vault.author().now().zoneOffset;
    AlertSheet sheet;
    sheet.key = alert.id.toString();
    sheet.inLine = true;
    sheet.recorded = answersOf(alert);
    if (alert.conflicts > 0) {
        TRY(const RecordView view, vault.records().get(alert.row));
        showBoth(view, sheet.recorded);
    }
    sheet.before = sheet.answers = sheet.recorded;
    TRY(const auto seen, vault.records().seen(alert.row));
    sheet.seen = seenOf(seen);
    if (const auto session = RecordId::fromBytes(fieldOf(alert, u"session").bytes()))
        sheet.session = session->toString();
    TRY(sheet.received, receipts.cover(alert.row));
    TRY(const auto steps, listAll(vault, {.type = stepType.toString(),
                                          .where = {{QStringLiteral("alert"), alert.id}},
                                          .orderBy = QStringLiteral("at")}));
    for (const ListedRecord& step : steps) {
        sheet.told.append(tellingOf(step));
        if (textOf(step, u"step") == u"action_confirmed") sheet.acted = true;
        TRY(const bool received, receipts.cover(step.row));
        sheet.received = sheet.received && received;
    }
    sheet.heardBy = heardBy(alert.values, sheet.told, zone);
    return sheet;
}

/// Newest first, closed ones left out; what is being written lies over what is recorded.
Result<QList<AlertSheet>> readSheets(Vault& vault) {
    TRY(auto receipts, Receipts::read(vault));
    TRY(const auto alerts, listAll(vault, {.type = alertType.toString(),
                                           .orderBy = QStringLiteral("raised"),
                                           .descending = true}));
    TRY(const auto drafts, vault.drafts().open());
    QList<AlertSheet> sheets;
    for (const ListedRecord& alert : alerts) {
        TRY(AlertSheet sheet, sheetOf(vault, alert, receipts));
        if (textOf(alert, u"state") != u"closed" || !sheet.received)
            sheets.append(std::move(sheet));
    }
    for (const Draft& draft : drafts) {
        if (draft.kind != alertType) continue;
        const QString key = draft.record.toString();
        const auto found = std::find_if(sheets.begin(), sheets.end(),
                                        [&](const AlertSheet& sheet) { return sheet.key == key; });
        AlertSheet sheet;
        sheet.key = key;
        AlertSheet& under = found == sheets.end() ? sheet : *found;
        readDraft(draft, under);
        if (found != sheets.end()) continue;
        sheet.heardBy =
            heardBy(fieldsOf(sheet.answers), sheet.waiting, vault.author().now().zoneOffset);
        sheets.prepend(std::move(sheet));
    }
    return sheets;
}

QList<std::pair<QString, QString>> choicesOf(QStringView field) {
    QList<std::pair<QString, QString>> words;
    for (const Choice& choice : recordList().type(alertType)->field(field)->choices)
        if (!isCouncil(choice.name) && choice.name != u"unknown")
            words.append({choice.name, choice.title});
    return words;
}

/// A step that says to whom it goes from now on, and why; nothing if that stays as it was.
std::optional<Telling> reroutingOf(const AlertSheet& sheet, const Moment& now) {
    const bool toLead = sheet.answers.toLead();
    if (toLead == sheet.before.toLead()) return std::nullopt;
    Telling step;
    step.step = QStringLiteral("rerouted");
    step.whom = valueForPeople(*recordList().type(alertType)->field(u"route"),
                               cbor::Value(toLead ? QStringLiteral("assessment_lead")
                                                  : QStringLiteral("local_authority")));
    step.at = now.utc;
    step.note = valueOf(fieldsOf(sheet.answers), u"route_reason").text();
    return step;
}

Result<QString> leadOf(Vault& vault) {
    TRY(const auto members, listAll(vault, {.type = QStringLiteral("team_member")}));
    for (const ListedRecord& member : members)
        if (textOf(member, u"role") == u"lead")
            return QObject::tr("%1, assessment lead").arg(textOf(member, u"name"));
    return QObject::tr("The assessment lead");
}

}  // namespace

SafeguardingRoutes safeguardingRoutes() {
    const QString path = QStandardPaths::locate(QStandardPaths::AppConfigLocation,
                                                QStringLiteral("safeguarding-routes.json"));
    QFile file(path);
    if (!path.isEmpty() && file.open(QIODevice::ReadOnly))
        if (auto own = safeguardingRoutesFromJson(file.readAll())) return std::move(*own);
    return shippedSafeguardingRoutes();
}

Result<AlertBook> readAlerts(Vault& vault, const Council& council, const SafeguardingRoutes& routes,
                             const RecordId& spare) {
    Q_UNUSED(council)
    AlertBook book;
    TRY(book.sheets, readSheets(vault));
    for (AlertSheet& sheet : book.sheets) {
        sheet.reference = referenceOf(RecordId::fromString(sheet.key).value_or(RecordId()));
        TRY(sheet.origin, originOf(vault, sheet.session));
    }
    book.spare = spare.toString();
    book.spareReference = referenceOf(spare);
    TRY(book.lead, leadOf(vault));
    const RecordType* step = recordList().type(stepType);
    book.limits = {step->field(u"to_whom")->limit, step->field(u"reference")->limit,
                   step->field(u"note")->limit,
                   recordList().type(alertType)->field(u"route_reason")->limit};
    book.words = routes.words;
    book.confirmed = routes.confirmed;
    for (const SafeguardingOffice& office : routes.offices)
        book.offices.append(
            {office.step, office.title, office.number, office.when, office.ofTheCouncil()});
    book.harms = choicesOf(u"harm");
    book.causes = choicesOf(u"about");
    return book;
}

Result<int> countUnheard(Vault& vault) {
    TRY(const auto sheets, readSheets(vault));
    return static_cast<int>(std::count_if(
        sheets.begin(), sheets.end(),
        [](const AlertSheet& sheet) { return !sheet.received && sheet.heardBy.isEmpty(); }));
}

Result<QStringList> heardToday(Vault& vault, const Moment& now) {
    TRY(const auto sheets, readSheets(vault));
    const QDate today = wallTime(now).date();
    QStringList heard;
    for (const AlertSheet& sheet : sheets) {
        const bool ofToday = wording::local(sheet.answers.raised, now.zoneOffset).date() == today;
        if (!ofToday || (!sheet.received && sheet.heardBy.isEmpty())) continue;
        heard << (sheet.heardBy.isEmpty() ? QObject::tr("The central store has it")
                                          : sheet.heardBy);
    }
    return heard;
}

Result<bool> urgentWaits(Vault& vault) {
    if (vault.identity().standing != Identity::Standing::enrolled) return false;
    TRY(const auto pending, vault.ledger().pending(vault.identity().vault));
    return std::any_of(pending.begin(), pending.end(), [](const auto& each) {
        return each.head.chain.lane == Lane::urgent && each.head.number > each.receipted;
    });
}

Result<QString> saveAlert(Vault& vault, const AlertSheet& sheet) {
    const auto id = RecordId::fromString(sheet.key);
    if (!id) return fail(Code::notFound, during);
    AlertAnswers nothing;
    nothing.raised = sheet.answers.raised;
    // Everything that was being written was taken back.
    if (sheet.answers == (sheet.inLine ? sheet.recorded : nothing) && sheet.waiting.isEmpty() &&
        sheet.telling == TellingDraft{})
        TRY_OK(vault.drafts().discard(*id, draftField.toString()));
    else
        TRY_OK(vault.drafts().save(draftFrom(sheet, *id)));
    return heardBy(fieldsOf(sheet.answers), sheet.told + sheet.waiting,
                   vault.author().now().zoneOffset);
}

Status putAlert(Vault& vault, const Council& council, const AlertSheet& sheet, const Moment& now) {
    const auto id = RecordId::fromString(sheet.key);
    if (!id) return fail(Code::notFound, during);
    FieldValues fields = fieldsOf(sheet.answers);
    PutRequest request = requestFor(*id, {});
    std::optional<Telling> rerouted;
    if (sheet.inLine) {
        // Only what was changed here: what came in meanwhile stays, or stands beside it.
        fields = changesFrom(fieldsOf(sheet.before), std::move(fields));
        rerouted = reroutingOf(sheet, now);
        TRY(const RecordView view, vault.records().get(*id));
        request.seen = changesOf(sheet.seen);
        request.onConflict = settlingFor(view, fields);
    } else {
        fields.push_back(
            {QStringLiteral("raised"), instantValue(sheet.answers.raised, now.zoneOffset)});
        fields.push_back({QStringLiteral("state"),
                          stateAfter({sheet.waiting.constData(),
                                      static_cast<std::size_t>(sheet.waiting.size())})});
        if (!council.me.isNull()) fields.push_back({QStringLiteral("raised_by"), council.me});
        if (const auto session = RecordId::fromString(sheet.session))
            fields.push_back({QStringLiteral("session"), *session});
    }
    const Vault::With steps = [&](const Saved&) {
        std::vector<PutRequest> requests;
        QList<Telling> tellings = sheet.waiting;
        if (rerouted) tellings.append(*rerouted);
        for (const Telling& telling : tellings)
            requests.push_back({.type = stepType.toString(),
                                .fields = fieldsOf(telling, *id, council, now.zoneOffset)});
        return requests;
    };
    request.fields = std::move(fields);
    TRY_OK(vault.finish(draftFrom(sheet, *id), request, steps));
    return {};
}

Status addStep(Vault& vault, const Council& council, const AlertSheet& sheet,
               const Telling& telling, const Moment& now) {
    const auto id = RecordId::fromString(sheet.key);
    if (!id) return fail(Code::notFound, during);
    std::vector<Telling> all(sheet.told.begin(), sheet.told.end());
    all.push_back(telling);
    TRY(const RecordView view, vault.records().get(*id));
    const PutRequest step{.type = stepType.toString(),
                          .fields = fieldsOf(telling, *id, council, now.zoneOffset)};
    const PutRequest state = stateRequest(view, stateAfter(all));
    // What is still being written stays a draft, without this telling: between the two, a kill
    // finds it in both places.
    if (sheet.answers != sheet.recorded || sheet.telling.open) {
        const PutRequest requests[] = {step, state};
        TRY_OK(vault.putAll(requests));
        return vault.drafts().save(draftFrom(sheet, *id));
    }
    TRY_OK(vault.finish(draftFrom(sheet, *id), step,
                        [&state](const Saved&) { return std::vector<PutRequest>{state}; }));
    return {};
}

}  // namespace candour
