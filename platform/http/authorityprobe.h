// The first meeting with a store, when a tablet enrols and has no authority to check it against yet
// (sync/PROTOCOL.md, 32). It makes the TLS handshake, takes down the authority that was presented,
// and hangs up: not one byte of HTTP is sent. The caller compares the fingerprint with the QR's, or
// binds it into the code's proof, and goes on with a client that trusts this authority alone.
#pragma once

#include "platform/error.h"
#include "platform/http/proxy.h"
#include "platform/limits.h"

#include <QByteArray>
#include <QObject>
#include <QTimer>

#include <chrono>
#include <functional>
#include <memory>

class QSslSocket;

namespace candour {

struct PresentedAuthority {
    QByteArray pem;
    QByteArray fingerprint;  // SHA-256, 32 bytes
};

class AuthorityProbe final {
  public:
    using Done = std::function<void(Result<PresentedAuthority>)>;

    /// Begins at once and calls `done` once, from the event loop, unless the probe is destroyed
    /// first. `storeNotGenuine` when the server's certificate does not lead to the authority that
    /// came with it or is not made out for `host` (dates are not looked at), `captivePortal` when
    /// what answers does not speak TLS, else `offline` or `timedOut`.
    AuthorityProbe(const QByteArray& host, std::uint16_t port, Done done,
                   Proxy proxy = Proxy::system,
                   std::chrono::milliseconds time = limits::requestTime);
    ~AuthorityProbe();
    AuthorityProbe(const AuthorityProbe&) = delete;
    AuthorityProbe& operator=(const AuthorityProbe&) = delete;

  private:
    [[nodiscard]] Result<PresentedAuthority> presented() const;
    void finish(Result<PresentedAuthority> result);

    const QByteArray m_host;
    Done m_done;
    QTimer m_timer;
    std::unique_ptr<QSslSocket> m_socket;
    std::unique_ptr<QObject> m_delivery = std::make_unique<QObject>();
};

}  // namespace candour
