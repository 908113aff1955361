// Certificates as no honest store shows them. Each is wrong in one way only.
#pragma once

#include "platform/tls/authority.h"

#include <functional>

namespace candour::test {

/// An authority, and what is asked of a server certificate under it, for a test to spoil.
struct Issued {
    TlsCertificate::Form authority;
    TlsCertificate::Form server;
    enum class Signer {
        authority,
        otherAuthority,
        itself,
        intermediate
    } signer = Signer::authority;
};

struct Pinned {
    QByteArray authorityPem;
    TlsIdentity identity;
};

/// Makes both after `spoil` had its way with an otherwise good pair for 127.0.0.1 and localhost.
/// For Signer::intermediate the authority signs a certificate that is none itself (CA:FALSE), and
/// that signs the server's.
Pinned issue(const Clock& clock, Random& random, const std::function<void(Issued&)>& spoil = {});

}  // namespace candour::test
