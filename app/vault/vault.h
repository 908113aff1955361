// The vault: one person's encrypted notes on one tablet, unlocked. A folder holds the head file
// (keyslots.h), the ledger with everything derived from it, the subject keys, and sealed files.
// What always holds: one process has it open at a time; a vault is there whole or not at all; what
// a call reports as saved is on disk; locking it closes the files and wipes every key.
#pragma once

#include "app/vault/attachments.h"
#include "app/vault/controls.h"
#include "app/vault/drafts.h"
#include "app/vault/identity.h"
#include "app/vault/keyslots.h"
#include "app/vault/notebooks.h"
#include "app/vault/projection.h"
#include "app/vault/purging.h"
#include "app/vault/recordreader.h"
#include "app/vault/recordwriter.h"
#include "platform/filelock.h"
#include "sync/removalgate.h"

#include <memory>
#include <span>

namespace candour {

class Vault {
  public:
    /// What a vault stands on; all of it outlives the vault.
    struct Ground {
        const Clock& clock;
        Random& random;
        const RecordList& list = recordList();
    };

    /// Makes the folder, or fills it if it is empty: `alreadyThere` otherwise. Everything is
    /// written before the folder gets its name, so that a creation cut short leaves no half vault.
    /// A vault that is alone begins with the notebooks of one assessment, called `title`.
    static Result<std::unique_ptr<Vault>> create(const QString& folder,
                                                 const Passphrase& passphrase, Identity identity,
                                                 const Ground& ground, KdfCost cost = {},
                                                 const QString& title = {});
    /// `inUse` while another process has it, `wrongPassphrase`, `newerVersion`, `damaged`,
    /// `plaintext`, `notFound`, `readOnly`: in each case nothing was changed.
    static Result<std::unique_ptr<Vault>> open(const QString& folder, const Passphrase& passphrase,
                                               const Ground& ground);
    /// True when any of its files is in the folder, so that nobody sets up another over it.
    static bool isIn(const QString& folder);
    /// Moves the write-ahead log into the file, closes everything and wipes the keys.
    static Status lock(std::unique_ptr<Vault> vault);
    /// Whether the store has taken this tablet out of use, as far as is known here.
    Result<bool> isRevoked();
    /// Of such a tablet, whether the store has everything: `notAllowed` while anything is only
    /// here, half typed words too. `listed` are our chains as a hand-over has just found them
    /// there.
    Status mayEmpty(std::span<const Head> listed);
    /// Closes it and removes all of it for good. Nothing happens unless mayEmpty().
    static Status empty(std::unique_ptr<Vault> vault, std::span<const Head> listed);
    ~Vault();
    Vault(const Vault&) = delete;
    Vault& operator=(const Vault&) = delete;

    /// `wrongPassphrase` if it would not open this vault. It costs what unlocking costs.
    [[nodiscard]] Status confirm(const Passphrase& passphrase) const;
    /// Wraps the vault key under another passphrase; the old one stops working at once.
    Status changePassphrase(const Passphrase& passphrase, KdfCost cost = {});
    /// The store's answer to the pending enrolment. Its signature, the vault and both keys are
    /// checked: `storeNotGenuine` if one does not fit. Asking twice changes nothing.
    Status completeEnrolment(const Signed<Certificate>& certificate, const StoreIdentity& store);

    /// The same store is elsewhere now: its keys and its authority stay the only ones believed.
    /// `notAllowed` while the vault is not enrolled.
    Status moveStore(const QByteArray& host, std::uint16_t port);

    // One intention each: durable when it returns, or not there at all --------------------------

    Result<Saved> put(const PutRequest& request);
    /// What belongs together: all of it or nothing.
    Status putAll(std::span<const PutRequest> requests);
    /// Seals what `plain` says into a file of the vault while it is read, and writes the record of
    /// it (an `attachment`, of which `request` has everything but size, name and key; its form is
    /// judged anew: intake.h). Nothing of it is ever on disk in the open. `from`: the draft that it
    /// was until now, which goes in the same transaction.
    Result<Saved> attach(const BlobSource& plain, PutRequest request,
                         const std::optional<Draft>& from = {});
    /// `with` goes in the same transaction: what would be wrong to stand without it.
    Result<Saved> strike(const RecordName& name, const QString& reason,
                         std::span<const RecordName> with = {});
    /// The whole file or, if a line has a fault, nothing of it.
    Result<ApplyReport> apply(QIODevice& lines, OnConflict onConflict = OnConflict::refuse,
                              const std::function<bool(const Applied&)>& progress = {},
                              OnBreach onBreach = OnBreach::refuse);
    /// The draft becomes one change. If `request` changes nothing the draft goes all the same.
    /// `with` answers what belongs to it and is written in the same transaction, such as its tags.
    using With = std::function<std::vector<PutRequest>(const Saved&)>;
    Result<Saved> finish(const Draft& draft, const PutRequest& request, const With& with = {});
    /// What came from elsewhere: kept, and projected.
    Result<Imported> takeIn(const Frame& frame, const VerifyKey& author);
    /// Inside an edit of whoever imported it: projects it, and ends the drafts that a withdrawal
    /// among it covers.
    Status project(const Imported& imported);
    /// Inside such an edit: keeps what the store decided about somebody's words, and takes out
    /// whatever it erases: rows, index, drafts, then the words in the ledger. Their keys go with
    /// Ledger::carryOut() once the edit is on disk.
    Status obey(const Signed<Order>& order);
    /// Inside such an edit: keys that others had kept for us are here again, and what they open is
    /// shown.
    Status regain(std::span<const SharedKey> keys);
    /// After such an edit: words that were locked away leave the file now, not at some later
    /// checkpoint. After an error the next edit tries again.
    Status wipeLocked();

    /// For whoever writes more than the above in one go (sync: rosters, receipts, statements). All
    /// that was known of notebooks is read again.
    Result<Ledger::Edit> begin();

    // What it holds ------------------------------------------------------------------------------

    [[nodiscard]] const Identity& identity() const { return m_identity; }
    [[nodiscard]] const Author& author() const { return m_author; }
    /// What the store's signed time said of this tablet's clock.
    void setStoreOffset(Moment::Offset offset) { m_author.setStoreOffset(offset); }
    [[nodiscard]] const QString& folder() const { return m_folder; }
    Ledger& ledger() { return *m_ledger; }
    Projection& projection() { return m_projection; }
    Notebooks& notebooks() { return m_notebooks; }
    RecordReader& records() { return m_reader; }
    [[nodiscard]] Rulebook rules() { return {*m_ledger, m_projection}; }
    Drafts& drafts() { return m_drafts; }
    [[nodiscard]] Attachments attachments() { return {*m_ledger, m_reader, *m_blobs}; }
    BlobFolder& blobs() { return *m_blobs; }
    /// How many records are on this tablet only: what is written, or the sealed file behind it,
    /// has no receipt of the store.
    Result<std::int64_t> onlyHere();
    /// The only way by which a sealed file leaves this tablet.
    [[nodiscard]] RemovalGate removalGate();

    // What may be taken off this tablet (purging.cpp) --------------------------------------------

    /// After how many days in which the store has had a meeting it leaves this tablet by itself; 0:
    /// never, as long as nobody says so.
    Result<int> purgeDays();
    Status setPurgeDays(int days);
    /// Every meeting that is here, and whether it would go.
    Result<std::vector<PurgeRow>> purgePlan(int days);
    /// Text and attachments of one meeting. `notAllowed` says in its detail why it stays.
    Status purge(const NotebookId& notebook, int days);
    /// Whatever the setting says, and how many meetings that were.
    Result<std::int64_t> purgeByPolicy();
    /// Meetings that were taken off, and those that are on their way back.
    Result<std::vector<GoneRow>> gone();
    /// The next hand-over brings it again. Its attachments come when each is asked for.
    Status askBack(const NotebookId& notebook);

    /// The ledger's check, and that of every page of both files. In slices: verification.h.
    Result<VerifyReport> verify();
    /// Whose signature certificates and receipts here bear; nothing while the enrolment is pending.
    [[nodiscard]] std::optional<VerifyKey> signer() const;
    /// Makes tables and search index anew from the ledger.
    Status rebuild() { return m_projection.rebuild(); }

  private:
    struct Parts {
        QString folder;
        FileLock lock;
        KeySlots slots;
        VaultKey key;
        Identity identity;
        std::unique_ptr<Ledger> ledger;
        std::unique_ptr<BlobFolder> blobs;
        std::uint32_t bootCount;
    };
    Vault(Parts parts, const Ground& ground);
    static Result<Parts> openParts(const QString& folder, FileLock lock, KeySlots slots,
                                   VaultKey key, const Ground& ground);
    static Result<std::unique_ptr<Vault>> assemble(Parts parts, const Ground& ground);
    /// Inside the edit that wrote a record: what it asks of others' keys. What was typed and is
    /// covered becomes a change first, while its key is here.
    Status follow(const Saved& saved, const Moment& written);
    /// Ends an edit that wrote records.
    Status finishEdit(Ledger::Edit edit, const Moment& written);
    Status commit(Ledger::Edit edit);
    Status lockDrafts(const Moment& written);
    Status endErasuresOf(const RecordName& wish, const Moment& now);
    /// The sealed file; what `request` says of it is added.
    Result<BlobFolder::Capture> seal(const BlobSource& plain, PutRequest& request);
    /// Inside an edit: covered handwriting becomes an attachment, which is locked away.
    Status endCoveredInk(const Moment& written);
    /// After it: their files take their place.
    void settleInk();
    /// Inside an edit: the keys that a withdrawal leaves to the lead go from here, with all that
    /// was made of what they open.
    Status giveUpKeys();
    Status foundAssessment(const QString& title);
    Status saveIdentity();
    void tidyBlobs();
    Status isSettled(const NotebookId& notebook);
    Status protectsNobody(const NotebookId& notebook);
    Result<bool> isElsewhereToo(const RecordId& participant, const NotebookId& notebook);

    QString m_folder;
    FileLock m_lock;
    KeySlots m_slots;
    VaultKey m_key;
    Identity m_identity;
    const Clock& m_clock;
    Random& m_random;
    std::unique_ptr<Ledger> m_ledger;
    std::unique_ptr<BlobFolder> m_blobs;
    Author m_author;
    Projection m_projection;
    Notebooks m_notebooks;
    RecordWriter m_writer;
    RecordReader m_reader;
    Drafts m_drafts;
    Controls m_controls;
    std::vector<std::pair<Hash, BlobFolder::Capture>> m_settling;  // once the edit is on disk
    bool m_wipe = false;    // words were locked away since the last checkpoint
    bool m_gaveUp = false;  // keys were given up since they were last wiped
};

}  // namespace candour
