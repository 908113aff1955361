#include "tests/support/rawserver.h"

#include "platform/check.h"

#include <QSslCertificate>
#include <QSslConfiguration>
#include <QSslKey>

namespace candour::test {

RawServer::RawServer(const TlsIdentity& identity, Script script, bool oldTls, quint16 port)
    : m_script(std::move(script)) {
    QSslConfiguration tls;
    tls.setLocalCertificateChain(QSslCertificate::fromData(identity.certificateChain, QSsl::Pem));
    const QByteArray pem(reinterpret_cast<const char*>(identity.privateKey.data()),
                         static_cast<qsizetype>(identity.privateKey.size()));
    tls.setPrivateKey(QSslKey(pem, QSsl::Ec, QSsl::Pem));
    tls.setPeerVerifyMode(QSslSocket::VerifyNone);
    tls.setProtocol(oldTls ? QSsl::TlsV1_2 : QSsl::TlsV1_3OrLater);
    auto server = std::make_unique<QSslServer>();
    server->setSslConfiguration(tls);
    m_server = std::move(server);
    begin(port);
}

RawServer::RawServer(Script script, quint16 port)
    : m_server(std::make_unique<QTcpServer>()), m_script(std::move(script)) {
    begin(port);
}

void RawServer::begin(quint16 port) {
    connect(m_server.get(), &QTcpServer::pendingConnectionAvailable, this, &RawServer::accept);
    check(m_server->listen(QHostAddress::LocalHost, port), "a server listens");
}

void RawServer::accept() {
    while (QTcpSocket* socket = m_server->nextPendingConnection()) {
        auto received = std::make_shared<QByteArray>();
        const auto look = [this, socket, received] {
            const QByteArray more = socket->readAll();
            if (more.isEmpty()) return;
            m_received += more.size();
            *received += more;
            m_script(*socket, *received);
        };
        connect(socket, &QTcpSocket::readyRead, this, look);
        connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
        look();
    }
}

RawServer::Script RawServer::answering(const QByteArray& answer, bool close) {
    return [answer, close](QTcpSocket& socket, const QByteArray& received) {
        if (!received.contains("\r\n\r\n")) return;
        socket.write(answer);
        if (close) socket.disconnectFromHost();
    };
}

}  // namespace candour::test
