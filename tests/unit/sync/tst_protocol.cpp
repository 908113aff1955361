#include "platform/http/server.h"
#include "platform/tls/authority.h"
#include "tests/support/centre.h"
#include "tests/unit/sync/examples.h"

#include <QFile>
#include <QRegularExpression>
#include <QSslConfiguration>
#include <QSslSocket>
#include <QTest>

#include <mutex>

using namespace candour;

namespace {

/// One request that openapi.yaml shows: `x-example` of an operation.
struct Shown {
    QByteArray method;
    QByteArray path;
    QMap<QByteArray, QByteArray> says;

    [[nodiscard]] int step() const { return says.value("step").toInt(); }
};

/// In the order of their steps. An example is one line, {name: value, …}, below its operation.
std::vector<Shown> examplesOfTheDescription() {
    QFile file(QStringLiteral(CANDOUR_SOURCES "/sync/openapi.yaml"));
    if (!file.open(QIODevice::ReadOnly)) qFatal("cannot read openapi.yaml");
    static const QRegularExpression entry(QStringLiteral("([a-z-]+): (?:\"([^\"]*)\"|([^,}]+))"));
    std::vector<Shown> all;
    QByteArray path;
    QByteArray method;
    for (const QByteArray& line : file.readAll().split('\n')) {
        if (line.startsWith("  /")) path = line.trimmed().chopped(1);
        if (line.startsWith("    ") && !line.startsWith("     ") && line.endsWith(':'))
            method = line.trimmed().chopped(1).toUpper();
        if (!line.trimmed().startsWith("x-example:")) continue;
        Shown shown{method, path, {}};
        const QString text = QString::fromUtf8(line.mid(line.indexOf('{')));
        for (auto entries = entry.globalMatch(text); entries.hasNext();) {
            const auto match = entries.next();
            shown.says[match.captured(1).toLatin1()] =
                (match.captured(2) + match.captured(3)).toLatin1();
        }
        all.push_back(std::move(shown));
    }
    std::sort(all.begin(), all.end(),
              [](const Shown& a, const Shown& b) { return a.step() < b.step(); });
    return all;
}

struct Answer {
    int status = 0;
    QMap<QByteArray, QByteArray> headers;  // names in lower case
    QByteArray body;
};

}  // namespace

/// The requests that openapi.yaml shows, sent to a real store through TLS.
class ProtocolTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void everyOperation_showsARequest();
    void everyRequestThatIsShown_isAnsweredAsShown();
    void theSignedRequestOfTheProtocol_isGood();

  private:
    void serve();
    Answer ask(const HttpRequest& request);

    Examples m_examples;
    Centre m_centre;
    QByteArray m_authorityPem;
    SystemClock m_clock;  // of the connection; the store's own stands still
    std::optional<TlsIdentity> m_own;
    std::unique_ptr<HttpServer> m_server;
};

/// A store with one assessment, in which the examples' vault writes.
void ProtocolTest::serve() {
    const StoreKeys& keys = m_centre.shelf->keys();
    must(m_centre.shelf->keep(Person{m_examples.person, QStringLiteral("AW")}));
    must(m_centre.shelf->keep(
        Signed<Certificate>::make(m_examples.certificate.value, keys.signing)));
    must(m_centre.shelf->keep(Signed<Roster>::make(m_examples.roster.value, keys.signing)));
    // The store's own stands in its fixed time, which the connection would not believe.
    const auto authority = must(CertificateAuthority::create("Examples", m_clock, m_centre.random));
    m_authorityPem = authority.certificatePem();
    m_own.emplace(must(authority.issue({"127.0.0.1"}, m_clock, m_centre.random)));
    must(m_centre.api->learnTablets());
    m_server = must(
        HttpServer::start({"127.0.0.1",
                           0,
                           *m_own,
                           m_clock,
                           1,
                           {},
                           [this](const HttpRequest& head) { return m_centre.api->bodyFor(head); }},
                          [this](HttpRequest request, HttpServer::Reply reply) {
                              QMetaObject::invokeMethod(
                                  this,
                                  [this, request = std::move(request), reply = std::move(reply)] {
                                      reply(m_centre.api->answer(request));
                                  },
                                  Qt::QueuedConnection);
                          }));
}

/// The bytes of HTTP/1.1 as they are, so that nothing is added that the description does not show.
Answer ProtocolTest::ask(const HttpRequest& request) {
    QSslSocket socket;
    QSslConfiguration tls = QSslConfiguration::defaultConfiguration();
    tls.setCaCertificates(QSslCertificate::fromData(m_authorityPem));
    tls.setProtocol(QSsl::TlsV1_3);
    socket.setSslConfiguration(tls);
    socket.connectToHostEncrypted(QStringLiteral("127.0.0.1"), m_server->port());
    QByteArray text = request.method + ' ' + request.target + " HTTP/1.1\r\n";
    for (const HttpHeaders::Field& field : request.headers)
        text += field.name + ": " + field.value + "\r\n";
    text += "Content-Length: " + QByteArray::number(request.body.size()) +
            "\r\nConnection: close\r\n\r\n";
    connect(&socket, &QSslSocket::encrypted, &socket, [&] { socket.write(text + request.body); });
    QByteArray received;
    connect(&socket, &QSslSocket::readyRead, &socket, [&] { received += socket.readAll(); });
    bool over = false;
    connect(&socket, &QSslSocket::disconnected, &socket, [&] { over = true; });
    if (!QTest::qWaitFor([&] { return over; }, 20'000)) qFatal("the store did not answer");
    Answer answer;
    const qsizetype end = received.indexOf("\r\n\r\n");
    const auto lines = received.first(std::max<qsizetype>(end, 0)).split('\n');
    answer.status = lines.front().split(' ').value(1).toInt();
    for (const QByteArray& line : lines.mid(1))
        answer.headers[line.left(line.indexOf(':')).toLower()] =
            line.mid(line.indexOf(':') + 1).trimmed();
    answer.body = received.mid(end + 4);
    return answer;
}

void ProtocolTest::everyOperation_showsARequest() {
    QFile file(QStringLiteral(CANDOUR_SOURCES "/sync/openapi.yaml"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const qsizetype operations = file.readAll().count("\n      summary:");
    QCOMPARE(static_cast<qsizetype>(examplesOfTheDescription().size()), operations);
}

void ProtocolTest::everyRequestThatIsShown_isAnsweredAsShown() {
    serve();
    QByteArray address;
    for (const Shown& shown : examplesOfTheDescription()) {
        HttpRequest request;
        request.method = shown.method;
        request.target = shown.path;
        request.target.replace("/v1/blobs/{address}", address);
        if (shown.says.contains("query")) request.target += '?' + shown.says["query"];
        request.headers.set("Host", "store.example");
        for (const QByteArray& header : shown.says.value("headers").split(';'))
            if (const qsizetype equals = header.indexOf('='); equals > 0)
                request.headers.set(header.left(equals).trimmed(), header.mid(equals + 1));
        request.body = QByteArray::fromHex(shown.says.value("body"));
        if (shown.says.value("signed") == "true")
            signRequest(request, "store.example", m_examples.vault, m_examples.author,
                        m_examples.time);
        const Answer answer = ask(request);
        const QByteArray what = shown.method + ' ' + shown.path + ": " +
                                QByteArray::number(answer.status) + ' ' + answer.body.toHex();
        QVERIFY2(answer.status == shown.says.value("status").toInt(), what.constData());
        if (shown.says.contains("answer") && answer.body.toHex() != shown.says["answer"]) {
            // Longer than a test's message may be.
            qWarning("now answered: %s", what.constData());
            QFAIL("it is answered otherwise");
        }
        for (const QByteArray& header : shown.says.value("answered").split(';'))
            if (const qsizetype equals = header.indexOf('='); equals > 0)
                QCOMPARE(answer.headers.value(header.left(equals).trimmed().toLower()),
                         header.mid(equals + 1));
        if (answer.headers.contains("location")) address = answer.headers["location"];
    }
}

/// A whole request, header by header, with the signature that belongs to it.
void ProtocolTest::theSignedRequestOfTheProtocol_isGood() {
    QFile file(QStringLiteral(CANDOUR_SOURCES "/sync/PROTOCOL.md"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QString text = QString::fromUtf8(file.readAll());
    static const QRegularExpression block(QStringLiteral("```request signed\n([^`]+)```"));
    const auto match = block.match(text);
    QVERIFY(match.hasMatch());
    HttpRequest request;
    const QByteArrayList parts = match.captured(1).toUtf8().split('\n');
    const QByteArrayList first = parts.front().split(' ');
    request.method = first.value(0);
    request.target = first.value(1);
    for (qsizetype i = 1; i < parts.size(); ++i) {
        const QByteArray& line = parts[i];
        if (line.isEmpty()) {
            request.body = QByteArray::fromHex(parts.value(i + 1));
            break;
        }
        request.headers.add(line.left(line.indexOf(':')),
                            line.mid(line.indexOf(':') + 1).trimmed());
    }
    const SignatureClaim claim = must(readSignature(request));
    QVERIFY(claim.vault == m_examples.vault);
    QVERIFY(claim.verify(m_examples.author.verifyKey()));
    HttpRequest made{request.method, request.target, {}, request.body};
    made.headers.set("Host", request.headers.value("Host"));
    signRequest(made, request.headers.value("Host"), m_examples.vault, m_examples.author,
                m_examples.time);
    for (const char* name : {"Content-Digest", "Signature-Input", "Signature"})
        QCOMPARE(made.headers.value(name), request.headers.value(name));
}

QTEST_GUILESS_MAIN(ProtocolTest)
#include "tst_protocol.moc"
