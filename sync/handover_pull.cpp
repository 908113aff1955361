// What comes in: asked for chain by chain, read aside, taken in one answer at a time.
#include "platform/log.h"
#include "sync/handover.h"

#include <algorithm>

namespace candour {
namespace {

constexpr std::size_t bytesPerChange = 128;  // about, as they travel

/// Errors of this tablet, whatever frame it was about to take in.
bool isOwnDisks(Code code) {
    return code == Code::diskFull || code == Code::diskFailed || code == Code::readOnly ||
           code == Code::inUse;
}

}  // namespace

bool HandOver::isAllHere() const {
    return std::all_of(m_wanted.begin(), m_wanted.end(),
                       [](const auto& one) { return one.second.after >= one.second.upTo; });
}

Status HandOver::sendPulls() {
    // One is read while another is on its way. More would only take memory.
    while (mayAskMore() && m_underWay < 2) {
        wire::PullRequest pull;
        std::vector<ChainId> asked;
        pull.bytes = static_cast<std::int64_t>(batchLimit());
        std::int64_t bytes = 0;
        for (const Lane lane : {Lane::urgent, Lane::agreements, Lane::rest})
            for (const auto& [chain, want] : m_wanted) {
                if (bytes >= pull.bytes) break;
                if (chain.lane != lane || want.after >= want.upTo || m_busy.contains(chain))
                    continue;
                pull.wants.push_back({chain, want.after});
                asked.push_back(chain);
                bytes += (want.upTo - want.after) * bytesPerChange;
            }
        if (asked.empty()) return {};
        ask(wire::pullPath, wire::cborType, pull.encode(), asked,
            [this, asked](const HttpResponse& response) { return onPulled(asked, response); });
    }
    return {};
}

Status HandOver::onPulled(const std::vector<ChainId>& asked, const HttpResponse& response) {
    auto arrived = std::make_shared<Arrived>();
    arrived->asked = asked;
    arrived->body = response.body;
    TRY(arrived->views, splitFrames(arrived->body));
    if (!m_parts.aside) {
        for (const QByteArrayView view : arrived->views)
            arrived->frames.push_back(ReadyFrame::read(view));
        return onRead(*arrived);
    }
    ++m_underWay;
    m_parts.aside(
        [arrived] {
            for (const QByteArrayView view : arrived->views)
                arrived->frames.push_back(ReadyFrame::read(view));
        },
        [this, arrived, alive = std::weak_ptr(m_alive)] {
            if (alive.expired()) return;
            --m_underWay;
            // The next is asked for first: the store works while this is taken in.
            const Status more = sendPulls();
            step(more ? onRead(*arrived) : more);
        });
    return {};
}

Status HandOver::onRead(Arrived& arrived) {
    const auto wants = [&] {
        std::vector<std::optional<Want>> now;
        for (const ChainId& chain : arrived.asked) {
            const auto want = m_wanted.find(chain);
            now.push_back(want == m_wanted.end() ? std::nullopt : std::optional(want->second));
        }
        return now;
    };
    const auto before = wants();
    for (const ChainId& chain : arrived.asked) m_busy.erase(chain);
    // What an answer brings is one edit: committing each frame by itself takes half as long again.
    // If one of them is unsound, the others are still taken.
    if (!takeIn(arrived.frames)) TRY_OK(takeInOneByOne(arrived.views));
    // A store that promises changes and sends none must not be asked for ever.
    if (wants() == before) return fail(Code::badAnswer, "take in changes", "withheld");
    return {};
}

Status HandOver::takeIn(std::span<Result<ReadyFrame>> frames) {
    std::int64_t news = 0;
    std::vector<Head> ends;
    std::vector<ChainId> parted;
    TRY(auto edit, m_parts.ledger.begin());
    for (Result<ReadyFrame>& ready : frames) {
        if (!ready) return tl::unexpected<Error>(ready.error());
        dropFalseReceipt(ready->frame, m_parts.store.key);
        const Head end = ready->frame.end();
        TRY(const auto author, m_parts.ledger.certificate(end.chain.vault));
        if (!author) return fail(Code::unknownVault, "take in changes");
        TRY(const Imported imported,
            m_parts.ledger.import(std::move(*ready), author->value.author, Ledger::OnFork::part));
        TRY_OK(m_parts.project(imported));
        news += static_cast<std::int64_t>(imported.changes.size());
        ends.push_back(end);
        if (imported.parted) parted.push_back(end.chain);
    }
    TRY_OK(edit.commit());
    m_report.received += news;
    for (const Head& end : ends)
        if (const auto want = m_wanted.find(end.chain); want != m_wanted.end())
            want->second.after = std::max(want->second.after, end.number);
    for (const ChainId& chain : parted) {
        m_parted = true;
        m_held.erase(chain);
        m_report.parted.push_back(chain);
        log::info("a chain went on in a branch", {{"vault", chain.vault}});
    }
    return {};
}

/// What is wrong with one chain is named, and the others come in.
Status HandOver::takeInOneByOne(std::span<const QByteArrayView> frames) {
    std::set<ChainId> passedOver;
    for (const QByteArrayView& compressed : frames) {
        Result<ReadyFrame> ready = ReadyFrame::read(compressed);
        if (!ready) return tl::unexpected<Error>(ready.error());
        const ChainId chain = ready->frame.chain;
        const std::int64_t first = ready->frame.first;
        const auto want = m_wanted.find(chain);
        if (want == m_wanted.end() || passedOver.contains(chain)) continue;
        const Status taken = takeIn({&ready, 1});
        if (taken) continue;
        if (isOwnDisks(taken.error().code)) return taken;
        passedOver.insert(chain);
        if (taken.error().code == Code::forked && want->second.after > 0) {
            // They part somewhere before: once more, from the beginning.
            want->second.after = 0;
            continue;
        }
        m_wanted.erase(want);
        m_held.try_emplace(chain, Held{chain, first, taken.error()});
    }
    return {};
}

/// What was held in place of the store's order has become a branch, and can leave now.
Status HandOver::goOnWhereParted() {
    m_parted = false;
    TRY(const auto records, m_parts.ledger.unreceiptedRecords(m_parts.author.vault()));
    m_report.captured = std::max(m_report.captured, m_report.accepted + records);
    m_compared = false;
    enter(Progress::Stage::sending);
    return next();
}

}  // namespace candour
