// What every command of candour-store is given, and how it says what it did.
#pragma once

#include "platform/clock.h"
#include "platform/random.h"
#include "platform/signals.h"
#include "sync/store/embeddedshelf.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QTextStream>

#include <CLI/CLI.hpp>

#include <functional>
#include <memory>

namespace candour {

struct Command {
    TerminationSignals& signals;
    QString folder = {};
    bool json = false;
    SystemClock clock = {};
    SystemRandom random = {};

    Result<std::unique_ptr<EmbeddedShelf>> shelf() { return EmbeddedShelf::open(folder, random); }

    /// One result: an object for programs, or the sentence for people.
    void say(const QJsonObject& object, const QString& sentence) const {
        QTextStream out(stdout);
        if (json)
            out << QJsonDocument(object).toJson(QJsonDocument::Compact) << '\n';
        else
            out << sentence << '\n';
    }
};

/// As it was typed; `badInput` when it is no id.
inline Result<PersonId> personId(const std::string& text) {
    if (const auto id = PersonId::fromString(QString::fromStdString(text))) return *id;
    return fail(Code::badInput, "read a person's id", text);
}

/// Runs it when its subcommand was given.
using OnCommand = std::function<void(CLI::App*, std::function<Status()>)>;
/// hold, erasures (holdcommands.cpp). `command` outlives what runs.
void addHoldCommands(CLI::App& adminCommand, Command& command, const OnCommand& on);
/// bundle (bundlecommands.cpp).
void addBundleCommands(CLI::App& app, Command& command, const OnCommand& on);
/// assessment remove and add; policy (rostercommands.cpp).
void addRosterCommands(CLI::App& assessments, Command& command, const OnCommand& on);
void addPolicyCommands(CLI::App& adminCommand, Command& command, const OnCommand& on);
/// tablet list and revoke (tabletcommands.cpp).
void addTabletCommands(CLI::App& adminCommand, Command& command, const OnCommand& on);

}  // namespace candour
