// Whether notes are told to lock when the machine sleeps or its desktop locks, on a real bus with a
// login manager that does what the test says.
#include "platform/loginsession.h"

#include <QDBusConnection>
#include <QDBusContext>
#include <QDBusMessage>
#include <QDBusObjectPath>
#include <QDBusUnixFileDescriptor>
#include <QProcess>
#include <QSignalSpy>
#include <QTest>

#include <poll.h>
#include <unistd.h>

#include <array>

namespace candour {
namespace {

constexpr char sessionPath[] = "/org/freedesktop/login1/session/_31";

/// The manager, on a bus of its own.
class LoginManager : public QObject {
    Q_OBJECT
    Q_CLASSINFO("D-Bus Interface", "org.freedesktop.login1.Manager")

  public:
    explicit LoginManager(const QDBusConnection& bus) : m_bus(bus) {
        m_bus.registerObject(QStringLiteral("/org/freedesktop/login1"), this,
                             QDBusConnection::ExportAllSlots | QDBusConnection::ExportAllSignals);
        m_bus.registerService(QStringLiteral("org.freedesktop.login1"));
    }
    ~LoginManager() override { release(); }

    [[nodiscard]] bool isHeldUp() const {
        pollfd end{m_hold, 0, 0};
        return m_hold >= 0 && poll(&end, 1, 0) == 0;
    }
    void lockSession() const {
        m_bus.send(QDBusMessage::createSignal(QLatin1String(sessionPath),
                                              QStringLiteral("org.freedesktop.login1.Session"),
                                              QStringLiteral("Lock")));
    }
    void hintThatItIsLocked(bool locked) const {
        auto changed = QDBusMessage::createSignal(QLatin1String(sessionPath),
                                                  QStringLiteral("org.freedesktop.DBus.Properties"),
                                                  QStringLiteral("PropertiesChanged"));
        changed << QStringLiteral("org.freedesktop.login1.Session")
                << QVariantMap{{QStringLiteral("LockedHint"), locked}} << QStringList();
        m_bus.send(changed);
    }

    QStringList asked;  // why sleep is to wait

  public Q_SLOTS:
    // The names are the manager's.
    QDBusObjectPath GetSession(const QString& id) {
        Q_UNUSED(id)
        return QDBusObjectPath(QLatin1String(sessionPath));
    }
    QDBusUnixFileDescriptor Inhibit(const QString& what, const QString& who, const QString& why,
                                    const QString& mode) {
        Q_UNUSED(why)
        release();
        std::array<int, 2> ends{};
        if (pipe(ends.data()) != 0) qFatal("no pipe");
        m_hold = ends[0];
        asked.append({what, who, mode});
        QDBusUnixFileDescriptor given(ends[1]);
        ::close(ends[1]);
        return given;
    }

  Q_SIGNALS:
    void PrepareForSleep(bool begins);

  private:
    void release() {
        if (m_hold >= 0) ::close(m_hold);
        m_hold = -1;
    }

    QDBusConnection m_bus;
    int m_hold = -1;  // hangs up when nobody holds the other end
};

}  // namespace

class LoginSessionTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void init();
    void cleanup();
    void sleep_waitsUntilTheNotesAreLocked();
    void afterSleep_theNextOneWaitsToo();
    void lockedWithTheDesktop_sleepStillWaits();
    void lockingTheDesktop_locksTheNotes();
    void aDesktopThatLocksByItself_locksTheNotes();
    void withoutALoginManager_nothingIsTold();

  private:
    QDBusConnection connectAs(const QString& name) {
        return QDBusConnection::connectToBus(m_address, name);
    }

    QProcess m_bus;
    QString m_address;
    std::unique_ptr<LoginManager> m_login;
    std::unique_ptr<LoginSession> m_session;
};

void LoginSessionTest::init() {
    m_bus.start(QStringLiteral("dbus-daemon"),
                {QStringLiteral("--session"), QStringLiteral("--nofork"),
                 QStringLiteral("--print-address")});
    QVERIFY(m_bus.waitForReadyRead(30'000));
    m_address = QString::fromUtf8(m_bus.readLine()).trimmed();
    const QDBusConnection login = connectAs(QStringLiteral("login"));
    QVERIFY(login.isConnected());
    m_login = std::make_unique<LoginManager>(login);
    m_session = std::make_unique<LoginSession>(connectAs(QStringLiteral("tablet")));
    QTRY_VERIFY(m_login->isHeldUp());
}

void LoginSessionTest::cleanup() {
    m_session.reset();
    m_login.reset();
    QDBusConnection::disconnectFromBus(QStringLiteral("login"));
    QDBusConnection::disconnectFromBus(QStringLiteral("tablet"));
    m_bus.terminate();
    m_bus.waitForFinished();
}

void LoginSessionTest::sleep_waitsUntilTheNotesAreLocked() {
    QCOMPARE(m_login->asked, QStringList({QStringLiteral("sleep"), QStringLiteral("Candour"),
                                          QStringLiteral("delay")}));
    const QSignalSpy told(m_session.get(), &LoginSession::lockAsked);
    Q_EMIT m_login->PrepareForSleep(true);
    QTRY_COMPARE(told.count(), 1);
    QVERIFY(m_login->isHeldUp());
    m_session->letSleep();
    QTRY_VERIFY(!m_login->isHeldUp());
}

void LoginSessionTest::afterSleep_theNextOneWaitsToo() {
    const QSignalSpy told(m_session.get(), &LoginSession::lockAsked);
    for (qsizetype nights = 1; nights <= 2; ++nights) {
        Q_EMIT m_login->PrepareForSleep(true);
        QTRY_COMPARE(told.count(), nights);
        QVERIFY(m_login->isHeldUp());
        m_session->letSleep();
        QTRY_VERIFY(!m_login->isHeldUp());
        Q_EMIT m_login->PrepareForSleep(false);
        QTRY_VERIFY(m_login->isHeldUp());
        QCOMPARE(told.count(), nights);
    }
}

void LoginSessionTest::lockedWithTheDesktop_sleepStillWaits() {
    const QSignalSpy told(m_session.get(), &LoginSession::lockAsked);
    QTRY_VERIFY((m_login->lockSession(), told.count() > 0));
    m_session->letSleep();
    Q_EMIT m_login->PrepareForSleep(true);
    const qsizetype before = told.count();
    QTRY_VERIFY(told.count() > before);
    QVERIFY(m_login->isHeldUp());
    m_session->letSleep();
    QTRY_VERIFY(!m_login->isHeldUp());
}

void LoginSessionTest::lockingTheDesktop_locksTheNotes() {
    const QSignalSpy told(m_session.get(), &LoginSession::lockAsked);
    // Said again until it is heard: the bus is told what to listen to while we speak.
    QTRY_VERIFY((m_login->lockSession(), told.count() > 0));
}

void LoginSessionTest::aDesktopThatLocksByItself_locksTheNotes() {
    const QSignalSpy told(m_session.get(), &LoginSession::lockAsked);
    QTRY_VERIFY((m_login->hintThatItIsLocked(true), told.count() > 0));
    const qsizetype before = told.count();
    m_login->hintThatItIsLocked(false);
    // What comes behind it on the same bus shows that it was heard and passed over.
    Q_EMIT m_login->PrepareForSleep(true);
    QTRY_VERIFY(told.count() > before);
}

void LoginSessionTest::withoutALoginManager_nothingIsTold() {
    LoginSession alone(connectAs(QStringLiteral("tablet")));
    m_login.reset();
    const QSignalSpy told(&alone, &LoginSession::lockAsked);
    alone.letSleep();
    LoginSession nowhere{QDBusConnection(QStringLiteral("no bus"))};
    nowhere.letSleep();
    QCOMPARE(told.count(), 0);
}

}  // namespace candour

QTEST_GUILESS_MAIN(candour::LoginSessionTest)
#include "tst_loginsession.moc"
