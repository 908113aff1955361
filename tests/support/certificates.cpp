#include "tests/support/certificates.h"

namespace candour::test {

Pinned issue(const Clock& clock, Random& random, const std::function<void(Issued&)>& spoil) {
    const UtcTime begin = clock.utc() - std::chrono::days(1);
    const UtcTime end = clock.utc() + std::chrono::days(30);
    Issued forms{.authority = {.commonName = "Test authority",
                               .names = {},
                               .basicConstraints = "critical,CA:TRUE",
                               .keyUsage = "critical,keyCertSign,cRLSign",
                               .extendedKeyUsage = {},
                               .notBefore = begin,
                               .notAfter = end},
                 .server = {.commonName = "Test store",
                            .names = {"127.0.0.1", "localhost"},
                            .basicConstraints = "critical,CA:FALSE",
                            .keyUsage = "critical,digitalSignature",
                            .extendedKeyUsage = "serverAuth",
                            .notBefore = begin,
                            .notAfter = end}};
    if (spoil) spoil(forms);

    const TlsKey authorityKey = TlsKey::make();
    const TlsKey otherKey = TlsKey::make();
    const TlsKey serverKey = TlsKey::make();
    const auto sign = [&](const TlsCertificate::Form& form, const TlsKey& key,
                          const TlsCertificate* issuer, const TlsKey& issuerKey) {
        return TlsCertificate::sign(form, key, issuer, issuerKey, random).value();
    };
    const TlsCertificate authority = sign(forms.authority, authorityKey, nullptr, authorityKey);
    Pinned made{authority.toPem(), {{}, serverKey.toPem()}};
    QByteArray& chain = made.identity.certificateChain;
    switch (forms.signer) {
        case Issued::Signer::authority:
            chain =
                sign(forms.server, serverKey, &authority, authorityKey).toPem() + authority.toPem();
            break;
        case Issued::Signer::itself:
            chain = sign(forms.server, serverKey, nullptr, serverKey).toPem();
            break;
        case Issued::Signer::otherAuthority: {
            // The same name, another key: only the signature tells them apart.
            const TlsCertificate other = sign(forms.authority, otherKey, nullptr, otherKey);
            chain = sign(forms.server, serverKey, &other, otherKey).toPem() + other.toPem();
            break;
        }
        case Issued::Signer::intermediate: {
            TlsCertificate::Form between = forms.server;
            between.commonName = "Not an authority";
            const TlsCertificate middle = sign(between, otherKey, &authority, authorityKey);
            chain = sign(forms.server, serverKey, &middle, otherKey).toPem() + middle.toPem() +
                    authority.toPem();
            break;
        }
    }
    return made;
}

}  // namespace candour::test
