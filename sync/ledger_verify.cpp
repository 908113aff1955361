// Checking the whole ledger: every link recomputed, every statement, receipt and order against its
// signature, every seal whose key is held, and for every erased change the order that covers it.
#include "sync/ledger.h"
#include "sync/ledger_schema.h"

#include <limits>

namespace candour {
namespace {

constexpr std::size_t mostFaults = 100;

void report(VerifyReport& into, Code code, const ChainId& chain, std::int64_t number) {
    if (into.faults.size() < mostFaults) into.faults.push_back({code, chain, number});
}

}  // namespace

Result<VerifyReport> Ledger::verify(const std::optional<VerifyKey>& storeKey) {
    // One moment for all of it: a running store may take in frames meanwhile.
    TRY(const Transaction moment, m_database->beginReading());
    TRY(VerifyWalk walk, beginVerify());
    TRY_OK(look(walk, storeKey, std::numeric_limits<int>::max()));
    return std::move(walk.report);
}

Result<Ledger::VerifyWalk> Ledger::beginVerify() {
    VerifyWalk walk;
    TRY_OK(m_database->each(
        "SELECT notebook.id, chain.vault, chain.lane, chain.branch, chain.row, chain.number,"
        " chain.link, chain.base, chain.base_link FROM chain JOIN notebook ON notebook.row = "
        "chain.notebook WHERE notebook.dropped = 0 ORDER BY chain.row",
        [&](const Row& row) {
            walk.chains.push_back(
                {{row.id<NotebookId>(0), row.id<VaultId>(1), static_cast<Lane>(row.integer(2)),
                  row.id<ChangeId>(3)},
                 {row.integer(4), row.integer(5), Hash::fromBytes(row.blobView(6)).value_or(Hash()),
                  row.integer(7), Hash::fromBytes(row.blobView(8)).value_or(Hash()), 0, Hash()}});
            walk.total += row.integer(5) - row.integer(7);
        }));
    TRY(const auto signedHeads,
        m_database->first(
            "SELECT (SELECT count(*) FROM statement) + (SELECT count(*) FROM receipt)",
            [](const Row& row) { return row.integer(0); }));
    walk.total += signedHeads.value_or(0);
    return walk;
}

Result<bool> Ledger::verifyMore(VerifyWalk& walk, const std::optional<VerifyKey>& storeKey,
                                int most) {
    TRY(const Transaction moment, m_database->beginReading());
    return look(walk, storeKey, most);
}

Result<bool> Ledger::look(VerifyWalk& walk, const std::optional<VerifyKey>& storeKey, int most) {
    while (walk.at < walk.chains.size()) {
        TRY(const int looked, verifyChain(walk, most));
        most -= looked;
        walk.seen += looked;
        if (most == 0) return false;
        TRY_OK(endChain(walk));
    }
    TRY(const int looked, verifyHeads(walk, storeKey, most));
    walk.seen += looked;
    if (looked == most) return false;
    TRY_OK(verifyOthers(storeKey, walk.report));
    return true;
}

Result<int> Ledger::verifyChain(VerifyWalk& walk, int most) {
    const Chain& chain = walk.chains[walk.at].second;
    if (!walk.begun) {
        ++walk.report.chains;
        walk.number = chain.base;
        walk.previous = chain.baseLink;
        walk.begun = true;
    }
    int looked = 0;
    TRY_OK(m_database->each(
        "SELECT row, link, header, payload, form FROM change"
        " WHERE row BETWEEN ? AND ? ORDER BY row LIMIT ?",
        [&](const Row& row) {
            ++looked;
            return verifyChange(row, walk);
        },
        changeRow(chain.row, walk.number == chain.base ? 1 : walk.number + 1),
        changeRow(chain.row + 1, 0), most));
    return looked;
}

Status Ledger::verifyChange(const Row& row, VerifyWalk& walk) {
    const auto& [id, chain] = walk.chains[walk.at];
    VerifyReport& result = walk.report;
    const std::int64_t number = ++walk.number;
    ++result.changes;
    const QByteArray header = row.blob(2);
    const QByteArrayView payload = row.blobView(3);
    const auto form = static_cast<PayloadForm>(row.integer(4));
    const Hash held = Hash::fromBytes(row.blobView(1)).value_or(Hash());
    const Hash payloadHash = form == PayloadForm::erased ? Hash::fromBytes(payload).value_or(Hash())
                                                         : Hash::of({payload});
    if (row.integer(0) != changeRow(chain.row, number) ||
        linkAfter(walk.previous, header, payloadHash) != held)
        report(result, Code::brokenChain, id, number);
    walk.previous = held;
    const auto decoded = Header::decode(header);
    if (!decoded) {
        report(result, Code::damaged, id, number);
        return {};
    }
    if (decoded->notebook != id.notebook || decoded->vault != id.vault ||
        decoded->lane != id.lane || decoded->number != number)
        report(result, Code::brokenChain, id, number);
    if (form == PayloadForm::erased) {
        // Nobody takes words away without the store's word for it.
        TRY(const bool ordered, isErased(id.notebook, decoded->key, changeIdOf(held)));
        if (!ordered) report(result, Code::notAllowed, id, number);
        return {};
    }
    if (decoded->key.isNull()) return {};  // a control change has no seal
    const auto key = m_keys->find(decoded->key);
    if (!key) {
        if (key.error().code != Code::missingKey) report(result, key.error().code, id, number);
        return {};
    }
    ++result.opened;
    if (!(*key)->open(header, payload)) report(result, Code::badSeal, id, number);
    return {};
}

/// All of its changes were looked at: they end where the chain says.
Status Ledger::endChain(VerifyWalk& walk) {
    const auto& [id, chain] = walk.chains[walk.at];
    // It may have grown since the check began.
    TRY(const auto head,
        m_database->first(
            "SELECT number, link FROM chain WHERE row = ?",
            [](const Row& row) {
                return std::pair(row.integer(0), Hash::fromBytes(row.blobView(1)).value_or(Hash()));
            },
            chain.row));
    if (!head || *head != std::pair(walk.number, walk.previous))
        report(walk.report, Code::brokenChain, id, chain.number);
    ++walk.at;
    walk.begun = false;
    return {};
}

Result<int> Ledger::verifyHeads(VerifyWalk& walk, const std::optional<VerifyKey>& storeKey,
                                int most) {
    VerifyReport& result = walk.report;
    int looked = 0;
    const auto checkHead = [&](const Head& head, RowId row) -> Status {
        TRY(const auto link, m_database->first(
                                 "SELECT link FROM change WHERE row = ?",
                                 [](const Row& r) { return r.blob(0); }, row));
        if (!link || *link != head.link.toBytes())
            report(result, Code::brokenChain, head.chain, head.number);
        return {};
    };
    const auto visitStatement = [&](const Row& row) -> Status {
        ++looked;
        ++result.statements;
        walk.statement = row.integer(0);
        const auto statement = Signed<HeadStatement>::decode(row.blobView(1));
        if (!statement) {
            report(result, Code::damaged, {}, 0);
            return {};
        }
        const Head& head = statement->value.head;
        TRY(const auto author, certificate(head.chain.vault));
        if (!author)
            report(result, Code::unknownVault, head.chain, head.number);
        else if (!statement->verify(author->value.author))
            report(result, Code::badSignature, head.chain, head.number);
        return checkHead(head, row.integer(0));
    };
    if (!walk.statementsDone)
        TRY_OK(
            m_database->each("SELECT row, body FROM statement WHERE row > ? ORDER BY row LIMIT ?",
                             visitStatement, walk.statement, most));
    if (looked == most) return looked;
    walk.statementsDone = true;

    const auto visitReceipt = [&](const Row& row) -> Status {
        ++looked;
        ++result.receipts;
        walk.receipt = row.integer(0);
        const auto receipt = Signed<Receipt>::decode(row.blobView(1));
        if (!receipt) {
            report(result, Code::damaged, {}, 0);
            return {};
        }
        if (storeKey && !receipt->verify(*storeKey))
            report(result, Code::badSignature, receipt->value.head.chain,
                   receipt->value.head.number);
        // Of text that was taken off, it is all there is.
        return row.integer(2) != 0 ? checkHead(receipt->value.head, row.integer(0)) : Status();
    };
    TRY_OK(
        m_database->each("SELECT receipt.row, body, notebook.dropped = 0 AND receipt.row <="
                         " (chain.row << 40 | chain.number) FROM receipt"
                         " JOIN chain ON chain.row = receipt.row >> 40"
                         " JOIN notebook ON notebook.row = chain.notebook"
                         " WHERE receipt.row > ? ORDER BY receipt.row LIMIT ?",
                         visitReceipt, walk.receipt, most - looked));
    return looked;
}

Status Ledger::verifyOthers(const std::optional<VerifyKey>& storeKey, VerifyReport& result) {
    TRY_OK(m_database->each(
        "SELECT receipt FROM blob_state WHERE receipt IS NOT NULL", [&](const Row& row) {
            ++result.receipts;
            const auto receipt = Signed<BlobReceipt>::decode(row.blobView(0));
            if (!receipt)
                report(result, Code::damaged, {}, 0);
            else if (storeKey && !receipt->verify(*storeKey))
                report(result, Code::badSignature, {receipt->value.notebook, {}, {}, {}}, 0);
        }));

    TRY(const auto orders, this->orders());
    for (const auto& order : orders)
        if (storeKey && !order.verify(*storeKey))
            report(result, Code::badSignature, {order.value.notebook, {}, {}, {}}, 0);

    const auto certificates = this->certificates();
    if (!certificates) {
        report(result, Code::damaged, {}, 0);
    } else if (storeKey) {
        for (const auto& certificate : *certificates)
            if (!certificate.verify(*storeKey))
                report(result, Code::badSignature, {{}, certificate.value.vault, {}, {}}, 0);
    }
    return {};
}

}  // namespace candour
