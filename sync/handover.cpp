#include "sync/handover.h"

#include "platform/check.h"
#include "platform/limits.h"
#include "platform/log.h"
#include "sync/httpsignature.h"

#include <algorithm>

namespace candour {
namespace {

// Encoded bytes aimed at in one request. It begins small, so that a bad link gets something
// through, doubles with every success and is halved by every failure.
constexpr std::size_t firstBatch = 128 * 1024;
constexpr std::size_t largestBatch = 1024 * 1024;
constexpr int refusalsPerChain = 3;

/// The error that a store named in an answer about one frame.
Error errorNamed(const wire::PushAnswer::One& one) {
    const auto code = codeFromName(one.error.toStdString());
    return {code.value_or(Code::refused), "hand over", one.detail.toStdString()};
}

/// Errors of this tablet, whatever frame it was about to take in.
bool isOwnDisks(Code code) {
    return code == Code::diskFull || code == Code::diskFailed || code == Code::readOnly ||
           code == Code::inUse;
}

}  // namespace

HandOver::HandOver(Parts parts, Observe observe, Done done)
    : m_parts(std::move(parts)),
      m_observe(std::move(observe)),
      m_done(std::move(done)),
      m_batchBytes(firstBatch) {}

HandOver::~HandOver() {
    letGo();
}

void HandOver::start() {
    check(!m_running, "a hand-over starts once");
    m_running = true;
    const auto records = m_parts.ledger.unreceiptedRecords(m_parts.author.vault());
    if (!records) return step(tl::unexpected<Error>(records.error()));
    m_report.captured = m_progress.records = *records;
    step(sendBatch());
}

void HandOver::cancel() {
    if (!m_running) return;
    letGo();
    step(fail(Code::cancelled, "hand over"));
}

void HandOver::step(const Status& status) {
    if (!status) finish(status.error());
    if (m_running) return observe();
    // The owner may destroy this inside the call: it is the last thing that happens here.
    const auto done = std::move(m_done);
    done(std::move(m_report));
}

void HandOver::observe() {
    m_progress.accepted = m_report.accepted;
    m_progress.received = m_report.received;
    m_progress.bytesSent = m_report.bytesSent;
    m_progress.bytesReceived = m_report.bytesReceived;
    if (m_observe) m_observe(m_progress);
}

void HandOver::finish(std::optional<Error> stopped) {
    m_running = false;
    m_report.stopped = std::move(stopped);
    for (auto& [chain, held] : m_held) m_report.reasons.push_back(std::move(held));
    m_report.held = std::max<std::int64_t>(0, m_report.captured - m_report.accepted);
    m_report.finished = m_parts.author.now().corrected();
    log::info("hand-over ended", {{"accepted", m_report.accepted},
                                  {"held", m_report.held},
                                  {"received", m_report.received}});
}

// Requests ---------------------------------------------------------------------------------------

void HandOver::send(const char* path, const char* type, QByteArray body, Answered answered) {
    m_request = Request{path, type, std::move(body), answered};
    dispatch();
}

void HandOver::dispatch() {
    HttpRequest request;
    request.method = "POST";
    request.target = m_request->path;
    request.headers.set("Content-Type", m_request->type);
    request.headers.set("Accept",
                        QByteArray(wire::cborType) + ", " + wire::framesType + ", " + problemType);
    request.body = m_request->body;
    signRequest(request, m_parts.authority, m_parts.author.vault(), m_parts.author.key(),
                m_parts.author.now().corrected());
    ask(m_parts.transport, std::move(request), &HandOver::onAnswer);
}

void HandOver::ask(HttpTransport& transport, HttpRequest request,
                   void (HandOver::*answered)(Result<HttpResponse>)) {
    m_askedSince = m_parts.author.now().sinceBoot;
    ++m_report.roundTrips;
    m_report.bytesSent += request.body.size();
    m_asked = &transport;
    m_ticket = transport.send(std::move(request), [this, answered](Result<HttpResponse> response) {
        m_ticket = 0;
        (this->*answered)(std::move(response));
    });
}

void HandOver::letGo() {
    if (m_ticket != 0) m_asked->cancel(m_ticket);
    m_ticket = 0;
}

void HandOver::onAnswer(Result<HttpResponse> response) {
    if (response && mediaType(response->headers.value("Content-Type")) == problemType) {
        if (auto error = readProblem(*response, "hand over"))
            response = tl::unexpected<Error>(std::move(*error));
    }
    if (response) {
        m_report.bytesReceived += response->body.size();
        return step((this->*m_request->answered)(*response));
    }
    const Error& error = response.error();
    if (!m_timeAsked) {
        if (error.code == Code::clockWrong) return askTime(m_parts.transport);
        if (m_parts.despiteDates != nullptr && onlyDatesAreWrong(error))
            return askTime(*m_parts.despiteDates);
    }
    if (error.code == Code::unknownVault && !m_gaveBack) return step(giveBack());
    // Too much at once for the link or the store: half of it goes again.
    const bool halve = error.code == Code::tooLarge || error.code == Code::timedOut;
    if (halve && !m_batch.empty() && m_batchBytes > firstBatch / 8) {
        m_batchBytes /= 2;
        return step(sendBatch());
    }
    step(tl::unexpected<Error>(error));
}

void HandOver::askTime(HttpTransport& transport) {
    m_timeAsked = true;
    m_nonce = m_parts.random.bytes(16);
    HttpRequest request;
    request.method = "GET";
    request.target = QByteArray(wire::timePath) + "?nonce=" + m_nonce.toHex();
    request.headers.set("Accept", wire::cborType);
    ask(transport, std::move(request), &HandOver::onTime);
}

void HandOver::onTime(Result<HttpResponse> response) {
    if (!response) return step(tl::unexpected<Error>(response.error()));
    const auto answer = Signed<wire::TimeAnswer>::decode(response->body);
    if (!answer || !answer->verify(m_parts.store.key) || answer->value.nonce != m_nonce)
        return step(fail(Code::storeNotGenuine, "ask the time"));
    learn(answer->value.time);
    dispatch();
}

void HandOver::learn(UtcTime storeTime) {
    // The answer was made somewhere between asking and now: half way, give or take as much.
    const Moment now = m_parts.author.now();
    const milliseconds half = (now.sinceBoot - m_askedSince) / 2;
    m_parts.learn({storeTime + half - now.utc, half});
}

// Pushing ----------------------------------------------------------------------------------------

Status HandOver::sendBatch() {
    m_progress.stage = Progress::Stage::sending;
    m_batch.clear();
    QByteArray body;
    TRY_OK(addOwn(body));
    TRY_OK(addColleagues(body));
    if (m_batch.empty()) return sendSummary();
    send(wire::pushPath, wire::framesType, std::move(body), &HandOver::onPushed);
    return {};
}

Status HandOver::addOwn(QByteArray& body) {
    TRY(const auto pending, m_parts.ledger.pending(m_parts.author.vault()));
    TRY(auto edit, m_parts.ledger.begin());
    for (const auto& one : pending) {
        if (m_held.contains(one.head.chain)) continue;
        const auto known = m_sendAfter.find(one.head.chain);
        std::int64_t after = known == m_sendAfter.end() ? one.receipted : known->second;
        while (after < one.head.number && static_cast<std::size_t>(body.size()) < m_batchBytes) {
            TRY(const Frame frame,
                m_parts.ledger.frameAfter(one.head.chain, after, m_parts.author));
            appendFrame(body, encodeFrame(frame));
            m_batch.push_back({frame.end(), after});
            after = frame.end().number;
        }
    }
    return edit.commit();
}

/// What a restored store has lost of a colleague's comes as the colleague signed it.
Status HandOver::addColleagues(QByteArray& body) {
    for (const auto& [chain, after] : m_colleagues) {
        const auto size = static_cast<std::size_t>(body.size());
        if (size >= m_batchBytes) break;
        TRY(const QByteArray frames, m_parts.ledger.framesAfter(chain, after, m_batchBytes - size));
        TRY(const auto each, splitFrames(frames));
        for (const QByteArrayView one : each) {
            TRY(const Frame frame, decodeFrame(one));
            m_batch.push_back({frame.end(), frame.first - 1});
        }
        body += frames;
    }
    return {};
}

Status HandOver::onPushed(const HttpResponse& response) {
    TRY(const auto answer, wire::PushAnswer::decode(response.body));
    if (answer.answers.size() != m_batch.size()) return fail(Code::badAnswer, "hand over");
    TRY(auto edit, m_parts.ledger.begin());
    for (std::size_t i = 0; i < m_batch.size(); ++i) {
        const auto& one = answer.answers[i];
        const Sent& sent = m_batch[i];
        if (!one.receipt) {
            TRY_OK(onRefused(sent.head, sent.after, one));
            continue;
        }
        // A receipt counts if the store signed it and it names exactly what was sent.
        if (!one.receipt->verify(m_parts.store.key) || !(one.receipt->value.head == sent.head))
            return fail(Code::storeNotGenuine, "check a receipt");
        if (const auto theirs = m_colleagues.find(sent.head.chain); theirs != m_colleagues.end()) {
            theirs->second = sent.head.number;
            continue;
        }
        TRY(const std::int64_t completed, m_parts.ledger.keepReceipt(*one.receipt));
        m_report.accepted += completed;
        m_report.receipts.push_back(*one.receipt);
        m_sendAfter.erase(sent.head.chain);
        m_refusals.erase(sent.head.chain);
    }
    TRY_OK(edit.commit());
    for (auto one = m_colleagues.begin(); one != m_colleagues.end();) {
        TRY(const auto head, headOf(one->first));
        one = one->second >= head.number ? m_colleagues.erase(one) : std::next(one);
    }
    m_batchBytes = std::min(m_batchBytes * 2, largestBatch);
    return sendBatch();
}

Status HandOver::onRefused(const Head& sent, std::int64_t after, const wire::PushAnswer::One& one) {
    m_colleagues.erase(sent.chain);
    // The store holds less than it once receipted: it was restored. It is given the rest again.
    // If it does not even know the notebook any more, the founding in the first frame brings it.
    const bool lacks =
        (one.error == "broken-chain" || one.error == "not-allowed") && one.held < after;
    if (lacks && ++m_refusals[sent.chain] < refusalsPerChain) {
        m_sendAfter[sent.chain] = one.held;
        return {};
    }
    if (!m_held.contains(sent.chain))
        m_held.emplace(sent.chain, Held{sent.chain, after + 1, errorNamed(one)});
    return {};
}

// Comparing --------------------------------------------------------------------------------------

Status HandOver::sendSummary() {
    m_progress.stage = Progress::Stage::comparing;
    m_batch.clear();
    wire::Summary summary;
    TRY(const auto notebooks, m_parts.ledger.notebooks());
    for (const NotebookId& id : notebooks) {
        TRY(const Hash digest, m_parts.ledger.digest(id));
        TRY(const auto roster, m_parts.ledger.roster(id));
        summary.notebooks.push_back({id, digest, roster ? wire::digestOf(*roster) : Hash()});
    }
    TRY(auto certificates, m_parts.ledger.certificates());
    summary.vaults = wire::digestOf(std::move(certificates));
    TRY(auto orders, m_parts.ledger.ordersCarriedOut());
    summary.orders = wire::digestOf(std::move(orders));
    send(wire::summaryPath, wire::cborType, summary.encode(), &HandOver::onSummary);
    return {};
}

Status HandOver::onSummary(const HttpResponse& response) {
    TRY(const auto difference, wire::Difference::decode(response.body));
    learn(difference.time);
    TRY(const bool lacks, keepStatements(difference));
    TRY_OK(m_parts.ledger.carryOut());
    if (lacks && !m_gaveBack) return giveBack();
    m_wanted.clear();
    for (const Head& head : difference.heads) TRY_OK(compare(head));
    TRY_OK(compareUnlisted(difference));
    const bool again = !m_compared && (!m_sendAfter.empty() || !m_colleagues.empty());
    m_compared = true;
    if (again) return sendBatch();
    return sendPull();
}

Result<bool> HandOver::keepStatements(const wire::Difference& difference) {
    bool lacks = false;
    TRY(const auto certificates, m_parts.ledger.certificates());
    TRY(const auto rosters, m_parts.ledger.rosters());
    TRY(const auto orders, m_parts.ledger.orders());
    const auto age = [](const auto& one) { return std::pair(one.epoch, one.version); };
    TRY(auto edit, m_parts.ledger.begin());
    for (const auto& certificate : difference.certificates) {
        if (!certificate.verify(m_parts.store.key))
            return fail(Code::storeNotGenuine, "check a certificate");
        TRY_OK(m_parts.ledger.keepCertificate(certificate));
    }
    for (const auto& roster : difference.rosters) {
        if (!roster.verify(m_parts.store.key)) return fail(Code::storeNotGenuine, "check a roster");
        TRY_OK(m_parts.ledger.keepRoster(roster));
    }
    for (const auto& order : difference.orders) {
        if (!order.verify(m_parts.store.key)) return fail(Code::storeNotGenuine, "check an order");
        TRY_OK(m_parts.obey ? m_parts.obey(order) : m_parts.ledger.keepOrder(order));
    }
    TRY_OK(edit.commit());
    // The store lists all vaults of colleagues as soon as one of them differs.
    for (const auto& own : certificates)
        lacks = lacks || (!difference.certificates.empty() &&
                          std::none_of(difference.certificates.begin(),
                                       difference.certificates.end(), [&](const auto& theirs) {
                                           return theirs.value.vault == own.value.vault &&
                                                  age(theirs.value) >= age(own.value);
                                       }));
    for (const auto& own : orders)
        lacks = lacks || (difference.ordersDiffer &&
                          std::none_of(difference.orders.begin(), difference.orders.end(),
                                       [&](const auto& theirs) {
                                           return theirs.value.notebook == own.value.notebook &&
                                                  theirs.value.subject == own.value.subject &&
                                                  age(theirs.value) >= age(own.value);
                                       }));
    for (const auto& own : rosters) {
        const auto theirs = std::find_if(
            difference.rosters.begin(), difference.rosters.end(),
            [&](const auto& roster) { return roster.value.notebook == own.value.notebook; });
        const bool differs = std::find(difference.differing.begin(), difference.differing.end(),
                                       own.value.notebook) != difference.differing.end();
        // It is not sent to somebody who is not on it: perhaps they were.
        const bool withheld =
            differs &&
            std::none_of(difference.heads.begin(), difference.heads.end(), [&](const Head& head) {
                return head.chain.notebook == own.value.notebook;
            });
        lacks = lacks || (theirs == difference.rosters.end()
                              ? withheld
                              : theirs->body != own.body && age(theirs->value) <= age(own.value));
    }
    return lacks;
}

/// The store's own signed word, for it to have again what a backup did not hold.
Status HandOver::giveBack() {
    m_gaveBack = true;
    wire::Statements statements;
    TRY(statements.certificates, m_parts.ledger.certificates());
    TRY(statements.rosters, m_parts.ledger.rosters());
    TRY(statements.orders, m_parts.ledger.orders());
    send(wire::statementsPath, wire::cborType, statements.encode(), &HandOver::onTakenBack);
    return {};
}

Status HandOver::onTakenBack(const HttpResponse&) {
    // Whom it did not know, or did not let write, it may know now.
    std::erase_if(m_held, [](const auto& one) {
        const Code code = one.second.reason.code;
        return code == Code::notAllowed || code == Code::unknownVault;
    });
    m_refusals.clear();
    return sendBatch();
}

/// A store that was restored may lack a chain altogether, or a whole notebook.
Status HandOver::compareUnlisted(const wire::Difference& difference) {
    for (const NotebookId& notebook : difference.differing) {
        TRY(const auto heads, m_parts.ledger.heads(notebook));
        for (const Head& own : heads) {
            const bool listed =
                std::any_of(difference.heads.begin(), difference.heads.end(),
                            [&](const Head& head) { return head.chain == own.chain; });
            if (!listed) TRY_OK(compare({own.chain, 0, Hash()}));
        }
    }
    return {};
}

Result<Head> HandOver::headOf(const ChainId& chain) {
    TRY(const auto heads, m_parts.ledger.heads(chain.notebook));
    for (const Head& head : heads)
        if (head.chain == chain) return head;
    return Head{chain, 0, Hash()};
}

Status HandOver::compare(const Head& remote) {
    TRY(const Head local, headOf(remote.chain));
    TRY(const bool same, agreesWith(local, remote));
    if (remote.number > local.number || !same) {
        m_wanted[remote.chain] = {remote.number, same ? local.number : 0};
        m_progress.toReceive += std::max<std::int64_t>(0, remote.number - local.number);
    } else if (remote.number < local.number && !m_held.contains(remote.chain)) {
        if (remote.chain.vault != m_parts.author.vault()) {
            m_colleagues[remote.chain] = remote.number;
            return {};
        }
        TRY(auto edit, m_parts.ledger.begin());
        TRY_OK(m_parts.ledger.reopenAfter(remote.chain, remote.number));
        TRY_OK(edit.commit());
        m_sendAfter[remote.chain] = remote.number;
    }
    return {};
}

/// True unless the store is known to hold something else: then the chain is asked for from its
/// beginning, to find where the two part.
Result<bool> HandOver::agreesWith(const Head& local, const Head& remote) {
    if (remote.number > local.number || remote.number == 0) return true;
    TRY(const auto link, m_parts.ledger.linkOf(remote.chain, remote.number));
    return link == remote.link;
}

// Pulling ----------------------------------------------------------------------------------------

Status HandOver::sendPull() {
    m_progress.stage = Progress::Stage::fetching;
    wire::PullRequest pull;
    for (const auto& [chain, want] : m_wanted)
        if (want.after < want.upTo) pull.wants.push_back({chain, want.after});
    if (!pull.wants.empty()) {
        send(wire::pullPath, wire::cborType, pull.encode(), &HandOver::onPulled);
        return {};
    }
    if (!m_parted) {
        finish(std::nullopt);
        return {};
    }
    // What was held in place of the store's order has become a branch, and can leave now.
    m_parted = false;
    TRY(const auto records, m_parts.ledger.unreceiptedRecords(m_parts.author.vault()));
    m_report.captured = std::max(m_report.captured, m_report.accepted + records);
    m_compared = false;
    return sendBatch();
}

Status HandOver::onPulled(const HttpResponse& response) {
    TRY(const auto frames, splitFrames(response.body));
    // What an answer brings is one edit: committing each frame by itself takes half as long again.
    // If one of them is unsound, the others are still taken.
    const auto before = m_wanted;
    if (!takeIn(frames)) TRY_OK(takeInOneByOne(frames));
    // A store that promises changes and sends none must not be asked for ever.
    if (m_wanted == before) return fail(Code::badAnswer, "take in changes", "withheld");
    return sendPull();
}

Status HandOver::takeIn(std::span<const QByteArrayView> frames) {
    std::int64_t news = 0;
    std::vector<Head> ends;
    std::vector<ChainId> parted;
    TRY(auto edit, m_parts.ledger.begin());
    for (const QByteArrayView compressed : frames) {
        TRY(const Frame frame, decodeFrame(compressed));
        TRY(const auto author, m_parts.ledger.certificate(frame.chain.vault));
        if (!author) return fail(Code::unknownVault, "take in changes");
        TRY(const Imported imported,
            m_parts.ledger.import(frame, author->value.author, Ledger::OnFork::part));
        TRY_OK(m_parts.project(imported));
        news += static_cast<std::int64_t>(imported.changes.size());
        ends.push_back(frame.end());
        if (imported.parted) parted.push_back(frame.chain);
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
        TRY(const Frame frame, decodeFrame(compressed));
        const auto want = m_wanted.find(frame.chain);
        if (want == m_wanted.end() || passedOver.contains(frame.chain)) continue;
        const Status taken = takeIn({&compressed, 1});
        if (taken) continue;
        if (isOwnDisks(taken.error().code)) return taken;
        passedOver.insert(frame.chain);
        if (taken.error().code == Code::forked && want->second.after > 0) {
            // They part somewhere before: once more, from the beginning.
            want->second.after = 0;
            continue;
        }
        m_wanted.erase(want);
        m_held.try_emplace(frame.chain, Held{frame.chain, frame.first, taken.error()});
    }
    return {};
}

}  // namespace candour
