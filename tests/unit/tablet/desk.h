// The tablet as a whole on a vault with one planned meeting, without a window.
#pragma once

#include "app/tablet/tablet.h"
#include "tests/unit/vault/testvault.h"

#include <QSignalSpy>
#include <QTest>
#include <QTimer>

#include <atomic>

namespace candour {

struct Desk {
    /// With so many entries more than the meeting's own.
    explicit Desk(int entries = 0) {
        for (int i = 0; i < entries; ++i)
            test.put({.type = u"follow_up"_qs,
                      .fields = {{u"what"_qs, u"Figures"_qs}, {u"state"_qs, u"open"_qs}}});
        slot = test.slot(u"Duty desk"_qs).name.id.toString();
        test.lock();
        tablet.start();
    }
    ~Desk() { tablet.stop(); }
    void unlock() {
        models.unlock.unlock(QString::fromLatin1(TestVault::words.data(),
                                                 static_cast<qsizetype>(TestVault::words.size())));
    }
    /// Unlocks, and is on Today.
    [[nodiscard]] bool opens() {
        unlock();
        return QTest::qWaitFor([this] { return page() == ShellModel::Today; });
    }
    /// Begins the planned meeting, or goes on with it.
    [[nodiscard]] bool interviews() {
        if (page() != ShellModel::Today && !opens()) return false;
        Q_EMIT models.today.startRequested(slot);
        return QTest::qWaitFor([this] { return page() == ShellModel::Capture; });
    }
    [[nodiscard]] ShellModel::Page page() const { return models.shell.page(); }
    /// The tablet looks at its clock, which it does every few seconds.
    [[nodiscard]] bool ticks() {
        auto* const clock = tablet.findChild<QTimer*>(QStringLiteral("clock"));
        QSignalSpy ticked(clock, &QTimer::timeout);
        clock->start(0);
        return ticked.wait();
    }
    void type(const QString& words) { models.capture.edit(words, static_cast<int>(words.size())); }

    TestVault test;
    QString slot;
    WindowModels models{test.clock, std::make_unique<TimerDelay>()};
    std::atomic<qint64> room{64'000'000'000};  // that the disk has left
    Tablet tablet{
        models, test.path(), test.clock, test.random, {.roomLeft = [this](const QString&) {
            return room.load();
        }}};
};

}  // namespace candour
