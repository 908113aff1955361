#include "sync/store/embeddedshelf.h"

#include "platform/atomicfile.h"
#include "platform/database/migrations.h"
#include "platform/limits.h"
#include "platform/tls/authority.h"
#include "sync/removalgate.h"

#include <QDir>
#include <QFile>

namespace candour {
namespace {

constexpr Migration migrations[] = {
    {1, "The store's own keys, the people, and the enrolment codes that were handed out.",
     "CREATE TABLE identity (name TEXT PRIMARY KEY, value BLOB NOT NULL) WITHOUT ROWID;"
     "CREATE TABLE person (id BLOB PRIMARY KEY, name TEXT NOT NULL) WITHOUT ROWID;"
     "CREATE TABLE code (name BLOB PRIMARY KEY, person BLOB NOT NULL, up_key BLOB NOT NULL,"
     " down_key BLOB NOT NULL, expires INTEGER NOT NULL, request BLOB NOT NULL,"
     " answer BLOB NOT NULL) WITHOUT ROWID;"},
    {2, "Legal holds of an administrator, and which tablets confirmed which order.",
     "CREATE TABLE hold (id BLOB PRIMARY KEY, notebook BLOB NOT NULL, subject BLOB NOT NULL,"
     " authority TEXT NOT NULL, since INTEGER NOT NULL, released INTEGER,"
     " released_by TEXT NOT NULL DEFAULT '') WITHOUT ROWID;"
     "CREATE TABLE confirmation (notebook BLOB NOT NULL, subject BLOB NOT NULL,"
     " epoch INTEGER NOT NULL, version INTEGER NOT NULL, vault BLOB NOT NULL,"
     " told INTEGER NOT NULL, PRIMARY KEY (notebook, subject, epoch, version, vault))"
     " WITHOUT ROWID;"},
    {3, "Every roster that was signed, so that the store knows which of them a restore took.",
     "CREATE TABLE roster_ever (number INTEGER PRIMARY KEY, notebook BLOB NOT NULL,"
     " digest BLOB NOT NULL UNIQUE, statement BLOB NOT NULL);"
     "CREATE INDEX roster_ever_notebook ON roster_ever (notebook, number);"},
    {4, "They lie with the ledger now, so that none is known that never stood.",
     "DROP TABLE roster_ever;"},
};

constexpr qint64 masterSize = 32;

QString pathIn(const QString& folder, const char* name) {
    return QDir(folder).filePath(QLatin1String(name));
}

QByteArrayView viewOf(const SecretBytes& secret) {
    return candour::viewOf(secret.view());
}

Status writeMaster(const QString& folder, const SecretBytes& master) {
    const QString path = pathIn(folder, "store.key");
    if (QFile::exists(path)) return fail(Code::alreadyThere, "write the store's key file");
    return writeAtomically(path, viewOf(master));
}

Result<SecretBytes> readMaster(const QString& folder) {
    constexpr char during[] = "read the store's key file";
    QFile file(pathIn(folder, "store.key"));
    if (!file.open(QIODevice::ReadOnly)) return fail(Code::notFound, during);
    SecretBytes master(masterSize);
    if (file.read(reinterpret_cast<char*>(master.data()), masterSize) != masterSize ||
        !file.atEnd())
        return fail(Code::damaged, during);
    return master;
}

}  // namespace

Result<std::unique_ptr<EmbeddedShelf>> EmbeddedShelf::create(const QString& folder,
                                                             const QString& name,
                                                             const Clock& clock, Random& random) {
    if (!QDir().mkpath(folder)) return fail(Code::readOnly, "make the store's folder");
    QFile::setPermissions(folder,
                          QFileDevice::ReadOwner | QFileDevice::WriteOwner | QFileDevice::ExeOwner);
    const SecretBytes master = SecretBytes::random(masterSize, random);
    TRY_OK(writeMaster(folder, master));
    TRY(auto shelf, openFiles(folder, master, Database::Options::Mode::create, random));
    TRY_OK(shelf->makeKeys(name, clock, random));
    TRY_OK(shelf->readKeys());
    return shelf;
}

Result<std::unique_ptr<EmbeddedShelf>> EmbeddedShelf::open(const QString& folder, Random& random) {
    TRY(const SecretBytes master, readMaster(folder));
    TRY(auto shelf, openFiles(folder, master, Database::Options::Mode::open, random));
    TRY_OK(shelf->readKeys());
    TRY_OK(shelf->sweepErased());  // what a power cut left of an erasure
    TRY_OK(shelf->rememberAll());  // of a store that is older than its memory
    return shelf;
}

Result<std::unique_ptr<EmbeddedShelf>> EmbeddedShelf::openFiles(const QString& folder,
                                                                const SecretBytes& master,
                                                                Database::Options::Mode mode,
                                                                Random& random) {
    const SecretBytes ledgerKey = deriveKey(master, "candour store ledger 1");
    const SecretBytes keyFileKey = deriveKey(master, "candour store keys 1");
    const SecretBytes adminKey = deriveKey(master, "candour store admin 1");
    TRY(auto ledger, Ledger::open({pathIn(folder, "ledger.db"), ledgerKey,
                                   pathIn(folder, "keys.db"), keyFileKey, mode},
                                  random));
    TRY(auto admin, Database::open({pathIn(folder, "admin.db"), adminKey, mode, 500}));
    TRY_OK(migrate(*admin, migrations));
    TRY(auto blobs, BlobFolder::open(pathIn(folder, "blobs")));
    admin->harden();
    ledger->database().harden();
    return std::unique_ptr<EmbeddedShelf>(
        new EmbeddedShelf(folder, std::move(ledger), std::move(admin), std::move(blobs)));
}

Status EmbeddedShelf::makeKeys(const QString& name, const Clock& clock, Random& random) {
    const SigningKey signing = SigningKey::generate(random);
    const BoxKey recipient = BoxKey::generate(random);
    TRY(const auto authority,
        CertificateAuthority::create("Candour store " + name.toUtf8(), clock, random));
    const SecretBytes authorityKey = authority.privateKeyPem();
    TRY(Transaction transaction, m_admin->begin());
    const auto put = [this](const char* what, QByteArrayView value) -> Status {
        TRY_OK(m_admin->run("INSERT INTO identity (name, value) VALUES (?, ?)",
                            QString::fromLatin1(what), value));
        return {};
    };
    TRY_OK(put("signing", viewOf(signing.seed())));
    TRY_OK(put("recipient", viewOf(recipient.secret())));
    TRY_OK(put("name", name.toUtf8()));
    TRY_OK(put("epoch", QByteArray::number(1)));
    TRY_OK(put("authority", authority.certificatePem()));
    TRY_OK(put("authority key", viewOf(authorityKey)));
    TRY_OK(put("authority fingerprint", authority.fingerprint()));
    return transaction.commit();
}

Status EmbeddedShelf::readKeys() {
    const auto get = [this](const char* what) -> Result<QByteArray> {
        TRY(auto value, m_admin->first(
                            "SELECT value FROM identity WHERE name = ?",
                            [](const Row& row) { return row.blob(0); }, QString::fromLatin1(what)));
        if (!value) return fail(Code::damaged, "read the store's keys");
        return std::move(*value);
    };
    TRY(const QByteArray signing, get("signing"));
    TRY(const QByteArray recipient, get("recipient"));
    TRY(const QByteArray name, get("name"));
    TRY(const QByteArray epoch, get("epoch"));
    TRY(const QByteArray authority, get("authority"));
    TRY(const QByteArray authorityKey, get("authority key"));
    TRY(const QByteArray fingerprint, get("authority fingerprint"));
    m_keys = std::make_unique<StoreKeys>(StoreKeys{
        SigningKey(SecretBytes::copyOf(spanOf(signing))),
        BoxKey(SecretBytes::copyOf(spanOf(recipient))), epoch.toUInt(), QString::fromUtf8(name),
        authority, SecretBytes::copyOf(spanOf(authorityKey)), fingerprint});
    return {};
}

Status EmbeddedShelf::together(const std::function<Status()>& work) {
    TRY(auto edit, m_ledger->begin());
    TRY_OK(work());
    return edit.commit();
}

/// In the transaction of together(), or in one of its own.
Status EmbeddedShelf::write(const std::function<Status()>& work) {
    return m_ledger->database().inTransaction() ? work() : together(work);
}

Result<Imported> EmbeddedShelf::take(ReadyFrame frame, const VerifyKey& author, bool late) {
    Imported imported;
    TRY_OK(write([&]() -> Status {
        TRY(imported, m_ledger->import(std::move(frame), author, Ledger::OnFork::refuse, late));
        return {};
    }));
    return imported;
}

Status EmbeddedShelf::keep(const Signed<Receipt>& receipt) {
    return write([&] { return m_ledger->noteReceipt(receipt); });
}

Result<Hash> EmbeddedShelf::digest(const NotebookId& notebook) {
    return m_ledger->digest(notebook);
}

Result<std::vector<Head>> EmbeddedShelf::heads(const NotebookId& notebook) {
    return m_ledger->heads(notebook);
}

Result<std::optional<Head>> EmbeddedShelf::head(const ChainId& chain) {
    TRY(const auto heads, m_ledger->heads(chain.notebook));
    for (const Head& head : heads)
        if (head.chain == chain) return std::optional<Head>(head);
    return std::optional<Head>();
}

Result<QByteArray> EmbeddedShelf::framesAfter(const ChainId& chain, std::int64_t after,
                                              std::size_t bytes, Ledger::For whom) {
    TRY_OK(m_ledger->noticeOthers());
    return m_ledger->framesAfter(chain, after, bytes, whom);
}

Result<VerifyReport> EmbeddedShelf::verify() {
    TRY_OK(m_ledger->database().verify());
    TRY_OK(m_ledger->keys().database().verify());
    TRY_OK(m_admin->verify());
    return m_ledger->verify(m_keys->signing.verifyKey());
}

Result<std::vector<ControlChange>> EmbeddedShelf::controls(const NotebookId& notebook) {
    return m_ledger->controls(notebook);
}

Result<std::vector<KeyEntry>> EmbeddedShelf::keysOf(const NotebookId& notebook,
                                                    const SubjectId& subject) {
    TRY(auto keys, m_ledger->keys().entriesOf(subject));
    std::erase_if(keys, [&](const KeyEntry& key) { return key.notebook != notebook; });
    return keys;
}

Result<SharedKey> EmbeddedShelf::key(const KeyId& id) {
    TRY_OK(m_ledger->noticeOthers());
    auto key = m_ledger->keys().find(id);
    if (!key && key.error().code == Code::missingKey) return SharedKey();
    return key;
}

Result<std::vector<Signed<Order>>> EmbeddedShelf::orders() {
    return m_ledger->orders();
}

Status EmbeddedShelf::keep(const Signed<Order>& order) {
    {
        TRY(auto edit, m_ledger->begin());
        TRY_OK(m_ledger->keepOrder(order));
        TRY_OK(edit.commit());
    }
    return carryOut();
}

Status EmbeddedShelf::carryOut() {
    TRY_OK(m_ledger->carryOut());
    return sweepErased();
}

Status EmbeddedShelf::sweepErased() {
    return RemovalGate(*m_ledger, *m_blobs, {}, m_keys->signing.verifyKey()).sweepErased();
}

Result<std::vector<BlobEntry>> EmbeddedShelf::blobEntries(const Hash& id) {
    return BlobIndex(*m_ledger).find(id);
}

Result<std::vector<Hash>> EmbeddedShelf::blobsLacking(const std::set<NotebookId>& notebooks,
                                                      const std::optional<VaultId>& author) {
    TRY(auto lacking, BlobIndex(*m_ledger).lacking(notebooks, *m_blobs, author));
    if (lacking.size() > limits::blobsListed) lacking.resize(limits::blobsListed);
    return lacking;
}

Result<std::vector<StoreHold>> EmbeddedShelf::holds() {
    std::vector<StoreHold> holds;
    TRY_OK(m_admin->each(
        "SELECT id, notebook, subject, authority, since, released, released_by FROM hold"
        " ORDER BY since, id",
        [&](const Row& row) {
            StoreHold hold{row.id<RecordId>(0), row.id<NotebookId>(1), row.id<SubjectId>(2),
                           row.text(3), UtcTime(milliseconds(row.integer(4)))};
            if (!row.isNull(5)) hold.released = UtcTime(milliseconds(row.integer(5)));
            hold.releasedBy = row.text(6);
            holds.push_back(std::move(hold));
        }));
    return holds;
}

Status EmbeddedShelf::keep(const StoreHold& hold) {
    TRY_OK(m_admin->run(
        "INSERT INTO hold (id, notebook, subject, authority, since) VALUES (?, ?, ?, ?, ?)"
        " ON CONFLICT (id) DO NOTHING",
        hold.id, hold.notebook, hold.subject, hold.authority, hold.set.time_since_epoch().count()));
    if (!hold.released) return {};
    TRY_OK(
        m_admin->run("UPDATE hold SET released = ?, released_by = ? WHERE id = ?"
                     " AND released IS NULL",
                     hold.released->time_since_epoch().count(), hold.releasedBy, hold.id));
    return {};
}

Result<std::vector<Confirmation>> EmbeddedShelf::confirmations() {
    std::vector<Confirmation> all;
    TRY_OK(m_admin->each(
        "SELECT notebook, subject, epoch, version, vault, told FROM confirmation"
        " ORDER BY notebook, subject, told, vault",
        [&](const Row& row) {
            all.push_back({row.id<NotebookId>(0), row.id<SubjectId>(1),
                           static_cast<std::uint32_t>(row.integer(2)),
                           static_cast<std::uint32_t>(row.integer(3)), row.id<VaultId>(4),
                           UtcTime(milliseconds(row.integer(5)))});
        }));
    return all;
}

Status EmbeddedShelf::keep(const Confirmation& confirmation) {
    TRY_OK(m_admin->run(
        "INSERT OR IGNORE INTO confirmation (notebook, subject, epoch, version, vault,"
        " told) VALUES (?, ?, ?, ?, ?, ?)",
        confirmation.notebook, confirmation.subject, confirmation.epoch, confirmation.version,
        confirmation.vault, confirmation.told.time_since_epoch().count()));
    return {};
}

Result<int> EmbeddedShelf::oldestProtocol() {
    TRY(const auto said, m_admin->first("SELECT value FROM identity WHERE name = 'oldest protocol'",
                                        [](const Row& row) { return row.blob(0); }));
    return said ? said->toInt() : 1;
}

Status EmbeddedShelf::keepOldestProtocol(int protocol) {
    TRY_OK(
        m_admin->run("INSERT OR REPLACE INTO identity (name, value) VALUES ('oldest protocol', ?)",
                     QByteArray::number(protocol)));
    return {};
}

Result<std::vector<Signed<Roster>>> EmbeddedShelf::rosters() {
    return m_ledger->rosters();
}

Result<std::optional<Signed<Roster>>> EmbeddedShelf::roster(const NotebookId& notebook) {
    return m_ledger->roster(notebook);
}

Status EmbeddedShelf::keep(const Signed<Roster>& roster) {
    return write([&]() -> Status {
        TRY_OK(remember(roster));
        return m_ledger->keepRoster(roster);
    });
}

Result<std::vector<Signed<Roster>>> EmbeddedShelf::rostersEver(const NotebookId& notebook) {
    std::vector<Signed<Roster>> all;
    TRY_OK(m_ledger->database().each(
        "SELECT statement FROM roster_ever WHERE notebook = ? ORDER BY number",
        [&](const Row& row) -> Status {
            TRY(auto roster, Signed<Roster>::decode(row.blobView(0)));
            all.push_back(std::move(roster));
            return {};
        },
        notebook));
    return all;
}

Status EmbeddedShelf::remember(const Signed<Roster>& roster) {
    const Hash digest = Hash::of({roster.body});
    // Asked first: nothing is written at every start.
    TRY(const auto known, m_ledger->database().first(
                              "SELECT 1 FROM roster_ever WHERE digest = ?",
                              [](const Row&) { return true; }, digest.view()));
    if (known) return {};
    TRY_OK(
        m_ledger->database().run("INSERT OR IGNORE INTO roster_ever (notebook, digest, statement)"
                                 " VALUES (?, ?, ?)",
                                 roster.value.notebook, digest.view(), roster.encode()));
    return {};
}

Status EmbeddedShelf::rememberAll() {
    TRY(const auto all, rosters());
    for (const auto& roster : all) TRY_OK(remember(roster));
    return {};
}

Status EmbeddedShelf::keep(const Signed<Certificate>& certificate) {
    return write([&] { return m_ledger->keepCertificate(certificate); });
}

Result<std::vector<Signed<Certificate>>> EmbeddedShelf::certificates() {
    return m_ledger->certificates();
}

Result<std::optional<Signed<Certificate>>> EmbeddedShelf::certificate(const VaultId& vault) {
    return m_ledger->certificate(vault);
}

Result<std::vector<Person>> EmbeddedShelf::people() {
    std::vector<Person> people;
    TRY_OK(m_admin->each("SELECT id, name FROM person ORDER BY name, id", [&](const Row& row) {
        people.push_back({row.id<PersonId>(0), row.text(1)});
    }));
    return people;
}

Result<std::optional<Person>> EmbeddedShelf::person(const PersonId& id) {
    return m_admin->first(
        "SELECT id, name FROM person WHERE id = ?",
        [](const Row& row) {
            return Person{row.id<PersonId>(0), row.text(1)};
        },
        id);
}

Status EmbeddedShelf::keep(const Person& person) {
    TRY_OK(
        m_admin->run("INSERT INTO person (id, name) VALUES (?, ?)"
                     " ON CONFLICT (id) DO UPDATE SET name = excluded.name",
                     person.id, person.name));
    return {};
}

Status EmbeddedShelf::keep(const IssuedCode& code) {
    TRY_OK(m_admin->run(
        "INSERT INTO code (name, person, up_key, down_key, expires, request, answer)"
        " VALUES (?, ?, ?, ?, ?, ?, ?)",
        candour::viewOf(code.name), code.person, viewOf(code.upKey), viewOf(code.downKey),
        code.expires.time_since_epoch().count(), code.request, code.answer));
    return {};
}

Result<std::optional<IssuedCode>> EmbeddedShelf::code(const std::array<std::uint8_t, 16>& name) {
    return m_admin->first(
        "SELECT person, up_key, down_key, expires, request, answer FROM code WHERE name = ?",
        [&](const Row& row) {
            IssuedCode code;
            code.name = name;
            code.person = row.id<PersonId>(0);
            code.upKey = SecretBytes::copyOf(spanOf(row.blobView(1)));
            code.downKey = SecretBytes::copyOf(spanOf(row.blobView(2)));
            code.expires = UtcTime(milliseconds(row.integer(3)));
            code.request = row.blob(4);
            code.answer = row.blob(5);
            return code;
        },
        candour::viewOf(name));
}

Status EmbeddedShelf::useCode(const std::array<std::uint8_t, 16>& name, const QByteArray& request,
                              const QByteArray& answer, const Signed<Certificate>& certificate) {
    // Two files cannot commit as one. The certificate goes first: if the second commit fails, the
    // same request finds the code unused and makes the same tablet's certificate again.
    TRY(auto edit, m_ledger->begin());
    TRY_OK(m_ledger->keepCertificate(certificate));
    TRY_OK(edit.commit());
    TRY(const int used, m_admin->run("UPDATE code SET request = ?, answer = ? WHERE name = ?"
                                     " AND length(request) = 0",
                                     request, answer, candour::viewOf(name)));
    if (used != 1) return fail(Code::codeUsed, "use an enrolment code");
    return {};
}

}  // namespace candour
