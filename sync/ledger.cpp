#include "sync/ledger.h"

#include "platform/check.h"
#include "platform/limits.h"
#include "sync/generations.h"
#include "sync/ledger_schema.h"

#include <algorithm>

namespace candour {
namespace {

// What one answer of a hand-over brings fits in: pages that are written out before they are whole
// are sealed twice.
constexpr int ledgerPages = 6'000;

}  // namespace

Result<std::unique_ptr<Ledger>> Ledger::open(const Files& files, Random& random) {
    TRY(auto keys, KeyFile::open({files.keyFilePath, files.keyFileKey, files.mode, 500}));
    TRY(auto database,
        Database::open({files.ledgerPath, files.ledgerKey, files.mode, ledgerPages}));
    TRY_OK(migrate(*database, ledgerMigrations));
    std::unique_ptr<Ledger> ledger(
        new Ledger(std::move(database), std::move(keys), files.own, random));
    TRY_OK(ledger->carryOut());
    TRY_OK(ledger->wipeDropped());
    return ledger;
}

Result<Ledger::Edit> Ledger::begin() {
    // An edit whose keys were committed and whose changes were not, as on a full disk, may have
    // given up a key that nobody restricts: what it opens has to be readable again before anything
    // is made from it.
    TRY_OK(wipeGivenUp());
    TRY(Transaction keys, m_keys->database().begin());
    TRY(Transaction changes, m_database->begin());
    TRY_OK(noticeOthers());
    return Edit(*this, std::move(keys), std::move(changes));
}

Ledger::Edit::~Edit() {
    if (m_ledger != nullptr) m_ledger->forgetCached();
}

Status Ledger::Edit::commit() {
    check(m_ledger != nullptr, "an edit commits once");
    // Keys first: a key without changes is harmless, a change without its key is lost.
    TRY_OK(m_keys.commit());
    TRY_OK(m_changes.commit());
    m_ledger = nullptr;
    return {};
}

void Ledger::forgetCached() {
    m_chains.clear();
    m_types.clear();
    m_notebooks.clear();
    m_orders.reset();
    m_restricted.reset();
    m_notWhole.reset();
    m_keys->forgetCached();
}

// Rows -------------------------------------------------------------------------------------------

Result<std::optional<RowId>> Ledger::notebookRow(const NotebookId& notebook) {
    const auto known = m_notebooks.find(notebook);
    if (known != m_notebooks.end()) return std::optional<RowId>(known->second);
    TRY(const auto row, m_database->first(
                            "SELECT row FROM notebook WHERE id = ?",
                            [](const Row& r) { return r.integer(0); }, notebook));
    if (row) m_notebooks[notebook] = *row;
    return row;
}

Result<RowId> Ledger::notebookRowOrNew(const NotebookId& notebook) {
    TRY(const auto known, notebookRow(notebook));
    if (known) return *known;
    TRY_OK(m_database->run("INSERT INTO notebook (id) VALUES (?)", notebook));
    return m_notebooks[notebook] = m_database->lastRowId();
}

Result<RowId> Ledger::typeRow(const QString& type) {
    const auto known = m_types.find(type);
    if (known != m_types.end()) return known->second;
    TRY_OK(m_database->run("INSERT OR IGNORE INTO type (name) VALUES (?)", type));
    TRY(const auto row, m_database->first(
                            "SELECT row FROM type WHERE name = ?",
                            [](const Row& r) { return r.integer(0); }, type));
    return m_types[type] = row.value();
}

Result<std::optional<Ledger::Chain>> Ledger::existingChain(const ChainId& id) {
    TRY(const auto notebook, notebookRow(id.notebook));
    if (!notebook) return std::optional<Chain>();
    return m_database->first(
        "SELECT row, number, link, base, base_link, kept, kept_link FROM chain"
        " WHERE notebook = ? AND vault = ? AND lane = ? AND branch = ?",
        [](const Row& row) {
            return Chain{row.integer(0),
                         row.integer(1),
                         Hash::fromBytes(row.blobView(2)).value_or(Hash()),
                         row.integer(3),
                         Hash::fromBytes(row.blobView(4)).value_or(Hash()),
                         row.integer(5),
                         Hash::fromBytes(row.blobView(6)).value_or(Hash())};
        },
        *notebook, id.vault, id.lane, id.branch);
}

Result<Ledger::Chain*> Ledger::chain(const ChainId& id) {
    const auto known = m_chains.find(id);
    if (known != m_chains.end()) return &known->second;
    TRY(auto found, existingChain(id));
    if (!found) {
        TRY(found, newChain(id, {}));
    }
    return &m_chains.emplace(id, *found).first->second;
}

Result<Ledger::Chain> Ledger::newChain(const ChainId& id, const Chain& from) {
    TRY(const RowId notebook, notebookRowOrNew(id.notebook));
    Chain made{0, from.number, from.link, from.number, from.link, 0, {}};
    TRY_OK(
        m_database->run("INSERT INTO chain (notebook, vault, lane, branch, number, link, receipted,"
                        " base, base_link) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                        notebook, id.vault, id.lane, id.branch, made.number, made.link.view(),
                        made.base, made.base, made.baseLink.view()));
    made.row = m_database->lastRowId();
    check(made.row < std::int64_t{1} << 22, "chain rows leave room for the number");
    return made;
}

Result<Appended> Ledger::recordFor(const Header& header) {
    TRY(const RowId notebook, notebookRowOrNew(header.notebook));
    TRY(const RowId type, typeRow(header.type));
    // Most changes begin a record: looking first would go through the index twice.
    TRY(const int made, m_database->run("INSERT INTO record (id, notebook, type) VALUES (?, ?, ?)"
                                        " ON CONFLICT DO NOTHING",
                                        header.record, notebook, type));
    if (made > 0) return Appended{{}, m_database->lastRowId(), true};
    TRY(const auto known,
        m_database->first(
            "SELECT row FROM record WHERE id = ? AND notebook = ? AND type = ?",
            [](const Row& row) { return row.integer(0); }, header.record, notebook, type));
    if (!known) return fail(Code::damaged, "find a record");
    return Appended{{}, *known, false};
}

Status Ledger::insert(Chain& chain, RowId record, const Change& change, const Header& header,
                      bool late) {
    ++chain.number;
    chain.link = change.link;
    TRY_OK(
        m_database->run("INSERT INTO change (row, record, link, header, payload, form, late)"
                        " VALUES (?, ?, ?, ?, ?, ?, ?)",
                        changeRow(chain.row, chain.number), record, change.link.view(),
                        change.header, change.payload, change.form, late));
    for (const BlobRef& blob : header.blobs)
        TRY_OK(m_database->run("INSERT OR IGNORE INTO blob (id, change, length) VALUES (?, ?, ?)",
                               blob.id.view(), changeRow(chain.row, chain.number), blob.length));
    return {};
}

Result<bool> Ledger::isHeld(RowId record, const Hash& link) {
    TRY(const auto held, m_database->first(
                             "SELECT 1 FROM change WHERE record = ? AND link = ?",
                             [](const Row& row) { return row.integer(0); }, record, link.view()));
    return held.has_value();
}

Status Ledger::saveHead(const Chain& chain) {
    TRY_OK(m_database->run("UPDATE chain SET number = ?, link = ? WHERE row = ?", chain.number,
                           chain.link.view(), chain.row));
    return {};
}

// Writing ----------------------------------------------------------------------------------------

Result<Appended> Ledger::append(const Author& author, const NewChange& change) {
    constexpr char during[] = "write a change";
    check(m_database->inTransaction(), "changes are written inside an edit");
    if (change.fields.size() > limits::fieldsPerChange) return fail(Code::tooLarge, during);

    std::vector<const FieldWrite*> sorted;
    sorted.reserve(change.fields.size());
    for (const FieldWrite& field : change.fields) sorted.push_back(&field);
    std::sort(sorted.begin(), sorted.end(),
              [](auto* a, auto* b) { return fieldNameBefore(a->name, b->name); });

    TRY_OK(refuseDropped(change.record.notebook, Text::here));
    TRY(Chain* const chain,
        this->chain({change.record.notebook, author.vault(), change.lane, ChangeId()}));
    TRY(const std::uint32_t erased, erasedUpTo(change.record.notebook, change.subject));
    TRY(const SharedKey key,
        m_keys->currentOrNew(change.record.notebook, change.subject, erased, m_random));

    Header header;
    header.notebook = change.record.notebook;
    header.vault = author.vault();
    header.lane = change.lane;
    header.number = chain->number + 1;
    header.type = change.record.type;
    header.record = change.record.id;
    header.key = key->id();
    header.blobs = change.blobs;
    header.written = change.written;
    cbor::Writer payload;
    payload.array(sorted.size());
    for (const FieldWrite* field : sorted) {
        if (field->replaces.size() > limits::replacesPerField)
            return fail(Code::tooLarge, during, field->name.toStdString());
        header.fields.push_back({field->name, field->replaces});
        payload.value(field->value);
    }
    if (payload.result().size() > static_cast<qsizetype>(limits::payload))
        return fail(Code::tooLarge, during, header.type.toStdString());

    Change written;
    written.header = header.encode();
    written.payload = key->seal(written.header, payload.result());
    return extend(*chain, header, std::move(written));
}

Result<Appended> Ledger::extend(Chain& chain, const Header& header, Change change) {
    change.link = linkAfter(chain.link, change.header, Hash::of({change.payload}));
    TRY(Appended appended, recordFor(header));
    appended.id = change.id();
    TRY_OK(insert(chain, appended.record, change, header));
    TRY_OK(saveHead(chain));
    return appended;
}

Result<Appended> Ledger::append(const Author& author, const NotebookId& notebook,
                                const Control& control, const Moment& written) {
    check(m_database->inTransaction(), "changes are written inside an edit");
    TRY_OK(refuseDropped(notebook, Text::here));
    TRY(Chain* const chain, this->chain({notebook, author.vault(), Lane::urgent, ChangeId()}));
    Header header;
    header.notebook = notebook;
    header.vault = author.vault();
    header.lane = Lane::urgent;
    header.number = chain->number + 1;
    header.type = typeOf(control.kind);
    header.record = RecordId::makeV7(author.clock(), m_random);
    header.written = written;
    m_restricted.reset();
    return extend(*chain, header, {header.encode(), control.encode(), PayloadForm::opened, Hash()});
}

namespace {

/// The frame's own words about itself have to agree before any of its changes is looked at.
Status checkFrame(const Frame& frame, const VerifyKey& author) {
    constexpr char during[] = "check a frame";
    const Head& head = frame.statement.value.head;
    if (!frame.statement.verify(author)) return fail(Code::badSignature, during);
    // Its author may not know that the chain parted: a link names what came before all the same.
    ChainId named = frame.chain;
    if (head.chain.branch.isNull()) named.branch = {};
    if (head.chain != named ||
        head.number != frame.first + static_cast<std::int64_t>(frame.items.size()) - 1)
        return fail(Code::badAnswer, during, "statement and frame differ");
    return {};
}

Status checkHeader(const Header& header, const ChainId& chain, std::int64_t number) {
    if (header.notebook != chain.notebook || header.vault != chain.vault ||
        header.lane != chain.lane || header.number != number)
        return fail(Code::brokenChain, "check a change", std::to_string(number));
    if (header.suite != Header::currentSuite)
        return fail(Code::unsupported, "check a change", "suite " + std::to_string(header.suite));
    // What is not sealed is a control change, and nothing else is.
    if (header.key.isNull() != isControlType(header.type) ||
        (header.key.isNull() && header.lane != Lane::urgent))
        return fail(Code::badSeal, "check a change", std::to_string(number));
    return {};
}

}  // namespace

Result<Imported> Ledger::import(ReadyFrame ready, const VerifyKey& author, OnFork onFork,
                                bool late) {
    check(m_database->inTransaction(), "frames are imported inside an edit");
    Frame& frame = ready.frame;
    TRY_OK(checkFrame(frame, author));
    TRY_OK(refuseDropped(frame.chain.notebook, Text::comingBack));
    if (frame.founding) TRY_OK(importFounding(frame, author));
    TRY(const FrameKeys keys, importKeys(ready));

    TRY(Chain* const chain, chainFor(frame));
    TRY(Hash previous, linkAt(*chain, frame.first - 1));
    if (previous != frame.follows) return fail(Code::forked, "take in a frame");

    Imported imported;
    TRY_OK(noteOpened(keys, imported));
    imported.changes.reserve(frame.items.size());
    std::int64_t number = frame.first;
    const Receipt* const receipt = frame.receipt ? &frame.receipt->value : nullptr;
    for (std::size_t i = 0; i < frame.items.size(); ++i, ++number) {
        Frame::Item& item = frame.items[i];
        if (i == ready.items.size()) return fail(Code::damaged, "read a change's header");
        Header& header = ready.items[i].header;
        TRY_OK(checkHeader(header, frame.chain, number));
        TRY(const Change change, changeFrom(item, ready.items[i], previous, keys));
        previous = change.link;
        if (number <= chain->number) {
            TRY(const Hash held, linkAt(*chain, number));
            if (held != change.link) {
                if (onFork == OnFork::refuse) return fail(Code::forked, "take in a frame");
                TRY_OK(part(frame.chain, *chain, number));
                imported.parted = true;
            }
        }
        if (number <= chain->number) {
            ++imported.alreadyHere;
            continue;
        }
        if (number == chain->base + 1 && !frame.chain.branch.isNull() &&
            change.id() != frame.chain.branch)
            return fail(Code::brokenChain, "take in a frame", "0");
        TRY(Appended appended, recordFor(header));
        appended.id = change.id();
        // After both sides were restored, what is a branch here may be the store's main chain.
        const bool mayBeHeld = !appended.newRecord;
        TRY(const bool held,
            mayBeHeld ? isHeld(appended.record, change.link) : Result<bool>(false));
        const bool isLate =
            late || (receipt != nullptr && receipt->late && number >= receipt->lateFrom);
        if (isLate && imported.lateFrom == 0) imported.lateFrom = number;
        TRY_OK(insert(*chain, appended.record, change, header, isLate));
        TRY_OK(passKept(*chain));
        if (header.key.isNull()) m_restricted.reset();
        if (held) {
            ++imported.alreadyHere;
            if (isLate) imported.marked.insert(appended.record);
            continue;
        }
        Received received{appended, {}, std::nullopt, isLate};
        if (change.form == PayloadForm::asItLies) {
            const bool open = item.form == PayloadForm::opened && !keys.spent.contains(header.key);
            TRY(received.payload, open ? std::optional(std::move(item.payload))
                                       : payloadOf(appended.record, header, change, imported));
        }
        received.header = std::move(header);
        imported.changes.push_back(std::move(received));
    }
    if (previous != frame.statement.value.head.link)
        return fail(Code::brokenChain, "take in a frame", std::to_string(number - 1));
    TRY_OK(saveHead(*chain));
    TRY_OK(m_database->run("INSERT OR IGNORE INTO statement (row, body) VALUES (?, ?)",
                           changeRow(chain->row, frame.statement.value.head.number),
                           frame.statement.encode()));
    if (frame.receipt) TRY_OK(noteReceipt(*chain, *frame.receipt));
    if (imported.alreadyHere > 0) {
        TRY(imported.lateFrom, firstLate(*chain, frame.first, number - 1));
    }
    imported.head = {frame.chain, chain->number, chain->link};
    return imported;
}

Result<Ledger::FrameKeys> Ledger::importKeys(const ReadyFrame& ready) {
    FrameKeys keys;
    const NotebookId& notebook = ready.frame.chain.notebook;
    const auto& receipt = ready.frame.receipt;
    for (std::size_t i = 0; i < ready.keys.size(); ++i) {
        const Frame::Key& given = ready.frame.keys[i];
        const SharedKey& key = ready.keys[i];
        TRY(const std::uint32_t erased, erasedUpTo(notebook, given.subject));
        const bool over = given.generation <= erased;
        if (!key) {
            TRY(const auto known, m_keys->entry(given.id));
            // Of a key that is here it is known whose it is, whatever somebody else calls it.
            if (known && !known->destroyed &&
                (known->subject != given.subject || known->generation != given.generation))
                continue;
            const KeyEntry entry{given.id, notebook, given.subject, given.generation, over};
            // Whoever destroyed it says whose it was; that counts where those words are erased.
            if (over) TRY_OK(m_keys->destroy(entry));
            if (!over && given.kept) TRY_OK(m_keys->note(entry, *given.kept));
            continue;
        }
        if (over) {
            TRY_OK(m_keys->destroy({key->id(), notebook, given.subject, given.generation, true}));
            keys.spent.emplace(key->id(), key);
            continue;
        }
        TRY(const auto entry, m_keys->entry(key->id()));
        if (entry && entry->elsewhere) {
            // A store that was restored may not know yet that it had ordered it away.
            // Whose it is the key says itself; what was noted of it came with somebody's frame.
            TRY(const bool restricted,
                isRestricted({key->id(), notebook, key->subject(), key->generation()}));
            TRY(const auto keepers, keepersOf(notebook));
            if (restricted && keepers) {
                keys.spent.emplace(key->id(), key);
                continue;
            }
        }
        TRY(const bool held, m_keys->add(key));
        if (held) {
            keys.held.insert(key->id());
            if (!entry || entry->elsewhere) keys.fresh.push_back(key->id());
        }
        if (receipt && given.generation > latestBegun(receipt->value.received))
            TRY_OK(m_keys->passOver(key->id()));
    }
    return keys;
}

Result<Change> Ledger::changeFrom(const Frame::Item& item, const ReadyFrame::Item& worked,
                                  const Hash& previous, const FrameKeys& keys) {
    constexpr char during[] = "take in a frame";
    const Header& header = worked.header;
    Change change{item.header, item.payload, item.form, {}};
    Hash payloadHash;
    if (header.key.isNull()) {
        if (item.form != PayloadForm::opened) return fail(Code::badSeal, during);
        if (const auto kind = controlKind(header.type))
            TRY_OK(Control::decode(*kind, item.payload));
        payloadHash = Hash::of({change.payload});
    } else if (item.form == PayloadForm::erased) {
        const auto held = Hash::fromBytes(item.payload);
        if (!held) return fail(Code::damaged, during);
        payloadHash = *held;
    } else if (item.form == PayloadForm::opened) {
        change.form = PayloadForm::asItLies;
        if (!worked.sealed.isEmpty() &&
            (keys.held.contains(header.key) || keys.spent.contains(header.key))) {
            change.payload = worked.sealed;
            payloadHash = worked.hash;
        } else {
            TRY(const SharedKey key, m_keys->find(header.key));
            change.payload = key->seal(item.header, item.payload);
            payloadHash = Hash::of({change.payload});
        }
    } else if (item.form == PayloadForm::asItLies) {
        payloadHash = Hash::of({change.payload});
    } else {
        return fail(Code::missingKey, during, "sealed to somebody else");
    }
    change.link = linkAfter(previous, change.header, payloadHash);
    if (header.key.isNull()) return change;
    TRY(const bool erased, isErased(header.notebook, header.key, change.id()));
    if (item.form == PayloadForm::erased && !erased)
        return fail(Code::notAllowed, during, "erased without an order");
    if (erased) {
        change.payload = payloadHash.toBytes();
        change.form = PayloadForm::erased;
    }
    return change;
}

/// Of a payload that came as it lies: its words where its key is here. Otherwise, or if its seal is
/// wrong, it is kept unread: whoever carries it cannot see that, and verify names it.
Result<std::optional<QByteArray>> Ledger::payloadOf(RowId record, const Header& header,
                                                    const Change& change, Imported& imported) {
    const auto key = m_keys->find(header.key);
    if (key) {
        auto payload = (*key)->open(change.header, change.payload);
        if (payload) return std::optional(std::move(*payload));
        imported.unread = true;
        return std::optional<QByteArray>();
    }
    if (key.error().code != Code::missingKey) return tl::unexpected<Error>(key.error());
    imported.unread = true;
    TRY_OK(m_database->run("INSERT OR IGNORE INTO unread (key, record) VALUES (?, ?)", header.key,
                           record));
    return std::optional<QByteArray>();
}

/// A store that was restored may pass on words before somebody brings their key again.
Status Ledger::noteOpened(const FrameKeys& keys, Imported& imported) {
    TRY(const auto waiting,
        m_database->first("SELECT 1 FROM unread LIMIT 1", [](const Row&) { return true; }));
    if (!waiting) return {};
    for (const KeyId& id : keys.fresh) {
        TRY_OK(m_database->each(
            "SELECT record FROM unread WHERE key = ? AND record > 0",
            [&](const Row& row) { imported.openedIn.insert(row.integer(0)); }, id));
        TRY(const int rows, m_database->run("DELETE FROM unread WHERE key = ?", id));
        if (rows > 0) imported.opened.insert(id);
    }
    return {};
}

/// The founder may be another than the frame's author: one who is not known here proves nothing,
/// and the frame is good without.
Status Ledger::importFounding(const Frame& frame, const VerifyKey& author) {
    const Founding& founding = frame.founding->value;
    std::optional<VerifyKey> founder;
    if (founding.founder == frame.chain.vault) {
        founder = author;
    } else {
        TRY(const auto known, certificate(founding.founder));
        if (known) founder = known->value.author;
    }
    if (!founder) return {};
    if (founding.notebook != frame.chain.notebook || !frame.founding->verify(*founder))
        return fail(Code::badSignature, "check a founding");
    return keepFounding(*frame.founding);
}

Status Ledger::keepFounding(const Signed<Founding>& founding) {
    TRY(const RowId row, notebookRowOrNew(founding.value.notebook));
    TRY_OK(m_database->run("UPDATE notebook SET founding = ? WHERE row = ? AND founding IS NULL",
                           founding.encode(), row));
    return {};
}

Status Ledger::foundAnew(const Signed<Founding>& founding) {
    TRY(const RowId row, notebookRowOrNew(founding.value.notebook));
    TRY_OK(
        m_database->run("UPDATE notebook SET founding = ? WHERE row = ?", founding.encode(), row));
    return {};
}

Status Ledger::keepRoster(const Signed<Roster>& roster) {
    TRY(const RowId row, notebookRowOrNew(roster.value.notebook));
    TRY_OK(
        m_database->run("UPDATE notebook SET roster = ?, roster_epoch = ?, roster_version = ?"
                        " WHERE row = ? AND (roster_epoch, roster_version) < (?, ?)",
                        roster.encode(), roster.value.epoch, roster.value.version, row,
                        roster.value.epoch, roster.value.version));
    return {};
}

Status Ledger::keepCertificate(const Signed<Certificate>& certificate) {
    const Certificate& value = certificate.value;
    TRY_OK(
        m_database->run("INSERT INTO vault (id, certificate, epoch, version) VALUES (?, ?, ?, ?)"
                        " ON CONFLICT (id) DO UPDATE SET certificate = excluded.certificate,"
                        " epoch = excluded.epoch, version = excluded.version"
                        " WHERE (epoch, version) < (excluded.epoch, excluded.version)",
                        value.vault, certificate.encode(), value.epoch, value.version));
    return {};
}

Result<Receipted> Ledger::keepReceipt(const Signed<Receipt>& receipt) {
    const Head& head = receipt.value.head;
    TRY(Chain* const chain, this->chain(head.chain));
    if (head.number > chain->number) return fail(Code::forked, "keep a receipt");
    TRY(const Hash held, linkAt(*chain, head.number));
    if (held != head.link) return fail(Code::forked, "keep a receipt");
    TRY_OK(m_database->run("INSERT OR REPLACE INTO receipt (row, body) VALUES (?, ?)",
                           changeRow(chain->row, head.number), receipt.encode()));
    TRY(const auto completed,
        m_database->first(
            "SELECT count(*) FROM (SELECT DISTINCT record FROM change"
            " WHERE row > ?1 << 40 | (SELECT receipted FROM chain WHERE row = ?1)"
            " AND row <= ?2) AS covered WHERE NOT EXISTS (SELECT 1 FROM change"
            " WHERE record = covered.record AND row > ?2 AND row < (?1 + 1) << 40)",
            [](const Row& row) { return row.integer(0); }, chain->row,
            changeRow(chain->row, head.number)));
    TRY_OK(m_database->run("UPDATE chain SET receipted = max(receipted, ?) WHERE row = ?",
                           head.number, chain->row));
    Receipted receipted;
    receipted.completed = completed.value_or(0);
    if (!receipt.value.late) return receipted;
    const RowId first = changeRow(chain->row, receipt.value.lateFrom);
    const RowId last = changeRow(chain->row, head.number);
    TRY_OK(m_database->each(
        "SELECT record FROM change WHERE row BETWEEN ? AND ? AND late = 0",
        [&](const Row& row) { receipted.late.marked.insert(row.integer(0)); }, first, last));
    TRY_OK(m_database->run("UPDATE change SET late = 1 WHERE row BETWEEN ? AND ?", first, last));
    return receipted;
}

Result<std::int64_t> Ledger::firstLate(const Chain& chain, std::int64_t first, std::int64_t last) {
    TRY(const auto row, m_database->first(
                            "SELECT row FROM change WHERE row BETWEEN ? AND ? AND late = 1"
                            " ORDER BY row LIMIT 1",
                            [](const Row& found) { return found.integer(0); },
                            changeRow(chain.row, first), changeRow(chain.row, last)));
    return row ? *row - changeRow(chain.row, 0) : 0;
}

Status Ledger::noteReceipt(const Signed<Receipt>& receipt) {
    TRY(const Chain* const chain, this->chain(receipt.value.head.chain));
    return noteReceipt(*chain, receipt);
}

/// Of what is here no more, or not yet, it says nothing that could be checked. The first counts,
/// unless the store has lost since what it was for.
Status Ledger::noteReceipt(const Chain& chain, const Signed<Receipt>& receipt) {
    const Head& head = receipt.value.head;
    if (head.number <= chain.base || head.number > chain.number) return {};
    TRY(const Hash held, linkAt(chain, head.number));
    if (held != head.link) return {};
    TRY_OK(m_database->run(
        "INSERT INTO receipt (row, body) VALUES (?1, ?2) ON CONFLICT (row) DO UPDATE"
        " SET body = excluded.body WHERE (SELECT receipted FROM chain WHERE row = ?3) < ?4",
        changeRow(chain.row, head.number), receipt.encode(), chain.row, head.number));
    TRY_OK(m_database->run("UPDATE chain SET receipted = max(receipted, ?) WHERE row = ?",
                           head.number, chain.row));
    return {};
}

Status Ledger::reopenAfter(const ChainId& id, std::int64_t number) {
    TRY(Chain* const chain, this->chain(id));
    TRY_OK(
        m_database->run("UPDATE chain SET receipted = max(base, ?1)"
                        " WHERE row = ?2 AND receipted > max(base, ?1)",
                        number, chain->row));
    return {};
}

}  // namespace candour
