#include "sync/keyfile.h"

#include "platform/database/migrations.h"
#include "sync/crypto.h"

#include <sodium.h>

#include <algorithm>

namespace candour {
namespace {

constexpr Migration migrations[] = {
    {1, "Subject keys by id, and by what they protect.",
     "CREATE TABLE subject_key (id BLOB PRIMARY KEY, notebook BLOB NOT NULL, subject BLOB NOT NULL,"
     " generation INTEGER NOT NULL, secret BLOB NOT NULL) WITHOUT ROWID;"
     "CREATE INDEX subject_key_subject ON subject_key (subject, notebook, generation);"},
};

SharedKey keyFrom(const Row& row) {
    const QByteArrayView secret = row.blobView(3);
    if (secret.size() != static_cast<qsizetype>(SubjectKey::size)) return nullptr;
    return std::make_shared<const SubjectKey>(row.id<NotebookId>(0), row.id<SubjectId>(1),
                                              static_cast<std::uint32_t>(row.integer(2)),
                                              SecretBytes::copyOf(spanOf(secret)));
}

}  // namespace

Result<std::unique_ptr<KeyFile>> KeyFile::open(const Database::Options& options) {
    TRY(auto database, Database::open(options));
    TRY_OK(migrate(*database, migrations));
    database->harden();
    return std::unique_ptr<KeyFile>(new KeyFile(std::move(database)));
}

Result<SharedKey> KeyFile::find(const KeyId& id) {
    const auto cached = m_byId.find(id);
    if (cached != m_byId.end()) {
        m_recent.splice(m_recent.begin(), m_recent, cached->second);
        return m_recent.front();
    }
    TRY(const auto found,
        m_database->first("SELECT notebook, subject, generation, secret FROM subject_key"
                          " WHERE id = ? AND length(secret) > 0",
                          keyFrom, id));
    if (!found) return fail(Code::missingKey, "find a subject key");
    // The id binds key, notebook, subject and generation: another id means a damaged row.
    if (!*found || (*found)->id() != id) return fail(Code::damaged, "read a subject key");
    return remember(*found);
}

Result<SharedKey> KeyFile::currentOrNew(const NotebookId& notebook, const SubjectId& subject,
                                        std::uint32_t erased, Random& random) {
    for (const SharedKey& key : m_recent)
        if (key->subject() == subject && key->notebook() == notebook && key->generation() > erased)
            return find(key->id());
    struct Newest {
        SharedKey key;
        std::uint32_t generation;
    };
    TRY(const auto found,
        m_database->first(
            "SELECT notebook, subject, generation, secret FROM subject_key"
            " WHERE subject = ? AND notebook = ? ORDER BY generation DESC, id DESC LIMIT 1",
            [](const Row& row) {
                return Newest{keyFrom(row), static_cast<std::uint32_t>(row.integer(2))};
            },
            subject, notebook));
    if (found && found->key && found->generation > erased) return remember(found->key);
    const std::uint32_t over = std::max(erased, found ? found->generation : 0);
    auto key = std::make_shared<const SubjectKey>(
        SubjectKey::generate(notebook, subject, over + 1, random));
    TRY_OK(add(key));
    return key;
}

Result<bool> KeyFile::add(SharedKey key) {
    if (m_byId.contains(key->id())) return true;
    TRY(const int added,
        m_database->run("INSERT OR IGNORE INTO subject_key (id, notebook, subject, generation,"
                        " secret) VALUES (?, ?, ?, ?, ?)",
                        key->id(), key->notebook(), key->subject(), key->generation(),
                        viewOf(key->secret())));
    if (added > 0) remember(std::move(key));
    return added > 0;
}

template <class... Args>
Result<std::vector<KeyEntry>> KeyFile::entries(std::string_view condition, const Args&... args) {
    std::vector<KeyEntry> found;
    TRY_OK(m_database->each(
        "SELECT id, notebook, subject, generation, length(secret) FROM subject_key WHERE " +
            std::string(condition),
        [&](const Row& row) {
            found.push_back({row.id<KeyId>(0), row.id<NotebookId>(1), row.id<SubjectId>(2),
                             static_cast<std::uint32_t>(row.integer(3)), row.integer(4) == 0});
        },
        args...));
    return found;
}

Result<std::optional<KeyEntry>> KeyFile::entry(const KeyId& id) {
    TRY(const auto found, entries("id = ?", id));
    return found.empty() ? std::optional<KeyEntry>() : std::optional(found.front());
}

Result<std::vector<KeyEntry>> KeyFile::entriesOf(const SubjectId& subject) {
    return entries("subject = ? ORDER BY notebook, generation, id", subject);
}

Result<std::vector<KeyEntry>> KeyFile::entriesIn(const NotebookId& notebook) {
    return entries("notebook = ? ORDER BY subject, generation, id", notebook);
}

Status KeyFile::destroy(const KeyEntry& entry) {
    TRY_OK(
        m_database->run("INSERT INTO subject_key (id, notebook, subject, generation, secret)"
                        " VALUES (?, ?, ?, ?, x'')"
                        " ON CONFLICT (id) DO UPDATE SET secret = excluded.secret",
                        entry.id, entry.notebook, entry.subject, entry.generation));
    const auto cached = m_byId.find(entry.id);
    if (cached == m_byId.end()) return {};
    m_recent.erase(cached->second);
    m_byId.erase(cached);
    return {};
}

SharedKey KeyFile::remember(SharedKey key) {
    m_recent.push_front(key);
    m_byId[key->id()] = m_recent.begin();
    if (m_recent.size() > cachedKeys) {
        m_byId.erase(m_recent.back()->id());
        m_recent.pop_back();
    }
    return key;
}

void KeyFile::forgetCached() {
    m_byId.clear();
    m_recent.clear();
}

}  // namespace candour
