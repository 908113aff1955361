#include "sync/sealing.h"

#include "platform/check.h"
#include "sync/crypto.h"

#include <sodium.h>

#include <cstring>

namespace candour {
namespace {

constexpr char derivation[] = "cndrseal";  // crypto_kdf's context: exactly eight characters
constexpr std::size_t nonceSize = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
constexpr std::size_t tagSize = crypto_aead_xchacha20poly1305_ietf_ABYTES;

KeyId keyId(const SecretBytes& key, const NotebookId& notebook, const SubjectId& subject,
            std::uint32_t generation) {
    const char big[4] = {static_cast<char>(generation >> 24), static_cast<char>(generation >> 16),
                         static_cast<char>(generation >> 8), static_cast<char>(generation)};
    return KeyId(keyedHash128(key, {notebook.view(), subject.view(), QByteArrayView(big, 4)}));
}

/// The header's length goes first, so that no byte can move between header and payload.
void nonceFor(const std::uint8_t* nonceKey, QByteArrayView header, QByteArrayView payload,
              unsigned char* out) {
    const auto length = static_cast<std::uint32_t>(header.size());
    const unsigned char big[4] = {
        static_cast<unsigned char>(length >> 24), static_cast<unsigned char>(length >> 16),
        static_cast<unsigned char>(length >> 8), static_cast<unsigned char>(length)};
    crypto_generichash_state state;
    crypto_generichash_init(&state, nonceKey, 32, nonceSize);
    crypto_generichash_update(&state, big, sizeof big);
    crypto_generichash_update(&state, spanOf(header).data(), spanOf(header).size());
    crypto_generichash_update(&state, spanOf(payload).data(), spanOf(payload).size());
    crypto_generichash_final(&state, out, nonceSize);
}

}  // namespace

SubjectKey::SubjectKey(NotebookId notebook, SubjectId subject, std::uint32_t generation,
                       SecretBytes key)
    : m_notebook(notebook), m_subject(subject), m_generation(generation), m_keys(3 * size) {
    check(key.size() == size, "a subject key has 32 bytes");
    m_id = keyId(key, notebook, subject, generation);
    std::memcpy(m_keys.data(), key.data(), size);
    crypto_kdf_derive_from_key(m_keys.data() + size, size, 1, derivation, key.data());
    crypto_kdf_derive_from_key(m_keys.data() + 2 * size, size, 2, derivation, key.data());
}

SubjectKey SubjectKey::generate(NotebookId notebook, SubjectId subject, std::uint32_t generation,
                                Random& random) {
    return {notebook, subject, generation, SecretBytes::random(size, random)};
}

std::span<const std::uint8_t> SubjectKey::secret() const {
    return m_keys.view().first(size);
}

QByteArray SubjectKey::seal(QByteArrayView header, QByteArrayView payload) const {
    QByteArray sealed(static_cast<qsizetype>(nonceSize + tagSize) + payload.size(),
                      Qt::Uninitialized);
    auto* out = reinterpret_cast<unsigned char*>(sealed.data());
    nonceFor(m_keys.data() + 2 * size, header, payload, out);
    crypto_aead_xchacha20poly1305_ietf_encrypt(
        out + nonceSize, nullptr, spanOf(payload).data(), spanOf(payload).size(),
        spanOf(header).data(), spanOf(header).size(), nullptr, out, m_keys.data() + size);
    return sealed;
}

Result<QByteArray> SubjectKey::open(QByteArrayView header, QByteArrayView sealed) const {
    constexpr char during[] = "open a sealed payload";
    const auto overhead = static_cast<qsizetype>(nonceSize + tagSize);
    if (sealed.size() < overhead) return fail(Code::badSeal, during);
    QByteArray payload(sealed.size() - overhead, Qt::Uninitialized);
    const unsigned char* nonce = spanOf(sealed).data();
    if (crypto_aead_xchacha20poly1305_ietf_decrypt(
            reinterpret_cast<unsigned char*>(payload.data()), nullptr, nullptr, nonce + nonceSize,
            spanOf(sealed).size() - nonceSize, spanOf(header).data(), spanOf(header).size(), nonce,
            m_keys.data() + size) != 0)
        return fail(Code::badSeal, during);
    unsigned char expected[nonceSize];
    nonceFor(m_keys.data() + 2 * size, header, payload, expected);
    if (sodium_memcmp(expected, nonce, nonceSize) != 0) return fail(Code::badSeal, during);
    return payload;
}

}  // namespace candour
