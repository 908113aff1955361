// Tells when the machine is about to sleep and when its desktop is locked, so that notes are locked
// with it. On Linux from the login manager (org.freedesktop.login1), which waits, up to its own
// limit of some seconds, until the notes are closed. Where there is none, nothing is told: the
// clock that goes on in sleep then locks on waking.
#pragma once

#include <QObject>

#include <memory>

class QDBusConnection;

namespace candour {

class LoginSession final : public QObject {
    Q_OBJECT

  public:
    /// Of the machine it runs on.
    explicit LoginSession(QObject* parent = nullptr);
    /// Of the login manager on another bus.
    explicit LoginSession(const QDBusConnection& bus, QObject* parent = nullptr);
    ~LoginSession() override;

    /// The notes are closed: if the machine is about to sleep, it may. Of a lock without sleep this
    /// changes nothing.
    void letSleep();

  Q_SIGNALS:
    /// Lock, and call letSleep() when it is done.
    void lockAsked();

  private Q_SLOTS:
    void onSleep(bool begins);
    void onPropertiesChanged(const QString& interface, const QVariantMap& changed);

  private:
    struct Connection;

    void findSession();
    void holdSleep();

    std::unique_ptr<Connection> m_connection;  // nothing where there is no login manager
};

}  // namespace candour
