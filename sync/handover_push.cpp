// What leaves: frames of our own, urgent ones first, and of colleagues what a restored store lost,
// or what of theirs a tablet out of use has that never reached it.
#include "sync/handover.h"

#include <algorithm>
#include <set>

namespace candour {
namespace {

constexpr int refusalsPerChain = 3;

/// The error that a store named in an answer about one frame.
Error errorNamed(const wire::PushAnswer::One& one) {
    const auto code = codeFromName(one.error.toStdString());
    return {code.value_or(Code::refused), "hand over", one.detail.toStdString()};
}

}  // namespace

/// Chains with something to send, those under way among them, urgent lane first.
Result<std::vector<HandOver::Outgoing>> HandOver::outgoing() {
    std::vector<Outgoing> out;
    TRY(const auto pending, m_parts.ledger.pending(m_parts.author.vault()));
    for (const auto& one : pending) {
        if (m_held.contains(one.head.chain)) continue;
        const auto known = m_sendAfter.find(one.head.chain);
        const std::int64_t after = known == m_sendAfter.end() ? one.receipted : known->second;
        out.push_back({one.head.chain, after, one.head.number, true});
    }
    for (const auto& [chain, after] : m_colleagues) out.push_back({chain, after, 0, false});
    std::stable_sort(out.begin(), out.end(), [](const Outgoing& a, const Outgoing& b) {
        return a.chain.lane < b.chain.lane;
    });
    std::erase_if(out, [&](const Outgoing& one) { return one.chain.lane > m_terms.upTo; });
    return out;
}

Status HandOver::sendBatches() {
    while (mayAskMore()) {
        TRY(const auto out, outgoing());
        const std::size_t limit = batchLimit();
        QByteArray body;
        std::vector<Sent> sent;
        std::vector<ChainId> chains;
        Lane lane = Lane::urgent;
        bool waits = false;
        TRY(auto edit, m_parts.ledger.begin());
        for (const Outgoing& one : out) {
            // A lane waits until all of the one before it is answered for.
            if (one.chain.lane != lane && (waits || !sent.empty())) break;
            if (static_cast<std::size_t>(body.size()) >= limit) break;
            lane = one.chain.lane;
            waits = waits || m_busy.contains(one.chain);
            if (m_busy.contains(one.chain)) continue;
            TRY_OK(one.own ? addOwn(one, limit, body, sent)
                           : addColleagues(one, limit, body, sent));
            chains.push_back(one.chain);
        }
        TRY_OK(edit.commit());
        if (sent.empty()) return {};
        ask(wire::pushPath, wire::framesType, std::move(body), std::move(chains),
            [this, sent](const HttpResponse& response) { return onPushed(sent, response); });
    }
    return {};
}

Status HandOver::addOwn(const Outgoing& one, std::size_t limit, QByteArray& body,
                        std::vector<Sent>& sent) {
    for (std::int64_t after = one.after;
         after < one.upTo && static_cast<std::size_t>(body.size()) < limit;) {
        TRY(const Frame frame, m_parts.ledger.frameAfter(one.chain, after, m_parts.author));
        appendFrame(body, encodeFrame(frame));
        sent.push_back({frame.end(), after});
        after = frame.end().number;
    }
    return {};
}

/// As the colleague signed it.
Status HandOver::addColleagues(const Outgoing& one, std::size_t limit, QByteArray& body,
                               std::vector<Sent>& sent) {
    const auto size = static_cast<std::size_t>(body.size());
    TRY(const QByteArray frames, m_parts.ledger.framesAfter(one.chain, one.after, limit - size));
    TRY(const auto each, splitFrames(frames));
    for (const QByteArrayView compressed : each) {
        TRY(const Frame frame, decodeFrame(compressed));
        sent.push_back({frame.end(), frame.first - 1});
    }
    body += frames;
    return {};
}

Status HandOver::onPushed(const std::vector<Sent>& batch, const HttpResponse& response) {
    for (const Sent& sent : batch) m_busy.erase(sent.head.chain);
    TRY(const auto answer, wire::PushAnswer::decode(response.body));
    if (answer.answers.size() != batch.size()) return fail(Code::badAnswer, "hand over");
    // Whatever follows on a frame that was refused is refused for that alone.
    std::set<ChainId> refused;
    TRY(auto edit, m_parts.ledger.begin());
    for (std::size_t i = 0; i < batch.size(); ++i) {
        const auto& one = answer.answers[i];
        const Sent& sent = batch[i];
        if (!one.receipt) {
            if (refused.insert(sent.head.chain).second)
                TRY_OK(onRefused(sent.head, sent.after, one));
            continue;
        }
        // A receipt counts if the store signed it and it names exactly what was sent.
        if (!one.receipt->verify(m_parts.store.key) || !(one.receipt->value.head == sent.head))
            return fail(Code::storeNotGenuine, "check a receipt");
        if (const auto theirs = m_colleagues.find(sent.head.chain); theirs != m_colleagues.end()) {
            theirs->second = sent.head.number;
            TRY_OK(m_parts.ledger.noteReceipt(*one.receipt));
            continue;
        }
        TRY(const Receipted receipted, m_parts.ledger.keepReceipt(*one.receipt));
        m_report.accepted += receipted.completed;
        if (!receipted.late.marked.empty()) TRY_OK(m_parts.project(receipted.late));
        m_progress.sent += sent.head.number - sent.after;
        m_report.receipts.push_back(*one.receipt);
        m_sendAfter.erase(sent.head.chain);
        m_refusals.erase(sent.head.chain);
    }
    TRY_OK(edit.commit());
    for (auto one = m_colleagues.begin(); one != m_colleagues.end();) {
        TRY(const auto head, headOf(one->first));
        one = one->second >= head.number ? m_colleagues.erase(one) : std::next(one);
    }
    return {};
}

Status HandOver::onRefused(const Head& sent, std::int64_t after, const wire::PushAnswer::One& one) {
    const bool own = m_colleagues.erase(sent.chain) == 0;
    // The store holds less than it once receipted: it was restored. It is given the rest again.
    // If it does not even know the notebook any more, the founding in the first frame brings it.
    const bool lacks =
        (one.error == "broken-chain" || one.error == "not-allowed") && one.held < after;
    if (lacks && ++m_refusals[sent.chain] < refusalsPerChain) {
        (own ? m_sendAfter : m_colleagues)[sent.chain] = one.held;
        return {};
    }
    if (!m_held.contains(sent.chain))
        m_held.emplace(sent.chain, Held{sent.chain, after + 1, errorNamed(one)});
    return {};
}

}  // namespace candour
