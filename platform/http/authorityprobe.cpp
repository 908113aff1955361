#include "platform/http/authorityprobe.h"

#include "platform/tls/certificate.h"

#include <QNetworkProxy>
#include <QSslConfiguration>
#include <QSslSocket>

namespace candour {
namespace {
constexpr char during[] = "meet the store";
}  // namespace

AuthorityProbe::AuthorityProbe(const QByteArray& host, std::uint16_t port, Done done, Proxy proxy,
                               std::chrono::milliseconds time)
    : m_host(host), m_done(std::move(done)), m_socket(std::make_unique<QSslSocket>()) {
    const QString name = QString::fromLatin1(host);
    const auto ways = proxyFactory(proxy)->queryProxy(QNetworkProxyQuery(name, port));
    if (!ways.isEmpty()) m_socket->setProxy(ways.first());
    QSslConfiguration tls;
    tls.setProtocol(QSsl::TlsV1_3OrLater);
    tls.setPeerVerifyMode(QSslSocket::VerifyNone);  // presented() checks what there is to check
    m_socket->setSslConfiguration(tls);
    QObject::connect(m_socket.get(), &QSslSocket::encrypted, m_delivery.get(),
                     [this] { finish(presented()); });
    QObject::connect(
        m_socket.get(), &QSslSocket::errorOccurred, m_delivery.get(),
        [this](QAbstractSocket::SocketError error) {
            const std::string text = m_socket->errorString().toStdString();
            if (error == QAbstractSocket::ProxyAuthenticationRequiredError)
                return finish(fail(Code::captivePortal, during, text));
            if (error == QAbstractSocket::SslHandshakeFailedError)
                return finish(fail(text.find("wrong version number") != std::string::npos
                                       ? Code::captivePortal
                                       : Code::storeNotGenuine,
                                   during, text));
            finish(fail(Code::offline, during, text));
        });
    m_timer.setSingleShot(true);
    QObject::connect(&m_timer, &QTimer::timeout, m_delivery.get(),
                     [this] { finish(fail(Code::timedOut, during)); });
    m_timer.start(time);
    m_socket->connectToHostEncrypted(name, port);
}

AuthorityProbe::~AuthorityProbe() {
    if (m_delivery) m_socket->disconnect(m_delivery.get());
}

Result<PresentedAuthority> AuthorityProbe::presented() const {
    std::vector<TlsCertificate> chain;
    for (const QSslCertificate& certificate : m_socket->peerCertificateChain()) {
        TRY(TlsCertificate read, TlsCertificate::fromDer(certificate.toDer()));
        chain.push_back(std::move(read));
    }
    if (chain.size() < 2) return fail(Code::storeNotGenuine, during, "no authority was presented");
    // The last one is public, so anybody can present it: it counts only if it leads to the first.
    TRY_OK(leadsTo(chain.back(), chain, m_host));
    return PresentedAuthority{chain.back().toPem(), chain.back().fingerprint()};
}

void AuthorityProbe::finish(Result<PresentedAuthority> result) {
    m_timer.stop();
    m_socket->disconnect(m_delivery.get());
    QMetaObject::invokeMethod(
        m_delivery.get(),
        [this, result = std::move(result)]() mutable {
            m_socket->abort();
            m_delivery.release()->deleteLater();
            const Done done = std::move(m_done);
            done(std::move(result));  // may destroy this probe
        },
        Qt::QueuedConnection);
}

}  // namespace candour
