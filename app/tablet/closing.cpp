#include "app/tablet/closing.h"

#include "app/records/sessionids.h"
#include "app/tablet/seen.h"
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
    TRY(const RecordView view, vault.records().get(session));
    ListedRecord record;
    record.values = view.values();
    state.longestNext = recordList().type(u"follow_up")->field(u"what")->limit;
    ClosingBefore& before = state.answers.before;
    before.seen = seenOf(view.seen);
    const auto text = [&](ClosingModel::Answer answer, QString& shown) -> Result<QString> {
        shown = shownText(view, fieldFor(answer));
        TRY(const auto draft, vault.drafts().find(session, fieldFor(answer)));
        if (!draft) return shown;
        state.unsettled = true;
        if (const auto extra = cbor::Value::decode(draft->extra)) {
            shown = extra->at(u"before").text();
            before.seen = seenIn(extra->at(u"seen"));
        }
        return draft->text;
    };
    TRY(state.answers.gaps, text(ClosingModel::Gaps, before.gaps));
    TRY(state.answers.seemed, text(ClosingModel::Seemed, before.seemed));
    TRY(const auto next, vault.drafts().find(session, fieldFor(ClosingModel::Next)));
    if (next) state.answers.next = next->text;
    if (const QDateTime finished = momentOf(record, u"finished"); finished.isValid())
        state.finished = wording::hourMinute(finished);
    return state;
}

Status saveAnswer(Vault& vault, const RecordId& session, ClosingModel::Answer answer,
                  const QString& text, const ClosingBefore& before) {
    const QString shown = answer == ClosingModel::Gaps     ? before.gaps
                          : answer == ClosingModel::Seemed ? before.seemed
                                                           : QString();
    const cbor::Value extra = cbor::Value::map(
        {{QStringLiteral("before"), shown}, {QStringLiteral("seen"), packedSeen(before.seen)}});
    return vault.drafts().save({.record = session,
                                .field = fieldFor(answer),
                                .text = text,
                                .caret = static_cast<int>(text.size()),
                                .kind = QStringLiteral("closing"),
                                .firstKey = vault.author().now().utc,
                                .extra = extra.encode()});
}

Status close(Vault& vault, const Council& council, const RecordId& slot, const RecordId& session,
             const ClosingAnswers& answers, bool finished, const Moment& now) {
    PutRequest request{
        .type = QStringLiteral("session"), .id = session, .notebook = SessionOf{slot}};
    TRY(const RecordView view, vault.records().get(session));
    // Only what was changed on the page: what came in meanwhile stays as it is.
    const auto keep = [&](const QString& field, const QString& text, const QString& before) {
        if (text != before) request.fields.push_back({field, text});
    };
    keep(QStringLiteral("gaps"), answers.gaps, answers.before.gaps);
    keep(QStringLiteral("seemed"), answers.seemed, answers.before.seemed);
    request.seen = changesOf(answers.before.seen);
    request.onConflict = settlingFor(view, request.fields);
    std::vector<PutRequest> all;
    PutRequest end{.type = request.type, .id = session, .notebook = request.notebook};
    if (!request.fields.empty()) all.push_back(std::move(request));
    // Whoever finishes last knows when it ended: two that were unseen of each other are one. What
    // is to follow stands below what is there.
    if (finished)
        end.fields.push_back({QStringLiteral("finished"), instantValue(now.utc, now.zoneOffset)});
    const bool asksForMore = !answers.next.trimmed().isEmpty();
    if (asksForMore && !ofTheTeam(vault)) {
        TRY(const ListedRecord record, readListed(vault, session));
        end.fields.push_back(withFollowUp(record, answers.next));
    }
    end.onConflict = settlingFor(view, end.fields);
    if (!end.fields.empty()) all.push_back(std::move(end));
    if (asksForMore && ofTheTeam(vault)) all.push_back(followUp(council, slot, answers.next));
    TRY_OK(vault.putAll(all));
    // A kill before the drafts go finds the same words in both places, and loses none.
    for (const auto answer : {ClosingModel::Gaps, ClosingModel::Seemed})
        TRY_OK(vault.drafts().discard(session, fieldFor(answer)));
    return discardNext(vault, session, answers.next);
}

Result<QList<FollowUpRow>> readFollowUps(Vault& vault, const RecordId& slot) {
    if (!ofTheTeam(vault)) {
        TRY(const ListedRecord session, readListed(vault, sessionRecordOf(slot)));
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
        TRY(const ListedRecord record, readListed(vault, session));
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
