// The central store's answers: a function from request and shelf to response, free of sockets, so
// that the simulation calls it directly. What always holds: nothing but time, enrolment and what
// the store itself has signed is answered without the signature of an enrolled tablet; what a
// person's rosters do not name does not exist for them; a receipt is signed only for what is on
// disk.
#pragma once

#include "platform/clock.h"
#include "platform/http/message.h"
#include "sync/enrolment.h"
#include "sync/store/blobdesk.h"
#include "sync/store/shelf.h"
#include "sync/store/storekeys.h"
#include "sync/wire.h"

#include <map>
#include <mutex>
#include <set>

namespace candour {

class StoreApi {
  public:
    /// All outlive this.
    StoreApi(Shelf& shelf, const StoreKeys& keys, const Clock& clock, Random& random)
        : m_shelf(shelf),
          m_keys(keys),
          m_clock(clock),
          m_random(random),
          m_desk(shelf, keys, clock) {}

    [[nodiscard]] HttpResponse answer(const HttpRequest& request);
    /// Before requests come by a network: whose signature lets a long body in (bodyFor).
    Status learnTablets();
    /// What is taken of a request's body, on any thread, while nothing but its header is known: a
    /// long one only if a tablet that the store has certified signed for it.
    [[nodiscard]] BodyPlan bodyFor(const HttpRequest& head) const;
    /// Signs and carries out what follows in a notebook and below it, after an administrator has
    /// set or released a hold. notFound for one that is not here.
    Status reconsider(const NotebookId& notebook);
    /// Frames that came by another way than a request, such as in a bundle (`carrier` made it): one
    /// answer each, and receipts as if they had been pushed.
    Result<wire::PushAnswer> takeFrames(const std::vector<QByteArrayView>& frames,
                                        const VaultId& carrier);
    /// A store that was restored from a backup takes its own statements back. badSignature if one
    /// is not its own.
    Status takeBack(wire::Statements given);
    /// A receipt for a blob, once every byte is on disk and was checked; notFound until then.
    Result<Signed<BlobReceipt>> receiptFor(const NotebookId& notebook, const BlobRef& blob) const;
    /// Where an attachment's bytes go; on any thread (BlobDesk).
    [[nodiscard]] std::shared_ptr<BodySink> sinkFor(const HttpRequest& head) const {
        return m_desk.sinkFor(head);
    }

  private:
    struct Caller {
        VaultId vault;
        PersonId person;
        /// Taken out of use: everything may leave it, and it is sent nothing of others'.
        bool revoked = false;
    };
    static const Roster::Member* readerIn(const Roster& roster, const Caller& caller);
    /// A tablet that was taken out of use has asked since.
    Status noteThatItHeard(const VaultId& vault);
    Result<HttpResponse> route(const HttpRequest& request);
    Result<HttpResponse> blobs(const HttpRequest& request);
    Result<Caller> caller(const HttpRequest& request);
    void learn(const Certificate& tablet);
    [[nodiscard]] bool isSignedByATablet(const HttpRequest& head) const;
    /// Whether it may be told how long a chain is: its own, or one of a notebook of its person.
    Result<bool> mayHearOf(const ChainId& chain, const VaultId& carrier);
    Result<HttpResponse> time(const HttpRequest& request);
    Result<HttpResponse> enrol(const HttpRequest& request);
    Status takeBack(const Signed<Roster>& given);
    Status takeBack(const Signed<Order>& given);
    Result<HttpResponse> summary(const HttpRequest& request, const Caller& caller);
    Result<HttpResponse> push(const HttpRequest& request, const Caller& caller);
    Result<HttpResponse> pull(const HttpRequest& request, const Caller& caller);

    /// What a frame brought, once it is on disk: a receipt can be signed for it.
    struct Accepted {
        Signed<Receipt> receipt;
        Roster roster;
    };
    /// Whoever writes there, or did until they were taken off.
    struct Admitted {
        Roster roster;
        bool late = false;
    };
    /// All of them in one transaction. An error if one cannot be taken: then none is.
    Result<std::vector<wire::PushAnswer::One>> takeAll(const std::vector<QByteArrayView>& frames,
                                                       const VaultId& carrier);
    wire::PushAnswer::One take(QByteArrayView compressed, const VaultId& carrier);
    [[nodiscard]] Result<ReadyFrame> read(QByteArrayView compressed, const VaultId& carrier) const;
    Result<Accepted> accept(ReadyFrame ready);
    /// Signs and carries out what follows from what was asked in a notebook, there and below it.
    Status decide(const Roster& roster);
    /// Puts an administrator's holds into the order about the same words, for this store alone.
    Status seal(const std::vector<StoreHold>& holds, Order& order);
    Status decideFor(const Roster& roster, const std::vector<Signed<Order>>& standing);
    /// A tablet that has carried out all of these orders has just said so.
    Status confirm(const VaultId& vault, const std::vector<Signed<Order>>& orders);
    /// Of the notebooks that the caller reads or wrote in, and whether they lead there: what is
    /// decided about somebody in them, and of the keys that they miss those that they may have.
    using Reads = std::map<NotebookId, bool>;
    Result<std::vector<Signed<Order>>> ordersFor(const Reads& notebooks);
    Result<std::vector<SharedKey>> keysFor(const Reads& notebooks, const std::vector<KeyId>& missed,
                                           const std::vector<Signed<Order>>& orders);
    /// The notebook's roster, with the author on it: founds the notebook if that is what the frame
    /// does, adds a second founder, refuses a stranger. What comes of somebody who was taken off is
    /// late, and is taken.
    Result<Admitted> admit(const Frame& frame, const Certificate& author);
    /// `tooOld` for a tablet in use that may only hand over any more.
    Status mayFetch(const HttpRequest& request);
    Result<bool> isKeptForTheLead(const Roster& session, const Certificate& author);
    Result<Signed<Roster>> found(const Signed<Founding>& founding, const Certificate& founder);
    /// Everybody of an assessment, members from outside too: its plan's roster or, of one that has
    /// no plan apart, its team's.
    Result<Roster> everybodyOf(const Roster& team);
    [[nodiscard]] QByteArray signedTime(const QByteArray& nonce) const;

    Shelf& m_shelf;
    const StoreKeys& m_keys;
    const Clock& m_clock;
    Random& m_random;
    BlobDesk m_desk;
    mutable std::mutex m_mutex;  // guards the tablets
    std::map<VaultId, VerifyKey> m_tablets;
};

}  // namespace candour
