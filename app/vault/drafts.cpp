#include "app/vault/drafts.h"

#include "platform/check.h"
#include "platform/limits.h"

namespace candour {
namespace {

Draft draftFrom(const Row& row) {
    return {.record = row.id<RecordId>(0),
            .field = row.text(1),
            .text = row.text(2),
            .caret = static_cast<int>(row.integer(3)),
            .kind = row.text(4),
            .firstKey = UtcTime(milliseconds(row.integer(5))),
            .extra = row.blob(6)};
}

}  // namespace

Status Drafts::save(const Draft& draft, const UndoStep& top) {
    if (draft.text.size() > static_cast<qsizetype>(limits::text))
        return fail(Code::tooLarge, "keep a draft");
    TRY(Transaction transaction, m_database.begin());
    TRY_OK(
        m_database.run("INSERT INTO draft (record, field, text, caret, kind, first_key, extra)"
                       " VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (record, field) DO UPDATE SET"
                       " text = excluded.text, caret = excluded.caret, kind = excluded.kind,"
                       " extra = excluded.extra",
                       draft.record, draft.field, draft.text, draft.caret, draft.kind,
                       draft.firstKey.time_since_epoch().count(), draft.extra));
    TRY_OK(m_database.run("DELETE FROM draft_undo WHERE record = ? AND (number > ? OR number <= ?)",
                          draft.record, top.number,
                          top.number - static_cast<std::int64_t>(limits::undoSteps)));
    if (top.number > 0)
        TRY_OK(
            m_database.run("INSERT OR REPLACE INTO draft_undo (record, number, text, caret, kind)"
                           " VALUES (?, ?, ?, ?, ?)",
                           draft.record, top.number, top.text, top.caret, top.kind));
    return transaction.commit();
}

Result<std::vector<UndoStep>> Drafts::steps(const RecordId& record) {
    std::vector<UndoStep> steps;
    TRY_OK(m_database.each(
        "SELECT number, text, caret, kind FROM draft_undo WHERE record = ? ORDER BY number",
        [&](const Row& row) {
            steps.push_back(
                {row.integer(0), row.text(1), static_cast<int>(row.integer(2)), row.text(3)});
        },
        record));
    return steps;
}

Result<std::optional<Draft>> Drafts::find(const RecordId& record, const QString& field) {
    return m_database.first(
        "SELECT record, field, text, caret, kind, first_key, extra FROM draft"
        " WHERE record = ? AND field = ?",
        draftFrom, record, field);
}

Result<std::vector<Draft>> Drafts::open() {
    std::vector<Draft> drafts;
    TRY_OK(
        m_database.each("SELECT record, field, text, caret, kind, first_key, extra FROM draft"
                        " ORDER BY first_key, record, field",
                        [&](const Row& row) { drafts.push_back(draftFrom(row)); }));
    return drafts;
}

Status Drafts::discard(const RecordId& record, const QString& field) {
    if (m_database.inTransaction()) return take(record, field);
    TRY(Transaction transaction, m_database.begin());
    TRY_OK(take(record, field));
    return transaction.commit();
}

Status Drafts::take(const RecordId& record, const QString& field) {
    TRY_OK(m_database.run("DELETE FROM draft WHERE record = ? AND field = ?", record, field));
    TRY_OK(m_database.run("DELETE FROM draft_undo WHERE record = ?", record));
    return {};
}

Result<Saved> Drafts::finish(const Draft& draft, const PutRequest& request, const Moment& written) {
    check(m_database.inTransaction(), "a draft is finished inside an edit");
    TRY(Saved saved, m_writer.put(request, written));
    TRY_OK(discard(draft.record, draft.field));
    return saved;
}

}  // namespace candour
