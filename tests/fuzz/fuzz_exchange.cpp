// Everything that the exchange reads from others, or from a disk that others may have touched. The
// first byte names the decoder. What is taken has one encoding: written and read again it stays the
// same.
#include "app/vault/keyslots.h"
#include "platform/check.h"
#include "sync/blob.h"
#include "sync/bundle.h"
#include "sync/cbor.h"
#include "sync/change.h"
#include "sync/control.h"
#include "sync/enrolment.h"
#include "sync/frame.h"
#include "sync/httpsignature.h"
#include "sync/signed.h"
#include "sync/wire.h"

#include <QList>

#include <algorithm>
#include <array>
#include <cstring>

using namespace candour;

namespace {

using Read = void (*)(QByteArrayView);

/// Unknown keys are passed over, so only the second time has to be the same.
template <class Message>
void stable(QByteArrayView bytes) {
    const auto message = Message::decode(bytes);
    if (!message) return;
    const QByteArray written = message->encode();
    const auto again = Message::decode(written);
    check(again && again->encode() == written, "a message stays itself");
}

void value(QByteArrayView bytes) {
    if (const auto read = cbor::Value::decode(bytes))
        check(read->encode() == bytes, "a value has one encoding");
}

void enrolRequest(QByteArrayView bytes) {
    static_cast<void>(EnrolRequest::decode(bytes));
}

template <class Statement>
void statement(QByteArrayView bytes) {
    stable<Statement>(bytes);
    stable<Signed<Statement>>(bytes);
}

void payload(QByteArrayView bytes) {
    if (const auto values = decodePayload(bytes))
        check(encodePayload(*values) == bytes, "a payload is canonical");
}

void control(QByteArrayView bytes) {
    if (bytes.isEmpty()) return;
    const auto kind = static_cast<ControlKind>(static_cast<std::uint8_t>(bytes.front()));
    if (const auto read = Control::decode(kind, bytes.sliced(1)))
        check(read->encode() == bytes.sliced(1), "a control change is canonical");
}

/// zstd can say the same in many ways: what is inside has to stay the same.
void frame(QByteArrayView bytes) {
    const auto read = decodeFrame(bytes);
    if (!read) return;
    const auto again = decodeFrame(encodeFrame(*read));
    check(again && encodeFrame(*again) == encodeFrame(*read), "a frame stays itself");
}

void frames(QByteArrayView bytes) {
    const auto parts = splitFrames(bytes);
    if (!parts) return;
    QByteArray body;
    for (const QByteArrayView part : *parts) appendFrame(body, part.toByteArray());
    check(body == bytes, "a body of frames stays itself");
}

void code(QByteArrayView bytes) {
    static_cast<void>(EnrolmentCode::fromText(QString::fromUtf8(bytes)));
}

/// Header lines, an empty line, a body.
void signature(QByteArrayView bytes) {
    HttpRequest request;
    request.method = "POST";
    request.target = wire::pushPath;
    const QByteArray text = bytes.toByteArray();
    const qsizetype end = text.indexOf("\n\n");
    for (const QByteArray& line : text.left(end).split('\n')) {
        const qsizetype colon = line.indexOf(':');
        if (colon > 0) request.headers.add(line.left(colon), line.mid(colon + 1).trimmed());
    }
    if (end >= 0) request.body = text.mid(end + 2);
    static_cast<void>(readSignature(request));
}

void heads(QByteArrayView bytes) {
    if (const auto read = decodeHeads(bytes))
        check(encodeHeads(*read) == bytes, "a bundle's heads are canonical");
}

/// A stream that is not what was sealed opens nowhere, whatever its pieces are.
void attachment(QByteArrayView bytes) {
    if (bytes.size() < blob::headerBytes) return;
    const QByteArray key(blob::keyBytes, 'k');
    auto opener =
        BlobOpener::begin(SecretBytes::copyOf(spanOf(key)), bytes.first(blob::headerBytes));
    if (!opener) return;
    std::array<std::uint8_t, blob::chunkBytes> plain;
    QByteArrayView rest = bytes.sliced(blob::headerBytes);
    while (!rest.isEmpty()) {
        const qsizetype size = std::min<qsizetype>(rest.size(), blob::chunkBytes + blob::tagBytes);
        const auto place = size == rest.size() ? blob::Place::last : blob::Place::inside;
        if (!opener->open(rest.first(size), place, plain)) return;
        rest = rest.sliced(size);
    }
}

void lengths(QByteArrayView bytes) {
    std::int64_t sealed = 0;
    std::memcpy(&sealed, bytes.data(), std::min<std::size_t>(sizeof sealed, bytes.size()));
    if (const auto plain = blob::plainLength(sealed))
        check(blob::sealedLength(*plain) == sealed, "lengths fit together");
}

void enrolAnswer(QByteArrayView bytes) {
    static_cast<void>(EnrolAnswer::decode(bytes, SecretBytes(32), QByteArray(), QByteArray()));
}

// A decoder's place is its name in the corpus: new ones come at the end, and there is room.
constexpr std::size_t places = 64;
constexpr std::array<Read, 29> decoders{
    value,
    stable<Header>,
    payload,
    control,
    frame,
    frames,
    statement<HeadStatement>,
    statement<Founding>,
    statement<Certificate>,
    statement<Roster>,
    statement<Order>,
    statement<Receipt>,
    statement<wire::TimeAnswer>,
    stable<wire::Summary>,
    stable<wire::Difference>,
    stable<wire::PushAnswer>,
    stable<wire::PullRequest>,
    stable<wire::Statements>,
    stable<StoreIdentity>,
    stable<KeySlots>,
    enrolRequest,
    code,
    signature,
    statement<BundleEnd>,
    heads,
    statement<BlobReceipt>,
    attachment,
    lengths,
    enrolAnswer,
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size == 0) return 0;
    const std::size_t place = data[0] % places;
    if (place < decoders.size())
        decoders[place](
            {reinterpret_cast<const char*>(data) + 1, static_cast<qsizetype>(size - 1)});
    return 0;
}
