// The attachments' part of a hand-over, after the text: uploads what the store has not receipted,
// then fetches what is not here yet, small ones first, a few at a time. What always holds: a blob
// counts as handed over only by the store's signed receipt for exactly its bytes, and as fetched
// only when its bytes have the hash that the change names; a cut at any byte costs at most the
// pieces in flight; one blob that cannot leave or come stops no other.
#pragma once

#include "platform/http/transport.h"
#include "sync/blobfolder.h"
#include "sync/blobindex.h"
#include "sync/enrolment.h"

#include <deque>
#include <functional>
#include <list>
#include <memory>
#include <optional>

namespace candour {

class BlobHandOver {
  public:
    struct Parts {
        Ledger& ledger;
        BlobFolder& folder;
        const Author& author;
        HttpTransport& transport;
        const StoreIdentity& store;
        QByteArray authority;  // host[:port] as the store knows itself
        /// Bytes that may still pass, asked before each request; 0 ends it in good order.
        std::function<std::int64_t()> room;
        std::size_t atOnce;
    };

    /// Blobs, unless it says bytes.
    struct Tally {
        std::int64_t toSend = 0;  // without a receipt when it began
        std::int64_t sent = 0;    // receipted since
        std::int64_t toFetch = 0;
        std::int64_t fetched = 0;
        std::int64_t notThereYet = 0;  // the store does not have them either
        std::int64_t bytesSent = 0;
        std::int64_t bytesReceived = 0;
        std::int64_t roundTrips = 0;
        /// What the store refused, or sent wrong. Each is tried again by the next hand-over.
        struct Fault {
            BlobRef blob;
            Error reason;
        };
        std::vector<Fault> faults;
        /// For the next hand-over, which nobody refused.
        [[nodiscard]] std::int64_t left() const {
            return toSend + toFetch - sent - fetched - notThereYet -
                   static_cast<std::int64_t>(faults.size());
        }
    };
    using Observe = std::function<void()>;
    /// The error is what broke it off.
    using Done = std::function<void(const std::optional<Error>&)>;

    /// Everything in `parts` outlives this; destroying it ends it without a word. `done` may.
    BlobHandOver(Parts parts, Observe observe, Done done);
    ~BlobHandOver();
    BlobHandOver(const BlobHandOver&) = delete;
    BlobHandOver& operator=(const BlobHandOver&) = delete;

    /// `lacking` is what the store said it does not hold, whatever it once receipted and whoever
    /// wrote it. False if there is nothing to do: `done` is not called then, nor after an error.
    Result<bool> start(const std::set<Hash>& lacking);
    [[nodiscard]] const Tally& tally() const { return m_tally; }

  private:
    struct Transfer {
        BlobEntry entry;
        bool up = false;
        QByteArray address = {};
        std::int64_t offset = 0;
        std::int64_t sending = 0;  // bytes in flight
        int fresh = 0;             // how often an upload began
        HttpTransport::Ticket ticket = 0;
        std::optional<File> file = {};
    };
    using Answered = Status (BlobHandOver::*)(Transfer&, const Result<HttpResponse>&);

    Status gather(const std::set<Hash>& lacking);
    /// Begins as many as may be under way.
    Status goOn();
    void finish(const std::optional<Error>& stopped);
    /// The last that is done with a transfer until the answer: it may end it.
    void send(Transfer& transfer, HttpRequest request, Answered answered);
    void onAnswer(Transfer& transfer, Answered answered, const Result<HttpResponse>& response);
    /// Nothing more of this one for now.
    Status give(Transfer& transfer, const Error& reason);
    void end(Transfer& transfer);
    [[nodiscard]] HttpRequest signedRequest(const char* method, const BlobEntry& entry) const;

    /// How many bytes travel next, at least one.
    [[nodiscard]] std::int64_t pieceAt(const Transfer& transfer) const;

    Status begin(Transfer& transfer);
    Status create(Transfer& transfer);
    Status onCreated(Transfer& transfer, const Result<HttpResponse>& response);
    Status onState(Transfer& transfer, const Result<HttpResponse>& response);
    Status sendPiece(Transfer& transfer);
    Status onPiece(Transfer& transfer, const Result<HttpResponse>& response);
    Status startAgain(Transfer& transfer, const Error& reason);
    /// True if the answer brought the receipt: then the transfer is over.
    Result<bool> isHeld(Transfer& transfer, const HttpResponse& response);
    /// Keeps the receipt that came with an answer. True if one came and proves this blob.
    Result<bool> keepReceipt(const BlobEntry& entry, const HttpResponse& response);
    Status fetchPiece(Transfer& transfer);
    Status onFetched(Transfer& transfer, const Result<HttpResponse>& response);

    Parts m_parts;
    Observe m_observe;
    Done m_done;
    BlobIndex m_index;
    Tally m_tally;
    std::deque<std::pair<BlobEntry, bool>> m_waiting;  // and whether it goes up
    std::list<Transfer> m_underWay;
    std::int64_t m_piece;
};

}  // namespace candour
