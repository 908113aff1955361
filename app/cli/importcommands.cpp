// import: what councils send, into the vault.
#include "app/cli/openplan.h"
#include "app/framework/frameworkpack.h"
#include "app/framework/jsonschema.h"
#include "app/import/caseimport.h"
#include "app/records/ndjson.h"
#include "app/reports/plan.h"
#include "app/rules/recordwords.h"
#include "platform/limits.h"

#include <QBuffer>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <cstdio>
#include <memory>

namespace candour::cli {
namespace {

constexpr char importing[] = "import cases";

struct CasesRequest {
    std::string file;
    std::string sheet;
    std::vector<std::string> map;
    std::vector<std::string> values;
    bool preview = false;
};

Result<QByteArray> bytesOf(const std::string& name) {
    QFile file(QString::fromStdString(name));
    if (!file.open(QIODevice::ReadOnly))
        return fail(Code::notFound, importing, name + " cannot be read.");
    // One byte more than is allowed tells a file that is too large.
    return file.read(static_cast<qint64>(limits::importFile) + 1);
}

/// The cases that are here, struck ones included: they were here and are not wanted.
Result<std::map<QString, KnownCase>> knownCases(Vault& vault) {
    std::map<RecordId, KnownCase> byId;
    TRY(const auto identities, everyListed(vault.records(), {.type = u"case_identity"_qs}));
    for (const ListedRecord& one : identities) byId[idIn(one.values, u"case")].identified = true;
    TRY(const auto answers, everyListed(vault.records(), {.type = u"case_agreement"_qs}));
    for (const ListedRecord& one : answers)
        if (textIn(one.values, u"source") == u"reported_by_council")
            byId[idIn(one.values, u"case")].reported << textIn(one.values, u"purpose");
    std::map<QString, KnownCase> known;
    TRY(const auto cases,
        everyListed(vault.records(), {.type = u"tracked_case"_qs, .withStruck = true}));
    for (const ListedRecord& listed : cases) {
        KnownCase& here = known[textIn(listed.values, u"number")];
        if (listed.struck) continue;
        here = byId[listed.id];
        here.id = listed.id;
    }
    return known;
}

QString fieldWords(const MappedColumn& column) {
    if (column.type->name == u"case_agreement") return column.type->name + u'.' + column.option;
    const QString path =
        (column.type->name == u"tracked_case" ? QString() : column.type->name + u'.') +
        column.field->name;
    return column.option.isEmpty() ? path : path + u':' + column.option;
}

QJsonArray jsonOf(const CaseMapping& mapping) {
    QJsonArray columns;
    for (const MappedColumn& each : mapping.columns)
        columns.append(QJsonObject{{u"heading"_qs, each.heading}, {u"field"_qs, fieldWords(each)}});
    return columns;
}

Status tellMapping(const CaseMapping& mapping) {
    for (const MappedColumn& each : mapping.columns)
        TRY_OK(printLine(each.heading.toUtf8() + "  →  " + fieldWords(each).toUtf8()));
    for (const QString& heading : mapping.leftOut)
        TRY_OK(printLine(heading.toUtf8() + "  is left out"));
    return {};
}

QJsonArray jsonOf(const std::vector<RowFault>& faults) {
    QJsonArray rows;
    for (const RowFault& fault : faults)
        rows.append(QJsonObject{{u"row"_qs, fault.row}, {u"detail"_qs, fault.sentence}});
    return rows;
}

tl::unexpected<Error> nothingImported(const std::vector<RowFault>& faults, bool json) {
    if (!json) {
        for (const RowFault& fault : faults)
            std::fprintf(stderr, "row %d: %s\n", fault.row, qUtf8Printable(fault.sentence));
        std::fprintf(stderr,
                     "What the list says of one of our options can be said with --value.\n");
    }
    return fail(
        Code::badInput, importing,
        "Row " + std::to_string(faults.front().row) + ". Nothing of the file was imported.");
}

Status tellFaults(const std::vector<RowFault>& faults, bool json) {
    if (json) TRY_OK(printJson({{u"imported"_qs, false}, {u"faults"_qs, jsonOf(faults)}}));
    return nothingImported(faults, json);
}

/// What goes where, the first cases as they would be here, never who they are, and then what is
/// wrong.
Status tellPreview(const CaseMapping& mapping, const CaseImport& import, bool json) {
    if (json) {
        QJsonArray shown;
        for (const QByteArray& each : import.examples)
            shown.append(QJsonDocument::fromJson(each).object());
        TRY_OK(printJson({{u"imported"_qs, false},
                          {u"columns"_qs, jsonOf(mapping)},
                          {u"left_out"_qs, QJsonArray::fromStringList(mapping.leftOut)},
                          {u"cases"_qs, import.sound},
                          {u"examples"_qs, shown},
                          {u"faults"_qs, jsonOf(import.faults)}}));
    } else {
        TRY_OK(tellMapping(mapping));
        for (const QByteArray& each : import.examples) {
            TRY(const RecordLine record, recordFromLine(recordList(), each));
            QStringList words;
            for (const FieldValue& value : record.fields)
                words << valueForPeople(*record.type->field(value.name), value.value);
            TRY_OK(printLine("  " + words.join(u" · "_qs).toUtf8()));
        }
        TRY_OK(
            printLine(QByteArray::number(import.sound) + (import.sound == 1 ? " case" : " cases") +
                      (import.faults.empty() ? " could be imported. Nothing was imported yet."
                                             : " could be imported once the faults are mended.")));
    }
    return import.faults.empty() ? Status() : nothingImported(import.faults, json);
}

Status importCases(const Context& context, const CasesRequest& request) {
    TRY(const QByteArray file, bytesOf(request.file));
    TRY(const Table table, tableFrom(file, QString::fromStdString(request.sheet)));
    QStringList asked;
    for (const std::string& each : request.map) asked << QString::fromStdString(each);
    QStringList values;
    for (const std::string& each : request.values) values << QString::fromStdString(each);
    TRY(const CaseMapping mapping, caseMapping(recordList(), table, asked, values));
    const auto makeId = [&] { return RecordId::makeV7(context.clock, context.random); };
    const cbor::Value now = instantValue(context.clock.utc(), context.clock.zoneOffset());
    if (request.preview) {
        const CaseImport import = casesFrom(table, mapping, recordList(), {}, makeId, now);
        return tellPreview(mapping, import, context.shared.json);
    }
    TRY(auto vault, openVault(context.shared, context.ground()));
    TRY(const auto known, knownCases(*vault));
    CaseImport import = casesFrom(table, mapping, recordList(), known, makeId, now);
    if (!import.faults.empty()) return tellFaults(import.faults, context.shared.json);
    QBuffer lines(&import.lines);
    lines.open(QIODevice::ReadOnly);
    TRY(const ApplyReport report, vault->apply(lines));
    std::vector<RowFault> faults;
    for (const LineFault& fault : report.faults)
        faults.push_back({import.rowOfLine.at(static_cast<std::size_t>(fault.line - 1)),
                          QString::fromStdString(fault.error.detail)});
    if (!faults.empty()) return tellFaults(faults, context.shared.json);
    TRY_OK(Vault::lock(std::move(vault)));
    if (context.shared.json)
        return printJson({{u"imported"_qs, true},
                          {u"columns"_qs, jsonOf(mapping)},
                          {u"cases"_qs, import.cases},
                          {u"already_here"_qs, import.alreadyHere},
                          {u"completed"_qs, import.completed}});
    TRY_OK(tellMapping(mapping));
    TRY_OK(printText(counted(import.cases, u"case"_qs, u"cases"_qs) + u" imported, "_qs +
                     counted(import.alreadyHere, u"was"_qs, u"were"_qs) + u" here already."_qs));
    if (import.completed == 0) return {};
    return printText(u"Of %1 a name or answers were added that were not here yet."_qs.arg(
        counted(import.completed, u"case"_qs, u"cases"_qs)));
}

/// Word for word, as it ships or in a record. Of wordings the last one counts, so it may be given
/// again after another.
Result<bool> isHere(Vault& vault, const FieldValues& fields) {
    const QString& pack = textIn(fields, u"pack");
    const QByteArray content = textIn(fields, u"content").toUtf8();
    const bool wording = textIn(fields, u"kind") == u"wording";
    if (!wording && shippedPackIds().contains(pack) &&
        QJsonDocument::fromJson(shippedFile(u"framework/packs/%1.json"_qs.arg(pack)))
                .toJson(QJsonDocument::Compact) == content)
        return true;
    TRY(const ListPage listed,
        vault.records().list(
            {.type = u"framework_pack"_qs, .where = {{u"pack"_qs, pack}}, .limit = mostListed}));
    const ListedRecord* last = nullptr;
    for (const ListedRecord& record : listed.records) {
        if (textIn(record.values, u"kind") != textIn(fields, u"kind")) continue;
        if (!wording && textIn(record.values, u"content").toUtf8() == content) return true;
        if (last == nullptr || last->id < record.id) last = &record;
    }
    return wording && last != nullptr && textIn(last->values, u"content").toUtf8() == content;
}

/// A framework pack, or a wording of one, becomes a record: everybody gets it with the next
/// hand-over.
Status importFramework(const Context& context, const std::string& name) {
    constexpr char taking[] = "take in a framework";
    QFile file(QString::fromStdString(name));
    if (!file.open(QIODevice::ReadOnly))
        return fail(Code::notFound, taking, name + " cannot be read.");
    const auto json = QJsonDocument::fromJson(file.read(qint64{limits::text}));
    if (!json.isObject())
        return fail(Code::badInput, taking,
                    "The file is not JSON, and a framework pack is. Ask for it again.");
    const QJsonObject object = json.object();
    const bool wording = object.contains(u"pack");
    const QString pack = object[wording ? u"pack" : u"id"].toString();
    PutRequest request{.type = u"framework_pack"_qs};
    request.fields = {{u"kind"_qs, wording ? u"wording"_qs : u"pack"_qs},
                      {u"pack"_qs, pack},
                      {u"content"_qs, QString::fromUtf8(json.toJson(QJsonDocument::Compact))}};
    TRY(auto vault, openVault(context.shared, context.ground()));
    TRY(const bool here, isHere(*vault, request.fields));
    if (here)
        return fail(Code::alreadyThere, taking,
                    "This one is here already, word for word. Nothing was written.");
    TRY(const Saved saved, vault->put(request));
    TRY_OK(Vault::lock(std::move(vault)));
    if (context.shared.json)
        return printJson({{u"framework_pack"_qs, saved.name.id.toString()}, {u"pack"_qs, pack}});
    return printLine("Taken in: " + pack.toUtf8() +
                     ". What was recorded under another framework keeps it.");
}

}  // namespace

void addImportCommands(CLI::App& app, Commands& commands) {
    CLI::App* imported = app.add_subcommand("import", "Take in what a council sent");
    imported->require_subcommand(1);
    imported->footer("Example:\n  candour-cli --vault ~/notes import cases list.xlsx --preview");
    auto request = std::make_shared<CasesRequest>();
    CLI::App* cases = imported->add_subcommand(
        "cases", "The council's list of cases, from .csv or .xlsx: all of it or nothing");
    cases->add_option("FILE", request->file, "The file")->required();
    cases->add_option("--sheet", request->sheet, "The sheet of a workbook, if not the first");
    cases
        ->add_option("--map", request->map,
                     "Heading=field, Heading=flags:unpaid_carer, Heading=case_identity.name, "
                     "Heading=case_agreement.talk for what the council says they agreed to, or "
                     "Heading= to leave it out; may be given more than once")
        ->allow_extra_args(false);
    cases
        ->add_option("--value", request->values,
                     "What the list writes for one of our options: 'White British=white', or "
                     "'Ethnicity:White British=white' under one heading; with nothing behind = "
                     "the cell counts as empty; may be given more than once")
        ->allow_extra_args(false);
    cases->add_flag("--preview", request->preview,
                    "Only show what would be taken from where, and the first cases");
    auto framework = std::make_shared<std::string>();
    CLI::App* pack = imported->add_subcommand(
        "framework", "A framework pack, or the organisation's wording of one, for everybody");
    pack->add_option("FILE", *framework, "The .json file")->required();
    pack->footer("Example:\n  candour-cli --vault ~/notes import framework la-2027.json");
    commands.push_back({pack, [framework](const Context& context) {
                            return importFramework(context, *framework);
                        }});
    cases->footer(
        "Examples:\n"
        "  candour-cli import cases list.csv --preview\n"
        "  candour-cli --vault ~/notes import cases list.xlsx --map 'Story=summary' --map "
        "'Name=case_identity.name'\n"
        "  candour-cli --vault ~/notes import cases list.csv --map "
        "'Consent given?=case_agreement.talk' --value 'Verbal=yes'\n\n"
        "The first row with two cells or more holds the headings. Names and contact details are\n"
        "taken only when you ask for them. A case whose number is here already stays as it is; its "
        "name and\n"
        "what the council says of it are added where they are not here yet. "
        "What\n"
        "the council says that somebody agreed to is its report, and opens nothing (R4).");
    commands.push_back(
        {cases, [request](const Context& context) { return importCases(context, *request); }});
}

}  // namespace candour::cli
