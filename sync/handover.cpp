#include "sync/handover.h"

#include "platform/check.h"
#include "platform/limits.h"
#include "platform/log.h"

#include <algorithm>
#include <limits>

namespace candour {
namespace {

// Encoded bytes aimed at in one body. It begins small, so that a bad link gets something through,
// doubles with every success and is halved by every failure; so is the number of requests at once.
constexpr std::size_t firstBatch = 128 * 1024;
constexpr std::size_t largestBatch = 1024 * 1024;
constexpr std::size_t smallestBatch = firstBatch / 8;
constexpr int largestWindow = 3;
constexpr milliseconds tooEarlyToTell{2'000};

/// Receipts of what came after we had been taken off a roster, as far as we are not back on it.
std::int64_t countLate(Ledger& ledger, const VaultId& vault,
                       const std::vector<Signed<Receipt>>& receipts) {
    const auto self = ledger.certificate(vault);
    return std::count_if(receipts.begin(), receipts.end(), [&](const Signed<Receipt>& receipt) {
        const Receipt& said = receipt.value;
        if (!said.late) return false;
        const auto found = ledger.roster(said.head.chain.notebook);
        if (!self || !*self || !found || !*found) return true;
        const Roster& roster = (*found)->value;
        return roster.member((*self)->value.person) == nullptr ||
               std::pair(roster.epoch, roster.version) < std::pair(said.epoch, said.rosterVersion);
    });
}

}  // namespace

HandOver::HandOver(Parts parts, Observe observe, Done done)
    : m_parts(std::move(parts)),
      m_observe(std::move(observe)),
      m_done(std::move(done)),
      m_courier({m_parts.transport, m_parts.despiteDates, m_parts.author, m_parts.store,
                 m_parts.authority, m_parts.random, m_parts.learn}),
      m_window(largestWindow),
      m_batchBytes(firstBatch),
      m_alive(std::make_shared<char>()) {}

HandOver::~HandOver() = default;

void HandOver::start(const Terms& terms) {
    check(!m_running, "a hand-over starts once");
    m_running = true;
    m_terms = terms;
    m_begun = m_parts.author.now().sinceBoot;
    step([&]() -> Status {
        TRY(m_report.captured, m_parts.ledger.unreceiptedRecords(m_parts.author.vault()));
        m_progress.records = m_report.captured;
        TRY(const auto pending, m_parts.ledger.pending(m_parts.author.vault()));
        for (const auto& one : pending) m_progress.toSend += one.head.number - one.receipted;
        enter(Progress::Stage::sending);
        return {};
    }());
}

void HandOver::pause() {
    m_paused = true;
    if (m_blobs) m_blobs->stop();
}

void HandOver::cancel() {
    const Error cancelled{Code::cancelled, "hand over"};
    if (!m_running) return;
    if (m_blobs) finishBlobs(cancelled);
    step(m_running ? Status(tl::unexpected<Error>(cancelled)) : Status());
}

void HandOver::step(Status status) {
    if (status && m_running) status = next();
    if (!status) end(status.error());
    if (m_running) return observe();
    // The owner may destroy this inside the call: it is the last thing that happens here.
    const auto done = std::move(m_done);
    done(std::move(m_report));
}

Status HandOver::next() {
    switch (m_progress.stage) {
        case Progress::Stage::sending:
            if (m_terms.ordersOnly) return sendSummary();
            TRY_OK(sendBatches());
            if (m_underWay > 0) return {};
            if (const auto early = used()) {
                finish(early);
                return {};
            }
            if (m_terms.upTo != Lane::rest) {
                finish(Early::laneReached);
                return {};
            }
            return sendSummary();
        case Progress::Stage::comparing:
        case Progress::Stage::attachments:
            return {};
        case Progress::Stage::fetching:
            TRY_OK(sendPulls());
            if (m_underWay > 0) return {};
            if (!isAllHere())
                finish(used());
            else if (m_parted)
                return goOnWhereParted();
            else
                return handOverBlobs(!isRevoked());
            return {};
    }
    return {};
}

void HandOver::enter(Progress::Stage stage) {
    m_progress.stage = stage;
    m_stageBegun = m_parts.author.now().sinceBoot;
    m_stageDone = stage == Progress::Stage::sending ? m_progress.sent : m_report.received;
}

void HandOver::observe() {
    m_progress.accepted = m_report.accepted;
    m_progress.received = m_report.received;
    m_progress.bytesSent = m_courier.bytesSent();
    m_progress.bytesReceived = m_courier.bytesReceived();
    if (m_blobs) {
        m_progress.blobs = m_blobs->tally();
        m_progress.bytesSent += m_progress.blobs.bytesSent;
        m_progress.bytesReceived += m_progress.blobs.bytesReceived;
    }
    const bool sending = m_progress.stage == Progress::Stage::sending;
    const std::int64_t done = (sending ? m_progress.sent : m_progress.received) - m_stageDone;
    const std::int64_t ahead =
        sending ? m_progress.toSend - m_progress.sent : m_progress.toReceive - m_progress.received;
    const milliseconds time = elapsed(m_stageBegun);
    m_progress.left.reset();
    if (done > 0 && ahead > 0 && time >= tooEarlyToTell) m_progress.left = time * ahead / done;
    if (m_observe) m_observe(m_progress);
}

void HandOver::finish(std::optional<Early> early) {
    m_report.early = early;
    end(m_tooOld);
}

void HandOver::end(std::optional<Error> stopped) {
    m_running = false;
    m_courier.letGo();
    m_alive.reset();
    m_report.stopped = std::move(stopped);
    for (auto& [chain, held] : m_held) m_report.reasons.push_back(std::move(held));
    m_report.held = std::max<std::int64_t>(0, m_report.captured - m_report.accepted);
    m_report.revoked = isRevoked();
    if (m_report.received > 0)
        m_report.onItsWay = m_parts.ledger.promised(m_parts.author.vault())
                                .value_or(std::vector<Ledger::Promised>());
    m_report.late = countLate(m_parts.ledger, m_parts.author.vault(), m_report.receipts);
    m_report.toSend = std::max<std::int64_t>(0, m_progress.toSend - m_progress.sent);
    m_report.toReceive = std::max<std::int64_t>(0, m_progress.toReceive - m_report.received);
    m_report.bytesSent = m_courier.bytesSent();
    m_report.bytesReceived = m_courier.bytesReceived();
    m_report.roundTrips = m_courier.roundTrips();
    if (m_blobs) {
        m_report.blobs = m_blobs->tally();
        m_report.bytesSent += m_report.blobs.bytesSent;
        m_report.bytesReceived += m_report.blobs.bytesReceived;
        m_report.roundTrips += m_report.blobs.roundTrips;
        m_blobs.reset();
    }
    if (m_parts.blobs != nullptr)
        m_report.blobsHeld =
            BlobIndex(m_parts.ledger).unreceipted(m_parts.author.vault()).value_or(0);
    m_report.finished = m_parts.author.now().corrected();
    m_report.took = elapsed(m_begun);
    log::info("hand-over ended", {{"accepted", m_report.accepted},
                                  {"held", m_report.held},
                                  {"received", m_report.received}});
}

bool HandOver::isRevoked() const {
    const auto own = m_parts.ledger.certificate(m_parts.author.vault());
    return own && *own && (*own)->value.revoked;
}

// How much at once -------------------------------------------------------------------------------

milliseconds HandOver::elapsed(milliseconds since) const {
    return m_parts.author.now().sinceBoot - since;
}

std::optional<HandOver::Early> HandOver::used() const {
    if (m_paused) return Early::paused;
    if (m_terms.time && elapsed(m_begun) >= *m_terms.time) return Early::timeUsed;
    if (m_terms.bytes && passed() >= *m_terms.bytes) return Early::bytesUsed;
    return std::nullopt;
}

bool HandOver::mayAskMore() const {
    // What several answers bring cannot be counted before they come.
    return !used() && m_underWay < (m_terms.bytes ? 1 : m_window);
}

std::int64_t HandOver::passed() const {
    std::int64_t bytes = m_courier.bytesSent() + m_courier.bytesReceived();
    if (m_blobs) bytes += m_blobs->tally().bytesSent + m_blobs->tally().bytesReceived;
    return bytes;
}

std::int64_t HandOver::room() const {
    if (used()) return 0;
    std::int64_t limit = std::numeric_limits<std::int64_t>::max();
    if (m_terms.bytes) limit = *m_terms.bytes - passed();
    if (m_terms.time) {
        // As much as the rest of the time lets through, going by what has passed so far.
        const milliseconds gone = elapsed(m_begun);
        if (gone >= tooEarlyToTell)
            limit = std::min(limit, passed() * (*m_terms.time - gone).count() / gone.count());
    }
    return std::max<std::int64_t>(limit, 1);
}

std::size_t HandOver::batchLimit() const {
    return std::min(m_batchBytes, static_cast<std::size_t>(std::max<std::int64_t>(room(), 1)));
}

// Requests ---------------------------------------------------------------------------------------

void HandOver::ask(const char* path, const char* type, QByteArray body, std::vector<ChainId> chains,
                   Landed landed) {
    ++m_underWay;
    m_busy.insert(chains.begin(), chains.end());
    m_courier.ask(path, type, std::move(body),
                  [this, chains = std::move(chains),
                   landed = std::move(landed)](Result<HttpResponse> response) {
                      --m_underWay;
                      if (!response) return step(onFailed(response.error(), chains));
                      if (!chains.empty()) {
                          m_batchBytes = std::min(m_batchBytes * 2, largestBatch);
                          m_window = std::min(m_window + 1, largestWindow);
                      }
                      step(landed(*response));
                  });
}

Status HandOver::onFailed(const Error& error, const std::vector<ChainId>& chains) {
    for (const ChainId& chain : chains) m_busy.erase(chain);
    // Too much at once for the link or the store: half of it goes again.
    const bool halve = error.code == Code::tooLarge || error.code == Code::timedOut;
    if (halve && !chains.empty() && m_batchBytes > smallestBatch) {
        m_batchBytes /= 2;
        m_window = std::max(m_window / 2, 1);
        return {};
    }
    // Nobody asked for files to be sent where only orders were to be heard.
    if (error.code == Code::tooOld && !m_tooOld && !m_terms.ordersOnly) return onTooOld(error);
    if (error.code == Code::unknownVault && !m_gaveBack) {
        m_courier.letGo();
        m_alive = std::make_shared<char>();  // what is being read aside is let go too
        m_underWay = 0;
        m_busy.clear();
        TRY(auto known, statements());
        return giveBack(std::move(known));
    }
    return tl::unexpected<Error>(error);
}

// Attachments ------------------------------------------------------------------------------------

Status HandOver::onTooOld(const Error& error) {
    m_tooOld = error;
    m_compared = true;
    return handOverBlobs(false);
}

Status HandOver::handOverBlobs(bool fetch) {
    if (m_parts.blobs == nullptr || !m_terms.files) {
        finish();
        return {};
    }
    enter(Progress::Stage::attachments);
    // What several answers bring cannot be counted before they come.
    m_blobs = std::make_unique<BlobHandOver>(
        BlobHandOver::Parts{m_parts.ledger, *m_parts.blobs, m_parts.author, m_parts.transport,
                            m_parts.store, m_parts.authority, [this] { return room(); },
                            m_terms.bytes ? 1 : limits::blobsAtOnce, m_parts.aside, fetch,
                            isRevoked()},
        [this] { observe(); },
        [this](const std::optional<Error>& stopped) {
            finishBlobs(stopped);
            step({});
        });
    const auto underWay = m_blobs->start(m_blobsLacking);
    if (!underWay) finishBlobs(underWay.error());
    if (underWay && !*underWay) finishBlobs();
    return {};
}

/// The text is handed over all the same.
void HandOver::finishBlobs(std::optional<Error> stopped) {
    const bool allSent = !stopped && m_blobs->tally().sent > 0 && m_blobs->tally().left() == 0;
    m_report.blobsStopped = std::move(stopped);
    // Nothing of it may go before the store has named what it holds since.
    if (allSent && isRevoked()) {
        m_report.listed.clear();
        if (!used()) {
            if (const Status asked = askOnceMore(); !asked) end(asked.error());
            return;
        }
    }
    finish(m_blobs->tally().left() > 0 ? used() : std::nullopt);
}

}  // namespace candour
