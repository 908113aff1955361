// Measures the window with the vault of a whole assessment behind it. Everything is real: pages,
// view-models, vault, disk; it is the app put together as main does. window.py makes the vaults,
// calls this once for every figure and prints the table.
//   candour_bench_window start|unlock|memory|pages|scroll|typing|saved VAULT PASSPHRASE-FILE [SLOT]
// One JSON object on standard output: milliseconds, bytes and counts.
#include "app/vault/keyslots.h"
#include "tests/support/tabletwindow.h"
#include "tests/support/watcheddisk.h"

#include <QEventLoop>
#include <QFile>
#include <QGuiApplication>
#include <QJsonDocument>
#include <QJsonObject>
#include <QMetaEnum>
#include <QTest>
#include <QThread>
#include <QTimer>

#include <malloc.h>

#include <algorithm>
#include <chrono>
#include <cstdio>

using namespace candour;

// There only where a sanitizer keeps the heap, which then answers mallinfo2 with nothing.
extern "C" __attribute__((weak)) std::size_t __sanitizer_get_current_allocated_bytes();

namespace {

using namespace std::chrono_literals;
using Stopwatch = std::chrono::steady_clock;

double msSince(Stopwatch::time_point start) {
    return std::chrono::duration<double, std::milli>(Stopwatch::now() - start).count();
}

/// Times what the window's thread does: every frame (polish, sync, render, swap happen inside one
/// update request) and the longest other piece of work.
class TimedApplication final : public QGuiApplication {
  public:
    using QGuiApplication::QGuiApplication;
    bool notify(QObject* receiver, QEvent* event) override {
        const bool frame = event->type() == QEvent::UpdateRequest;
        const bool outermost = !std::exchange(m_inside, true);
        if (outermost) m_frameTime = 0;
        const auto start = Stopwatch::now();
        const bool result = QGuiApplication::notify(receiver, event);
        const double took = msSince(start);
        if (frame) {
            frames.push_back(took);
            m_frameTime += took;
        }
        if (outermost) {
            m_inside = false;
            longest = std::max(longest, took - m_frameTime);
        }
        return result;
    }
    void forget() {
        frames.clear();
        longest = 0;
    }

    std::vector<double> frames;
    double longest = 0;

  private:
    bool m_inside = false;
    double m_frameTime = 0;  // within the event that is being worked on
};

struct Bench {
    TimedApplication& application;
    QString folder;
    QString passphrase;
    QString slot;
    const SystemClock clock;
    SystemRandom random;
};

void letRun(std::chrono::milliseconds time) {
    QEventLoop loop;
    QTimer::singleShot(time, &loop, &QEventLoop::quit);
    loop.exec();
}

double percentile(std::vector<double> values, double share) {
    if (values.empty()) return 0;
    std::sort(values.begin(), values.end());
    return values[static_cast<std::size_t>(share * static_cast<double>(values.size() - 1))];
}

/// Answers when the first frame of the unlock page is shown; window.py times it from outside.
QJsonObject start(Bench& bench) {
    const TabletWindow app(bench.folder, bench.clock, bench.random);
    TabletWindow::until([&] { return !bench.application.frames.empty(); });
    return {{QStringLiteral("frame"), bench.application.frames.front()}};
}

/// From the press on Unlock to the first frame of Today, less what deriving the key takes by
/// itself.
QJsonObject unlock(Bench& bench) {
    TabletWindow app(bench.folder, bench.clock, bench.random);
    letRun(300ms);
    // The first frame after Today has got its plan.
    const auto start = Stopwatch::now();
    std::optional<std::size_t> framesBefore;
    double shown = 0;
    QObject::connect(&app.models.today, &TodayModel::shown, &app.tablet, [&] {
        if (framesBefore || app.models.today.empty()) return;
        framesBefore = bench.application.frames.size();
        shown = msSince(start);
    });
    app.models.unlock.unlock(bench.passphrase);
    TabletWindow::until(
        [&] { return framesBefore && bench.application.frames.size() > *framesBefore; });
    const double total = msSince(start);
    std::vector<double> derivations;
    const auto slots = KeySlots::read(bench.folder + QStringLiteral("/vault.head"));
    const auto typed =
        Passphrase::entered(SecretBytes::copyOf(bench.passphrase.toStdString())).value();
    for (int i = 0; i < 5; ++i) {
        const auto deriving = Stopwatch::now();
        if (!slots->unlock(typed)) qFatal("the passphrase does not open this vault");
        derivations.push_back(msSince(deriving));
    }
    const double derivation = percentile(derivations, 0.5);
    return {{QStringLiteral("total"), total},
            {QStringLiteral("derivation"), derivation},
            {QStringLiteral("model"), shown - derivation},
            {QStringLiteral("unlock"), total - derivation}};
}

/// Today seen, an interview open, a line being written, and two seconds of rest.
QJsonObject memory(Bench& bench) {
    TabletWindow app(bench.folder, bench.clock, bench.random);
    letRun(300ms);
    app.unlock(bench.passphrase);
    letRun(500ms);
    app.open(bench.slot);
    letRun(500ms);
    for (const char key : QByteArrayView("we ask what happened")) QTest::keyClick(app.window, key);
    letRun(2s);
    QJsonObject result;
    QFile rollup(QStringLiteral("/proc/self/smaps_rollup"));
    if (!rollup.open(QIODevice::ReadOnly)) qFatal("no smaps_rollup");
    for (const QByteArray& line : rollup.readAll().split('\n')) {
        const QList<QByteArray> words = line.simplified().split(' ');
        if (words.size() == 3 && words[2] == "kB")
            result.insert(QString::fromLatin1(words[0].chopped(1)), words[1].toDouble() * 1024);
    }
    result.insert(QStringLiteral("lines"), app.models.capture.lines()->count());
    return result;
}

/// Bytes that are allocated and not given back, after everything that may go has gone.
double heapInUse(TabletWindow& app) {
    for (int i = 0; i < 2; ++i) {
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        app.engine.collectGarbage();
        letRun(50ms);
    }
    if (__sanitizer_get_current_allocated_bytes != nullptr)
        return static_cast<double>(__sanitizer_get_current_allocated_bytes());
    const auto info = mallinfo2();
    return static_cast<double>(info.uordblks + info.hblkhd);
}

/// Opens that page and goes back to Today; either has been seen before the other is asked for.
void visit(Bench& bench, TabletWindow& app, ShellModel::Page page, const QString& subject) {
    const auto seen = [&](ShellModel::Page wanted) {
        const std::size_t before = bench.application.frames.size();
        TabletWindow::until([&] {
            return app.models.shell.page() == wanted && bench.application.frames.size() > before;
        });
        letRun(40ms);  // its rows arrive
    };
    if (page == ShellModel::Capture)
        app.open(bench.slot);
    else if (page == ShellModel::Case)
        app.models.cases.open(subject);
    else
        app.models.shell.go(page);
    seen(page);
    // Somebody is there: the tablet neither covers itself nor locks.
    QTest::keyClick(app.window, Qt::Key_Shift);
    app.models.shell.go(ShellModel::Today);
    seen(ShellModel::Today);
    bench.application.forget();
}

/// What the heap has grown by when a page was opened and closed fifty times. The first few visits
/// fill what is meant to stay: glyphs, compiled pages, the vault's cache.
QJsonObject pages(Bench& bench) {
    constexpr int warm = 8;
    constexpr int rounds = 50;
    TabletWindow app(bench.folder, bench.clock, bench.random);
    letRun(300ms);
    app.unlock(bench.passphrase);
    letRun(500ms);
    visit(bench, app, ShellModel::Cases, {});
    const QAbstractItemModel* cases = app.models.cases.cases();
    const QString subject =
        cases->rowCount() > 0
            ? cases->data(cases->index(0, 0), cases->roleNames().key("id")).toString()
            : QString();
    const auto names = QMetaEnum::fromType<ShellModel::Page>();
    QJsonObject grown;
    for (int i = 0; i < names.keyCount(); ++i) {
        const auto page = static_cast<ShellModel::Page>(names.value(i));
        if (page == ShellModel::Unlock || page == ShellModel::Enrol || page == ShellModel::Today)
            continue;
        if (page == ShellModel::Case && subject.isEmpty()) continue;
        for (int round = 0; round < warm; ++round) visit(bench, app, page, subject);
        const double before = heapInUse(app);
        for (int round = 0; round < rounds; ++round) visit(bench, app, page, subject);
        grown.insert(QString::fromLatin1(names.key(i)), heapInUse(app) - before);
    }
    return grown;
}

/// Flicks from the end upwards, then the bar is dragged through the whole list, each step to rows
/// that were never there.
QJsonObject scroll(Bench& bench) {
    TabletWindow app(bench.folder, bench.clock, bench.random);
    letRun(300ms);
    app.unlock(bench.passphrase);
    app.open(bench.slot);
    letRun(1s);
    QQuickItem* const list = app.item("Notebook");
    if (list == nullptr) qFatal("no list of lines");
    bench.application.forget();
    for (int flick = 0; flick < 10; ++flick) {
        QMetaObject::invokeMethod(list, "flick", Q_ARG(qreal, 0), Q_ARG(qreal, 4'000));
        letRun(700ms);
    }
    const std::size_t flicked = bench.application.frames.size();
    constexpr int steps = 200;
    double moving = 0;
    for (int step = 0; step < steps; ++step) {
        const double height = list->property("contentHeight").toDouble() - list->height();
        const std::size_t before = bench.application.frames.size();
        const auto start = Stopwatch::now();
        list->setProperty("contentY",
                          list->property("originY").toDouble() + height * (steps - step) / steps);
        moving = std::max(moving, msSince(start));
        TabletWindow::until([&] { return bench.application.frames.size() > before; });
        letRun(20ms);  // the rows arrive
    }
    const auto& frames = bench.application.frames;
    return {{QStringLiteral("rows"), app.models.capture.lines()->count()},
            {QStringLiteral("frames"), static_cast<qint64>(frames.size())},
            {QStringLiteral("flicked"), static_cast<qint64>(flicked)},
            {QStringLiteral("p50"), percentile(frames, 0.5)},
            {QStringLiteral("p99"), percentile(frames, 0.99)},
            {QStringLiteral("max"), percentile(frames, 1)},
            {QStringLiteral("moving"), moving},
            {QStringLiteral("longest"), bench.application.longest}};
}

/// 3,000 keys at 30 a second into the real page, while now and then a sync takes two seconds.
QJsonObject typing(Bench& bench) {
    constexpr int keys = 3'000;
    constexpr auto stallEvery = 10s;
    std::atomic<int> stalls = 0;
    std::atomic<bool> stalling = false;
    auto last = Stopwatch::now();
    watchDisk({.beforeSync = [&] {
        if (!stalling || Stopwatch::now() - last < stallEvery) return;
        ++stalls;
        QThread::sleep(2);
        last = Stopwatch::now();
    }});
    TabletWindow app(bench.folder, bench.clock, bench.random);
    letRun(300ms);
    app.unlock(bench.passphrase);
    app.open(bench.slot);
    letRun(1s);
    const int before = app.models.capture.lines()->count();
    bench.application.forget();
    last = Stopwatch::now();
    stalling = true;

    std::vector<double> gaps;
    auto ticked = Stopwatch::now();
    QTimer beat;
    beat.setTimerType(Qt::PreciseTimer);
    QObject::connect(&beat, &QTimer::timeout, &beat, [&] {
        gaps.push_back(msSince(ticked));
        ticked = Stopwatch::now();
    });
    QString line;
    QStringList lines;
    int typed = 0;
    QTimer hand;
    hand.setTimerType(Qt::PreciseTimer);
    QObject::connect(&hand, &QTimer::timeout, &hand, [&] {
        ++typed;
        if (typed % 120 == 0) {
            QTest::sendKeyEvent(QTest::Click, app.window, Qt::Key_Return, QString(), {});
            lines += std::exchange(line, {});
            return;
        }
        const char key = typed % 6 == 0 ? ' ' : static_cast<char>('a' + typed % 26);
        QTest::sendKeyEvent(QTest::Click, app.window, QTest::asciiToKey(key), key, {});
        line += QLatin1Char(key);
    });
    beat.start(5ms);
    hand.start(33ms);
    TabletWindow::until([&] { return typed >= keys; });
    hand.stop();
    beat.stop();
    stalling = false;
    app.tablet.stop();

    // Every word is there, as a colleague would read it.
    const LineListModel* shown = app.models.capture.lines();
    int there = 0;
    for (int row = before; row < shown->count(); ++row) {
        const auto kept = shown->at(row);
        if (kept && !kept->id.isEmpty() && lines.contains(kept->text)) ++there;
    }
    return {{QStringLiteral("keys"), typed},
            {QStringLiteral("stalls"), stalls.load()},
            {QStringLiteral("beats"), static_cast<qint64>(gaps.size())},
            {QStringLiteral("p50"), percentile(gaps, 0.5)},
            {QStringLiteral("p99"), percentile(gaps, 0.99)},
            {QStringLiteral("max"), percentile(gaps, 1)},
            {QStringLiteral("frame"), percentile(bench.application.frames, 1)},
            {QStringLiteral("lines"), lines.size()},
            {QStringLiteral("kept"), there}};
}

/// From a key after a rest to *Saved*, which stands there once the words are on disk.
QJsonObject saved(Bench& bench) {
    constexpr int keys = 300;
    TabletWindow app(bench.folder, bench.clock, bench.random);
    letRun(300ms);
    app.unlock(bench.passphrase);
    app.open(bench.slot);
    letRun(1s);
    std::vector<double> waits;
    for (int typed = 0; typed < keys; ++typed) {
        letRun(350ms);  // longer than what is typed on is gathered for
        bool there = false;
        const auto watch = QObject::connect(
            &app.models.capture, &CaptureModel::savedChanged, &app.tablet,
            [&] { there = app.models.capture.savedState() == CaptureModel::Saved; });
        const auto pressed = Stopwatch::now();
        QTest::sendKeyEvent(QTest::Click, app.window, Qt::Key_E, u'e', {});
        TabletWindow::until([&] { return there; });
        waits.push_back(msSince(pressed));
        QObject::disconnect(watch);
    }
    return {{QStringLiteral("keys"), keys},
            {QStringLiteral("p50"), percentile(waits, 0.5)},
            {QStringLiteral("p99"), percentile(waits, 0.99)},
            {QStringLiteral("max"), percentile(waits, 1)}};
}

}  // namespace

int main(int argc, char** argv) {
    TimedApplication application(argc, argv);
    const QStringList arguments = QGuiApplication::arguments();
    if (arguments.size() < 4) {
        std::fputs(
            "usage: candour_bench_window start|unlock|memory|pages|scroll|typing|saved VAULT"
            " PASSPHRASE-FILE [SLOT]\n",
            stderr);
        return 2;
    }
    QFile file(arguments[3]);
    if (!file.open(QIODevice::ReadOnly)) qFatal("no passphrase file");
    Bench bench{application,        arguments[2], QString::fromUtf8(file.readAll()).trimmed(),
                arguments.value(4), {},           {}};
    QJsonObject result;
    if (arguments[1] == u"start") result = start(bench);
    if (arguments[1] == u"unlock") result = unlock(bench);
    if (arguments[1] == u"memory") result = memory(bench);
    if (arguments[1] == u"pages") result = pages(bench);
    if (arguments[1] == u"scroll") result = scroll(bench);
    if (arguments[1] == u"typing") result = typing(bench);
    if (arguments[1] == u"saved") result = saved(bench);
    std::puts(QJsonDocument(result).toJson(QJsonDocument::Compact).constData());
    return result.isEmpty() ? 2 : 0;
}
