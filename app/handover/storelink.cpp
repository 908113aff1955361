#include "app/handover/storelink.h"

#include "app/vault/storetime.h"
#include "platform/log.h"
#include "sync/wire.h"

namespace candour {

Result<std::unique_ptr<StoreLink>> StoreLink::open(Vault& vault, Random& random) {
    if (vault.identity().standing != Identity::Standing::enrolled || !vault.identity().store)
        return fail(Code::notAllowed, "reach the store", "this tablet is not set up with a store");
    StoreIdentity store = *vault.identity().store;
    HttpClient::Options options;
    options.host = store.host;
    options.port = store.port;
    options.authorityPem = store.authorityPem;
    // Once the store's signed time is known, certificates are judged by it.
    options.provenTime = [&author = vault.author()]() -> std::optional<UtcTime> {
        const Moment now = author.now();
        return now.store ? std::optional(now.corrected()) : std::nullopt;
    };
    TRY(auto client, HttpClient::create(options));
    options.dates = HttpClient::Dates::tolerated;
    TRY(auto despiteDates, HttpClient::create(options));
    return std::unique_ptr<StoreLink>(
        new StoreLink(vault, random, std::move(store), std::move(client), std::move(despiteDates)));
}

Status mayEmpty(Vault& vault, const HandOver::Report& report) {
    if (report.stopped) return tl::unexpected<Error>(*report.stopped);
    // What a colleague wrote may be here alone as well, where the store has lost it.
    if (report.early || !report.reasons.empty() || report.blobsStopped)
        return fail(Code::notAllowed, "empty the tablet", "Not everything was handed over.");
    return vault.mayEmpty(report.listed);
}

/// Only once the store has said in this hand-over what it holds. What cannot leave now leaves
/// another time: the hand-over is over all the same.
void StoreLink::takeOff(HandOver::Report& report) {
    if (report.stopped || report.early) return;
    if (const auto gone = m_vault.purgeByPolicy())
        report.takenOff = *gone;
    else
        log::warning("meetings leave this tablet later", {{"code", gone.error().code}});
}

StoreLink::~StoreLink() {
    m_handOver.reset();
    m_aside.waitForDone();
}

void StoreLink::handOver(HandOver::Observe observe, HandOver::Done done,
                         const HandOver::Terms& terms) {
    if (running()) return;
    HandOver::Parts parts{
        .ledger = m_vault.ledger(),
        .author = m_vault.author(),
        .transport = *m_client,
        .store = m_store,
        .authority = m_client->authority(),
        .random = m_random,
        .learn = [this](Moment::Offset offset) { learnStoreTime(m_vault, offset); },
        .project = [this](const Imported& imported) { return m_vault.project(imported); },
        .obey = [this](const Signed<Order>& order) { return m_vault.obey(order); },
        .regain = [this](std::span<const SharedKey> keys) { return m_vault.regain(keys); },
        .askBack = [this](const NotebookId& notebook) { return m_vault.askBack(notebook); },
        .despiteDates = m_despiteDates.get(),
        .blobs = &m_vault.blobs(),
        .aside = [this](std::function<void()> work,
                        std::function<void()> then) { aside(std::move(work), std::move(then)); }};
    m_handOver = std::make_unique<HandOver>(
        std::move(parts), std::move(observe),
        [this, done = std::move(done)](HandOver::Report report) {
            // Rosters may have changed, and with them what may be written where.
            m_vault.notebooks().forget();
            if (const auto wiped = m_vault.wipeLocked(); !wiped && !report.stopped)
                report.stopped = wiped.error();
            takeOff(report);
            if (const auto swept = m_vault.removalGate().sweepErased();
                !swept && !report.blobsStopped)
                report.blobsStopped = swept.error();
            const std::unique_ptr<HandOver> ended = std::move(m_handOver);
            done(std::move(report));
        });
    m_handOver->start(terms);
}

void StoreLink::look(std::function<void(bool answers)> then) {
    HttpRequest request;
    request.method = "GET";
    request.target = QByteArray(wire::timePath) + "?nonce=" + m_random.bytes(16).toHex();
    request.headers.set("Accept", wire::cborType);
    m_client->send(
        std::move(request),
        [then = std::move(then)](const Result<HttpResponse>& answer) { then(answer.has_value()); });
}

void StoreLink::aside(std::function<void()> work, std::function<void()> then) {
    m_aside.start([this, work = std::move(work), then = std::move(then)] {
        work();
        QMetaObject::invokeMethod(&m_here, then, Qt::QueuedConnection);
    });
}

void StoreLink::pause() {
    if (m_handOver) m_handOver->pause();
}

void StoreLink::cancel() {
    if (m_handOver) m_handOver->cancel();
}

}  // namespace candour
