#include "sync/bundle.h"

#include "platform/check.h"
#include "platform/limits.h"

#include <QFileInfo>

#include <algorithm>
#include <cstring>

namespace candour {
namespace {

constexpr char making[] = "make a bundle";
constexpr char reading[] = "read a bundle";
constexpr QByteArrayView magic("candour bundle\n", 15);
constexpr int format = 1;
constexpr qsizetype clearMax = 64 * 1024;
constexpr std::int64_t partHead = 9;  // its kind, then its length in eight bytes
constexpr std::int64_t checkedAtOnce = 1024 * 1024;
constexpr std::int64_t sealedChunk = blob::chunkBytes + blob::tagBytes;

auto isNotWhole() {
    return fail(Code::badInput, reading,
                "The bundle is not whole, or was changed on the way. Copy it once more. Nothing "
                "of it was used.");
}

std::uint64_t numberIn(std::span<const std::uint8_t> bytes) {
    std::uint64_t number = 0;
    for (const std::uint8_t byte : bytes) number = number << 8 | byte;
    return number;
}

QByteArray inBytes(std::uint64_t number, int count) {
    QByteArray bytes;
    for (int shift = 8 * (count - 1); shift >= 0; shift -= 8)
        bytes.append(static_cast<char>(number >> shift & 0xff));
    return bytes;
}

}  // namespace

std::array<std::uint8_t, 16> recipientId(const RecipientKey& recipient) {
    return labelledHash128("candour bundle recipient 1", {viewOf(recipient)});
}

QByteArray encodeHeads(const std::vector<Head>& heads) {
    cbor::Writer writer;
    writer.array(heads.size());
    for (const Head& head : heads) writeHead(writer, head);
    return writer.take();
}

Result<std::vector<Head>> decodeHeads(QByteArrayView bytes) {
    std::vector<Head> heads;
    cbor::Reader reader(bytes);
    for (std::size_t left = reader.array(limits::cborItems); left > 0 && !reader.failed(); --left)
        heads.push_back(readHead(reader));
    if (!reader.finished()) return fail(Code::badInput, reading);
    return heads;
}

QByteArray BundleEnd::encode() const {
    cbor::Writer writer;
    writer.map(3).integer(1).bytes(maker);
    writer.integer(2).integer(made.time_since_epoch().count());
    writer.integer(3).bytes(parts.view());
    return writer.take();
}

Result<BundleEnd> BundleEnd::decode(QByteArrayView bytes) {
    BundleEnd end;
    cbor::Reader reader(bytes);
    reader.map([&](std::int64_t key) {
        if (key == 1)
            end.maker = reader.id<VaultId>();
        else if (key == 2)
            end.made = UtcTime(milliseconds(reader.integer()));
        else if (key == 3)
            end.parts = Hash::fromBytes(reader.bytes(Hash::size)).value_or(Hash());
        else
            reader.skip();
    });
    if (!reader.finished()) return fail(Code::damaged, reading);
    return end;
}

// Writing ----------------------------------------------------------------------------------------

struct BundleWriter::State {
    Sink sink;
    std::shared_ptr<GrowingFile> file;  // none if it is somebody else's
    BlobSealer sealer;
    std::int64_t at = 0;
    SecretBytes chunk{blob::chunkBytes};
    std::size_t filled = 0;
    std::unique_ptr<BlobHash> hash = std::make_unique<BlobHash>();  // of what is signed

    Status append(QByteArrayView bytes) {
        at += bytes.size();
        return sink(bytes);
    }
};

BundleWriter::BundleWriter(std::unique_ptr<State> state) : m_state(std::move(state)) {}
BundleWriter::BundleWriter(BundleWriter&&) noexcept = default;
BundleWriter::~BundleWriter() = default;

Result<BundleWriter> BundleWriter::begin(const QString& path,
                                         std::span<const RecipientKey> recipients, Random& random) {
    TRY(GrowingFile begun, GrowingFile::begin(path, GrowingFile::Over::nothing, making));
    const auto file = std::make_shared<GrowingFile>(std::move(begun));
    const auto sink = [file](QByteArrayView bytes) -> Status {
        const Status written = file->append(bytes);
        if (!written && written.error().code == Code::diskFull)
            return fail(Code::diskFull, making,
                        "There is no room for the bundle where it was to go. Nothing of it was "
                        "left there.");
        return written;
    };
    TRY(BundleWriter writer, begin(sink, recipients, random));
    writer.m_state->file = file;
    return writer;
}

Result<BundleWriter> BundleWriter::begin(Sink sink, std::span<const RecipientKey> recipients,
                                         Random& random) {
    check(!recipients.empty(), "a bundle is for somebody");
    if (recipients.size() > limits::bundleRecipients) return fail(Code::tooLarge, making);
    const SecretBytes key = SecretBytes::random(blob::keyBytes, random);
    cbor::Writer clear;
    clear.map(2).integer(1).integer(format);
    clear.integer(2).array(recipients.size());
    for (const RecipientKey& recipient : recipients) {
        TRY(const QByteArray sealed, sealTo(recipient, key.view(), random));
        clear.array(2).bytes(viewOf(recipientId(recipient))).bytes(sealed);
    }
    BundleWriter writer(
        std::unique_ptr<State>(new State{std::move(sink), nullptr, BlobSealer(key)}));
    const QByteArray head = magic.toByteArray() +
                            inBytes(static_cast<std::uint64_t>(clear.result().size()), 4) +
                            clear.result();
    writer.m_state->hash->add(head);
    TRY_OK(writer.m_state->append(head));
    TRY_OK(writer.m_state->append(writer.m_state->sealer.header()));
    return writer;
}

Status BundleWriter::write(QByteArrayView bytes) {
    if (m_state->hash) m_state->hash->add(bytes);
    std::size_t& filled = m_state->filled;
    SecretBytes& chunk = m_state->chunk;
    while (!bytes.isEmpty()) {
        // A full chunk waits for what follows it: the last one is sealed as such.
        if (filled == chunk.size()) {
            TRY_OK(m_state->append(m_state->sealer.seal(chunk.view(), blob::Place::inside)));
            filled = 0;
        }
        const auto take = std::min(chunk.size() - filled, static_cast<std::size_t>(bytes.size()));
        std::memcpy(chunk.data() + filled, bytes.data(), take);
        filled += take;
        bytes = bytes.sliced(static_cast<qsizetype>(take));
    }
    return {};
}

Status BundleWriter::head(BundlePart part, std::int64_t size) {
    QByteArray head(1, static_cast<char>(part));
    head += inBytes(static_cast<std::uint64_t>(size), 8);
    return write(head);
}

Status BundleWriter::add(BundlePart part, QByteArrayView bytes) {
    if (bytes.size() > static_cast<qsizetype>(limits::bundlePart))
        return fail(Code::tooLarge, making);
    TRY_OK(head(part, bytes.size()));
    return write(bytes);
}

Status BundleWriter::beginBlob(const BlobRef& blob) {
    TRY_OK(head(BundlePart::blob, Hash::size + blob.length));
    return write(blob.id.view());
}

Result<std::int64_t> BundleWriter::finish(const VaultId& maker, const SigningKey& key,
                                          UtcTime now) {
    const auto end = Signed<BundleEnd>::make({maker, now, m_state->hash->result()}, key);
    m_state->hash.reset();
    TRY_OK(add(BundlePart::end, end.encode()));
    TRY_OK(m_state->append(
        m_state->sealer.seal(m_state->chunk.view().first(m_state->filled), blob::Place::last)));
    if (m_state->file) TRY_OK(m_state->file->finish());
    return m_state->at;
}

// Reading ----------------------------------------------------------------------------------------

struct AttachmentCheck {
    BlobHash hash;
    std::int64_t left = 0;  // of the part that is being read
};

struct BundleReader::State {
    File file;
    std::int64_t size = 0;
    QByteArray clear;  // the beginning, as it is hashed
    SecretBytes key;
    std::optional<BlobOpener> opener = {};
    std::int64_t at = 0;  // of the next sealed chunk
    SecretBytes chunk{blob::chunkBytes};
    std::size_t used = 0;
    std::size_t filled = 0;
    bool wasWhole = false;
    std::optional<AttachmentCheck> checking = {};
};

BundleReader::BundleReader(std::unique_ptr<State> state) : m_state(std::move(state)) {}
BundleReader::BundleReader(BundleReader&&) noexcept = default;
BundleReader::~BundleReader() = default;

Result<BundleReader> BundleReader::open(const QString& path, const BoxKey& recipient) {
    const auto noBundle = [] { return fail(Code::badInput, reading, "That is not a bundle."); };
    if (!QFileInfo(path).isFile()) return fail(Code::notFound, reading, "There is no such file.");
    TRY(File file, File::open(path, File::Mode::read, reading));
    TRY(const std::int64_t size, file.size());
    QByteArray begins(magic.size() + 4, Qt::Uninitialized);
    TRY(const std::size_t got, file.readAt(0, {reinterpret_cast<std::uint8_t*>(begins.data()),
                                               static_cast<std::size_t>(begins.size())}));
    if (got != static_cast<std::size_t>(begins.size()) || !begins.startsWith(magic))
        return noBundle();
    const auto length = static_cast<qsizetype>(numberIn(spanOf(begins).last(4)));
    if (length > clearMax || begins.size() + length > size) return isNotWhole();
    QByteArray clear(length, Qt::Uninitialized);
    TRY(const std::size_t more,
        file.readAt(begins.size(), {reinterpret_cast<std::uint8_t*>(clear.data()),
                                    static_cast<std::size_t>(clear.size())}));
    if (more != static_cast<std::size_t>(length)) return isNotWhole();

    bool newer = false;
    QByteArray sealed;
    const auto own = recipientId(recipient.publicKey());
    cbor::Reader reader(clear);
    reader.map([&](std::int64_t key) {
        if (key == 1) {
            newer = reader.integer() > format;
        } else if (key == 2 && !newer) {
            for (std::size_t left = reader.array(limits::bundleRecipients);
                 left > 0 && !reader.failed(); --left) {
                if (reader.array(2) != 2) reader.fail();
                const QByteArrayView id = reader.bytes(16);
                const QByteArrayView box = reader.bytes();
                if (id == viewOf(own)) sealed = box.toByteArray();
            }
        } else {
            reader.skip();
        }
    });
    if (!reader.finished()) return isNotWhole();
    if (newer) return fail(Code::newerVersion, reading, "The bundle was made by a newer Candour.");
    if (sealed.isEmpty())
        return fail(Code::missingKey, reading,
                    "The bundle is for somebody else. Nothing of it was used.");
    auto key = recipient.open(sealed);
    if (!key) return isNotWhole();
    return BundleReader(
        std::unique_ptr<State>(new State{std::move(file), size, begins + clear, std::move(*key)}));
}

/// Once it was whole, what cannot be read of it any more is the disk's.
tl::unexpected<Error> BundleReader::notWhole() const {
    if (!m_state->wasWhole) return isNotWhole();
    return fail(Code::diskFailed, reading,
                "The bundle could be read once, and then not to its end. What came of it stays. "
                "Take it in once more.");
}

Status BundleReader::rewind() {
    State& state = *m_state;
    QByteArray header(blob::headerBytes, Qt::Uninitialized);
    TRY(const std::size_t got,
        state.file.readAt(state.clear.size(), {reinterpret_cast<std::uint8_t*>(header.data()),
                                               static_cast<std::size_t>(header.size())}));
    if (got != static_cast<std::size_t>(header.size())) return notWhole();
    auto opener = BlobOpener::begin(state.key, header);
    if (!opener) return notWhole();
    state.opener.emplace(std::move(*opener));
    state.at = state.clear.size() + blob::headerBytes;
    state.used = state.filled = 0;
    return {};
}

/// At most as many; none only at the end.
Result<std::size_t> BundleReader::some(std::span<std::uint8_t> out) {
    State& state = *m_state;
    if (state.used == state.filled) {
        if (state.at >= state.size) return std::size_t{0};
        QByteArray sealed(std::min(sealedChunk, state.size - state.at), Qt::Uninitialized);
        TRY(const std::size_t got,
            state.file.readAt(state.at, {reinterpret_cast<std::uint8_t*>(sealed.data()),
                                         static_cast<std::size_t>(sealed.size())}));
        if (got != static_cast<std::size_t>(sealed.size())) return notWhole();
        state.at += sealed.size();
        const auto place = state.at >= state.size ? blob::Place::last : blob::Place::inside;
        const auto opened = state.opener->open(sealed, place, state.chunk.view());
        if (!opened) return notWhole();
        state.filled = *opened;
        state.used = 0;
    }
    const std::size_t count = std::min(out.size(), state.filled - state.used);
    if (count > 0) std::memcpy(out.data(), state.chunk.data() + state.used, count);
    state.used += count;
    return count;
}

Status BundleReader::read(std::span<std::uint8_t> out) {
    while (!out.empty()) {
        TRY(const std::size_t got, some(out));
        if (got == 0) return notWhole();
        out = out.subspan(got);
    }
    return {};
}

Result<BundleReader::Part> BundleReader::next() {
    std::array<std::uint8_t, partHead> head{};
    TRY_OK(read(head));
    const std::uint64_t size = numberIn(std::span(head).subspan(1));
    if (size > static_cast<std::uint64_t>(m_state->size)) return notWhole();
    return Part{static_cast<BundlePart>(head[0]), static_cast<std::int64_t>(size),
                viewOf(head).toByteArray()};
}

Result<QByteArray> BundleReader::bytesOf(const Part& part) {
    if (part.size > static_cast<std::int64_t>(limits::bundlePart)) return notWhole();
    QByteArray bytes(part.size, Qt::Uninitialized);
    TRY_OK(read(
        {reinterpret_cast<std::uint8_t*>(bytes.data()), static_cast<std::size_t>(bytes.size())}));
    return bytes;
}

Result<Signed<BundleEnd>> BundleReader::check() {
    while (true) {
        TRY(auto end, checkMore());
        if (end) return std::move(*end);
    }
}

Result<std::optional<Signed<BundleEnd>>> BundleReader::checkMore() {
    auto& checking = m_state->checking;
    if (!checking) {
        TRY_OK(rewind());
        checking.emplace();
        checking->hash.add(m_state->clear);
    }
    std::vector<std::uint8_t> piece(256 * 1024);
    for (std::int64_t step = 0; step < checkedAtOnce;) {
        if (checking->left == 0) {
            TRY(const Part part, next());
            if (part.kind == BundlePart::end) return endOf(part);
            checking->hash.add(part.head);
            checking->left = part.size;
            step += partHead;
        }
        const auto size = std::min(piece.size(), static_cast<std::size_t>(checking->left));
        TRY_OK(read(std::span(piece).first(size)));
        checking->hash.add(viewOf(std::span(piece).first(size)));
        checking->left -= static_cast<std::int64_t>(size);
        step += static_cast<std::int64_t>(size);
    }
    return std::nullopt;
}

Result<std::optional<Signed<BundleEnd>>> BundleReader::endOf(const Part& part) {
    TRY(const QByteArray bytes, bytesOf(part));
    auto end = Signed<BundleEnd>::decode(bytes);
    std::uint8_t more = 0;
    TRY(const std::size_t follows, some({&more, 1}));
    if (!end || follows > 0 || end->value.parts != m_state->checking->hash.result())
        return notWhole();
    m_state->checking.reset();
    m_state->wasWhole = true;
    return std::move(*end);
}

Status BundleReader::each(const Visitor& visitor) {
    TRY_OK(rewind());
    while (true) {
        TRY(const bool whole, visitNext(visitor));
        if (whole) return {};
    }
}

Result<bool> BundleReader::visitNext(const Visitor& visitor) {
    TRY(const Part part, next());
    if (part.kind == BundlePart::end) return true;
    if (part.kind == BundlePart::blob) {
        TRY_OK(visitBlob(part.size, visitor));
    } else if (part.kind < BundlePart::end) {
        TRY(const QByteArray bytes, bytesOf(part));
        TRY_OK(visitor.part(part.kind, bytes));
    } else {
        TRY_OK(passOver(part.size));
    }
    return false;
}

Status BundleReader::passOver(std::int64_t size) {
    std::vector<std::uint8_t> piece(64 * 1024);
    while (size > 0) {
        const auto step = std::min(piece.size(), static_cast<std::size_t>(size));
        TRY_OK(read(std::span(piece).first(step)));
        size -= static_cast<std::int64_t>(step);
    }
    return {};
}

Status BundleReader::visitBlob(std::int64_t size, const Visitor& visitor) {
    if (size < Hash::size) return notWhole();
    std::array<std::uint8_t, Hash::size> id{};
    TRY_OK(read(id));
    std::int64_t left = size - Hash::size;
    const Rest rest = [&](std::span<std::uint8_t> out) -> Result<std::size_t> {
        const auto most = std::min(out.size(), static_cast<std::size_t>(left));
        if (most == 0) return most;
        TRY(const std::size_t got, some(out.first(most)));
        if (got == 0) return notWhole();
        left -= static_cast<std::int64_t>(got);
        return got;
    };
    TRY_OK(visitor.blob({Hash(id), left}, rest));
    return passOver(left);
}

}  // namespace candour
