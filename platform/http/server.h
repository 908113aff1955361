// The server's edge: HTTP/1.1 over TLS 1.3, and nothing behind it sees a socket. What always holds:
// every size, time and count is limited (a request over a limit is answered 413, 431 or 408 and its
// connection closed), a request is handed on only when it is whole, and one connection's requests
// are answered in their order.
#pragma once

#include "platform/clock.h"
#include "platform/http/message.h"
#include "platform/limits.h"
#include "platform/tls/authority.h"

#include <cstdint>
#include <functional>
#include <memory>

namespace candour {

struct HttpLimits {
    std::size_t header = limits::requestHeader;
    std::size_t body = limits::requestBody;
    std::size_t connections = limits::connections;  // those above it are closed at once
    std::size_t connectionsPerAddress = limits::connectionsPerAddress;  // and so are these
    std::size_t requests = limits::requestsPerConnection;
    /// Bytes a second that a body must keep on average, once `bodyTime` is over; so a body that
    /// trickles in is cut, and an answer that is hardly read as well.
    std::size_t rate = limits::transferRate;
    milliseconds headerTime = limits::headerTime;  // for the handshake, and for each header
    milliseconds bodyTime = limits::requestTime;
    milliseconds idleTime = limits::idleTime;      // between two requests
    milliseconds answerTime = limits::answerTime;  // then 503
    milliseconds lingerTime = limits::lingerTime;  // silence of a refused client
    milliseconds stopTime = limits::stopTime;
};

class HttpServer {
  public:
    /// May be called from any thread, once; dropping it unused answers 500. It outlives the server
    /// safely, and does nothing then.
    using Reply = std::function<void(HttpResponse)>;
    /// Called on one of the server's threads, of which there may be several; it should hand the
    /// request on and return.
    using Answer = std::function<void(HttpRequest, Reply)>;

    /// Called on one of the server's threads when a request's header is there. A sink that refuses
    /// is given no more, and the request goes on to be answered. Without it every body may have
    /// `limits.body`.
    using BodyFor = std::function<BodyPlan(const HttpRequest& head)>;

    struct Options {
        QByteArray address = "127.0.0.1";  // an IP address, not a name
        std::uint16_t port = 0;            // 0: any free one
        const TlsIdentity& identity;
        const Clock& clock;  // for the Date field
        int threads = 2;
        HttpLimits limits = {};
        BodyFor bodyFor = {};
    };

    /// Listens when it returns. `badInput` for an address that is none of this machine's, `damaged`
    /// for an identity that cannot be used, `inUse` for a port that is taken.
    static Result<std::unique_ptr<HttpServer>> start(const Options& options, Answer answer);
    ~HttpServer();
    HttpServer(const HttpServer&) = delete;
    HttpServer& operator=(const HttpServer&) = delete;

    [[nodiscard]] std::uint16_t port() const;
    /// Open at this moment.
    [[nodiscard]] std::size_t connections() const;
    /// Takes no more requests, closes idle connections, lets answers in flight finish for at most
    /// `stopTime`, and returns when all is over.
    void stop();

  private:
    struct Core;
    class Session;
    class Ticket;
    explicit HttpServer(std::shared_ptr<Core> core) : m_core(std::move(core)) {}
    std::shared_ptr<Core> m_core;
};

}  // namespace candour
