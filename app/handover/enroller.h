// Setting up a tablet with the central store, in the order that leaves nothing half done: look at
// the store's certificate authority → make keys → write the vault under the chosen passphrase → one
// idempotent request uses up the code. If the answer is lost, the vault waits as pending and the
// same request finishes it; if the store says no, the vault is taken away again, unless something
// was written in it meanwhile.
#pragma once

#include "app/vault/vault.h"
#include "platform/http/authorityprobe.h"
#include "platform/http/client.h"
#include "sync/enrolment.h"

#include <functional>
#include <memory>

namespace candour {

/// Where to enrol and with which code: typed, or read from a QR.
/// Where a store is: "store.example.org", "https://192.0.2.7:8443", "[2001:db8::1]:443".
struct StoreAddress {
    QByteArray host;
    std::uint16_t port = 443;

    /// badInput for anything else, such as a page of a site.
    static Result<StoreAddress> fromTyped(const QString& text);
};

struct Invitation {
    QByteArray host;
    std::uint16_t port = 443;
    QByteArray fingerprint;  // of the authority, from the QR; empty when the code was typed
    EnrolmentCode code;

    /// "candour:enrol?host=…&port=…&ca=…&code=…"
    static Result<Invitation> fromLink(const QString& link);
    /// The address and the code as typed.
    static Result<Invitation> fromTyped(const QString& address, const QString& code);
};

class Enroller {
  public:
    enum class Step : std::uint8_t { meeting, making, asking };
    using Observe = std::function<void(Step)>;
    using Done = std::function<void(Result<std::unique_ptr<Vault>>)>;

    /// `ground` outlives this. Everything happens on this thread, by callbacks.
    Enroller(const Vault::Ground& ground, Observe observe, Done done);
    ~Enroller();
    Enroller(const Enroller&) = delete;
    Enroller& operator=(const Enroller&) = delete;

    void start(const QString& folder, Invitation invitation, Passphrase passphrase,
               KdfCost cost = {});
    /// For a vault whose enrolment is pending: the same request again.
    void resume(std::unique_ptr<Vault> vault);

  private:
    void onMet(Result<PresentedAuthority> presented);
    void proceed(std::unique_ptr<Vault> vault);
    void ask();
    void onAnswer(const Result<HttpResponse>& response);
    void onDistrust(const Error& error);
    /// Ends it; if the code will not be good the next time either, an empty vault goes.
    void finish(Error error);
    void end(Error error);

    const Vault::Ground& m_ground;
    Observe m_observe;
    Done m_done;
    QString m_folder;
    std::optional<Invitation> m_invitation;
    std::optional<Passphrase> m_passphrase;
    KdfCost m_cost;
    std::unique_ptr<AuthorityProbe> m_probe;
    std::unique_ptr<HttpClient> m_client;
    std::unique_ptr<Vault> m_vault;
    QByteArray m_request;
    QByteArray m_authorityPem;
    QByteArray m_authoritySeen;
    bool m_askedBefore = false;  // so that the code may be used up
};

}  // namespace candour
