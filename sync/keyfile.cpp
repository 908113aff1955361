#include "sync/keyfile.h"

#include "platform/database/migrations.h"
#include "platform/limits.h"

#include <sodium.h>

#include <algorithm>
#include <limits>

namespace candour {
namespace {

constexpr Migration migrations[] = {
    {1, "Subject keys by id, and by what they protect.",
     "CREATE TABLE subject_key (id BLOB PRIMARY KEY, notebook BLOB NOT NULL, subject BLOB NOT NULL,"
     " generation INTEGER NOT NULL, secret BLOB NOT NULL) WITHOUT ROWID;"
     "CREATE INDEX subject_key_subject ON subject_key (subject, notebook, generation);"},
    {2, "A key that others keep: `kept`, as it is sealed to them; empty while it is ours.",
     "ALTER TABLE subject_key ADD COLUMN kept BLOB NOT NULL DEFAULT x'';"},
    {3, "Those that were given up and are not wiped yet: looked for before each edit.",
     "CREATE INDEX subject_key_given_up ON subject_key (id)"
     " WHERE length(kept) > 0 AND length(secret) > 0;"},
    {4, "Keys whose generation lay in the future when the store received them.",
     "ALTER TABLE subject_key ADD COLUMN ahead INTEGER NOT NULL DEFAULT 0;"},
};

QByteArray encoded(const std::vector<SealedKey>& keys) {
    cbor::Writer writer;
    writeSealedKeys(writer, keys);
    return writer.take();
}

/// Above the highest there is nothing: whoever named it ends nobody's writing.
std::uint32_t after(std::uint32_t generation) {
    return generation + (generation == std::numeric_limits<std::uint32_t>::max() ? 0 : 1);
}

SharedKey keyFrom(const Row& row) {
    const QByteArrayView secret = row.blobView(3);
    if (secret.size() != static_cast<qsizetype>(SubjectKey::size)) return nullptr;
    return std::make_shared<const SubjectKey>(row.id<NotebookId>(0), row.id<SubjectId>(1),
                                              static_cast<std::uint32_t>(row.integer(2)),
                                              SecretBytes::copyOf(spanOf(secret)));
}

}  // namespace

void writeSealedKeys(cbor::Writer& writer, const std::vector<SealedKey>& keys) {
    writer.array(keys.size());
    for (const SealedKey& key : keys)
        writer.array(2).bytes(viewOf(key.recipient)).bytes(key.sealed);
}

std::vector<SealedKey> readSealedKeys(cbor::Reader& reader) {
    std::vector<SealedKey> keys;
    for (std::size_t left = reader.array(limits::keepers); left > 0 && !reader.failed(); --left) {
        if (reader.array(2) != 2) reader.fail();
        SealedKey key;
        const QByteArrayView recipient = reader.bytes(sizeof(RecipientKey));
        std::copy(recipient.begin(), recipient.end(), key.recipient.begin());
        key.sealed = reader.bytes().toByteArray();
        if (key.sealed.size() > static_cast<qsizetype>(limits::sealedKey)) reader.fail();
        keys.push_back(std::move(key));
    }
    return keys;
}

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
                          " WHERE id = ? AND length(secret) > 0 AND length(kept) = 0",
                          keyFrom, id));
    if (!found) return fail(Code::missingKey, "find a subject key");
    // The id binds key, notebook, subject and generation: another id means a damaged row.
    if (!*found || (*found)->id() != id) return fail(Code::damaged, "read a subject key");
    return remember(*found);
}

Result<SharedKey> KeyFile::currentOrNew(const NotebookId& notebook, const SubjectId& subject,
                                        std::uint32_t erased, Random& random) {
    const std::pair about(notebook, subject);
    if (const auto known = m_newest.find(about); known != m_newest.end()) {
        TRY(SharedKey key, find(known->second));
        if (key->generation() > erased) return key;
    }
    struct Newest {
        SharedKey key;
        std::uint32_t generation;
        bool elsewhere;
    };
    TRY(const auto found,
        m_database->first(
            "SELECT notebook, subject, generation, secret, length(kept) > 0"
            " FROM subject_key WHERE subject = ? AND notebook = ? AND NOT ahead"
            " ORDER BY generation DESC, length(kept), length(secret) DESC, id DESC"
            " LIMIT 1",
            [](const Row& row) {
                return Newest{keyFrom(row), static_cast<std::uint32_t>(row.integer(2)),
                              row.integer(4) != 0};
            },
            subject, notebook));
    const bool goesOn = found && found->generation > erased;
    if (goesOn && found->key && !found->elsewhere) {
        m_newest[about] = found->key->id();
        return remember(found->key);
    }
    const std::uint32_t over = std::max(erased, found ? found->generation : 0);
    auto key = std::make_shared<const SubjectKey>(SubjectKey::generate(
        notebook, subject, goesOn && found->elsewhere ? over : after(over), random));
    TRY_OK(add(key));
    m_newest[about] = key->id();
    return key;
}

Result<bool> KeyFile::add(SharedKey key) {
    if (m_byId.contains(key->id())) return true;
    m_newest.erase({key->notebook(), key->subject()});
    TRY(const int added,
        m_database->run("INSERT OR IGNORE INTO subject_key (id, notebook, subject, generation,"
                        " secret) VALUES (?, ?, ?, ?, ?)",
                        key->id(), key->notebook(), key->subject(), key->generation(),
                        viewOf(key->secret())));
    if (added > 0) {
        remember(std::move(key));
        return true;
    }
    // The id binds what it protects: what somebody else may have said of it counts no more.
    TRY(const int back,
        m_database->run("UPDATE subject_key SET notebook = ?1, subject = ?2, generation = ?3,"
                        " secret = ?4, kept = x'' WHERE id = ?5 AND (length(kept) > 0 OR"
                        " (length(secret) = 0 AND NOT (notebook = ?1 AND subject = ?2"
                        " AND generation = ?3)))",
                        key->notebook(), key->subject(), key->generation(), viewOf(key->secret()),
                        key->id()));
    if (back > 0) remember(std::move(key));
    return back > 0;
}

Status KeyFile::passOver(const KeyId& id) {
    m_newest.clear();
    TRY_OK(m_database->run("UPDATE subject_key SET ahead = 1 WHERE id = ?", id));
    return {};
}

Status KeyFile::note(const KeyEntry& entry, const std::vector<SealedKey>& sealed) {
    m_newest.erase({entry.notebook, entry.subject});
    TRY_OK(m_database->run(
        "INSERT INTO subject_key (id, notebook, subject, generation, secret, kept)"
        " VALUES (?, ?, ?, ?, x'', ?) ON CONFLICT (id) DO UPDATE SET"
        " kept = excluded.kept WHERE kept = ?",
        entry.id, entry.notebook, entry.subject, entry.generation, encoded(sealed), encoded({})));
    return {};
}

Status KeyFile::giveUp(const KeyId& id, const std::vector<SealedKey>& sealed) {
    TRY_OK(m_database->run("UPDATE subject_key SET kept = ? WHERE id = ? AND length(secret) > 0",
                           encoded(sealed), id));
    forget(id);
    return {};
}

Status KeyFile::wipeGivenUp(const std::function<Result<bool>(const KeyEntry&)>& stands) {
    TRY(const auto given, entries("length(kept) > 0 AND length(secret) > 0"));
    if (given.empty()) return {};
    {
        TRY(Transaction transaction, m_database->begin());
        for (const KeyEntry& entry : given) {
            TRY(const bool over, stands(entry));
            TRY_OK(m_database->run(over ? "UPDATE subject_key SET secret = x'' WHERE id = ?"
                                        : "UPDATE subject_key SET kept = x'' WHERE id = ?",
                                   entry.id));
        }
        TRY_OK(transaction.commit());
    }
    return m_database->checkpoint();
}

Result<std::vector<KeyId>> KeyFile::elsewhere(std::size_t most) {
    std::vector<KeyId> ids;
    TRY_OK(m_database->each(
        "SELECT id FROM subject_key WHERE length(kept) > 0 ORDER BY id LIMIT ?",
        [&](const Row& row) { ids.push_back(row.id<KeyId>(0)); }, static_cast<std::int64_t>(most)));
    return ids;
}

Result<std::vector<SealedKey>> KeyFile::sealedKeys(const KeyId& id) {
    TRY(const auto kept, m_database->first(
                             "SELECT kept FROM subject_key WHERE id = ? AND length(kept) > 0",
                             [](const Row& row) { return row.blob(0); }, id));
    if (!kept) return std::vector<SealedKey>();
    cbor::Reader reader(*kept);
    auto keys = readSealedKeys(reader);
    if (!reader.finished()) return fail(Code::damaged, "read a subject key");
    return keys;
}

template <class... Args>
Result<std::vector<KeyEntry>> KeyFile::entries(std::string_view condition, const Args&... args) {
    std::vector<KeyEntry> found;
    TRY_OK(m_database->each(
        "SELECT id, notebook, subject, generation, length(secret), length(kept),"
        " ahead FROM subject_key WHERE " +
            std::string(condition),
        [&](const Row& row) {
            const bool elsewhere = row.integer(5) > 0;
            found.push_back({row.id<KeyId>(0), row.id<NotebookId>(1), row.id<SubjectId>(2),
                             static_cast<std::uint32_t>(row.integer(3)),
                             row.integer(4) == 0 && !elsewhere, elsewhere, row.integer(6) != 0});
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
                        " ON CONFLICT (id) DO UPDATE SET secret = excluded.secret, kept = x''",
                        entry.id, entry.notebook, entry.subject, entry.generation));
    forget(entry.id);
    return {};
}

Status KeyFile::drop(const NotebookId& notebook) {
    TRY_OK(
        m_database->run("DELETE FROM subject_key WHERE notebook = ? AND (length(secret) > 0"
                        " OR length(kept) > 0)",
                        notebook));
    forgetCached();
    return {};
}

void KeyFile::forget(const KeyId& id) {
    std::erase_if(m_newest, [&](const auto& newest) { return newest.second == id; });
    const auto cached = m_byId.find(id);
    if (cached == m_byId.end()) return;
    m_recent.erase(cached->second);
    m_byId.erase(cached);
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
    m_newest.clear();
}

}  // namespace candour
