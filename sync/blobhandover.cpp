#include "sync/blobhandover.h"

#include "platform/limits.h"
#include "sync/blob.h"
#include "sync/httpsignature.h"
#include "sync/wire.h"

#include <algorithm>
#include <map>

namespace candour {
namespace {

constexpr char during[] = "hand over an attachment";
constexpr char tusVersion[] = "1.0.0";
constexpr int mostBeginnings = 2;  // of one upload in one hand-over
constexpr int mostRefusals = 8;    // of its pieces, one after the other
constexpr int mostLooks = 100;     // at one that the store is proving
constexpr int mostInARow = 3;      // blobs that fail alike

/// Errors of the line: the next blob would meet them as well.
bool isOfTheLine(Code code) {
    switch (code) {
        case Code::offline:
        case Code::storeNotGenuine:
        case Code::captivePortal:
        case Code::clockWrong:
        case Code::unknownVault:
            return true;
        default:
            return false;
    }
}

/// Errors of a machine, the store's or this one: one may be about one file, several are not.
bool isOfAMachine(Code code) {
    return code == Code::storeFailed || code == Code::diskFull || code == Code::diskFailed ||
           code == Code::readOnly;
}

/// Where a part lies: what others say of a blob's length does not touch it.
QByteArray partOf(const BlobRef& blob) {
    return BlobFolder::partName(blob.id, QByteArray::number(qint64{blob.length}));
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
      m_piece(limits::blobPieceLeast),
      m_largestPiece(limits::blobPiece),
      m_alive(std::make_shared<char>()) {}

BlobHandOver::~BlobHandOver() {
    for (const Transfer& transfer : m_underWay)
        if (transfer.ticket != 0) m_parts.transport.cancel(transfer.ticket);
}

Result<bool> BlobHandOver::start(const std::set<Hash>& lacking) {
    TRY_OK(gather(lacking));
    TRY_OK(goOn());
    return !m_underWay.empty();
}

/// What goes up comes first: it is nowhere else yet. What lies here is here whatever length others
/// give it; of what does not, any of their words may be the true one.
Status BlobHandOver::gather(const std::set<Hash>& lacking) {
    TRY_OK(m_index.reopen(lacking));
    TRY(const auto entries, m_index.all());
    const auto isOwn = [this](const BlobEntry& entry) {
        return entry.author == m_parts.author.vault();
    };
    std::map<Hash, const BlobEntry*> here;
    for (const BlobEntry& entry : entries) {
        if (entry.erased || !m_parts.folder.holds(entry.blob)) continue;
        const BlobEntry*& known = here[entry.blob.id];
        if (known == nullptr || (isOwn(entry) && !isOwn(*known))) known = &entry;
    }
    for (const auto& [id, entry] : here)
        if (!entry->receipted && (m_parts.everything || isOwn(*entry) || lacking.contains(id)))
            m_waiting.emplace_back(*entry, true);
    std::stable_sort(m_waiting.begin(), m_waiting.end(), [](const auto& one, const auto& other) {
        return one.first.blob.length < other.first.blob.length;
    });
    m_tally.toSend = static_cast<std::int64_t>(m_waiting.size());
    std::set<std::pair<Hash, std::int64_t>> seen;
    for (const BlobEntry& entry : entries) {
        const bool isAway =
            !entry.erased && !here.contains(entry.blob.id) && !(entry.purged && entry.receipted);
        if (m_parts.fetch && isAway && seen.insert({entry.blob.id, entry.blob.length}).second)
            m_waiting.emplace_back(entry, false);
    }
    m_tally.toFetch = static_cast<std::int64_t>(m_waiting.size()) - m_tally.toSend;
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
    // Its owner may ask it to stop when it has ended already.
    if (!m_done) return;
    for (const Transfer& transfer : m_underWay)
        if (transfer.ticket != 0) m_parts.transport.cancel(transfer.ticket);
    m_underWay.clear();
    m_alive.reset();
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
    if (!read && isOfTheLine(read.error().code)) return finish(read.error());
    step((this->*answered)(transfer, read));
}

void BlobHandOver::step(Status went) {
    if (went) went = goOn();
    if (!went) return finish(went.error());
    if (m_underWay.empty()) return finish(std::nullopt);
    if (m_observe) m_observe();
}

void BlobHandOver::end(Transfer& transfer) {
    m_underWay.remove_if([&](const Transfer& one) { return &one == &transfer; });
}

Status BlobHandOver::give(Transfer& transfer, const Error& reason) {
    if (reason.code == Code::timedOut) return tl::unexpected<Error>(reason);
    m_tally.faults.push_back({transfer.entry.blob, reason});
    end(transfer);
    if (!isOfAMachine(reason.code) || ++m_failedInARow < mostInARow) return {};
    return tl::unexpected<Error>(reason);
}

void BlobHandOver::passed(Transfer& transfer) {
    transfer.refusals = 0;
    m_failedInARow = 0;
    m_piece = std::min(m_piece * 2, m_largestPiece);
}

bool BlobHandOver::shrink(const Error& reason) {
    if (m_piece <= limits::blobPieceLeast) return false;
    m_piece = std::max(m_piece / 2, limits::blobPieceLeast);
    // Something on the way takes no larger ones, now or later.
    if (reason.code == Code::tooLarge) m_largestPiece = m_piece;
    return true;
}

Status BlobHandOver::hash(Transfer& transfer, const QString& path, Hashed hashed) {
    const auto found = std::make_shared<Result<Hash>>(fail(Code::cancelled, during));
    const auto work = [path, found] {
        *found = [&]() -> Result<Hash> {
            TRY(File file, File::open(path, File::Mode::read, during));
            TRY_OK(file.sync());
            return hashOf(file);
        }();
    };
    if (!m_parts.aside) {
        work();
        return (this->*hashed)(transfer, *found);
    }
    const std::weak_ptr<char> alive = m_alive;
    m_parts.aside(work, [this, alive, &transfer, found, hashed] {
        if (!alive.expired()) step((this->*hashed)(transfer, *found));
    });
    return {};
}

HttpRequest BlobHandOver::signedRequest(const char* method, const BlobEntry& entry) const {
    HttpRequest request;
    request.method = method;
    request.target = QByteArray(wire::blobsPath) +
                     "?notebook=" + entry.notebook.toString().toLatin1() +
                     "&blob=" + entry.blob.id.toBytes().toHex();
    request.headers.set(wire::protocolField, QByteArray::number(wire::protocol));
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
    const BlobRef& blob = transfer.entry.blob;
    if (!transfer.up) {
        if (m_parts.folder.room() < blob.length - m_parts.folder.partSize(partOf(blob))) {
            // It says nothing of the others: what goes up is what makes room here again.
            m_tally.faults.push_back({blob, {Code::diskFull, during}});
            end(transfer);
            return {};
        }
        return fetchPiece(transfer);
    }
    auto file = File::open(m_parts.folder.pathOf(blob.id), File::Mode::read, during);
    if (!file) return give(transfer, file.error());
    transfer.file.emplace(std::move(*file));
    TRY(const auto address, m_index.address(blob.id));
    if (!address) return create(transfer);
    transfer.address = *address;
    return look(transfer);
}

Status BlobHandOver::create(Transfer& transfer) {
    ++transfer.beginnings;
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
    transfer.offset = numberIn(*response, "Upload-Offset").value_or(0);
    // What goes in one piece has nowhere to go on from: it is not worth waiting for the disk.
    if (transfer.offset + pieceAt(transfer) < transfer.entry.blob.length)
        TRY_OK(m_index.keepAddress(transfer.entry.blob.id, transfer.address));
    return goOnAt(transfer, transfer.offset);
}

Status BlobHandOver::look(Transfer& transfer) {
    HttpRequest request;
    request.method = "HEAD";
    request.target = transfer.address;
    send(transfer, std::move(request), &BlobHandOver::onState);
    return {};
}

Status BlobHandOver::onState(Transfer& transfer, const Result<HttpResponse>& response) {
    if (!response && response.error().code == Code::notFound)
        return onRefused(transfer, response.error());
    if (!response) return give(transfer, response.error());
    TRY(const bool held, isHeld(transfer, *response));
    if (held) return {};
    return goOnAt(transfer, numberIn(*response, "Upload-Offset").value_or(-1));
}

Status BlobHandOver::goOnAt(Transfer& transfer, std::int64_t offset) {
    if (offset < 0 || offset > transfer.entry.blob.length)
        return give(transfer, {Code::badAnswer, during, "Upload-Offset"});
    transfer.offset = offset;
    if (offset < transfer.entry.blob.length) return sendPiece(transfer);
    // The store has all of it, and reads a large one piece by piece while somebody asks.
    if (++transfer.looks > mostLooks)
        return give(transfer, {Code::badAnswer, during, "no receipt"});
    return look(transfer);
}

Status BlobHandOver::sendPiece(Transfer& transfer) {
    HttpRequest request;
    request.method = "PATCH";
    request.target = transfer.address;
    request.headers.set("Content-Type", "application/offset+octet-stream");
    request.headers.set("Upload-Offset", QByteArray::number(qint64{transfer.offset}));
    request.body.resize(pieceAt(transfer));
    const auto got = transfer.file->readAt(transfer.offset,
                                           {reinterpret_cast<std::uint8_t*>(request.body.data()),
                                            static_cast<std::size_t>(request.body.size())});
    if (!got) return give(transfer, got.error());
    if (*got != static_cast<std::size_t>(request.body.size()))
        return give(transfer, {Code::damaged, during, "the sealed file is cut short"});
    transfer.sending = request.body.size();
    send(transfer, std::move(request), &BlobHandOver::onPiece);
    return {};
}

Status BlobHandOver::onPiece(Transfer& transfer, const Result<HttpResponse>& response) {
    if (!response) return onRefused(transfer, response.error());
    TRY(const bool held, isHeld(transfer, *response));
    if (held) return {};
    const auto offset = numberIn(*response, "Upload-Offset");
    if (!offset || *offset != transfer.offset + transfer.sending)
        return onRefused(transfer, {Code::badAnswer, during, "Upload-Offset"});
    passed(transfer);
    return goOnAt(transfer, *offset);
}

/// What came before stays where it is: the store is asked how far it has it.
Status BlobHandOver::onRefused(Transfer& transfer, const Error& reason) {
    switch (reason.code) {
        case Code::notFound:  // the address has run out
            TRY_OK(m_index.keepAddress(transfer.entry.blob.id, {}));
            if (transfer.beginnings >= mostBeginnings) return give(transfer, reason);
            return create(transfer);
        case Code::badSeal:  // all came, and is not what its id says: perhaps it is not here either
            return hash(transfer, m_parts.folder.pathOf(transfer.entry.blob.id),
                        &BlobHandOver::onOwnHash);
        case Code::timedOut:
        case Code::tooLarge:
            if (!shrink(reason)) return give(transfer, reason);
            break;
        case Code::storeFailed:
            return give(transfer, reason);
        default:
            break;
    }
    if (++transfer.refusals > mostRefusals) return give(transfer, reason);
    return look(transfer);
}

Status BlobHandOver::onOwnHash(Transfer& transfer, const Result<Hash>& found) {
    const Hash id = transfer.entry.blob.id;
    if (!found) return give(transfer, found.error());
    if (*found == id) {
        if (++transfer.beginnings > mostBeginnings)
            return give(transfer, {Code::badSeal, during, "it arrives damaged"});
        return look(transfer);
    }
    if (const Status aside = m_parts.folder.setAside(id); !aside)
        return give(transfer, aside.error());
    return give(transfer, {Code::damaged, during, "an attachment's sealed file"});
}

Result<bool> BlobHandOver::isHeld(Transfer& transfer, const HttpResponse& response) {
    TRY(const bool held, keepReceipt(transfer.entry, response.headers.value(wire::receiptField)));
    if (!held) return false;
    ++m_tally.sent;
    passed(transfer);
    end(transfer);
    return true;
}

Result<bool> BlobHandOver::keepReceipt(const BlobEntry& entry, const QByteArray& encoded) {
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
    // All of it came, now or before the power went.
    if (transfer.offset >= blob.length)
        return hash(transfer, m_parts.folder.partPath(partOf(blob)), &BlobHandOver::onPart);
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
    const auto isNotThere = [&] {
        ++m_tally.notThereYet;
        end(transfer);
        return Status();
    };
    if (!response) {
        const Error& reason = response.error();
        if (reason.code == Code::notFound) return isNotThere();
        if (reason.code != Code::timedOut || !shrink(reason)) return give(transfer, reason);
        return fetchPiece(transfer);
    }
    const QByteArray range = response->headers.value("Content-Range");
    const QByteArray expected = "bytes " + QByteArray::number(qint64{transfer.offset}) + '-';
    if (response->status != 206 || response->body.isEmpty() ||
        response->body.size() > transfer.sending || !range.startsWith(expected))
        return give(transfer, {Code::badAnswer, during, "Content-Range"});
    // Of another length than somebody said: what they said is nowhere.
    if (!range.endsWith('/' + QByteArray::number(qint64{blob.length}))) return isNotThere();
    const auto written = [&]() -> Status {
        TRY(File part,
            File::open(m_parts.folder.partPath(partOf(blob)), File::Mode::write, during));
        return part.writeAt(transfer.offset, response->body);
    }();
    if (!written) return give(transfer, written.error());
    passed(transfer);
    transfer.receipt = response->headers.value(wire::receiptField);
    return fetchPiece(transfer);
}

Status BlobHandOver::onPart(Transfer& transfer, const Result<Hash>& found) {
    const BlobRef& blob = transfer.entry.blob;
    const bool right = found && *found == blob.id;
    if (!right) {
        // From what cannot be read, or is something else, nothing can be gone on with.
        TRY_OK(m_parts.folder.dropPart(partOf(blob)));
        return give(transfer,
                    found ? Error{Code::badSeal, during, "its bytes are not what its id says"}
                          : found.error());
    }
    if (const Status placed = m_parts.folder.place(partOf(blob), blob.id); !placed)
        return give(transfer, placed.error());
    // It comes from the store, so the store has it; if the word for it does not fit, it has not.
    TRY_OK(keepReceipt(transfer.entry, transfer.receipt));
    ++m_tally.fetched;
    end(transfer);
    return {};
}

}  // namespace candour
