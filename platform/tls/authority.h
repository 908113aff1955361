// The central store's own certificate authority. Tablets trust this one authority for the store and
// no other (they learn its fingerprint when they enrol), so the store can renew its server
// certificate whenever it likes, and nobody else's certificate ever counts.
#pragma once

#include "platform/tls/certificate.h"

namespace candour {

/// What a TLS server shows and what it proves it with, both in PEM. The chain ends with the
/// authority's own certificate, so that a tablet that enrols can see it.
struct TlsIdentity {
    QByteArray certificateChain;
    SecretBytes privateKey;
};

class CertificateAuthority {
  public:
    static constexpr std::chrono::days lifetime{20 * 365};
    static constexpr std::chrono::days serverLifetime{397};

    /// A new authority, valid from a day ago (tablets' clocks differ) for `lifetime`.
    static Result<CertificateAuthority> create(const QByteArray& name, const Clock& clock,
                                               Random& random);
    /// `damaged` when either cannot be read or they do not belong together.
    static Result<CertificateAuthority> fromPem(const QByteArray& certificate,
                                                const SecretBytes& privateKey);

    /// A server certificate with a new key for these DNS names and IP addresses. `badInput` for a
    /// name that is neither, or none at all.
    [[nodiscard]] Result<TlsIdentity> issue(const std::vector<QByteArray>& names,
                                            const Clock& clock, Random& random,
                                            std::chrono::days validFor = serverLifetime) const;

    [[nodiscard]] QByteArray certificatePem() const { return m_certificate.toPem(); }
    [[nodiscard]] SecretBytes privateKeyPem() const { return m_key.toPem(); }
    /// SHA-256 of the certificate, 32 bytes: what the enrolment code's QR carries.
    [[nodiscard]] QByteArray fingerprint() const { return m_certificate.fingerprint(); }

  private:
    CertificateAuthority(TlsCertificate certificate, TlsKey key)
        : m_certificate(std::move(certificate)), m_key(std::move(key)) {}
    TlsCertificate m_certificate;
    TlsKey m_key;
};

}  // namespace candour
