// Text that was taken off a replica: a notebook's changes go, where its chains ended stays, with
// the store's receipts. So it is known what was here, and what comes back is checked against it.
#include "platform/check.h"
#include "sync/ledger.h"
#include "sync/ledger_schema.h"

namespace candour {
namespace {

enum Dropped : std::int64_t { isHere, toBeWiped, isGone };

}  // namespace

Result<Ledger::Text> Ledger::textOf(const NotebookId& notebook) {
    if (!m_notWhole) {
        std::map<NotebookId, Text> found;
        TRY_OK(m_database->each(
            "SELECT id, dropped FROM notebook WHERE dropped > 0 OR EXISTS"
            " (SELECT 1 FROM chain WHERE chain.notebook = notebook.row AND chain.kept > 0)",
            [&](const Row& row) {
                found[row.id<NotebookId>(0)] =
                    row.integer(1) == isHere ? Text::comingBack : Text::dropped;
            }));
        m_notWhole = std::move(found);
    }
    const auto known = m_notWhole->find(notebook);
    return known == m_notWhole->end() ? Text::here : known->second;
}

Status Ledger::refuseDropped(const NotebookId& notebook, Text least) {
    TRY(const Text text, textOf(notebook));
    if (text == Text::here || text == least) return {};
    return fail(Code::notAllowed, "write in a notebook",
                "Its text was taken off this tablet. Ask for it back and hand over first.");
}

Result<std::vector<RowId>> Ledger::recordsIn(const NotebookId& notebook) {
    std::vector<RowId> records;
    TRY_OK(m_database->each(
        "SELECT record.row FROM notebook JOIN record ON record.notebook = notebook.row"
        " WHERE notebook.id = ? ORDER BY record.row",
        [&](const Row& row) { records.push_back(row.integer(0)); }, notebook));
    return records;
}

Status Ledger::dropText(const NotebookId& notebook) {
    check(m_database->inTransaction(), "text is dropped inside an edit");
    TRY(const auto row, notebookRow(notebook));
    if (!row) return fail(Code::notFound, "take text off this tablet");
    std::vector<RowId> chains;
    TRY_OK(m_database->each(
        "SELECT row FROM chain WHERE notebook = ?",
        [&](const Row& chain) { chains.push_back(chain.integer(0)); }, *row));
    for (const RowId chain : chains) {
        const std::int64_t first = changeRow(chain, 0);
        const std::int64_t beyond = changeRow(chain + 1, 0);
        for (const char* sql : {"DELETE FROM blob WHERE change BETWEEN ? AND ?",
                                "DELETE FROM statement WHERE row BETWEEN ? AND ?",
                                "DELETE FROM change WHERE row BETWEEN ? AND ?"})
            TRY_OK(m_database->run(sql, first, beyond));
    }
    // What could not be read was noted by the record's place here, which another may get.
    TRY_OK(m_database->run(
        "DELETE FROM unread WHERE record IN (SELECT row FROM record WHERE notebook = ?)", *row));
    TRY_OK(m_database->run("DELETE FROM record WHERE notebook = ?", *row));
    TRY_OK(m_database->run("UPDATE notebook SET dropped = ? WHERE row = ?", toBeWiped, *row));
    m_restricted.reset();
    m_notWhole.reset();
    m_chains.clear();
    return {};
}

Status Ledger::wipeDropped() {
    std::vector<NotebookId> notebooks;
    TRY_OK(m_database->each(
        "SELECT id FROM notebook WHERE dropped = ?",
        [&](const Row& row) { notebooks.push_back(row.id<NotebookId>(0)); }, toBeWiped));
    if (notebooks.empty()) return {};
    {
        TRY(Transaction transaction, m_keys->database().begin());
        for (const NotebookId& notebook : notebooks) TRY_OK(m_keys->drop(notebook));
        TRY_OK(transaction.commit());
    }
    TRY_OK(m_keys->database().checkpoint());
    TRY_OK(m_database->checkpoint());
    TRY(Transaction transaction, m_database->begin());
    TRY_OK(m_database->run("UPDATE notebook SET dropped = ? WHERE dropped = ?", isGone, toBeWiped));
    return transaction.commit();
}

Status Ledger::askBack(const NotebookId& notebook) {
    TRY(const Text text, textOf(notebook));
    if (text != Text::dropped) return {};
    TRY_OK(wipeDropped());
    TRY(auto edit, begin());
    TRY(const auto row, notebookRow(notebook));
    // From its beginning once more. A branch begins where it left another chain.
    TRY_OK(m_database->run(
        "UPDATE chain SET kept = number, kept_link = link, number = base,"
        " link = CASE WHEN length(base_link) > 0 THEN base_link ELSE zeroblob(32) END"
        " WHERE notebook = ? AND number > base",
        row.value_or(0)));
    TRY_OK(
        m_database->run("UPDATE notebook SET dropped = ? WHERE row = ?", isHere, row.value_or(0)));
    m_notWhole.reset();
    m_chains.clear();
    return edit.commit();
}

Status Ledger::passKept(Chain& chain) {
    if (chain.kept == 0 || chain.number < chain.kept) return {};
    if (chain.number == chain.kept && chain.link != chain.keptLink)
        return fail(Code::forked, "take in what was here before");
    chain.kept = 0;
    m_notWhole.reset();
    TRY_OK(m_database->run("UPDATE chain SET kept = 0, kept_link = x'' WHERE row = ?", chain.row));
    return {};
}

}  // namespace candour
