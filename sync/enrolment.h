// How a tablet and the store come to know each other (PROTOCOL 32). The administrator hands over a
// single-use code of 80 bits. It is never sent: both sides prove that they know it, over each
// other's keys and over the certificate authority that the tablet saw, so that nobody between them
// can take part. The same request gets the same answer again, even after the code has run out.
#pragma once

#include "sync/crypto.h"
#include "sync/ids.h"
#include "sync/signed.h"

#include <QByteArray>
#include <QString>

#include <array>

namespace candour {

class EnrolmentCode {
  public:
    static constexpr int symbols = 16;  // Crockford's base 32

    static EnrolmentCode generate(Random& random);
    /// Takes any case, spaces and dashes, and O, I and L for 0, 1 and 1. codeUnknown otherwise.
    static Result<EnrolmentCode> fromText(QStringView text);
    /// ABCD-EFGH-JKMN-PQRS
    [[nodiscard]] QString text() const;

    /// Names the code without telling it.
    [[nodiscard]] std::array<std::uint8_t, 16> name() const;
    /// Keys of the proofs: from the tablet to the store, and back.
    [[nodiscard]] SecretBytes upKey() const;
    [[nodiscard]] SecretBytes downKey() const;

  private:
    explicit EnrolmentCode(SecretBytes bits) : m_bits(std::move(bits)) {}
    SecretBytes m_bits;  // 10 bytes
};

struct EnrolRequest {
    std::array<std::uint8_t, 16> code{};  // its name
    VaultId vault;
    VerifyKey author;
    std::array<std::uint8_t, 32> recipient{};
    QByteArray nonce;      // 32 bytes
    QByteArray authority;  // SHA-256 of the certificate authority that the tablet saw

    [[nodiscard]] QByteArray encode(const SecretBytes& upKey) const;
    static Result<EnrolRequest> decode(QByteArrayView bytes);
    /// The proof at the end of an encoded request.
    [[nodiscard]] static bool proves(QByteArrayView bytes, const SecretBytes& upKey);
};

/// Who the store is, as the tablet keeps it for good.
struct StoreIdentity {
    QByteArray host;
    std::uint16_t port = 443;
    QByteArray authorityPem;
    VerifyKey key;  // of receipts, rosters, certificates and time
    std::array<std::uint8_t, 32> recipient{};
    QString name;

    [[nodiscard]] QByteArray encode() const;
    static Result<StoreIdentity> decode(QByteArrayView bytes);
};

struct EnrolAnswer {
    Signed<Certificate> certificate;
    VerifyKey storeKey;
    std::array<std::uint8_t, 32> storeRecipient{};
    QString storeName;
    QByteArray authority;  // SHA-256 of the store's own certificate authority

    /// `request` is the tablet's whole message: the proof covers it.
    [[nodiscard]] QByteArray encode(const SecretBytes& downKey, QByteArrayView request) const;
    /// storeNotGenuine unless the proof fits the code, the request and the authority that was seen.
    static Result<EnrolAnswer> decode(QByteArrayView bytes, const SecretBytes& downKey,
                                      QByteArrayView request, QByteArrayView authoritySeen);
};

}  // namespace candour
