#include "sync/crypto.h"

#include "platform/check.h"

#include <sodium.h>

#include <algorithm>
#include <cstring>

namespace candour {
namespace {

const unsigned char* raw(QByteArrayView view) {
    return reinterpret_cast<const unsigned char*>(view.data());
}

template <std::size_t Size>
std::array<std::uint8_t, Size> blake2b(std::span<const std::uint8_t> key, QByteArrayView first,
                                       std::initializer_list<QByteArrayView> parts) {
    crypto_generichash_state state;
    crypto_generichash_init(&state, key.empty() ? nullptr : key.data(), key.size(), Size);
    const auto add = [&state](QByteArrayView part) {
        crypto_generichash_update(&state, raw(part), static_cast<unsigned long long>(part.size()));
    };
    if (!first.isEmpty()) add(first);
    for (const QByteArrayView part : parts)
        if (!part.isEmpty()) add(part);
    std::array<std::uint8_t, Size> out{};
    crypto_generichash_final(&state, out.data(), out.size());
    return out;
}

QByteArray labelled(QByteArrayView label, QByteArrayView message) {
    QByteArray whole;
    whole.reserve(label.size() + message.size());
    whole.append(label).append(message);
    return whole;
}

}  // namespace

std::optional<Hash> Hash::fromBytes(QByteArrayView bytes) {
    if (bytes.size() != size) return std::nullopt;
    Hash hash;
    std::memcpy(hash.m_bytes.data(), bytes.data(), size);
    return hash;
}

Hash Hash::of(std::initializer_list<QByteArrayView> parts) {
    return Hash(blake2b<32>({}, {}, parts));
}

std::array<std::uint8_t, 16> keyedHash128(const SecretBytes& key,
                                          std::initializer_list<QByteArrayView> parts) {
    return blake2b<16>(key.view(), {}, parts);
}

std::array<std::uint8_t, 16> labelledHash128(QByteArrayView label,
                                             std::initializer_list<QByteArrayView> parts) {
    return blake2b<16>({}, label, parts);
}

std::array<std::uint8_t, 32> keyedHash256(const SecretBytes& key,
                                          std::initializer_list<QByteArrayView> parts) {
    return blake2b<32>(key.view(), {}, parts);
}

SecretBytes deriveKey(const SecretBytes& key, QByteArrayView label) {
    auto derived = keyedHash256(key, {label});
    SecretBytes out = SecretBytes::copyOf(derived);
    sodium_memzero(derived.data(), derived.size());
    return out;
}

std::optional<VerifyKey> VerifyKey::fromBytes(QByteArrayView bytes) {
    if (bytes.size() != size) return std::nullopt;
    VerifyKey key;
    std::memcpy(key.m_bytes.data(), bytes.data(), size);
    return key;
}

bool VerifyKey::verify(QByteArrayView label, QByteArrayView message,
                       QByteArrayView signature) const {
    if (signature.size() != static_cast<qsizetype>(sizeof(Signature))) return false;
    const QByteArray whole = labelled(label, message);
    return crypto_sign_verify_detached(raw(signature), raw(whole),
                                       static_cast<unsigned long long>(whole.size()),
                                       m_bytes.data()) == 0;
}

SigningKey::SigningKey(SecretBytes seed)
    : m_seed(std::move(seed)), m_secret(crypto_sign_SECRETKEYBYTES) {
    check(m_seed.size() == crypto_sign_SEEDBYTES, "a signing seed has 32 bytes");
    std::array<std::uint8_t, 32> publicKey{};
    crypto_sign_seed_keypair(publicKey.data(), m_secret.data(), m_seed.data());
    m_verifyKey = VerifyKey(publicKey);
}

SigningKey SigningKey::generate(Random& random) {
    return SigningKey(SecretBytes::random(crypto_sign_SEEDBYTES, random));
}

Signature SigningKey::sign(QByteArrayView label, QByteArrayView message) const {
    const QByteArray whole = labelled(label, message);
    Signature signature{};
    crypto_sign_detached(signature.data(), nullptr, raw(whole),
                         static_cast<unsigned long long>(whole.size()), m_secret.data());
    return signature;
}

BoxKey::BoxKey(SecretBytes secret) : m_secret(std::move(secret)) {
    check(m_secret.size() == crypto_scalarmult_SCALARBYTES, "a box key has 32 bytes");
    crypto_scalarmult_base(m_public.data(), m_secret.data());
}

BoxKey BoxKey::generate(Random& random) {
    return BoxKey(SecretBytes::random(crypto_scalarmult_SCALARBYTES, random));
}

Result<SecretBytes> BoxKey::open(QByteArrayView sealed) const {
    constexpr char during[] = "open what was sealed to us";
    if (sealed.size() < static_cast<qsizetype>(crypto_box_SEALBYTES))
        return fail(Code::badSeal, during);
    SecretBytes plain(static_cast<std::size_t>(sealed.size()) - crypto_box_SEALBYTES);
    if (crypto_box_seal_open(plain.data(), spanOf(sealed).data(), spanOf(sealed).size(),
                             m_public.data(), m_secret.data()) != 0)
        return fail(Code::badSeal, during);
    return plain;
}

Result<QByteArray> sealTo(const RecipientKey& recipient, std::span<const std::uint8_t> plain,
                          Random& random) {
    const BoxKey once = BoxKey::generate(random);
    unsigned char nonce[crypto_box_NONCEBYTES];
    crypto_generichash_state state;
    crypto_generichash_init(&state, nullptr, 0, sizeof nonce);
    crypto_generichash_update(&state, once.publicKey().data(), once.publicKey().size());
    crypto_generichash_update(&state, recipient.data(), recipient.size());
    crypto_generichash_final(&state, nonce, sizeof nonce);
    QByteArray sealed(static_cast<qsizetype>(crypto_box_SEALBYTES + plain.size()),
                      Qt::Uninitialized);
    auto* const out = reinterpret_cast<unsigned char*>(sealed.data());
    std::copy(once.publicKey().begin(), once.publicKey().end(), out);
    if (crypto_box_easy(out + crypto_box_PUBLICKEYBYTES, plain.data(), plain.size(), nonce,
                        recipient.data(), once.secret().data()) != 0)
        return fail(Code::badInput, "seal to somebody");
    return sealed;
}

}  // namespace candour
