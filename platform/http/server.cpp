#include "platform/http/server.h"

#include "platform/check.h"
#include "platform/log.h"

#include <QDateTime>
#include <QLocale>

#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/asio/ssl/stream.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/strand.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/error.hpp>
#include <boost/beast/http/message.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/read.hpp>
#include <boost/beast/http/serializer.hpp>
#include <boost/beast/http/write.hpp>

#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <map>
#include <mutex>
#include <thread>
#include <unordered_map>

namespace candour {
namespace {

namespace asio = boost::asio;
namespace http = boost::beast::http;
using asio::ip::tcp;
using boost::system::error_code;
using Strand = asio::strand<asio::io_context::executor_type>;
using SteadyTime = std::chrono::steady_clock::time_point;

constexpr milliseconds goodbyeTime{250};
constexpr milliseconds acceptAgain{100};
constexpr std::size_t tlsRecord = 16 * 1024;
constexpr qsizetype sinkPiece = 64 * 1024;  // gathered before a sink takes it

SteadyTime after(milliseconds time) {
    return std::chrono::steady_clock::now() + time;
}

/// A body in a QByteArray. It is read piece by piece and written from where it lies.
struct Bytes {
    using value_type = QByteArray;
    static std::uint64_t size(const QByteArray& body) {
        return static_cast<std::uint64_t>(body.size());
    }

    class reader {
      public:
        template <bool isRequest, class Fields>
        reader(http::header<isRequest, Fields>&, QByteArray& body) : m_body(body) {}
        void init(const boost::optional<std::uint64_t>&, error_code& error) { error = {}; }
        template <class Buffers>
        std::size_t put(const Buffers& buffers, error_code& error) {
            error = {};
            std::size_t taken = 0;
            for (auto it = asio::buffer_sequence_begin(buffers);
                 it != asio::buffer_sequence_end(buffers); ++it) {
                const asio::const_buffer piece(*it);
                m_body.append(static_cast<const char*>(piece.data()),
                              static_cast<qsizetype>(piece.size()));
                taken += piece.size();
            }
            return taken;
        }
        void finish(error_code& error) { error = {}; }

      private:
        QByteArray& m_body;
    };

    class writer {
      public:
        using const_buffers_type = asio::const_buffer;
        template <bool isRequest, class Fields>
        writer(const http::header<isRequest, Fields>&, const QByteArray& body) : m_body(body) {}
        void init(error_code& error) { error = {}; }
        boost::optional<std::pair<const_buffers_type, bool>> get(error_code& error) {
            error = {};
            return {
                {const_buffers_type(m_body.constData(), static_cast<std::size_t>(m_body.size())),
                 false}};
        }

      private:
        const QByteArray& m_body;
    };
};

std::string_view viewOf(const QByteArray& bytes) {
    return {bytes.constData(), static_cast<std::size_t>(bytes.size())};
}

QByteArray bytesOf(boost::beast::string_view text) {
    return {text.data(), static_cast<qsizetype>(text.size())};
}

std::string httpDate(const Clock& clock) {
    const auto time =
        QDateTime::fromMSecsSinceEpoch(clock.utc().time_since_epoch().count(), Qt::UTC);
    return QLocale::c()
        .toString(time, QStringLiteral("ddd, dd MMM yyyy hh:mm:ss 'GMT'"))
        .toStdString();
}

HttpResponse refusal(int status, Code code, const char* detail) {
    return problem(status, {code, "answer a request", detail});
}

HttpResponse refusalFor(int status) {
    if (status == 400) return refusal(400, Code::badInput, "that is not a request");
    if (status == 408) return refusal(408, Code::timedOut, "the request took too long");
    return refusal(status, Code::tooLarge, status == 431 ? "the header" : "the body");
}

/// Whoever has one address of IPv6 has its whole /64.
asio::ip::address networkOf(const asio::ip::address& address) {
    if (!address.is_v6()) return address;
    auto bytes = address.to_v6().to_bytes();
    std::fill(bytes.begin() + 8, bytes.end(), std::uint8_t{0});
    return asio::ip::address_v6(bytes);
}

}  // namespace

/// What the server, its connections and unanswered requests share.
struct HttpServer::Core : std::enable_shared_from_this<Core> {
    Core(const Options& options, Answer with)
        : limits(options.limits),
          clock(options.clock),
          bodyFor(options.bodyFor),
          answer(std::move(with)) {}

    Status open(const Options& options);
    asio::awaitable<void> accept();
    void admit(tcp::socket socket);
    void leave(const Session* session, const asio::ip::address& from);

    const HttpLimits limits;
    const Clock& clock;
    const BodyFor bodyFor;
    const Answer answer;
    std::atomic<bool> stopping = false;
    std::uint16_t port = 0;

    std::mutex mutex;  // guards sessions
    std::condition_variable left;
    std::unordered_map<const Session*, std::weak_ptr<Session>> sessions;
    std::map<asio::ip::address, std::size_t> perAddress;

    asio::ssl::context tls{asio::ssl::context::tls_server};
    asio::io_context io;  // destroyed before what its last handlers look at
    Strand strand{io.get_executor()};
    tcp::acceptor acceptor{strand};
    std::vector<std::thread> threads;
};

/// One connection. All of it runs on its strand.
class HttpServer::Session final : public std::enable_shared_from_this<Session> {
  public:
    Session(Core& core, tcp::socket socket, asio::ip::address from)
        : m_core(core),
          m_from(std::move(from)),
          m_stream(std::move(socket), core.tls),
          m_timer(m_stream.get_executor()),
          m_buffer(core.limits.header + 64 * 1024) {}
    ~Session() { m_core.leave(this, m_from); }

    [[nodiscard]] auto executor() { return m_stream.get_executor(); }
    asio::awaitable<void> run(std::shared_ptr<Session> livesAsLong);
    /// For stop(): ends a connection that has no whole request under way.
    void endUnlessAnswering() {
        if (!m_answering) m_stream.lowest_layer().cancel();
    }

  private:
    using Parser = http::request_parser<Bytes>;
    struct Slot {
        explicit Slot(const asio::any_io_executor& executor) : ready(executor) {}
        asio::steady_timer ready;
        std::optional<HttpResponse> response;
    };
    friend class Ticket;

    void limitTo(SteadyTime until);
    [[nodiscard]] SteadyTime rateLimit(SteadyTime begun, std::size_t bytes) const;
    asio::awaitable<bool> waitForRequest();
    asio::awaitable<int> readRequest(Parser& parser, HttpRequest& request);
    asio::awaitable<int> readBody(Parser& parser, HttpRequest& request);
    asio::awaitable<HttpResponse> ask(HttpRequest request);
    asio::awaitable<bool> write(HttpResponse response, bool keepOpen, bool withoutBody);
    asio::awaitable<void> linger();
    asio::awaitable<void> close();
    [[nodiscard]] int statusFor(const error_code& error) const;

    Core& m_core;
    const asio::ip::address m_from;
    asio::ssl::stream<tcp::socket> m_stream;
    asio::steady_timer m_timer;
    boost::beast::flat_buffer m_buffer;
    std::uint64_t m_round = 0;  // which limit of time is running
    bool m_expired = false;
    bool m_answering = false;
};

/// The right to answer one request. It keeps alive what an answer needs to find its way, even when
/// the server is gone.
class HttpServer::Ticket final {
  public:
    Ticket(std::shared_ptr<Core> core, std::shared_ptr<Session::Slot> slot)
        : m_core(std::move(core)), m_slot(std::move(slot)) {}
    Ticket(const Ticket&) = delete;
    Ticket& operator=(const Ticket&) = delete;
    ~Ticket() { answer(refusal(500, Code::storeFailed, "a request was dropped")); }

    void answer(HttpResponse response) {
        if (m_used.exchange(true)) return;
        asio::post(m_slot->ready.get_executor(),
                   [slot = m_slot, response = std::move(response)]() mutable {
                       if (slot->response) return;
                       slot->response = std::move(response);
                       slot->ready.cancel();
                   });
    }

  private:
    std::shared_ptr<Core> m_core;  // before the slot, whose timer needs it to the end
    std::shared_ptr<Session::Slot> m_slot;
    std::atomic<bool> m_used = false;
};

/// Cancels what the connection is doing when the time comes. Unlike Beast's own time-outs this
/// leaves the connection open, so that 408 can still be said.
void HttpServer::Session::limitTo(SteadyTime until) {
    const std::uint64_t round = ++m_round;
    m_expired = false;
    m_timer.expires_at(until);
    m_timer.async_wait([weak = weak_from_this(), round](const error_code& error) {
        const auto self = weak.lock();
        if (error || !self || self->m_round != round) return;
        self->m_expired = true;
        self->m_stream.lowest_layer().cancel();
    });
}

SteadyTime HttpServer::Session::rateLimit(SteadyTime begun, std::size_t bytes) const {
    return begun + m_core.limits.bodyTime + milliseconds(bytes * 1'000 / m_core.limits.rate);
}

asio::awaitable<void> HttpServer::Session::run(std::shared_ptr<Session> /*livesAsLong*/) {
    error_code error;
    limitTo(after(m_core.limits.headerTime));
    co_await m_stream.async_handshake(asio::ssl::stream_base::server,
                                      asio::redirect_error(asio::use_awaitable, error));
    if (error || m_expired) co_return;

    for (std::size_t served = 1; !m_core.stopping; ++served) {
        const bool more = co_await waitForRequest();
        if (!more) break;
        Parser parser;
        HttpRequest request;
        const int refused = co_await readRequest(parser, request);
        if (refused > 0) {
            const bool said = co_await write(refusalFor(refused), false, false);
            if (said) co_await linger();
        }
        if (refused != 0) break;
        const auto& message = parser.get();
        const bool whole = parser.is_done();  // else its sink wanted no more of it
        const bool keepOpen = whole && message.keep_alive() && served < m_core.limits.requests;
        const bool head = message.method() == http::verb::head;
        m_answering = true;
        HttpResponse response = co_await ask(std::move(request));
        const bool written =
            co_await write(std::move(response), keepOpen && !m_core.stopping, head);
        m_answering = false;
        if (written && !whole) co_await linger();
        if (!written || !keepOpen) break;
    }
    co_await close();
}

/// True once there are bytes to look at.
asio::awaitable<bool> HttpServer::Session::waitForRequest() {
    if (m_buffer.size() > 0) co_return true;  // sent ahead
    error_code error;
    limitTo(after(m_core.limits.idleTime));
    const auto space = m_buffer.prepare(8 * 1024);
    const std::size_t read =
        co_await m_stream.async_read_some(space, asio::redirect_error(asio::use_awaitable, error));
    if (error || m_expired) co_return false;
    m_buffer.commit(read);
    co_return true;
}

int HttpServer::Session::statusFor(const error_code& error) const {
    if (m_expired) return 408;
    if (error == http::error::header_limit || error == http::error::buffer_overflow) return 431;
    if (error == http::error::body_limit) return 413;
    // Everything else that the parser objects to is not HTTP as we speak it.
    if (error.category() == make_error_code(http::error::bad_method).category() &&
        error != http::error::end_of_stream && error != http::error::partial_message)
        return 400;
    return -1;
}

/// 0 when the request is whole, a status to refuse it with, or -1 when nobody is there any more.
asio::awaitable<int> HttpServer::Session::readRequest(Parser& parser, HttpRequest& request) {
    parser.header_limit(static_cast<std::uint32_t>(m_core.limits.header));
    parser.body_limit(boost::none);  // until it is known where the body goes
    error_code error;
    limitTo(after(m_core.limits.headerTime));
    while (!parser.is_header_done()) {
        co_await http::async_read_some(m_stream, m_buffer, parser,
                                       asio::redirect_error(asio::use_awaitable, error));
        if (error || m_expired) co_return statusFor(error);
    }
    const auto& header = parser.get();
    if (header.version() >= 11 && header.count(http::field::host) != 1) co_return 400;
    request.method = bytesOf(header.method_string());
    request.target = bytesOf(header.target());
    for (const auto& field : header)
        request.headers.add(bytesOf(field.name_string()), bytesOf(field.value()));
    BodyPlan plan{{}, m_core.limits.body};
    if (m_core.bodyFor) plan = m_core.bodyFor(request);
    request.sink = std::move(plan.sink);
    if (!request.sink) {
        parser.body_limit(plan.limit);
        if (parser.content_length().value_or(0) > plan.limit) co_return 413;
    }
    if (!parser.is_done() && header[http::field::expect] == "100-continue") {
        constexpr std::string_view goOn = "HTTP/1.1 100 Continue\r\n\r\n";
        co_await asio::async_write(m_stream, asio::buffer(goOn),
                                   asio::redirect_error(asio::use_awaitable, error));
        if (error || m_expired) co_return -1;
    }
    const int refused = co_await readBody(parser, request);
    co_return refused;
}

asio::awaitable<int> HttpServer::Session::readBody(Parser& parser, HttpRequest& request) {
    const SteadyTime begun = std::chrono::steady_clock::now();
    QByteArray& body = parser.get().body();
    if (request.sink) m_buffer.reserve(tlsRecord);
    std::size_t taken = 0;
    error_code error;
    while (true) {
        const bool whole = parser.is_done();
        if (request.sink && !body.isEmpty() && (whole || body.size() >= sinkPiece)) {
            taken += static_cast<std::size_t>(body.size());
            const Status wanted = request.sink->take(body);
            if (!wanted) co_return 0;
            body.resize(0);  // its room is used again
        }
        if (whole) break;
        limitTo(rateLimit(begun, taken + static_cast<std::size_t>(body.size())));
        co_await http::async_read_some(m_stream, m_buffer, parser,
                                       asio::redirect_error(asio::use_awaitable, error));
        if (error || m_expired) {
            // What came before the line broke need not come again.
            if (request.sink && !body.isEmpty()) (void)request.sink->take(body);
            co_return statusFor(error);
        }
    }
    if (request.sink)
        request.sink->end();
    else
        request.body = std::move(body);
    co_return 0;
}

asio::awaitable<HttpResponse> HttpServer::Session::ask(HttpRequest request) {
    auto slot = std::make_shared<Slot>(executor());
    slot->ready.expires_after(m_core.limits.answerTime);
    ++m_round;  // the time is now the answerer's
    {
        auto ticket = std::make_shared<Ticket>(m_core.shared_from_this(), slot);
        Reply reply = [ticket](HttpResponse response) { ticket->answer(std::move(response)); };
        ticket.reset();
        m_core.answer(std::move(request), std::move(reply));
    }
    error_code error;
    co_await slot->ready.async_wait(asio::redirect_error(asio::use_awaitable, error));
    if (!slot->response)
        slot->response = refusal(503, Code::storeFailed, "the answer took too long");
    HttpResponse response = std::move(*slot->response);
    co_return response;
}

asio::awaitable<bool> HttpServer::Session::write(HttpResponse response, bool keepOpen,
                                                 bool withoutBody) {
    http::response<Bytes> message(static_cast<http::status>(response.status), 11);
    message.reason(http::obsolete_reason(static_cast<http::status>(response.status)));
    for (const HttpHeaders::Field& field : response.headers)
        message.insert(viewOf(field.name), viewOf(field.value));
    message.set(http::field::date, httpDate(m_core.clock));
    if (response.status != 204)
        message.content_length(static_cast<std::uint64_t>(response.body.size()));
    message.keep_alive(keepOpen);
    if (!withoutBody && response.status != 204) message.body() = std::move(response.body);

    http::response_serializer<Bytes> serializer(message);
    const SteadyTime begun = std::chrono::steady_clock::now();
    std::size_t written = 0;
    error_code error;
    while (!serializer.is_done()) {
        limitTo(rateLimit(begun, written));
        written += co_await http::async_write_some(
            m_stream, serializer, asio::redirect_error(asio::use_awaitable, error));
        if (error || m_expired) co_return false;
    }
    co_return true;
}

/// To close on a client that is still sending would reset the connection and take the refusal with
/// it, so what comes is read and thrown away until the client has read and closed, or falls silent.
asio::awaitable<void> HttpServer::Session::linger() {
    error_code error;
    std::array<char, 16 * 1024> ignored{};
    const SteadyTime end = after(m_core.limits.bodyTime);
    while (!error && !m_expired && !m_core.stopping) {
        limitTo(std::min(end, after(m_core.limits.lingerTime)));
        co_await m_stream.async_read_some(asio::buffer(ignored),
                                          asio::redirect_error(asio::use_awaitable, error));
    }
}

/// Tells the client that this is the end, on both layers; a client that does not listen is not
/// waited for.
asio::awaitable<void> HttpServer::Session::close() {
    error_code error;
    limitTo(after(goodbyeTime));
    co_await m_stream.async_shutdown(asio::redirect_error(asio::use_awaitable, error));
    m_stream.next_layer().shutdown(tcp::socket::shutdown_both, error);
}

asio::awaitable<void> HttpServer::Core::accept() {
    asio::steady_timer pause(strand);
    while (!stopping) {
        error_code error;
        const Strand own(io.get_executor());
        tcp::socket socket =
            co_await acceptor.async_accept(own, asio::redirect_error(asio::use_awaitable, error));
        if (stopping || error == asio::error::operation_aborted) co_return;
        if (!error) {
            admit(std::move(socket));
            continue;
        }
        // Out of file descriptors, mostly: those who are connected will leave again.
        log::warning("a connection could not be taken", {{"error", error.value()}});
        pause.expires_after(acceptAgain);
        co_await pause.async_wait(asio::redirect_error(asio::use_awaitable, error));
    }
}

void HttpServer::Core::admit(tcp::socket socket) {
    error_code ignored;
    socket.set_option(tcp::no_delay(true), ignored);
    const auto peer = socket.remote_endpoint(ignored);
    const asio::ip::address from = networkOf(peer.address());
    const auto session = std::make_shared<Session>(*this, std::move(socket), from);
    {
        const std::lock_guard lock(mutex);
        const auto others = perAddress.find(from);
        const bool crowd =
            others != perAddress.end() && others->second >= limits.connectionsPerAddress;
        if (crowd || sessions.size() >= limits.connections) return;
        sessions.emplace(session.get(), session);
        ++perAddress[from];
    }
    asio::co_spawn(session->executor(), session->run(session), [](std::exception_ptr broken) {
        if (broken) log::warning("a connection ended by an exception");
    });
}

void HttpServer::Core::leave(const Session* session, const asio::ip::address& from) {
    const std::lock_guard lock(mutex);
    // One that was closed at once never was among them.
    if (sessions.erase(session) == 0) return;
    if (--perAddress[from] == 0) perAddress.erase(from);
    left.notify_all();
}

Status HttpServer::Core::open(const Options& options) {
    constexpr char during[] = "start the store";
    const TlsIdentity& identity = options.identity;
    error_code error;
    tls.set_options(asio::ssl::context::default_workarounds | asio::ssl::context::no_compression);
    if (SSL_CTX_set_min_proto_version(tls.native_handle(), TLS1_3_VERSION) != 1)
        return fail(Code::unsupported, during, "no TLS 1.3");
    tls.use_certificate_chain(asio::buffer(viewOf(identity.certificateChain)), error);
    if (!error)
        tls.use_private_key(asio::buffer(identity.privateKey.data(), identity.privateKey.size()),
                            asio::ssl::context::pem, error);
    if (error || SSL_CTX_check_private_key(tls.native_handle()) != 1) {
        ERR_clear_error();
        return fail(Code::damaged, during, "the TLS identity");
    }

    const auto address = asio::ip::make_address(options.address.toStdString(), error);
    if (error) return fail(Code::badInput, during, "the address");
    const tcp::endpoint endpoint(address, options.port);
    acceptor.open(endpoint.protocol(), error);
    if (!error) acceptor.set_option(tcp::acceptor::reuse_address(true), error);
    if (!error) acceptor.bind(endpoint, error);
    if (!error) acceptor.listen(asio::socket_base::max_listen_connections, error);
    if (!error) port = acceptor.local_endpoint(error).port();
    const std::string where = "port " + std::to_string(options.port) + " at " + address.to_string();
    if (error == asio::error::address_in_use) return fail(Code::inUse, during, where);
    if (error == asio::error::access_denied) return fail(Code::notAllowed, during, where);
    if (error) return fail(Code::badInput, during, error.message());
    return {};
}

Result<std::unique_ptr<HttpServer>> HttpServer::start(const Options& options, Answer answer) {
    check(options.threads > 0 && options.limits.rate > 0, "a server has a thread and a rate");
    auto core = std::make_shared<Core>(options, std::move(answer));
    TRY_OK(core->open(options));
    asio::co_spawn(core->strand, core->accept(), asio::detached);
    for (int i = 0; i < options.threads; ++i)
        core->threads.emplace_back([&io = core->io] { io.run(); });
    return std::unique_ptr<HttpServer>(new HttpServer(std::move(core)));
}

HttpServer::~HttpServer() {
    stop();
}

std::uint16_t HttpServer::port() const {
    return m_core->port;
}

std::size_t HttpServer::connections() const {
    const std::lock_guard lock(m_core->mutex);
    return m_core->sessions.size();
}

void HttpServer::stop() {
    Core& core = *m_core;
    if (core.threads.empty()) return;
    core.stopping = true;
    asio::post(core.strand, [&core] {
        error_code ignored;
        core.acceptor.close(ignored);
    });
    std::vector<std::shared_ptr<Session>> open;
    {
        const std::lock_guard lock(core.mutex);
        for (const auto& [key, weak] : core.sessions)
            if (auto session = weak.lock()) open.push_back(std::move(session));
    }
    // Outside the lock, because a session that ends here takes it.
    for (auto& session : open)
        asio::post(session->executor(), [session] { session->endUnlessAnswering(); });
    open.clear();
    {
        std::unique_lock lock(core.mutex);
        core.left.wait_for(lock, core.limits.stopTime, [&core] { return core.sessions.empty(); });
    }
    core.io.stop();
    for (std::thread& thread : core.threads) thread.join();
    core.threads.clear();
}

}  // namespace candour
