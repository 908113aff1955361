// types, list, get, put, strike, search: for every record type, from the list alone.
#include "app/cli/cli.h"
#include "app/records/description.h"
#include "app/records/timetext.h"
#include "app/vault/nameopening.h"
#include "app/vault/wish.h"

#include <QJsonArray>

#include <memory>

namespace candour::cli {
namespace {

Result<const RecordType*> typeNamed(const std::string& name) {
    const RecordType* type = recordList().type(QString::fromStdString(name));
    if (type == nullptr)
        return fail(Code::badInput, "find a record type",
                    "There is no such record type; see `candour-cli types`.");
    return type;
}

Result<RecordId> idFrom(const std::string& text) {
    const auto id = RecordId::fromString(QString::fromStdString(text));
    if (!id)
        return fail(Code::badInput, "read an id", "An id has 36 characters, such as 0190b5a0-…");
    return *id;
}

/// name=value, each value as somebody would type it.
Result<FieldValues> fieldsFrom(const RecordType& type, const std::vector<std::string>& pairs) {
    FieldValues fields;
    for (const std::string& pair : pairs) {
        const QString text = QString::fromStdString(pair);
        const qsizetype equals = text.indexOf(u'=');
        const Field* field = equals > 0 ? type.field(text.left(equals)) : nullptr;
        if (field == nullptr) {
            const QString wrong =
                equals > 0 ? u"%1 has no field “%2”"_qs.arg(type.singular, text.left(equals))
                           : u"Fields are given as name=value"_qs;
            return fail(Code::badInput, "read a field",
                        wrong.toStdString() + "; `candour-cli types " + type.name.toStdString() +
                            "` lists them all.");
        }
        TRY(cbor::Value value, valueFromText(*field, text.sliced(equals + 1)));
        fields.push_back({field->name, std::move(value)});
    }
    return fields;
}

Result<NotebookReference> notebookFrom(const std::string& text) {
    const QString name = QString::fromStdString(text);
    if (name.isEmpty()) return NotebookReference();
    if (const auto id = NotebookId::fromString(name)) return NotebookReference(*id);
    if (name.startsWith(u"session:"))
        if (const auto slot = RecordId::fromString(QStringView(name).sliced(8)))
            return NotebookReference(SessionOf{*slot});
    const auto kind = notebookKind(text);
    if (kind && *kind != NotebookKind::session) return NotebookReference(*kind);
    return fail(
        Code::badInput, "find the notebook",
        "A notebook is an id, team, plan, identities, safeguarding, or session: and a slot's "
        "id.");
}

QByteArray summaryLine(const RecordType& type, const ListedRecord& record) {
    return record.id.toString().toUtf8() + "  " + summaryOf(type, record.values).toUtf8() +
           (record.conflicts > 0 ? "  [two versions]" : "") + (record.struck ? "  [struck]" : "");
}

Status types(const Context& context, const std::string& name) {
    if (name.empty() && !context.shared.json) return print(schemaText(recordList()).toUtf8());
    if (name.empty()) {
        QJsonArray all;
        for (const RecordType& type : recordList().types()) all.append(formDescription(type));
        return printJson({{u"types"_qs, all}});
    }
    TRY(const RecordType* const type, typeNamed(name));
    if (context.shared.json) return printJson(formDescription(*type));
    return print(schemaText(*type).toUtf8());
}

struct ListOptions {
    std::string type;
    std::vector<std::string> where;
    std::string order;
    std::string notebook;
    bool descending = false;
    bool struck = false;
    int limit = 100;
};

/// Beside what was listed, so that nobody takes a part for all of it, or silence for a fault.
void sayBeside(const Context& context, bool any, bool more, const char* none,
               const char* toSeeMore) {
    if (more) std::fprintf(stderr, "More are here; %s.\n", toSeeMore);
    if (!any && !context.shared.json) std::fprintf(stderr, "%s\n", none);
}

Status list(const Context& context, const ListOptions& options) {
    TRY(const RecordType* const type, typeNamed(options.type));
    ListRequest request{.type = type->name,
                        .orderBy = QString::fromStdString(options.order),
                        .descending = options.descending,
                        .withStruck = options.struck};
    TRY(request.where, fieldsFrom(*type, options.where));
    if (!options.notebook.empty()) {
        request.notebook = NotebookId::fromString(QString::fromStdString(options.notebook));
        if (!request.notebook)
            return fail(Code::badInput, "list records", "--notebook takes a notebook's id.");
    }
    TRY(auto vault, openVault(context.shared, context.ground()));
    int left = options.limit;
    bool any = false;
    bool more = false;
    while (left != 0) {
        request.limit = left < 0 ? mostListed : std::min(left, mostListed);
        TRY(const ListPage page, vault->records().list(request));
        for (const ListedRecord& record : page.records)
            TRY_OK(context.shared.json ? printJson(cli::jsonOf(*type, record))
                                       : printLine(summaryLine(*type, record)));
        if (left > 0) left -= static_cast<int>(page.records.size());
        any = any || !page.records.empty();
        more = page.next.has_value();
        if (!more) break;
        request.after = page.next;
    }
    sayBeside(context, any, more, "There is none here.", "--limit -1 lists all of them");
    return {};
}

Status printView(const RecordView& view, bool json) {
    if (json) return printJson(cli::jsonOf(view));
    QByteArray text =
        view.name.type.toUtf8() + ' ' + view.name.id.toString().toUtf8() + "\nnotebook " +
        view.name.notebook.toString().toUtf8() + "\nwritten " + timeText(view.created).toUtf8() +
        ", " + counted(static_cast<qint64>(view.changes), u"change"_qs, u"changes"_qs).toUtf8() +
        '\n';
    if (view.sealed) text += "locked away at somebody's wish\n";
    if (view.struck) text += "struck: " + view.strikeReason.toUtf8() + '\n';
    for (const FieldView& field : view.fields) {
        for (const Version& version : field.versions) {
            text += field.name.leftJustified(18).toUtf8() + ' ';
            if (!version.value)
                text += "(withheld)";
            else if (field.field != nullptr)
                text += valueForPeople(*field.field, *version.value).toUtf8();
            if (field.inConflict)
                text += "  [version of " + timeText(version.written).toUtf8() + " by vault " +
                        version.author.toString().left(8).toUtf8() + ']';
            text += '\n';
        }
    }
    for (const Flag& flag : view.flags)
        text +=
            "needs a person: " + QByteArray(nameOf(flag.flaw)) + ' ' + flag.field.toUtf8() + '\n';
    return print(text);
}

Status get(const Context& context, const std::string& id, bool identity) {
    TRY(const RecordId record, idFrom(id));
    TRY(auto vault, openVault(context.shared, context.ground()));
    TRY(RecordView view, vault->records().get(record));
    if (identity) {
        TRY_OK(noteOpening(*vault, {&view, 1}));
        TRY(view, vault->records().get(record, IdentityFields::open));
    }
    return printView(view, context.shared.json);
}

Status say(const Saved& saved, bool json) {
    const char* what = !saved.change ? "unchanged" : saved.created ? "created" : "changed";
    if (!json) return printLine(saved.name.id.toString().toUtf8() + "  " + what);
    return printJson({{u"id"_qs, saved.name.id.toString()},
                      {u"notebook"_qs, saved.name.notebook.toString()},
                      {u"type"_qs, saved.name.type},
                      {u"result"_qs, QString::fromLatin1(what)},
                      {u"change"_qs, saved.change ? QJsonValue(saved.change->toString())
                                                  : QJsonValue(QJsonValue::Null)}});
}

struct PutOptions {
    std::string type;
    std::string id;
    std::string notebook;
    bool settle = false;
    std::vector<std::string> fields;
};

Status put(const Context& context, const PutOptions& options) {
    TRY(const RecordType* const type, typeNamed(options.type));
    PutRequest request{.type = type->name};
    if (!options.id.empty()) {
        TRY(request.id, idFrom(options.id));
    }
    TRY(request.notebook, notebookFrom(options.notebook));
    TRY(request.fields, fieldsFrom(*type, options.fields));
    if (options.settle) request.onConflict = OnConflict::settle;
    TRY(auto vault, openVault(context.shared, context.ground()));
    TRY(const Saved saved, vault->put(request));
    TRY_OK(Vault::lock(std::move(vault)));
    return say(saved, context.shared.json);
}

Status strike(const Context& context, const std::string& id, const std::string& reason) {
    TRY(const RecordId record, idFrom(id));
    TRY(auto vault, openVault(context.shared, context.ground()));
    TRY(const RecordView view, vault->records().get(record));
    const QString why = QString::fromStdString(reason);
    TRY(const Saved saved, view.name.type == u"withdrawal" ? strikeWish(*vault, view.name, why)
                                                           : vault->strike(view.name, why));
    TRY_OK(Vault::lock(std::move(vault)));
    return say(saved, context.shared.json);
}

Status search(const Context& context, const std::vector<std::string>& words, int limit) {
    QStringList all;
    for (const std::string& word : words) all << QString::fromStdString(word);
    TRY(auto vault, openVault(context.shared, context.ground()));
    TRY(const FoundPage page, vault->records().search(all.join(u' '), {}, limit));
    for (const FoundRecord& hit : page.hits)
        TRY_OK(context.shared.json
                   ? printJson(cli::jsonOf(*hit.type, hit.record))
                   : printLine(hit.type->name.toUtf8() + ' ' + summaryLine(*hit.type, hit.record)));
    sayBeside(context, !page.hits.empty(), page.next.has_value(),
              "Nothing here holds all of these words.", "a higher --limit finds them");
    return {};
}

}  // namespace

QString counted(qint64 count, const QString& one, const QString& several) {
    return QString::number(count) + u' ' + (count == 1 ? one : several);
}

QString timeText(const Moment& moment) {
    return instantToText(
        {moment.utc.time_since_epoch().count(), static_cast<int>(moment.zoneOffset.count())});
}

QJsonObject jsonOf(const RecordType& type, const ListedRecord& record) {
    QJsonObject fields;
    for (const FieldValue& value : record.values)
        fields.insert(value.name, valueToJson(*type.field(value.name), value.value));
    return {{u"type"_qs, type.name},
            {u"id"_qs, record.id.toString()},
            {u"notebook"_qs, record.notebook.toString()},
            {u"conflicts"_qs, record.conflicts},
            {u"struck"_qs, record.struck},
            {u"fields"_qs, fields}};
}

QJsonObject jsonOf(const RecordView& view) {
    QJsonObject fields;
    QJsonObject conflicts;
    for (const FieldValue& value : view.values())
        fields.insert(value.name, valueToJson(*view.type->field(value.name), value.value));
    QJsonArray withheld;
    for (const FieldView& field : view.fields) {
        if (field.field == nullptr) continue;
        if (!field.versions.empty() && !field.versions.back().value) withheld.append(field.name);
        if (!field.inConflict) continue;
        QJsonArray versions;
        for (const Version& version : field.versions) {
            const bool sound = version.value && validateValue(*field.field, *version.value);
            versions.append(
                QJsonObject{{u"change"_qs, version.change.toString()},
                            {u"vault"_qs, version.author.toString()},
                            {u"written"_qs, timeText(version.written)},
                            {u"value"_qs, sound ? valueToJson(*field.field, *version.value)
                                                : QJsonValue::Null}});
        }
        conflicts.insert(field.name, versions);
    }
    QJsonArray flags;
    for (const Flag& flag : view.flags)
        flags.append(QJsonObject{{u"field"_qs, flag.field},
                                 {u"flaw"_qs, QString::fromLatin1(nameOf(flag.flaw))}});
    return {{u"type"_qs, view.name.type},
            {u"id"_qs, view.name.id.toString()},
            {u"notebook"_qs, view.name.notebook.toString()},
            {u"created"_qs, timeText(view.created)},
            {u"changed"_qs, timeText(view.changed)},
            {u"vault"_qs, view.author.toString()},
            {u"changes"_qs, static_cast<qint64>(view.changes)},
            {u"struck"_qs, view.struck},
            {u"sealed"_qs, view.sealed},
            {u"strike_reason"_qs, view.strikeReason},
            {u"fields"_qs, fields},
            {u"withheld"_qs, withheld},
            {u"conflicts"_qs, conflicts},
            {u"flags"_qs, flags}};
}

void addRecordCommands(CLI::App& app, Commands& commands) {
    auto typeName = std::make_shared<std::string>();
    CLI::App* typesApp = app.add_subcommand("types", "List the record types, or one type's fields");
    typesApp->add_option("TYPE", *typeName, "Say more about this one");
    typesApp->footer("Examples:\n  candour-cli types\n  candour-cli types line");
    commands.push_back(
        {typesApp, [typeName](const Context& context) { return types(context, *typeName); }});

    auto listed = std::make_shared<ListOptions>();
    CLI::App* listApp = app.add_subcommand("list", "List the records of a type");
    listApp->add_option("TYPE", listed->type, "A record type")->required();
    listApp->add_option("--where", listed->where, "name=value; may be given several times");
    listApp->add_option("--order", listed->order, "A field to sort by, or created");
    listApp->add_flag("--descending", listed->descending, "Last first");
    listApp->add_flag("--struck", listed->struck, "Show struck records too");
    listApp->add_option("--notebook", listed->notebook, "Only this notebook (id)");
    listApp->add_option("--limit", listed->limit, "At most so many; -1 for all")
        ->capture_default_str();
    listApp->footer(
        "Examples:\n  candour-cli --vault ~/notes list timetable_slot --order start\n"
        "  candour-cli --vault ~/notes --json list line --where kind=said --limit -1");
    commands.push_back(
        {listApp, [listed](const Context& context) { return list(context, *listed); }});

    auto id = std::make_shared<std::string>();
    auto identity = std::make_shared<bool>(false);
    CLI::App* getApp = app.add_subcommand("get", "Show one record with all that stands about it");
    getApp->add_option("ID", *id, "The record's id")->required();
    getApp->add_flag("--identity", *identity, "Open names and contact details too");
    getApp->footer("Example:\n  candour-cli --vault ~/notes get 0190b5a0-…");
    commands.push_back(
        {getApp, [id, identity](const Context& context) { return get(context, *id, *identity); }});

    auto putting = std::make_shared<PutOptions>();
    CLI::App* putApp = app.add_subcommand("put", "Write a record, or some of its fields");
    putApp->add_option("TYPE", putting->type, "A record type")->required();
    putApp->add_option("FIELDS", putting->fields, "field=value …; field= takes a value away");
    putApp->add_option("--id", putting->id, "An existing record, or the id of a new one");
    putApp->add_option("--notebook", putting->notebook,
                       "team, identities, safeguarding, session:SLOT or an id; usually not needed");
    putApp->add_flag("--settle", putting->settle, "Where two versions exist, let this one stand");
    putApp->footer(
        "Examples:\n"
        "  candour-cli --vault ~/notes put follow_up what='Ask for the rota' state=open\n"
        "  candour-cli --vault ~/notes put follow_up --id 0190b5a0-… state=received");
    commands.push_back(
        {putApp, [putting](const Context& context) { return put(context, *putting); }});

    auto struckId = std::make_shared<std::string>();
    auto reason = std::make_shared<std::string>();
    CLI::App* strikeApp = app.add_subcommand("strike", "Hide a record, with a reason");
    strikeApp->add_option("ID", *struckId, "The record's id")->required();
    strikeApp->add_option("--reason", *reason, "Why")->required();
    strikeApp->footer(
        "Example:\n  candour-cli --vault ~/notes strike 0190b5a0-… --reason 'Wrong session'\n\n"
        "With a withdrawal the erasure goes that was asked for in it.");
    commands.push_back({strikeApp, [struckId, reason](const Context& context) {
                            return strike(context, *struckId, *reason);
                        }});

    auto words = std::make_shared<std::vector<std::string>>();
    auto limit = std::make_shared<int>(searchPage);
    CLI::App* searchApp = app.add_subcommand(
        "search", "Find records that hold all the words, newest first; the last may be begun");
    searchApp->add_option("WORDS", *words, "What to look for")->required();
    searchApp->add_option("--limit", *limit, "At most so many")->capture_default_str();
    searchApp->footer("Example:\n  candour-cli --vault ~/notes search carer assess");
    commands.push_back({searchApp, [words, limit](const Context& context) {
                            return search(context, *words, *limit);
                        }});
}

}  // namespace candour::cli
