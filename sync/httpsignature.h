// Signing requests with the vault's key: HTTP Message Signatures (RFC 9421) with Ed25519 over
// method, authority, path, query and content digest (RFC 9530). There is no nonce: every request is
// idempotent, so sending one again is harmless.
#pragma once

#include "platform/http/message.h"
#include "sync/crypto.h"
#include "sync/ids.h"

#include <QByteArray>

namespace candour {

/// Adds Content-Digest, Signature-Input and Signature. `authority` is host[:port] as the server
/// knows itself; `created` is the tablet's clock, corrected by what the store said.
void signRequest(HttpRequest& request, const QByteArray& authority, const VaultId& vault,
                 const SigningKey& key, UtcTime created);

/// Who claims to have signed, and when; nothing of it is proved yet.
struct SignatureClaim {
    VaultId vault;
    UtcTime created;
    QByteArray base;       // what was signed
    QByteArray signature;  // 64 bytes
    [[nodiscard]] bool verify(const VerifyKey& key) const;
};
/// Reads the claim, and checks that the digest fits the body. badSignature if any part is missing
/// or covers less than it must.
Result<SignatureClaim> readSignature(const HttpRequest& request);
/// The same of a request whose body is still to come: nothing is said about that.
Result<SignatureClaim> readSignatureOfHead(const HttpRequest& head);

}  // namespace candour
