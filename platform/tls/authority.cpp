#include "platform/tls/authority.h"

namespace candour {
namespace {
constexpr std::chrono::days clocksDiffer{1};
}  // namespace

Result<CertificateAuthority> CertificateAuthority::create(const QByteArray& name,
                                                          const Clock& clock, Random& random) {
    TlsKey key = TlsKey::make();
    const TlsCertificate::Form form{.commonName = name,
                                    .names = {},
                                    .basicConstraints = "critical,CA:TRUE,pathlen:0",
                                    .keyUsage = "critical,keyCertSign,cRLSign",
                                    .extendedKeyUsage = {},
                                    .notBefore = clock.utc() - clocksDiffer,
                                    .notAfter = clock.utc() + lifetime};
    TRY(TlsCertificate certificate, TlsCertificate::sign(form, key, nullptr, key, random));
    return CertificateAuthority(std::move(certificate), std::move(key));
}

Result<CertificateAuthority> CertificateAuthority::fromPem(const QByteArray& certificate,
                                                           const SecretBytes& privateKey) {
    TRY(TlsCertificate read, TlsCertificate::fromPem(certificate));
    TRY(TlsKey key, TlsKey::fromPem(privateKey));
    if (!read.belongsTo(key))
        return fail(Code::damaged, "open the store's authority", "key and certificate differ");
    return CertificateAuthority(std::move(read), std::move(key));
}

Result<TlsIdentity> CertificateAuthority::issue(const std::vector<QByteArray>& names,
                                                const Clock& clock, Random& random,
                                                std::chrono::days validFor) const {
    if (names.empty()) return fail(Code::badInput, "name the store");
    const TlsKey key = TlsKey::make();
    // Never beyond the authority itself: its end would otherwise be noticed only then.
    const UtcTime end = std::min<UtcTime>(clock.utc() + validFor, m_certificate.notAfter());
    const TlsCertificate::Form form{.commonName = "Candour central store",
                                    .names = names,
                                    .basicConstraints = "critical,CA:FALSE",
                                    .keyUsage = "critical,digitalSignature",
                                    .extendedKeyUsage = "serverAuth",
                                    .notBefore = clock.utc() - clocksDiffer,
                                    .notAfter = end};
    TRY(const TlsCertificate certificate,
        TlsCertificate::sign(form, key, &m_certificate, m_key, random));
    return TlsIdentity{certificate.toPem() + m_certificate.toPem(), key.toPem()};
}

}  // namespace candour
