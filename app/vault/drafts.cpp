#include "app/vault/drafts.h"

#include "app/rules/withdrawal.h"
#include "platform/check.h"
#include "platform/limits.h"

#include <algorithm>
#include <functional>

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

/// What somebody typed into a form, as far as it can be read; what cannot goes into the first field
/// that takes words, with its title. Nothing where no field does: then the draft has to stay.
std::optional<FieldValues> valuesOf(const RecordType& type, const cbor::Value& texts) {
    FieldValues values;
    QString rest;
    for (const cbor::Value& pair : texts.items()) {
        if (pair.items().size() != 2) continue;
        const Field* field = type.field(pair.items()[0].text());
        const QString typed = pair.items()[1].text();
        if (field == nullptr || typed.trimmed().isEmpty()) continue;
        if (auto value = valueFromText(*field, typed); value && !value->isNull())
            values.push_back({field->name, std::move(*value)});
        else
            rest += u'\n' + field->title + u": "_qs + typed;
    }
    if (rest.isEmpty()) return values;
    auto words = std::find_if(type.fields.begin(), type.fields.end(),
                              [](const Field& field) { return field.kind == FieldKind::longText; });
    if (words == type.fields.end())
        words = std::find_if(type.fields.begin(), type.fields.end(), std::mem_fn(&Field::isText));
    if (words == type.fields.end()) return std::nullopt;
    const auto said = std::find_if(values.begin(), values.end(), [&](const FieldValue& value) {
        return value.name == words->name;
    });
    if (said == values.end())
        values.push_back({words->name, rest.mid(1)});
    else
        said->value = said->value.text() + rest;
    return values;
}

bool namesInForm(const cbor::Value& page, const QString& whose) {
    const auto& texts = page.at(u"texts").items();
    return std::any_of(texts.begin(), texts.end(), [&](const cbor::Value& pair) {
        return pair.items().size() == 2 && pair.items()[1].text() == whose;
    });
}

}  // namespace

bool mayStayADraft(const Error& error) {
    return error.code == Code::notAllowed || error.code == Code::notFound ||
           error.code == Code::badInput || error.code == Code::tooLarge;
}

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

Result<std::optional<NotebookId>> Drafts::lockedIn(const RecordType& type, const RecordId& id) {
    std::optional<RowId> row;
    TRY_OK(m_database.each(
        "SELECT record.row FROM record JOIN type ON type.row = record.type"
        " WHERE record.id = ? AND type.name = ?",
        [&](const Row& held) { row = held.integer(0); }, id, type.name));
    if (!row) return std::optional<NotebookId>();
    TRY(const bool sealed, m_projection.isSealed(type, *row));
    if (!sealed) return std::optional<NotebookId>();
    TRY(const RecordName name, m_ledger.recordName(*row));
    return std::optional(name.notebook);
}

/// Half a form becomes a record with what is there: it is locked away, so nobody misses the rest.
Result<std::optional<PutRequest>> Drafts::coveredForm(const Draft& draft, const Moment& written) {
    const auto page = cbor::Value::decode(draft.extra);
    if (!page) return std::optional<PutRequest>();
    const RecordType* type = m_projection.list().type(page->at(u"type").text());
    if (type == nullptr || !mayBeLockedAway(type->name)) return std::optional<PutRequest>();
    PutRequest request{.type = type->name, .id = draft.record, .unfinished = true};
    auto values = valuesOf(*type, page->at(u"texts"));
    if (!values) return std::optional<PutRequest>();
    request.fields = std::move(*values);
    if (page->at(u"amends").boolean()) {
        TRY(const auto notebook, lockedIn(*type, draft.record));
        if (!notebook) return std::optional<PutRequest>();
        request.notebook = *notebook;
        return std::optional(std::move(request));
    }
    TRY(const bool sealed, m_projection.wouldBeSealed({type, draft.record, {}, request.fields},
                                                      begunAt(draft.firstKey, written)));
    return sealed ? std::optional(std::move(request)) : std::nullopt;
}

Result<std::optional<PutRequest>> Drafts::covered(const Draft& draft, const Moment& written) {
    if (draft.field == formDraft) return coveredForm(draft, written);
    const RecordType* type = m_projection.list().type(u"line");
    const QString field = draft.field == agreedLineDraft ? u"text"_qs : draft.field;
    if (type == nullptr || type->field(field) == nullptr) return std::optional<PutRequest>();
    TRY(const auto held, m_database.first(
                             "SELECT 1 FROM record JOIN type ON type.row = record.type"
                             " WHERE record.id = ? AND type.name = ?",
                             [](const Row&) { return true; }, draft.record, type->name));
    if (held) {
        TRY(const auto notebook, lockedIn(*type, draft.record));
        if (!notebook) return std::optional<PutRequest>();
        return std::optional(PutRequest{.type = type->name,
                                        .id = draft.record,
                                        .notebook = *notebook,
                                        .fields = {{field, draft.text}}});
    }
    const auto page = cbor::Value::decode(draft.extra);
    if (!page) return std::optional<PutRequest>();
    PutRequest line{.type = type->name, .id = draft.record};
    const UtcTime begun = begunAt(draft.firstKey, written);
    line.fields = {{u"session"_qs, page->at(u"session")},
                   {u"at"_qs, cbor::Value::array(
                                  {begun.time_since_epoch().count(), written.zoneOffset.count()})},
                   {u"kind"_qs, draft.text.trimmed().isEmpty() ? u"mark"_qs : draft.kind},
                   {draft.field, draft.text}};
    if (const auto speaker = RecordId::fromString(page->at(u"speaker").text()))
        line.fields.push_back({u"speaker"_qs, *speaker});
    if (!validateRecord(*type, line.fields)) return std::optional<PutRequest>();
    TRY(const bool sealed,
        m_projection.wouldBeSealed({type, draft.record, {}, line.fields}, begun));
    return sealed ? std::optional(std::move(line)) : std::nullopt;
}

Status Drafts::erase(const std::set<RowId>& records) {
    check(m_database.inTransaction(), "drafts are erased inside an edit");
    std::set<RecordId> erased;
    for (const RowId row : records) {
        TRY(const RecordName name, m_ledger.recordName(row));
        erased.insert(name.id);
    }
    TRY(const auto drafts, open());
    for (const Draft& draft : drafts)
        if (erased.contains(draft.record)) TRY_OK(take(draft.record, draft.field));
    return {};
}

Result<bool> Drafts::isErased(const Draft& draft, const Moment& now) {
    // By a clock that nobody checked it may only seem to be older than an order.
    if (!now.store) return false;
    TRY(const auto subjects, m_ledger.erasedAfter(begunAt(draft.firstKey, now)));
    const auto page = cbor::Value::decode(draft.extra);
    if (subjects.empty() || !page) return false;
    return std::any_of(subjects.begin(), subjects.end(), [&](const SubjectId& subject) {
        const QString whose = subject.toString();
        return page->at(u"speaker").text() == whose ||
               (draft.field == formDraft && namesInForm(*page, whose));
    });
}

Status Drafts::endCovered(const Moment& written) {
    check(m_database.inTransaction(), "drafts are ended inside an edit");
    TRY(const auto drafts, open());
    for (const Draft& draft : drafts) {
        TRY(const auto request, covered(draft, written));
        if (!request) continue;
        TRY(const bool erased, isErased(draft, written));
        if (erased) {
            TRY_OK(take(draft.record, draft.field));
            continue;
        }
        const auto saved = m_writer.keep(*request, written);
        if (saved) {
            TRY_OK(take(draft.record, draft.field));
            continue;
        }
        // What cannot be written must not stand in the way of what has to be locked away.
        if (!mayStayADraft(saved.error())) return tl::unexpected<Error>(saved.error());
    }
    return {};
}

}  // namespace candour
