// X.509 on OpenSSL: a key pair and a certificate, made, read and written. Which certificates are
// made, and whom they are trusted for, is the authority's business (authority.h).
#pragma once

#include "platform/clock.h"
#include "platform/error.h"
#include "platform/random.h"
#include "platform/secretbytes.h"

#include <QByteArray>

#include <memory>
#include <optional>
#include <vector>

struct evp_pkey_st;
struct x509_st;

namespace candour {

/// A P-256 key pair: what every TLS 1.3 stack accepts.
class TlsKey {
  public:
    static TlsKey make();
    /// `damaged` unless it is an unencrypted private key in PEM.
    static Result<TlsKey> fromPem(const SecretBytes& pem);
    [[nodiscard]] SecretBytes toPem() const;
    [[nodiscard]] evp_pkey_st* get() const { return m_key.get(); }

  private:
    struct Free {
        void operator()(evp_pkey_st* key) const;
    };
    explicit TlsKey(evp_pkey_st* key) : m_key(key) {}
    std::unique_ptr<evp_pkey_st, Free> m_key;
};

class TlsCertificate {
  public:
    /// What a certificate says. Usages are in OpenSSL's words, such as "critical,keyCertSign"; an
    /// empty one is left out.
    struct Form {
        QByteArray commonName;
        std::vector<QByteArray> names;  // DNS names and IP addresses
        QByteArray basicConstraints;
        QByteArray keyUsage;
        QByteArray extendedKeyUsage;
        UtcTime notBefore;
        UtcTime notAfter;
    };

    /// Signs `form` for `key`. Without an issuer it is signed by itself. `badInput` when a name is
    /// neither a DNS name nor an IP address.
    static Result<TlsCertificate> sign(const Form& form, const TlsKey& key,
                                       const TlsCertificate* issuer, const TlsKey& issuerKey,
                                       Random& random);
    static Result<TlsCertificate> fromPem(const QByteArray& pem);
    static Result<TlsCertificate> fromDer(const QByteArray& der);

    [[nodiscard]] QByteArray toPem() const;
    [[nodiscard]] QByteArray toDer() const;
    /// SHA-256 of the DER form, 32 bytes.
    [[nodiscard]] QByteArray fingerprint() const;
    [[nodiscard]] bool belongsTo(const TlsKey& key) const;
    [[nodiscard]] UtcTime notAfter() const;
    [[nodiscard]] x509_st* get() const { return m_certificate.get(); }

  private:
    struct Free {
        void operator()(x509_st* certificate) const;
    };
    explicit TlsCertificate(x509_st* certificate) : m_certificate(certificate) {}
    std::unique_ptr<x509_st, Free> m_certificate;
};

/// Whether `presented` (a server's own certificate first) leads to `authority` and is made out for
/// a server named `host`, and if `at` is given, whether all of it is valid then. Without it dates
/// are not looked at: for the first meeting, when the tablet's clock has nothing to be compared
/// with. `storeNotGenuine` otherwise.
Status leadsTo(const TlsCertificate& authority, const std::vector<TlsCertificate>& presented,
               const QByteArray& host, std::optional<UtcTime> at = {});

}  // namespace candour
