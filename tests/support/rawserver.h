// A server that answers with exactly the bytes a test gives it, over TLS or without: a store that
// misbehaves, or something on the network that is no store.
#pragma once

#include "platform/tls/authority.h"

#include <QSslServer>
#include <QTcpServer>

#include <functional>
#include <memory>

namespace candour::test {

class RawServer : public QObject {
    Q_OBJECT
  public:
    /// Called with everything a connection has sent so far, whenever more has come.
    using Script = std::function<void(QTcpSocket&, const QByteArray& received)>;

    /// Over TLS with that identity (1.3, or 1.2 only when `oldTls`).
    RawServer(const TlsIdentity& identity, Script script, bool oldTls = false, quint16 port = 0);
    /// Without TLS.
    explicit RawServer(Script script, quint16 port = 0);
    [[nodiscard]] quint16 port() const { return m_server->serverPort(); }
    /// Bytes received inside TLS, over all connections: what a client told to whoever this is.
    [[nodiscard]] qint64 received() const { return m_received; }

    /// A script that waits for a request's header, then writes `answer` and closes if it should.
    static Script answering(const QByteArray& answer, bool close = false);

  private:
    void begin(quint16 port);
    void accept();

    std::unique_ptr<QTcpServer> m_server;
    Script m_script;
    qint64 m_received = 0;
};

}  // namespace candour::test
