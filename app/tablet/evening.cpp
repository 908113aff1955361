#include "app/tablet/evening.h"

#include "app/records/description.h"
#include "app/rules/agreement.h"
#include "app/rules/recordwords.h"
#include "app/tablet/protecting.h"
#include "app/tablet/seen.h"
#include "app/vault/waiting.h"
#include "app/viewmodels/casesmodel.h"
#include "app/viewmodels/wording.h"
#include "platform/atomicfile.h"

#include <QDir>

#include <algorithm>
#include <set>

namespace candour {
namespace {

constexpr char during[] = "settle a line";
constexpr QStringView textField = u"text";

/// Where disputes are found: lines are what two people write at once.
ListRequest disputedLines() {
    return {.type = QStringLiteral("line"), .disputed = true};
}

OpenPoint point(const char* key, const char* icon, bool settled, const QString& title,
                const QString& detail, const QString& action = {}) {
    return {QString::fromLatin1(key), QString::fromLatin1(icon), settled, title, detail, action};
}

Status addOpenPoints(Vault& vault, HandOverReview& review) {
    TRY(const int alerts, countUnheard(vault));
    if (alerts > 0)
        review.points.append(
            point("alert", "safeguard", false,
                  wording::count(alerts, QObject::tr("alert that nobody has received"),
                                 QObject::tr("alerts that nobody has received")),
                  QObject::tr("It goes before everything else. Tell someone by phone as well."),
                  QObject::tr("Open it")));
    TRY(const auto disputed, vault.records().rows(disputedLines()));
    if (!disputed.empty())
        review.points.append(point("conflict", "differ", false,
                                   wording::count(static_cast<qint64>(disputed.size()),
                                                  QObject::tr("line that two of you wrote"),
                                                  QObject::tr("lines that two of you wrote")),
                                   QObject::tr("Both texts are kept until you decide."),
                                   QObject::tr("Compare them")));
    const VaultId me = vault.identity().vault;
    qint64 untagged = 0;
    for (const char* kind : {"said", "saw"}) {
        TRY(const auto rows,
            vault.records().rows({.type = QStringLiteral("line"),
                                  .where = {{QStringLiteral("kind"), QString::fromLatin1(kind)}},
                                  .author = me,
                                  .without = ListRequest::Without{QStringLiteral("tag"),
                                                                  QStringLiteral("target")}}));
        untagged += static_cast<qint64>(rows.size());
    }
    TRY(const auto marks,
        listAll(vault, {.type = QStringLiteral("line"),
                        .where = {{QStringLiteral("kind"), QStringLiteral("mark")}},
                        .author = me}));
    const qint64 emptyMoments = std::count_if(
        marks.begin(), marks.end(),
        [](const ListedRecord& mark) { return textOf(mark, textField).trimmed().isEmpty(); });
    review.points.append(
        point("untagged", "tag", untagged == 0,
              untagged == 0 ? QObject::tr("Every line of yours has a tag")
                            : wording::count(untagged, QObject::tr("line without a tag"),
                                             QObject::tr("lines without a tag")),
              untagged == 0 ? QString() : QObject::tr("You can tag them tomorrow as well."),
              untagged == 0 ? QString() : QObject::tr("Tag them")));
    if (emptyMoments > 0)
        review.points.append(
            point("moments", "moment", false,
                  wording::count(emptyMoments, QObject::tr("marked moment still empty"),
                                 QObject::tr("marked moments still empty")),
                  QObject::tr("Open the interview and tap it to write.")));
    TRY(const auto drafts, vault.drafts().open());
    const auto notes = std::count_if(drafts.begin(), drafts.end(), [](const Draft& draft) {
        return draft.kind != u"safeguarding_alert" && draft.kind != agreedLineDraft;
    });
    if (notes > 0)
        review.points.append(point(
            "drafts", "edit", false,
            wording::count(static_cast<qint64>(notes), QObject::tr("note still being written"),
                           QObject::tr("notes still being written")),
            QObject::tr("It is saved here, and goes when it is finished.")));
    return {};
}

Draft agreedLine(const Vault& vault, const RecordId& line, const QString& text) {
    return {.record = line,
            .field = agreedLineDraft.toString(),
            .text = text,
            .caret = static_cast<int>(text.size()),
            .kind = agreedLineDraft.toString(),
            .firstKey = vault.author().now().utc,
            .extra = cbor::Value::map({}).encode()};
}

QString spaced(const QByteArray& hex) {
    QString out;
    for (qsizetype i = 0; i < hex.size(); i += 4) {
        if (i > 0) out += i == 16 ? QStringLiteral(" · ") : QStringLiteral(" ");
        out += QString::fromLatin1(hex.sliced(i, 4));
    }
    return out;
}

/// Words of ours that could not leave.
Fact keptHere(const HandOver::Held& held) {
    const QString what = held.chain.lane == Lane::urgent ? QObject::tr("Alerts and withdrawals")
                         : held.chain.lane == Lane::agreements ? QObject::tr("Agreements")
                                                               : QObject::tr("Words and tags");
    return {QObject::tr("%1 from entry %2 on. Kept safely here.").arg(what).arg(held.from),
            held.reason.sentence()};
}

/// A colleague's words that could not come in. An error's own sentence speaks of this tablet, which
/// has done nothing wrong.
Fact notTakenIn(const HandOver::Held& held, const Council& council) {
    const auto author = council.authors.find(held.chain.vault);
    const QString who =
        author == council.authors.end() ? QObject::tr("a colleague") : author->second;
    const bool unsound =
        held.reason.code == Code::forked || held.reason.code == Code::brokenChain ||
        held.reason.code == Code::badSignature || held.reason.code == Code::badSeal;
    return {
        QObject::tr("From %1: entries from number %2 on did not come in").arg(who).arg(held.from),
        unsound ? QObject::tr("They do not fit what is known of that tablet, so they were not "
                              "taken in. Nothing was deleted, and yours are not affected. "
                              "Tell your administrator.")
                : QObject::tr("They are asked for again with the next hand-over. Yours are not "
                              "affected.")};
}

/// One sentence a tablet that went on in two ways, ours first.
QList<Fact> partings(const std::vector<ChainId>& parted, const Council& council) {
    QList<Fact> notes;
    std::set<VaultId> told;
    for (const ChainId& chain : parted) {
        if (!told.insert(chain.vault).second) continue;
        if (chain.vault == council.myVault) {
            notes.prepend({QObject::tr("This tablet went on in two ways"),
                           QObject::tr("It was restored from a backup, or copied, and wrote on. "
                                       "Both are kept and handed over, and nothing is lost. If you "
                                       "know of no backup, tell your administrator today.")});
            continue;
        }
        const auto author = council.authors.find(chain.vault);
        const QString who =
            author == council.authors.end() ? QObject::tr("a colleague") : author->second;
        notes.append(
            {QObject::tr("The tablet of %1 went on in two ways").arg(who),
             QObject::tr("It was restored from a backup, or copied, and wrote on. Both are "
                         "kept, and nothing is lost. Yours are not affected.")});
    }
    return notes;
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

/// A third version is not on the page: whatever is decided leaves it as it is.
void leaveOutOthers(Dispute& dispute, const FieldView& field, const Pair& pair) {
    for (const Version& version : field.versions)
        if (version.value != pair.mine->value && version.value != pair.theirs->value)
            dispute.seen.removeAll(version.change.toBytes());
}

/// Words first; then whatever else of the line two people wrote, as one question.
Result<std::optional<Dispute>> disputeIn(Vault& vault, const Council& council,
                                         const RecordView& view) {
    const VaultId me = vault.identity().vault;
    const FieldView* text = view.field(textField);
    if (const auto pair = pairOf(text, me)) {
        Dispute dispute = disputeOf(view, council, *pair, me);
        leaveOutOthers(dispute, *text, *pair);
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
    Q_UNUSED(council)
    HandOverReview review;
    TRY_OK(addOpenPoints(vault, review));
    TRY(const auto total, vault.onlyHere());
    review.onlyHere = static_cast<int>(total);
    TRY(const auto counts, vault.ledger().unreceiptedByType(vault.identity().vault));
    for (const RecordType& type : recordList().types())
        if (const auto found = counts.find(type.name); found != counts.end() && found->second > 0)
            review.counts.append({type.plural, QString::number(found->second)});
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
        row.title = view->type->singular;
        if (view->type->notebook != NotebookKind::identities)
            row.detail = summaryOf(*view->type, view->values());
        const bool here = kept.contains(record);
        row.status = here ? QObject::tr("Kept here") : QObject::tr("Accepted");
        row.sign = here ? QStringLiteral("clock") : QStringLiteral("check");
        row.tone = here ? CaseItem::Waiting : CaseItem::Good;
        rows.append(row);
    }
    return rows;
}

HandOverProgress progressOf(const HandOver::Progress& progress, bool running) {
    HandOverProgress shown;
    shown.accepted = static_cast<int>(progress.accepted);
    shown.records = static_cast<int>(progress.records);
    shown.bytesSent = progress.bytesSent;
    // What is still to be sent is not compressed yet: the share of records tells the rest.
    shown.bytes =
        progress.accepted > 0 ? progress.bytesSent * progress.records / progress.accepted : 0;
    shown.running = running;
    using Stage = HandOver::Progress::Stage;
    const auto step = [&](const char* icon, const QString& title, const QString& detail,
                          qint64 done, qint64 total, bool now, bool past) {
        shown.steps.append(
            {QString::fromLatin1(icon), title, detail, static_cast<int>(done),
             static_cast<int>(total),
             now ? QObject::tr("Now") : (past ? QObject::tr("Done") : QObject::tr("Waiting")),
             now && running});
    };
    step("handover", QObject::tr("Your records"),
         QObject::tr("Alerts first, then agreements, then words"), progress.accepted,
         progress.records, progress.stage == Stage::sending, progress.stage != Stage::sending);
    step("people", QObject::tr("From your colleagues"),
         QObject::tr("What the store has and this tablet has not"), progress.received,
         progress.toReceive, progress.stage == Stage::fetching,
         progress.stage == Stage::attachments);
    return shown;
}

HandOverReceipt receiptOf(const HandOver::Report& report, const Council& council,
                          const QString& storeName, std::chrono::minutes zoneOffset) {
    HandOverReceipt receipt;
    receipt.captured = static_cast<int>(report.captured);
    receipt.accepted = static_cast<int>(report.accepted);
    receipt.held = static_cast<int>(report.held);
    const QDateTime when = wording::local(report.finished, zoneOffset);
    receipt.when = QStringLiteral("%1 %2, %3")
                       .arg(wording::day(when.date()))
                       .arg(when.date().year())
                       .arg(wording::hourMinuteSecond(when));
    QByteArray all;
    for (const auto& one : report.receipts) all += one.body;
    const QByteArray fingerprint = Hash::of({all}).toBytes().first(16).toHex();
    receipt.facts = {{QObject::tr("From"), council.myInitials},
                     {QObject::tr("Signed by"), storeName},
                     {QObject::tr("Signatures"), QString::number(report.receipts.size())}};
    if (!report.receipts.empty())
        receipt.facts.append({QObject::tr("Fingerprint"), spaced(fingerprint)});
    if (report.received > 0)
        receipt.facts.append(
            {QObject::tr("Came in"),
             wording::count(report.received, QObject::tr("change"), QObject::tr("changes"))});
    for (const auto& held : report.reasons)
        receipt.reasons.append(held.chain.vault == council.myVault ? keptHere(held)
                                                                   : notTakenIn(held, council));
    receipt.notes = partings(report.parted, council);
    receipt.checked = report.held == 0 && !report.receipts.empty()
                          ? QObject::tr("Checked here against every entry. They all match.")
                          : QString();
    receipt.maySave = !report.receipts.empty();
    receipt.keeping = QObject::tr("Copies stay on this tablet, locked.");
    return receipt;
}

Result<QString> saveReceipt(const HandOver::Report& report, const HandOverReceipt& shown,
                            const QString& folder, std::chrono::minutes zoneOffset) {
    QString text = QObject::tr("Candour, receipt of a hand-over\n\n%1\n").arg(shown.when);
    const auto add = [&text](const QString& label, const QString& value) {
        text += QStringLiteral("%1: %2\n").arg(label, value);
    };
    add(QObject::tr("Captured"), QString::number(shown.captured));
    add(QObject::tr("Accepted"), QString::number(shown.accepted));
    add(QObject::tr("Held"), QString::number(shown.held));
    for (const Fact& fact : shown.facts) add(fact.label, fact.value);
    for (const Fact& reason : shown.reasons) add(reason.label, reason.value);
    for (const Fact& note : shown.notes) add(note.label, note.value);
    text += QObject::tr("\nWhat the central store signed, one statement a line (CBOR, base64):\n");
    QByteArray bytes = text.toUtf8();
    for (const auto& receipt : report.receipts) bytes += receipt.encode().toBase64() + '\n';
    const QDateTime when = wording::local(report.finished, zoneOffset);
    const QString name = QObject::tr("Candour receipt %1.txt")
                             .arg(when.toString(QStringLiteral("yyyy-MM-dd HHmmss")));
    if (!QDir().mkpath(folder)) return fail(Code::readOnly, "save the receipt");
    TRY_OK(writeAtomically(QDir(folder).filePath(name), bytes));
    return name;
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

Status settleDispute(Vault& vault, const Dispute& shown, ConflictModel::Choice choice,
                     const QString& merged) {
    const auto id = RecordId::fromString(shown.key);
    if (!id) return fail(Code::notFound, during);
    TRY(const RecordView view, vault.records().get(*id));
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
