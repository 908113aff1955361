#include "sync/blobhandover.h"

#include "platform/limits.h"
#include "sync/httpsignature.h"
#include "sync/wire.h"

#include <algorithm>

namespace candour {
namespace {

constexpr char during[] = "hand over an attachment";
constexpr char tusVersion[] = "1.0.0";
constexpr int mostBeginnings = 2;  // of one upload in one hand-over

/// Errors that the next blob would meet as well: the line, or this tablet's own disk.
bool endsAll(Code code) {
    switch (code) {
        case Code::offline:
        case Code::timedOut:
        case Code::storeNotGenuine:
        case Code::captivePortal:
        case Code::storeFailed:
        case Code::clockWrong:
        case Code::unknownVault:
        case Code::diskFull:
        case Code::diskFailed:
        case Code::readOnly:
            return true;
        default:
            return false;
    }
}

QByteArray partOf(const BlobRef& blob) {
    return blob.id.toBytes().toHex();
}

/// The number in a header; nothing if there is none.
std::optional<std::int64_t> numberIn(const HttpResponse& response, QByteArrayView name) {
    bool read = false;
    const qlonglong number = response.headers.value(name).toLongLong(&read);
    return read && number >= 0 ? std::optional<std::int64_t>(number) : std::nullopt;
}

}  // namespace

BlobHandOver::BlobHandOver(Parts parts, Observe observe, Done done)
    : m_parts(std::move(parts)),
      m_observe(std::move(observe)),
      m_done(std::move(done)),
      m_index(m_parts.ledger),
      m_piece(limits::blobPieceLeast) {}

BlobHandOver::~BlobHandOver() {
    for (const Transfer& transfer : m_underWay)
        if (transfer.ticket != 0) m_parts.transport.cancel(transfer.ticket);
}

Result<bool> BlobHandOver::start(const std::set<Hash>& lacking) {
    TRY_OK(gather(lacking));
    TRY_OK(goOn());
    return !m_underWay.empty();
}

/// What goes up comes first: it is nowhere else yet.
Status BlobHandOver::gather(const std::set<Hash>& lacking) {
    TRY_OK(m_index.reopen(lacking));
    TRY(const auto entries, m_index.all());
    std::set<Hash> seen;
    std::deque<std::pair<BlobEntry, bool>> down;
    for (const BlobEntry& entry : entries) {
        if (entry.erased || !seen.insert(entry.blob.id).second) continue;
        const bool here = m_parts.folder.holds(entry.blob);
        const bool own = entry.author == m_parts.author.vault();
        if (here && !entry.receipted && (own || lacking.contains(entry.blob.id)))
            m_waiting.emplace_back(entry, true);
        else if (!here && !entry.purged)
            down.emplace_back(entry, false);
    }
    m_tally.toSend = static_cast<std::int64_t>(m_waiting.size());
    m_tally.toFetch = static_cast<std::int64_t>(down.size());
    m_waiting.insert(m_waiting.end(), down.begin(), down.end());
    return {};
}

Status BlobHandOver::goOn() {
    while (!m_waiting.empty() && m_underWay.size() < m_parts.atOnce && m_parts.room() > 0) {
        auto [entry, up] = std::move(m_waiting.front());
        m_waiting.pop_front();
        TRY_OK(begin(m_underWay.emplace_back(Transfer{.entry = entry, .up = up})));
    }
    return {};
}

void BlobHandOver::finish(const std::optional<Error>& stopped) {
    for (const Transfer& transfer : m_underWay)
        if (transfer.ticket != 0) m_parts.transport.cancel(transfer.ticket);
    m_underWay.clear();
    // The owner may destroy this inside the call: it is the last thing that happens here.
    const auto done = std::move(m_done);
    done(stopped);
}

void BlobHandOver::send(Transfer& transfer, HttpRequest request, Answered answered) {
    if (m_parts.room() <= 0) return end(transfer);
    ++m_tally.roundTrips;
    m_tally.bytesSent += request.body.size();
    request.headers.set("Tus-Resumable", tusVersion);
    request.headers.set("Accept", QByteArray(wire::blobType) + ", " + problemType);
    transfer.ticket = m_parts.transport.send(
        std::move(request), [this, &transfer, answered](Result<HttpResponse> response) {
            transfer.ticket = 0;
            onAnswer(transfer, answered, response);
        });
}

void BlobHandOver::onAnswer(Transfer& transfer, Answered answered,
                            const Result<HttpResponse>& response) {
    Result<HttpResponse> read = response;
    if (read && mediaType(read->headers.value("Content-Type")) == problemType) {
        if (auto error = readProblem(*read, during))
            read = tl::unexpected<Error>(std::move(*error));
    }
    if (read) m_tally.bytesReceived += read->body.size();
    if (!read && endsAll(read.error().code)) return finish(read.error());
    if (const Status went = (this->*answered)(transfer, read); !went) return finish(went.error());
    if (const Status went = goOn(); !went) return finish(went.error());
    if (m_underWay.empty()) return finish(std::nullopt);
    if (m_observe) m_observe();
}

void BlobHandOver::end(Transfer& transfer) {
    m_underWay.remove_if([&](const Transfer& one) { return &one == &transfer; });
}

Status BlobHandOver::give(Transfer& transfer, const Error& reason) {
    if (endsAll(reason.code)) return tl::unexpected<Error>(reason);
    m_tally.faults.push_back({transfer.entry.blob, reason});
    end(transfer);
    return {};
}

HttpRequest BlobHandOver::signedRequest(const char* method, const BlobEntry& entry) const {
    HttpRequest request;
    request.method = method;
    request.target = QByteArray(wire::blobsPath) +
                     "?notebook=" + entry.notebook.toString().toLatin1() +
                     "&blob=" + partOf(entry.blob);
    signRequest(request, m_parts.authority, m_parts.author.vault(), m_parts.author.key(),
                m_parts.author.now().corrected());
    return request;
}

std::int64_t BlobHandOver::pieceAt(const Transfer& transfer) const {
    const std::int64_t rest = transfer.entry.blob.length - transfer.offset;
    return std::min({m_piece, std::max<std::int64_t>(m_parts.room(), 1), rest});
}

// Up ---------------------------------------------------------------------------------------------

Status BlobHandOver::begin(Transfer& transfer) {
    if (!transfer.up) return fetchPiece(transfer);
    auto file = File::open(m_parts.folder.pathOf(transfer.entry.blob.id), File::Mode::read, during);
    if (!file) return give(transfer, file.error());
    transfer.file.emplace(std::move(*file));
    TRY(const auto address, m_index.address(transfer.entry.blob.id));
    if (!address) return create(transfer);
    transfer.address = *address;
    HttpRequest request;
    request.method = "HEAD";
    request.target = transfer.address;
    send(transfer, std::move(request), &BlobHandOver::onState);
    return {};
}

Status BlobHandOver::create(Transfer& transfer) {
    ++transfer.fresh;
    HttpRequest request = signedRequest("POST", transfer.entry);
    request.headers.set("Upload-Length", QByteArray::number(qint64{transfer.entry.blob.length}));
    send(transfer, std::move(request), &BlobHandOver::onCreated);
    return {};
}

Status BlobHandOver::onCreated(Transfer& transfer, const Result<HttpResponse>& response) {
    if (!response) return give(transfer, response.error());
    TRY(const bool held, isHeld(transfer, *response));
    if (held) return {};
    transfer.address = response->headers.value("Location");
    // Only a path of the same store: bytes never go where an answer points.
    if (!transfer.address.startsWith(QByteArray(wire::blobsPath) + '/'))
        return give(transfer, {Code::badAnswer, during, "Location"});
    transfer.offset = 0;
    TRY_OK(m_index.keepAddress(transfer.entry.blob.id, transfer.address));
    return sendPiece(transfer);
}

Status BlobHandOver::onState(Transfer& transfer, const Result<HttpResponse>& response) {
    if (!response) return startAgain(transfer, response.error());
    TRY(const bool held, isHeld(transfer, *response));
    if (held) return {};
    const auto offset = numberIn(*response, "Upload-Offset");
    if (!offset || *offset >= transfer.entry.blob.length)
        return startAgain(transfer, {Code::badAnswer, during, "Upload-Offset"});
    transfer.offset = *offset;
    return sendPiece(transfer);
}

/// The address has run out, or what lies there is not ours: from the beginning, once.
Status BlobHandOver::startAgain(Transfer& transfer, const Error& reason) {
    TRY_OK(m_index.keepAddress(transfer.entry.blob.id, {}));
    if (transfer.fresh >= mostBeginnings) return give(transfer, reason);
    return create(transfer);
}

Status BlobHandOver::sendPiece(Transfer& transfer) {
    HttpRequest request;
    request.method = "PATCH";
    request.target = transfer.address;
    request.headers.set("Content-Type", "application/offset+octet-stream");
    request.headers.set("Upload-Offset", QByteArray::number(qint64{transfer.offset}));
    request.body.resize(pieceAt(transfer));
    TRY(const std::size_t got,
        transfer.file->readAt(transfer.offset,
                              {reinterpret_cast<std::uint8_t*>(request.body.data()),
                               static_cast<std::size_t>(request.body.size())}));
    if (got != static_cast<std::size_t>(request.body.size()))
        return give(transfer, {Code::damaged, during, "the sealed file is cut short"});
    transfer.sending = request.body.size();
    send(transfer, std::move(request), &BlobHandOver::onPiece);
    return {};
}

Status BlobHandOver::onPiece(Transfer& transfer, const Result<HttpResponse>& response) {
    if (!response) return startAgain(transfer, response.error());
    m_piece = std::min(m_piece * 2, limits::blobPiece);
    TRY(const bool held, isHeld(transfer, *response));
    if (held) return {};
    // Whatever the store says: what it did not acknowledge in order is sent again.
    const auto offset = numberIn(*response, "Upload-Offset");
    if (!offset || *offset != transfer.offset + transfer.sending ||
        *offset >= transfer.entry.blob.length)
        return startAgain(transfer, {Code::badAnswer, during, "Upload-Offset"});
    transfer.offset = *offset;
    return sendPiece(transfer);
}

Result<bool> BlobHandOver::isHeld(Transfer& transfer, const HttpResponse& response) {
    TRY(const bool held, keepReceipt(transfer.entry, response));
    if (!held) return false;
    ++m_tally.sent;
    end(transfer);
    return true;
}

Result<bool> BlobHandOver::keepReceipt(const BlobEntry& entry, const HttpResponse& response) {
    const QByteArray encoded = response.headers.value(wire::receiptField);
    if (encoded.isEmpty()) return false;
    const auto receipt = Signed<BlobReceipt>::decode(QByteArray::fromBase64(encoded));
    if (!receipt || !receipt->verify(m_parts.store.key) ||
        receipt->value.notebook != entry.notebook || !(receipt->value.blob == entry.blob))
        return fail(Code::storeNotGenuine, "check a receipt");
    TRY_OK(m_index.keep(*receipt));
    return true;
}

// Down -------------------------------------------------------------------------------------------

Status BlobHandOver::fetchPiece(Transfer& transfer) {
    const BlobRef& blob = transfer.entry.blob;
    transfer.offset = m_parts.folder.partSize(partOf(blob));
    if (transfer.offset >= blob.length) {
        // All of it came, and then the power went.
        if (m_parts.folder.complete(partOf(blob), blob)) {
            ++m_tally.fetched;
            end(transfer);
            return {};
        }
        TRY_OK(m_parts.folder.dropPart(partOf(blob)));
        transfer.offset = 0;
    }
    const std::int64_t last = transfer.offset + pieceAt(transfer) - 1;
    HttpRequest request = signedRequest("GET", transfer.entry);
    request.headers.set("Range", "bytes=" + QByteArray::number(qint64{transfer.offset}) + '-' +
                                     QByteArray::number(qint64{last}));
    transfer.sending = last - transfer.offset + 1;
    send(transfer, std::move(request), &BlobHandOver::onFetched);
    return {};
}

Status BlobHandOver::onFetched(Transfer& transfer, const Result<HttpResponse>& response) {
    const BlobRef& blob = transfer.entry.blob;
    if (!response) {
        if (response.error().code != Code::notFound) return give(transfer, response.error());
        ++m_tally.notThereYet;
        end(transfer);
        return {};
    }
    m_piece = std::min(m_piece * 2, limits::blobPiece);
    const QByteArray expected = "bytes " + QByteArray::number(qint64{transfer.offset}) + '-';
    if (response->status != 206 || response->body.isEmpty() ||
        response->body.size() > transfer.sending ||
        !response->headers.value("Content-Range").startsWith(expected))
        return give(transfer, {Code::badAnswer, during, "Content-Range"});
    {
        TRY(File part,
            File::open(m_parts.folder.partPath(partOf(blob)), File::Mode::write, during));
        TRY_OK(part.writeAt(transfer.offset, response->body));
    }
    if (transfer.offset + response->body.size() < blob.length) return fetchPiece(transfer);
    const Status completed = m_parts.folder.complete(partOf(blob), blob);
    if (!completed) return give(transfer, completed.error());
    // It comes from the store, so the store has it; if the word for it does not fit, it has not.
    TRY_OK(keepReceipt(transfer.entry, *response));
    ++m_tally.fetched;
    end(transfer);
    return {};
}

}  // namespace candour
