// The window never waits for disk or network. No clock is needed to show it: the disk is held, and
// the window goes on all the same. If one thing of it waited for the vault's thread, this would
// never end.
#include "tests/support/tabletwindow.h"
#include "tests/support/watcheddisk.h"
#include "tests/unit/vault/testvault.h"

#include <QAbstractEventDispatcher>
#include <QTest>
#include <QThread>

#include <dlfcn.h>
#include <sys/socket.h>

#include <atomic>
#include <condition_variable>
#include <mutex>

using namespace candour;

namespace {

/// So that the window's thread looks at what changed without an event of its own.
void wakeTheWindow() {
    if (auto* loop = QAbstractEventDispatcher::instance(qApp->thread())) loop->wakeUp();
}

/// A disk that syncs nothing while it is held.
class Latch {
  public:
    void hold() {
        const std::lock_guard guard(m_mutex);
        m_held = true;
    }
    void letGo() {
        {
            const std::lock_guard guard(m_mutex);
            m_held = false;
        }
        m_changed.notify_all();
    }
    void pass() {
        std::unique_lock guard(m_mutex);
        if (!m_held) return;
        ++m_waiting;
        wakeTheWindow();
        m_changed.wait(guard, [this] { return !m_held; });
        --m_waiting;
    }
    [[nodiscard]] bool somebodyWaits() const { return m_waiting > 0; }

  private:
    std::mutex m_mutex;
    std::condition_variable m_changed;
    bool m_held = false;
    std::atomic<int> m_waiting = 0;
};

Latch latch;
std::atomic<int> diskCalls = 0;
std::atomic<int> diskCallsOfTheWindow = 0;
std::atomic<int> sockets = 0;
std::atomic<int> socketsOfTheWindow = 0;

bool onTheWindowsThread() {
    return qApp != nullptr && QThread::currentThread() == qApp->thread();
}

}  // namespace

/// Whoever in this process opens a socket passes here first.
extern "C" int socket(int domain, int type, int protocol) noexcept {
    using Socket = int (*)(int, int, int);
    static const auto real = reinterpret_cast<Socket>(dlsym(RTLD_NEXT, "socket"));
    if (domain == AF_INET || domain == AF_INET6) {
        ++sockets;
        wakeTheWindow();
        if (onTheWindowsThread()) ++socketsOfTheWindow;
    }
    return real(domain, type, protocol);
}

class UiNeverWaits : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void initTestCase();
    void init();
    void whileTheDiskIsHeld_everyKeyIsTaken();
    void whileTheDiskIsHeld_everyPageOpens();
    void whileTheDiskIsHeld_aChosenLookIsSeen_andWrittenLater();
    void enrolling_opensNoSocketOnTheWindowsThread();
    void cleanup();

  private:
    void stop();

    std::unique_ptr<TestVault> m_test;
    std::unique_ptr<TabletWindow> m_app;
    QString m_slot;
};

void UiNeverWaits::initTestCase() {
    watchDisk({.beforeSync = [] { latch.pass(); },
               .onCall =
                   [] {
                       ++diskCalls;
                       if (onTheWindowsThread()) ++diskCallsOfTheWindow;
                   }});
}

void UiNeverWaits::init() {
    m_test = std::make_unique<TestVault>();
    m_slot = m_test->slot().name.id.toString();
    m_test->lock();
    m_app = std::make_unique<TabletWindow>(m_test->path(), m_test->clock, m_test->random);
    // Making the vault was the test's own doing.
    diskCalls = diskCallsOfTheWindow = sockets = socketsOfTheWindow = 0;
    m_app->unlock(QString::fromLatin1(TestVault::words.data()));
    m_app->open(m_slot);
}

void UiNeverWaits::cleanup() {
    latch.letGo();
    m_app.reset();
}

/// Ends the app. From then on disk and network are the test's own business.
void UiNeverWaits::stop() {
    m_app->tablet.stop();
    QVERIFY(diskCalls > 0);
    QCOMPARE(diskCallsOfTheWindow, 0);
    QCOMPARE(socketsOfTheWindow, 0);
}

void UiNeverWaits::whileTheDiskIsHeld_everyKeyIsTaken() {
    CaptureModel& capture = m_app->models.capture;
    latch.hold();
    QTest::keyClick(m_app->window, Qt::Key_A);
    TabletWindow::until([] { return latch.somebodyWaits(); });
    QString typed = QStringLiteral("a");
    for (int key = 0; key < 500; ++key) {
        const bool space = key % 7 == 6;
        QTest::keyClick(m_app->window, space ? Qt::Key_Space : Qt::Key_B);
        typed += space ? u' ' : u'b';
        QCoreApplication::processEvents();
        QCOMPARE(capture.caret(), typed.size());
        if (key % 100 == 0) QVERIFY(!m_app->window->grabWindow().isNull());
    }
    QCOMPARE(capture.text(), typed);
    QVERIFY(latch.somebodyWaits());
    QVERIFY(capture.savedState() != CaptureModel::Saved);

    latch.letGo();
    TabletWindow::until([&] { return capture.savedState() == CaptureModel::Saved; });
    stop();
    m_test->reopen();
    const auto page = m_test->vault->records().list({.type = QStringLiteral("line")});
    QCOMPARE(page->records.size(), std::size_t{1});
    QCOMPARE(valueOf(page->records.front().values, u"text").text(), typed);
}

void UiNeverWaits::whileTheDiskIsHeld_everyPageOpens() {
    ShellModel& shell = m_app->models.shell;
    latch.hold();
    QTest::keyClick(m_app->window, Qt::Key_A);
    TabletWindow::until([] { return latch.somebodyWaits(); });
    for (const auto page :
         {ShellModel::Today, ShellModel::Search, ShellModel::HandOver, ShellModel::More}) {
        shell.go(page);
        QCoreApplication::processEvents();
        QVERIFY(!m_app->window->grabWindow().isNull());
        QCOMPARE(shell.page(), page);
    }
    shell.lock();
    QCOMPARE(shell.page(), ShellModel::Unlock);
    QVERIFY(!m_app->window->grabWindow().isNull());
    QVERIFY(latch.somebodyWaits());

    latch.letGo();
    stop();
    m_test->reopen();
    const auto page = m_test->vault->records().list({.type = QStringLiteral("line")});
    QCOMPARE(page->records.size(), std::size_t{1});
    QCOMPARE(valueOf(page->records.front().values, u"text").text(), QStringLiteral("a"));
}

void UiNeverWaits::whileTheDiskIsHeld_aChosenLookIsSeen_andWrittenLater() {
    const QString beside = m_test->path() + QStringLiteral(".ini");
    latch.hold();
    QTest::keyClick(m_app->window, Qt::Key_A);
    TabletWindow::until([] { return latch.somebodyWaits(); });
    m_app->models.settings.chooseScale(1.5);
    QCOMPARE(m_app->models.shell.textScale(), 1.5);
    QCoreApplication::processEvents();
    QVERIFY(!QFile::exists(beside));
    latch.letGo();
    stop();
    QVERIFY(QFile::exists(beside));
}

void UiNeverWaits::enrolling_opensNoSocketOnTheWindowsThread() {
    EnrolModel& enrol = m_app->models.enrol;
    const SecretBytes passphrase = SecretBytes::copyOf("another fifteen letters");
    // Nobody listens at the first port.
    Q_EMIT enrol.enrolRequested(QStringLiteral("ABCD-EFGH-JKMN-PQRS"),
                                QStringLiteral("https://127.0.0.1:1"), passphrase);
    TabletWindow::until([] { return sockets > 0; });
    stop();
}

QTEST_MAIN(UiNeverWaits)
#include "tst_uineverwaits.moc"
