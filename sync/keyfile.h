// The file of subject keys, apart from the ledger so that backups can leave it out or keep it short
// (PROTOCOL 14). A key is durable here before the first change that uses it: whoever writes both
// commits this file first. Of a key that was destroyed its id and what it protected stay, so that
// it is never taken in again. Of one that was given up, because a withdrawal leaves it to few, it
// lies here as it was sealed to them, so that it can be passed on and may come back.
#pragma once

#include "platform/database/database.h"
#include "sync/cbor.h"
#include "sync/crypto.h"
#include "sync/sealing.h"

#include <functional>
#include <list>
#include <map>
#include <memory>
#include <unordered_map>
#include <vector>

namespace candour {

/// A key as it is sealed to one of those who keep it.
struct SealedKey {
    RecipientKey recipient{};
    QByteArray sealed;
    friend bool operator==(const SealedKey&, const SealedKey&) = default;
};

void writeSealedKeys(cbor::Writer& writer, const std::vector<SealedKey>& keys);
std::vector<SealedKey> readSealedKeys(cbor::Reader& reader);

/// What a key protects, whether or not the key is still here.
struct KeyEntry {
    KeyId id;
    NotebookId notebook;
    SubjectId subject;
    std::uint32_t generation = 1;
    bool destroyed = false;
    bool elsewhere = false;  // others keep it
    bool ahead = false;      // its generation lay in the future when the store received it
};

class KeyFile {
  public:
    static Result<std::unique_ptr<KeyFile>> open(const Database::Options& options);

    /// missingKey if it is not held, or was given up.
    Result<SharedKey> find(const KeyId& id);
    /// The newest generation's key that is held for a subject, or a new one, written down; none
    /// that was passed over. What was destroyed, and generations up to `erased`, are over: the next
    /// begins. One that others keep ends no generation: what is written now goes the way of what
    /// was.
    Result<SharedKey> currentOrNew(const NotebookId& notebook, const SubjectId& subject,
                                   std::uint32_t erased, Random& random);
    /// Keeps a key that came from elsewhere, and answers whether it is known to be held now. Adding
    /// one that is held, or was destroyed, changes nothing; one that was given up is here again,
    /// and so is one of which it was said falsely that it was destroyed: its id tells what it
    /// protects.
    Result<bool> add(SharedKey key);
    /// Nothing new is written under it: a number that nobody can go beyond would be everybody's.
    Status passOver(const KeyId& id);
    /// Others keep it, and this is what is known of it. One that is here stays.
    Status note(const KeyEntry& entry, const std::vector<SealedKey>& sealed);
    /// Inside an edit: nobody finds it here any more. It is wiped by wipeGivenUp() once the edit is
    /// on disk, so that a power cut between cannot lose it.
    Status giveUp(const KeyId& id, const std::vector<SealedKey>& sealed);
    /// Those that were given up and still lie here: wiped, or taken back where `stands` says that
    /// the edit that gave them up is not there.
    Status wipeGivenUp(const std::function<Result<bool>(const KeyEntry&)>& stands);
    /// At most `most` of those that others keep.
    Result<std::vector<KeyId>> elsewhere(std::size_t most);
    Result<std::vector<SealedKey>> sealedKeys(const KeyId& id);

    Result<std::optional<KeyEntry>> entry(const KeyId& id);
    /// Of one subject, in whatever notebook; and of one notebook, of whatever subject.
    Result<std::vector<KeyEntry>> entriesOf(const SubjectId& subject);
    Result<std::vector<KeyEntry>> entriesIn(const NotebookId& notebook);
    /// All of a notebook's: its text left this replica, and brings them along if it comes back.
    /// What was destroyed stays known as that.
    Status drop(const NotebookId& notebook);
    /// Overwrites the key; one that was never here is noted, so that it never comes in.
    Status destroy(const KeyEntry& entry);

    Database& database() { return *m_database; }
    /// After a rollback: keys that were never committed must not be used again.
    void forgetCached();

  private:
    explicit KeyFile(std::unique_ptr<Database> database) : m_database(std::move(database)) {}
    template <class... Args>
    Result<std::vector<KeyEntry>> entries(std::string_view condition, const Args&... args);
    SharedKey remember(SharedKey key);
    void forget(const KeyId& id);

    // Opened keys stay in locked memory, so only the latest used are kept.
    static constexpr std::size_t cachedKeys = 128;
    std::unique_ptr<Database> m_database;
    std::list<SharedKey> m_recent;  // latest first
    std::unordered_map<KeyId, std::list<SharedKey>::iterator> m_byId;
    /// What is written next to a subject goes under this one. Not "any that was used lately": on a
    /// lead's tablet a generation that was given up stays, and is read again.
    std::map<std::pair<NotebookId, SubjectId>, KeyId> m_newest;
};

}  // namespace candour
