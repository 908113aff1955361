#include "sync/store/blobdesk.h"

#include "platform/limits.h"
#include "platform/log.h"
#include "sync/wire.h"

#include <QCryptographicHash>
#include <QDateTime>
#include <QLocale>
#include <QUrlQuery>

#include <sodium.h>

#include <algorithm>

namespace candour {
namespace {

constexpr char during[] = "hand over an attachment";
constexpr char version[] = "1.0.0";
constexpr char patchType[] = "application/offset+octet-stream";
constexpr int checksumMismatch = 460;  // tus's own

/// A refusal: its status is not always the one that the error's code would have.
struct Refusal {
    int status;
    Code code;
    std::string detail = {};
    [[nodiscard]] HttpResponse response() const { return problem(status, {code, during, detail}); }
};

QByteArrayView pathOf(const HttpRequest& request) {
    const qsizetype mark = request.target.indexOf('?');
    return mark < 0 ? QByteArrayView(request.target) : QByteArrayView(request.target).first(mark);
}

bool isAddress(QByteArrayView path) {
    return path.startsWith(wire::blobsPath) && path.size() > qsizetype{sizeof(wire::blobsPath)} &&
           path[qsizetype{sizeof(wire::blobsPath)} - 1] == '/';
}

/// What the request asks, where something between cannot pass its true method.
QByteArray methodOf(const HttpRequest& request) {
    const QByteArray said = request.headers.value("X-HTTP-Method-Override");
    return said.isEmpty() ? request.method : said.trimmed().toUpper();
}

/// A whole number that is not negative and was written as one.
std::optional<std::int64_t> numberIn(QByteArrayView text) {
    if (text.isEmpty() || text.size() > 15 ||
        !std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; }))
        return std::nullopt;
    return text.toByteArray().toLongLong();
}

QByteArray httpTime(UtcTime time) {
    const auto moment = QDateTime::fromMSecsSinceEpoch(time.time_since_epoch().count(), Qt::UTC);
    return QLocale::c()
        .toString(moment, QStringLiteral("ddd, dd MMM yyyy hh:mm:ss 'GMT'"))
        .toLatin1();
}

std::optional<QCryptographicHash::Algorithm> algorithmNamed(const QByteArray& name) {
    if (name == "sha1") return QCryptographicHash::Sha1;
    if (name == "sha256") return QCryptographicHash::Sha256;
    return std::nullopt;
}

/// From now on nobody else writes it. A checksum is over all of its piece: one that was cut off
/// cannot be checked, and nothing of it is kept.
Result<std::uint64_t> takeTurn(UploadTurns::Part& part, const QString& path) {
    if (part.unchecked) {
        TRY(File file, File::open(path, File::Mode::write, during));
        TRY_OK(file.truncate(*part.unchecked));
        part.unchecked.reset();
    }
    return ++part.turn;
}

/// What came is on disk, and hashed unless it may be taken back, at most limits::blobProof of it at
/// once. True if nothing is left. After an error nothing of the part can be relied on: what is in
/// memory would be read back as if it were on disk.
Result<bool> prove(UploadTurns::Part& part, File& file) {
    TRY_OK(file.sync());
    if (part.unchecked) return false;
    TRY(const std::int64_t size, file.size());
    if (!part.hash || part.hashed > size) {
        part.hash.emplace();
        part.hashed = 0;
    }
    std::vector<std::uint8_t> piece(256 * 1024);
    for (std::int64_t done = 0; done < limits::blobProof && part.hashed < size;) {
        TRY(const std::size_t got, file.readAt(part.hashed, piece));
        if (got == 0) return fail(Code::diskFailed, during);
        part.hash->add(viewOf(std::span(piece).first(got)));
        part.hashed += static_cast<std::int64_t>(got);
        done += static_cast<std::int64_t>(got);
    }
    return part.hashed >= size;
}

/// Nothing of it can be gone on with.
Status drop(UploadTurns::Part& part, BlobFolder& folder, const QByteArray& name) {
    part.hash.reset();
    return folder.dropPart(name);
}

int statusOf(Code code) {
    switch (code) {
        case Code::notFound:
            return 404;
        case Code::badSeal:
            return 422;
        case Code::diskFull:
            return 507;
        default:
            return 500;
    }
}

HttpResponse answerWith(int status) {
    HttpResponse response;
    response.status = status;
    response.headers.set("Cache-Control", "no-store");
    return response;
}

}  // namespace

// Addresses --------------------------------------------------------------------------------------

/// Where one upload goes. All of it is in the address itself, with a proof that this store made it,
/// so that nothing about it has to be kept.
struct BlobDesk::Address {
    static constexpr qsizetype proofBytes = 32;
    VaultId vault;  // an upload of one tablet has nothing to do with another's
    NotebookId notebook;
    BlobRef blob;
    UtcTime expires;

    [[nodiscard]] QByteArray encode() const {
        cbor::Writer writer;
        writer.array(5).bytes(vault).bytes(notebook).bytes(blob.id.view()).integer(blob.length);
        writer.integer(expires.time_since_epoch().count());
        return writer.take();
    }
    static Result<Address> decode(QByteArrayView bytes) {
        Address address;
        cbor::Reader reader(bytes);
        if (reader.array(5) != 5) reader.fail();
        address.vault = reader.id<VaultId>();
        address.notebook = reader.id<NotebookId>();
        address.blob.id = Hash::fromBytes(reader.bytes(Hash::size)).value_or(Hash());
        address.blob.length = reader.integer();
        address.expires = UtcTime(milliseconds(reader.integer()));
        if (!reader.finished()) return fail(Code::notFound, during);
        return address;
    }
    /// The same under every address for it: an upload may take longer than one is good.
    [[nodiscard]] QByteArray part() const {
        return BlobFolder::partName(blob.id, vault.toBytes().toHex());
    }
};

BlobDesk::BlobDesk(Shelf& shelf, const StoreKeys& keys, const Clock& clock)
    : m_shelf(shelf),
      m_keys(keys),
      m_clock(clock),
      m_addressKey(deriveKey(keys.signing.seed(), "candour upload address 1")) {}

QByteArray BlobDesk::pathOf(const Address& address) const {
    const QByteArray body = address.encode();
    const auto proof = keyedHash256(m_addressKey, {body});
    return QByteArray(wire::blobsPath) + '/' +
           (body + viewOf(proof).toByteArray())
               .toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
}

/// `notFound` for what this store did not make.
Result<BlobDesk::Address> BlobDesk::addressIn(const HttpRequest& request) const {
    const QByteArrayView text = candour::pathOf(request).sliced(sizeof(wire::blobsPath));
    const auto read = QByteArray::fromBase64Encoding(
        text.toByteArray(),
        QByteArray::Base64UrlEncoding | QByteArray::AbortOnBase64DecodingErrors);
    if (!read || read.decoded.size() <= Address::proofBytes) return fail(Code::notFound, during);
    const QByteArrayView bytes = read.decoded;
    const QByteArrayView body = bytes.chopped(Address::proofBytes);
    const auto proof = keyedHash256(m_addressKey, {body});
    if (sodium_memcmp(proof.data(), bytes.last(Address::proofBytes).data(), proof.size()) != 0)
        return fail(Code::notFound, during);
    return Address::decode(body);
}

// Uploading --------------------------------------------------------------------------------------

/// The body of one PATCH on its way to the disk, where all of it is before it is acknowledged.
class BlobDesk::Upload final : public BodySink {
  public:
    Upload(BlobFolder& folder, Address address, std::shared_ptr<UploadTurns::Part> part)
        : m_folder(folder), m_address(std::move(address)), m_part(std::move(part)) {}
    explicit Upload(BlobFolder& folder, Refusal refusal)
        : m_folder(folder), m_refusal(std::move(refusal)) {}
    ~Upload() override {
        if (!m_checksum || !m_file || m_ended) return;
        const std::lock_guard lock(m_part->mutex);
        if (isMyTurn()) (void)takeTurn(*m_part, path());
    }

    void begin(const HttpRequest& head);
    Status take(QByteArrayView piece) override;
    void end() override;

    [[nodiscard]] const Address& address() const { return *m_address; }
    [[nodiscard]] const std::optional<Refusal>& refusal() const { return m_refusal; }
    [[nodiscard]] std::int64_t offset() const { return m_at; }

  private:
    [[nodiscard]] bool isMyTurn() const { return m_part->turn == m_turn; }
    Status refuse(Refusal refusal) {
        m_refusal = std::move(refusal);
        return fail(m_refusal->code, during);
    }
    Status refuseFor(const Error& error) {
        return refuse({statusOf(error.code), error.code, error.detail});
    }
    [[nodiscard]] QString path() const { return m_folder.partPath(m_address->part()); }
    Status keep();

    BlobFolder& m_folder;
    std::optional<Address> m_address;
    std::optional<Refusal> m_refusal;
    std::shared_ptr<UploadTurns::Part> m_part;
    std::uint64_t m_turn = 0;
    std::optional<File> m_file;
    std::int64_t m_at = 0;
    std::int64_t m_unsynced = 0;
    std::optional<QCryptographicHash> m_checksum;
    QByteArray m_promised;
    bool m_ended = false;
};

std::shared_ptr<BodySink> BlobDesk::sinkFor(const HttpRequest& head) const {
    if (methodOf(head) != "PATCH" || !isAddress(candour::pathOf(head))) return nullptr;
    BlobFolder& folder = m_shelf.blobs();
    const auto refused = [&](Refusal refusal) {
        return std::make_shared<Upload>(folder, std::move(refusal));
    };
    if (head.headers.value("Tus-Resumable") != version)
        return refused({412, Code::unsupported, "Tus-Resumable"});
    auto address = addressIn(head);
    if (!address) return refused({404, Code::notFound});
    if (address->expires < m_clock.utc()) return refused({410, Code::notFound, "expired"});
    auto part = m_turns.partNamed(address->part());
    auto upload = std::make_shared<Upload>(folder, std::move(*address), std::move(part));
    upload->begin(head);
    return upload;
}

void BlobDesk::Upload::begin(const HttpRequest& head) {
    if (mediaType(head.headers.value("Content-Type")) != patchType) {
        m_refusal = Refusal{415, Code::badInput, "Content-Type"};
        return;
    }
    const auto offset = numberIn(head.headers.value("Upload-Offset"));
    if (!offset) {
        m_refusal = Refusal{400, Code::badInput, "Upload-Offset"};
        return;
    }
    const std::lock_guard lock(m_part->mutex);
    const bool whole = m_folder.holds(m_address->blob);
    m_at = whole ? m_address->blob.length
                 : m_part->unchecked.value_or(m_folder.partSize(m_address->part()));
    // A sweep may have taken what was there: a hash of that vouches for nothing.
    if (m_at == 0) m_part->hash.reset();
    if (*offset != m_at) {
        m_refusal = Refusal{409, Code::conflict, "Upload-Offset"};
        return;
    }
    const auto length = numberIn(head.headers.value("Content-Length"));
    if (length && *length > m_address->blob.length - m_at) {
        m_refusal = Refusal{413, Code::tooLarge, "more than its length"};
        return;
    }
    if (const QByteArray checksum = head.headers.value("Upload-Checksum"); !checksum.isEmpty()) {
        const qsizetype space = checksum.indexOf(' ');
        const auto algorithm = algorithmNamed(checksum.first(std::max<qsizetype>(0, space)));
        if (!algorithm) {
            m_refusal = Refusal{400, Code::badInput, "Upload-Checksum"};
            return;
        }
        m_checksum.emplace(*algorithm);
        m_promised = QByteArray::fromBase64(checksum.sliced(space + 1));
    }
    const auto turn = takeTurn(*m_part, path());
    if (!turn) {
        (void)refuseFor(turn.error());
        return;
    }
    m_turn = *turn;
    if (whole) return;
    if (m_folder.room() < length.value_or(0)) {
        m_refusal = Refusal{507, Code::diskFull};
        return;
    }
    if (m_checksum) m_part->unchecked = m_at;
    auto file = File::open(path(), File::Mode::write, during);
    if (!file) {
        (void)refuseFor(file.error());
        return;
    }
    m_file.emplace(std::move(*file));
}

Status BlobDesk::Upload::take(QByteArrayView piece) {
    if (m_refusal) return fail(m_refusal->code, during);
    if (piece.isEmpty()) return {};
    const std::lock_guard lock(m_part->mutex);
    if (!isMyTurn()) return refuse({409, Code::conflict, "another request goes on with it"});
    if (piece.size() > m_address->blob.length - m_at) {
        // Its length was not said beforehand: nothing of the piece is kept.
        return refuse({413, Code::tooLarge, "more than its length"});
    }
    if (m_folder.room() < piece.size()) return refuse({507, Code::diskFull});
    if (m_checksum) m_checksum->addData(piece);
    if (auto written = m_file->writeAt(m_at, piece); !written) return refuseFor(written.error());
    m_at += piece.size();
    m_unsynced += piece.size();
    return m_unsynced < limits::blobPiece ? Status() : keep();
}

Status BlobDesk::Upload::keep() {
    m_unsynced = 0;
    const auto proved = prove(*m_part, *m_file);
    if (proved) return {};
    (void)drop(*m_part, m_folder, m_address->part());
    return refuseFor(proved.error());
}

void BlobDesk::Upload::end() {
    if (m_refusal) return;
    const std::lock_guard lock(m_part->mutex);
    if (!isMyTurn()) {
        m_refusal = Refusal{409, Code::conflict, "another request goes on with it"};
        return;
    }
    if (m_checksum && m_checksum->result() != m_promised) {
        (void)takeTurn(*m_part, path());
        m_refusal = Refusal{checksumMismatch, Code::badInput, "Upload-Checksum"};
        return;
    }
    m_ended = true;
    m_part->unchecked.reset();
    if (m_file) (void)keep();
}

HttpResponse BlobDesk::take(const HttpRequest& request) {
    const auto sink = request.sink ? request.sink : sinkFor(request);
    auto& upload = static_cast<Upload&>(*sink);
    if (!request.sink) {
        if (upload.take(request.body)) upload.end();
    }
    if (upload.refusal()) return upload.refusal()->response();
    const Address& address = upload.address();
    if (upload.offset() == address.blob.length) {
        const auto part = m_turns.partNamed(address.part());
        const std::lock_guard lock(part->mutex);
        const auto held = settle(address, *part);
        if (!held) return problem(statusOf(held.error().code), held.error());
    }
    HttpResponse response = answerWith(204);
    response.headers.set("Upload-Offset", QByteArray::number(qint64{upload.offset()}));
    response.headers.set("Upload-Expires", httpTime(address.expires));
    addReceipt(response, address.notebook, address.blob);
    return response;
}

/// Gives what came its place, if all of it did and it is the blob. True if it is held. `badSeal` if
/// it is something else, which is dropped, and `notFound` if nothing that can be read refers to it
/// any more; false also while a large one is being proved: whoever asks again gets it on.
Result<bool> BlobDesk::settle(const Address& address, UploadTurns::Part& part) {
    BlobFolder& folder = m_shelf.blobs();
    const QByteArray name = address.part();
    if (folder.holds(address.blob)) {
        // Somebody else brought it first.
        TRY_OK(drop(part, folder, name));
        return true;
    }
    TRY(const auto entries, m_shelf.blobEntries(address.blob.id));
    const bool isWanted = std::any_of(entries.begin(), entries.end(), [&](const BlobEntry& entry) {
        return !entry.erased && entry.notebook == address.notebook && entry.blob == address.blob;
    });
    if (!isWanted) {
        TRY_OK(drop(part, folder, name));
        return fail(Code::notFound, during);
    }
    const std::int64_t size = folder.partSize(name);
    if (size == 0) return false;
    // A file that cannot be opened for now is as sound as before: nothing of it is dropped.
    TRY(File file, File::open(folder.partPath(name), File::Mode::read, during));
    const auto proved = prove(part, file);
    if (proved && (!*proved || size < address.blob.length)) return false;
    const bool right = proved && part.hash->result() == address.blob.id;
    part.hash.reset();
    if (!right) {
        TRY_OK(drop(part, folder, name));
        if (!proved) return tl::unexpected<Error>(proved.error());
        return fail(Code::badSeal, during, "its bytes are not what its id says; begin again");
    }
    TRY_OK(folder.place(name, address.blob.id));
    return true;
}

HttpResponse BlobDesk::state(const Address& address) {
    BlobFolder& folder = m_shelf.blobs();
    const auto part = m_turns.partNamed(address.part());
    const std::lock_guard lock(part->mutex);
    // What is said here stays so until whoever asks goes on.
    if (const auto turn = takeTurn(*part, folder.partPath(address.part())); !turn)
        return problem(statusOf(turn.error().code), turn.error());
    // Perhaps all of it came, and the store ended before it could look. What is something else is
    // dropped, and begins again.
    const auto held = settle(address, *part);
    if (!held && held.error().code != Code::badSeal)
        return problem(statusOf(held.error().code), held.error());
    HttpResponse response = answerWith(200);
    response.headers.set(
        "Upload-Offset",
        QByteArray::number(
            qint64{held && *held ? address.blob.length : folder.partSize(address.part())}));
    response.headers.set("Upload-Length", QByteArray::number(qint64{address.blob.length}));
    response.headers.set("Upload-Expires", httpTime(address.expires));
    addReceipt(response, address.notebook, address.blob);
    return response;
}

void BlobDesk::addReceipt(HttpResponse& response, const NotebookId& notebook,
                          const BlobRef& blob) const {
    if (!m_shelf.blobs().holds(blob)) return;
    const auto receipt =
        Signed<BlobReceipt>::make({notebook, blob, m_clock.utc(), m_keys.epoch}, m_keys.signing);
    response.headers.set(wire::receiptField, receipt.encode().toBase64());
}

// Requests ---------------------------------------------------------------------------------------

HttpResponse BlobDesk::dressed(HttpResponse response) {
    response.headers.set("Tus-Resumable", version);
    if (response.status == 412) response.headers.set("Tus-Version", version);
    return response;
}

std::optional<HttpResponse> BlobDesk::answerUnsigned(const HttpRequest& request) {
    const QByteArray method = methodOf(request);
    if (method == "OPTIONS") {
        HttpResponse response = answerWith(204);
        response.headers.set("Tus-Version", version);
        response.headers.set("Tus-Extension", "creation,expiration,checksum");
        response.headers.set("Tus-Max-Size",
                             QByteArray::number(qint64{blob::sealedLength(limits::attachment)}));
        response.headers.set("Tus-Checksum-Algorithm", "sha1,sha256");
        return response;
    }
    if (!isAddress(candour::pathOf(request))) return std::nullopt;
    if (method == "PATCH") return take(request);
    if (method != "HEAD") return std::nullopt;
    if (request.headers.value("Tus-Resumable") != version)
        return Refusal{412, Code::unsupported, "Tus-Resumable"}.response();
    const auto address = addressIn(request);
    if (!address) return Refusal{404, Code::notFound}.response();
    if (address->expires < m_clock.utc()) return Refusal{410, Code::notFound, "expired"}.response();
    return state(*address);
}

bool BlobDesk::fetches(const HttpRequest& request) {
    return methodOf(request) == "GET";
}

Result<HttpResponse> BlobDesk::answer(const HttpRequest& request, const VaultId& vault,
                                      const PersonId& person) {
    const QByteArray method = methodOf(request);
    if (candour::pathOf(request) != wire::blobsPath || (method != "POST" && method != "GET"))
        return fail(Code::notFound, during);
    TRY(const auto entries, entriesFor(request, vault, person));
    return method == "POST" ? create(request, entries, vault) : send(request, entries);
}

/// What the request names, in all lengths that changes give it, never nothing. It does not exist
/// for somebody who may not read it and did not write it; but who could read it once may have the
/// only copy.
Result<std::vector<BlobEntry>> BlobDesk::entriesFor(const HttpRequest& request,
                                                    const VaultId& vault, const PersonId& person) {
    const qsizetype mark = request.target.indexOf('?');
    const QUrlQuery query(
        QString::fromLatin1(mark < 0 ? QByteArray() : request.target.sliced(mark + 1)));
    const auto notebook = NotebookId::fromString(query.queryItemValue(QStringLiteral("notebook")));
    const auto id = Hash::fromBytes(
        QByteArray::fromHex(query.queryItemValue(QStringLiteral("blob")).toLatin1()));
    if (!notebook || !id) return fail(Code::badInput, during, "notebook and blob");
    TRY(const auto roster, m_shelf.roster(*notebook));
    const bool gives = methodOf(request) == "POST";
    const bool reads = roster && (roster->value.member(person) != nullptr ||
                                  (gives && roster->value.wasMember(person)));
    TRY(auto entries, m_shelf.blobEntries(*id));
    std::erase_if(entries, [&](const BlobEntry& entry) {
        return entry.notebook != *notebook || entry.erased || !(reads || entry.author == vault);
    });
    if (entries.empty()) return fail(Code::notFound, during);
    return entries;
}

Result<HttpResponse> BlobDesk::create(const HttpRequest& request,
                                      const std::vector<BlobEntry>& entries, const VaultId& vault) {
    if (request.headers.value("Tus-Resumable") != version)
        return Refusal{412, Code::unsupported, "Tus-Resumable"}.response();
    const auto length = numberIn(request.headers.value("Upload-Length"));
    if (!length) return Refusal{400, Code::badInput, "Upload-Length"}.response();
    if (*length > blob::sealedLength(limits::attachment))
        return Refusal{413, Code::tooLarge, "Upload-Length"}.response();
    const auto entry = std::find_if(entries.begin(), entries.end(), [&](const BlobEntry& one) {
        return one.blob.length == *length;
    });
    if (entry == entries.end())
        return Refusal{400, Code::badInput, "another length than its change says"}.response();
    const Address address{vault, entry->notebook, entry->blob, m_clock.utc() + limits::uploadTime};
    // What came under an address that has run out is gone on with.
    const auto part = m_turns.partNamed(address.part());
    const std::lock_guard lock(part->mutex);
    BlobFolder& folder = m_shelf.blobs();
    TRY_OK(takeTurn(*part, folder.partPath(address.part())));
    const std::int64_t offset =
        folder.holds(address.blob) ? *length : folder.partSize(address.part());
    if (folder.room() < *length - offset) return Refusal{507, Code::diskFull}.response();
    HttpResponse response = answerWith(201);
    response.headers.set("Location", pathOf(address));
    response.headers.set("Upload-Offset", QByteArray::number(qint64{offset}));
    response.headers.set("Upload-Expires", httpTime(address.expires));
    addReceipt(response, entry->notebook, entry->blob);
    return response;
}

// Downloading ------------------------------------------------------------------------------------

Result<HttpResponse> BlobDesk::send(const HttpRequest& request,
                                    const std::vector<BlobEntry>& entries) {
    const auto held = std::find_if(entries.begin(), entries.end(), [&](const BlobEntry& entry) {
        return m_shelf.blobs().holds(entry.blob);
    });
    if (held == entries.end()) return fail(Code::notFound, during, "not here yet");
    const BlobEntry& entry = *held;
    const std::int64_t length = entry.blob.length;
    std::int64_t from = 0;
    std::int64_t to = length - 1;
    // "bytes=from-to" or "bytes=from-"; any other range may be passed over (RFC 9110, 14.2).
    const QByteArray range = request.headers.value("Range");
    const qsizetype dash = range.indexOf('-');
    bool ranged = range.startsWith("bytes=") && dash > 6 && !range.contains(',');
    if (ranged) {
        const auto first = numberIn(QByteArrayView(range).sliced(6, dash - 6));
        const auto last = numberIn(QByteArrayView(range).sliced(dash + 1));
        ranged = first && (last || dash + 1 == range.size()) && (!last || *last >= *first);
        if (ranged) {
            from = *first;
            to = std::min(to, last.value_or(to));
        }
    }
    if (from >= length) {
        HttpResponse response = Refusal{416, Code::badInput, "Range"}.response();
        response.headers.set("Content-Range", "bytes */" + QByteArray::number(qint64{length}));
        return response;
    }
    // Memory does not follow a blob's size: a large one is sent in parts, and a longer range is
    // answered by its beginning.
    if (!ranged && length > limits::blobPiece)
        return Refusal{413, Code::tooLarge, "ask for ranges"}.response();
    to = std::min(to, from + limits::blobPiece - 1);
    TRY(const File file,
        File::open(m_shelf.blobs().pathOf(entry.blob.id), File::Mode::read, during));
    HttpResponse response = answerWith(ranged ? 206 : 200);
    response.body.resize(to - from + 1);
    TRY(const std::size_t got,
        file.readAt(from, {reinterpret_cast<std::uint8_t*>(response.body.data()),
                           static_cast<std::size_t>(response.body.size())}));
    if (got != static_cast<std::size_t>(response.body.size()))
        return fail(Code::diskFailed, during);
    response.headers.set("Content-Type", wire::blobType);
    response.headers.set("Accept-Ranges", "bytes");
    if (ranged)
        response.headers.set("Content-Range", "bytes " + QByteArray::number(qint64{from}) + '-' +
                                                  QByteArray::number(qint64{to}) + '/' +
                                                  QByteArray::number(qint64{length}));
    addReceipt(response, entry.notebook, entry.blob);
    return response;
}

}  // namespace candour
