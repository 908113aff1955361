// Where the central store keeps things: an interface, so that the same store can run on files
// (EmbeddedShelf) and later on a database server. Every writing call is one transaction: when it
// has returned, what it reports is on disk. A shelf checks what the ledger checks (links, seals,
// contiguity) and knows nothing of rosters or requests: those rules are the StoreApi's.
#pragma once

#include "sync/blobfolder.h"
#include "sync/blobindex.h"
#include "sync/ledger.h"

#include <QByteArray>
#include <QString>

#include <array>
#include <functional>
#include <optional>
#include <vector>

namespace candour {

/// Somebody who works with Candour.
struct Person {
    PersonId id;
    QString name;  // initials, as colleagues say them
};

/// An enrolment code that was handed out. The code itself is not kept, only what is derived from
/// it.
struct IssuedCode {
    std::array<std::uint8_t, 16> name{};
    PersonId person;
    SecretBytes upKey;
    SecretBytes downKey;
    UtcTime expires;
    QByteArray request;  // the request that used it up; empty while it is unused
    QByteArray answer;   // what was answered, for the same request sent again
};

/// A hold that an administrator set at the store itself: on one subject, or on all of a notebook
/// and of what hangs from it.
struct StoreHold {
    RecordId id;
    NotebookId notebook;
    SubjectId subject;  // null: all of it
    QString authority;  // who ordered it, by office
    UtcTime set;
    std::optional<UtcTime> released = {};
    QString releasedBy = {};  // by whose authority
};

/// A tablet's word, in a signed request, that it has carried out an order; of no notebook: that it
/// has asked since this certificate took it out of use.
struct Confirmation {
    NotebookId notebook;
    SubjectId subject;
    std::uint32_t epoch = 1;
    std::uint32_t version = 1;
    VaultId vault;
    UtcTime told;
};

class Shelf {
  public:
    virtual ~Shelf() = default;

    /// Makes all that `work` takes and keeps through this shelf one transaction: on disk once this
    /// has returned, or not there at all if either fails. Orders are kept outside of it.
    virtual Status together(const std::function<Status()>& work) = 0;

    // Changes
    /// `late`: its author may write there no more.
    virtual Result<Imported> take(ReadyFrame frame, const VerifyKey& author, bool late) = 0;
    /// What the store said first about a chain stands, and travels with the chain.
    virtual Status keep(const Signed<Receipt>& receipt) = 0;
    virtual Result<Hash> digest(const NotebookId& notebook) = 0;
    virtual Result<std::vector<Head>> heads(const NotebookId& notebook) = 0;
    virtual Result<std::optional<Head>> head(const ChainId& chain) = 0;
    virtual Result<QByteArray> framesAfter(const ChainId& chain, std::int64_t after,
                                           std::size_t bytes, Ledger::For whom) = 0;
    virtual Result<VerifyReport> verify() = 0;

    // Attachments
    /// Where they lie. What this returns may be read on any thread.
    virtual BlobFolder& blobs() = 0;
    /// Every change that refers to this one.
    virtual Result<std::vector<BlobEntry>> blobEntries(const Hash& id) = 0;
    /// What the notebooks' changes refer to, or those of one vault there, and does not lie here, at
    /// most limits::blobsListed.
    virtual Result<std::vector<Hash>> blobsLacking(const std::set<NotebookId>& notebooks,
                                                   const std::optional<VaultId>& author) = 0;

    // What people asked about a subject's words, and what was decided
    virtual Result<std::vector<ControlChange>> controls(const NotebookId& notebook) = 0;
    virtual Result<std::vector<KeyEntry>> keysOf(const NotebookId& notebook,
                                                 const SubjectId& subject) = 0;
    /// Nothing if it is not held.
    virtual Result<SharedKey> key(const KeyId& id) = 0;
    virtual Result<std::vector<Signed<Order>>> orders() = 0;
    /// Keeps it and carries it out: when it has returned, what it erases is gone from here.
    virtual Status keep(const Signed<Order>& order) = 0;
    /// Finishes what a full disk, or somebody who was reading, kept from being carried out.
    virtual Status carryOut() = 0;

    /// Of an administrator; those that were released too.
    virtual Result<std::vector<StoreHold>> holds() = 0;
    virtual Status keep(const StoreHold& hold) = 0;
    virtual Result<std::vector<Confirmation>> confirmations() = 0;
    /// The first time counts.
    virtual Status keep(const Confirmation& confirmation) = 0;

    // Who may do what
    /// What a tablet has to speak that is to be sent anything; 1 unless an administrator said more.
    virtual Result<int> oldestProtocol() = 0;
    virtual Status keepOldestProtocol(int protocol) = 0;
    virtual Result<std::vector<Signed<Roster>>> rosters() = 0;
    virtual Result<std::optional<Signed<Roster>>> roster(const NotebookId& notebook) = 0;
    virtual Status keep(const Signed<Roster>& roster) = 0;
    /// Every roster of a notebook that was ever kept or remembered here, in that order: what this
    /// store has signed, as far as no restore took it.
    virtual Result<std::vector<Signed<Roster>>> rostersEver(const NotebookId& notebook) = 0;
    /// Has it among those without keeping it.
    virtual Status remember(const Signed<Roster>& roster) = 0;
    virtual Status keep(const Signed<Certificate>& certificate) = 0;
    virtual Result<std::vector<Signed<Certificate>>> certificates() = 0;
    virtual Result<std::optional<Signed<Certificate>>> certificate(const VaultId& vault) = 0;

    // People and their tablets
    virtual Result<std::vector<Person>> people() = 0;
    virtual Result<std::optional<Person>> person(const PersonId& id) = 0;
    virtual Status keep(const Person& person) = 0;
    virtual Status keep(const IssuedCode& code) = 0;
    virtual Result<std::optional<IssuedCode>> code(const std::array<std::uint8_t, 16>& name) = 0;
    /// Marks the code as used, keeps the answer and the new vault's certificate, all or nothing.
    virtual Status useCode(const std::array<std::uint8_t, 16>& name, const QByteArray& request,
                           const QByteArray& answer, const Signed<Certificate>& certificate) = 0;
};

}  // namespace candour
