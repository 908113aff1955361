#include "app/tablet/evening.h"

#include "app/handover/bundles.h"
#include "app/records/description.h"
#include "app/rules/agreement.h"
#include "app/rules/recordwords.h"
#include "app/tablet/handingover.h"
#include "app/tablet/openpoints.h"
#include "app/tablet/seen.h"
#include "app/vault/waiting.h"
#include "app/viewmodels/casesmodel.h"
#include "app/viewmodels/wording.h"
#include "sync/merge.h"

#include <algorithm>
#include <set>

namespace candour {

ListRequest disputedLines() {
    return {.type = QStringLiteral("line"), .disputed = true};
}

namespace {

constexpr char during[] = "settle a line";
constexpr QStringView textField = u"text";

Draft agreedLine(const Vault& vault, const RecordId& line, const QString& text) {
    return {.record = line,
            .field = agreedLineDraft.toString(),
            .text = text,
            .caret = static_cast<int>(text.size()),
            .kind = agreedLineDraft.toString(),
            .firstKey = vault.author().now().utc,
            .extra = cbor::Value::map({}).encode()};
}

Side sideOf(const Version& version, const Council& council, bool mine, const RecordView& view) {
    Side side;
    const auto author = council.authors.find(version.author);
    side.initials = author == council.authors.end() ? QObject::tr("?") : author->second;
    side.heading = mine ? QObject::tr("Yours, on this tablet")
                        : QObject::tr("%1’s, from the store").arg(side.initials);
    side.times =
        QObject::tr("Written %1").arg(wording::hourMinuteSecond(wallTime(version.written)));
    side.text = version.value ? version.value->text() : QString();
    const FieldView* kind = view.field(u"kind");
    const QString name = kind != nullptr && !kind->versions.empty() && kind->versions.back().value
                             ? kind->versions.back().value->text()
                             : QString();
    side.kindWord = name == u"saw"
                        ? QObject::tr("Saw")
                        : (name == u"thought" ? QObject::tr("Thought") : QObject::tr("Said"));
    side.kindIcon = name == u"saw"
                        ? QStringLiteral("saw")
                        : (name == u"thought" ? QStringLiteral("thought") : QStringLiteral("said"));
    return side;
}

/// Two versions of a field: ours first where there is one of ours.
struct Pair {
    const Version* mine = nullptr;
    const Version* theirs = nullptr;
};

/// Of those that `seen` holds, where it is given. Nothing where two of them do not differ any more.
std::optional<Pair> pairOf(const FieldView* field, const VaultId& me,
                           const std::vector<ChangeId>* seen = nullptr) {
    if (field == nullptr || !field->inConflict) return std::nullopt;
    std::vector<const Version*> shown;
    for (const Version& version : field->versions)
        if (seen == nullptr || std::find(seen->begin(), seen->end(), version.change) != seen->end())
            shown.push_back(&version);
    if (shown.empty()) return std::nullopt;
    Pair pair{shown.front(), nullptr};
    for (const Version* version : shown)
        if (version->author == me) pair.mine = version;
    for (const Version* version : shown)
        if (version != pair.mine && version->value != pair.mine->value) pair.theirs = version;
    return pair.theirs != nullptr ? std::optional(pair) : std::nullopt;
}

QString wordsOf(const Version& version) {
    return version.value ? version.value->text() : QString();
}

/// "Kind: Saw", below the words of the line.
QString wordsOf(Vault& vault, const FieldView& field, const Version& version) {
    if (field.field == nullptr) return {};
    const cbor::Value value = version.value.value_or(cbor::Value());
    QString words = valueForPeople(*field.field, value);
    if (const auto id = RecordId::fromBytes(value.bytes()); id && field.field->isReference())
        if (const auto named = vault.records().get(*id))
            words = valueOf(named->values(), u"role").text();
    if (words.isEmpty()) words = QObject::tr("not said");
    return QStringLiteral("\n%1: %2").arg(field.field->title, words);
}

Dispute disputeOf(const RecordView& view, const Council& council, const Pair& pair,
                  const VaultId& me) {
    Dispute dispute;
    dispute.key = view.name.id.toString();
    dispute.mine = sideOf(*pair.mine, council, pair.mine->author == me, view);
    dispute.theirs = sideOf(*pair.theirs, council, false, view);
    dispute.seen = seenOf(view.seen);
    return dispute;
}

/// What both replaced, unseen of each other; empty if they had not the same before them, or it can
/// be read no more.
Result<QString> textBefore(Vault& vault, RowId row, const Pair& pair) {
    TRY(const auto history, vault.records().history(row));
    const auto replaced = [&](const ChangeId& id) {
        std::set<ChangeId> ids;
        for (const OpenedChange& change : history)
            for (const FieldHead& field : change.header.fields)
                if (change.id == id && field.name == textField)
                    ids.insert(field.replaces.begin(), field.replaces.end());
        return ids;
    };
    const std::set<ChangeId> by = replaced(pair.mine->change);
    if (by.size() != 1 || by != replaced(pair.theirs->change)) return QString();
    for (const OpenedChange& change : history)
        for (std::size_t i = 0; change.values && i < change.header.fields.size(); ++i)
            if (by.contains(change.id) && change.header.fields[i].name == textField)
                return (*change.values)[i].text();
    return QString();
}

/// A third version is not on the page: whatever is decided leaves it as it is.
void leaveOutOthers(Dispute& dispute, const FieldView& field, const Pair& pair) {
    for (const Version& version : field.versions)
        if (version.value != pair.mine->value && version.value != pair.theirs->value)
            dispute.seen.removeAll(version.change.toBytes());
}

/// The strike that somebody's words stand against, with the changes that made it; nothing if there
/// is none, or the line is struck out for everybody.
struct Striking {
    Write write;
    std::vector<ChangeId> changes;
};

Result<std::optional<Striking>> strikingOf(Vault& vault, const RecordView& view) {
    TRY(const auto history, vault.records().history(view.row));
    const RecordState state = mergeRecord(history);
    const FieldState* const field = state.field(struckField);
    if (state.struck || field == nullptr) return std::optional<Striking>();
    const auto last =
        std::find_if(field->writes.rbegin(), field->writes.rend(),
                     [](const Write& write) { return write.value && !write.value->isNull(); });
    if (last == field->writes.rend()) return std::optional<Striking>();
    return std::optional(Striking{*last, field->ids()});
}

/// Whose words they are now: of several versions, ours or else the newest.
const Version* wordsStanding(const RecordView& view, const VaultId& me) {
    const FieldView* const text = view.field(textField);
    if (text == nullptr || text->versions.empty()) return nullptr;
    for (const Version& version : text->versions)
        if (version.author == me) return &version;
    return &text->versions.back();
}

Dispute disputeOf(const RecordView& view, const Council& council, const Striking& striking,
                  const VaultId& me) {
    const Write& strike = striking.write;
    Version struck{strike.change, strike.author, strike.written, std::nullopt};
    const QString reason = strike.value->at(u"reason").text();
    struck.value =
        reason.isEmpty() ? QObject::tr("Struck out") : QObject::tr("Struck out: %1").arg(reason);
    const Version* const words = wordsStanding(view, me);
    const bool mine = strike.author == me;
    Side away = sideOf(struck, council, mine, view);
    Side stays = words == nullptr ? Side() : sideOf(*words, council, words->author == me, view);
    stays.text = shownText(view, textField);
    Dispute dispute;
    dispute.key = view.name.id.toString();
    dispute.words = false;
    dispute.strike = mine ? Dispute::Strike::mine : Dispute::Strike::theirs;
    dispute.mine = mine ? std::move(away) : std::move(stays);
    dispute.theirs = mine ? std::move(stays) : std::move(away);
    dispute.seen = seenOf(view.seen);
    return dispute;
}

/// Whether a line that was struck out stands comes first: it settles everything else. Then words;
/// then whatever else of the line two people wrote, as one question.
Result<std::optional<Dispute>> disputeIn(Vault& vault, const Council& council,
                                         const RecordView& view) {
    const VaultId me = vault.identity().vault;
    TRY(const auto striking, strikingOf(vault, view));
    if (striking) return std::optional(disputeOf(view, council, *striking, me));
    const FieldView* text = view.field(textField);
    if (const auto pair = pairOf(text, me)) {
        Dispute dispute = disputeOf(view, council, *pair, me);
        leaveOutOthers(dispute, *text, *pair);
        TRY(dispute.before, textBefore(vault, view.row, *pair));
        TRY(const auto draft, vault.drafts().find(view.name.id, agreedLineDraft.toString()));
        if (draft) dispute.merged = draft->text;
        return std::optional(std::move(dispute));
    }
    std::optional<Dispute> rest;
    for (const FieldView& field : view.fields) {
        const auto pair = pairOf(&field, me);
        if (!pair) continue;
        if (!rest) {
            rest = disputeOf(view, council, *pair, me);
            rest->words = false;
            rest->mine.text = rest->theirs.text = textIn(view.values(), textField);
        }
        leaveOutOthers(*rest, field, *pair);
        rest->mine.text += wordsOf(vault, field, *pair->mine);
        rest->theirs.text += wordsOf(vault, field, *pair->theirs);
    }
    return rest;
}

}  // namespace

Result<HandOverReview> readReview(Vault& vault, const Council& council) {
    HandOverReview review;
    TRY(review.points, readOpenPoints(vault, council, vault.author().now()));
    TRY(const auto total, vault.onlyHere());
    review.onlyHere = static_cast<int>(total);
    TRY(review.mayCopyOut, mayPackForStore(vault));
    TRY(const auto copied, lastCopiedOut(vault));
    if (copied) {
        const QDateTime when = wording::local(*copied, vault.author().now().zoneOffset);
        review.copiedOut = QObject::tr("Last copied out %1, %2.")
                               .arg(wording::day(when.date()), wording::hourMinute(when));
    }
    TRY(const auto counts, vault.ledger().unreceiptedByType(vault.identity().vault));
    for (const RecordType& type : recordList().types())
        if (const auto found = counts.find(type.name); found != counts.end() && found->second > 0)
            review.counts.append({type.plural, QString::number(found->second)});
    // How long that takes nobody knows before it is under way; how much it is, we do.
    TRY(const QString files, sizeOfFilesWaiting(vault));
    if (!files.isEmpty()) review.counts.append({QObject::tr("Files, which go last"), files});
    return review;
}

Result<QList<EntryRow>> readHandedOver(Vault& vault, const std::vector<RowId>& records) {
    TRY(const auto waiting, recordsWaiting(vault.ledger(), vault.identity().vault));
    const std::set<RowId> kept(waiting.begin(), waiting.end());
    QList<EntryRow> rows;
    for (const RowId record : records) {
        const auto view = vault.records().get(record);
        // Locked away or erased since: it was handed over all the same.
        if (!view) continue;
        EntryRow row;
        row.id = view->name.id.toString();
        // What a person knows it by first; who somebody is stays off every list.
        row.title = view->type->singular;
        if (view->type->notebook != NotebookKind::identities)
            if (const QString words = summaryOf(*view->type, view->values()); !words.isEmpty())
                row.detail = std::exchange(row.title, words);
        const bool here = kept.contains(record);
        row.status = here ? QObject::tr("Kept here") : QObject::tr("Accepted");
        row.sign = here ? QStringLiteral("clock") : QStringLiteral("check");
        row.tone = here ? CaseItem::Waiting : CaseItem::Good;
        rows.append(row);
    }
    return rows;
}

Result<std::optional<Dispute>> readDispute(Vault& vault, const Council& council) {
    TRY(const auto lines, listAll(vault, disputedLines()));
    for (std::size_t i = 0; i < lines.size(); ++i) {
        TRY(const RecordView view, vault.records().get(lines[i].row));
        TRY(auto dispute, disputeIn(vault, council, view));
        if (!dispute) continue;
        dispute->time = wording::hourMinute(momentOf(lines[i], u"at"));
        dispute->detail = QObject::tr("%1 · Needs you, %2 of %3 · Both are kept")
                              .arg(dispute->time)
                              .arg(i + 1)
                              .arg(lines.size());
        return dispute;
    }
    return std::optional<Dispute>();
}

Status saveAgreedLine(Vault& vault, const QString& key, const QString& text) {
    const auto id = RecordId::fromString(key);
    if (!id) return fail(Code::notFound, during);
    if (text.trimmed().isEmpty()) return vault.drafts().discard(*id, agreedLineDraft.toString());
    return vault.drafts().save(agreedLine(vault, *id, text));
}

namespace {

Status settleStrike(Vault& vault, const Dispute& shown, bool staysStruck, const RecordView& view) {
    const std::vector<ChangeId> seen = changesOf(shown.seen);
    const bool all = std::all_of(view.seen.begin(), view.seen.end(), [&](const ChangeId& change) {
        return std::find(seen.begin(), seen.end(), change) != seen.end();
    });
    TRY(const auto striking, strikingOf(vault, view));
    // Settled meanwhile, or there is more than was shown: the page shows it as it is now.
    if (!striking || !all) return {};
    if (staysStruck) {
        const QString reason = striking->write.value->at(u"reason").text();
        TRY_OK(vault.strike(view.name, reason.isEmpty() ? QObject::tr("Struck out") : reason));
        return {};
    }
    TRY_OK(vault.put({.type = view.name.type,
                      .id = view.name.id,
                      .notebook = view.name.notebook,
                      .onConflict = OnConflict::settle,
                      .seen = seen}));
    return {};
}

}  // namespace

Status settleDispute(Vault& vault, const Dispute& shown, ConflictModel::Choice choice,
                     const QString& merged) {
    const auto id = RecordId::fromString(shown.key);
    if (!id) return fail(Code::notFound, during);
    TRY(const RecordView view, vault.records().get(*id));
    if (shown.strike != Dispute::Strike::none)
        return settleStrike(
            vault, shown,
            (choice == ConflictModel::UseMine) == (shown.strike == Dispute::Strike::mine), view);
    const VaultId me = vault.identity().vault;
    const std::vector<ChangeId> seen = changesOf(shown.seen);
    PutRequest request{.type = view.name.type,
                       .id = *id,
                       .notebook = view.name.notebook,
                       .onConflict = OnConflict::settle,
                       .seen = seen};
    for (const FieldView& field : view.fields) {
        if ((field.name == textField) != shown.words) continue;
        // What somebody settled meanwhile is no question any more.
        const auto pair = pairOf(&field, me, &seen);
        if (!pair) continue;
        cbor::Value stands = pair->mine->value.value_or(cbor::Value());
        if (choice == ConflictModel::UseTheirs)
            stands = pair->theirs->value.value_or(cbor::Value());
        if (shown.words && choice == ConflictModel::KeepBoth)
            stands = QString(wordsOf(*pair->mine) + u'\n' + wordsOf(*pair->theirs));
        if (shown.words && choice == ConflictModel::Merge) stands = merged;
        request.fields.push_back({field.name, std::move(stands)});
    }
    if (request.fields.empty()) return {};
    // An agreed line that was begun is used now, or not wanted.
    TRY_OK(vault.finish(agreedLine(vault, *id, merged), request));
    return {};
}

}  // namespace candour
