// A central store behind real TLS on loopback, in the test's own process: what the tablet's side
// of enrolment and hand-over is tried against. Its clock may be days away from this machine's, as a
// tablet with a wrong clock sees it. Needs a running event loop.
#pragma once

#include "app/handover/enroller.h"
#include "platform/http/server.h"
#include "platform/tls/authority.h"
#include "sync/store/admin.h"
#include "sync/store/embeddedshelf.h"
#include "sync/store/storeapi.h"
#include "tests/support/must.h"

#include <QObject>
#include <QTemporaryDir>

#include <functional>
#include <memory>
#include <optional>

namespace candour::test {

class ShiftedClock final : public Clock {
  public:
    explicit ShiftedClock(milliseconds ahead = {}) : m_ahead(ahead) {}
    UtcTime utc() const override { return m_system.utc() + m_ahead; }
    milliseconds sinceBoot() const override { return m_system.sinceBoot(); }
    std::chrono::minutes zoneOffset() const override { return m_system.zoneOffset(); }
    void shift(milliseconds by) { m_ahead += by; }

  private:
    SystemClock m_system;
    milliseconds m_ahead;
};

class TlsStore {
  public:
    explicit TlsStore(milliseconds ahead = {})
        : clock(ahead),
          shelf(must(EmbeddedShelf::create(m_folder.filePath(QStringLiteral("store")),
                                           QStringLiteral("Test store"), clock, random))),
          person{PersonId::makeV7(clock, random), QStringLiteral("AW")},
          outsider{PersonId::makeV7(clock, random), QStringLiteral("EX")},
          m_api(*shelf, shelf->keys(), clock, random) {
        must(shelf->keep(person));
        must(shelf->keep(outsider));
        team = must(admin::createAssessment(*shelf, shelf->keys(), QStringLiteral("Northmere"),
                                            person.id, {}, {outsider.id}, clock, random))
                   .team;
        const auto authority = must(CertificateAuthority::fromPem(shelf->keys().authorityPem,
                                                                  shelf->keys().authorityKeyPem));
        own = must(authority.issue({"127.0.0.1"}, clock, random));
        listen(own);
    }

    /// Answers at the same port, with this certificate from now on.
    void listen(const TlsIdentity& identity) {
        m_server.reset();
        const auto answer = [this](HttpRequest request, HttpServer::Reply reply) {
            QMetaObject::invokeMethod(
                &m_here,
                [this, request = std::move(request), reply = std::move(reply)] {
                    ++asked;
                    auto other = instead ? instead(request) : std::nullopt;
                    reply(other ? std::move(*other) : m_api.answer(request));
                },
                Qt::QueuedConnection);
        };
        const auto bodyFor = [this](const HttpRequest& head) { return m_api.bodyFor(head); };
        must(m_api.learnTablets());
        m_server =
            must(HttpServer::start({"127.0.0.1", m_port, identity, clock, 2, {}, bodyFor}, answer));
        m_port = m_server->port();
    }
    /// Nobody answers any more.
    void close() { m_server.reset(); }

    [[nodiscard]] Invitation invite(std::chrono::minutes validFor = std::chrono::minutes(10)) {
        return invite(person, validFor);
    }
    [[nodiscard]] Invitation invite(const Person& whom,
                                    std::chrono::minutes validFor = std::chrono::minutes(10)) {
        return {"127.0.0.1", m_port, shelf->keys().authorityFingerprint,
                must(admin::issueCode(*shelf, whom.id, validFor, clock, random))};
    }
    /// As the tablet keeps it once it is enrolled.
    [[nodiscard]] StoreIdentity identity() const {
        const StoreKeys& keys = shelf->keys();
        return {"127.0.0.1",
                m_port,
                keys.authorityPem,
                keys.signing.verifyKey(),
                keys.recipient.publicKey(),
                keys.name};
    }
    [[nodiscard]] HttpResponse answer(const HttpRequest& request) { return m_api.answer(request); }

  private:
    QTemporaryDir m_folder;

  public:
    ShiftedClock clock;
    SystemRandom random;
    std::unique_ptr<EmbeddedShelf> shelf;
    Person person;    // the lead
    Person outsider;  // a member from outside: the plan, and their own sessions
    NotebookId team;
    TlsIdentity own;
    int asked = 0;  // requests that got as far as the store
    /// What answers instead of the store, if it wants to.
    std::function<std::optional<HttpResponse>(const HttpRequest&)> instead;

  private:
    StoreApi m_api;
    QObject m_here;
    std::uint16_t m_port = 0;
    std::unique_ptr<HttpServer> m_server;
};

/// A vault in `folder` that is enrolled with the store, by requests that take no network.
inline std::unique_ptr<Vault> enrolledVault(TlsStore& store, const QString& folder,
                                            std::string_view passphrase,
                                            const Vault::Ground& ground) {
    const EnrolmentCode code = store.invite().code;
    EnrolRequest request;
    Identity identity = Identity::pendingEnrolment({}, ground.clock, ground.random);
    request.code = code.name();
    request.vault = identity.vault;
    request.author = identity.signing.verifyKey();
    request.recipient = identity.box.publicKey();
    request.nonce = ground.random.bytes(32);
    request.authority = store.shelf->keys().authorityFingerprint;
    const QByteArray body = request.encode(code.upKey());
    const HttpResponse response = store.answer({"POST", wire::enrolPath, {}, body});
    const auto answer =
        must(EnrolAnswer::decode(response.body, code.downKey(), body, request.authority));
    auto vault =
        must(Vault::create(folder, must(Passphrase::entered(SecretBytes::copyOf(passphrase))),
                           std::move(identity), ground, leastKdfCost));
    must(vault->completeEnrolment(answer.certificate, store.identity()));
    return vault;
}

}  // namespace candour::test
