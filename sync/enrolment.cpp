#include "sync/enrolment.h"

#include "platform/check.h"
#include "platform/random.h"

#include <sodium.h>

#include <algorithm>
#include <cstring>

namespace candour {
namespace {

constexpr char alphabet[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
constexpr std::size_t codeBytes = 10;
constexpr char during[] = "enrol";

int symbolValue(QChar symbol) {
    switch (symbol.toUpper().unicode()) {
        case u'O':
            return 0;
        case u'I':
        case u'L':
            return 1;
        default:
            break;
    }
    const char* found = std::strchr(alphabet, symbol.toUpper().toLatin1());
    return found == nullptr || *found == 0 ? -1 : static_cast<int>(found - alphabet);
}

/// [body, proof]: how both messages of an enrolment are made up.
QByteArray proved(const QByteArray& body, const SecretBytes& key,
                  std::initializer_list<QByteArrayView> parts) {
    const auto proof = keyedHash256(key, parts);
    cbor::Writer writer;
    writer.array(2).bytes(body).bytes(viewOf(proof));
    return writer.take();
}

struct Parts {
    QByteArrayView body;
    QByteArrayView proof;
};

std::optional<Parts> partsOf(QByteArrayView bytes) {
    cbor::Reader reader(bytes);
    if (reader.array(2) != 2) reader.fail();
    Parts parts;
    parts.body = reader.bytes();
    parts.proof = reader.bytes(32);
    if (!reader.finished()) return std::nullopt;
    return parts;
}

bool sameProof(QByteArrayView proof, const std::array<std::uint8_t, 32>& expected) {
    return proof.size() == 32 && sodium_memcmp(proof.data(), expected.data(), expected.size()) == 0;
}

void readArray32(cbor::Reader& reader, std::array<std::uint8_t, 32>& out) {
    const QByteArrayView bytes = reader.bytes(32);
    if (!reader.failed()) std::copy_n(spanOf(bytes).begin(), out.size(), out.begin());
}

}  // namespace

EnrolmentCode EnrolmentCode::generate(Random& random) {
    return EnrolmentCode(SecretBytes::random(codeBytes, random));
}

Result<EnrolmentCode> EnrolmentCode::fromText(QStringView text) {
    SecretBytes bits(codeBytes);
    std::size_t count = 0;
    for (const QChar symbol : text) {
        if (symbol.isSpace() || symbol == u'-') continue;
        const int value = symbolValue(symbol);
        if (value < 0 || count >= symbols) return fail(Code::codeUnknown, during);
        for (int bit = 0; bit < 5; ++bit) {
            const std::size_t at = 5 * count + static_cast<std::size_t>(bit);
            if (value >> (4 - bit) & 1)
                bits.data()[at / 8] |= static_cast<std::uint8_t>(0x80 >> (at % 8));
        }
        ++count;
    }
    if (count != symbols) return fail(Code::codeUnknown, during);
    return EnrolmentCode(std::move(bits));
}

QString EnrolmentCode::text() const {
    QString text;
    for (std::size_t i = 0; i < symbols; ++i) {
        int value = 0;
        for (std::size_t bit = 5 * i; bit < 5 * i + 5; ++bit)
            value = value << 1 | (m_bits.data()[bit / 8] >> (7 - bit % 8) & 1);
        if (i > 0 && i % 4 == 0) text += u'-';
        text += QLatin1Char(alphabet[value]);
    }
    return text;
}

std::array<std::uint8_t, 16> EnrolmentCode::name() const {
    const SecretBytes key = deriveKey(m_bits, "candour enrol name 1");
    std::array<std::uint8_t, 16> name{};
    std::copy_n(key.data(), name.size(), name.begin());
    return name;
}

SecretBytes EnrolmentCode::upKey() const {
    return deriveKey(m_bits, "candour enrol up 1");
}
SecretBytes EnrolmentCode::downKey() const {
    return deriveKey(m_bits, "candour enrol down 1");
}

QByteArray EnrolRequest::encode(const SecretBytes& upKey) const {
    cbor::Writer writer;
    writer.map(6).integer(1).bytes(viewOf(code));
    writer.integer(2).bytes(vault);
    writer.integer(3).bytes(author.view());
    writer.integer(4).bytes(viewOf(recipient));
    writer.integer(5).bytes(nonce);
    writer.integer(6).bytes(authority);
    return proved(writer.result(), upKey, {writer.result()});
}

Result<EnrolRequest> EnrolRequest::decode(QByteArrayView bytes) {
    EnrolRequest request;
    const auto parts = partsOf(bytes);
    if (!parts) return fail(Code::badInput, during);
    cbor::Reader reader(parts->body);
    int seen = 0;
    reader.map([&](std::int64_t key) {
        ++seen;
        switch (key) {
            case 1: {
                const QByteArrayView name = reader.bytes(16);
                if (!reader.failed())
                    std::copy_n(spanOf(name).begin(), request.code.size(), request.code.begin());
                break;
            }
            case 2:
                request.vault = reader.id<VaultId>();
                break;
            case 3:
                request.author = VerifyKey::fromBytes(reader.bytes(32)).value_or(VerifyKey());
                break;
            case 4:
                readArray32(reader, request.recipient);
                break;
            case 5:
                request.nonce = reader.bytes(32).toByteArray();
                break;
            case 6:
                request.authority = reader.bytes(32).toByteArray();
                break;
            default:
                --seen;
                reader.skip();
        }
    });
    if (!reader.finished() || seen != 6) return fail(Code::badInput, during);
    return request;
}

bool EnrolRequest::proves(QByteArrayView bytes, const SecretBytes& upKey) {
    const auto parts = partsOf(bytes);
    return parts && sameProof(parts->proof, keyedHash256(upKey, {parts->body}));
}

QByteArray StoreIdentity::encode() const {
    cbor::Writer writer;
    writer.map(6).integer(1).bytes(host).integer(2).integer(port);
    writer.integer(3).bytes(authorityPem).integer(4).bytes(key.view());
    writer.integer(5).bytes(viewOf(recipient)).integer(6).text(name);
    return writer.take();
}

Result<StoreIdentity> StoreIdentity::decode(QByteArrayView bytes) {
    StoreIdentity identity;
    cbor::Reader reader(bytes);
    reader.map([&](std::int64_t key) {
        switch (key) {
            case 1:
                identity.host = reader.bytes().toByteArray();
                break;
            case 2:
                identity.port = static_cast<std::uint16_t>(reader.integer(1, 65'535));
                break;
            case 3:
                identity.authorityPem = reader.bytes().toByteArray();
                break;
            case 4:
                identity.key = VerifyKey::fromBytes(reader.bytes(32)).value_or(VerifyKey());
                break;
            case 5:
                readArray32(reader, identity.recipient);
                break;
            case 6:
                identity.name = reader.text();
                break;
            default:
                reader.skip();
        }
    });
    if (!reader.finished() || identity.host.isEmpty())
        return fail(Code::damaged, "read the store's identity");
    return identity;
}

QByteArray EnrolAnswer::encode(const SecretBytes& downKey, QByteArrayView request) const {
    cbor::Writer writer;
    writer.map(5).integer(1).raw(certificate.encode());
    writer.integer(2).bytes(storeKey.view());
    writer.integer(3).bytes(viewOf(storeRecipient));
    writer.integer(4).text(storeName);
    writer.integer(5).bytes(authority);
    return proved(writer.result(), downKey, {request, writer.result()});
}

Result<EnrolAnswer> EnrolAnswer::decode(QByteArrayView bytes, const SecretBytes& downKey,
                                        QByteArrayView request, QByteArrayView authoritySeen) {
    const auto parts = partsOf(bytes);
    // The proof comes before anything of the answer is believed.
    if (!parts || !sameProof(parts->proof, keyedHash256(downKey, {request, parts->body})))
        return fail(Code::storeNotGenuine, during);
    EnrolAnswer answer;
    cbor::Reader reader(parts->body);
    int seen = 0;
    reader.map([&](std::int64_t key) {
        ++seen;
        switch (key) {
            case 1: {
                auto certificate = Signed<Certificate>::readFrom(reader);
                if (!certificate) return reader.fail();
                answer.certificate = std::move(*certificate);
                break;
            }
            case 2:
                answer.storeKey = VerifyKey::fromBytes(reader.bytes(32)).value_or(VerifyKey());
                break;
            case 3:
                readArray32(reader, answer.storeRecipient);
                break;
            case 4:
                answer.storeName = reader.text();
                break;
            case 5:
                answer.authority = reader.bytes(32).toByteArray();
                break;
            default:
                --seen;
                reader.skip();
        }
    });
    if (!reader.finished() || seen != 5 || answer.authority != authoritySeen ||
        !answer.certificate.verify(answer.storeKey))
        return fail(Code::storeNotGenuine, during);
    return answer;
}

}  // namespace candour
