#include "app/vault/vaultkey.h"

#include "platform/check.h"
#include "platform/random.h"
#include "sync/crypto.h"

#include <sodium.h>

namespace candour {
namespace {

constexpr char kdfContext[crypto_kdf_CONTEXTBYTES + 1] = "candour1";
constexpr qsizetype nonceSize = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
constexpr qsizetype tagSize = crypto_aead_xchacha20poly1305_ietf_ABYTES;

}  // namespace

VaultKey::VaultKey(SecretBytes key) : m_key(std::move(key)) {
    check(m_key.size() == size, "a vault key has 32 bytes");
}

VaultKey VaultKey::generate(Random& random) {
    return VaultKey(SecretBytes::random(size, random));
}

SecretBytes VaultKey::keyFor(Use use) const {
    SecretBytes key(32);
    crypto_kdf_derive_from_key(key.data(), key.size(), static_cast<std::uint64_t>(use), kdfContext,
                               m_key.data());
    return key;
}

QByteArray sealBytes(const SecretBytes& key, QByteArrayView associated,
                     std::span<const std::uint8_t> plain, Random& random) {
    QByteArray sealed = random.bytes(nonceSize);
    sealed.resize(nonceSize + static_cast<qsizetype>(plain.size()) + tagSize);
    auto* out = reinterpret_cast<unsigned char*>(sealed.data());
    crypto_aead_xchacha20poly1305_ietf_encrypt(
        out + nonceSize, nullptr, plain.data(), plain.size(), spanOf(associated).data(),
        static_cast<unsigned long long>(associated.size()), nullptr, out, key.data());
    return sealed;
}

std::optional<SecretBytes> openBytes(const SecretBytes& key, QByteArrayView associated,
                                     QByteArrayView sealed) {
    if (sealed.size() < nonceSize + tagSize) return std::nullopt;
    const auto bytes = spanOf(sealed);
    SecretBytes plain(bytes.size() - nonceSize - tagSize);
    const int result = crypto_aead_xchacha20poly1305_ietf_decrypt(
        plain.data(), nullptr, nullptr, bytes.data() + nonceSize, bytes.size() - nonceSize,
        spanOf(associated).data(), static_cast<unsigned long long>(associated.size()), bytes.data(),
        key.data());
    if (result != 0) return std::nullopt;
    return plain;
}

}  // namespace candour
