// One hand-over: push what the store has not receipted, then pull what is missing here, then the
// attachments. A state machine on one thread, fed by a transport, so that the simulation runs the
// very same code.
//
// What always holds: nothing is taken as accepted without the store's signed receipt for exactly
// what is held here; an interruption at any byte costs at most the requests under way, and the next
// hand-over goes on from there; one chain that cannot leave never stops the others. Several
// requests are under way at once, but a chain is in one of them at most, so that its order cannot
// be broken; and nothing of a lane leaves before all of the lanes before it is answered for.
#pragma once

#include "sync/blobhandover.h"
#include "sync/courier.h"
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
        /// Inside the same transaction: keeps keys that were missed, and brings what they open into
        /// the projections. Without it the ledger alone keeps them.
        std::function<Status(std::span<const SharedKey>)> regain = {};
        /// Wants a notebook back whose text was taken off this tablet. Without it the ledger alone
        /// is asked.
        std::function<Status(const NotebookId&)> askBack = {};
        /// The same store, though its certificate's dates do not fit this tablet's clock: asked
        /// for its signed time and for nothing else. Without it such a certificate ends it.
        HttpTransport* despiteDates = nullptr;
        /// Where attachments lie; without it only text is handed over.
        BlobFolder* blobs = nullptr;
        /// Runs `work` on any thread and afterwards, from the event loop, `then` on this one.
        /// Without it what came is read here.
        std::function<void(std::function<void()> work, std::function<void()> then)> aside = {};
    };

    /// How much may pass this time. What is used up ends it between two requests, and those under
    /// way are waited for.
    struct Terms {
        std::optional<milliseconds> time = {};
        std::optional<std::int64_t> bytes = {};  // of bodies, both ways
        /// Nothing of a later lane leaves; and unless it is the last, nothing is fetched.
        Lane upTo = Lane::rest;
        /// Nothing leaves and nothing is fetched: what the store has decided about words, about who
        /// reads and about this tablet is heard and carried out, in one round trip.
        bool ordersOnly = false;
        /// Attachments as well, when the text is over.
        bool files = true;
    };

    struct Progress {
        enum class Stage : std::uint8_t {
            sending,
            comparing,
            fetching,
            attachments
        } stage = Stage::sending;
        std::int64_t records = 0;  // that had something to hand over when it began
        std::int64_t accepted = 0;
        std::int64_t received = 0;  // changes that came in
        std::int64_t toReceive = 0;
        std::int64_t toSend = 0;  // changes, receipted ones included
        std::int64_t sent = 0;    // of these, with a receipt
        std::int64_t bytesSent = 0;
        std::int64_t bytesReceived = 0;
        /// Until this stage is over, going by how fast it went so far. Nothing as long as that
        /// would be a guess: in the first two seconds, and while nothing is known to be missing.
        std::optional<milliseconds> left = {};
        BlobHandOver::Tally blobs = {};  // which follow the text
    };

    /// Why a hand-over ended in good order with something left for the next.
    enum class Early : std::uint8_t { paused, timeUsed, bytesUsed, laneReached };

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
        /// Changes that the store had once said it held and no longer has: it came back from a
        /// backup, and is given them again.
        std::int64_t lostThere = 0;
        /// If anything came in: what colleagues have written, by their own signed word, and the
        /// store has not sent.
        std::vector<Ledger::Promised> onItsWay;
        /// Receipts that say that we had been taken off a roster, and we are not back on it: kept
        /// there, for the lead.
        std::int64_t late = 0;
        /// The store has taken this tablet out of use: it takes what is here, and sends nothing.
        bool revoked = false;
        /// Where our own chains end that differ there or are not ours to read, as the store said
        /// when all was sent.
        std::vector<Head> listed = {};
        /// Meetings that left this tablet at its end, because the store has long had them.
        std::int64_t takenOff = 0;
        BlobHandOver::Tally blobs = {};
        std::int64_t blobsHeld = 0;  // ours without a receipt, when it ended
        /// What broke off the attachments, when the text was over.
        std::optional<Error> blobsStopped = {};
        /// What broke it off; nothing when it ran to its end or to what its terms allow.
        std::optional<Error> stopped;
        std::optional<Early> early = {};
        std::int64_t toSend = 0;     // changes that are left to send
        std::int64_t toReceive = 0;  // as far as is known
        milliseconds took{};
    };
    using Observe = std::function<void(const Progress&)>;
    using Done = std::function<void(Report)>;

    /// Everything in `parts` outlives this. `observe` is called after every step, `done` once;
    /// `done` may destroy this.
    HandOver(Parts parts, Observe observe, Done done);
    ~HandOver();
    HandOver(const HandOver&) = delete;
    HandOver& operator=(const HandOver&) = delete;

    void start() { start(Terms()); }
    void start(const Terms& terms);
    /// Ends in good order as soon as what is under way is answered; attachments at once, so that
    /// what is urgent need not wait for their pieces.
    void pause();
    /// Ends at once with `cancelled`; what was receipted stays so, and text that was over is over.
    void cancel();

  private:
    struct Sent {
        Head head;               // where the frame ends
        std::int64_t after = 0;  // where it began
    };
    /// A chain with something to send.
    struct Outgoing {
        ChainId chain;
        std::int64_t after = 0;
        std::int64_t upTo = 0;
        bool own = true;
    };
    struct Want {
        std::int64_t upTo = 0;
        std::int64_t after = 0;  // has come already
        friend bool operator==(const Want&, const Want&) = default;
    };
    /// An answer to a pull while it is read.
    struct Arrived {
        std::vector<ChainId> asked;
        QByteArray body;
        std::vector<QByteArrayView> views;
        std::vector<Result<ReadyFrame>> frames;
    };

    // handover.cpp: from step to step
    using Landed = std::function<Status(const HttpResponse&)>;
    /// `chains` travel with it: they are free again if it fails.
    void ask(const char* path, const char* type, QByteArray body, std::vector<ChainId> chains,
             Landed landed);
    Status onFailed(const Error& error, const std::vector<ChainId>& chains);
    /// Ends it on an error, goes on otherwise, and tells the owner how far it is or has come.
    void step(Status status);
    /// The text is over; attachments go last, because they are large.
    Status handOverBlobs(bool fetch = true);
    /// This Candour is too old for the store: what is written here leaves all the same.
    Status onTooOld(const Error& error);
    void finishBlobs(std::optional<Error> stopped = {});
    [[nodiscard]] bool isRevoked() const;
    /// Asks for whatever may be asked for now.
    Status next();
    void enter(Progress::Stage stage);
    [[nodiscard]] std::optional<Early> used() const;
    /// Bytes of bodies, both ways, so far.
    [[nodiscard]] std::int64_t passed() const;
    /// Bytes that the terms still allow, at the speed of so far; 0 when they are used up.
    [[nodiscard]] std::int64_t room() const;
    /// Bytes to aim at in the next body.
    [[nodiscard]] std::size_t batchLimit() const;
    [[nodiscard]] bool mayAskMore() const;
    void finish(std::optional<Early> early = {});
    void end(std::optional<Error> stopped);
    void observe();
    [[nodiscard]] milliseconds elapsed(milliseconds since) const;

    // handover_push.cpp: what leaves
    Status sendBatches();
    Result<std::vector<Outgoing>> outgoing();
    Status addOwn(const Outgoing& one, std::size_t limit, QByteArray& body,
                  std::vector<Sent>& sent);
    Status addColleagues(const Outgoing& one, std::size_t limit, QByteArray& body,
                         std::vector<Sent>& sent);
    Status onPushed(const std::vector<Sent>& sent, const HttpResponse& response);
    Status onRefused(const Head& sent, std::int64_t after, const wire::PushAnswer::One& one);

    // handover_compare.cpp: what both hold
    Result<wire::Summary> summary();
    Status sendSummary();
    /// Of a tablet that is out of use, when its attachments are through.
    Status askOnceMore();
    Status offerUnproven();
    Status onNamedAgain(const HttpResponse& response);
    void noteListed(const wire::Difference& difference);
    Status doubtOthers(const wire::Difference& difference);
    Status onSummary(const HttpResponse& response);
    /// Whether the store lacks something that it once signed, going by what was here before.
    Result<bool> storeLacks(const wire::Difference& difference);
    Status keepStatements(const wire::Difference& difference);
    Status obey(const Signed<Order>& order);
    Status regain(const std::vector<SharedKey>& keys);
    /// What the store signed, as it is known here, in pieces that it takes from somebody whom it
    /// does not know any more.
    Result<std::vector<wire::Statements>> statements();
    /// The store's own signed word, for it to have again what a backup did not hold.
    Status giveBack(std::vector<wire::Statements> known);
    void giveBackNext();
    void onTakenBack();
    /// Meetings that were taken off this tablet and in which somebody has since said no, or taken
    /// something back: it is about words that are elsewhere too, so they come back by themselves.
    Status wantWhatProtects(const wire::Difference& difference);
    /// What is held here of a chain; number 0 if nothing is.
    Result<Head> headOf(const ChainId& chain);
    Status compare(const Head& remote);
    Status reopen(const Head& remote);
    Result<bool> agreesWith(const Head& local, const Head& remote);
    Status compareUnlisted(const wire::Difference& difference);

    // handover_pull.cpp: what comes in
    Status sendPulls();
    Status onPulled(const std::vector<ChainId>& asked, const HttpResponse& response);
    Status onRead(Arrived& arrived);
    [[nodiscard]] bool isAllHere() const;
    Status goOnWhereParted();
    /// All of it in one edit, or nothing.
    Status takeIn(std::span<Result<ReadyFrame>> frames);
    Status takeInOneByOne(std::span<const QByteArrayView> frames);

    Parts m_parts;
    Observe m_observe;
    Done m_done;
    Terms m_terms;
    Progress m_progress;
    Report m_report;
    Courier m_courier;
    bool m_running = false;
    bool m_paused = false;
    bool m_gaveBack = false;
    std::vector<wire::Statements> m_toGiveBack;  // the next one last
    bool m_compared = false;
    bool m_parted = false;
    std::optional<Error> m_tooOld;
    milliseconds m_begun{};
    milliseconds m_stageBegun{};
    std::int64_t m_stageDone = 0;  // when the stage began

    int m_underWay = 0;        // requests, and answers that are being read
    int m_window;              // as many at once
    std::size_t m_batchBytes;  // aimed at in one body
    std::set<ChainId> m_busy;  // of the requests under way
    std::map<ChainId, std::int64_t>
        m_sendAfter;  // where the store's word differs from our receipts
    /// Chains of theirs, and how far the store has them, that it has lost or never receipted.
    std::map<ChainId, std::int64_t> m_colleagues;
    std::map<ChainId, int> m_refusals;
    std::map<ChainId, Held> m_held;
    std::map<ChainId, Want> m_wanted;
    std::unique_ptr<BlobHandOver> m_blobs;
    std::set<Hash> m_blobsLacking;  // as the store said
    std::shared_ptr<char> m_alive;  // gone with this, for what is read aside
};

}  // namespace candour
