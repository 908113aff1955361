// The ledger: what happened. Every saved edit is an immutable change in a chain; nothing is ever
// rewritten. The same class lies under a tablet's vault and under the central store.
//
// What always holds: a chain has no gaps; every link follows from the one before; a change's
// subject key is durable before the change; what a call reports as written is on disk once
// Edit::commit() has returned, and nothing of an edit is there if it has not.
#pragma once

#include "platform/database/database.h"
#include "sync/author.h"
#include "sync/control.h"
#include "sync/frame.h"
#include "sync/keyfile.h"
#include "sync/readyframe.h"
#include "sync/signed.h"

#include <QString>

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <span>
#include <unordered_set>
#include <vector>

namespace candour {

/// Names a record: the same id in another notebook or type is another record.
struct RecordName {
    NotebookId notebook;
    QString type;
    RecordId id;
    friend bool operator==(const RecordName&, const RecordName&) = default;
};

/// A field to write, and which of its earlier writes the writer has seen and replaces.
struct FieldWrite {
    QString name;
    cbor::Value value;
    std::vector<ChangeId> replaces;
};

struct NewChange {
    RecordName record;
    Lane lane = Lane::rest;
    SubjectId subject;
    std::vector<FieldWrite> fields;
    std::vector<BlobRef> blobs;
    Moment written;
};

/// Where a change or record lies in the tables: small numbers for the projections to refer to.
using RowId = std::int64_t;

struct Appended {
    ChangeId id;
    RowId record = 0;
    bool newRecord = false;
};

/// A change as it is read: header and, where the key is held, values in the order of its fields.
struct OpenedChange {
    ChangeId id;
    Header header;
    std::optional<std::vector<cbor::Value>> values;
    bool late = false;  // its author had been taken off the roster when the store got it
};

/// The values of a change whose payload is open. `damaged` if they are not one for each field.
Result<OpenedChange> openChange(const ChangeId& id, Header header, QByteArrayView payload);

/// A change that was not here before, as it came: whoever projects it need not read and open what
/// was sealed a moment ago.
struct Received {
    Appended where;
    Header header;
    /// Open; nothing where it cannot be read: erased, or a control change's.
    std::optional<QByteArray> payload;
    bool late = false;
};

struct Imported {
    /// In the order of the chain.
    std::vector<Received> changes;
    std::size_t alreadyHere = 0;
    bool parted = false;  // what was held here goes on in a branch
    bool unread = false;  // some payloads are kept without their key, their seals not checked
    /// Keys that open words which were here before them, and the records with such words.
    std::set<KeyId> opened;
    std::set<RowId> openedIn;
    /// Records that were here before, and of which some is known only now to have come late.
    std::set<RowId> marked;
    std::int64_t lateFrom = 0;  // of the frame's changes the first that came late; 0: none did
    Head head;
};

/// What a receipt changed here.
struct Receipted {
    std::int64_t completed = 0;  // records that have no change left without a receipt
    Imported late;               // to be projected; `marked` alone
};

// What verify() found. Every fault is one sentence's worth: which chain, which number, what.
struct VerifyReport {
    struct Fault {
        Code code;
        ChainId chain;
        std::int64_t number = 0;
    };
    std::int64_t chains = 0;
    std::int64_t changes = 0;
    std::int64_t opened = 0;  // payloads whose key is held and whose seal was checked
    std::int64_t statements = 0;
    std::int64_t receipts = 0;
    std::vector<Fault> faults;  // at most a hundred
};

class Ledger {
  public:
    /// Both files are made or both opened. The keys are the raw keys of the two databases.
    struct Files {
        QString ledgerPath;
        const SecretBytes& ledgerKey;
        QString keyFilePath;
        const SecretBytes& keyFileKey;
        Database::Options::Mode mode = Database::Options::Mode::open;
        /// Whose replica it is. The store's own is nobody's, and keeps every key.
        std::optional<VaultId> own = {};
    };
    static Result<std::unique_ptr<Ledger>> open(const Files& files, Random& random);

    /// One intention: everything written through it is there after commit(), or nothing is.
    class [[nodiscard]] Edit {
      public:
        Edit(Edit&& other) noexcept
            : m_ledger(std::exchange(other.m_ledger, nullptr)),
              m_keys(std::move(other.m_keys)),
              m_changes(std::move(other.m_changes)) {}
        Edit& operator=(Edit&&) = delete;
        Edit(const Edit&) = delete;
        ~Edit();
        Status commit();

      private:
        friend class Ledger;
        Edit(Ledger& ledger, Transaction keys, Transaction changes)
            : m_ledger(&ledger), m_keys(std::move(keys)), m_changes(std::move(changes)) {}
        Ledger* m_ledger;
        Transaction m_keys;
        Transaction m_changes;
    };
    Result<Edit> begin();

    // Writing, inside an Edit ------------------------------------------------------------------

    Result<Appended> append(const Author& author, const NewChange& change);
    /// What somebody asks about a subject's words, in the urgent lane of `notebook`.
    Result<Appended> append(const Author& author, const NotebookId& notebook,
                            const Control& control, const Moment& written);
    /// Where a frame says something else under a number that is held: a store keeps what came
    /// first, a tablet takes the store's order and lets what it held go on in a branch.
    enum class OnFork : std::uint8_t { refuse, part };
    /// Checks everything of the frame against the author's key and what is held, then keeps what is
    /// new. Known changes are passed over. What a frame follows has to be held: otherwise a gap is
    /// `brokenChain` with the number held as detail, another link `forked`; both leave everything
    /// as it was. A branch begins where its first frame follows a change of the same vault, and is
    /// named by its first change. A receipt in the frame is kept and believed: one that is not the
    /// store's has to be taken out before (dropFalseReceipt).
    /// `late` says that the author may write here no more: what is new of it is marked.
    Result<Imported> import(ReadyFrame ready, const VerifyKey& author,
                            OnFork onFork = OnFork::refuse, bool late = false);
    /// The first that is known of a notebook stays. The signature is the caller's to check.
    Status keepFounding(const Signed<Founding>& founding);
    /// In place of another's: what this vault writes there from now on goes with its own.
    Status foundAnew(const Signed<Founding>& founding);
    /// Keep the newest by (epoch, version); an older one changes nothing. Signatures are the
    /// caller's to check.
    Status keepRoster(const Signed<Roster>& roster);
    Status keepCertificate(const Signed<Certificate>& certificate);
    /// A receipt for more than is here, or with another link, is `forked`.
    Result<Receipted> keepReceipt(const Signed<Receipt>& receipt);
    /// At the store: what it said first about a chain stands, and travels with the chain.
    Status noteReceipt(const Signed<Receipt>& receipt);
    /// The store turned out to hold a chain only up to `number`: what follows counts as pending
    /// again. The receipts themselves are kept, as proof.
    Status reopenAfter(const ChainId& chain, std::int64_t number);

    // What the store decided about somebody's words (ledger_orders.cpp) --------------------------

    /// Records with words that the order takes and that are still here. Whoever shows them anywhere
    /// takes them out of there before keepOrder().
    Result<std::set<RowId>> wordsUnder(const Order& order);
    /// Whether it is newer than what stands here about the same words.
    Result<bool> isNews(const Order& order);
    /// Whose words the store has erased up to an order that was issued after `begun`.
    Result<std::set<SubjectId>> erasedAfter(UtcTime begun);
    /// Inside an Edit: keeps the newest by (epoch, version) and puts hashes where it erases words.
    /// The signature is the caller's to check.
    Status keepOrder(const Signed<Order>& order);
    /// After that edit: destroys the keys, durably, and empties the logs of both files. What a
    /// power cut left undone is done when the ledger is next opened.
    Status carryOut();
    Result<std::vector<Signed<Order>>> orders();
    /// Another process may have written meanwhile, as an administrator's command does: what was
    /// remembered is read again. begin() does it too.
    Status noticeOthers();
    /// Those whose keys are destroyed here too.
    Result<std::vector<Signed<Order>>> ordersCarriedOut();
    /// What people asked, in the notebook's chains.
    Result<std::vector<ControlChange>> controls(const NotebookId& notebook);
    // Keys that a withdrawal leaves to few (ledger_keepers.cpp) --------------------------------

    /// Those that are held here and have to go to the lead and the store.
    Result<std::vector<KeyEntry>> keysToGiveUp();
    /// Inside an edit: seals them to whoever keeps them: the leads of their notebook, as far as
    /// their tablets are known, and `besides`. From then on nobody finds them here, and carryOut()
    /// wipes them. One that nobody could keep stays.
    Status giveUp(std::span<const KeyEntry> keys, std::span<const RecipientKey> besides);
    /// They come back from whoever kept them. Inside an edit.
    Status regain(std::span<const SharedKey> keys);
    /// Whether the key of everything that lies sealed in a chain is here.
    Result<bool> readsAllOf(const ChainId& chain);
    /// Records with changes under these keys.
    Result<std::set<RowId>> recordsUnder(std::span<const KeyId> keys);
    /// Records with words of one of them, erased ones too.
    Result<std::set<RowId>> recordsOf(const std::set<SubjectId>& subjects);
    /// Whose words a key protects or protected; nothing if nobody here knows.
    Result<std::optional<SubjectId>> subjectOf(const KeyId& key);

    // Text that is taken off this replica (ledger_drop.cpp) ---------------------------------------

    /// How much of a notebook's text is here.
    enum class Text : std::uint8_t { here, dropped, comingBack };
    Result<Text> textOf(const NotebookId& notebook);
    Result<std::vector<RowId>> recordsIn(const NotebookId& notebook);
    /// Somebody wants it again: the next hand-over fetches it, and it has to be what it was.
    Status askBack(const NotebookId& notebook);
    /// After the edit that dropped text, and at opening: keys go, and both files' logs are emptied.
    Status wipeDropped();

    // Reading ------------------------------------------------------------------------------------

    Result<std::optional<RowId>> findRecord(const RecordName& name);
    Result<RecordName> recordName(RowId record);
    /// All changes of a record, chain by chain.
    Result<std::vector<OpenedChange>> history(RowId record);
    Result<std::vector<NotebookId>> notebooks();
    Result<std::optional<RowId>> notebookRow(const NotebookId& notebook);
    Result<std::vector<Head>> heads(const NotebookId& notebook);
    /// The link of a change that is held; nothing if it is not.
    Result<std::optional<Hash>> linkOf(const ChainId& chain, std::int64_t number);
    /// Signs where the ends of our own chains are not signed yet, so that all of them can travel.
    /// Inside an edit.
    Status signEnds(const Author& author);
    /// Up to which number the store has receipted a chain, going by what is kept here.
    Result<std::int64_t> receiptedUpTo(const ChainId& chain);
    /// The store's word about a chain, as it is kept here, in its order.
    Result<std::vector<Signed<Receipt>>> receiptsOf(const ChainId& chain);
    /// The highest number of the chain, up to where it ends here, that `store` has ever signed to
    /// hold; 0 if none. It may have lost it since: receiptedUpTo() knows of that.
    Result<std::int64_t> provenUpTo(const Head& head, const VerifyKey& store);
    /// A chain of a colleague's that reaches further than what is here of it, by what its author
    /// signed at the end of another one: not handed over yet, or kept back on the way.
    struct Promised {
        ChainId chain;  // of whichever branch
        std::int64_t number = 0;
        std::int64_t here = 0;
    };
    Result<std::vector<Promised>> promised(const VaultId& self);
    /// One hash over all heads of a notebook: two replicas with equal digests hold the same.
    Result<Hash> digest(const NotebookId& notebook);
    /// Heads of this vault's own chains that go beyond what the store has receipted, urgent first.
    struct Pending {
        Head head;
        std::int64_t receipted = 0;
    };
    Result<std::vector<Pending>> pending(const VaultId& vault);
    /// Records that have a change of this vault without a receipt.
    Result<std::int64_t> unreceiptedRecords(const VaultId& vault);
    /// The same, counted by record type.
    Result<std::map<QString, std::int64_t>> unreceiptedByType(const VaultId& vault);
    /// When the oldest change of this vault without a receipt was written; nothing if there is
    /// none.
    Result<std::optional<Moment>> oldestUnreceipted(const VaultId& vault);
    Result<std::optional<Signed<Founding>>> founding(const NotebookId& notebook);
    Result<std::optional<Signed<Roster>>> roster(const NotebookId& notebook);
    Result<std::vector<Signed<Roster>>> rosters();
    /// Who leads a notebook or, as long as no roster of it is here, its assessment.
    Result<std::vector<PersonId>> leadsOf(const NotebookId& notebook);
    Result<std::optional<Signed<Certificate>>> certificate(const VaultId& vault);
    Result<std::vector<Signed<Certificate>>> certificates();

    /// The next frame of an own chain after `number`, signed by its author. Writes the statement
    /// down, so it runs inside an Edit. At least one change must be there.
    Result<Frame> frameAfter(const ChainId& chain, std::int64_t after, const Author& author);
    /// For whom frames are made: those who keep what others may not read any more, or the others.
    enum class For : std::uint8_t { keepers, others };
    /// Frames of any chain as their authors cut them, whose last number lies beyond `after`, until
    /// `bytes` of encoded frames are reached.
    Result<QByteArray> framesAfter(const ChainId& chain, std::int64_t after, std::size_t bytes,
                                   For whom = For::keepers);

    /// Recomputes every link, checks every statement and every seal whose key is held.
    Result<VerifyReport> verify(const std::optional<VerifyKey>& storeKey);
    /// The same in slices, for whoever cannot wait: between them, others may read and write. What
    /// is moved meanwhile can look like a fault, so a fault is for verify() to confirm.
    struct VerifyWalk;
    Result<VerifyWalk> beginVerify();
    /// Looks at the next `most` changes or statements; true once everything was looked at.
    Result<bool> verifyMore(VerifyWalk& walk, const std::optional<VerifyKey>& storeKey, int most);

    Database& database() { return *m_database; }
    KeyFile& keys() { return *m_keys; }

  private:
    friend class RemovalGate;
    /// Inside an edit, and by the gate alone: changes and statements of a notebook go, and its
    /// records with them. Where its chains end, and the receipts, stay.
    Status dropText(const NotebookId& notebook);

    struct Chain {
        RowId row = 0;
        std::int64_t number = 0;  // of the head
        Hash link;
        std::int64_t base = 0;  // a branch's first change follows this one of another chain
        Hash baseLink;
        std::int64_t kept = 0;  // coming back: there it ended, with this link
        Hash keptLink;
    };

    Ledger(std::unique_ptr<Database> database, std::unique_ptr<KeyFile> keys,
           std::optional<VaultId> own, Random& random)
        : m_database(std::move(database)), m_keys(std::move(keys)), m_own(own), m_random(random) {}

    Result<RowId> notebookRowOrNew(const NotebookId& notebook);
    Result<Chain*> chain(const ChainId& id);
    Result<std::optional<Chain>> existingChain(const ChainId& id);
    Result<Chain> newChain(const ChainId& id, const Chain& from);
    /// The chain that a frame goes on with: held, new, or a branch that it opens.
    Result<Chain*> chainFor(const Frame& frame);
    /// What the chain holds from `number` on goes on in a branch. Nothing of it is rewritten.
    Status part(const ChainId& id, Chain& chain, std::int64_t number);
    Status move(const Chain& from, std::int64_t number, Chain& to);
    Result<Hash> linkAt(const Chain& chain, std::int64_t number);
    Result<RowId> typeRow(const QString& type);
    Result<Appended> recordFor(const Header& header);
    /// Links a change of our own to the end of its chain.
    Result<Appended> extend(Chain& chain, const Header& header, Change change);
    Status insert(Chain& chain, RowId record, const Change& change, const Header& header,
                  bool late = false);
    /// What comes back has to pass where it was: `forked` if it is something else.
    Status passKept(Chain& chain);
    /// Nothing is added while the text is not here, or not all of it.
    Status refuseDropped(const NotebookId& notebook, Text least);
    Status noteReceipt(const Chain& chain, const Signed<Receipt>& receipt);
    Result<std::int64_t> firstLate(const Chain& chain, std::int64_t first, std::int64_t last);
    Status saveHead(const Chain& chain);
    /// Whether a record's change is here already, in whichever chain.
    Result<bool> isHeld(RowId record, const Hash& link);
    Status importFounding(const Frame& frame, const VerifyKey& author);
    struct FrameKeys {
        /// Those whose words are erased: they seal what came once more, to prove its link, and are
        /// not kept.
        std::map<KeyId, SharedKey> spent;
        /// Those that were kept.
        std::unordered_set<KeyId> held;
        /// Of these, those that could not be had here before.
        std::vector<KeyId> fresh;
    };
    Result<FrameKeys> importKeys(const ReadyFrame& ready);
    Result<Change> changeFrom(const Frame::Item& item, const ReadyFrame::Item& worked,
                              const Hash& previous, const FrameKeys& keys);
    Result<std::optional<QByteArray>> payloadOf(RowId record, const Header& header,
                                                const Change& change, Imported& imported);
    Status wipeGivenUp();
    /// What the frame's keys open of what was here before it.
    Status noteOpened(const FrameKeys& keys, Imported& imported);
    Result<Frame> readFrame(const ChainId& id, const Chain& chain, std::int64_t first,
                            std::int64_t last, For whom);
    /// Of a payload that lies sealed: its words and key where both may go, or the seal alone.
    Status readItem(const NotebookId& notebook, const Header& header, For whom, Frame::Item& item,
                    std::optional<Frame::Key>& key);
    using Generations = std::map<std::pair<NotebookId, SubjectId>, std::uint32_t>;
    /// Whose keys are left to few, up to which generation.
    Result<const Generations*> restricted();
    Result<bool> isRestricted(const KeyEntry& key);
    /// Nothing: we are among them.
    Result<std::optional<std::vector<RecipientKey>>> keepersOf(const NotebookId& notebook);
    using Orders = std::map<std::pair<NotebookId, SubjectId>, Signed<Order>>;
    Result<const Orders*> standing();
    Result<std::vector<Signed<Order>>> readOrders(std::string_view condition);
    /// Up to which generation a subject's keys are erased; 0: none.
    Result<std::uint32_t> erasedUpTo(const NotebookId& notebook, const SubjectId& subject);
    Result<bool> isErased(const NotebookId& notebook, const KeyId& key, const ChangeId& change);
    Result<std::vector<KeyEntry>> keysUnder(const Order& order);
    Result<std::vector<ControlChange>> readControls(std::string_view condition, const Uuid& id);
    using VisitSealed =
        std::function<void(RowId change, RowId record, const Hash& link, const Header& header)>;
    /// Every change of the notebook whose payload lies sealed here, or lay here until it was
    /// erased.
    enum class Erased : std::uint8_t { without, too };
    Status eachSealed(const NotebookId& notebook, Erased erased, const VisitSealed& visit);
    Status eachUnder(const Order& order,
                     const std::function<Status(RowId change, RowId record)>& visit);
    Result<bool> look(VerifyWalk& walk, const std::optional<VerifyKey>& storeKey, int most);
    /// How many of at most `most` changes of the chain there were.
    Result<int> verifyChain(VerifyWalk& walk, int most);
    Status verifyChange(const Row& row, VerifyWalk& walk);
    Status endChain(VerifyWalk& walk);
    /// How many of at most `most` statements and receipts there were.
    Result<int> verifyHeads(VerifyWalk& walk, const std::optional<VerifyKey>& storeKey, int most);
    Status verifyOthers(const std::optional<VerifyKey>& storeKey, VerifyReport& report);
    void forgetCached();

    std::unique_ptr<Database> m_database;
    std::unique_ptr<KeyFile> m_keys;
    std::optional<VaultId> m_own;
    Random& m_random;
    std::map<ChainId, Chain> m_chains;
    std::map<QString, RowId> m_types;
    std::map<NotebookId, RowId> m_notebooks;
    std::optional<Orders> m_orders;
    std::int64_t m_seen = 0;  // changes with every commit of another process
    std::optional<std::map<NotebookId, Text>> m_notWhole;  // those whose text is not all here
    std::optional<Generations> m_restricted;
};

/// A check on its way: what was found, and where it goes on.
struct Ledger::VerifyWalk {
    VerifyReport report;
    std::int64_t seen = 0;   // changes, statements and receipts
    std::int64_t total = 0;  // as many as there were when it began

  private:
    friend class Ledger;
    std::vector<std::pair<ChainId, Chain>> chains;
    std::size_t at = 0;  // the chain that is looked at
    bool begun = false;  // some of it was
    std::int64_t number = 0;
    Hash previous;
    RowId statement = 0;  // looked at last
    RowId receipt = 0;
    bool statementsDone = false;
};

}  // namespace candour
