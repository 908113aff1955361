#include "tests/support/relay.h"

#include "platform/check.h"

#include <QHostAddress>

#include <sys/socket.h>

namespace candour::test {
namespace {
constexpr qint64 readAhead = 64 * 1024;
}  // namespace

Relay::Relay(quint16 serverPort, QObject* parent) : QObject(parent), m_serverPort(serverPort) {
    check(m_listener.listen(QHostAddress::LocalHost), "a relay listens");
    connect(&m_listener, &QTcpServer::newConnection, this, &Relay::accept);
}

void Relay::cutAfter(Direction direction, qint64 bytes, int times) {
    m_limit = Limit{direction, m_passed[index(direction)] + bytes, bytes, times, false};
}

void Relay::stallAfter(Direction direction, qint64 bytes) {
    m_limit = Limit{direction, m_passed[index(direction)] + bytes, bytes, 1, true};
}

void Relay::heal() {
    m_limit.reset();
    const auto pairs = m_pairs;
    for (auto it = pairs.begin(); it != pairs.end(); ++it) {
        pass(it.key(), it.value(), Direction::up);
        pass(it.value(), it.key(), Direction::down);
    }
}

void Relay::accept() {
    while (QTcpSocket* client = m_listener.nextPendingConnection()) {
        ++m_connections;
        auto* server = new QTcpSocket(this);
        client->setParent(this);
        m_pairs.insert(client, server);
        // What does not pass is held back at the sender, as a network does it.
        client->setReadBufferSize(readAhead);
        server->setReadBufferSize(readAhead);
        connect(client, &QTcpSocket::readyRead, this,
                [=, this] { pass(client, server, Direction::up); });
        connect(server, &QTcpSocket::connected, this,
                [=, this] { pass(client, server, Direction::up); });
        connect(server, &QTcpSocket::readyRead, this,
                [=, this] { pass(server, client, Direction::down); });
        const auto end = [=, this] {
            if (m_pairs.remove(client) == 0) return;
            pass(server, client, Direction::down);
            client->disconnectFromHost();
            server->disconnectFromHost();
            client->deleteLater();
            server->deleteLater();
        };
        connect(client, &QTcpSocket::disconnected, this, end);
        connect(server, &QTcpSocket::disconnected, this, end);
        connect(server, &QTcpSocket::errorOccurred, this, end);
        server->connectToHost(QHostAddress(QHostAddress::LocalHost), m_serverPort);
    }
}

void Relay::pass(QTcpSocket* from, QTcpSocket* to, Direction direction) {
    if (to->state() != QAbstractSocket::ConnectedState) return;
    qint64 room = from->bytesAvailable();
    const bool limited = m_limit && m_limit->direction == direction;
    if (limited) room = std::min(room, m_limit->at - m_passed[index(direction)]);
    if (room > 0) {
        m_passed[index(direction)] += to->write(from->read(room));
        to->flush();
    }
    if (limited && !m_limit->stall && m_passed[index(direction)] >= m_limit->at) cutAll();
}

void Relay::cutAll() {
    ++m_cuts;
    if (--m_limit->times > 0)
        m_limit->at += m_limit->every;
    else
        m_limit.reset();
    const auto pairs = std::exchange(m_pairs, {});
    for (auto it = pairs.begin(); it != pairs.end(); ++it) {
        for (QTcpSocket* socket : {it.key(), it.value()}) {
            socket->disconnect(this);
            const linger now{1, 0};
            setsockopt(static_cast<int>(socket->socketDescriptor()), SOL_SOCKET, SO_LINGER, &now,
                       sizeof now);
            socket->abort();
            socket->deleteLater();
        }
    }
}

}  // namespace candour::test
