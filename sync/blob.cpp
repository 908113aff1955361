#include "sync/blob.h"

#include "platform/check.h"
#include "platform/file.h"
#include "platform/limits.h"

#include <sodium.h>

#include <algorithm>

namespace candour {
namespace {

using State = crypto_secretstream_xchacha20poly1305_state;
static_assert(blob::keyBytes == crypto_secretstream_xchacha20poly1305_KEYBYTES);
static_assert(blob::headerBytes == crypto_secretstream_xchacha20poly1305_HEADERBYTES);
static_assert(blob::tagBytes == crypto_secretstream_xchacha20poly1305_ABYTES);

constexpr char opening[] = "open an attachment";

State* stateIn(SecretBytes& bytes) {
    return reinterpret_cast<State*>(bytes.data());
}

std::uint8_t* rawOf(QByteArray& bytes) {
    return reinterpret_cast<std::uint8_t*>(bytes.data());
}

/// The stream counts by itself; that the place is said as well does not depend on how it does.
QByteArray placeOf(std::uint64_t index) {
    QByteArray place("candour blob 1");
    for (int shift = 56; shift >= 0; shift -= 8)
        place.append(static_cast<char>(index >> shift & 0xff));
    return place;
}

std::uint8_t tagFor(blob::Place place) {
    return place == blob::Place::last ? crypto_secretstream_xchacha20poly1305_tag_final()
                                      : crypto_secretstream_xchacha20poly1305_tag_message();
}

/// A chunk, or what is left of it before the end.
Result<std::size_t> readChunk(const BlobSource& from, SecretBytes& chunk) {
    std::size_t size = 0;
    while (size < chunk.size()) {
        TRY(const std::size_t got, from(chunk.view().subspan(size)));
        if (got == 0) break;
        size += got;
    }
    return size;
}

}  // namespace

std::int64_t blob::sealedLength(std::int64_t plain) {
    const std::int64_t chunks = std::max<std::int64_t>(1, (plain + chunkBytes - 1) / chunkBytes);
    return headerBytes + plain + chunks * tagBytes;
}

std::optional<std::int64_t> blob::plainLength(std::int64_t sealed) {
    constexpr std::int64_t most = std::int64_t{1} << 60;  // no disk is larger
    if (sealed < headerBytes + tagBytes || sealed > most) return std::nullopt;
    const std::int64_t body = sealed - headerBytes;
    const std::int64_t chunks = (body + chunkBytes + tagBytes - 1) / (chunkBytes + tagBytes);
    const std::int64_t plain = body - chunks * tagBytes;
    if (plain < 0 || sealedLength(plain) != sealed) return std::nullopt;
    return plain;
}

// Hashing ----------------------------------------------------------------------------------------

BlobHash::BlobHash() : m_state(std::make_unique<crypto_generichash_blake2b_state>()) {
    crypto_generichash_blake2b_init(m_state.get(), nullptr, 0, Hash::size);
}

BlobHash::~BlobHash() = default;

void BlobHash::add(QByteArrayView bytes) {
    crypto_generichash_blake2b_update(m_state.get(), spanOf(bytes).data(),
                                      static_cast<unsigned long long>(bytes.size()));
}

Hash BlobHash::result() {
    std::array<std::uint8_t, Hash::size> out{};
    crypto_generichash_blake2b_final(m_state.get(), out.data(), out.size());
    return Hash(out);
}

Result<Hash> hashOf(const File& file) {
    BlobHash hash;
    std::vector<std::uint8_t> piece(256 * 1024);
    for (std::int64_t at = 0;;) {
        TRY(const std::size_t got, file.readAt(at, piece));
        if (got == 0) return hash.result();
        hash.add(viewOf(std::span(piece).first(got)));
        at += static_cast<std::int64_t>(got);
    }
}

// Sealing and opening ----------------------------------------------------------------------------

BlobSealer::BlobSealer(const SecretBytes& key)
    : m_state(sizeof(State)), m_header(blob::headerBytes, Qt::Uninitialized) {
    check(key.size() == blob::keyBytes, "a blob's key has 32 bytes");
    crypto_secretstream_xchacha20poly1305_init_push(stateIn(m_state), rawOf(m_header), key.data());
}

QByteArray BlobSealer::seal(std::span<const std::uint8_t> chunk, blob::Place place) {
    const auto full = static_cast<std::size_t>(blob::chunkBytes);
    check(chunk.size() == full || (place == blob::Place::last && chunk.size() < full),
          "only a blob's last chunk is shorter");
    const QByteArray where = placeOf(m_index++);
    QByteArray sealed(static_cast<qsizetype>(chunk.size()) + blob::tagBytes, Qt::Uninitialized);
    crypto_secretstream_xchacha20poly1305_push(
        stateIn(m_state), rawOf(sealed), nullptr, chunk.data(), chunk.size(), spanOf(where).data(),
        static_cast<unsigned long long>(where.size()), tagFor(place));
    return sealed;
}

Result<BlobOpener> BlobOpener::begin(const SecretBytes& key, QByteArrayView header) {
    SecretBytes state(sizeof(State));
    if (key.size() != blob::keyBytes || header.size() != blob::headerBytes ||
        crypto_secretstream_xchacha20poly1305_init_pull(stateIn(state), spanOf(header).data(),
                                                        key.data()) != 0)
        return fail(Code::badSeal, opening);
    return BlobOpener(std::move(state));
}

Result<std::size_t> BlobOpener::open(QByteArrayView sealed, blob::Place place,
                                     std::span<std::uint8_t> out) {
    if (sealed.size() < blob::tagBytes ||
        out.size() + blob::tagBytes < static_cast<std::size_t>(sealed.size()))
        return fail(Code::badSeal, opening);
    const QByteArray where = placeOf(m_index++);
    unsigned long long size = 0;
    std::uint8_t tag = 0;
    if (crypto_secretstream_xchacha20poly1305_pull(
            stateIn(m_state), out.data(), &size, &tag, spanOf(sealed).data(),
            static_cast<unsigned long long>(sealed.size()), spanOf(where).data(),
            static_cast<unsigned long long>(where.size())) != 0 ||
        tag != tagFor(place))
        return fail(Code::badSeal, opening);
    return static_cast<std::size_t>(size);
}

Result<std::int64_t> sealBlob(const BlobSource& plain, const SecretBytes& key,
                              const BlobSink& sealed) {
    BlobSealer sealer(key);
    TRY_OK(sealed(sealer.header()));
    // One chunk is read ahead: the last one has to be known for the last when it is sealed.
    SecretBytes now(blob::chunkBytes);
    SecretBytes next(blob::chunkBytes);
    TRY(std::size_t size, readChunk(plain, now));
    std::int64_t length = 0;
    while (true) {
        length += static_cast<std::int64_t>(size);
        if (length > limits::attachment) return fail(Code::tooLarge, "seal an attachment");
        std::size_t more = 0;
        if (size == now.size()) {
            TRY(more, readChunk(plain, next));
        }
        const auto place = more == 0 ? blob::Place::last : blob::Place::inside;
        TRY_OK(sealed(sealer.seal(now.view().first(size), place)));
        if (more == 0) return length;
        std::swap(now, next);
        size = more;
    }
}

Status openBlob(const File& sealed, const SecretBytes& key, const BlobSink& plain) {
    constexpr std::int64_t step = blob::chunkBytes + blob::tagBytes;
    TRY(const std::int64_t length, sealed.size());
    if (!blob::plainLength(length)) return fail(Code::badSeal, opening);
    QByteArray piece(step, Qt::Uninitialized);
    const auto read = [&](std::int64_t at, std::int64_t size) -> Result<QByteArrayView> {
        TRY(const std::size_t got,
            sealed.readAt(at, {rawOf(piece), static_cast<std::size_t>(size)}));
        return QByteArrayView(piece).first(static_cast<qsizetype>(got));
    };
    TRY(const QByteArrayView header, read(0, blob::headerBytes));
    TRY(BlobOpener opener, BlobOpener::begin(key, header));
    SecretBytes open(blob::chunkBytes);
    for (std::int64_t at = blob::headerBytes; at < length; at += step) {
        TRY(const QByteArrayView chunk, read(at, std::min(step, length - at)));
        const auto place = at + step >= length ? blob::Place::last : blob::Place::inside;
        TRY(const std::size_t size, opener.open(chunk, place, open.view()));
        TRY_OK(plain(viewOf(open.view().first(size))));
    }
    return {};
}

}  // namespace candour
