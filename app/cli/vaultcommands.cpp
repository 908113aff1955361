// create, passphrase, status, verify: about the vault as a whole.
#include "app/cli/cli.h"

#include <memory>

namespace candour::cli {
namespace {

Status create(const Context& context, const std::string& initials, const std::string& title) {
    if (context.shared.vault.empty())
        return fail(Code::badInput, "create a vault", "Say where: --vault DIR.");
    TRY(const SecretBytes typed, readPassphrase(context.shared, Ask::twice));
    TRY(const Passphrase passphrase, Passphrase::choose(typed));
    TRY(auto vault, Vault::create(QString::fromStdString(context.shared.vault), passphrase,
                                  Identity::alone(QString::fromStdString(initials), context.clock,
                                                  context.random),
                                  context.ground(), {}, QString::fromStdString(title)));
    const QString id = vault->identity().vault.toString();
    TRY_OK(Vault::lock(std::move(vault)));
    if (context.shared.json) return printJson({{u"vault"_qs, id}});
    return printLine("Made a vault without a store: " + id.toUtf8());
}

Status changePassphrase(const Context& context, const std::string& newFile) {
    TRY(auto vault, openVault(context.shared, context.ground()));
    Shared changed = context.shared;
    changed.passphraseFile = newFile;
    TRY(const SecretBytes typed, readPassphrase(changed, Ask::twice));
    TRY(const Passphrase passphrase, Passphrase::choose(typed));
    TRY_OK(vault->changePassphrase(passphrase));
    TRY_OK(Vault::lock(std::move(vault)));
    if (context.shared.json) return printJson({{u"changed"_qs, true}});
    return printLine("The passphrase is changed.");
}

const char* standingName(Identity::Standing standing) {
    switch (standing) {
        case Identity::Standing::alone:
            return "alone";
        case Identity::Standing::pending:
            return "pending";
        case Identity::Standing::enrolled:
            break;
    }
    return "enrolled";
}

Status status(const Context& context) {
    TRY(auto vault, openVault(context.shared, context.ground()));
    const Identity& identity = vault->identity();
    TRY(const auto pending, vault->onlyHere());
    TRY(const auto needing, vault->projection().needingAPerson());
    TRY(const auto drafts, vault->drafts().open());
    TRY(const auto notebooks, vault->notebooks().all());
    TRY(const bool revoked, vault->isRevoked());
    TRY(const auto promised, vault->ledger().promised(identity.vault));
    QJsonObject counts;
    for (const RecordType& type : recordList().types()) {
        TRY(const auto count, vault->records().count(type.name));
        if (count > 0) counts.insert(type.name, static_cast<qint64>(count));
    }
    if (context.shared.json)
        return printJson({{u"vault"_qs, identity.vault.toString()},
                          {u"person"_qs, identity.person.toString()},
                          {u"initials"_qs, identity.initials},
                          {u"standing"_qs, QString::fromLatin1(standingName(identity.standing))},
                          {u"revoked"_qs, revoked},
                          {u"notebooks"_qs, static_cast<qint64>(notebooks.size())},
                          {u"records"_qs, counts},
                          {u"not_handed_over"_qs, static_cast<qint64>(pending)},
                          {u"on_its_way"_qs, onItsWayJson(promised)},
                          {u"needs_a_person"_qs, static_cast<qint64>(needing)},
                          {u"drafts"_qs, static_cast<qint64>(drafts.size())}});
    QByteArray text;
    text += "Vault            " + identity.vault.toString().toUtf8() + " (" +
            standingName(identity.standing) + (revoked ? ", out of use" : "") + ")\n";
    text += "Person           " + identity.initials.toUtf8() + "\n";
    text += "Notebooks        " + QByteArray::number(notebooks.size()) + "\n";
    for (auto count = counts.begin(); count != counts.end(); ++count)
        text += "  " + count.key().leftJustified(22).toUtf8() + ' ' +
                QByteArray::number(count.value().toInteger()) + "\n";
    text += "Not handed over  " +
            counted(static_cast<qint64>(pending), u"record"_qs, u"records"_qs).toUtf8() + "\n";
    for (const auto& one : promised)
        text += "Not here yet     " +
                counted(one.number - one.here, u"entry"_qs, u"entries"_qs).toUtf8() +
                " of tablet " + one.chain.vault.toString().toUtf8() + "\n";
    text += "Needs a person   " +
            counted(static_cast<qint64>(needing), u"record"_qs, u"records"_qs).toUtf8() + "\n";
    text += "Drafts           " + QByteArray::number(drafts.size()) + "\n";
    return print(text);
}

Status verify(const Context& context) {
    TRY(auto vault, openVault(context.shared, context.ground()));
    TRY(const VerifyReport report, vault->verify());
    TRY(const BlobFolder::Checked files, vault->blobs().check());
    if (context.shared.json) {
        TRY_OK(printJson({{u"chains"_qs, static_cast<qint64>(report.chains)},
                          {u"changes"_qs, static_cast<qint64>(report.changes)},
                          {u"opened"_qs, static_cast<qint64>(report.opened)},
                          {u"statements"_qs, static_cast<qint64>(report.statements)},
                          {u"receipts"_qs, static_cast<qint64>(report.receipts)},
                          {u"faults"_qs, static_cast<qint64>(report.faults.size())},
                          {u"attachments"_qs, static_cast<qint64>(files.sound)},
                          {u"attachments_damaged"_qs, static_cast<qint64>(files.damaged.size())}}));
    } else {
        TRY_OK(
            printLine((counted(report.changes, u"change"_qs, u"changes"_qs) + u" in "_qs +
                       counted(report.chains, u"chain"_qs, u"chains"_qs) + u", "_qs +
                       QString::number(report.opened) + u" opened and checked, "_qs +
                       counted(report.receipts, u"receipt"_qs, u"receipts"_qs) + u", "_qs +
                       counted(files.sound, u"sound attachment"_qs, u"sound attachments"_qs) + u'.')
                          .toUtf8()));
        if (!files.damaged.empty())
            TRY_OK(printLine("Damaged and set aside: " +
                             counted(static_cast<qint64>(files.damaged.size()), u"attachment"_qs,
                                     u"attachments"_qs)
                                 .toUtf8() +
                             ". The next hand-over brings what anybody else has."));
    }
    if (report.faults.empty() && !files.damaged.empty())
        return fail(Code::damaged, "verify", "attachments");
    if (report.faults.empty()) return {};
    const VerifyReport::Fault& fault = report.faults.front();
    return fail(fault.code, "verify",
                "Change " + std::to_string(fault.number) + " of vault " +
                    fault.chain.vault.toString().toStdString() + " in notebook " +
                    fault.chain.notebook.toString().toStdString() + "; " +
                    std::to_string(report.faults.size()) + " faults in all.");
}

}  // namespace

void addVaultCommands(CLI::App& app, Commands& commands) {
    auto initials = std::make_shared<std::string>("ME");
    auto title = std::make_shared<std::string>("Trying out");
    CLI::App* made = app.add_subcommand("create", "Make a vault without a store, for trying out");
    made->add_option("--initials", *initials, "How colleagues would name you")
        ->capture_default_str();
    made->add_option("--title", *title, "What the assessment is called")->capture_default_str();
    made->footer(
        "Example:\n  candour-cli --vault ~/try create --initials AB\n\n"
        "The passphrase needs at least 15 characters. Nobody can open the vault without it.");
    commands.push_back({made, [initials, title](const Context& context) {
                            return create(context, *initials, *title);
                        }});

    auto newFile = std::make_shared<std::string>();
    CLI::App* changed = app.add_subcommand("passphrase", "Change the passphrase");
    changed->add_option("--new-passphrase-file", *newFile,
                        "Read the new one from here instead of asking");
    changed->footer("Example:\n  candour-cli --vault ~/notes passphrase");
    commands.push_back({changed, [newFile](const Context& context) {
                            return changePassphrase(context, *newFile);
                        }});

    CLI::App* shown =
        app.add_subcommand("status", "Say what the vault holds and what is not handed over yet");
    shown->footer("Example:\n  candour-cli --vault ~/notes --json status");
    commands.push_back({shown, status});

    CLI::App* checked = app.add_subcommand(
        "verify", "Check every page, link, signature, seal and file of what the vault holds");
    checked->footer("Example:\n  candour-cli --vault ~/notes verify && echo whole");
    commands.push_back({checked, verify});
}

}  // namespace candour::cli
