#include "sync/frame.h"

#include "platform/check.h"
#include "platform/limits.h"

#include <zstd.h>

namespace candour {
namespace {

constexpr int compressionLevel = 3;
constexpr char during[] = "read a frame";

enum FrameKey : std::int64_t {
    keyFormat = 1,
    keyChain,
    keyFirst,
    keyFollows,
    keyFounding,
    keyKeys,
    keyItems,
    keyStatement,
    keyReceipt,
};

QByteArray compress(const QByteArray& plain) {
    QByteArray out(
        static_cast<qsizetype>(ZSTD_compressBound(static_cast<std::size_t>(plain.size()))),
        Qt::Uninitialized);
    const std::size_t size =
        ZSTD_compress(out.data(), static_cast<std::size_t>(out.size()), plain.constData(),
                      static_cast<std::size_t>(plain.size()), compressionLevel);
    check(ZSTD_isError(size) == 0, "zstd compresses into its own bound");
    out.truncate(static_cast<qsizetype>(size));
    return out;
}

Result<QByteArray> decompress(QByteArrayView compressed) {
    const unsigned long long size =
        ZSTD_getFrameContentSize(compressed.data(), static_cast<std::size_t>(compressed.size()));
    if (size == ZSTD_CONTENTSIZE_ERROR || size == ZSTD_CONTENTSIZE_UNKNOWN)
        return fail(Code::damaged, during);
    if (size > limits::frameBytesMax) return fail(Code::tooLarge, during);
    QByteArray plain(static_cast<qsizetype>(size), Qt::Uninitialized);
    const std::size_t got =
        ZSTD_decompress(plain.data(), static_cast<std::size_t>(plain.size()), compressed.data(),
                        static_cast<std::size_t>(compressed.size()));
    if (ZSTD_isError(got) != 0 || got != size) return fail(Code::damaged, during);
    return plain;
}

void readKeys(cbor::Reader& reader, Frame& frame) {
    const std::size_t count = reader.array(limits::frameChanges);
    frame.keys.reserve(count);
    for (std::size_t i = 0; i < count; ++i) {
        const std::size_t parts = reader.array(4);
        if (parts != 3 && parts != 4) reader.fail();
        Frame::Key key;
        key.subject = reader.id<SubjectId>();
        key.generation = static_cast<std::uint32_t>(reader.integer(1, 0xffff'ffff));
        const QByteArrayView held = reader.bytes();
        if (const auto id = KeyId::fromBytes(held))
            key.id = *id;
        else if (held.size() == static_cast<qsizetype>(SubjectKey::size) && parts == 3)
            key.secret = held.toByteArray();
        else
            reader.fail();
        if (parts == 4) key.kept = readSealedKeys(reader);
        frame.keys.push_back(std::move(key));
    }
}

void readItems(cbor::Reader& reader, Frame& frame) {
    const std::size_t count = reader.array(limits::frameChanges);
    if (count == 0) reader.fail();
    frame.items.reserve(count);
    for (std::size_t i = 0; i < count; ++i) {
        if (reader.array(3) != 3) reader.fail();
        Frame::Item item;
        item.form = static_cast<PayloadForm>(reader.integer(0, 3));
        item.header = reader.bytes().toByteArray();
        item.payload = reader.bytes().toByteArray();
        if (item.payload.size() > static_cast<qsizetype>(limits::payload)) reader.fail();
        frame.items.push_back(std::move(item));
    }
}

}  // namespace

QByteArray encodeFrame(const Frame& frame) {
    cbor::Writer writer;
    writer.reserve(static_cast<qsizetype>(limits::frameBytes));
    writer.map((frame.founding ? 8U : 7U) + (frame.receipt ? 1U : 0U));
    writer.integer(keyFormat).integer(1);
    writer.integer(keyChain).array(4);
    writer.bytes(frame.chain.notebook).bytes(frame.chain.vault);
    writer.integer(static_cast<std::int64_t>(frame.chain.lane)).bytes(frame.chain.branch);
    writer.integer(keyFirst).integer(frame.first);
    writer.integer(keyFollows).bytes(frame.follows.view());
    if (frame.founding) writer.integer(keyFounding).raw(frame.founding->encode());
    writer.integer(keyKeys).array(frame.keys.size());
    for (const Frame::Key& key : frame.keys) {
        writer.array(key.kept ? 4 : 3)
            .bytes(key.subject)
            .integer(key.generation)
            .bytes(key.secret.isEmpty() ? key.id.view() : QByteArrayView(key.secret));
        if (key.kept) writeSealedKeys(writer, *key.kept);
    }
    writer.integer(keyItems).array(frame.items.size());
    for (const Frame::Item& item : frame.items)
        writer.array(3)
            .integer(static_cast<std::int64_t>(item.form))
            .bytes(item.header)
            .bytes(item.payload);
    writer.integer(keyStatement).raw(frame.statement.encode());
    if (frame.receipt) writer.integer(keyReceipt).raw(frame.receipt->encode());
    return compress(writer.result());
}

Result<Frame> decodeFrame(QByteArrayView compressed) {
    TRY(const QByteArray plain, decompress(compressed));
    Frame frame;
    std::uint32_t seen = 0;
    bool newer = false;
    cbor::Reader reader(plain);
    reader.map([&](std::int64_t key) {
        if (newer) {
            reader.skip();
            return;
        }
        if (key < 32) seen |= 1U << key;
        switch (key) {
            case keyFormat:
                newer = reader.integer(1, std::int64_t{1} << 31) > 1;
                break;
            case keyChain:
                if (reader.array(4) != 4) reader.fail();
                frame.chain.notebook = reader.id<NotebookId>();
                frame.chain.vault = reader.id<VaultId>();
                frame.chain.lane = static_cast<Lane>(reader.integer(1, 3));
                frame.chain.branch = reader.id<ChangeId>();
                break;
            case keyFirst:
                frame.first = reader.integer(1, std::int64_t{1} << 40);
                break;
            case keyFollows:
                frame.follows = Hash::fromBytes(reader.bytes(Hash::size)).value_or(Hash());
                break;
            case keyFounding: {
                auto founding = Signed<Founding>::readFrom(reader);
                if (!founding) return reader.fail();
                frame.founding = std::move(*founding);
                break;
            }
            case keyKeys:
                readKeys(reader, frame);
                break;
            case keyItems:
                readItems(reader, frame);
                break;
            case keyStatement: {
                auto statement = Signed<HeadStatement>::readFrom(reader);
                if (!statement) return reader.fail();
                frame.statement = std::move(*statement);
                break;
            }
            case keyReceipt: {
                auto receipt = Signed<Receipt>::readFrom(reader);
                if (!receipt) return reader.fail();
                frame.receipt = std::move(*receipt);
                break;
            }
            default:
                reader.skip();
        }
    });
    if (newer && reader.finished()) return fail(Code::newerVersion, during);
    constexpr std::uint32_t needed = ((1U << (keyStatement + 1)) - 2) & ~(1U << keyFounding);
    if (!reader.finished() || (seen & needed) != needed) return fail(Code::damaged, during);
    return frame;
}

void dropFalseReceipt(Frame& frame, const VerifyKey& store) {
    if (!frame.receipt) return;
    const Head& head = frame.receipt->value.head;
    if (!(head == frame.end()) || !frame.receipt->verify(store)) frame.receipt.reset();
}

Result<Frame> sealedFor(Frame frame, const RecipientKey& recipient, Random& random) {
    for (Frame::Key& key : frame.keys) {
        if (key.secret.isEmpty()) continue;
        const SubjectKey open(frame.chain.notebook, key.subject, key.generation,
                              SecretBytes::copyOf(spanOf(key.secret)));
        key.id = open.id();
        TRY(QByteArray sealed, sealTo(recipient, open.secret(), random));
        key.kept = {{recipient, std::move(sealed)}};
        key.secret.clear();
    }
    for (Frame::Item& item : frame.items) {
        if (item.form != PayloadForm::opened) continue;
        TRY(item.payload, sealTo(recipient, spanOf(item.payload), random));
        item.form = PayloadForm::sealed;
    }
    return frame;
}

void openSealed(Frame& frame, const BoxKey& recipient) {
    for (Frame::Key& key : frame.keys) {
        if (!key.kept) continue;
        for (const SealedKey& sealed : *key.kept) {
            if (sealed.recipient != recipient.publicKey()) continue;
            const auto secret = recipient.open(sealed.sealed);
            if (secret && secret->size() == SubjectKey::size)
                key.secret = viewOf(secret->view()).toByteArray();
        }
        if (!key.secret.isEmpty()) key.kept.reset();
    }
    for (Frame::Item& item : frame.items) {
        if (item.form != PayloadForm::sealed) continue;
        const auto payload = recipient.open(item.payload);
        if (!payload) continue;
        item.payload = viewOf(payload->view()).toByteArray();
        item.form = PayloadForm::opened;
    }
}

void appendFrame(QByteArray& body, const QByteArray& frame) {
    const auto size = static_cast<std::uint32_t>(frame.size());
    for (int shift = 24; shift >= 0; shift -= 8) body.append(static_cast<char>(size >> shift));
    body.append(frame);
}

Result<std::vector<QByteArrayView>> splitFrames(QByteArrayView body) {
    std::vector<QByteArrayView> frames;
    qsizetype at = 0;
    while (at < body.size()) {
        if (body.size() - at < 4) return fail(Code::damaged, during);
        qsizetype size = 0;
        for (int i = 0; i < 4; ++i) size = size << 8 | static_cast<std::uint8_t>(body[at + i]);
        at += 4;
        if (size == 0 || size > body.size() - at) return fail(Code::damaged, during);
        frames.push_back(body.sliced(at, size));
        at += size;
    }
    return frames;
}

}  // namespace candour
