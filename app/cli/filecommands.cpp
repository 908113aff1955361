// apply, export: records into the vault and out of it.
#include "app/cli/cli.h"
#include "app/vault/nameopening.h"

#include <QFile>
#include <QJsonArray>

#include <unistd.h>

#include <cstdio>
#include <memory>

namespace candour::cli {
namespace {

Status tellFaults(const ApplyReport& report, bool json) {
    if (json) {
        QJsonArray faults;
        for (const LineFault& fault : report.faults)
            faults.append(QJsonObject{{u"line"_qs, static_cast<qint64>(fault.line)},
                                      {u"error"_qs, QString::fromLatin1(fault.error.name())},
                                      {u"detail"_qs, QString::fromStdString(fault.error.detail)}});
        TRY_OK(printJson({{u"applied"_qs, false}, {u"faults"_qs, faults}}));
    } else {
        for (const LineFault& fault : report.faults) {
            const std::string what = fault.error.detail.empty()
                                         ? fault.error.sentence().toStdString()
                                         : fault.error.detail;
            std::fprintf(stderr, "line %lld: %s\n", static_cast<long long>(fault.line),
                         what.c_str());
        }
    }
    const LineFault& first = report.faults.front();
    const bool breaks = first.error.code == Code::notAllowed;
    return fail(first.error.code, "apply a file",
                "Line " + std::to_string(first.line) + ". Nothing of the file was applied." +
                    (breaks ? " To take in what breaks a rule too, as a merge would, add "
                              "--keep-breaches; `check` lists it."
                            : ""));
}

Status apply(const Context& context, const std::string& name, OnConflict onConflict,
             OnBreach onBreach) {
    QFile file(QString::fromStdString(name));
    if (name == "-" && context.shared.passphraseFile == "-")
        return fail(Code::badInput, "apply a file",
                    "Passphrase and records cannot both come from standard input.");
    const bool opened =
        name == "-" ? file.open(stdin, QIODevice::ReadOnly) : file.open(QIODevice::ReadOnly);
    if (!opened) return fail(Code::notFound, "apply a file", "The file cannot be read.");
    TRY(auto vault, openVault(context.shared, context.ground()));
    const bool show = ::isatty(STDERR_FILENO) != 0 && !context.shared.json;
    const auto progress = [show](const Applied& applied) {
        if (show) std::fprintf(stderr, "\r%lld lines", static_cast<long long>(applied.lines));
        return true;
    };
    TRY(const ApplyReport report, vault->apply(file, onConflict, progress, onBreach));
    if (show) std::fputs("\r", stderr);
    if (!report.faults.empty()) return tellFaults(report, context.shared.json);
    TRY_OK(Vault::lock(std::move(vault)));
    const Applied& applied = report.applied;
    if (context.shared.json)
        return printJson({{u"applied"_qs, true},
                          {u"lines"_qs, static_cast<qint64>(applied.lines)},
                          {u"created"_qs, static_cast<qint64>(applied.created)},
                          {u"changed"_qs, static_cast<qint64>(applied.changed)},
                          {u"unchanged"_qs, static_cast<qint64>(applied.unchanged)}});
    return printLine(counted(applied.lines, u"line"_qs, u"lines"_qs).toUtf8() + ": " +
                     QByteArray::number(applied.created) + " created, " +
                     QByteArray::number(applied.changed) + " changed, " +
                     QByteArray::number(applied.unchanged) + " unchanged.");
}

/// What an export has not in it, on the standard error stream beside it.
Status tellLeftOut(RecordReader& records, const std::optional<QString>& only) {
    std::int64_t locked = 0;
    std::int64_t struck = 0;
    for (const RecordType& type : recordList().types()) {
        if (only && type.name != *only) continue;
        TRY(const std::int64_t lockedOfType, records.countSealed(type.name));
        TRY(const std::int64_t struckOfType, records.countStruck(type.name));
        locked += lockedOfType;
        struck += struckOfType;
    }
    if (locked + struck > 0)
        std::fprintf(stderr, "Left out: %lld locked away, %lld struck. They stay in the vault.\n",
                     static_cast<long long>(locked), static_cast<long long>(struck));
    return {};
}

Status writeOut(const Context& context, const std::string& type, bool history, bool identity) {
    TRY(auto vault, openVault(context.shared, context.ground()));
    const auto sink = [](QByteArrayView line) -> Status { return printLine(line.toByteArray()); };
    const auto names = identity ? IdentityFields::open : IdentityFields::withhold;
    if (identity) TRY_OK(noteOpeningOfAll(*vault));
    if (history) return vault->records().exportHistory(names, sink);
    std::optional<QString> only;
    if (!type.empty()) only = QString::fromStdString(type);
    TRY_OK(vault->records().exportCurrent(only, names, sink));
    return tellLeftOut(vault->records(), only);
}

}  // namespace

void addFileCommands(CLI::App& app, Commands& commands) {
    auto file = std::make_shared<std::string>();
    auto settle = std::make_shared<bool>(false);
    auto keep = std::make_shared<bool>(false);
    CLI::App* applied = app.add_subcommand(
        "apply", "Take in a file of records, one JSON object a line: all of it or nothing");
    applied->add_option("FILE", *file, "An .ndjson file, or - for standard input")->required();
    applied->add_flag("--settle", *settle, "Where two versions exist, let the file's stand");
    applied->add_flag("--keep-breaches", *keep,
                      "Take in what breaks a rule too, as a merge would; `check` lists it");
    applied->footer(
        "Examples:\n  candour-cli --vault ~/notes apply plan.ndjson\n"
        "  zcat plan.ndjson.gz | candour-cli --vault ~/notes --passphrase-file p apply -\n\n"
        "A line is {\"type\":\"follow_up\",\"id\":\"0190…\",\"what\":\"…\",\"state\":\"open\"}. "
        "Applying a file again changes nothing.");
    commands.push_back({applied, [file, settle, keep](const Context& context) {
                            return apply(context, *file,
                                         *settle ? OnConflict::settle : OnConflict::refuse,
                                         *keep ? OnBreach::keep : OnBreach::refuse);
                        }});

    auto type = std::make_shared<std::string>();
    auto history = std::make_shared<bool>(false);
    auto identity = std::make_shared<bool>(false);
    CLI::App* out = app.add_subcommand("export", "Write everything out as NDJSON");
    out->add_option("--type", *type, "Only records of this type");
    out->add_flag("--history", *history,
                  "Every change instead, with what proves it (bytes as base64url)");
    out->add_flag("--identity", *identity,
                  "Names and contact details too; that they were opened is written down");
    out->footer(
        "Examples:\n  candour-cli --vault ~/notes export > notes.ndjson\n"
        "  candour-cli --vault ~/notes export --history > proof.ndjson\n\n"
        "Left out are records that were struck, and words that were locked away; how many is said "
        "beside it.\nEarlier versions are in --history, which proves what happened and is not "
        "taken "
        "in again. Where two people "
        "wrote\ndifferent things, both are there under \"conflicts\", and `apply` takes both "
        "in.\n\n"
        "What is written out is not encrypted: keep it only where you may.");
    commands.push_back({out, [type, history, identity](const Context& context) {
                            return writeOut(context, *type, *history, *identity);
                        }});
}

}  // namespace candour::cli
