// A sealed attachment (PROTOCOL 35): libsodium's secretstream in chunks of 64 KiB under a key of
// its own, which lies in the sealed change that refers to it. What always holds: a chunk opens only
// at its own place of its own blob, and the end only where the last chunk is marked as such, so a
// blob that was cut, reordered or mixed with another does not open; memory does not depend on its
// size.
#pragma once

#include "platform/error.h"
#include "platform/secretbytes.h"
#include "sync/change.h"

#include <QByteArray>

#include <cstdint>
#include <functional>
#include <optional>

struct crypto_generichash_blake2b_state;

namespace candour {

class File;

namespace blob {

inline constexpr std::size_t keyBytes = 32;
inline constexpr std::int64_t headerBytes = 24;
inline constexpr std::int64_t chunkBytes = 64 * 1024;  // in the open; only the last is shorter
inline constexpr std::int64_t tagBytes = 17;

[[nodiscard]] std::int64_t sealedLength(std::int64_t plain);
/// Nothing if no blob is as long as that.
[[nodiscard]] std::optional<std::int64_t> plainLength(std::int64_t sealed);

enum class Place : std::uint8_t { inside, last };

}  // namespace blob

/// BLAKE2b-256 of what comes piece by piece: a blob's id is that of its sealed bytes.
class BlobHash {
  public:
    BlobHash();
    ~BlobHash();
    BlobHash(const BlobHash&) = delete;
    BlobHash& operator=(const BlobHash&) = delete;
    void add(QByteArrayView bytes);
    /// Once, at the end.
    [[nodiscard]] Hash result();

  private:
    std::unique_ptr<crypto_generichash_blake2b_state> m_state;
};

/// The id of what a file holds, read piece by piece.
Result<Hash> hashOf(const File& file);

class BlobSealer {
  public:
    explicit BlobSealer(const SecretBytes& key);
    /// What the sealed bytes begin with.
    [[nodiscard]] const QByteArray& header() const { return m_header; }
    /// Chunks in their order; every one but the last is full.
    [[nodiscard]] QByteArray seal(std::span<const std::uint8_t> chunk, blob::Place place);

  private:
    SecretBytes m_state;
    QByteArray m_header;
    std::uint64_t m_index = 0;
};

class BlobOpener {
  public:
    static Result<BlobOpener> begin(const SecretBytes& key, QByteArrayView header);
    /// Into `out`, which is a chunk large; answers how much of it. `badSeal` if this is not the
    /// next chunk, or is not marked as its place says.
    Result<std::size_t> open(QByteArrayView sealed, blob::Place place, std::span<std::uint8_t> out);

  private:
    explicit BlobOpener(SecretBytes state) : m_state(std::move(state)) {}
    SecretBytes m_state;
    std::uint64_t m_index = 0;
};

/// Puts what comes next into `out` and answers how much that is; nothing more only at the end.
using BlobSource = std::function<Result<std::size_t>(std::span<std::uint8_t> out)>;
using BlobSink = std::function<Status(QByteArrayView bytes)>;

/// Reads `plain` to its end and hands the sealed bytes on. Answers how many bytes it read;
/// `tooLarge` above limits::attachment.
Result<std::int64_t> sealBlob(const BlobSource& plain, const SecretBytes& key,
                              const BlobSink& sealed);
/// Hands on what `sealed` holds, each chunk once it is proved. `badSeal` if anything is not what
/// was sealed: what was handed on before is good, but it is not all.
Status openBlob(const File& sealed, const SecretBytes& key, const BlobSink& plain);

}  // namespace candour
