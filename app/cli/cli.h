// What every command of candour-cli stands on: the options that all share, the ways to say what
// came of it (for people or as JSON), and the exit codes that all programs share.
#pragma once

#include "app/vault/vault.h"
#include "platform/clock.h"
#include "platform/exitcode.h"
#include "platform/random.h"

#include <QJsonObject>

#include <CLI/CLI.hpp>

#include <functional>
#include <string>
#include <vector>

namespace candour {
struct Rating;
}

namespace candour::cli {

/// The options before the command.
struct Shared {
    std::string vault;
    std::string passphraseFile;
    bool json = false;
};

/// Writes to standard output; an error when nobody reads it any more or the disk is full.
Status print(const QByteArray& bytes);
Status printLine(const QByteArray& line);
Status printJson(const QJsonObject& object);
/// One clear sentence on standard error, or an object with "error", "sentence" and "detail".
void complain(const Error& error, bool json);

/// From the file, from standard input ("-"), or asked for at the terminal without echo. Never from
/// arguments or environment: other processes can read those.
enum class Ask : std::uint8_t { once, twice };
Result<SecretBytes> readPassphrase(const Shared& shared, Ask ask);
/// Reads the passphrase and opens the vault that --vault names.
Result<std::unique_ptr<Vault>> openVault(const Shared& shared, const Vault::Ground& ground);

/// A command: what it adds to the command line, and what runs if it was given. Every command file
/// exports one function that appends its own.
struct Context {
    const Shared& shared;
    const Clock& clock;
    Random& random;
    [[nodiscard]] Vault::Ground ground() const { return {clock, random, recordList()}; }
};
using Run = std::function<Status(const Context&)>;
struct Command {
    CLI::App* options;
    Run run;
};
using Commands = std::vector<Command>;

void addVaultCommands(CLI::App& app, Commands& commands);   // create, passphrase, status, verify
void addRecordCommands(CLI::App& app, Commands& commands);  // types, list, get, put, strike, search
void addFileCommands(CLI::App& app, Commands& commands);    // apply, export
void addAttachmentCommands(CLI::App& app, Commands& commands);  // attach, attachments, fetch,
                                                                // purge, recall
void addImportCommands(CLI::App& app, Commands& commands);      // import cases
void addStoreCommands(CLI::App& app, Commands& commands);       // enrol, handover
void addWithdrawCommand(CLI::App& app, Commands& commands);
void addErasureCommands(CLI::App& app, Commands& commands);     // erasures, approve
void addBundleCommands(CLI::App& app, Commands& commands);      // bundle make, bundle take
void addCheckCommand(CLI::App& app, Commands& commands);        // check
void addProtectionCommands(CLI::App& app, Commands& commands);  // jigsaw, alerts
void addReportCommands(CLI::App& app, Commands& commands);      // evidence, shift
void addTraceCommand(CLI::App& app, Commands& commands);        // trace
void addRatingCommand(CLI::App& app, Commands& commands);       // rating
void addAssessmentCommands(CLI::App& app, Commands& commands);  // board, coverage, huddle
void addCaseCommands(CLI::App& app, Commands& commands);        // cases, case, balance
void addDateCommands(CLI::App& app, Commands& commands);        // dates, retention

// JSON of what commands show ---------------------------------------------------------------------

[[nodiscard]] QString timeText(const Moment& moment);
/// For people: "1 case", "2 cases".
[[nodiscard]] QString counted(qint64 count, const QString& one, const QString& several);
[[nodiscard]] QJsonObject jsonOf(const RecordType& type, const ListedRecord& record);
[[nodiscard]] QJsonObject jsonOf(const RecordView& view);
[[nodiscard]] QJsonObject jsonOf(const Rating& rating);
/// Of colleagues' entries that are not here yet.
[[nodiscard]] QJsonArray onItsWayJson(const std::vector<Ledger::Promised>& promised);
/// "Good: 24 of 36 points, 67 % (66.67 %)".
[[nodiscard]] QString ratingWords(const Rating& rating);

}  // namespace candour::cli
