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

const char* waitsFor(qsizetype approvals) {
    if (approvals == 0) return "waits for two people, neither of whom asked, and for the store";
    if (approvals == 1) return "waits for one more person, who did not ask, and for the store";
    return "waits for the store, at the next hand-over";
}

Told told(const ErasureRow& row) {
    switch (row.state) {
        case ErasureRow::State::waiting:
            return {"waiting", waitsFor(row.approvedBy.size())};
        case ErasureRow::State::inPart:
            return {"in_part",
                    "in force for a part; the rest was named later, or by somebody else: both who "
                    "approved have to approve it again"};
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

/// Two of those who read its notebook have not asked for it, so that they can decide.
Result<bool> enoughReadIt(Vault& vault, const ErasureRow& row) {
    if (vault.identity().standing != Identity::Standing::enrolled) return true;
    TRY(const RecordView view, vault.records().get(row.id));
    TRY(const auto roster, vault.ledger().roster(view.name.notebook));
    if (!roster) return true;  // the store has not said yet who reads it
    TRY(const auto asked, vault.notebooks().personOf(idIn(view.values(), u"requested_by")));
    const auto& members = roster->value.members;
    return std::count_if(members.begin(), members.end(), [&](const Roster::Member& member) {
               return member.writes && member.person != asked;
           }) >= 2;
}

Status erasures(const Context& context) {
    TRY(auto vault, openVault(context.shared, context.ground()));
    TRY(const auto rows, readErasures(vault->ledger(), vault->records()));
    QJsonArray all;
    for (const ErasureRow& row : rows) {
        const Told state = told(row);
        bool enough = true;
        if (row.state == ErasureRow::State::waiting) {
            TRY(enough, enoughReadIt(*vault, row));
        }
        if (context.shared.json) {
            all.append(QJsonObject{{u"erasure"_qs, row.id.toString()},
                                   {u"what"_qs, row.what.toString()},
                                   {u"approved_by"_qs, QJsonArray::fromStringList(row.approvedBy)},
                                   {u"enough_may_approve"_qs, enough},
                                   {u"state"_qs, QLatin1String(state.name)},
                                   {u"sentence"_qs, QLatin1String(state.sentence)}});
            continue;
        }
        const auto wish = vault->records().get(row.withdrawal);
        const bool overtaken =
            wish && wish->struck && row.state != ErasureRow::State::takenBack && !row.isDecided();
        const QString approved =
            row.approvedBy.isEmpty() ? u"nobody yet"_qs : row.approvedBy.join(u", "_qs);
        TRY_OK(printText(
            row.id.toString() + u"  "_qs + row.authority + u"\n    approved by "_qs + approved +
            u"; "_qs + QLatin1String(state.sentence) +
            (overtaken ? u"; the wish that it follows does not stand any more"_qs : QString())));
        if (!enough)
            TRY_OK(printText(
                u"    Too few read the notebook it is in: ask the store's administrator to let a "
                "second person in (`candour-store admin session allow`), who then approves it."_qs));
    }
    if (context.shared.json) return printJson({{u"erasures"_qs, all}});
    if (!rows.empty()) return {};
    return printText(u"Nobody has asked for an erasure."_qs);
}

Result<ErasureRow> rowOf(Vault& vault, const RecordId& id) {
    TRY(const auto rows, readErasures(vault.ledger(), vault.records()));
    const auto found =
        std::find_if(rows.begin(), rows.end(), [&](const ErasureRow& row) { return row.id == id; });
    if (found == rows.end()) return fail(Code::notFound, "read an erasure");
    return *found;
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
    TRY(const ErasureRow before, rowOf(*vault, *id));
    if (before.state == ErasureRow::State::held)
        return fail(Code::notAllowed, during, "A legal hold stands on it.");
    const FieldValues values = view.values();
    if (idIn(values, u"requested_by") == *me)
        return fail(Code::notAllowed, during, "Whoever asked for it cannot approve it.");
    std::vector<RecordId> approvers = idsIn(values, u"approved_by");
    const bool again = std::find(approvers.begin(), approvers.end(), *me) != approvers.end();
    if (again && before.isDecided())
        return fail(Code::alreadyThere, during, "You have approved it already.");
    if (!yes)
        return printLine(
            "This cannot be undone: with a second approval the words go from every tablet and from "
            "the store.\nNothing was changed. To approve it, add --yes.");
    if (!again) approvers.push_back(*me);
    std::sort(approvers.begin(), approvers.end());
    std::vector<cbor::Value> members;
    for (const RecordId& member : approvers) members.emplace_back(member);
    PutRequest request{.type = view.name.type, .id = *id, .notebook = view.name.notebook};
    request.fields = {{u"approved_by"_qs, cbor::Value::array(std::move(members))}};
    const bool enough = erasureMayTakeEffect(idIn(values, u"requested_by"), approvers, false);
    if (enough && textIn(values, u"state") == u"requested")
        request.fields.push_back({u"state"_qs, u"approved"_qs});
    TRY_OK(vault->put(request));
    TRY(const ErasureRow after, rowOf(*vault, *id));
    TRY_OK(Vault::lock(std::move(vault)));
    if (again && after.asked == before.asked)
        return fail(Code::alreadyThere, during, "You have approved it already.");
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
