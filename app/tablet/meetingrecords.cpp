#include "app/tablet/meetingrecords.h"

#include "app/records/description.h"
#include "app/rules/recordwords.h"
#include "app/tablet/casebook.h"
#include "app/viewmodels/casesmodel.h"
#include "app/viewmodels/wording.h"

#include <algorithm>

namespace candour {
namespace {

const QString& needType() {
    static const QString name = QStringLiteral("communication_need");
    return name;
}
const QString& checkType() {
    static const QString name = QStringLiteral("communication_check");
    return name;
}

/// Those of the case first: they hold wherever its person is met.
Result<std::vector<ListedRecord>> needsOf(Vault& vault, const ListedRecord& slot) {
    std::vector<ListedRecord> needs;
    if (const RecordId tracked = idIn(slot.values, u"case"); !tracked.isNull()) {
        TRY(needs,
            listAll(vault, {.type = needType(), .where = {{QStringLiteral("case"), tracked}}}));
    }
    TRY(const auto here,
        listAll(vault, {.type = needType(), .where = {{QStringLiteral("slot"), slot.id}}}));
    for (const ListedRecord& need : here)
        if (idIn(need.values, u"case").isNull()) needs.push_back(need);
    return needs;
}

QString wordFor(const ListedRecord& record, const QString& type, const char* field) {
    return wordsOf(type, record.values, QString::fromLatin1(field));
}

struct Met {
    QString words;
    const char* sign = "circle";
    int tone = CaseItem::Due;
};

Met metWords(const QString& met) {
    if (met == u"yes") return {QObject::tr("Met"), "check", CaseItem::Good};
    if (met == u"partly") return {QObject::tr("Partly met"), "warning", CaseItem::Waiting};
    if (met == u"no") return {QObject::tr("Not met"), "cross", CaseItem::Waiting};
    return {QObject::tr("Met? Say so"), "circle", CaseItem::Due};
}

EntryRow rowFor(const ListedRecord& record, const QString& type, const QString& title,
                const QString& detail) {
    EntryRow row;
    row.id = record.id.toString();
    row.type = type;
    row.title = title;
    row.detail = detail;
    return row;
}

/// Each need of each record: how it was here, or the question.
QList<EntryRow> checkRows(const ListedRecord& need, const std::vector<ListedRecord>& checks,
                          const QVariantMap& given) {
    QList<EntryRow> rows;
    const Field& field = *recordList().type(needType())->field(u"needs");
    for (const cbor::Value& option : fieldOf(need, u"needs").items()) {
        const QString name = option.text();
        EntryRow row;
        row.type = checkType();
        row.title = valueForPeople(field, cbor::Value::array({option}));
        row.given = given;
        row.given.insert(QStringLiteral("recorded"), need.id.toString());
        row.given.insert(QStringLiteral("need"), name);
        QString met;
        for (const ListedRecord& check : checks) {
            const RecordId recorded = idIn(check.values, u"recorded");
            if (textOf(check, u"need") != name || (!recorded.isNull() && recorded != need.id))
                continue;
            row.id = check.id.toString();
            row.detail = textOf(check, u"how");
            met = textOf(check, u"met");
        }
        const Met words = metWords(met);
        row.status = words.words;
        row.sign = QString::fromLatin1(words.sign);
        row.tone = words.tone;
        rows.append(row);
    }
    return rows;
}

/// What was written down of the meeting itself.
Status addNoted(Vault& vault, const RecordId& session, MeetingRecords& records) {
    const QString effectType = QStringLiteral("setting_effect");
    TRY(const auto effects,
        listAll(vault, {.type = effectType, .where = {{QStringLiteral("session"), session}}}));
    for (const ListedRecord& one : effects)
        records.noted.append(
            rowFor(one, effectType, wordFor(one, effectType, "effect"), textOf(one, u"note")));
    const QString abilityType = QStringLiteral("capacity_consideration");
    const QString slipType = QStringLiteral("follow_up_slip");
    TRY(const auto people, listAll(vault, {.type = QStringLiteral("participant"),
                                           .where = {{QStringLiteral("session"), session}}}));
    for (const ListedRecord& person : people) {
        const FieldValues theirs{{QStringLiteral("participant"), person.id}};
        TRY(const auto considered, listAll(vault, {.type = abilityType, .where = theirs}));
        for (const ListedRecord& one : considered) {
            EntryRow row = rowFor(one, {}, textOf(one, u"decision"),
                                  wording::together({textOf(person, u"role"),
                                                     wording::hourMinute(momentOf(one, u"time"))}));
            row.status = wordFor(one, abilityType, "outcome");
            row.sign = QStringLiteral("info");
            records.noted.append(row);
        }
        if (!records.mayKeepSlips) continue;
        TRY(const auto slips, listAll(vault, {.type = slipType, .where = theirs}));
        for (const ListedRecord& one : slips) {
            EntryRow row =
                rowFor(one, slipType, QObject::tr("Private slip %1").arg(textOf(one, u"code")),
                       textOf(person, u"role"));
            row.status = wordFor(one, slipType, "state");
            row.sign = QStringLiteral("lock");
            records.noted.append(row);
        }
    }
    return {};
}

}  // namespace

QString needDetail(const ListedRecord& need) {
    const QString language = textOf(need, u"language");
    const QString interpreter = textOf(need, u"interpreter");
    return wording::together(
        {textOf(need, u"details"),
         language.isEmpty() ? QString() : QObject::tr("Speaks %1").arg(language),
         interpreter.isEmpty() ? QString()
                               : QObject::tr("Interpreter: %1")
                                     .arg(wordFor(need, needType(), "interpreter").toLower())});
}

Result<KnownNeeds> needsFor(Vault& vault, const ListedRecord& slot) {
    KnownNeeds known;
    TRY(const auto needs, needsOf(vault, slot));
    std::vector<cbor::Value> options;
    QStringList details;
    for (const ListedRecord& need : needs) {
        for (const cbor::Value& option : fieldOf(need, u"needs").items())
            if (std::find(options.begin(), options.end(), option) == options.end())
                options.push_back(option);
        details << needDetail(need);
    }
    known.needs = valueForPeople(*recordList().type(needType())->field(u"needs"),
                                 cbor::Value::array(std::move(options)));
    known.details = wording::together(details, QStringLiteral("\n"));
    // Somebody may have written no more than "face the window".
    if (known.needs.isEmpty()) known.needs = std::exchange(known.details, QString());
    return known;
}

Result<MeetingRecords> readMeetingRecords(Vault& vault, const ListedRecord& slot,
                                          const RecordId& session) {
    MeetingRecords records;
    TRY(const KnownNeeds known, needsFor(vault, slot));
    records.known = wording::together(
        {known.needs, QString(known.details).replace(u'\n', QStringLiteral(" · "))});
    const auto has = [&](NotebookKind kind) { return vault.notebooks().only(kind).has_value(); };
    const QVariantMap here{{QStringLiteral("session"), session.toString()}};
    TRY(const auto people, listAll(vault, {.type = QStringLiteral("participant"),
                                           .where = {{QStringLiteral("session"), session}}}));
    QVariantMap one = here;
    if (people.size() == 1) one.insert(QStringLiteral("participant"), people.front().id.toString());
    TRY(const auto checks,
        listAll(vault, {.type = checkType(), .where = {{QStringLiteral("session"), session}}}));
    TRY(const auto needs, needsOf(vault, slot));
    for (const ListedRecord& need : needs) {
        const QString needed = wordFor(need, needType(), "needs");
        const QString more = needDetail(need);
        records.needs.append(rowFor(need, needType(), needed.isEmpty() ? more : needed,
                                    needed.isEmpty() ? QString() : more));
        records.needs.append(checkRows(need, checks, one));
    }
    if (has(NotebookKind::team)) {
        const RecordId tracked = idIn(slot.values, u"case");
        records.needType = needType();
        records.given[needType()] = tracked.isNull()
                                        ? QVariantMap{{QStringLiteral("slot"), slot.id.toString()}}
                                        : QVariantMap{{QStringLiteral("case"), tracked.toString()}};
    } else {
        // Who is from outside keeps what they saw with the meeting.
        records.needType = checkType();
        records.given[checkType()] = one;
    }
    for (const ListedRecord& check : checks) {
        const bool shown =
            std::any_of(records.needs.begin(), records.needs.end(),
                        [&](const EntryRow& row) { return row.id == check.id.toString(); });
        if (shown) continue;
        EntryRow row =
            rowFor(check, checkType(), wordFor(check, checkType(), "need"), textOf(check, u"how"));
        const Met words = metWords(textOf(check, u"met"));
        row.status = words.words;
        row.sign = QString::fromLatin1(words.sign);
        row.tone = words.tone;
        records.needs.append(row);
    }
    records.mayKeepSlips = has(NotebookKind::identities);
    records.given[QStringLiteral("setting_effect")] = here;
    records.given[QStringLiteral("capacity_consideration")] = one;
    // Whose it is they may keep to themselves.
    QVariantMap slip = here;
    slip.insert(QStringLiteral("state"), QStringLiteral("given"));
    records.given[QStringLiteral("follow_up_slip")] = slip;
    TRY_OK(addNoted(vault, session, records));
    return records;
}

}  // namespace candour
