// The ledger's reading side: records and their history, heads, pending changes, frames to send.
#include "platform/check.h"
#include "platform/limits.h"
#include "sync/ledger.h"
#include "sync/ledger_schema.h"

#include <sodium.h>

#include <algorithm>
#include <set>

namespace candour {
namespace {

constexpr std::int64_t numberMask = (std::int64_t{1} << 40) - 1;

Hash hashAt(const Row& row, int column) {
    return Hash::fromBytes(row.blobView(column)).value_or(Hash());
}

/// A stored signed statement, or nothing where the column is empty.
template <class Statement>
Result<std::optional<Signed<Statement>>> stored(const std::optional<QByteArray>& body) {
    if (!body || body->isEmpty()) return std::optional<Signed<Statement>>();
    TRY(auto read, Signed<Statement>::decode(*body));
    return std::optional<Signed<Statement>>(std::move(read));
}

}  // namespace

Result<OpenedChange> openChange(const ChangeId& id, Header header, QByteArrayView payload) {
    TRY(auto values, decodePayload(payload));
    if (values.size() != header.fields.size()) return fail(Code::damaged, "read a change's values");
    return OpenedChange{id, std::move(header), std::move(values), false};
}

Result<std::optional<RowId>> Ledger::findRecord(const RecordName& name) {
    return m_database->first(
        "SELECT record.row FROM record JOIN notebook ON notebook.row = record.notebook"
        " JOIN type ON type.row = record.type"
        " WHERE record.id = ? AND notebook.id = ? AND type.name = ?",
        [](const Row& row) { return row.integer(0); }, name.id, name.notebook, name.type);
}

Result<RecordName> Ledger::recordName(RowId record) {
    TRY(const auto name,
        m_database->first(
            "SELECT notebook.id, type.name, record.id FROM record"
            " JOIN notebook ON notebook.row = record.notebook"
            " JOIN type ON type.row = record.type WHERE record.row = ?",
            [](const Row& row) {
                return RecordName{row.id<NotebookId>(0), row.text(1), row.id<RecordId>(2)};
            },
            record));
    if (!name) return fail(Code::notFound, "find a record");
    return *name;
}

Result<std::vector<OpenedChange>> Ledger::history(RowId record) {
    std::vector<OpenedChange> changes;
    std::vector<Hash> links;
    const auto read = [&](const Row& row) -> Status {
        const bool late = row.integer(4) != 0;
        // One change may lie in two chains: see import().
        const Hash link = hashAt(row, 0);
        if (std::find(links.begin(), links.end(), link) != links.end()) return {};
        links.push_back(link);
        const QByteArray headerBytes = row.blob(1);
        TRY(Header header, Header::decode(headerBytes));
        const ChangeId id = changeIdOf(link);
        if (static_cast<PayloadForm>(row.integer(3)) == PayloadForm::asItLies) {
            const auto key = m_keys->find(header.key);
            // What came without its key may turn out not to be sealed under it: verify() says so.
            if (auto payload = key ? (*key)->open(headerBytes, row.blobView(2))
                                   : tl::unexpected<Error>(key.error())) {
                TRY(OpenedChange change, openChange(id, std::move(header), *payload));
                change.late = late;
                changes.push_back(std::move(change));
                return {};
            } else if (payload.error().code != Code::missingKey &&
                       payload.error().code != Code::badSeal) {
                return tl::unexpected<Error>(payload.error());
            }
        }
        changes.push_back({id, std::move(header), std::nullopt, late});
        return {};
    };
    TRY_OK(m_database->each(
        "SELECT link, header, payload, form, late FROM change WHERE record = ? ORDER BY row", read,
        record));
    return changes;
}

Result<std::vector<NotebookId>> Ledger::notebooks() {
    std::vector<NotebookId> ids;
    TRY_OK(m_database->each("SELECT id FROM notebook ORDER BY row",
                            [&](const Row& row) { ids.push_back(row.id<NotebookId>(0)); }));
    return ids;
}

Result<std::vector<Head>> Ledger::heads(const NotebookId& notebook) {
    std::vector<Head> heads;
    TRY_OK(m_database->each(
        "SELECT chain.vault, chain.lane, chain.branch, chain.number, chain.link FROM chain"
        " JOIN notebook ON notebook.row = chain.notebook WHERE notebook.id = ?"
        " AND chain.number > chain.base"
        " ORDER BY chain.vault, chain.lane, chain.branch",
        [&](const Row& row) {
            heads.push_back({{notebook, row.id<VaultId>(0), static_cast<Lane>(row.integer(1)),
                              row.id<ChangeId>(2)},
                             row.integer(3),
                             hashAt(row, 4)});
        },
        notebook));
    return heads;
}

Result<Hash> Ledger::digest(const NotebookId& notebook) {
    TRY(const auto heads, this->heads(notebook));
    cbor::Writer writer;
    writer.array(heads.size());
    for (const Head& head : heads) writeHead(writer, head);
    return Hash::of({writer.result()});
}

Result<std::vector<Ledger::Pending>> Ledger::pending(const VaultId& vault) {
    std::vector<Pending> pending;
    TRY_OK(m_database->each(
        "SELECT notebook.id, chain.lane, chain.branch, chain.number, chain.link, chain.receipted"
        " FROM chain JOIN notebook ON notebook.row = chain.notebook"
        " WHERE chain.vault = ? AND chain.number > chain.receipted ORDER BY chain.lane, chain.row",
        [&](const Row& row) {
            pending.push_back({{{row.id<NotebookId>(0), vault, static_cast<Lane>(row.integer(1)),
                                 row.id<ChangeId>(2)},
                                row.integer(3),
                                hashAt(row, 4)},
                               row.integer(5)});
        },
        vault));
    return pending;
}

// What is pending of a chain lies in one piece of its rows. Left to itself, SQLite goes through the
// index of all records once for every chain instead. Of very many, reading the changes themselves
// takes longer than going through that index once.
Result<std::int64_t> Ledger::unreceiptedRecords(const VaultId& vault) {
    constexpr std::int64_t veryMany = 10'000;
    const auto number = [](const Row& row) { return row.integer(0); };
    TRY(const auto changes,
        m_database->first("SELECT sum(number - receipted) FROM chain WHERE vault = ?", number,
                          vault));
    TRY(const auto count,
        m_database->first(changes.value_or(0) < veryMany
                              ? "SELECT count(DISTINCT change.record) FROM chain"
                                " CROSS JOIN change NOT INDEXED"
                                " ON change.row > (chain.row << 40 | chain.receipted)"
                                " AND change.row <= (chain.row << 40 | chain.number)"
                                " WHERE chain.vault = ?"
                              : "SELECT count(DISTINCT change.record)"
                                " FROM change INDEXED BY change_record"
                                " CROSS JOIN chain ON chain.row = change.row >> 40"
                                " WHERE change.row > (chain.row << 40 | chain.receipted)"
                                " AND chain.vault = ?",
                          number, vault));
    return count.value_or(0);
}

Result<std::map<QString, std::int64_t>> Ledger::unreceiptedByType(const VaultId& vault) {
    std::map<QString, std::int64_t> counts;
    TRY_OK(m_database->each(
        "SELECT type.name, count(DISTINCT change.record) FROM chain CROSS JOIN change NOT INDEXED"
        " ON change.row > (chain.row << 40 | chain.receipted)"
        " AND change.row <= (chain.row << 40 | chain.number)"
        " JOIN record ON record.row = change.record"
        " JOIN type ON type.row = record.type"
        " WHERE chain.vault = ? GROUP BY type.row",
        [&](const Row& row) { counts[row.text(0)] = row.integer(1); }, vault));
    return counts;
}

Result<std::optional<Moment>> Ledger::oldestUnreceipted(const VaultId& vault) {
    std::optional<Moment> oldest;
    const auto read = [&](const Row& row) -> Status {
        TRY(const Header header, Header::decode(row.blobView(0)));
        if (!oldest || header.written.corrected() < oldest->corrected()) oldest = header.written;
        return {};
    };
    // The first of each chain is its oldest.
    TRY_OK(
        m_database->each("SELECT change.header FROM chain JOIN change"
                         " ON change.row = (chain.row << 40 | chain.receipted) + 1"
                         " WHERE chain.vault = ? AND chain.number > chain.receipted",
                         read, vault));
    return oldest;
}

Result<std::optional<Signed<Founding>>> Ledger::founding(const NotebookId& notebook) {
    TRY(const auto body, m_database->first(
                             "SELECT founding FROM notebook WHERE id = ?",
                             [](const Row& row) { return row.blob(0); }, notebook));
    return stored<Founding>(body);
}

Result<std::optional<Signed<Roster>>> Ledger::roster(const NotebookId& notebook) {
    TRY(const auto body, m_database->first(
                             "SELECT roster FROM notebook WHERE id = ?",
                             [](const Row& row) { return row.blob(0); }, notebook));
    return stored<Roster>(body);
}

Result<std::vector<Signed<Roster>>> Ledger::rosters() {
    std::vector<Signed<Roster>> rosters;
    const auto read = [&](const Row& row) -> Status {
        TRY(auto roster, Signed<Roster>::decode(row.blobView(0)));
        rosters.push_back(std::move(roster));
        return {};
    };
    TRY_OK(m_database->each("SELECT roster FROM notebook WHERE roster IS NOT NULL ORDER BY row",
                            read));
    return rosters;
}

Result<std::optional<Signed<Certificate>>> Ledger::certificate(const VaultId& vault) {
    TRY(const auto body, m_database->first(
                             "SELECT certificate FROM vault WHERE id = ?",
                             [](const Row& row) { return row.blob(0); }, vault));
    return stored<Certificate>(body);
}

Result<std::vector<Signed<Certificate>>> Ledger::certificates() {
    std::vector<Signed<Certificate>> certificates;
    const auto read = [&](const Row& row) -> Status {
        TRY(auto certificate, Signed<Certificate>::decode(row.blobView(0)));
        certificates.push_back(std::move(certificate));
        return {};
    };
    TRY_OK(m_database->each("SELECT certificate FROM vault ORDER BY row", read));
    return certificates;
}

Result<Hash> Ledger::linkAt(const Chain& chain, std::int64_t number) {
    if (number == chain.base) return chain.baseLink;
    if (number == chain.number) return chain.link;
    TRY(const auto link,
        m_database->first(
            "SELECT link FROM change WHERE row = ?", [](const Row& row) { return hashAt(row, 0); },
            changeRow(chain.row, number)));
    if (!link) return fail(Code::damaged, "read a chain", std::to_string(number));
    return *link;
}

Result<std::optional<Hash>> Ledger::linkOf(const ChainId& id, std::int64_t number) {
    TRY(const auto chain, existingChain(id));
    if (!chain || number < chain->base || number > chain->number) return std::optional<Hash>();
    TRY(const Hash link, linkAt(*chain, number));
    return std::optional(link);
}

Result<std::int64_t> Ledger::receiptedUpTo(const ChainId& id) {
    TRY(const auto chain, existingChain(id));
    if (!chain) return std::int64_t{0};
    TRY(const auto number, m_database->first(
                               "SELECT receipted FROM chain WHERE row = ?",
                               [](const Row& row) { return row.integer(0); }, chain->row));
    return number.value_or(0);
}

Result<std::vector<Signed<Receipt>>> Ledger::receiptsOf(const ChainId& id) {
    std::vector<Signed<Receipt>> receipts;
    TRY(const auto chain, existingChain(id));
    if (!chain) return receipts;
    TRY_OK(m_database->each(
        "SELECT body FROM receipt WHERE row BETWEEN ? AND ? ORDER BY row",
        [&](const Row& row) -> Status {
            TRY(auto receipt, Signed<Receipt>::decode(row.blobView(0)));
            receipts.push_back(std::move(receipt));
            return {};
        },
        changeRow(chain->row, 0), changeRow(chain->row + 1, 0) - 1));
    return receipts;
}

Result<std::int64_t> Ledger::provenUpTo(const Head& head, const VerifyKey& store) {
    TRY(const auto receipts, receiptsOf(head.chain));
    for (auto receipt = receipts.rbegin(); receipt != receipts.rend(); ++receipt) {
        const Head& said = receipt->value.head;
        if (said.chain != head.chain || said.number > head.number || !receipt->verify(store))
            continue;
        TRY(const auto link, linkOf(head.chain, said.number));
        if (link == said.link) return said.number;
    }
    return std::int64_t{0};
}

// Frames -----------------------------------------------------------------------------------------

Result<Frame> Ledger::readFrame(const ChainId& id, const Chain& chain, std::int64_t first,
                                std::int64_t last, For whom) {
    Frame frame;
    frame.chain = id;
    frame.first = first;
    TRY(frame.follows, linkAt(chain, first - 1));
    std::set<KeyId> keys;
    const auto read = [&](const Row& row) -> Status {
        Frame::Item item{row.blob(0), row.blob(1), static_cast<PayloadForm>(row.integer(2))};
        TRY(const Header header, Header::decode(item.header));
        std::optional<Frame::Key> key;
        if (item.form != PayloadForm::opened)
            TRY_OK(readItem(id.notebook, header, whom, item, key));
        if (key && keys.insert(header.key).second) frame.keys.push_back(std::move(*key));
        frame.items.push_back(std::move(item));
        return {};
    };
    TRY_OK(m_database->each(
        "SELECT header, payload, form FROM change WHERE row BETWEEN ? AND ? ORDER BY row", read,
        changeRow(chain.row, first), changeRow(chain.row, last)));
    if (static_cast<std::int64_t>(frame.items.size()) != last - first + 1)
        return fail(Code::damaged, "read a chain");
    // The founding goes with every first frame of a chain, in whichever lane leaves first.
    if (first == 1) {
        TRY(frame.founding, founding(id.notebook));
    }
    return frame;
}

Result<Frame> Ledger::frameAfter(const ChainId& id, std::int64_t after, const Author& author) {
    TRY(const auto chain, existingChain(id));
    check(chain && chain->number > after, "a frame holds at least one change");
    const std::int64_t number = std::max(after, chain->base);
    // Cut where the size limit falls, or the count, or the chain ends.
    std::int64_t last = number;
    std::size_t bytes = 0;
    TRY_OK(m_database->each(
        "SELECT row, length(header) + length(payload) FROM change"
        " WHERE row > ? AND row <= ? ORDER BY row LIMIT ?",
        [&](const Row& row) {
            bytes += static_cast<std::size_t>(row.integer(1));
            const std::int64_t here = row.integer(0) & numberMask;
            if (last == number || bytes <= limits::frameBytes) last = here;
        },
        changeRow(chain->row, number), changeRow(chain->row, chain->number), limits::frameChanges));
    TRY(Frame frame, readFrame(id, *chain, number + 1, last, For::keepers));

    HeadStatement statement;
    statement.head.chain = id;
    statement.head.number = last;
    TRY(statement.head.link, linkAt(*chain, last));
    TRY(const auto heads, this->heads(id.notebook));
    for (const Head& head : heads)
        if (head.chain.vault == id.vault && head.chain.lane != id.lane &&
            head.chain.branch.isNull())
            statement.others.push_back({head.chain.lane, head.number, head.link});
    frame.statement = Signed<HeadStatement>::make(std::move(statement), author.key());
    TRY_OK(m_database->run("INSERT OR REPLACE INTO statement (row, body) VALUES (?, ?)",
                           changeRow(chain->row, last), frame.statement.encode()));
    return frame;
}

/// The last word of each chain is enough: what an author has written only grows.
Result<std::vector<Ledger::Promised>> Ledger::promised(const VaultId& self) {
    std::map<ChainId, std::int64_t> here;
    std::map<ChainId, std::int64_t> said;
    TRY_OK(m_database->each(
        "SELECT notebook.id, chain.vault, chain.lane, chain.number,"
        " (SELECT body FROM statement WHERE row > chain.row << 40"
        "  AND row <= (chain.row << 40 | chain.number) ORDER BY row DESC LIMIT 1)"
        " FROM chain JOIN notebook ON notebook.row = chain.notebook"
        " WHERE chain.vault <> ? AND notebook.dropped = 0",
        [&](const Row& row) {
            ChainId chain{
                row.id<NotebookId>(0), row.id<VaultId>(1), static_cast<Lane>(row.integer(2)), {}};
            here[chain] = std::max(here[chain], row.integer(3));
            const auto statement = Signed<HeadStatement>::decode(row.blobView(4));
            if (!statement) return;
            for (const auto& other : statement->value.others) {
                chain.lane = other.lane;
                said[chain] = std::max(said[chain], other.number);
            }
        },
        self));
    std::vector<Promised> missing;
    for (const auto& [chain, number] : said)
        if (number > here[chain]) missing.push_back({chain, number, here[chain]});
    return missing;
}

Status Ledger::signEnds(const Author& author) {
    struct Unsigned {
        ChainId chain;
        std::int64_t number;
        std::int64_t signedUpTo;
    };
    std::vector<Unsigned> open;
    TRY_OK(m_database->each(
        "SELECT notebook.id, chain.lane, chain.branch, chain.number,"
        " coalesce((SELECT max(row) FROM statement WHERE row > chain.row << 40"
        "           AND row <= (chain.row << 40 | chain.number)), 0)"
        " FROM chain JOIN notebook ON notebook.row = chain.notebook"
        " WHERE chain.vault = ? AND chain.number > chain.base AND notebook.dropped = 0",
        [&](const Row& row) {
            open.push_back({{row.id<NotebookId>(0), author.vault(),
                             static_cast<Lane>(row.integer(1)), row.id<ChangeId>(2)},
                            row.integer(3),
                            row.integer(4) & numberMask});
        },
        author.vault()));
    for (const Unsigned& one : open)
        for (std::int64_t after = one.signedUpTo; after < one.number;) {
            TRY(const Frame frame, frameAfter(one.chain, after, author));
            after = frame.end().number;
        }
    return {};
}

Result<QByteArray> Ledger::framesAfter(const ChainId& id, std::int64_t after, std::size_t bytes,
                                       For whom) {
    QByteArray body;
    TRY(const auto chain, existingChain(id));
    if (!chain) return body;
    struct Cut {
        std::int64_t last;
        QByteArray statement;
        QByteArray receipt;  // empty: none is kept for just here
    };
    std::vector<Cut> cuts;
    TRY_OK(m_database->each(
        "SELECT statement.row, statement.body, receipt.body FROM statement"
        " LEFT JOIN receipt ON receipt.row = statement.row"
        " WHERE statement.row > ? AND statement.row <= ? ORDER BY statement.row",
        [&](const Row& row) {
            cuts.push_back({row.integer(0) & numberMask, row.blob(1), row.blob(2)});
        },
        changeRow(chain->row, after), changeRow(chain->row, chain->number)));
    std::int64_t first = std::max(after, chain->base) + 1;
    for (const Cut& cut : cuts) {
        TRY(Frame frame, readFrame(id, *chain, first, cut.last, whom));
        TRY(frame.statement, Signed<HeadStatement>::decode(cut.statement));
        TRY(frame.receipt, stored<Receipt>(cut.receipt));
        appendFrame(body, encodeFrame(frame));
        first = cut.last + 1;
        if (static_cast<std::size_t>(body.size()) >= bytes) break;
    }
    return body;
}

}  // namespace candour
