#include "tests/simulation/simstore.h"

#include "tests/simulation/failure.h"

namespace candour::simulation {

SimStore::SimStore(QString folder, Agenda& agenda, Dice& dice, Faults& faults)
    : m_folder(std::move(folder)),
      m_agenda(agenda),
      m_dice(dice),
      m_faults(faults),
      m_disk(dice, faults),
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
    for (const auto& [chain, promised] : m_promised) {
        const auto held = succeed(m_shelf->head(chain), "read a head of the store");
        promise(held && held->number >= promised.number &&
                    (held->number > promised.number || held->link == promised.link),
                std::string("the store does not hold what it gave a receipt for, ") + when);
    }
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
        Head& furthest = m_promised[head.chain];
        if (head.number > furthest.number) furthest = head;
        if (m_disk.failedReading()) continue;
        const auto held = succeed(m_shelf->head(head.chain), "read a head of the store");
        promise(held && held->number >= head.number, "a receipt was given for what is not held");
        promise(linkAfterwards(*held, head.number) == head.link,
                "a receipt was given for another change");
    }
}

std::optional<HttpResponse> SimStore::reach(const HttpRequest& request) {
    if (!isUp()) return std::nullopt;
    HttpResponse response = m_api->answer(request);
    if (m_disk.dead()) {
        m_faults.add(Fault::storeDiedWriting);
        crash(m_dice.oneIn(2) ? SimDisk::Death::process : SimDisk::Death::power);
        return std::nullopt;
    }
    if (request.target == wire::pushPath && response.status == 200) noteReceipts(response);
    if (m_disk.failedReading()) crash(SimDisk::Death::process);
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
    m_restored = true;
    open();
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
