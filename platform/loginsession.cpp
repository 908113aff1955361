#include "platform/loginsession.h"

#ifdef CANDOUR_LOGIN_MANAGER
#include "platform/log.h"

#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusObjectPath>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <QDBusUnixFileDescriptor>

namespace candour {
namespace {

QString loginService() {
    return QStringLiteral("org.freedesktop.login1");
}
QString managerPath() {
    return QStringLiteral("/org/freedesktop/login1");
}
QString managerInterface() {
    return QStringLiteral("org.freedesktop.login1.Manager");
}
QString sessionInterface() {
    return QStringLiteral("org.freedesktop.login1.Session");
}

}  // namespace

struct LoginSession::Connection {
    QDBusConnection bus;
    QDBusUnixFileDescriptor inhibitor = {};  // while it is open, the machine waits
    bool holds = false;                      // whether it is to, when the manager answers
    bool sleeps = false;                     // or is about to
};

LoginSession::LoginSession(QObject* parent) : LoginSession(QDBusConnection::systemBus(), parent) {}

LoginSession::LoginSession(const QDBusConnection& bus, QObject* parent)
    : QObject(parent), m_connection(std::make_unique<Connection>(Connection{bus})) {
    if (!bus.isConnected()) return;
    m_connection->bus.connect(loginService(), managerPath(), managerInterface(),
                              QStringLiteral("PrepareForSleep"), this, SLOT(onSleep(bool)));
    findSession();
    holdSleep();
}

LoginSession::~LoginSession() = default;

void LoginSession::findSession() {
    auto question = QDBusMessage::createMethodCall(
        loginService(), managerPath(), managerInterface(), QStringLiteral("GetSession"));
    question << QStringLiteral("auto");
    auto* answer = new QDBusPendingCallWatcher(m_connection->bus.asyncCall(question), this);
    connect(answer, &QDBusPendingCallWatcher::finished, this, [this, answer] {
        answer->deleteLater();
        const QDBusPendingReply<QDBusObjectPath> reply = *answer;
        if (reply.isError()) return log::info("no login session to be locked with");
        const QString path = reply.value().path();
        QDBusConnection& bus = m_connection->bus;
        bus.connect(loginService(), path, sessionInterface(), QStringLiteral("Lock"), this,
                    SIGNAL(lockAsked()));
        // A desktop that locks by itself does not say Lock; it sets a hint.
        bus.connect(loginService(), path, QStringLiteral("org.freedesktop.DBus.Properties"),
                    QStringLiteral("PropertiesChanged"), this,
                    SLOT(onPropertiesChanged(QString, QVariantMap)));
    });
}

void LoginSession::holdSleep() {
    m_connection->holds = true;
    auto wish = QDBusMessage::createMethodCall(loginService(), managerPath(), managerInterface(),
                                               QStringLiteral("Inhibit"));
    wish << QStringLiteral("sleep") << QStringLiteral("Candour")
         << QStringLiteral("Notes are being locked") << QStringLiteral("delay");
    auto* answer = new QDBusPendingCallWatcher(m_connection->bus.asyncCall(wish), this);
    connect(answer, &QDBusPendingCallWatcher::finished, this, [this, answer] {
        answer->deleteLater();
        const QDBusPendingReply<QDBusUnixFileDescriptor> reply = *answer;
        if (reply.isError()) return log::info("sleep cannot be held up");
        if (m_connection->holds) m_connection->inhibitor = reply.value();
    });
}

void LoginSession::letSleep() {
    // Locked with the desktop, it still waits for the next lock before it sleeps.
    if (!m_connection->sleeps) return;
    m_connection->holds = false;
    m_connection->inhibitor = QDBusUnixFileDescriptor();
}

void LoginSession::onSleep(bool begins) {
    m_connection->sleeps = begins;
    if (begins)
        Q_EMIT lockAsked();
    else
        holdSleep();
}

void LoginSession::onPropertiesChanged(const QString& interface, const QVariantMap& changed) {
    if (interface == sessionInterface() && changed.value(QStringLiteral("LockedHint")).toBool())
        Q_EMIT lockAsked();
}

}  // namespace candour
#else
namespace candour {

struct LoginSession::Connection {};

LoginSession::LoginSession(QObject* parent) : QObject(parent) {}
LoginSession::~LoginSession() = default;
void LoginSession::letSleep() {}
void LoginSession::onSleep(bool /*begins*/) {}
void LoginSession::onPropertiesChanged(const QString& /*interface*/,
                                       const QVariantMap& /*changed*/) {}

}  // namespace candour
#endif
