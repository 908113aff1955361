#include "app/vault/vault.h"

#include "app/vault/schema.h"
#include "app/vault/unlocktries.h"
#include "platform/check.h"
#include "platform/file.h"
#include "platform/log.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>

namespace candour {
namespace {

constexpr char emptying[] = "empty the tablet";

QString headPath(const QString& folder) {
    return folder + u"/vault.head"_qs;
}
QString ledgerPath(const QString& folder) {
    return folder + u"/ledger.db"_qs;
}
QString keysPath(const QString& folder) {
    return folder + u"/keys.db"_qs;
}
/// Without one of these there is no vault.
QStringList filesOf(const QString& folder) {
    return {headPath(folder), ledgerPath(folder), keysPath(folder)};
}

/// What a vault is called while it is made, and while it goes.
QString unfinished(const QString& folder) {
    return folder + u".new"_qs;
}

QString lockPath(const QString& folder) {
    return folder + u"/lock"_qs;
}

Status writable(bool done, const char* during) {
    if (done) return {};
    return fail(errno == ENOSPC ? Code::diskFull : Code::readOnly, during);
}

/// A folder that nobody else can read, emptied of what a creation cut short may have left.
Status prepareFolder(const QString& folder) {
    QDir(folder).removeRecursively();
    TRY_OK(writable(QDir().mkpath(folder), "create the vault"));
    TRY_OK(writable(
        QFile::setPermissions(folder, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner),
        "create the vault"));
    return {};
}

/// Gives the finished folder its name, durably. An empty folder of that name is taken over.
Status nameFolder(const QString& made, const QString& folder) {
    if (std::rename(QFile::encodeName(made).constData(), QFile::encodeName(folder).constData()) !=
        0) {
        const bool taken = errno == ENOTEMPTY || errno == EEXIST || errno == ENOTDIR;
        return fail(taken ? Code::alreadyThere : Code::readOnly, "create the vault");
    }
    const QString parent = QFileInfo(folder).absolutePath();
    const int descriptor =
        ::open(QFile::encodeName(parent).constData(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    const bool synced = descriptor >= 0 && ::fsync(descriptor) == 0;
    if (descriptor >= 0) ::close(descriptor);
    if (!synced) return fail(Code::diskFailed, "create the vault");
    return {};
}

Result<std::unique_ptr<Ledger>> openLedger(const QString& folder, const VaultKey& key,
                                           Database::Options::Mode mode, const VaultId& own,
                                           Random& random) {
    // SQLite takes an empty file for a new database; here it is one whose content is gone.
    if (mode == Database::Options::Mode::open)
        for (const QString& path : {ledgerPath(folder), keysPath(folder)})
            if (const QFileInfo file(path); file.exists() && file.size() == 0)
                return fail(Code::damaged, "open the vault");
    const SecretBytes databaseKey = key.keyFor(VaultKey::Use::database);
    const SecretBytes keyFileKey = key.keyFor(VaultKey::Use::keyFile);
    return Ledger::open({ledgerPath(folder), databaseKey, keysPath(folder), keyFileKey, mode, own},
                        random);
}

/// Time since boot went back: the tablet was restarted (PROTOCOL 5). Kept by the vault, because the
/// system's own boot id says nothing about order.
Result<std::uint32_t> countBoots(Database& database, const Clock& clock) {
    const auto read = [](const Row& row) { return row.integer(0); };
    TRY(const auto count,
        database.first("SELECT value FROM vault_state WHERE name = 'boot_count'", read));
    TRY(const auto last,
        database.first("SELECT value FROM vault_state WHERE name = 'since_boot'", read));
    const std::int64_t now = clock.sinceBoot().count();
    const std::int64_t counted = count.value_or(1) + (last && now < *last ? 1 : 0);
    TRY_OK(
        database.run("INSERT OR REPLACE INTO vault_state (name, value) VALUES"
                     " ('boot_count', ?), ('since_boot', ?)",
                     counted, now));
    return static_cast<std::uint32_t>(counted);
}

/// Every try counts, in whatever program it is made.
Result<VaultKey> tried(const QString& folder, const Passphrase& passphrase, const KeySlots& slots,
                       const Clock& clock) {
    UnlockTries tries(folder, clock);
    const auto wait = std::chrono::ceil<std::chrono::seconds>(tries.wait());
    if (wait.count() > 0)
        return fail(Code::waitFirst, "unlock the vault", std::to_string(wait.count()) + " seconds");
    tries.countOne();
    auto key = slots.unlock(passphrase);
    if (key || key.error().code != Code::wrongPassphrase) tries.forget();
    return key;
}

}  // namespace

Vault::Vault(Parts parts, const Ground& ground)
    : m_folder(std::move(parts.folder)),
      m_lock(std::move(parts.lock)),
      m_slots(std::move(parts.slots)),
      m_key(std::move(parts.key)),
      m_identity(std::move(parts.identity)),
      m_clock(ground.clock),
      m_random(ground.random),
      m_ledger(std::move(parts.ledger)),
      m_blobs(std::move(parts.blobs)),
      m_author(m_identity.vault, SigningKey(m_identity.signing.seed().clone()), ground.clock,
               parts.bootCount),
      m_projection(*m_ledger, ground.list),
      m_notebooks(*m_ledger, m_identity),
      m_writer(*m_ledger, m_projection, m_notebooks, m_author, ground.clock, ground.random),
      m_reader(*m_ledger, m_projection),
      m_drafts(*m_ledger, m_projection, m_writer),
      m_controls(*m_ledger, m_projection, m_notebooks, m_author, m_identity) {}

Vault::~Vault() = default;

Result<std::unique_ptr<Vault>> Vault::create(const QString& folder, const Passphrase& passphrase,
                                             Identity identity, const Ground& ground, KdfCost cost,
                                             const QString& title) {
    const QFileInfo info(folder);
    if (info.exists() && (!info.isDir() || !QDir(folder).isEmpty(QDir::AllEntries | QDir::Hidden |
                                                                 QDir::NoDotAndDotDot)))
        return fail(Code::alreadyThere, "create the vault");
    const QString made = unfinished(info.absoluteFilePath());
    TRY_OK(prepareFolder(made));
    TRY(FileLock lock, FileLock::take(lockPath(made)));

    VaultKey key = VaultKey::generate(ground.random);
    TRY(KeySlots slots, KeySlots::make(identity.vault, key, passphrase, cost, ground.random));
    slots.sealIdentity(key, identity.encode().view(), ground.random);
    {
        TRY(auto ledger,
            openLedger(made, key, Database::Options::Mode::create, identity.vault, ground.random));
        TRY_OK(ledger->database().checkpoint());
        TRY_OK(ledger->keys().database().checkpoint());
    }
    TRY_OK(slots.write(headPath(made)));
    TRY_OK(nameFolder(made, info.absoluteFilePath()));

    TRY(Parts parts, openParts(info.absoluteFilePath(), std::move(lock), std::move(slots),
                               std::move(key), ground));
    TRY(auto vault, assemble(std::move(parts), ground));
    if (vault->m_identity.standing == Identity::Standing::alone)
        TRY_OK(vault->foundAssessment(title));
    return vault;
}

Result<std::unique_ptr<Vault>> Vault::open(const QString& folder, const Passphrase& passphrase,
                                           const Ground& ground) {
    const QString path = QFileInfo(folder).absoluteFilePath();
    if (!isIn(path)) return fail(Code::notFound, "open the vault");
    for (const QString& file : filesOf(path))
        if (!QFile::exists(file))
            return fail(Code::damaged, "open the vault",
                        QFileInfo(file).fileName().toStdString() + " is missing");
    TRY(FileLock lock, FileLock::take(lockPath(path)));
    TRY(KeySlots slots, KeySlots::read(headPath(path)));
    TRY(VaultKey key, tried(path, passphrase, slots, ground.clock));
    TRY(Parts parts, openParts(path, std::move(lock), std::move(slots), std::move(key), ground));
    return assemble(std::move(parts), ground);
}

Result<Vault::Parts> Vault::openParts(const QString& folder, FileLock lock, KeySlots slots,
                                      VaultKey key, const Ground& ground) {
    TRY(const SecretBytes plain, slots.openIdentity(key));
    TRY(Identity identity, Identity::decode(plain));
    if (identity.vault != slots.vault()) return fail(Code::damaged, "open the vault");
    TRY(auto ledger,
        openLedger(folder, key, Database::Options::Mode::open, identity.vault, ground.random));
    TRY_OK(prepareVaultSchema(ledger->database()));
    TRY(const std::uint32_t boots, countBoots(ledger->database(), ground.clock));
    TRY(auto blobs, BlobFolder::open(folder + u"/blobs"_qs));
    return Parts{folder,
                 std::move(lock),
                 std::move(slots),
                 std::move(key),
                 std::move(identity),
                 std::move(ledger),
                 std::move(blobs),
                 boots};
}

Result<std::unique_ptr<Vault>> Vault::assemble(Parts parts, const Ground& ground) {
    std::unique_ptr<Vault> vault(new Vault(std::move(parts), ground));
    TRY_OK(vault->m_projection.prepare());
    vault->tidyBlobs();
    vault->m_ledger->database().harden();
    return vault;
}

bool Vault::isIn(const QString& folder) {
    const QStringList files = filesOf(folder);
    return std::any_of(files.begin(), files.end(),
                       [](const QString& file) { return QFile::exists(file); });
}

Status Vault::lock(std::unique_ptr<Vault> vault) {
    TRY_OK(vault->m_ledger->database().run(
        "INSERT OR REPLACE INTO vault_state (name, value) VALUES ('since_boot', ?)",
        vault->m_clock.sinceBoot().count()));
    TRY_OK(vault->m_ledger->database().checkpoint());
    return vault->m_ledger->keys().database().checkpoint();
}

Result<bool> Vault::isRevoked() {
    TRY(const auto own, m_ledger->certificate(m_identity.vault));
    return own && own->value.revoked;
}

Status Vault::mayEmpty(std::span<const Head> listed) {
    TRY(const auto drafts, m_drafts.open());
    if (!drafts.empty())
        return fail(Code::notAllowed, emptying, "Something is half typed on this tablet.");
    return removalGate().mayEmpty(listed);
}

/// Under the name of what a creation cut short leaves, which the next one sweeps away, and its keys
/// first: whatever a power cut leaves of it opens nowhere.
Status Vault::empty(std::unique_ptr<Vault> vault, std::span<const Head> listed) {
    TRY_OK(vault->mayEmpty(listed));
    const QString folder = vault->m_folder;
    const QString gone = unfinished(folder);
    const FileLock lock = std::move(vault->m_lock);
    vault.reset();
    QDir(gone).removeRecursively();
    TRY_OK(renameFile(folder, gone, emptying));
    TRY_OK(writable(QFile::remove(headPath(gone)), emptying));
    TRY_OK(syncFolder(gone, emptying));
    if (!QDir(gone).removeRecursively())
        log::warning("what is left of an emptied vault goes with the next set-up");
    return syncFolder(QFileInfo(folder).absolutePath(), emptying);
}

Status Vault::saveIdentity() {
    m_slots.sealIdentity(m_key, m_identity.encode().view(), m_random);
    return m_slots.write(headPath(m_folder));
}

Status Vault::confirm(const Passphrase& passphrase) const {
    TRY_OK(tried(m_folder, passphrase, m_slots, m_clock));
    return {};
}

Status Vault::changePassphrase(const Passphrase& passphrase, KdfCost cost) {
    KeySlots changed = m_slots;
    TRY_OK(changed.changePassphrase(m_key, passphrase, cost, m_random));
    TRY_OK(changed.write(headPath(m_folder)));
    m_slots = std::move(changed);
    return {};
}

Status Vault::completeEnrolment(const Signed<Certificate>& certificate,
                                const StoreIdentity& store) {
    const Certificate& value = certificate.value;
    if (!certificate.verify(store.key) || value.vault != m_identity.vault ||
        value.author != m_identity.signing.verifyKey() ||
        value.recipient != m_identity.box.publicKey())
        return fail(Code::storeNotGenuine, "finish the enrolment");
    if (m_identity.standing == Identity::Standing::alone)
        return fail(Code::notAllowed, "finish the enrolment",
                    "This vault was made to be used without a store.");
    TRY(auto edit, begin());
    TRY_OK(m_ledger->keepCertificate(certificate));
    TRY_OK(edit.commit());
    m_identity.standing = Identity::Standing::enrolled;
    m_identity.person = value.person;
    m_identity.initials = value.name;
    m_identity.enrolment = SecretBytes();
    m_identity.store = store;
    m_identity.storeKey = store.key;
    m_notebooks.forget();
    return saveIdentity();
}

Status Vault::moveStore(const QByteArray& host, std::uint16_t port) {
    if (!m_identity.store)
        return fail(Code::notAllowed, "change the store's address",
                    "This vault is not enrolled with a store.");
    m_identity.store->host = host;
    m_identity.store->port = port;
    return saveIdentity();
}

/// What the store would have signed: certificate and rosters, by the vault's own key.
Status Vault::foundAssessment(const QString& title) {
    TRY(auto edit, begin());
    Certificate certificate;
    certificate.vault = m_identity.vault;
    certificate.person = m_identity.person;
    certificate.name = m_identity.initials;
    certificate.author = m_identity.signing.verifyKey();
    certificate.recipient = m_identity.box.publicKey();
    certificate.issued = m_clock.utc();
    TRY_OK(m_ledger->keepCertificate(
        Signed<Certificate>::make(std::move(certificate), m_identity.signing)));
    NotebookId team;
    for (const NotebookKind kind : {NotebookKind::team, NotebookKind::plan,
                                    NotebookKind::identities, NotebookKind::safeguarding}) {
        Roster roster;
        roster.notebook = NotebookId::makeV7(m_clock, m_random);
        if (kind == NotebookKind::team) team = roster.notebook;
        roster.kind = kind;
        if (kind != NotebookKind::team) roster.parent = team;
        roster.title = title;
        roster.members.push_back({m_identity.person, true, true, m_identity.initials});
        TRY_OK(m_ledger->keepRoster(Signed<Roster>::make(std::move(roster), m_identity.signing)));
    }
    return edit.commit();
}

// Intentions ---------------------------------------------------------------------------

Result<Ledger::Edit> Vault::begin() {
    m_notebooks.forget();
    m_writer.forget();
    m_projection.forget();
    TRY(Ledger::Edit edit, m_ledger->begin());
    TRY_OK(m_ledger->database().run("UPDATE vault_state SET value = ? WHERE name = 'since_boot'",
                                    m_clock.sinceBoot().count()));
    return edit;
}

Result<Saved> Vault::put(const PutRequest& request) {
    TRY(Ledger::Edit edit, begin());
    const Moment now = m_author.now();
    TRY(Saved saved, m_writer.put(request, now));
    TRY_OK(follow(saved, now));
    TRY_OK(finishEdit(std::move(edit), now));
    return saved;
}

Status Vault::putAll(std::span<const PutRequest> requests) {
    TRY(Ledger::Edit edit, begin());
    const Moment now = m_author.now();
    for (const PutRequest& request : requests) {
        TRY(const Saved saved, m_writer.put(request, now));
        TRY_OK(follow(saved, now));
    }
    return finishEdit(std::move(edit), now);
}

Status Vault::follow(const Saved& saved, const Moment& written) {
    TRY_OK(lockDrafts(written));
    return m_controls.follow(saved, written);
}

Result<Saved> Vault::strike(const RecordName& name, const QString& reason,
                            std::span<const RecordName> with) {
    TRY(Ledger::Edit edit, begin());
    const Moment now = m_author.now();
    for (const RecordName& also : with) {
        TRY_OK(m_writer.strike(also, reason, now));
        TRY_OK(m_controls.takeBack(also, now));
    }
    TRY(Saved saved, m_writer.strike(name, reason, now));
    TRY_OK(m_controls.takeBack(name, now));
    TRY_OK(giveUpKeys());
    // Struck words leave the file now, not at some later checkpoint.
    m_wipe = true;
    TRY_OK(commit(std::move(edit)));
    return saved;
}

Result<ApplyReport> Vault::apply(QIODevice& lines, OnConflict onConflict,
                                 const std::function<bool(const Applied&)>& progress,
                                 OnBreach onBreach) {
    ApplyReport report;
    {
        TRY(Ledger::Edit edit, begin());
        // At once: what they say after a new yes further down is not taken back with it.
        std::vector<Saved> asking;
        const auto followed = [&](const Saved& saved, const Moment& written) {
            asking.push_back(saved);
            return saved.name.type == u"withdrawal" ? m_controls.follow(saved, written) : Status();
        };
        TRY(report, m_writer.apply(lines, onConflict, onBreach, progress, followed));
        if (!report.faults.empty()) return report;  // the edit goes, and all of it with it
        const Moment now = m_author.now();
        TRY_OK(lockDrafts(now));
        // And of what stands further down than the withdrawal that covers it.
        for (const Saved& saved : asking) TRY_OK(m_controls.followAgain(saved, now));
        m_wipe = true;
        TRY_OK(finishEdit(std::move(edit), now));
    }
    return report;
}

Result<Saved> Vault::finish(const Draft& draft, const PutRequest& request, const With& with) {
    TRY(Ledger::Edit edit, begin());
    const Moment now = m_author.now();
    TRY(Saved saved, m_drafts.finish(draft, request, now));
    TRY_OK(follow(saved, now));
    if (with)
        for (const PutRequest& more : with(saved)) {
            TRY(const Saved also, m_writer.put(more, now));
            TRY_OK(follow(also, now));
        }
    TRY_OK(finishEdit(std::move(edit), now));
    return saved;
}

Result<Imported> Vault::takeIn(const Frame& frame, const VerifyKey& author) {
    TRY(Ledger::Edit edit, begin());
    TRY(Imported imported, m_ledger->import(frame, author));
    TRY_OK(project(imported));
    TRY_OK(commit(std::move(edit)));
    return imported;
}

Status Vault::project(const Imported& imported) {
    TRY_OK(m_projection.take(imported));
    const Moment now = m_author.now();
    TRY_OK(lockDrafts(now));
    TRY_OK(m_controls.followOthers(imported.changes, now));
    for (const Received& one : imported.changes)
        if (one.header.type == u"withdrawal")
            TRY_OK(endErasuresOf({one.header.notebook, one.header.type, one.header.record}, now));
    return giveUpKeys();
}

/// Whoever took a wish back may have been from outside, and not have had what was asked for it.
Status Vault::endErasuresOf(const RecordName& wish, const Moment& now) {
    const RecordType* type = m_projection.list().type(wish.type);
    TRY(const auto row, m_ledger->findRecord(wish));
    if (!row || type == nullptr || m_projection.list().type(u"erasure") == nullptr) return {};
    TRY(const auto listed, m_projection.row(*type, *row));
    if (!listed || !listed->struck) return {};
    TRY(const ListPage asked,
        m_reader.list(
            {.type = u"erasure"_qs, .where = {{u"withdrawal"_qs, wish.id}}, .limit = mostListed}));
    for (const ListedRecord& erasure : asked.records) {
        TRY(const auto place, m_notebooks.find(erasure.notebook));
        // One of us is enough, and the lead reads every meeting.
        if (!place || !place->lead || erasure.notebook == wish.notebook) continue;
        TRY(const RecordView view, m_reader.get(wish));
        TRY_OK(
            m_writer.strike({erasure.notebook, u"erasure"_qs, erasure.id}, view.strikeReason, now));
    }
    return {};
}

Status Vault::obey(const Signed<Order>& order) {
    // With one that differs the store sends all that stand.
    TRY(const bool news, m_ledger->isNews(order.value));
    if (!news) return {};
    TRY(const auto records, m_ledger->wordsUnder(order.value));
    if (order.value.erases()) TRY_OK(m_drafts.erase(records));
    TRY_OK(m_projection.remake(records, Projection::Outline::drop,
                               [&] { return m_ledger->keepOrder(order); }));
    TRY_OK(lockDrafts(m_author.now()));
    return giveUpKeys();
}

Status Vault::giveUpKeys() {
    TRY(const auto keys, m_ledger->keysToGiveUp());
    if (keys.empty() || !m_identity.store) return {};
    std::vector<KeyId> ids;
    for (const KeyEntry& key : keys) ids.push_back(key.id);
    TRY(const auto records, m_ledger->recordsUnder(ids));
    m_gaveUp = true;
    return m_projection.remake(records, Projection::Outline::keep, [&] {
        return m_ledger->giveUp(keys, {&m_identity.store->recipient, 1});
    });
}

Status Vault::regain(std::span<const SharedKey> keys) {
    std::vector<KeyId> ids;
    for (const SharedKey& key : keys) ids.push_back(key->id());
    TRY(const auto records, m_ledger->recordsUnder(ids));
    TRY_OK(m_projection.remake(records, Projection::Outline::drop,
                               [&] { return m_ledger->regain(keys); }));
    // A store that was restored may not know yet that it had ordered them away.
    return giveUpKeys();
}

Status Vault::lockDrafts(const Moment& written) {
    if (!m_projection.locked()) return {};
    m_wipe = true;
    TRY_OK(endCoveredInk(written));
    return m_drafts.endCovered(written);
}

Status Vault::finishEdit(Ledger::Edit edit, const Moment& written) {
    TRY_OK(lockDrafts(written));
    TRY_OK(giveUpKeys());
    return commit(std::move(edit));
}

/// What is on disk is saved, whatever becomes of the wiping: an error would have it written twice.
Status Vault::commit(Ledger::Edit edit) {
    TRY_OK(edit.commit());
    if (const Status wiped = wipeLocked(); !wiped)
        log::warning("words that were locked away are wiped later", {{"code", wiped.error().code}});
    return {};
}

Status Vault::wipeLocked() {
    settleInk();
    if (m_gaveUp) TRY_OK(m_ledger->carryOut());
    m_gaveUp = false;
    if (m_wipe) TRY_OK(m_ledger->database().checkpoint());
    m_wipe = false;
    return {};
}

Result<VerifyReport> Vault::verify() {
    TRY_OK(m_ledger->database().verify());
    TRY_OK(m_ledger->keys().database().verify());
    return m_ledger->verify(signer());
}

std::optional<VerifyKey> Vault::signer() const {
    const bool pending = m_identity.standing == Identity::Standing::pending;
    return pending ? std::nullopt : std::optional(m_identity.storeKey);
}

}  // namespace candour
