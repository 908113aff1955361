// The file of subject keys, apart from the ledger so that backups can leave it out or keep it short
// (PROTOCOL 14). A key is durable here before the first change that uses it: whoever writes both
// commits this file first. Of a key that was destroyed its id and what it protected stay, so that
// it is never taken in again.
#pragma once

#include "platform/database/database.h"
#include "sync/sealing.h"

#include <list>
#include <memory>
#include <unordered_map>

namespace candour {

/// What a key protects, whether or not the key is still here.
struct KeyEntry {
    KeyId id;
    NotebookId notebook;
    SubjectId subject;
    std::uint32_t generation = 1;
    bool destroyed = false;
};

class KeyFile {
  public:
    static Result<std::unique_ptr<KeyFile>> open(const Database::Options& options);

    /// missingKey if it is not held.
    Result<SharedKey> find(const KeyId& id);
    /// The newest generation's key that is held for a subject, or a new one, written down. What was
    /// destroyed, and generations up to `erased`, are over: the next begins.
    Result<SharedKey> currentOrNew(const NotebookId& notebook, const SubjectId& subject,
                                   std::uint32_t erased, Random& random);
    /// Keeps a key that came from elsewhere, and answers whether it is known to be held now. Adding
    /// one that is held, or was destroyed, changes nothing.
    Result<bool> add(SharedKey key);

    Result<std::optional<KeyEntry>> entry(const KeyId& id);
    /// Of one subject, in whatever notebook; and of one notebook, of whatever subject.
    Result<std::vector<KeyEntry>> entriesOf(const SubjectId& subject);
    Result<std::vector<KeyEntry>> entriesIn(const NotebookId& notebook);
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

    // Opened keys stay in locked memory, so only the latest used are kept.
    static constexpr std::size_t cachedKeys = 128;
    std::unique_ptr<Database> m_database;
    std::list<SharedKey> m_recent;  // latest first
    std::unordered_map<KeyId, std::list<SharedKey>::iterator> m_byId;
};

}  // namespace candour
