// What the store decided about somebody's words: holds and erasures (PROTOCOL 14, 20, 27, 29). An
// erasure leaves every chain whole: in the place of the words lies their hash.
#include "platform/check.h"
#include "platform/limits.h"
#include "sync/erasure.h"
#include "sync/generations.h"
#include "sync/ledger.h"
#include "sync/ledger_schema.h"

#include <algorithm>

namespace candour {

Result<std::vector<Signed<Order>>> Ledger::readOrders(std::string_view condition) {
    std::vector<Signed<Order>> found;
    TRY_OK(m_database->each("SELECT body FROM subject_order WHERE " + std::string(condition) +
                                " ORDER BY notebook, subject",
                            [&](const Row& row) -> Status {
                                TRY(auto order, Signed<Order>::decode(row.blobView(0)));
                                found.push_back(std::move(order));
                                return {};
                            }));
    return found;
}

Result<std::vector<Signed<Order>>> Ledger::orders() {
    return readOrders("1");
}

Status Ledger::noticeOthers() {
    TRY(const auto seen,
        m_database->first("PRAGMA data_version", [](const Row& row) { return row.integer(0); }));
    if (seen == m_seen) return {};
    m_seen = seen.value_or(m_seen);
    forgetCached();
    return {};
}

Result<std::vector<Signed<Order>>> Ledger::ordersCarriedOut() {
    return readOrders("done");
}

Result<const Ledger::Orders*> Ledger::standing() {
    if (!m_orders) {
        TRY(auto all, orders());
        m_orders.emplace();
        for (auto& order : all) {
            const auto about = std::pair(order.value.notebook, order.value.subject);
            m_orders->emplace(about, std::move(order));
        }
    }
    return &*m_orders;
}

Result<std::uint32_t> Ledger::erasedUpTo(const NotebookId& notebook, const SubjectId& subject) {
    TRY(const Orders* const all, standing());
    const auto order = all->find({notebook, subject});
    return order == all->end() ? 0 : order->second.value.generation;
}

Result<bool> Ledger::isErased(const NotebookId& notebook, const KeyId& key,
                              const ChangeId& change) {
    TRY(const Orders* const all, standing());
    bool ofNotebook = false;
    for (auto order = all->lower_bound({notebook, SubjectId()});
         order != all->end() && order->first.first == notebook; ++order) {
        if (order->second.value.names(key) || order->second.value.names(change)) return true;
        ofNotebook = true;
    }
    if (!ofNotebook) return false;
    TRY(const auto entry, m_keys->entry(key));
    if (!entry) return false;
    TRY(const std::uint32_t erased, erasedUpTo(notebook, entry->subject));
    return entry->generation <= erased;
}

Result<std::optional<SubjectId>> Ledger::subjectOf(const KeyId& key) {
    TRY(const auto entry, m_keys->entry(key));
    if (entry) return std::optional(entry->subject);
    TRY(const Orders* const all, standing());
    for (const auto& [about, order] : *all)
        if (order.value.names(key)) return std::optional(about.second);
    return std::optional<SubjectId>();
}

Result<std::vector<KeyEntry>> Ledger::keysUnder(const Order& order) {
    TRY(auto keys, m_keys->entriesOf(order.subject));
    std::erase_if(keys, [&](const KeyEntry& key) {
        return key.notebook != order.notebook || key.generation > order.generation;
    });
    for (const KeyId& id : order.keys)
        if (std::none_of(keys.begin(), keys.end(),
                         [&](const KeyEntry& key) { return key.id == id; }))
            keys.push_back({id, order.notebook, order.subject, order.generation, false});
    return keys;
}

Status Ledger::eachSealed(const NotebookId& notebook, Erased erased, const VisitSealed& visit) {
    return m_database->each(
        "SELECT change.row, change.record, change.link, change.header FROM notebook"
        " JOIN chain ON chain.notebook = notebook.row CROSS JOIN change NOT INDEXED"
        " ON change.row > chain.row << 40 AND change.row <= (chain.row << 40 | chain.number)"
        " WHERE notebook.id = ? AND change.form IN (?, ?)",
        [&](const Row& row) -> Status {
            TRY(const Header header, Header::decode(row.blobView(3)));
            visit(row.integer(0), row.integer(1), Hash::fromBytes(row.blobView(2)).value_or(Hash()),
                  header);
            return {};
        },
        notebook, PayloadForm::asItLies,
        erased == Erased::too ? PayloadForm::erased : PayloadForm::asItLies);
}

Result<std::set<RowId>> Ledger::recordsOf(const std::set<SubjectId>& subjects) {
    std::map<NotebookId, std::unordered_set<KeyId>> keys;
    for (const SubjectId& subject : subjects) {
        TRY(const auto entries, m_keys->entriesOf(subject));
        for (const KeyEntry& key : entries) keys[key.notebook].insert(key.id);
    }
    TRY(const Orders* const all, standing());
    for (const auto& [about, order] : *all)
        if (subjects.contains(about.second))
            keys[about.first].insert(order.value.keys.begin(), order.value.keys.end());
    std::set<RowId> records;
    for (const auto& [notebook, theirs] : keys)
        TRY_OK(eachSealed(notebook, Erased::too,
                          [&](RowId, RowId record, const Hash&, const Header& header) {
                              if (theirs.contains(header.key)) records.insert(record);
                          }));
    return records;
}

Status Ledger::eachUnder(const Order& order,
                         const std::function<Status(RowId change, RowId record)>& visit) {
    TRY(const auto keys, keysUnder(order));
    struct Under {
        RowId change;
        RowId record;
    };
    std::vector<Under> found;
    TRY_OK(eachSealed(order.notebook, Erased::without,
                      [&](RowId change, RowId record, const Hash& link, const Header& header) {
                          if (order.names(changeIdOf(link)) ||
                              std::any_of(keys.begin(), keys.end(), [&](const KeyEntry& key) {
                                  return key.id == header.key;
                              }))
                              found.push_back({change, record});
                      }));
    for (const Under& one : found) TRY_OK(visit(one.change, one.record));
    return {};
}

Result<std::set<RowId>> Ledger::wordsUnder(const Order& order) {
    std::set<RowId> records;
    TRY_OK(eachUnder(order, [&](RowId, RowId record) -> Status {
        records.insert(record);
        return {};
    }));
    return records;
}

Result<bool> Ledger::isNews(const Order& order) {
    TRY(const Orders* const all, standing());
    const auto known = all->find({order.notebook, order.subject});
    if (known == all->end()) return true;
    const auto age = [](const Order& one) { return std::pair(one.epoch, one.version); };
    return age(known->second.value) < age(order);
}

Result<std::set<SubjectId>> Ledger::erasedAfter(UtcTime begun) {
    TRY(const Orders* const all, standing());
    std::set<SubjectId> erased;
    for (const auto& [about, order] : *all)
        if (order.value.erases() && begun < order.value.issued) erased.insert(about.second);
    return erased;
}

Status Ledger::keepOrder(const Signed<Order>& order) {
    check(m_database->inTransaction(), "an order is kept inside an edit");
    const Order& value = order.value;
    // A store that was restored may not know yet what it erased before: it is told.
    TRY(const Orders* const all, standing());
    const auto held = all->find({value.notebook, value.subject});
    if (held != all->end() && !erasesAllOf(value, held->second.value)) return {};
    TRY(const RowId notebook, notebookRowOrNew(value.notebook));
    TRY(const int news,
        m_database->run("INSERT INTO subject_order (notebook, subject, epoch, version, body)"
                        " VALUES (?, ?, ?, ?, ?) ON CONFLICT (notebook, subject) DO UPDATE SET"
                        " epoch = excluded.epoch, version = excluded.version,"
                        " body = excluded.body, done = 0"
                        " WHERE (epoch, version) < (excluded.epoch, excluded.version)",
                        notebook, value.subject, value.epoch, value.version, order.encode()));
    m_orders.reset();
    m_restricted.reset();
    if (news == 0) return {};
    return eachUnder(value, [this](RowId change, RowId) -> Status {
        TRY(const auto payload, m_database->first(
                                    "SELECT payload FROM change WHERE row = ?",
                                    [](const Row& row) { return row.blob(0); }, change));
        TRY_OK(m_database->run("UPDATE change SET payload = ?, form = ? WHERE row = ?",
                               Hash::of({payload.value_or(QByteArray())}).view(),
                               PayloadForm::erased, change));
        return {};
    });
}

Status Ledger::carryOut() {
    TRY_OK(wipeGivenUp());
    TRY(const auto undone, readOrders("NOT done"));
    if (undone.empty()) return {};
    {
        TRY(Transaction transaction, m_keys->database().begin());
        for (const auto& order : undone) {
            TRY(const auto keys, keysUnder(order.value));
            for (const KeyEntry& key : keys) TRY_OK(m_keys->destroy(key));
        }
        TRY_OK(transaction.commit());
    }
    TRY_OK(m_keys->database().checkpoint());
    TRY_OK(m_database->checkpoint());
    TRY(Transaction transaction, m_database->begin());
    // These alone: another process may have kept a newer one meanwhile.
    for (const auto& order : undone)
        TRY_OK(m_database->run("UPDATE subject_order SET done = 1 WHERE body = ?", order.encode()));
    return transaction.commit();
}

Result<std::vector<ControlChange>> Ledger::controls(const NotebookId& notebook) {
    return readControls("notebook.id = ?", notebook);
}

Result<std::vector<ControlChange>> Ledger::readControls(std::string_view condition,
                                                        const Uuid& id) {
    std::vector<ControlChange> found;
    TRY_OK(m_database->each(
        "SELECT type.name, change.link, change.header, change.payload, change.late,"
        " (SELECT receipt.body FROM receipt WHERE receipt.row >= change.row"
        " AND receipt.row <= (chain.row << 40 | chain.number) ORDER BY receipt.row LIMIT 1)"
        " FROM change INDEXED BY change_control"
        " CROSS JOIN record ON record.row = change.record CROSS JOIN type ON type.row = record.type"
        " CROSS JOIN notebook ON notebook.row = record.notebook"
        " CROSS JOIN chain ON chain.row = change.row >> 40"
        " WHERE change.form = 0 AND " +
            std::string(condition) + " ORDER BY change.row",
        [&](const Row& row) -> Status {
            const auto kind = controlKind(row.text(0));
            if (!kind) return {};
            TRY(const Header header, Header::decode(row.blobView(2)));
            TRY(Control control, Control::decode(*kind, row.blobView(3)));
            UtcTime known = header.written.corrected();
            if (!row.blobView(5).isEmpty()) {
                TRY(const auto receipt, Signed<Receipt>::decode(row.blobView(5)));
                known = receipt.value.received;
            }
            found.push_back({changeIdOf(Hash::fromBytes(row.blobView(1)).value_or(Hash())),
                             header.vault, std::move(control), row.integer(4) != 0,
                             latestTakenBack(known)});
            return {};
        },
        id));
    return found;
}

}  // namespace candour
