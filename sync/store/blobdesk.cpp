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
    QByteArray name;  // of the part, by chance
    NotebookId notebook;
    BlobRef blob;
    UtcTime expires;

    [[nodiscard]] QByteArray encode() const {
        cbor::Writer writer;
        writer.array(5).bytes(name).bytes(notebook).bytes(blob.id.view()).integer(blob.length);
        writer.integer(expires.time_since_epoch().count());
        return writer.take();
    }
    static Result<Address> decode(QByteArrayView bytes) {
        Address address;
        cbor::Reader reader(bytes);
        if (reader.array(5) != 5) reader.fail();
        address.name = reader.bytes(16).toByteArray();
        address.notebook = reader.id<NotebookId>();
        address.blob.id = Hash::fromBytes(reader.bytes(Hash::size)).value_or(Hash());
        address.blob.length = reader.integer();
        address.expires = UtcTime(milliseconds(reader.integer()));
        if (!reader.finished()) return fail(Code::notFound, during);
        return address;
    }
    [[nodiscard]] QByteArray part() const { return name.toHex(); }
};

BlobDesk::BlobDesk(Shelf& shelf, const StoreKeys& keys, const Clock& clock, Random& random)
    : m_shelf(shelf),
      m_keys(keys),
      m_clock(clock),
      m_random(random),
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

/// The body of one PATCH on its way to the disk.
class BlobDesk::Upload final : public BodySink {
  public:
    Upload(BlobFolder& folder, Address address, std::shared_ptr<UploadTurns::Part> part)
        : m_folder(folder), m_address(std::move(address)), m_part(std::move(part)) {}
    explicit Upload(BlobFolder& folder, Refusal refusal)
        : m_folder(folder), m_refusal(std::move(refusal)) {}
    ~Upload() override {
        if (!m_checksum || !m_file || m_ended) return;
        const std::lock_guard lock(m_part->mutex);
        if (isMyTurn()) (void)takeTurn(*m_part, m_folder.partPath(m_address->part()));
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
        return refuse({error.code == Code::diskFull ? 507 : 500, error.code, error.detail});
    }

    BlobFolder& m_folder;
    std::optional<Address> m_address;
    std::optional<Refusal> m_refusal;
    std::shared_ptr<UploadTurns::Part> m_part;
    std::uint64_t m_turn = 0;
    std::optional<File> m_file;
    std::int64_t m_at = 0;
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
    const auto turn = takeTurn(*m_part, m_folder.partPath(m_address->part()));
    if (!turn) {
        (void)refuseFor(turn.error());
        return;
    }
    m_turn = *turn;
    if (whole) return;
    if (m_checksum) m_part->unchecked = m_at;
    auto file = File::open(m_folder.partPath(m_address->part()), File::Mode::write, during);
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
    if (m_checksum) m_checksum->addData(piece);
    if (auto written = m_file->writeAt(m_at, piece); !written) return refuseFor(written.error());
    m_at += piece.size();
    return {};
}

void BlobDesk::Upload::end() {
    if (m_refusal) return;
    const std::lock_guard lock(m_part->mutex);
    if (!isMyTurn()) {
        m_refusal = Refusal{409, Code::conflict, "another request goes on with it"};
        return;
    }
    if (m_checksum && m_checksum->result() != m_promised) {
        (void)takeTurn(*m_part, m_folder.partPath(m_address->part()));
        m_refusal = Refusal{checksumMismatch, Code::badInput, "Upload-Checksum"};
        return;
    }
    m_ended = true;
    m_part->unchecked.reset();
    if (m_at < m_address->blob.length || m_folder.holds(m_address->blob)) return;
    // Here and not in answer(), because a large blob takes a while to read.
    const auto completed = m_folder.complete(m_address->part(), m_address->blob);
    if (completed) return;
    if (completed.error().code != Code::badSeal) {
        (void)refuseFor(completed.error());
        return;
    }
    m_refusal = Refusal{422, Code::badInput, "its bytes are not what its id says; begin again"};
}

HttpResponse BlobDesk::take(const HttpRequest& request) {
    const auto sink = request.sink ? request.sink : sinkFor(request);
    auto& upload = static_cast<Upload&>(*sink);
    if (!request.sink) {
        if (upload.take(request.body)) upload.end();
    }
    if (upload.refusal()) return upload.refusal()->response();
    HttpResponse response = answerWith(204);
    response.headers.set("Upload-Offset", QByteArray::number(qint64{upload.offset()}));
    response.headers.set("Upload-Expires", httpTime(upload.address().expires));
    addReceipt(response, upload.address().notebook, upload.address().blob);
    return response;
}

HttpResponse BlobDesk::state(const Address& address) {
    BlobFolder& folder = m_shelf.blobs();
    const auto part = m_turns.partNamed(address.part());
    const std::lock_guard lock(part->mutex);
    // What is said here stays so until whoever asks goes on.
    if (const auto turn = takeTurn(*part, folder.partPath(address.part())); !turn)
        return problem(500, turn.error());
    // All of it came, and the store ended before it could look: it looks now. What is something
    // else is dropped, and begins again.
    if (!folder.holds(address.blob) && folder.partSize(address.part()) == address.blob.length)
        (void)folder.complete(address.part(), address.blob);
    const bool whole = folder.holds(address.blob);
    HttpResponse response = answerWith(200);
    response.headers.set(
        "Upload-Offset",
        QByteArray::number(qint64{whole ? address.blob.length : folder.partSize(address.part())}));
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

Result<HttpResponse> BlobDesk::answer(const HttpRequest& request, const VaultId& vault,
                                      const PersonId& person) {
    const QByteArray method = methodOf(request);
    if (candour::pathOf(request) != wire::blobsPath || (method != "POST" && method != "GET"))
        return fail(Code::notFound, during);
    TRY(const BlobEntry entry, entryFor(request, vault, person));
    return method == "POST" ? create(request, entry) : send(request, entry);
}

/// What the request names. It does not exist for somebody who may not read it and did not write it.
Result<BlobEntry> BlobDesk::entryFor(const HttpRequest& request, const VaultId& vault,
                                     const PersonId& person) {
    const qsizetype mark = request.target.indexOf('?');
    const QUrlQuery query(
        QString::fromLatin1(mark < 0 ? QByteArray() : request.target.sliced(mark + 1)));
    const auto notebook = NotebookId::fromString(query.queryItemValue(QStringLiteral("notebook")));
    const auto id = Hash::fromBytes(
        QByteArray::fromHex(query.queryItemValue(QStringLiteral("blob")).toLatin1()));
    if (!notebook || !id) return fail(Code::badInput, during, "notebook and blob");
    TRY(const auto roster, m_shelf.roster(*notebook));
    const bool reads = roster && roster->value.member(person) != nullptr;
    TRY(const auto entries, m_shelf.blobEntries(*id));
    for (const BlobEntry& entry : entries)
        if (entry.notebook == *notebook && !entry.erased && (reads || entry.author == vault))
            return entry;
    return fail(Code::notFound, during);
}

Result<HttpResponse> BlobDesk::create(const HttpRequest& request, const BlobEntry& entry) {
    if (request.headers.value("Tus-Resumable") != version)
        return Refusal{412, Code::unsupported, "Tus-Resumable"}.response();
    const auto length = numberIn(request.headers.value("Upload-Length"));
    if (!length) return Refusal{400, Code::badInput, "Upload-Length"}.response();
    const std::int64_t most = blob::sealedLength(limits::attachment);
    if (*length > most || entry.blob.length > most)
        return Refusal{413, Code::tooLarge, "Upload-Length"}.response();
    if (*length != entry.blob.length)
        return Refusal{400, Code::badInput, "another length than its change says"}.response();
    TRY_OK(m_shelf.blobs().dropPartsOlderThan(m_clock.utc() - limits::uploadTime));
    const Address address{m_random.bytes(16), entry.notebook, entry.blob,
                          m_clock.utc() + limits::uploadTime};
    HttpResponse response = answerWith(201);
    response.headers.set("Location", pathOf(address));
    response.headers.set("Upload-Expires", httpTime(address.expires));
    addReceipt(response, entry.notebook, entry.blob);
    return response;
}

// Downloading ------------------------------------------------------------------------------------

Result<HttpResponse> BlobDesk::send(const HttpRequest& request, const BlobEntry& entry) {
    if (!m_shelf.blobs().holds(entry.blob)) return fail(Code::notFound, during, "not here yet");
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
