#include "tests/simulation/simstore.h"

#include "sync/store/admin.h"
#include "tests/simulation/failure.h"

#include <QFileInfo>

#include <algorithm>

namespace candour::simulation {

SimStore::SimStore(QString folder, Agenda& agenda, Dice& dice, Faults& faults)
    : m_folder(std::move(folder)),
      m_agenda(agenda),
      m_dice(dice),
      m_faults(faults),
      m_disk(QFileInfo(m_folder).path(), m_clock, dice, faults),
      m_clock(agenda),
      m_random(dice.next()) {}

void SimStore::create() {
    m_shelf =
        succeed(EmbeddedShelf::create(m_folder, QStringLiteral("Simulated"), m_clock, m_random),
                "make a store");
    m_api = std::make_unique<StoreApi>(*m_shelf, m_shelf->keys(), m_clock, m_random);
}

void SimStore::close() {
    m_api.reset();
    m_shelf.reset();
}

void SimStore::open() {
    m_disk.mend();  // whoever starts it sees to the disk first
    m_shelf = succeed(EmbeddedShelf::open(m_folder, m_random), "open the store");
    m_api = std::make_unique<StoreApi>(*m_shelf, m_shelf->keys(), m_clock, m_random);
    holdToItsWord("after it came back");
}

void SimStore::holdToItsWord(const char* when) {
    for (const auto& [chain, promised] : m_promised.heads) {
        const auto held = succeed(m_shelf->head(chain), "read a head of the store");
        promise(held && held->number >= promised.number &&
                    (held->number > promised.number || held->link == promised.link),
                std::string("the store does not hold what it gave a receipt for, ") + when);
    }
    for (const auto& [id, blob] : m_promised.blobs) holdToItsWord(blob, when);
}

/// What was erased since is not there any more, and should not be.
void SimStore::holdToItsWord(const BlobRef& blob, const std::string& when) {
    if (holds(blob)) return;
    const auto entries = succeed(m_shelf->blobEntries(blob.id), "read what is known of a blob");
    promise(std::all_of(entries.begin(), entries.end(),
                        [](const BlobEntry& entry) { return entry.erased; }),
            "the store does not hold an attachment that it gave a receipt for, " + when);
}

bool SimStore::holds(const BlobRef& blob) {
    if (!m_shelf->blobs().holds(blob)) return false;
    const File file = succeed(
        File::open(m_shelf->blobs().pathOf(blob.id), File::Mode::read, "look"), "open a blob");
    return succeed(hashOf(file), "read a blob") == blob.id;
}

bool SimStore::holds(const Hash& link) {
    return succeed(m_shelf->ledger().database().first(
                       "SELECT count(*) FROM change WHERE link = ?",
                       [](const Row& row) { return row.integer(0) > 0; }, link.view()),
                   "look for a change")
        .value();
}

/// The link that the store holds at a number of a chain: what follows it says so.
Hash SimStore::linkAfterwards(const Head& held, std::int64_t number) {
    if (held.number == number) return held.link;
    const auto body = succeed(m_shelf->framesAfter(held.chain, number, 1, Ledger::For::keepers),
                              "read frames of the store");
    const auto frames = succeed(splitFrames(body), "read frames of the store");
    promise(!frames.empty(), "the store cannot pass on what it holds");
    return succeed(decodeFrame(frames.front()), "read a frame of the store").follows;
}

/// A receipt is signed only for what is on disk: looked up before the answer leaves.
void SimStore::noteReceipts(const HttpResponse& response) {
    const auto answer = wire::PushAnswer::decode(response.body);
    if (!answer) return;
    const SimDisk::Calm calm(m_disk);
    for (const auto& one : answer->answers) {
        if (!one.receipt) continue;
        const Head& head = one.receipt->value.head;
        Head& furthest = m_promised.heads[head.chain];
        if (head.number > furthest.number) furthest = head;
        if (m_disk.failedReading()) continue;
        const auto held = succeed(m_shelf->head(head.chain), "read a head of the store");
        promise(held && held->number >= head.number, "a receipt was given for what is not held");
        promise(linkAfterwards(*held, head.number) == head.link,
                "a receipt was given for another change");
    }
}

void SimStore::noteBlobReceipt(const HttpResponse& response) {
    const QByteArray encoded = response.headers.value(wire::receiptField);
    if (encoded.isEmpty()) return;
    const auto receipt =
        succeed(Signed<BlobReceipt>::decode(QByteArray::fromBase64(encoded)), "read a receipt");
    const SimDisk::Calm calm(m_disk);
    m_promised.blobs[receipt.value.blob.id] = receipt.value.blob;
    m_everPromised.insert(receipt.value.blob.id);
    promise(holds(receipt.value.blob), "a receipt was given for an attachment that is not held");
}

/// As the server does it: what uploads goes to disk as it comes, and ends only with its last byte.
HttpResponse SimStore::answer(HttpRequest request, qsizetype arrived) {
    request.headers.set("Content-Length", QByteArray::number(request.body.size()));
    const auto sink = m_api->sinkFor(request);
    if (!sink) return m_api->answer(request);
    Status taken;
    for (qsizetype at = 0; at < arrived && taken;) {
        const qsizetype size = std::min<qsizetype>(arrived - at, m_dice.between(1, 96 * 1024));
        taken = sink->take(QByteArrayView(request.body).sliced(at, size));
        at += size;
    }
    if (taken && arrived == request.body.size()) sink->end();
    request.sink = sink;
    return m_api->answer(request);
}

std::optional<HttpResponse> SimStore::reach(const HttpRequest& request, qsizetype arrived) {
    if (!isUp()) return std::nullopt;
    const bool uploads = request.method == "PATCH";
    const bool whole = arrived == request.body.size();
    if (!whole && !uploads) return std::nullopt;
    const HttpResponse response = answer(request, arrived);
    if (m_disk.dead()) {
        m_faults.add(Fault::storeDiedWriting);
        crash(m_dice.oneIn(2) ? SimDisk::Death::process : SimDisk::Death::power);
        return std::nullopt;
    }
    if (request.target == wire::pushPath && response.status == 200) noteReceipts(response);
    if (!m_disk.failedReading()) noteBlobReceipt(response);
    if (m_disk.failedReading()) crash(SimDisk::Death::process);
    if (!whole) return std::nullopt;
    return response;
}

void SimStore::crash(SimDisk::Death death) {
    tell(std::string("store: ") + (death == SimDisk::Death::power ? "power cut" : "killed"));
    m_disk.die();
    close();
    m_disk.revive(death);
    m_agenda.in(std::chrono::seconds(m_dice.between(1, 600)), [this] {
        if (!isUp()) open();
    });
}

void SimStore::backUp() {
    m_backup = Backup{m_disk.image(), m_promised};
}

void SimStore::restoreBackup() {
    tell("store: restored from a backup");
    m_disk.die();
    close();
    m_disk.revive(SimDisk::Death::process);
    m_disk.restore(m_backup->image);
    m_promised = m_backup->promised;
    ++m_restores;
    open();
}

bool SimStore::takeOutOfUse(const VaultId& vault) {
    if (!isUp() || m_disk.troubled() || m_disk.failedReading()) return false;
    // A store that came back from a backup may not know it yet.
    if (!succeed(m_shelf->certificate(vault), "read a certificate")) return false;
    succeed(admin::revoke(*m_shelf, m_shelf->keys(), vault, m_clock), "take a tablet out of use");
    return true;
}

bool SimStore::isOutOfUse(const VaultId& vault) {
    const auto certificate = succeed(m_shelf->certificate(vault), "read a certificate");
    return certificate && certificate->value.revoked;
}

std::size_t SimStore::countLacking(const std::vector<ChangeId>& changes) {
    std::set<QByteArray> ids;
    succeed(m_shelf->ledger().database().each("SELECT substr(link, 1, 16) FROM change",
                                              [&](const Row& row) { ids.insert(row.blob(0)); }),
            "read all changes");
    return static_cast<std::size_t>(
        std::count_if(changes.begin(), changes.end(),
                      [&](const ChangeId& id) { return !ids.contains(id.toBytes()); }));
}

StoreIdentity SimStore::identity() const {
    return {"store.test",
            443,
            m_shelf->keys().authorityPem,
            m_shelf->keys().signing.verifyKey(),
            m_shelf->keys().recipient.publicKey(),
            m_shelf->keys().name};
}

}  // namespace candour::simulation
