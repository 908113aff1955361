// The server's edge over real TLS: good requests by the product's own client, bad ones by hand.
#include "platform/http/client.h"
#include "platform/http/server.h"
#include "tests/support/certificates.h"
#include "tests/support/relay.h"

#include <QElapsedTimer>
#include <QNetworkProxy>
#include <QSslSocket>
#include <QTest>
#include <QTimer>

#include <atomic>
#include <mutex>
#include <thread>

using namespace candour;
using namespace candour::test;
using namespace std::chrono_literals;

Q_DECLARE_METATYPE(std::chrono::milliseconds)

namespace {

constexpr auto patience = 20'000;

void echo(HttpRequest request, const HttpServer::Reply& reply) {
    HttpResponse response{200, {{"Content-Type", "application/cbor"}}, request.body};
    response.headers.add("X-Method", request.method);
    response.headers.add("X-Target", request.target);
    response.headers.add("X-Asked", request.headers.value("x-asked"));
    reply(std::move(response));
}

/// Counts what it is given, and wants no more after `most`.
class Counter final : public BodySink {
  public:
    explicit Counter(std::size_t most) : m_most(most) {}
    Status take(QByteArrayView piece) override {
        largest = std::max(largest, static_cast<std::size_t>(piece.size()));
        taken += static_cast<std::size_t>(piece.size());
        return taken > m_most ? fail(Code::tooLarge, "count") : Status();
    }
    void end() override { ended = true; }
    std::atomic<std::size_t> taken = 0;
    std::size_t largest = 0;
    std::atomic<bool> ended = false;

  private:
    std::size_t m_most;
};

}  // namespace

class TestHttpServer : public QObject {
    Q_OBJECT
  private Q_SLOTS:
    void requestAndAnswer_travelWhole();
    void answer_mayComeFromAnotherThread();
    void answer_thatIsDropped_is500();
    void answer_thatNeverComes_is503();
    void answer_afterTheServerIsGone_isSafe();
    void oneConnection_servesManyRequests();
    void requestsSentAhead_areAnsweredInOrder();
    void hundredConnections_areAllServed();
    void connectionsOverTheLimit_areClosed_andLaterOnesServed();
    void oneAddressOverItsLimit_keepsNobodyElseOut();
    void requestsOverTheLimitOfAConnection_areToldToCloseFirst();
    void badRequest_isRefused_andTheConnectionCloses_data();
    void badRequest_isRefused_andTheConnectionCloses();
    void slowRequest_is408_data();
    void slowRequest_is408();
    void tricklingBody_isCut();
    void idleConnection_isClosed();
    void bodyAtTheLimit_isTaken();
    void expect100_isAnswered();
    void headRequest_getsNoBody();
    void largeAnswer_streamsOut();
    void answerThatNobodyReads_isGivenUp();
    void cutWhileUploading_leavesTheServerServing();
    void bodyForASink_isNeverInMemory();
    void bodyForASink_hasNoOtherLimit_andOneWithoutHasTheLimitOfItsHeader();
    void bodyThatASinkRefuses_isAnsweredBeforeItEnds();
    void bodyThatIsCut_leavesItsSinkWithoutAnEnd();
    void oldTls_isRefused();
    void start_withBadOptions_saysSo();
    void stop_finishesAnswersInFlight_andIsQuick();

  private:
    std::unique_ptr<HttpServer> serve(const HttpServer::Answer& answer = echo,
                                      const HttpLimits& limits = {}) {
        auto server = HttpServer::start(
            {.identity = m_good.identity, .clock = m_clock, .limits = limits}, answer);
        return server ? std::move(*server) : nullptr;
    }
    std::unique_ptr<HttpServer> serveInto(const std::shared_ptr<Counter>& sink) {
        auto server = HttpServer::start({.identity = m_good.identity,
                                         .clock = m_clock,
                                         .bodyFor = [sink](const HttpRequest& head) -> BodyPlan {
                                             if (head.method == "PATCH") return {sink};
                                             return {{}, 1'000};
                                         }},
                                        echo);
        return server ? std::move(*server) : nullptr;
    }
    std::unique_ptr<HttpClient> client(quint16 port, std::size_t bodyLimit = limits::responseBody) {
        return HttpClient::create({.host = "127.0.0.1",
                                   .port = port,
                                   .authorityPem = m_good.authorityPem,
                                   .proxy = Proxy::none,
                                   .bodyLimit = bodyLimit})
            .value();
    }
    static Result<HttpResponse> ask(HttpTransport& transport, HttpRequest request) {
        std::optional<Result<HttpResponse>> result;
        transport.send(std::move(request), [&](Result<HttpResponse> got) { result = got; });
        if (!QTest::qWaitFor([&] { return result.has_value(); }, patience))
            return fail(Code::cancelled, "wait", "no answer in the test's time");
        return *result;
    }
    /// A connection by hand, encrypted.
    std::unique_ptr<QSslSocket> connectTo(quint16 port, const char* from = "127.0.0.1") {
        auto socket = std::make_unique<QSslSocket>();
        socket->bind(QHostAddress(QLatin1String(from)));
        socket->setProxy(QNetworkProxy::NoProxy);
        socket->setPeerVerifyMode(QSslSocket::VerifyNone);
        socket->connectToHostEncrypted(QStringLiteral("127.0.0.1"), port);
        const bool done = QTest::qWaitFor([&] { return socket->isEncrypted(); }, patience);
        return done ? std::move(socket) : nullptr;
    }
    /// Everything the server says until it closes.
    static QByteArray untilClosed(QSslSocket& socket) {
        const bool closed = QTest::qWaitFor(
            [&] { return socket.state() == QAbstractSocket::UnconnectedState; }, patience);
        return closed ? socket.readAll() : QByteArray("still open");
    }

    SystemClock m_clock;
    SystemRandom m_random;
    Pinned m_good = issue(m_clock, m_random);
};

void TestHttpServer::requestAndAnswer_travelWhole() {
    const auto server = serve();
    const auto store = client(server->port());
    const QByteArray body = m_random.bytes(1'000'000);
    const auto result =
        ask(*store, {"PATCH", "/a/b?c=d", {{"X-Asked", "one"}, {"Content-Type", "x/y"}}, body});
    QVERIFY2(result, result ? "" : result.error().detail.c_str());
    QCOMPARE(result->body, body);
    QCOMPARE(result->headers.value("X-Method"), QByteArray("PATCH"));
    QCOMPARE(result->headers.value("X-Target"), QByteArray("/a/b?c=d"));
    QCOMPARE(result->headers.value("X-Asked"), QByteArray("one"));
    QVERIFY(result->headers.value("Date").endsWith(" GMT"));
}

void TestHttpServer::answer_mayComeFromAnotherThread() {
    std::vector<std::thread> threads;
    std::mutex mutex;
    const auto server = serve([&](HttpRequest request, HttpServer::Reply reply) {
        const std::lock_guard lock(mutex);
        threads.emplace_back([request = std::move(request), reply = std::move(reply)] {
            reply({200, {{"Content-Type", "text/plain"}}, request.target});
            reply({500, {}, {}});  // a second one changes nothing
        });
    });
    const auto store = client(server->port());
    for (int i = 0; i < 20; ++i) {
        const QByteArray target = "/" + QByteArray::number(i);
        const auto result = ask(*store, {"GET", target, {}, {}});
        QVERIFY(result);
        QCOMPARE(result->body, target);
    }
    const std::lock_guard lock(mutex);
    for (std::thread& thread : threads) thread.join();
}

void TestHttpServer::answer_thatIsDropped_is500() {
    const auto server = serve([](const HttpRequest&, const HttpServer::Reply&) {});
    const auto store = client(server->port());
    const auto result = ask(*store, {"GET", "/", {}, {}});
    QVERIFY(!result);
    QCOMPARE(result.error().code, Code::storeFailed);
}

void TestHttpServer::answer_thatNeverComes_is503() {
    HttpServer::Reply kept;
    const auto server =
        serve([&](const HttpRequest&, const HttpServer::Reply& reply) { kept = reply; },
              {.answerTime = 200ms});
    const auto store = client(server->port());
    const auto result = ask(*store, {"GET", "/", {}, {}});
    QVERIFY(!result);
    QCOMPARE(result.error().code, Code::storeFailed);
    QVERIFY(QByteArray(result.error().detail.c_str()).contains("too long"));
    kept({200, {}, {}});  // too late, and harmless
}

void TestHttpServer::answer_afterTheServerIsGone_isSafe() {
    HttpServer::Reply kept;
    std::atomic<bool> asked = false;
    {
        const auto server = serve(
            [&](const HttpRequest&, const HttpServer::Reply& reply) {
                kept = reply;
                asked = true;
            },
            {.stopTime = 100ms});
        const auto store = client(server->port());
        store->send({"GET", "/", {}, {}}, [](const auto&) {});
        QTRY_VERIFY_WITH_TIMEOUT(asked, patience);
    }
    kept({200, {}, {}});
    kept = {};
}

void TestHttpServer::oneConnection_servesManyRequests() {
    const auto server = serve();
    Relay relay(server->port());
    const auto store = client(relay.port());
    for (int i = 0; i < 50; ++i) QVERIFY(ask(*store, {"POST", "/", {}, "x"}));
    QCOMPARE(relay.connections(), 1);

    int answers = 0;
    for (int i = 0; i < 200; ++i)
        store->send({"POST", "/", {}, "y"}, [&](const auto& result) { answers += result ? 1 : 0; });
    QTRY_COMPARE_WITH_TIMEOUT(answers, 200, patience);
    QVERIFY(relay.connections() <= 6);
}

void TestHttpServer::requestsSentAhead_areAnsweredInOrder() {
    const auto server = serve();
    const auto socket = connectTo(server->port());
    QVERIFY(socket);
    QByteArray requests;
    for (int i = 0; i < 20; ++i)
        requests += "POST /" + QByteArray::number(i) + " HTTP/1.1\r\nHost: a\r\n" +
                    (i == 19 ? "Connection: close\r\n" : "") + "Content-Length: 3\r\n\r\nabc";
    socket->write(requests);
    const QByteArray answers = untilClosed(*socket);
    qsizetype at = 0;
    for (int i = 0; i < 20; ++i) {
        at = answers.indexOf("X-Target: /" + QByteArray::number(i) + "\r\n", at);
        QVERIFY(at > 0);
    }
}

void TestHttpServer::hundredConnections_areAllServed() {
    const auto server = serve();
    std::vector<std::unique_ptr<HttpClient>> clients;
    int answers = 0;
    for (int i = 0; i < 100; ++i) {
        clients.push_back(client(server->port()));
        clients.back()->send({"POST", "/", {}, QByteArray(10'000, 'x')},
                             [&](const auto& result) { answers += result ? 1 : 0; });
    }
    QTRY_COMPARE_WITH_TIMEOUT(answers, 100, patience);
    QCOMPARE(server->connections(), 100U);
    clients.clear();
    QTRY_COMPARE_WITH_TIMEOUT(server->connections(), 0U, patience);
}

void TestHttpServer::connectionsOverTheLimit_areClosed_andLaterOnesServed() {
    const auto server = serve(echo, {.connections = 2});
    auto first = connectTo(server->port());
    auto second = connectTo(server->port());
    QVERIFY(first && second);
    const auto store = client(server->port());
    const auto refused = ask(*store, {"GET", "/", {}, {}});
    QVERIFY(!refused);
    QCOMPARE(refused.error().worthRetrying(), true);
    first.reset();
    QTRY_COMPARE_WITH_TIMEOUT(server->connections(), 1U, patience);
    QVERIFY(ask(*store, {"GET", "/", {}, {}}));
}

void TestHttpServer::oneAddressOverItsLimit_keepsNobodyElseOut() {
    const auto server = serve(echo, {.connectionsPerAddress = 2});
    auto first = connectTo(server->port());
    const auto second = connectTo(server->port());
    QVERIFY(first && second);
    QVERIFY(!ask(*client(server->port()), {"GET", "/", {}, {}}));
    QVERIFY(connectTo(server->port(), "127.0.0.2"));
    first.reset();
    QTRY_VERIFY_WITH_TIMEOUT(server->connections() < 2, patience);
    QVERIFY(ask(*client(server->port()), {"GET", "/", {}, {}}));
}

void TestHttpServer::requestsOverTheLimitOfAConnection_areToldToCloseFirst() {
    const auto server = serve(echo, {.requests = 2});
    Relay relay(server->port());
    const auto store = client(relay.port());
    for (int i = 0; i < 4; ++i) QVERIFY(ask(*store, {"GET", "/", {}, {}}));
    QCOMPARE(relay.connections(), 2);
}

void TestHttpServer::badRequest_isRefused_andTheConnectionCloses_data() {
    QTest::addColumn<QByteArray>("request");
    QTest::addColumn<int>("status");
    const QByteArray post = "POST / HTTP/1.1\r\nHost: a\r\n";
    QTest::newRow("a huge header")
        << "GET / HTTP/1.1\r\nHost: a\r\nX: " + QByteArray(20'000, 'x') + "\r\n\r\n"
        << 431;
    QTest::newRow("a header without end")
        << "GET / HTTP/1.1\r\nHost: a\r\n" + QByteArray("X: y\r\n").repeated(40'000) << 431;
    QTest::newRow("a huge target") << "GET /" + QByteArray(200'000, 'x') << 431;
    QTest::newRow("a huge body announced") << post + "Content-Length: 2147483648\r\n\r\nxx" << 413;
    QTest::newRow("a huge body in chunks")
        << post + "Transfer-Encoding: chunked\r\n\r\n" +
               ("1000\r\n" + QByteArray(0x1000, 'x') + "\r\n").repeated(20)
        << 413;
    QTest::newRow("a length beyond numbers")
        << post + "Content-Length: 99999999999999999999999\r\n\r\nxx" << 400;
    QTest::newRow("two lengths") << post + "Content-Length: 1\r\nContent-Length: 2\r\n\r\nxx"
                                 << 400;
    QTest::newRow("a length and chunks")
        << post + "Content-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"
        << 400;
    QTest::newRow("no host") << QByteArray("GET / HTTP/1.1\r\n\r\n") << 400;
    QTest::newRow("two hosts") << QByteArray("GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n") << 400;
    QTest::newRow("garbage") << QByteArray("\x01\x02\x03\r\n\r\n") << 400;
    QTest::newRow("another version") << QByteArray("GET / HTTP/7.3\r\nHost: a\r\n\r\n") << 400;
}

void TestHttpServer::badRequest_isRefused_andTheConnectionCloses() {
    QFETCH(QByteArray, request);
    QFETCH(int, status);
    std::atomic<bool> asked = false;
    const auto server = serve(
        [&](const HttpRequest&, const HttpServer::Reply& reply) {
            asked = true;
            reply({});
        },
        {.body = 64 * 1024, .lingerTime = 100ms});
    const auto socket = connectTo(server->port());
    QVERIFY(socket);
    socket->write(request);
    const QByteArray answer = untilClosed(*socket);
    QVERIFY2(answer.startsWith("HTTP/1.1 " + QByteArray::number(status)), answer.constData());
    QVERIFY(answer.contains("Connection: close\r\n"));
    QVERIFY(answer.contains(problemType));
    QVERIFY(!asked);
    const auto store = client(server->port());
    QVERIFY(ask(*store, {"GET", "/", {}, {}}));  // and others are served
}

void TestHttpServer::slowRequest_is408_data() {
    QTest::addColumn<QByteArray>("beginning");
    QTest::newRow("in the header") << QByteArray("GET / HTTP/1.1\r\nHo");
    QTest::newRow("in the body") << QByteArray(
        "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n\r\nxx");
}

void TestHttpServer::slowRequest_is408() {
    QFETCH(QByteArray, beginning);
    const auto server = serve(echo, {.headerTime = 1s, .bodyTime = 300ms, .lingerTime = 100ms});
    const auto socket = connectTo(server->port());
    QVERIFY(socket);
    socket->write(beginning);
    QVERIFY(untilClosed(*socket).startsWith("HTTP/1.1 408 "));
}

void TestHttpServer::tricklingBody_isCut() {
    // Always some progress, never enough: ten bytes each 20 ms where 4,096 a second are asked for.
    const auto server = serve(echo, {.bodyTime = 300ms, .lingerTime = 100ms});
    const auto socket = connectTo(server->port());
    QVERIFY(socket);
    socket->write("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1000000\r\n\r\n");
    QTimer drip;
    connect(&drip, &QTimer::timeout, socket.get(), [&] { socket->write("xxxxxxxxxx"); });
    drip.start(20ms);
    QVERIFY(untilClosed(*socket).startsWith("HTTP/1.1 408 "));
}

void TestHttpServer::idleConnection_isClosed() {
    const auto server = serve(echo, {.idleTime = 200ms});
    const auto fresh = connectTo(server->port());
    const auto used = connectTo(server->port());
    QVERIFY(fresh && used);
    used->write("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
    QVERIFY(untilClosed(*used).startsWith("HTTP/1.1 200 "));
    QCOMPARE(untilClosed(*fresh), QByteArray());
    QTRY_COMPARE_WITH_TIMEOUT(server->connections(), 0U, patience);
}

void TestHttpServer::bodyAtTheLimit_isTaken() {
    const auto server = serve(echo, {.body = 100'000});
    const auto store = client(server->port());
    QVERIFY(ask(*store, {"POST", "/", {}, QByteArray(100'000, 'x')}));
    const auto over = ask(*store, {"POST", "/", {}, QByteArray(100'001, 'x')});
    QVERIFY(!over);
    QCOMPARE(over.error().code, Code::tooLarge);
    const auto farOver = ask(*store, {"POST", "/", {}, QByteArray(4'000'000, 'x')});
    QVERIFY(!farOver);
    QCOMPARE(farOver.error().name(), Error({Code::tooLarge, {}}).name());
}

void TestHttpServer::expect100_isAnswered() {
    const auto server = serve();
    const auto socket = connectTo(server->port());
    QVERIFY(socket);
    socket->write(
        "POST / HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nConnection: close\r\n"
        "Content-Length: 3\r\n\r\n");
    QTRY_VERIFY_WITH_TIMEOUT(socket->bytesAvailable() > 0, patience);
    QVERIFY(socket->readAll().startsWith("HTTP/1.1 100 "));
    socket->write("abc");
    QVERIFY(untilClosed(*socket).endsWith("\r\n\r\nabc"));
}

void TestHttpServer::headRequest_getsNoBody() {
    const auto server = serve([](const HttpRequest&, const HttpServer::Reply& reply) {
        reply({200, {}, "twelve bytes"});
    });
    const auto socket = connectTo(server->port());
    QVERIFY(socket);
    socket->write("HEAD / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
    const QByteArray answer = untilClosed(*socket);
    QVERIFY(answer.contains("Content-Length: 12\r\n"));
    QVERIFY(answer.endsWith("\r\n\r\n"));
}

void TestHttpServer::largeAnswer_streamsOut() {
    const QByteArray large = m_random.bytes(30'000'000);
    const auto server = serve([&](const HttpRequest&, const HttpServer::Reply& reply) {
        reply({200, {{"Content-Type", "application/cbor"}}, large});
    });
    const auto store = client(server->port(), 200'000'000);
    const auto result = ask(*store, {"GET", "/", {}, {}});
    QVERIFY2(result, result ? "" : result.error().detail.c_str());
    QVERIFY(result->body == large);
}

void TestHttpServer::answerThatNobodyReads_isGivenUp() {
    const QByteArray large(50'000'000, 'x');
    std::atomic<bool> asked = false;
    const auto server = serve(
        [&](const HttpRequest&, const HttpServer::Reply& reply) {
            asked = true;
            reply({200, {}, large});
        },
        {.rate = 1'000'000'000, .bodyTime = 300ms});
    Relay relay(server->port());
    relay.stallAfter(Relay::Direction::down, 100'000);
    const auto store = client(relay.port(), 100'000'000);
    store->send({"GET", "/", {}, {}}, [](const auto&) {});
    QTRY_VERIFY_WITH_TIMEOUT(asked, patience);
    QTRY_COMPARE_WITH_TIMEOUT(server->connections(), 0U, patience);
}

void TestHttpServer::cutWhileUploading_leavesTheServerServing() {
    std::atomic<int> asked = 0;
    const auto server = serve([&](HttpRequest request, const HttpServer::Reply& reply) {
        ++asked;
        echo(std::move(request), reply);
    });
    Relay relay(server->port());
    const auto store = client(relay.port());
    // Qt tries a broken connection again by itself, so every try is cut.
    relay.cutAfter(Relay::Direction::up, 200'000, 20);
    const auto result = ask(*store, {"POST", "/", {}, QByteArray(1'000'000, 'x')});
    QVERIFY(!result);
    QCOMPARE(result.error().code, Code::offline);
    QCOMPARE(asked, 0);  // half a request is none
    QVERIFY(relay.cuts() >= 1);
    relay.heal();
    QVERIFY(ask(*store, {"POST", "/", {}, QByteArray(1'000'000, 'x')}));
    QCOMPARE(asked, 1);
}

void TestHttpServer::bodyForASink_isNeverInMemory() {
    const auto sink = std::make_shared<Counter>(SIZE_MAX);
    const auto server = serveInto(sink);
    const auto store = client(server->port());
    const std::size_t size = 5 * limits::requestBody;
    const auto result =
        ask(*store, {"PATCH", "/", {}, QByteArray(static_cast<qsizetype>(size), 'x')});
    QVERIFY2(result, result ? "" : result.error().detail.c_str());
    QCOMPARE(sink->taken.load(), size);
    QVERIFY(sink->ended);
    QVERIFY(sink->largest <= 128 * 1024);
    QVERIFY(result->body.isEmpty());
    // The next one on the same connection is an ordinary request again.
    QCOMPARE(ask(*store, {"POST", "/", {{"Content-Type", "x/y"}}, "words"})->body,
             QByteArray("words"));
    QCOMPARE(sink->taken.load(), size);
}

void TestHttpServer::bodyForASink_hasNoOtherLimit_andOneWithoutHasTheLimitOfItsHeader() {
    const auto sink = std::make_shared<Counter>(SIZE_MAX);
    const auto server = serveInto(sink);
    const auto store = client(server->port());
    QVERIFY(ask(*store, {"PATCH", "/", {}, QByteArray(2'000, 'x')}));
    QCOMPARE(sink->taken.load(), std::size_t{2'000});
    QVERIFY(ask(*store, {"POST", "/", {}, QByteArray(1'000, 'x')}));
    const auto refused = ask(*store, {"POST", "/", {}, QByteArray(1'001, 'x')});
    QVERIFY(!refused || refused->status == 413);
    // Nor one whose length is not said beforehand.
    const auto socket = connectTo(server->port());
    QVERIFY(socket);
    socket->write("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n5dc\r\n" +
                  QByteArray(1'500, 'x') + "\r\n0\r\n\r\n");
    const QByteArray said = untilClosed(*socket);
    QVERIFY2(said.startsWith("HTTP/1.1 413"), said.left(200).constData());
}

void TestHttpServer::bodyThatASinkRefuses_isAnsweredBeforeItEnds() {
    const auto sink = std::make_shared<Counter>(100'000);
    const auto server = serveInto(sink);
    const auto socket = connectTo(server->port());
    QVERIFY(socket);
    socket->write("PATCH / HTTP/1.1\r\nHost: a\r\nContent-Length: 900000000\r\n\r\n" +
                  QByteArray(200'000, 'x'));
    const QByteArray said = untilClosed(*socket);
    QVERIFY2(said.startsWith("HTTP/1.1 200"), said.left(200).constData());
    QVERIFY(said.contains("Connection: close"));
    QVERIFY(!sink->ended);
    QVERIFY(sink->taken < 400'000);
}

void TestHttpServer::bodyThatIsCut_leavesItsSinkWithoutAnEnd() {
    const auto sink = std::make_shared<Counter>(SIZE_MAX);
    const auto server = serveInto(sink);
    const auto socket = connectTo(server->port());
    QVERIFY(socket);
    socket->write("PATCH / HTTP/1.1\r\nHost: a\r\nContent-Length: 500000\r\n\r\n" +
                  QByteArray(200'000, 'x'));
    QTRY_VERIFY_WITH_TIMEOUT(sink->taken > 0, patience);
    QVERIFY(sink->largest <= 128 * 1024);
    socket->disconnectFromHost();
    QTRY_COMPARE_WITH_TIMEOUT(server->connections(), std::size_t{0}, patience);
    // What came is kept, up to the last byte: it need not come again.
    QCOMPARE(sink->taken.load(), std::size_t{200'000});
    QVERIFY(!sink->ended);
}

void TestHttpServer::oldTls_isRefused() {
    const auto server = serve();
    QSslSocket socket;
    socket.setProxy(QNetworkProxy::NoProxy);
    socket.setPeerVerifyMode(QSslSocket::VerifyNone);
    socket.setProtocol(QSsl::TlsV1_2);
    socket.connectToHostEncrypted(QStringLiteral("127.0.0.1"), server->port());
    QTRY_COMPARE_WITH_TIMEOUT(socket.error(), QAbstractSocket::SslHandshakeFailedError, patience);
}

void TestHttpServer::start_withBadOptions_saysSo() {
    const auto code = [](const HttpServer::Options& options) {
        const auto server = HttpServer::start(options, echo);
        return server ? std::string("none") : std::string(server.error().name());
    };
    const auto server = serve();
    QCOMPARE(code({.port = server->port(), .identity = m_good.identity, .clock = m_clock}),
             std::string("in-use"));
    QCOMPARE(code({.address = "store", .identity = m_good.identity, .clock = m_clock}),
             std::string("bad-input"));
    QCOMPARE(code({.address = "192.0.2.1", .identity = m_good.identity, .clock = m_clock}),
             std::string("bad-input"));
    const Pinned other = issue(m_clock, m_random);
    const TlsIdentity mixed{m_good.identity.certificateChain, other.identity.privateKey.clone()};
    QCOMPARE(code({.identity = mixed, .clock = m_clock}), std::string("damaged"));
}

void TestHttpServer::stop_finishesAnswersInFlight_andIsQuick() {
    std::atomic<int> asked = 0;
    std::mutex mutex;
    std::vector<HttpServer::Reply> kept;
    const auto server = serve([&](const HttpRequest&, HttpServer::Reply reply) {
        const std::lock_guard lock(mutex);
        kept.push_back(std::move(reply));
        ++asked;
    });
    const auto idle = connectTo(server->port());
    const auto half = connectTo(server->port());
    QVERIFY(idle && half);
    half->write("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n\r\nxx");
    const auto store = client(server->port());
    std::optional<Result<HttpResponse>> result;
    store->send({"GET", "/", {}, {}}, [&](const auto& got) { result = got; });
    QTRY_COMPARE_WITH_TIMEOUT(asked, 1, patience);
    // The reply comes while stop() waits for it.
    std::thread later([&] {
        while (server->connections() > 1) std::this_thread::yield();
        const std::lock_guard lock(mutex);
        kept.front()({200, {{"Content-Type", "text/plain"}}, "in flight"});
        kept.clear();
    });
    QElapsedTimer time;
    time.start();
    server->stop();
    const qint64 took = time.elapsed();
    later.join();
    QTRY_VERIFY_WITH_TIMEOUT(result.has_value(), patience);
    QVERIFY2(*result, *result ? "" : result->error().detail.c_str());
    QCOMPARE((*result)->body, QByteArray("in flight"));
    QVERIFY2(took < 3'000, qPrintable(QString::number(took)));
    QCOMPARE(server->connections(), 0U);
}

QTEST_GUILESS_MAIN(TestHttpServer)
#include "tst_httpserver.moc"
