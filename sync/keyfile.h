// The file of subject keys, apart from the ledger so that backups can leave it out or keep it short
// (LEDGER 14). A key is durable here before the first change that uses it: whoever writes both
// commits this file first.
#pragma once

#include "platform/database/database.h"
#include "sync/sealing.h"

#include <list>
#include <memory>
#include <unordered_map>

namespace candour {

using SharedKey = std::shared_ptr<const SubjectKey>;

class KeyFile {
  public:
    static Result<std::unique_ptr<KeyFile>> open(const Database::Options& options);

    /// missingKey if it is not held.
    Result<SharedKey> find(const KeyId& id);
    /// The newest generation's key that is held for a subject, or a new one, written down.
    Result<SharedKey> currentOrNew(const NotebookId& notebook, const SubjectId& subject,
                                   Random& random);
    /// Keeps a key that came from elsewhere. Adding one that is held changes nothing.
    Status add(SharedKey key);

    Database& database() { return *m_database; }
    /// After a rollback: keys that were never committed must not be used again.
    void forgetCached();

  private:
    explicit KeyFile(std::unique_ptr<Database> database) : m_database(std::move(database)) {}
    SharedKey remember(SharedKey key);

    // Opened keys stay in locked memory, so only the latest used are kept.
    static constexpr std::size_t cachedKeys = 128;
    std::unique_ptr<Database> m_database;
    std::list<SharedKey> m_recent;  // latest first
    std::unordered_map<KeyId, std::list<SharedKey>::iterator> m_byId;
};

}  // namespace candour
