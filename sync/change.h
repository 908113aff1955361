// A change: the one kind of thing that happens in Candour. An immutable record of who wrote which
// fields of which record, when, replacing what (PROTOCOL 5 to 7). The header is clear inside the
// encrypted store; the payload holds the values alone and is sealed. A change is linked to the one
// before it in its chain, so that none can be altered, inserted or dropped unnoticed.
#pragma once

#include "platform/clock.h"
#include "platform/error.h"
#include "sync/cbor.h"
#include "sync/crypto.h"
#include "sync/ids.h"
#include "sync/notebook.h"

#include <QByteArray>
#include <QString>

#include <chrono>
#include <cstdint>
#include <optional>
#include <vector>

namespace candour {

/// A sealed attachment that a change refers to, by the hash of its ciphertext.
struct BlobRef {
    Hash id;
    std::int64_t length = 0;
    friend bool operator==(const BlobRef&, const BlobRef&) = default;
};

/// The moment of writing, with what is known of the clock that says so.
struct Moment {
    UtcTime utc;                        // as the tablet's clock stood
    std::chrono::minutes zoneOffset{};  // of the place
    milliseconds sinceBoot{};           // orders one vault's changes whatever the clock did
    std::uint32_t bootCount = 0;        // kept by the vault, not the system's
    /// Store's clock minus the tablet's, as last measured, and how far off that may be.
    struct Offset {
        milliseconds offset{};
        milliseconds uncertainty{};
        friend bool operator==(const Offset&, const Offset&) = default;
    };
    std::optional<Offset> store;

    [[nodiscard]] UtcTime corrected() const { return store ? utc + store->offset : utc; }
    friend bool operator==(const Moment&, const Moment&) = default;
};

/// One field that a change writes, and the earlier changes whose value of it this one replaces:
/// those that the writer had seen.
struct FieldHead {
    QString name;
    std::vector<ChangeId> replaces;
    friend bool operator==(const FieldHead&, const FieldHead&) = default;
};

struct Header {
    static constexpr int currentSuite = 1;  // BLAKE2b, XChaCha20-Poly1305, Ed25519

    int suite = currentSuite;
    NotebookId notebook;
    VaultId vault;
    Lane lane = Lane::rest;
    std::int64_t number = 0;  // 1, 2, 3 … in the chain of this vault, notebook and lane
    QString type;             // of the record, from the app's list; opaque here
    RecordId record;
    KeyId key;  // the subject key the payload is sealed under; null: a control change, unsealed
    std::vector<FieldHead> fields;
    std::vector<BlobRef> blobs;
    Moment written;

    /// Sorts the fields into canonical order first: the payload's values follow it.
    [[nodiscard]] QByteArray encode() const;
    /// Keys that this version does not know are allowed: the bytes are kept as they came.
    static Result<Header> decode(QByteArrayView bytes);
    friend bool operator==(const Header&, const Header&) = default;
};

/// Sorts by the order that canonical CBOR gives text keys.
[[nodiscard]] bool fieldNameBefore(const QString& a, const QString& b);

/// How a payload lies or travels (PROTOCOL 20).
enum class PayloadForm : std::uint8_t {
    opened = 0,  // inside TLS only; at rest only that of a control change, which has no seal
    sealed,      // to a recipient
    asItLies,    // sealed bytes whose key is not here
    erased,      // its hash alone
};

/// A change as the ledger keeps it: header and payload byte for byte as they were hashed.
struct Change {
    QByteArray header;
    QByteArray payload;  // as `form` says; for `erased`, the 32-byte hash of what was
    PayloadForm form = PayloadForm::asItLies;
    Hash link;

    [[nodiscard]] ChangeId id() const;
};

[[nodiscard]] ChangeId changeIdOf(const Hash& link);
/// The link of a change that follows `previous` (32 zero bytes before the first).
[[nodiscard]] Hash linkAfter(const Hash& previous, QByteArrayView header, const Hash& payloadHash);

/// The values of a payload, in the order of the header's fields.
[[nodiscard]] QByteArray encodePayload(const std::vector<cbor::Value>& values);
Result<std::vector<cbor::Value>> decodePayload(QByteArrayView bytes);

}  // namespace candour
