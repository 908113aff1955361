// A bundle: a hand-over as one file, for where there is no connection (PROTOCOL 23). Frames,
// receipts, sealed attachments and the store's own statements, one part after the other, sealed as
// a whole to whoever it is for; outside stand its format and the ids of their keys, nothing else.
//
// What always holds: it is whole, from who made it, and unaltered, or nothing of it is used:
// check() reads all of it first. A part of a later version's kind is passed over. Memory does not
// depend on its size.
#pragma once

#include "platform/atomicfile.h"
#include "sync/blob.h"
#include "sync/signed.h"

#include <functional>
#include <memory>
#include <span>
#include <vector>

namespace candour {

/// Who made a bundle and when, over all that is in it.
struct BundleEnd {
    static constexpr const char* label = label::bundle;
    VaultId maker;  // null: the store
    UtcTime made;
    Hash parts;  // of everything before, the clear beginning included

    [[nodiscard]] QByteArray encode() const;
    static Result<BundleEnd> decode(QByteArrayView bytes);
};

/// What a part is. The numbers are written.
enum class BundlePart : std::uint8_t {
    statements = 1,  // wire::Statements
    heads,           // where the chains end that its maker holds
    frame,           // as it travels
    receipt,         // Signed<Receipt>
    blobReceipt,     // Signed<BlobReceipt>
    blob,            // its id, then its sealed bytes
    end,             // Signed<BundleEnd>
};

class BundleWriter {
  public:
    /// Takes what follows in the file.
    using Sink = std::function<Status(QByteArrayView bytes)>;

    /// Begins a file that is not there yet: `alreadyThere` otherwise. It gets its name when it is
    /// whole, and is gone if it never is.
    static Result<BundleWriter> begin(const QString& path, std::span<const RecipientKey> recipients,
                                      Random& random);
    /// The same for a file that is somebody else's to write.
    static Result<BundleWriter> begin(Sink sink, std::span<const RecipientKey> recipients,
                                      Random& random);
    BundleWriter(BundleWriter&&) noexcept;
    BundleWriter& operator=(BundleWriter&&) = delete;
    ~BundleWriter();

    Status add(BundlePart part, QByteArrayView bytes);
    /// Exactly its sealed bytes follow, in as many pieces as one likes.
    Status beginBlob(const BlobRef& blob);
    Status addToBlob(QByteArrayView bytes) { return write(bytes); }
    /// The last: signs it, and gives the file its name. Answers how large it is.
    Result<std::int64_t> finish(const VaultId& maker, const SigningKey& key, UtcTime now);

  private:
    struct State;
    explicit BundleWriter(std::unique_ptr<State> state);
    Status head(BundlePart part, std::int64_t size);
    Status write(QByteArrayView bytes);
    std::unique_ptr<State> m_state;
};

class BundleReader {
  public:
    /// `missingKey` if it is sealed to others, `newerVersion` for a later format, `badInput` for
    /// what is no bundle.
    static Result<BundleReader> open(const QString& path, const BoxKey& recipient);
    BundleReader(BundleReader&&) noexcept;
    BundleReader& operator=(BundleReader&&) = delete;
    ~BundleReader();

    /// Reads all of it. `badInput` if it was cut short or altered. The signature is the caller's to
    /// check: who made it may be known from the bundle alone.
    Result<Signed<BundleEnd>> check();
    /// The same, about a mebibyte each time: nothing until all of it is read. Nothing else is asked
    /// of the reader until then.
    Result<std::optional<Signed<BundleEnd>>> checkMore();
    /// Every part in its order, from the beginning. Of a blob, `rest` answers its bytes piece by
    /// piece; what is left of them is passed over. Nothing comes of the end itself.
    using Rest = std::function<Result<std::size_t>(std::span<std::uint8_t> out)>;
    struct Visitor {
        std::function<Status(BundlePart part, QByteArrayView bytes)> part;
        std::function<Status(const BlobRef& blob, const Rest& rest)> blob;
    };
    Status each(const Visitor& visitor);
    /// The same part by part: back to the beginning, and then one each time, until true says that
    /// it was the last.
    Status rewind();
    Result<bool> visitNext(const Visitor& visitor);

  private:
    struct State;
    explicit BundleReader(std::unique_ptr<State> state);
    struct Part {
        BundlePart kind;
        std::int64_t size;
        QByteArray head;
    };
    [[nodiscard]] tl::unexpected<Error> notWhole() const;
    Result<Part> next();
    Result<QByteArray> bytesOf(const Part& part);
    Result<std::optional<Signed<BundleEnd>>> endOf(const Part& part);
    Status passOver(std::int64_t size);
    /// Exactly as many, or `badInput`.
    Status read(std::span<std::uint8_t> out);
    Result<std::size_t> some(std::span<std::uint8_t> out);
    Status visitBlob(std::int64_t size, const Visitor& visitor);
    std::unique_ptr<State> m_state;
};

/// The id under which a recipient finds itself in the clear beginning.
[[nodiscard]] std::array<std::uint8_t, 16> recipientId(const RecipientKey& recipient);

QByteArray encodeHeads(const std::vector<Head>& heads);
Result<std::vector<Head>> decodeHeads(QByteArrayView bytes);

}  // namespace candour
