// Branches: one vault wrote two different changes under one number, because its tablet was restored
// from a backup or cloned. Both are kept. The store's order is the chain; what it does not have
// goes on in a branch, named by its first change, and is handed over like any other.
#include "sync/ledger.h"
#include "sync/ledger_schema.h"

namespace candour {

Result<Ledger::Chain*> Ledger::chainFor(const Frame& frame) {
    constexpr char during[] = "take in a frame";
    TRY(const auto held, existingChain(frame.chain));
    if (held || frame.chain.branch.isNull()) {
        TRY(Chain* const chain, this->chain(frame.chain));
        if (frame.first > chain->number + 1)
            return fail(Code::brokenChain, during, std::to_string(chain->number));
        if (frame.first <= chain->base) return fail(Code::brokenChain, during, "0");
        return chain;
    }
    Chain from{0, frame.first - 1, frame.follows, 0, {}, 0, {}};
    bool known = from.number == 0 && from.link.isNull();
    TRY(const auto heads, this->heads(frame.chain.notebook));
    for (const Head& head : heads) {
        if (known) break;
        if (head.chain.vault != frame.chain.vault || head.chain.lane != frame.chain.lane ||
            head.number < from.number)
            continue;
        TRY(const auto sibling, existingChain(head.chain));
        if (!sibling || from.number <= sibling->base) continue;
        TRY(const Hash link, linkAt(*sibling, from.number));
        known = link == from.link;
    }
    if (!known) return fail(Code::brokenChain, during, "0");
    TRY(const Chain made, newChain(frame.chain, from));
    return &m_chains.insert_or_assign(frame.chain, made).first->second;
}

Status Ledger::part(const ChainId& id, Chain& chain, std::int64_t number) {
    Chain left = chain;
    left.number = number - 1;
    TRY(left.link, linkAt(chain, left.number));
    Chain from = left;
    while (from.number < chain.number) {
        // Named by its first change. A backup of a tablet that had parted before may bring the same
        // branch once more, and go on otherwise within it.
        TRY(const Hash first, linkAt(chain, from.number + 1));
        ChainId name = id;
        name.branch = changeIdOf(first);
        TRY(auto branch, existingChain(name));
        if (!branch) {
            TRY(branch, newChain(name, from));
        }
        if (branch->base != from.number) return fail(Code::damaged, "part a chain");
        bool same = true;
        while (from.number < chain.number && from.number < branch->number) {
            TRY(const Hash theirs, linkAt(*branch, from.number + 1));
            TRY(const Hash ours, linkAt(chain, from.number + 1));
            same = theirs == ours;
            if (!same) break;
            ++from.number;
            from.link = ours;
            for (const char* sql :
                 {"DELETE FROM change WHERE row = ?", "DELETE FROM blob WHERE change = ?"})
                TRY_OK(m_database->run(sql, changeRow(chain.row, from.number)));
        }
        if (same && from.number < chain.number) {
            TRY_OK(move(chain, from.number + 1, *branch));
            from.number = chain.number;
        }
        m_chains.insert_or_assign(name, *branch);
    }
    // What was signed about the changes that had a place in the branch already.
    const std::int64_t first = changeRow(chain.row, number);
    const std::int64_t last = changeRow(chain.row, chain.number);
    TRY_OK(m_database->run("DELETE FROM statement WHERE row BETWEEN ? AND ?", first, last));
    TRY_OK(m_database->run("DELETE FROM receipt WHERE row BETWEEN ? AND ?", first, last));
    TRY_OK(m_database->run("UPDATE chain SET receipted = min(receipted, ?) WHERE row = ?",
                           left.number, chain.row));
    chain = left;
    return saveHead(chain);
}

/// All that follows, with what was signed about it; their order and numbers stay.
Status Ledger::move(const Chain& from, std::int64_t number, Chain& to) {
    const std::int64_t by = changeRow(to.row, 0) - changeRow(from.row, 0);
    const std::int64_t first = changeRow(from.row, number);
    const std::int64_t last = changeRow(from.row, from.number);
    for (const char* sql : {"UPDATE change SET row = row + ? WHERE row BETWEEN ? AND ?",
                            "UPDATE blob SET change = change + ? WHERE change BETWEEN ? AND ?",
                            "UPDATE statement SET row = row + ? WHERE row BETWEEN ? AND ?",
                            "UPDATE receipt SET row = row + ? WHERE row BETWEEN ? AND ?"})
        TRY_OK(m_database->run(sql, by, first, last));
    to.number = from.number;
    to.link = from.link;
    return saveHead(to);
}

}  // namespace candour
