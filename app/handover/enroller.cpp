#include "app/handover/enroller.h"

#include "platform/random.h"
#include "sync/cbor.h"
#include "sync/wire.h"

#include <QDir>
#include <QUrl>
#include <QUrlQuery>

namespace candour {
namespace {

constexpr char during[] = "set up this tablet";

/// What a pending enrolment needs to send the same request again (Identity::enrolment).
struct Pending {
    QByteArray host;
    std::uint16_t port = 443;
    QByteArray authorityPem;
    QByteArray authoritySeen;
    QString code;
    QByteArray request;
};

SecretBytes encode(const Pending& pending) {
    cbor::Writer writer;
    writer.map(6).integer(1).bytes(pending.host).integer(2).integer(pending.port);
    writer.integer(3).bytes(pending.authorityPem).integer(4).bytes(pending.authoritySeen);
    writer.integer(5).text(pending.code).integer(6).bytes(pending.request);
    return SecretBytes::copyOf(spanOf(writer.result()));
}

Result<Pending> decodePending(const SecretBytes& bytes) {
    Pending pending;
    const QByteArrayView view = viewOf(bytes.view());
    cbor::Reader reader(view);
    reader.map([&](std::int64_t key) {
        switch (key) {
            case 1:
                pending.host = reader.bytes().toByteArray();
                break;
            case 2:
                pending.port = static_cast<std::uint16_t>(reader.integer(1, 65'535));
                break;
            case 3:
                pending.authorityPem = reader.bytes().toByteArray();
                break;
            case 4:
                pending.authoritySeen = reader.bytes().toByteArray();
                break;
            case 5:
                pending.code = reader.text();
                break;
            case 6:
                pending.request = reader.bytes().toByteArray();
                break;
            default:
                reader.skip();
        }
    });
    if (!reader.finished()) return fail(Code::damaged, during);
    return pending;
}

/// True when the store has decided: the code will not be good the next time either.
bool isFinal(Code code) {
    return code == Code::codeUnknown || code == Code::codeExpired || code == Code::codeUsed ||
           code == Code::refused || code == Code::storeNotGenuine || code == Code::badInput;
}

}  // namespace

Result<Invitation> Invitation::fromLink(const QString& link) {
    const QUrl url(link.trimmed());
    if (url.scheme() != u"candour" || url.path() != u"enrol")
        return fail(Code::codeUnknown, during, "not an enrolment link");
    const QUrlQuery query(url);
    const auto item = [&](const char* name) {
        return query.queryItemValue(QLatin1String(name), QUrl::FullyDecoded);
    };
    TRY(EnrolmentCode code, EnrolmentCode::fromText(item("code")));
    Invitation invitation{item("host").toLatin1(), 443, {}, std::move(code)};
    invitation.port = item("port").toUShort();
    invitation.fingerprint =
        QByteArray::fromBase64(item("ca").toLatin1(), QByteArray::Base64UrlEncoding);
    if (invitation.host.isEmpty() || invitation.port == 0 || invitation.fingerprint.size() != 32)
        return fail(Code::codeUnknown, during, "not an enrolment link");
    return invitation;
}

Result<StoreAddress> StoreAddress::fromTyped(const QString& text) {
    const QString scheme = QStringLiteral("https://");
    const QString typed = text.trimmed();
    const QUrl url(typed.startsWith(scheme) ? typed : scheme + typed, QUrl::StrictMode);
    const bool bare = url.path().isEmpty() || url.path() == u"/";
    if (!url.isValid() || url.host().isEmpty() || !bare || url.hasQuery() ||
        !url.userInfo().isEmpty())
        return fail(Code::badInput, during, "the store's address");
    return StoreAddress{url.host(QUrl::FullyEncoded).toLatin1(),
                        static_cast<std::uint16_t>(url.port(443))};
}

Result<Invitation> Invitation::fromTyped(const QString& address, const QString& code) {
    TRY(EnrolmentCode read, EnrolmentCode::fromText(code));
    TRY(StoreAddress there, StoreAddress::fromTyped(address));
    return Invitation{std::move(there.host), there.port, {}, std::move(read)};
}

Enroller::Enroller(const Vault::Ground& ground, Observe observe, Done done)
    : m_ground(ground), m_observe(std::move(observe)), m_done(std::move(done)) {}

Enroller::~Enroller() = default;

void Enroller::start(const QString& folder, Invitation invitation, Passphrase passphrase,
                     KdfCost cost) {
    m_folder = folder;
    m_invitation = std::move(invitation);
    m_passphrase = std::move(passphrase);
    m_cost = cost;
    if (m_observe) m_observe(Step::meeting);
    m_probe = std::make_unique<AuthorityProbe>(
        m_invitation->host, m_invitation->port,
        [this](Result<PresentedAuthority> presented) { onMet(std::move(presented)); });
}

void Enroller::onMet(Result<PresentedAuthority> presented) {
    if (!presented) return finish(presented.error());
    // From a QR the authority is known beforehand; from a typed code the proof will bind it.
    if (!m_invitation->fingerprint.isEmpty() && m_invitation->fingerprint != presented->fingerprint)
        return finish(Error{Code::storeNotGenuine, during});
    if (m_observe) m_observe(Step::making);

    Identity identity = Identity::pendingEnrolment({}, m_ground.clock, m_ground.random);
    EnrolRequest request;
    request.code = m_invitation->code.name();
    request.vault = identity.vault;
    request.author = identity.signing.verifyKey();
    request.recipient = identity.box.publicKey();
    request.nonce = m_ground.random.bytes(32);
    request.authority = presented->fingerprint;
    identity.enrolment =
        encode({m_invitation->host, m_invitation->port, presented->pem, presented->fingerprint,
                m_invitation->code.text(), request.encode(m_invitation->code.upKey())});
    auto vault = Vault::create(m_folder, *m_passphrase, std::move(identity), m_ground, m_cost);
    if (!vault) return finish(vault.error());
    m_passphrase.reset();
    proceed(std::move(*vault));
}

void Enroller::resume(std::unique_ptr<Vault> vault) {
    m_askedBefore = true;
    proceed(std::move(vault));
}

void Enroller::proceed(std::unique_ptr<Vault> vault) {
    m_folder = vault->folder();
    m_vault = std::move(vault);
    auto pending = decodePending(m_vault->identity().enrolment);
    if (!pending) return finish(pending.error());
    if (!m_invitation) {
        auto code = EnrolmentCode::fromText(pending->code);
        if (!code) return finish(code.error());
        m_invitation = Invitation{pending->host, pending->port, {}, std::move(*code)};
    }
    m_request = pending->request;
    m_authorityPem = pending->authorityPem;
    m_authoritySeen = pending->authoritySeen;
    ask();
}

void Enroller::ask() {
    if (m_observe) m_observe(Step::asking);
    HttpClient::Options options;
    options.host = m_invitation->host;
    options.port = m_invitation->port;
    options.authorityPem = m_authorityPem;
    auto client = HttpClient::create(options);
    if (!client) return finish(client.error());
    m_client = std::move(*client);
    HttpRequest request{"POST", wire::enrolPath, {}, m_request};
    request.headers.set("Content-Type", wire::cborType);
    request.headers.set("Accept", QByteArray(wire::cborType) + ", " + problemType);
    m_client->send(std::move(request),
                   [this](const Result<HttpResponse>& response) { onAnswer(response); });
}

void Enroller::onAnswer(const Result<HttpResponse>& response) {
    if (!response) {
        const Error& error = response.error();
        return error.code == Code::storeNotGenuine ? onDistrust(error) : finish(error);
    }
    if (mediaType(response->headers.value("Content-Type")) == problemType)
        return finish(readProblem(*response, during).value_or(Error{Code::refused, during}));
    const auto answer = EnrolAnswer::decode(response->body, m_invitation->code.downKey(), m_request,
                                            m_authoritySeen);
    if (!answer) return finish(answer.error());
    const StoreIdentity store{m_invitation->host, m_invitation->port,     m_authorityPem,
                              answer->storeKey,   answer->storeRecipient, answer->storeName};
    if (auto completed = m_vault->completeEnrolment(answer->certificate, store); !completed)
        return finish(completed.error());
    auto done = std::move(m_done);
    done(std::move(m_vault));
}

/// Whoever is there does not show the store's certificate, and was told nothing.
void Enroller::onDistrust(const Error& error) {
    // The store's key is not known yet, so its signed time could not be believed: a person sets
    // the clock, and the same request goes again.
    if (onlyDatesAreWrong(error))
        return end(Error{Code::clockWrong, during, "Set date and time here, then try again."});
    // A stranger on the way says nothing about a code that an earlier request may have used up.
    if (m_askedBefore) return end(error);
    finish(error);
}

void Enroller::finish(Error error) {
    // A vault that cannot be enrolled only stands in the way; but it goes only if nothing at all
    // was written in it, and whatever cannot be read counts as written.
    const bool goes = isFinal(error.code) && m_vault && [this] {
        const auto notebooks = m_vault->ledger().notebooks();
        const auto drafts = m_vault->drafts().open();
        return notebooks && notebooks->empty() && drafts && drafts->empty();
    }();
    m_vault.reset();
    if (goes) QDir(m_folder).removeRecursively();
    end(std::move(error));
}

void Enroller::end(Error error) {
    m_vault.reset();
    auto done = std::move(m_done);
    done(tl::unexpected<Error>(std::move(error)));
}

}  // namespace candour
