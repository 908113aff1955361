// The attachments' part of a hand-over, after the text: uploads what the store has not receipted,
// then fetches what is not here yet, small ones first, a few at a time. What always holds: a blob
// counts as handed over only by the store's signed receipt for exactly its bytes, and as fetched
// only when its bytes have the hash that the change names; a cut at any byte, or a piece that the
// way does not let through, costs at most the pieces in flight; one blob that cannot leave or come
// stops no other.
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
        /// As HandOver's: large files are read there.
        std::function<void(std::function<void()> work, std::function<void()> then)> aside = {};
        bool fetch = true;  // or only send
        /// Send what colleagues attached as well, where the store has not receipted it.
        bool everything = false;
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
        /// What the store refused or sent wrong, or what cannot be read here. Each is tried again
        /// by the next hand-over, but for what is `damaged` here: that waits for a good copy.
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
    /// Ends it at once, in good order: what has come of the pieces in flight stays where it came.
    void stop() { finish(std::nullopt); }
    [[nodiscard]] const Tally& tally() const { return m_tally; }

  private:
    struct Transfer {
        BlobEntry entry;
        bool up = false;
        QByteArray address = {};
        std::int64_t offset = 0;
        std::int64_t sending = 0;  // bytes in flight
        int beginnings = 0;        // of an upload
        int refusals = 0;          // of pieces, since one was taken
        int looks = 0;             // since all of it was taken
        QByteArray receipt = {};   // that came with what was fetched
        HttpTransport::Ticket ticket = 0;
        std::optional<File> file = {};
    };
    using Answered = Status (BlobHandOver::*)(Transfer&, const Result<HttpResponse>&);
    using Hashed = Status (BlobHandOver::*)(Transfer&, const Result<Hash>&);

    Status gather(const std::set<Hash>& lacking);
    /// Begins as many as may be under way.
    Status goOn();
    void finish(const std::optional<Error>& stopped);
    /// The last that is done with a transfer until the answer: it may end it.
    void send(Transfer& transfer, HttpRequest request, Answered answered);
    void onAnswer(Transfer& transfer, Answered answered, const Result<HttpResponse>& response);
    /// Goes on after a step, or ends it with its error.
    void step(Status went);
    /// Nothing more of this one for now. The error, if it is likely to be everyone's.
    Status give(Transfer& transfer, const Error& reason);
    void end(Transfer& transfer);
    /// Reads a file of the folder, aside if that can be. The last that is done with a transfer.
    Status hash(Transfer& transfer, const QString& path, Hashed hashed);
    /// Makes pieces smaller where one was too large or too slow. False if they are as small as can
    /// be.
    bool shrink(const Error& reason);
    void passed(Transfer& transfer);
    [[nodiscard]] HttpRequest signedRequest(const char* method, const BlobEntry& entry) const;

    /// How many bytes travel next, at least one.
    [[nodiscard]] std::int64_t pieceAt(const Transfer& transfer) const;

    Status begin(Transfer& transfer);
    Status create(Transfer& transfer);
    Status onCreated(Transfer& transfer, const Result<HttpResponse>& response);
    Status look(Transfer& transfer);
    Status onState(Transfer& transfer, const Result<HttpResponse>& response);
    Status goOnAt(Transfer& transfer, std::int64_t offset);
    Status sendPiece(Transfer& transfer);
    Status onPiece(Transfer& transfer, const Result<HttpResponse>& response);
    Status onRefused(Transfer& transfer, const Error& reason);
    Status onOwnHash(Transfer& transfer, const Result<Hash>& found);
    /// True if the answer brought the receipt: then the transfer is over.
    Result<bool> isHeld(Transfer& transfer, const HttpResponse& response);
    /// Keeps a receipt that the store sent. True if there is one and it proves this blob.
    Result<bool> keepReceipt(const BlobEntry& entry, const QByteArray& encoded);
    Status fetchPiece(Transfer& transfer);
    Status onFetched(Transfer& transfer, const Result<HttpResponse>& response);
    Status onPart(Transfer& transfer, const Result<Hash>& found);

    Parts m_parts;
    Observe m_observe;
    Done m_done;
    BlobIndex m_index;
    Tally m_tally;
    std::deque<std::pair<BlobEntry, bool>> m_waiting;  // and whether it goes up
    std::list<Transfer> m_underWay;
    std::int64_t m_piece;
    std::int64_t m_largestPiece;
    int m_failedInARow = 0;         // different blobs, for reasons of a whole machine
    std::shared_ptr<char> m_alive;  // gone with this, for what is read aside
};

}  // namespace candour
