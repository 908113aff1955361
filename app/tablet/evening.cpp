#include "app/tablet/evening.h"

#include "app/records/description.h"
#include "app/rules/agreement.h"
#include "app/tablet/jotted.h"
#include "app/tablet/protecting.h"
#include "app/vault/waiting.h"
#include "app/viewmodels/casesmodel.h"
#include "app/viewmodels/wording.h"
#include "platform/atomicfile.h"

#include <QDir>

#include <algorithm>
#include <set>

namespace candour {
namespace {

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
        return draft.kind != u"safeguarding_alert";
    });
    if (notes > 0)
        review.points.append(point(
            "drafts", "edit", false,
            wording::count(static_cast<qint64>(notes), QObject::tr("note still being written"),
                           QObject::tr("notes still being written")),
            QObject::tr("It is saved here, and goes when it is finished.")));
    return {};
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

/// Ours first where there is one of ours.
std::pair<const Version*, const Version*> sidesOf(const FieldView& text, const VaultId& me) {
    const Version* mine = &text.versions.front();
    for (const Version& version : text.versions)
        if (version.author == me) mine = &version;
    const Version* theirs = nullptr;
    for (const Version& version : text.versions)
        if (&version != mine && version.value != mine->value) theirs = &version;
    return {mine, theirs};
}

}  // namespace

Result<HandOverReview> readReview(Vault& vault, const Council& council) {
    Q_UNUSED(council)
    HandOverReview review;
    TRY_OK(addOpenPoints(vault, review));
    TRY(const auto total, vault.ledger().unreceiptedRecords(vault.identity().vault));
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
         progress.toReceive, progress.stage == Stage::fetching, false);
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
        const FieldView* text = view.field(textField);
        if (text == nullptr || !text->inConflict) continue;
        const auto [mine, theirs] = sidesOf(*text, vault.identity().vault);
        if (theirs == nullptr) continue;
        Dispute dispute;
        dispute.key = lines[i].id.toString();
        dispute.time = wording::hourMinute(momentOf(lines[i], u"at"));
        dispute.detail = QObject::tr("%1 · Needs you, %2 of %3 · Both are kept")
                             .arg(dispute.time)
                             .arg(i + 1)
                             .arg(lines.size());
        dispute.mine = sideOf(*mine, council, mine->author == vault.identity().vault, view);
        dispute.theirs = sideOf(*theirs, council, false, view);
        TRY(dispute.merged, readJotted(vault, Jotting::Use::merging, dispute.key));
        return std::optional<Dispute>(std::move(dispute));
    }
    return std::optional<Dispute>();
}

Status settleDispute(Vault& vault, const QString& key, ConflictModel::Choice choice,
                     const QString& merged) {
    constexpr char during[] = "settle a line";
    const auto id = RecordId::fromString(key);
    if (!id) return fail(Code::notFound, during);
    TRY(const RecordView view, vault.records().get(*id));
    const FieldView* text = view.field(textField);
    if (text == nullptr || text->versions.empty()) return fail(Code::notFound, during);
    const auto [mine, theirs] = sidesOf(*text, vault.identity().vault);
    const QString ours = mine->value ? mine->value->text() : QString();
    const QString other = theirs != nullptr && theirs->value ? theirs->value->text() : QString();
    QString stands = ours + u'\n' + other;
    if (choice == ConflictModel::UseMine) stands = ours;
    if (choice == ConflictModel::UseTheirs) stands = other;
    if (choice == ConflictModel::Merge) stands = merged;
    PutRequest request{.type = view.name.type,
                       .id = *id,
                       .notebook = view.name.notebook,
                       .fields = {{textField.toString(), stands}},
                       .onConflict = OnConflict::settle,
                       .seen = view.seen};
    // Other fields of the line that were written twice keep their newest value.
    for (const FieldView& field : view.fields)
        if (field.inConflict && field.name != textField && field.versions.back().value)
            request.fields.push_back({field.name, *field.versions.back().value});
    TRY_OK(vault.put(request));
    return keepJotted(vault, Jotting::Use::merging, key, {});
}

}  // namespace candour
