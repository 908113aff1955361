// The vault key: 32 random bytes from which every key of a vault follows. It is never derived from
// the passphrase, only wrapped under it, so that changing a passphrase rewrites nothing else.
#pragma once

#include "platform/error.h"
#include "platform/secretbytes.h"

#include <QByteArray>

#include <cstdint>

namespace candour {

class Random;

class VaultKey {
  public:
    static constexpr std::size_t size = 32;
    /// The numbers are part of the format: 2 is kept for attachments, 3 for blind indexes.
    enum class Use : std::uint8_t { database = 1, settings = 4, keyFile = 5 };

    explicit VaultKey(SecretBytes key);
    static VaultKey generate(Random& random);

    [[nodiscard]] SecretBytes keyFor(Use use) const;
    [[nodiscard]] const SecretBytes& secret() const { return m_key; }

  private:
    SecretBytes m_key;
};

/// XChaCha20-Poly1305 with a random nonce: nonce (24) ‖ ciphertext ‖ tag (16).
[[nodiscard]] QByteArray sealBytes(const SecretBytes& key, QByteArrayView associated,
                                   std::span<const std::uint8_t> plain, Random& random);
/// Nothing if a byte of key, associated data or sealed bytes is not what it was.
[[nodiscard]] std::optional<SecretBytes> openBytes(const SecretBytes& key,
                                                   QByteArrayView associated,
                                                   QByteArrayView sealed);

}  // namespace candour
