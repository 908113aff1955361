#include "app/tablet/closing.h"

#include "app/records/sessionids.h"
#include "app/viewmodels/wording.h"

namespace candour {
namespace {

/// The session's field that keeps an answer, and its draft.
QString fieldFor(ClosingModel::Answer answer) {
    switch (answer) {
        case ClosingModel::Gaps:
            return QStringLiteral("gaps");
        case ClosingModel::Seemed:
            return QStringLiteral("seemed");
        case ClosingModel::Next:
            break;
    }
    return QStringLiteral("to_follow");
}

PutRequest followUp(const Council& council, const RecordId& slot, const QString& what) {
    PutRequest request{.type = QStringLiteral("follow_up")};
    request.fields = {{QStringLiteral("what"), what.simplified()},
                      {QStringLiteral("state"), QStringLiteral("open")},
                      {QStringLiteral("slot"), slot}};
    if (!council.me.isNull()) request.fields.push_back({QStringLiteral("owner"), council.me});
    return request;
}

/// Somebody from outside has no team's notebook: what they want followed up stays with the meeting,
/// where the team reads it.
bool ofTheTeam(Vault& vault) {
    return vault.notebooks().only(NotebookKind::team).has_value();
}

Result<ListedRecord> sessionOf(Vault& vault, const RecordId& session) {
    TRY(const RecordView view, vault.records().get(session));
    ListedRecord record;
    record.values = view.values();
    return record;
}

/// With one more below what stands.
FieldValue withFollowUp(const ListedRecord& session, const QString& what) {
    const QString field = fieldFor(ClosingModel::Next);
    const QString before = textOf(session, field);
    return {field, before.isEmpty() ? what.trimmed() : before + u'\n' + what.trimmed()};
}

/// What was typed in the meantime, or was not kept, stays a draft.
Status discardNext(Vault& vault, const RecordId& session, const QString& kept) {
    const QString field = fieldFor(ClosingModel::Next);
    TRY(const auto draft, vault.drafts().find(session, field));
    if (!draft || draft->text.simplified() != kept.simplified()) return {};
    return vault.drafts().discard(session, field);
}

}  // namespace

Result<ClosingState> readClosing(Vault& vault, const RecordId& session) {
    ClosingState state;
    TRY(const ListedRecord record, sessionOf(vault, session));
    state.longestNext = recordList().type(u"follow_up")->field(u"what")->limit;
    const auto text = [&](ClosingModel::Answer answer) -> Result<QString> {
        TRY(const auto draft, vault.drafts().find(session, fieldFor(answer)));
        if (!draft) return textOf(record, fieldFor(answer));
        state.unsettled = true;
        return draft->text;
    };
    TRY(state.answers.gaps, text(ClosingModel::Gaps));
    TRY(state.answers.seemed, text(ClosingModel::Seemed));
    TRY(const auto next, vault.drafts().find(session, fieldFor(ClosingModel::Next)));
    if (next) state.answers.next = next->text;
    if (const QDateTime finished = momentOf(record, u"finished"); finished.isValid())
        state.finished = wording::hourMinute(finished);
    return state;
}

Status saveAnswer(Vault& vault, const RecordId& session, ClosingModel::Answer answer,
                  const QString& text) {
    return vault.drafts().save({.record = session,
                                .field = fieldFor(answer),
                                .text = text,
                                .caret = static_cast<int>(text.size()),
                                .kind = QStringLiteral("closing"),
                                .firstKey = vault.author().now().utc,
                                .extra = cbor::Value::map({}).encode()});
}

Status close(Vault& vault, const Council& council, const RecordId& slot, const RecordId& session,
             const ClosingAnswers& answers, bool finished, const Moment& now) {
    PutRequest request{
        .type = QStringLiteral("session"), .id = session, .notebook = SessionOf{slot}};
    TRY(const ListedRecord record, sessionOf(vault, session));
    const auto keep = [&](const QString& field, const QString& text) {
        if (textOf(record, field) != text) request.fields.push_back({field, text});
    };
    keep(QStringLiteral("gaps"), answers.gaps);
    keep(QStringLiteral("seemed"), answers.seemed);
    const bool asksForMore = !answers.next.trimmed().isEmpty();
    if (asksForMore && !ofTheTeam(vault))
        request.fields.push_back(withFollowUp(record, answers.next));
    if (finished)
        request.fields.push_back(
            {QStringLiteral("finished"), instantValue(now.utc, now.zoneOffset)});
    std::vector<PutRequest> all;
    if (!request.fields.empty()) all.push_back(std::move(request));
    if (asksForMore && ofTheTeam(vault)) all.push_back(followUp(council, slot, answers.next));
    TRY_OK(vault.putAll(all));
    // A kill before the drafts go finds the same words in both places, and loses none.
    for (const auto answer : {ClosingModel::Gaps, ClosingModel::Seemed})
        TRY_OK(vault.drafts().discard(session, fieldFor(answer)));
    return discardNext(vault, session, answers.next);
}

Result<QList<FollowUpRow>> readFollowUps(Vault& vault, const RecordId& slot) {
    if (!ofTheTeam(vault)) {
        TRY(const ListedRecord session, sessionOf(vault, sessionRecordOf(slot)));
        QList<FollowUpRow> rows;
        for (const QString& what :
             textOf(session, fieldFor(ClosingModel::Next)).split(u'\n', Qt::SkipEmptyParts))
            rows.append({{}, what, false});
        return rows;
    }
    TRY(const auto found, listAll(vault, {.type = QStringLiteral("follow_up")}));
    QList<FollowUpRow> rows;
    for (const ListedRecord& one : found) {
        if (RecordId::fromBytes(fieldOf(one, u"slot").bytes()) != slot) continue;
        const QString state = textOf(one, u"state");
        rows.append({one.id.toString(), textOf(one, u"what"),
                     state == u"received" || state == u"not_needed"});
    }
    return rows;
}

Status addFollowUp(Vault& vault, const Council& council, const RecordId& slot,
                   const RecordId& session, const QString& what) {
    if (ofTheTeam(vault)) {
        TRY_OK(vault.put(followUp(council, slot, what)));
    } else {
        TRY(const ListedRecord record, sessionOf(vault, session));
        TRY_OK(vault.put({.type = QStringLiteral("session"),
                          .id = session,
                          .notebook = SessionOf{slot},
                          .fields = {withFollowUp(record, what)}}));
    }
    return discardNext(vault, session, what);
}

Status settleFollowUp(Vault& vault, const QString& id, bool done) {
    const auto record = RecordId::fromString(id);
    if (!record) return fail(Code::notFound, "settle a follow-up");
    TRY(const RecordView view, vault.records().get(*record));
    TRY_OK(vault.put({.type = view.name.type,
                      .id = *record,
                      .notebook = view.name.notebook,
                      .fields = {{QStringLiteral("state"),
                                  done ? QStringLiteral("received") : QStringLiteral("open")}}}));
    return {};
}

}  // namespace candour
