// withdraw: somebody takes back what they agreed to. First what rests on it is listed; nothing is
// done until --yes says so.
#include "app/cli/cli.h"
#include "app/records/description.h"
#include "app/rules/withdrawal.h"
#include "app/vault/wish.h"

#include <QJsonArray>

#include <map>
#include <memory>

namespace candour::cli {
namespace {

constexpr char withdrawing[] = "record a withdrawal";

struct WithdrawOptions {
    std::string participant;
    std::string trackedCase;
    std::string outcome;
    std::vector<std::string> lines;
    std::string note;
    bool yes = false;
};

/// Current values of every record that is not locked away already.
Result<std::vector<RecordLine>> allRecords(Vault& vault) {
    std::vector<RecordLine> records;
    for (const RecordType& type : recordList().types()) {
        ListRequest request{.type = type.name, .limit = mostListed};
        do {
            TRY(ListPage page, vault.records().list(request));
            for (ListedRecord& listed : page.records)
                records.push_back({&type, listed.id, listed.notebook, std::move(listed.values)});
            request.after = page.next;
        } while (request.after);
    }
    return records;
}

Result<PutRequest> requestFrom(const WithdrawOptions& options) {
    const RecordType& type = *recordList().type(u"withdrawal");
    PutRequest request{.type = type.name};
    const auto add = [&](const QString& field, const QString& typed) -> Status {
        TRY(cbor::Value value, valueFromText(*type.field(field), typed));
        if (!value.isNull()) request.fields.push_back({field, std::move(value)});
        return {};
    };
    QStringList lines;
    for (const std::string& line : options.lines) lines << QString::fromStdString(line);
    TRY_OK(add(u"participant"_qs, QString::fromStdString(options.participant)));
    TRY_OK(add(u"case"_qs, QString::fromStdString(options.trackedCase)));
    TRY_OK(add(u"outcome"_qs, QString::fromStdString(options.outcome)));
    TRY_OK(add(u"lines"_qs, lines.join(u',')));
    TRY_OK(add(u"note"_qs, QString::fromStdString(options.note)));
    return request;
}

QByteArray whatHappens(WithdrawalOutcome outcome) {
    switch (outcome) {
        case WithdrawalOutcome::stop:
            return "Nobody asks them anything more. What they said stays, and may be used.";
        case WithdrawalOutcome::doNotQuote:
            return "What they said stays evidence, but is never quoted.";
        case WithdrawalOutcome::restrict:
            return "What they said is locked away at once, here and wherever this is handed over. "
                   "Its keys go to the lead and the store; no other tablet keeps them.";
        case WithdrawalOutcome::erase:
            break;
    }
    return "What they said is locked away at once. It is erased when two other people have "
           "approved and no hold stands.";
}

Status listReach(const WithdrawalReach& reach, const Withdrawal& withdrawal, bool json) {
    if (json) {
        QJsonArray covered;
        for (const RecordId& id : reach.covered) covered.append(id.toString());
        QJsonArray dependants;
        for (const RecordLine* record : reach.dependants)
            dependants.append(
                QJsonObject{{u"type"_qs, record->type->name}, {u"id"_qs, record->id.toString()}});
        return printJson({{u"covered"_qs, covered}, {u"rests_on_it"_qs, dependants}});
    }
    TRY_OK(printLine(whatHappens(withdrawal.outcome)));
    TRY_OK(printLine(
        "Their words: " +
        counted(static_cast<qint64>(reach.covered.size()), u"record"_qs, u"records"_qs).toUtf8() +
        ". What rests on them: " + QByteArray::number(reach.dependants.size()) + '.'));
    // Ids and types only: words that somebody takes back are not printed once more.
    for (const RecordLine* record : reach.dependants)
        TRY_OK(printLine("  " + record->type->singular.toUtf8() + "  " +
                         record->id.toString().toUtf8()));
    return {};
}

Status withdraw(const Context& context, const WithdrawOptions& options) {
    TRY(PutRequest request, requestFrom(options));
    const auto withdrawal = withdrawalFrom(request.fields);
    if (!withdrawal)
        return fail(Code::badInput, withdrawing,
                    "Say whose words it is about: a participant, or with --case a case's person.");
    const bool erases = withdrawal->outcome == WithdrawalOutcome::erase;
    if (erases && !withdrawal->lines.empty())
        return fail(Code::badInput, withdrawing,
                    "Single words are locked away and never erased by themselves: choose restrict, "
                    "or leave out --line to have all that they said erased.");
    TRY(auto vault, openVault(context.shared, context.ground()));
    for (const auto& [id, type, sentence] :
         {std::tuple{withdrawal->participant, u"participant"_qs, "That id is not a participant's."},
          std::tuple{withdrawal->trackedCase, u"tracked_case"_qs, "That id is not a case's."}}) {
        if (id.isNull()) continue;
        TRY(const RecordView whose, vault->records().get(id));
        if (whose.name.type != type) return fail(Code::badInput, withdrawing, sentence);
    }
    {
        TRY(const auto records, allRecords(*vault));
        TRY_OK(listReach(reachOf(*withdrawal, records), *withdrawal, context.shared.json));
    }
    if (!options.yes)
        return context.shared.json
                   ? Status()
                   : printLine("Nothing was changed. To record the withdrawal, add --yes.");
    const Moment now = vault->author().now();
    request.id = RecordId::makeV7(context.clock, context.random);
    request.fields.push_back({u"time"_qs, instantValue(now.corrected(), now.zoneOffset)});
    TRY(const auto me, vault->notebooks().myself());
    TRY_OK(vault->putAll(requestsOfWish(request, me.value_or(RecordId()), now)));
    TRY(const ListPage asked,
        vault->records().list({.type = u"erasure"_qs, .where = {{u"withdrawal"_qs, *request.id}}}));
    const QString erasure = asked.records.empty() ? QString() : asked.records.front().id.toString();
    TRY_OK(Vault::lock(std::move(vault)));
    if (context.shared.json)
        return printJson({{u"withdrawal"_qs, request.id->toString()},
                          {u"erasure"_qs, erasure.isEmpty() ? QJsonValue() : erasure}});
    TRY_OK(printLine("Recorded: " + request.id->toString().toUtf8() +
                     "\nIt goes first at the next hand-over."));
    if (erasure.isEmpty()) return {};
    return printLine("The erasure that two others decide on: " + erasure.toUtf8());
}

}  // namespace

void addWithdrawCommand(CLI::App& app, Commands& commands) {
    auto options = std::make_shared<WithdrawOptions>();
    CLI::App* withdrawn =
        app.add_subcommand("withdraw", "Record that somebody takes back what they agreed to");
    withdrawn->add_option("PARTICIPANT", options->participant, "The participant's id");
    withdrawn->add_option("--case", options->trackedCase,
                          "The case of a person who tells us between meetings, as by telephone");
    withdrawn->add_option("--outcome", options->outcome, "stop, do_not_quote, restrict or erase")
        ->required();
    withdrawn->add_option("--line", options->lines,
                          "Only this line, account or attachment; may be given several times");
    withdrawn->add_option("--note", options->note, "What was promised to them, without names");
    withdrawn->add_flag("--yes", options->yes,
                        "Do it; without this it is only said what rests on it");
    withdrawn->footer(
        "Examples:\n  candour-cli --vault ~/notes withdraw 0190b5a0-… --outcome restrict\n"
        "  candour-cli --vault ~/notes withdraw 0190b5a0-… --outcome restrict --yes\n"
        "  candour-cli --vault ~/notes withdraw --case 0190b5a0-… --outcome do_not_quote --yes\n\n"
        "It lists what rests on their words: tags, accounts, theme notes, scores, attachments.\n"
        "Words that are locked away are shown, found and exported no more. Striking the withdrawal "
        "opens\nthem again: here at the next hand-over, where the keys are not here any more. With "
        "erase it\nalso asks for the erasure (`erasures`, `approve`), which striking takes back.");
    commands.push_back(
        {withdrawn, [options](const Context& context) { return withdraw(context, *options); }});
}

}  // namespace candour::cli
