// One hand-over: push what the store has not receipted, then pull what is missing here. A state
// machine on one thread, fed by a transport, so that the simulation runs the very same code.
//
// What always holds: nothing is taken as accepted without the store's signed receipt for exactly
// what is held here; an interruption at any byte costs at most the batch in flight, and the next
// hand-over goes on from there; one chain that cannot leave never stops the others.
#pragma once

#include "platform/http/transport.h"
#include "sync/enrolment.h"
#include "sync/ledger.h"
#include "sync/wire.h"

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <span>
#include <vector>

namespace candour {

class HandOver {
  public:
    struct Parts {
        Ledger& ledger;
        const Author& author;
        HttpTransport& transport;
        const StoreIdentity& store;
        QByteArray authority;  // host[:port] as the store knows itself
        Random& random;
        /// The store's time tells how far off the tablet's clock is: keep it for what is written
        /// next.
        std::function<void(Moment::Offset)> learn;
        /// Brings what came in into the projections, inside the same transaction.
        std::function<Status(const Imported&)> project = [](const Imported&) { return Status(); };
        /// Inside the same transaction: keeps an order of the store in the ledger, and takes what
        /// it erases out of everything that was made from it. Without it the ledger alone obeys.
        std::function<Status(const Signed<Order>&)> obey = {};
        /// The same store, though its certificate's dates do not fit this tablet's clock: asked
        /// for its signed time and for nothing else. Without it such a certificate ends it.
        HttpTransport* despiteDates = nullptr;
    };

    struct Progress {
        enum class Stage : std::uint8_t { sending, comparing, fetching } stage = Stage::sending;
        std::int64_t records = 0;  // that had something to hand over when it began
        std::int64_t accepted = 0;
        std::int64_t received = 0;  // changes that came in
        std::int64_t toReceive = 0;
        std::int64_t bytesSent = 0;
        std::int64_t bytesReceived = 0;
    };

    /// A chain that could not leave, or a colleague's that could not come in. What is here of it is
    /// kept, and the next hand-over tries again.
    struct Held {
        ChainId chain;
        std::int64_t from = 0;  // first number that the other side does not have
        Error reason;
    };

    struct Report {
        std::int64_t captured = 0;  // records with something to hand over when it began
        std::int64_t accepted = 0;
        std::int64_t held = 0;      // captured and still without a receipt
        std::int64_t received = 0;  // changes that came in
        std::int64_t bytesSent = 0;
        std::int64_t bytesReceived = 0;
        std::int64_t roundTrips = 0;
        UtcTime finished;
        std::vector<Signed<Receipt>> receipts;
        std::vector<Held> reasons;
        /// Chains that had two continuations, because a tablet was restored from a backup or
        /// cloned: both are kept, and handed over.
        std::vector<ChainId> parted;
        /// What stopped it early; nothing when it ran to its end.
        std::optional<Error> stopped;
    };
    using Observe = std::function<void(const Progress&)>;
    using Done = std::function<void(Report)>;

    /// Everything in `parts` outlives this. `observe` is called after every step, `done` once;
    /// `done` may destroy this.
    HandOver(Parts parts, Observe observe, Done done);
    ~HandOver();
    HandOver(const HandOver&) = delete;
    HandOver& operator=(const HandOver&) = delete;

    void start();
    /// Ends with `cancelled`; what was receipted stays so.
    void cancel();

  private:
    using Answered = Status (HandOver::*)(const HttpResponse&);

    void send(const char* path, const char* type, QByteArray body, Answered answered);
    void dispatch();
    void onAnswer(Result<HttpResponse> response);
    void ask(HttpTransport& transport, HttpRequest request,
             void (HandOver::*answered)(Result<HttpResponse>));
    void letGo();
    void askTime(HttpTransport& transport);
    void onTime(Result<HttpResponse> response);
    /// Ends it on an error, tells the owner how far it is, and that it has ended.
    void step(const Status& status);

    Status sendBatch();
    Status onPushed(const HttpResponse& response);
    Status addOwn(QByteArray& body);
    Status addColleagues(QByteArray& body);
    Status onRefused(const Head& sent, std::int64_t after, const wire::PushAnswer::One& one);
    Status sendSummary();
    Status onSummary(const HttpResponse& response);
    /// Keeps what the store signed. Answers whether the store lacks something that it once signed.
    Result<bool> keepStatements(const wire::Difference& difference);
    Status giveBack();
    Status onTakenBack(const HttpResponse& response);
    /// What is held here of a chain; number 0 if nothing is.
    Result<Head> headOf(const ChainId& chain);
    Status compare(const Head& remote);
    Result<bool> agreesWith(const Head& local, const Head& remote);
    Status compareUnlisted(const wire::Difference& difference);
    Status sendPull();
    Status onPulled(const HttpResponse& response);
    /// All of it in one edit, or nothing.
    Status takeIn(std::span<const QByteArrayView> frames);
    Status takeInOneByOne(std::span<const QByteArrayView> frames);
    void finish(std::optional<Error> stopped);
    void learn(UtcTime storeTime);
    void observe();

    struct Sent {
        Head head;               // where the frame ends
        std::int64_t after = 0;  // where it began
    };
    struct Request {
        const char* path;
        const char* type;
        QByteArray body;
        Answered answered;
    };

    Parts m_parts;
    Observe m_observe;
    Done m_done;
    Progress m_progress;
    Report m_report;
    std::optional<Request> m_request;
    HttpTransport* m_asked = nullptr;  // where the ticket is from
    HttpTransport::Ticket m_ticket = 0;
    milliseconds m_askedSince{};
    QByteArray m_nonce;
    bool m_timeAsked = false;
    bool m_gaveBack = false;
    bool m_compared = false;
    bool m_parted = false;
    bool m_running = false;

    std::size_t m_batchBytes;
    std::vector<Sent> m_batch;
    std::map<ChainId, std::int64_t>
        m_sendAfter;  // where the store's word differs from our receipts
    std::map<ChainId, std::int64_t> m_colleagues;  // chains of theirs that the store has lost
    std::map<ChainId, int> m_refusals;
    std::map<ChainId, Held> m_held;
    struct Want {
        std::int64_t upTo = 0;
        std::int64_t after = 0;  // has come already
        friend bool operator==(const Want&, const Want&) = default;
    };
    std::map<ChainId, Want> m_wanted;
};

}  // namespace candour
