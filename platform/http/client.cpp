#include "platform/http/client.h"

#include "platform/check.h"
#include "platform/tls/certificate.h"

#include <QNetworkReply>
#include <QNetworkRequest>
#include <QSslCertificate>
#include <QSslError>
#include <QTimer>
#include <QUrl>

#include <algorithm>

namespace candour {
namespace {

constexpr char during[] = "reach the store";
constexpr qint64 readAhead = 256 * 1024;
constexpr char onlyDates[] = "only the certificate's dates are wrong";

QUrl baseOf(const QByteArray& host, std::uint16_t port) {
    QUrl url;
    url.setScheme(QStringLiteral("https"));
    url.setHost(QString::fromLatin1(host), QUrl::StrictMode);
    if (port != 443) url.setPort(port);
    return url;
}

/// Whether the request's Accept field names the type; without one every type but a page's is right.
bool accepts(const HttpRequest& request, const QByteArray& type) {
    if (type == "text/html" || type == "application/xhtml+xml") return false;
    const QByteArray accepted = request.headers.value("Accept");
    if (accepted.isEmpty()) return true;
    const QList<QByteArray> types = accepted.split(',');
    return std::any_of(types.begin(), types.end(),
                       [&](const QByteArray& one) { return mediaType(one) == type; });
}

/// What Qt's network classes report as an error that is not about the certificate, or nothing when
/// an HTTP status says it better.
std::optional<Error> transportError(const QNetworkReply& reply) {
    const auto as = [&](Code code) {
        return Error{code, during, reply.errorString().toStdString()};
    };
    const QVariant status = reply.attribute(QNetworkRequest::HttpStatusCodeAttribute);
    if (reply.error() > QNetworkReply::UnknownProxyError && status.toInt() >= 400)
        return std::nullopt;
    switch (reply.error()) {
        case QNetworkReply::NoError:
            return std::nullopt;
        case QNetworkReply::SslHandshakeFailedError:
            // No certificate came at all. This is what OpenSSL says when it was not even TLS.
            return as(reply.errorString().contains(u"wrong version number")
                          ? Code::captivePortal
                          : Code::storeNotGenuine);
        case QNetworkReply::TimeoutError:
        case QNetworkReply::ProxyTimeoutError:
            return as(Code::timedOut);
        case QNetworkReply::ProxyAuthenticationRequiredError:
        case QNetworkReply::TooManyRedirectsError:
        case QNetworkReply::InsecureRedirectError:
            return as(Code::captivePortal);
        default:
            return as(reply.error() > QNetworkReply::UnknownProxyError ? Code::badAnswer
                                                                       : Code::offline);
    }
}

/// What a whole answer means: the response itself, or the error it amounts to.
Result<HttpResponse> judged(const HttpRequest& request, HttpResponse response) {
    const int status = response.status;
    const std::string number = std::to_string(status);
    const QByteArray type = mediaType(response.headers.value("Content-Type"));
    const bool readable = response.body.isEmpty() || accepts(request, type);
    if (status >= 500 && status != 511) {
        if (auto error = readProblem(response, during)) return tl::unexpected(std::move(*error));
        return fail(Code::storeFailed, during, number);
    }
    if (status >= 200 && status < 300) {
        if (!readable) return fail(Code::captivePortal, during, type.toStdString());
        return response;
    }
    if (status >= 400 && status < 500 && status != 407) {
        if (auto error = readProblem(response, during)) return tl::unexpected(std::move(*error));
        if (!readable) return fail(Code::captivePortal, during, number);
        if (!response.body.isEmpty() && type != problemType) return response;
        if (status == 408) return fail(Code::timedOut, during, number);
        if (status == 413) return fail(Code::tooLarge, during, number);
        if (status == 429) return fail(Code::storeFailed, during, number);
        return fail(Code::refused, during, number);
    }
    // Redirects, and pages that ask to sign in: whatever answered is not our store.
    return fail(Code::captivePortal, during, number);
}

}  // namespace

bool onlyDatesAreWrong(const Error& error) {
    return error.code == Code::storeNotGenuine && error.detail == onlyDates;
}

/// One request under way.
class HttpClient::Exchange final : public QObject {
  public:
    Exchange(HttpClient& client, Ticket ticket, HttpRequest request, Done done);
    ~Exchange() override;
    void begin();

  private:
    void lookAtHeader();
    void take();
    [[nodiscard]] bool leadsToPinned(std::optional<UtcTime> at) const;
    [[nodiscard]] std::optional<UtcTime> provenTime() const;
    void weigh(const QList<QSslError>& faults);
    void lookAtDates();
    void cut(Code code, const char* detail);
    [[nodiscard]] Result<HttpResponse> result();
    void finish(Result<HttpResponse> result);

    HttpClient& m_client;
    const Ticket m_ticket;
    HttpRequest m_request;
    Done m_done;
    QNetworkReply* m_reply = nullptr;  // the manager's child
    QTimer m_quiet;
    QTimer m_whole;
    std::optional<Error> m_distrust;
    std::optional<Error> m_cut;
    QByteArray m_body;
};

HttpClient::Exchange::Exchange(HttpClient& client, Ticket ticket, HttpRequest request, Done done)
    : m_client(client), m_ticket(ticket), m_request(std::move(request)), m_done(std::move(done)) {
    m_quiet.setSingleShot(true);
    m_quiet.setInterval(m_client.m_options.quietTime);
    m_whole.setSingleShot(true);
    m_whole.setInterval(m_client.m_options.wholeTime);
    connect(&m_quiet, &QTimer::timeout, this, [this] { cut(Code::timedOut, "no progress"); });
    connect(&m_whole, &QTimer::timeout, this, [this] { cut(Code::timedOut, "no end"); });
}

HttpClient::Exchange::~Exchange() {
    if (m_reply == nullptr) return;
    m_reply->disconnect(this);
    m_reply->abort();
    m_reply->deleteLater();
}

void HttpClient::Exchange::begin() {
    m_reply = m_client.start(m_request);
    if (m_reply == nullptr) {
        finish(fail(Code::badInput, during, "the target is not a path"));
        return;
    }
    // Qt reads the network on a thread of its own: it must not run ahead of our limit.
    m_reply->setReadBufferSize(readAhead);
    connect(m_reply, &QNetworkReply::sslErrors, this, &Exchange::weigh);
    connect(m_reply, &QNetworkReply::encrypted, this, &Exchange::lookAtDates);
    connect(m_reply, &QNetworkReply::uploadProgress, &m_quiet, qOverload<>(&QTimer::start));
    connect(m_reply, &QNetworkReply::metaDataChanged, this, &Exchange::lookAtHeader);
    connect(m_reply, &QNetworkReply::readyRead, this, &Exchange::take);
    connect(m_reply, &QNetworkReply::finished, this, [this] { finish(result()); });
    m_quiet.start();
    m_whole.start();
}

/// The certificate did not pass. Whether its dates are all that is wrong is asked of OpenSSL and
/// not read from Qt's list, because Qt leaves an authority out of date away and reports it as
/// unknown.
void HttpClient::Exchange::weigh(const QList<QSslError>& faults) {
    m_distrust = Error{Code::storeNotGenuine, during, faults.first().errorString().toStdString()};
    if (!leadsToPinned(std::nullopt)) return;
    m_distrust->detail = onlyDates;
    const auto time = provenTime();
    const bool overlooked = m_client.m_options.dates == Dates::tolerated;
    if (overlooked || (time && leadsToPinned(time))) m_reply->ignoreSslErrors();
}

/// The handshake is done and nothing is sent yet. What the tablet's clock finds valid may be long
/// expired by the time that was proven.
void HttpClient::Exchange::lookAtDates() {
    m_quiet.start();
    const auto time = provenTime();
    if (!time || m_client.m_options.dates == Dates::tolerated || leadsToPinned(time)) return;
    cut(Code::storeNotGenuine, onlyDates);
}

std::optional<UtcTime> HttpClient::Exchange::provenTime() const {
    return m_client.m_options.provenTime ? m_client.m_options.provenTime() : std::nullopt;
}

bool HttpClient::Exchange::leadsToPinned(std::optional<UtcTime> at) const {
    std::vector<TlsCertificate> presented;
    for (const QSslCertificate& certificate : m_reply->sslConfiguration().peerCertificateChain()) {
        auto read = TlsCertificate::fromDer(certificate.toDer());
        if (!read) return false;
        presented.push_back(std::move(*read));
    }
    const auto authority = TlsCertificate::fromPem(m_client.m_options.authorityPem);
    return authority && leadsTo(*authority, presented, m_client.m_options.host, at).has_value();
}

void HttpClient::Exchange::lookAtHeader() {
    m_quiet.start();
    const QByteArray length = m_reply->rawHeader("Content-Length");
    if (length.toULongLong() > m_client.m_options.bodyLimit)
        return cut(Code::badAnswer, "the answer is too large");
    const QByteArray encoding = m_reply->rawHeader("Content-Encoding");
    if (!encoding.isEmpty() && encoding != "identity")
        cut(Code::badAnswer, "the answer is compressed");
}

void HttpClient::Exchange::take() {
    m_quiet.start();
    m_body += m_reply->readAll();
    if (static_cast<std::size_t>(m_body.size()) > m_client.m_options.bodyLimit)
        cut(Code::badAnswer, "the answer is too large");
}

void HttpClient::Exchange::cut(Code code, const char* detail) {
    if (m_cut || m_reply == nullptr) return;
    m_cut = Error{code, during, detail};
    m_reply->abort();  // emits finished
}

Result<HttpResponse> HttpClient::Exchange::result() {
    if (m_cut) return tl::unexpected(*m_cut);
    if (m_distrust && m_reply->error() == QNetworkReply::SslHandshakeFailedError)
        return tl::unexpected(*m_distrust);
    if (auto error = transportError(*m_reply)) return tl::unexpected(std::move(*error));
    m_body += m_reply->readAll();
    HttpResponse response;
    response.status = m_reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    for (const auto& [name, value] : m_reply->rawHeaderPairs()) response.headers.add(name, value);
    const QByteArray length = response.headers.value("Content-Length");
    if (m_request.method != "HEAD" && response.status != 204 && response.status != 304) {
        // Without either, the end of the answer could not be told from a cut.
        if (length.isEmpty() && !response.headers.contains("Transfer-Encoding"))
            return fail(Code::badAnswer, during, "the answer has no length");
        if (m_body.size() < length.toLongLong())
            return fail(Code::offline, during, "the answer was cut off");
    }
    response.body = std::move(m_body);
    return judged(m_request, std::move(response));
}

/// Hands the result over from the event loop, when no class of Qt's is in the middle of anything:
/// whoever gets it may destroy the client.
void HttpClient::Exchange::finish(Result<HttpResponse> result) {
    m_quiet.stop();
    m_whole.stop();
    QMetaObject::invokeMethod(
        this,
        [this, result = std::move(result)]() mutable {
            auto node = m_client.m_exchanges.extract(m_ticket);
            node.mapped().release()->deleteLater();
            if (m_reply != nullptr) std::exchange(m_reply, nullptr)->deleteLater();
            const Done done = std::move(m_done);
            done(std::move(result));
        },
        Qt::QueuedConnection);
}

Result<std::unique_ptr<HttpClient>> HttpClient::create(const Options& options) {
    const QUrl base = baseOf(options.host, options.port);
    if (!base.isValid() || base.host().isEmpty() || options.port == 0)
        return fail(Code::badInput, during, "the store's address");
    const auto certificates = QSslCertificate::fromData(options.authorityPem, QSsl::Pem);
    if (certificates.size() != 1 || certificates.first().isNull())
        return fail(Code::damaged, during, "the store's authority cannot be read");
    QSslConfiguration tls;
    tls.setCaCertificates(certificates);  // and no others: the system's are not even loaded
    tls.setProtocol(QSsl::TlsV1_3OrLater);
    tls.setPeerVerifyMode(QSslSocket::VerifyPeer);
    return std::unique_ptr<HttpClient>(new HttpClient(options, std::move(tls)));
}

HttpClient::HttpClient(const Options& options, QSslConfiguration tls)
    : m_options(options), m_tls(std::move(tls)) {
    m_network.setProxyFactory(proxyFactory(options.proxy).release());
    m_network.setAutoDeleteReplies(false);
    m_network.setRedirectPolicy(QNetworkRequest::ManualRedirectPolicy);
}

HttpClient::~HttpClient() = default;

QByteArray HttpClient::authority() const {
    return baseOf(m_options.host, m_options.port).authority(QUrl::FullyEncoded).toLatin1();
}

HttpTransport::Ticket HttpClient::send(HttpRequest request, Done done) {
    check(m_options.dates == Dates::checked || (request.method == "GET" && request.body.isEmpty()),
          "a client that overlooks dates sends nothing");
    const Ticket ticket = ++m_last;
    auto& exchange = m_exchanges[ticket];
    exchange = std::make_unique<Exchange>(*this, ticket, std::move(request), std::move(done));
    exchange->begin();
    return ticket;
}

void HttpClient::cancel(Ticket ticket) {
    m_exchanges.erase(ticket);
}

/// Nothing when the target would not arrive as it was given.
QNetworkReply* HttpClient::start(const HttpRequest& request) {
    const QUrl base = baseOf(m_options.host, m_options.port);
    const QUrl url =
        QUrl::fromEncoded(base.toEncoded(QUrl::FullyEncoded) + request.target, QUrl::StrictMode);
    if (!request.target.startsWith('/') || !url.isValid() || url.hasFragment() ||
        url.toEncoded(QUrl::RemoveScheme | QUrl::RemoveAuthority) != request.target)
        return nullptr;
    QNetworkRequest sent(url);
    sent.setSslConfiguration(m_tls);
    sent.setAttribute(QNetworkRequest::Http2AllowedAttribute, false);
    sent.setAttribute(QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::Manual);
    sent.setAttribute(QNetworkRequest::CookieSaveControlAttribute, QNetworkRequest::Manual);
    sent.setAttribute(QNetworkRequest::AuthenticationReuseAttribute, QNetworkRequest::Manual);
    // Qt would otherwise tell the language of the tablet, ask for compression and call itself a
    // browser.
    sent.setRawHeader("User-Agent", "candour/" CANDOUR_VERSION);
    sent.setRawHeader("Accept-Language", "*");
    sent.setRawHeader("Accept-Encoding", "identity");
    for (const HttpHeaders::Field& field : request.headers)
        sent.setRawHeader(field.name, field.value);
    if (request.method == "GET" && request.body.isEmpty()) return m_network.get(sent);
    if (request.method == "HEAD") return m_network.head(sent);
    return m_network.sendCustomRequest(sent, request.method, request.body);
}

}  // namespace candour
