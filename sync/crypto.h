// The few cryptographic operations of the ledger, all libsodium's: hashes, signatures with a label,
// keys derived by label. Nothing here is a primitive of our own.
#pragma once

#include "platform/error.h"
#include "platform/secretbytes.h"
#include "platform/uuid.h"

#include <QByteArray>

#include <array>
#include <compare>
#include <cstdint>
#include <initializer_list>
#include <optional>

namespace candour {

/// 32 bytes of BLAKE2b.
class Hash {
  public:
    static constexpr int size = 32;
    Hash() = default;
    explicit Hash(const std::array<std::uint8_t, 32>& bytes) : m_bytes(bytes) {}
    static std::optional<Hash> fromBytes(QByteArrayView bytes);
    /// BLAKE2b-256 of the parts, one after the other.
    static Hash of(std::initializer_list<QByteArrayView> parts);

    [[nodiscard]] const std::array<std::uint8_t, 32>& bytes() const { return m_bytes; }
    [[nodiscard]] QByteArrayView view() const {
        return {reinterpret_cast<const char*>(m_bytes.data()), size};
    }
    [[nodiscard]] QByteArray toBytes() const { return view().toByteArray(); }
    [[nodiscard]] bool isNull() const { return m_bytes == std::array<std::uint8_t, 32>{}; }
    friend auto operator<=>(const Hash&, const Hash&) = default;

  private:
    std::array<std::uint8_t, 32> m_bytes{};
};

using Signature = std::array<std::uint8_t, 64>;

[[nodiscard]] inline QByteArrayView viewOf(std::span<const std::uint8_t> bytes) {
    return {reinterpret_cast<const char*>(bytes.data()), static_cast<qsizetype>(bytes.size())};
}
[[nodiscard]] inline std::span<const std::uint8_t> spanOf(QByteArrayView bytes) {
    return {reinterpret_cast<const std::uint8_t*>(bytes.data()),
            static_cast<std::size_t>(bytes.size())};
}

/// BLAKE2b-128 under a key: ids that only a holder of the key can compute.
std::array<std::uint8_t, 16> keyedHash128(const SecretBytes& key,
                                          std::initializer_list<QByteArrayView> parts);
/// BLAKE2b-128 of label and parts, for ids that everybody derives alike.
std::array<std::uint8_t, 16> labelledHash128(QByteArrayView label,
                                             std::initializer_list<QByteArrayView> parts);
/// BLAKE2b-256 under a key: a message authentication code, or a key derived by label.
std::array<std::uint8_t, 32> keyedHash256(const SecretBytes& key,
                                          std::initializer_list<QByteArrayView> parts);
SecretBytes deriveKey(const SecretBytes& key, QByteArrayView label);

/// What everything signed begins with, so that no signature can be passed off as another kind's.
namespace label {
inline constexpr char head[] = "candour head 1";
inline constexpr char founding[] = "candour founding 1";
inline constexpr char receipt[] = "candour receipt 1";
inline constexpr char certificate[] = "candour certificate 1";
inline constexpr char roster[] = "candour roster 1";
inline constexpr char order[] = "candour order 1";
inline constexpr char time[] = "candour time 1";
inline constexpr char bundle[] = "candour bundle 1";
inline constexpr char blobReceipt[] = "candour blob receipt 1";
}  // namespace label

/// An Ed25519 public key.
class VerifyKey {
  public:
    static constexpr int size = 32;
    VerifyKey() = default;
    explicit VerifyKey(const std::array<std::uint8_t, 32>& bytes) : m_bytes(bytes) {}
    static std::optional<VerifyKey> fromBytes(QByteArrayView bytes);
    [[nodiscard]] QByteArrayView view() const { return viewOf(m_bytes); }
    /// Checks the signature over label and message.
    [[nodiscard]] bool verify(QByteArrayView label, QByteArrayView message,
                              QByteArrayView signature) const;
    friend bool operator==(const VerifyKey&, const VerifyKey&) = default;

  private:
    std::array<std::uint8_t, 32> m_bytes{};
};

/// An Ed25519 key pair, kept as its 32-byte seed.
class SigningKey {
  public:
    explicit SigningKey(SecretBytes seed);
    static SigningKey generate(Random& random);
    [[nodiscard]] Signature sign(QByteArrayView label, QByteArrayView message) const;
    [[nodiscard]] const VerifyKey& verifyKey() const { return m_verifyKey; }
    [[nodiscard]] const SecretBytes& seed() const { return m_seed; }

  private:
    SecretBytes m_seed;
    SecretBytes m_secret;  // libsodium's expanded form
    VerifyKey m_verifyKey;
};

/// The public half of a box key.
using RecipientKey = std::array<std::uint8_t, 32>;

/// Only the holder of the other half can open it, not even whoever sealed it. What libsodium's
/// crypto_box_seal_open opens, with chances from `random`. badInput for what is nobody's key.
Result<QByteArray> sealTo(const RecipientKey& recipient, std::span<const std::uint8_t> plain,
                          Random& random);

/// An X25519 key pair, for what is sealed to one recipient.
class BoxKey {
  public:
    explicit BoxKey(SecretBytes secret);
    static BoxKey generate(Random& random);
    [[nodiscard]] const RecipientKey& publicKey() const { return m_public; }
    /// badSeal if it was sealed to somebody else, or a byte of it is another.
    [[nodiscard]] Result<SecretBytes> open(QByteArrayView sealed) const;
    [[nodiscard]] const SecretBytes& secret() const { return m_secret; }

  private:
    SecretBytes m_secret;
    RecipientKey m_public{};
};

}  // namespace candour
