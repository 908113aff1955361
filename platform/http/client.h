// The client's edge: HTTP/1.1 over TLS 1.3 to one store, with up to six connections that are kept
// open. What always holds: only the pinned authority proves the store (the system's certificates
// count for nothing) and its name is checked; nothing is sent before that; no redirect is followed,
// no cookie, cache, password or compression takes part; an answer is limited in size and time while
// it arrives.
#pragma once

#include "platform/clock.h"
#include "platform/http/proxy.h"
#include "platform/http/transport.h"
#include "platform/limits.h"

#include <QNetworkAccessManager>
#include <QSslConfiguration>

#include <functional>
#include <map>
#include <memory>
#include <optional>

namespace candour {

class HttpClient final : public HttpTransport {
  public:
    /// `tolerated` overlooks the certificate's dates and nothing else. Such a client takes only GET
    /// requests without a body; it is made for one question, and has connections of its own.
    enum class Dates : std::uint8_t { checked, tolerated };

    struct Options {
        QByteArray host = {};  // DNS name or IP address
        std::uint16_t port = 443;
        QByteArray authorityPem = {};  // the one certificate that is trusted
        Dates dates = Dates::checked;
        /// The time as somebody proved it, asked at every handshake: dates are then judged by it
        /// instead of by the tablet's clock. Without it, or when it answers nothing, by the clock.
        std::function<std::optional<UtcTime>()> provenTime = {};
        Proxy proxy = Proxy::system;
        std::size_t bodyLimit = limits::responseBody;
        milliseconds quietTime = limits::requestTime;   // without any progress
        milliseconds wholeTime = limits::transferTime;  // for one exchange, however it trickles
    };

    /// `badInput` when there is no such host name, `damaged` when the authority cannot be read.
    static Result<std::unique_ptr<HttpClient>> create(const Options& options);
    ~HttpClient() override;

    /// The errors that `done` may get:
    /// offline (no connection, or cut off, or bytes that are not HTTP: Qt does not tell these
    /// apart), timedOut, storeNotGenuine, captivePortal (a page, a redirect, a proxy's password, a
    /// type that the request's Accept does not name), storeFailed (5xx), badAnswer (breaks HTTP's
    /// rules, or a limit), and for 4xx what the problem details say, else `refused`. `badInput`
    /// when the target is not a path.
    Ticket send(HttpRequest request, Done done) override;
    void cancel(Ticket ticket) override;

    /// What the Host field will say: host, and port where it is not 443.
    [[nodiscard]] QByteArray authority() const;

  private:
    class Exchange;
    HttpClient(const Options& options, QSslConfiguration tls);
    QNetworkReply* start(const HttpRequest& request);

    Options m_options;
    QSslConfiguration m_tls;
    QNetworkAccessManager m_network;
    std::map<Ticket, std::unique_ptr<Exchange>> m_exchanges;
    Ticket m_last = 0;
};

}  // namespace candour
