// The real programs as a person or a script meets them: run, what they said, and how they ended.
// The test's own event loop goes on meanwhile, so that a test can play the store.
#pragma once

#include "tests/support/built.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTest>

#include <functional>

namespace candour::test {

struct Said {
    int exit = -1;
    QByteArray out;
    QByteArray err;
    [[nodiscard]] QJsonObject json() const { return QJsonDocument::fromJson(out).object(); }
    /// What --json says of an error: one line, among those of the log.
    [[nodiscard]] QJsonObject error() const {
        for (const QByteArray& line : err.split('\n'))
            if (line.startsWith('{')) return QJsonDocument::fromJson(line).object();
        return {};
    }
    [[nodiscard]] QString errorName() const { return error()[u"error"].toString(); }
};

struct Surroundings {
    QByteArray input = {};
    QList<std::pair<QString, QString>> environment = {};  // added to the test's own
    std::function<void()> beforeExec = {};                // in the child
    std::function<void(QProcess&)> started = {};
};

inline void setUp(QProcess& process, const Surroundings& around) {
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    for (const auto& [name, value] : around.environment) environment.insert(name, value);
    process.setProcessEnvironment(environment);
    if (around.beforeExec) process.setChildProcessModifier(around.beforeExec);
}

inline Said runProgram(const QString& program, const QStringList& arguments,
                       const Surroundings& around = {}) {
    constexpr int patience = 180'000;  // for a machine that builds at the same time
    QProcess process;
    setUp(process, around);
    process.start(program, arguments);
    process.write(around.input);
    process.closeWriteChannel();
    if (around.started && process.waitForStarted()) around.started(process);
    if (!QTest::qWaitFor([&] { return process.state() == QProcess::NotRunning; }, patience))
        qFatal("%s did not end", qPrintable(program));
    const bool whole = process.exitStatus() == QProcess::NormalExit;
    return {whole ? process.exitCode() : -1, process.readAllStandardOutput(),
            process.readAllStandardError()};
}

/// For a program that sees another time: "-365d", or "+0 x60" for a faster one. The library is
/// Debian's libfaketime; a sanitizer asks to be loaded before it, and need not be.
inline Surroundings atAnotherTime(const QString& time) {
    QList<std::pair<QString, QString>> environment{
        {QStringLiteral("LD_PRELOAD"), QStringLiteral(CANDOUR_FAKETIME)},
        {QStringLiteral("FAKETIME"), time},
        {QStringLiteral("ASAN_OPTIONS"),
         qEnvironmentVariable("ASAN_OPTIONS") + QStringLiteral(":verify_asan_link_order=0")}};
    if (!time.contains(u'x')) {
        environment.append({QStringLiteral("FAKETIME_DONT_FAKE_MONOTONIC"), QStringLiteral("1")});
        // Else libfaketime 0.9.10 shifts the deadline of every timed wait although it left that
        // clock alone: each is over at once, and Qt gives up its network thread as one that hangs.
        environment.append({QStringLiteral("FAKETIME_FORCE_MONOTONIC_FIX"), QStringLiteral("0")});
    }
    return {.environment = environment};
}

}  // namespace candour::test
