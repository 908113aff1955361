// erasures, approve: erasing what somebody said, by two people and the store's word.
#include "app/cli/cli.h"
#include "app/cli/openplan.h"
#include "app/reports/erasurereport.h"
#include "app/rules/recordwords.h"
#include "app/rules/withdrawal.h"

#include <QJsonArray>

#include <algorithm>
#include <memory>

namespace candour::cli {
namespace {

struct Told {
    const char* name;      // in JSON
    const char* sentence;  // for people
};

Told told(ErasureRow::State state) {
    switch (state) {
        case ErasureRow::State::waiting:
            return {"waiting", "waits for two people, neither of whom asked, and for the store"};
        case ErasureRow::State::held:
            return {"held", "stopped: a legal hold stands"};
        case ErasureRow::State::inForce:
            return {"in_force", "in force; it is carried out here at the next hand-over"};
        case ErasureRow::State::takenBack:
            return {"taken_back", "they want it back: nobody can approve it any more"};
        case ErasureRow::State::carriedOut:
            break;
    }
    return {"carried_out", "carried out here: the words and their keys are gone"};
}

Status erasures(const Context& context) {
    TRY(auto vault, openVault(context.shared, context.ground()));
    TRY(const auto rows, readErasures(vault->ledger(), vault->records()));
    QJsonArray all;
    for (const ErasureRow& row : rows) {
        const Told state = told(row.state);
        if (context.shared.json) {
            all.append(QJsonObject{{u"erasure"_qs, row.id.toString()},
                                   {u"what"_qs, row.what.toString()},
                                   {u"approved_by"_qs, QJsonArray::fromStringList(row.approvedBy)},
                                   {u"state"_qs, QLatin1String(state.name)}});
            continue;
        }
        const QString approved =
            row.approvedBy.isEmpty() ? u"nobody yet"_qs : row.approvedBy.join(u", "_qs);
        TRY_OK(printText(row.id.toString() + u"  "_qs + row.authority + u"\n    approved by "_qs +
                         approved + u"; "_qs + QLatin1String(state.sentence)));
    }
    if (context.shared.json) return printJson({{u"erasures"_qs, all}});
    if (!rows.empty()) return {};
    return printText(u"Nobody has asked for an erasure."_qs);
}

Status approve(const Context& context, const std::string& text, bool yes) {
    constexpr char during[] = "approve an erasure";
    const auto id = RecordId::fromString(QString::fromStdString(text));
    if (!id) return fail(Code::badInput, during, "Say which, by its id; see `erasures`.");
    TRY(auto vault, openVault(context.shared, context.ground()));
    TRY(const RecordView view, vault->records().get(*id));
    if (view.name.type != u"erasure")
        return fail(Code::badInput, during, "That id is not an erasure's.");
    if (view.struck) return fail(Code::notAllowed, during, "They want it back: it was taken back.");
    TRY(const auto me, vault->notebooks().myself());
    if (!me) return fail(Code::notAllowed, during, "The plan does not have you among the team.");
    TRY(const auto rows, readErasures(vault->ledger(), vault->records()));
    if (std::any_of(rows.begin(), rows.end(), [&](const ErasureRow& row) {
            return row.id == *id && row.state == ErasureRow::State::held;
        }))
        return fail(Code::notAllowed, during, "A legal hold stands on it.");
    const FieldValues values = view.values();
    if (idIn(values, u"requested_by") == *me)
        return fail(Code::notAllowed, during, "Whoever asked for it cannot approve it.");
    std::vector<RecordId> approvers = idsIn(values, u"approved_by");
    if (std::find(approvers.begin(), approvers.end(), *me) != approvers.end())
        return fail(Code::alreadyThere, during, "You have approved it already.");
    if (!yes)
        return printLine(
            "This cannot be undone: with a second approval the words go from every tablet and from "
            "the store.\nNothing was changed. To approve it, add --yes.");
    approvers.push_back(*me);
    std::sort(approvers.begin(), approvers.end());
    std::vector<cbor::Value> members;
    for (const RecordId& member : approvers) members.emplace_back(member);
    PutRequest request{.type = view.name.type, .id = *id, .notebook = view.name.notebook};
    request.fields = {{u"approved_by"_qs, cbor::Value::array(std::move(members))}};
    const bool enough = erasureMayTakeEffect(idIn(values, u"requested_by"), approvers, false);
    if (enough && textIn(values, u"state") == u"requested")
        request.fields.push_back({u"state"_qs, u"approved"_qs});
    TRY_OK(vault->put(request));
    TRY_OK(Vault::lock(std::move(vault)));
    if (context.shared.json) return printJson({{u"approved"_qs, id->toString()}});
    return printLine(enough ? "Approved. The store decides at the next hand-over."
                            : "Approved. A second person has to approve it as well.");
}

}  // namespace

void addErasureCommands(CLI::App& app, Commands& commands) {
    CLI::App* listed =
        app.add_subcommand("erasures", "Show what is to be erased, and how far each has come");
    listed->footer("Example:\n  candour-cli --vault ~/notes erasures");
    commands.push_back({listed, [](const Context& context) { return erasures(context); }});

    auto id = std::make_shared<std::string>();
    auto yes = std::make_shared<bool>(false);
    CLI::App* approved =
        app.add_subcommand("approve", "Approve an erasure; it takes two people and the store");
    approved->add_option("ERASURE", *id, "The id of the erasure's record")->required();
    approved->add_flag("--yes", *yes, "Do it; it cannot be undone");
    approved->footer(
        "Example:\n  candour-cli --vault ~/notes approve 0190b5a0-… --yes\n\n"
        "The store signs an erasure when two people have approved it, neither of whom had asked\n"
        "for it, and no legal hold stands. Then every tablet destroys the words and their keys at\n"
        "its next hand-over. Hashes stay in their place, so that `verify` still finds every chain\n"
        "whole, and so do the times at which something was written.");
    commands.push_back(
        {approved, [id, yes](const Context& context) { return approve(context, *id, *yes); }});
}

}  // namespace candour::cli
