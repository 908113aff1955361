#include "sync/httpsignature.h"

#include "platform/limits.h"

#include <QCryptographicHash>
#include <QList>

namespace candour {
namespace {

constexpr char covered[] = R"(("@method" "@authority" "@path" "@query" "content-digest"))";

QByteArray digestOf(const QByteArray& body) {
    return "sha-256=:" + QCryptographicHash::hash(body, QCryptographicHash::Sha256).toBase64() +
           ':';
}

/// The signature base of RFC 9421, section 2.5, for the components that we cover.
QByteArray signatureBase(const HttpRequest& request, const QByteArray& authority,
                         const QByteArray& digest, const QByteArray& params) {
    const qsizetype mark = request.target.indexOf('?');
    const QByteArray path = mark < 0 ? request.target : request.target.first(mark);
    const QByteArray query = mark < 0 ? QByteArray("?") : request.target.sliced(mark);
    return "\"@method\": " + request.method + "\n\"@authority\": " + authority.toLower() +
           "\n\"@path\": " + path + "\n\"@query\": " + query + "\n\"content-digest\": " + digest +
           "\n\"@signature-params\": " + params;
}

tl::unexpected<Error> bad(const char* why) {
    return fail(Code::badSignature, "read a request", why);
}

}  // namespace

void signRequest(HttpRequest& request, const QByteArray& authority, const VaultId& vault,
                 const SigningKey& key, UtcTime created) {
    const auto seconds =
        std::chrono::duration_cast<std::chrono::seconds>(created.time_since_epoch()).count();
    const QByteArray params = QByteArray(covered) +
                              ";created=" + QByteArray::number(qint64{seconds}) + ";keyid=\"" +
                              vault.toBytes().toHex() + "\";alg=\"ed25519\"";
    const QByteArray digest = digestOf(request.body);
    // The base begins with a quote, as none of our labels does: no other signature can be one of
    // these.
    const Signature signature = key.sign("", signatureBase(request, authority, digest, params));
    request.headers.set("Content-Digest", digest);
    request.headers.set("Signature-Input", "candour=" + params);
    request.headers.set("Signature",
                        "candour=:" + viewOf(signature).toByteArray().toBase64() + ':');
}

bool SignatureClaim::verify(const VerifyKey& key) const {
    return key.verify("", base, signature);
}

Result<SignatureClaim> readSignature(const HttpRequest& request) {
    if (request.headers.value("Content-Digest") != digestOf(request.body))
        return bad("the digest does not fit the body");
    return readSignatureOfHead(request);
}

Result<SignatureClaim> readSignatureOfHead(const HttpRequest& request) {
    const QByteArray input = request.headers.value("Signature-Input");
    const QByteArray digest = request.headers.value("Content-Digest");
    const QByteArray authority = request.headers.value("Host");
    QByteArray signature = request.headers.value("Signature");
    if (!input.startsWith("candour=")) return bad("no signature");
    const QByteArray params = input.sliced(8);
    if (!params.startsWith(covered)) return bad("covers other components");
    if (!signature.startsWith("candour=:") || !signature.endsWith(':') || signature.size() < 10)
        return bad("no signature");

    SignatureClaim claim;
    bool hasKey = false;
    bool hasTime = false;
    for (const QByteArray& param : params.sliced(sizeof covered - 1).split(';')) {
        if (param.isEmpty()) continue;
        const qsizetype equals = param.indexOf('=');
        const QByteArray name = param.first(std::max<qsizetype>(equals, 0));
        const QByteArray value = param.sliced(equals + 1);
        if (name == "created") {
            const qint64 seconds = value.toLongLong(&hasTime);
            if (seconds < 0 || seconds > limits::utcMs / 1'000) return bad("created");
            claim.created = UtcTime(std::chrono::seconds(seconds));
        } else if (name == "keyid") {
            const auto id = VaultId::fromBytes(QByteArray::fromHex(value.mid(1, value.size() - 2)));
            hasKey = id.has_value();
            if (id) claim.vault = *id;
        } else if (name != "alg" || value != "\"ed25519\"") {
            return bad("unknown parameter");
        }
    }
    if (!hasKey || !hasTime) return bad("key or time is missing");
    signature = signature.sliced(9);
    signature.chop(1);
    claim.signature = QByteArray::fromBase64(signature);
    claim.base = signatureBase(request, authority, digest, params);
    return claim;
}

}  // namespace candour
