// A TCP relay on loopback between a client and a server, which can cut or stall connections after a
// number of bytes. It sees only what the network sees: with TLS, ciphertext. It lives on the
// thread that made it.
#pragma once

#include <QHash>
#include <QTcpServer>
#include <QTcpSocket>

#include <optional>

namespace candour::test {

class Relay : public QObject {
    Q_OBJECT
  public:
    enum class Direction { up, down };  // from the client to the server, and back

    explicit Relay(quint16 serverPort, QObject* parent = nullptr);

    [[nodiscard]] quint16 port() const { return m_listener.serverPort(); }
    /// Closes (with a reset, as a lost network looks to a program) every connection once `bytes`
    /// more than now have passed in that direction over all connections together. `times` cuts in
    /// a row, each counting afresh.
    void cutAfter(Direction direction, qint64 bytes, int times = 1);
    /// From that byte on nothing passes any more in that direction; connections stay open.
    void stallAfter(Direction direction, qint64 bytes);
    /// Everything passes again; what was held back is sent.
    void heal();

    [[nodiscard]] int connections() const { return m_connections; }
    [[nodiscard]] int cuts() const { return m_cuts; }
    /// Bytes that passed, over all connections.
    [[nodiscard]] qint64 passed(Direction direction) const { return m_passed[index(direction)]; }

  private:
    struct Limit {
        Direction direction;
        qint64 at;     // of m_passed
        qint64 every;  // for the next cut
        int times;
        bool stall;
    };
    static int index(Direction direction) { return direction == Direction::up ? 0 : 1; }
    void accept();
    void pass(QTcpSocket* from, QTcpSocket* to, Direction direction);
    void cutAll();

    QTcpServer m_listener;
    const quint16 m_serverPort;
    QHash<QTcpSocket*, QTcpSocket*> m_pairs;  // client side to server side
    std::optional<Limit> m_limit;
    qint64 m_passed[2] = {0, 0};
    int m_connections = 0;
    int m_cuts = 0;
};

}  // namespace candour::test
