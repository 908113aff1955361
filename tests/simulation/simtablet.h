// One inspector's tablet of a run: a real vault on a simulated machine, and what a person does with
// it all day. It remembers everything that was ever shown as Saved and looks for it whenever the
// vault is opened.
#pragma once

#include "app/vault/vault.h"
#include "sync/handover.h"
#include "tests/simulation/failure.h"
#include "tests/simulation/hostile.h"
#include "tests/simulation/simdisk.h"
#include "tests/simulation/simnetwork.h"
#include "tests/simulation/simstore.h"

#include <set>

namespace candour::simulation {

/// The paper that a person was handed: what enrols their tablet.
struct Invitation {
    QString code;
    QByteArray request;
    PersonId person;
    QString initials;
    bool external = false;
};

/// Whose words somebody may have asked to lock away or erase, on whatever tablet.
using Wishes = std::set<RecordId>;

/// What more than one of them has to know.
struct Together {
    Wishes wishes;
    /// A tablet that the store has taken out of use, and what others have saved since; nothing
    /// again once a backup of the store has come back, which may have forgotten it.
    std::optional<VaultId> outOfUse;
    std::set<QByteArray> savedSince;
};

class SimTablet {
  public:
    SimTablet(int number, QString folder, Invitation invitation, SimStore& store,
              Together& together, Agenda& agenda, Dice& dice, Faults& faults);

    /// Makes the vault whose enrolment is pending, and locks it.
    void create(const Passphrase& passphrase, const EnrolmentCode& code);

    // What a person does. True if it was possible at this moment.
    bool enrol();
    bool unlock();
    bool lock();
    bool writeTeam(const std::vector<Invitation>& people);
    bool writeSlot(const std::vector<RecordId>& members);
    bool openSession();
    bool addParticipant();
    bool agree();
    bool writeLine();
    bool typeDraft();
    bool finishDraft();
    bool look();
    bool saveWhatWasLookedAt();
    bool editLine();
    bool settle();
    bool strike();
    bool tag();
    bool attach();
    bool purge();
    bool wantAgain();
    bool purgeMeetingAfterwards();
    bool wantMeeting();
    bool withdraw();
    bool takeBack();
    bool approveErasure();
    bool hold();
    bool release();
    bool rebuild();
    bool handOver();
    bool cancelHandOver();

    // What happens to it
    void crash(SimDisk::Death death);
    void backUp();
    [[nodiscard]] bool hasBackup() const { return m_backup.has_value(); }
    void restoreBackup();

    /// A hand-over to its end, with nothing in its way.
    HandOver::Report handOverWhole();
    /// What is half typed becomes a line or goes, as its person decides.
    void endDrafts();

    struct SavedChange {
        ChangeId id;
        RecordName record;
        QString field;
        QString text;
    };
    [[nodiscard]] const std::vector<SavedChange>& saved() const { return m_saved; }
    struct SavedFile {
        RecordId record;
        NotebookId notebook;
        BlobRef blob;
        QByteArray plain;
    };
    [[nodiscard]] const std::vector<SavedFile>& savedFiles() const { return m_files; }
    /// Taken off this tablet by its person, and perhaps asked for again.
    [[nodiscard]] bool mayLack(const Hash& blob) const { return m_mayLack.contains(blob); }
    /// The text of that meeting was taken off this tablet, and has not come back.
    [[nodiscard]] bool isAway(const NotebookId& notebook);
    /// The same, and it was not asked for again.
    [[nodiscard]] bool isLetGo(const NotebookId& notebook);
    /// What the file says; a promise is broken if it opens to something else.
    [[nodiscard]] FilePlace look(const SavedFile& file);
    /// Saved, receipted and then forgotten by a restored backup: the store must have it.
    [[nodiscard]] const std::map<ChainId, Head>& receipted() const { return m_receipted; }
    [[nodiscard]] bool wasRestored() const { return m_restored; }
    [[nodiscard]] bool holdsUnsent();
    /// It was taken out of use and nothing of it is left, unless a backup of it comes back.
    [[nodiscard]] bool isEmpty() const { return m_empty; }
    [[nodiscard]] bool everEmptied() const { return m_everEmptied; }
    /// When it emptied itself the store had all of this, and no backup of the store has come back
    /// since.
    [[nodiscard]] std::vector<ChangeId> leftToTheStore() const;
    [[nodiscard]] bool isOpen() const { return m_vault != nullptr; }
    [[nodiscard]] bool isEnrolled() const {
        return isOpen() && m_vault->identity().standing == Identity::Standing::enrolled;
    }
    Vault& vault() { return *m_vault; }
    SimDisk& disk() { return m_disk; }
    SimClock& clock() { return m_clock; }
    SimNetwork& network() { return m_network; }
    void meetHostility(int oneIn) {
        m_hostile.setRate(oneIn);
        m_mayBeSpoilt = m_mayBeSpoilt || oneIn > 0;
    }
    [[nodiscard]] const Invitation& invitation() const { return m_invitation; }
    [[nodiscard]] std::string name() const { return "tablet " + std::to_string(m_number); }
    [[nodiscard]] const std::vector<std::pair<QString, RecordId>>& words() const { return m_words; }

  private:
    struct Seen {
        RecordName record;
        std::vector<ChangeId> changes;
    };
    using DraftName = std::pair<RecordId, QString>;
    struct Backup {
        SimDisk::Image image;
        std::vector<SavedChange> saved;
        std::vector<SavedFile> files;
        std::set<Hash> mayLack;
        std::set<NotebookId> gone;
        std::map<DraftName, QString> drafts;
    };
    enum class Came : std::uint8_t { done, refused, troubled };

    template <class Value>
    bool came(const Result<Value>& result, const char* what, bool troubled);
    bool save(const PutRequest& request, const QString& field, const QString& text,
              const char* what);
    void note(const Saved& saved, const QString& field, const QString& text);
    void checkReplaced(const Saved& saved, const std::vector<ChangeId>& seen);
    void checkEverythingIsHere();
    std::optional<ListedRecord> anyOf(const QString& type, const FieldValues& where = {});
    std::optional<RecordId> self();
    void purgeMeeting();
    void tellLacking();
    void endUse(const HandOver::Report& report, int restoresBefore);
    QByteArray newContent();
    Hash linkOf(RowId change);
    QString newWords();
    void onEnrolled(const Result<HttpResponse>& response);
    void onHandedOver(const HandOver::Report& report, int restoresBefore);
    HandOver::Parts parts();

    int m_number;
    QString m_folder;
    Invitation m_invitation;
    SimStore& m_store;
    Together& m_together;
    Agenda& m_agenda;
    Dice& m_dice;
    Faults& m_faults;
    SimDisk m_disk;
    SimClock m_clock;
    SeededRandom m_random;
    Vault::Ground m_ground;
    Hostile m_hostile;
    SimNetwork m_network;
    std::unique_ptr<Vault> m_vault;
    std::unique_ptr<HandOver> m_handOver;
    std::optional<HandOver::Report> m_lastReport;
    StoreIdentity m_identity;  // of the store
    bool m_enrolling = false;

    std::vector<SavedChange> m_saved;
    std::vector<SavedFile> m_files;
    std::set<Hash> m_mayLack;
    std::set<NotebookId> m_gone;  // meetings that their person took off, once
    std::map<DraftName, QString> m_drafts;
    /// What was typed last: a save that failed may turn out to be there all the same.
    std::map<DraftName, QString> m_triedDrafts;
    std::optional<Draft> m_typing;
    std::optional<RecordId> m_typingSession;
    std::optional<Seen> m_lookedAt;
    std::map<ChainId, Head> m_receipted;
    std::vector<std::pair<QString, RecordId>> m_words;  // of lines that were saved here
    std::optional<Backup> m_backup;
    bool m_restored = false;
    bool m_empty = false;
    bool m_everEmptied = false;
    std::vector<ChangeId> m_leftToTheStore;
    int m_restoresBefore = 0;  // of the store: before the hand-over that it emptied itself after
    bool m_purgesAfterwards = false;
    bool m_mayBeSpoilt = false;  // parts of attachments, through no fault of the exchange
    int m_wordCount = 0;
};

}  // namespace candour::simulation
