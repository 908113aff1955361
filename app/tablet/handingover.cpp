#include "app/tablet/handingover.h"

#include "app/viewmodels/wording.h"
#include "platform/atomicfile.h"

#include <QDir>

#include <algorithm>
#include <map>
#include <set>

namespace candour {
namespace {

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

struct WaitingFiles {
    qint64 photographs = 0;
    qint64 others = 0;
    qint64 bytes = 0;
    [[nodiscard]] qint64 all() const { return photographs + others; }
};

/// Files of ours whose bytes the store does not have.
Result<WaitingFiles> countFilesWaiting(Vault& vault) {
    TRY(const auto rows, vault.attachments().list());
    WaitingFiles files;
    for (const AttachmentRow& row : rows)
        if (row.place == FilePlace::here && !row.handedOver &&
            row.record.author == vault.identity().vault) {
            (textOf(row.record, u"kind") == u"photograph" ? files.photographs : files.others) += 1;
            if (row.blob) files.bytes += row.blob->length;
        }
    return files;
}

/// One sentence a tablet that went on in two ways, ours first.
QList<Fact> partings(const std::vector<ChainId>& parted, const Council& council) {
    QList<Fact> notes;
    std::set<VaultId> told;
    for (const ChainId& chain : parted) {
        if (!told.insert(chain.vault).second) continue;
        if (chain.vault == council.myVault) {
            notes.prepend({QObject::tr("This tablet was copied or restored"),
                           QObject::tr("It was restored from a backup, or copied, and wrote on. "
                                       "Both are kept and handed over, and nothing is lost. If you "
                                       "know of no backup, tell your administrator today.")});
            continue;
        }
        const auto author = council.authors.find(chain.vault);
        const QString who =
            author == council.authors.end() ? QObject::tr("a colleague") : author->second;
        notes.append(
            {QObject::tr("The tablet of %1 was copied or restored").arg(who),
             QObject::tr("It was restored from a backup, or copied, and wrote on. Both are "
                         "kept, and nothing is lost. Yours are not affected.")});
    }
    return notes;
}

/// "12 entries of JO, 1 entry of MA": written, and not handed over by them, or not sent on.
QString onItsWay(const std::vector<Ledger::Promised>& promised, const Council& council) {
    std::map<VaultId, std::int64_t> entries;
    for (const auto& one : promised) entries[one.chain.vault] += one.number - one.here;
    QStringList words;
    for (const auto& [vault, count] : entries) {
        const auto author = council.authors.find(vault);
        words +=
            QObject::tr("%1 of %2")
                .arg(wording::count(count, QObject::tr("entry"), QObject::tr("entries")),
                     author == council.authors.end() ? QObject::tr("a colleague") : author->second);
    }
    return words.join(QStringLiteral(", "));
}

/// Sealed files that the store refused, or that came wrong, each in its own sentence.
QList<Fact> faultyFiles(const BlobHandOver::Tally& files) {
    QList<Fact> facts;
    for (const auto& fault : files.faults)
        facts.append({QObject::tr("A file of %1 did not get through. What is here of it is kept.")
                          .arg(wording::bytes(fault.blob.length)),
                      fault.reason.sentence()});
    return facts;
}

QString about(std::chrono::milliseconds left) {
    const auto seconds = std::chrono::ceil<std::chrono::seconds>(left).count();
    if (seconds < 60) return QObject::tr("Less than a minute for this step");
    return QObject::tr("About %1 for this step, at this speed")
        .arg(wording::count((seconds + 30) / 60, QObject::tr("minute"), QObject::tr("minutes")));
}

QString whyEarly(HandOver::Early early, const HandOverWish& wish) {
    switch (early) {
        case HandOver::Early::paused:
            return QObject::tr("You paused it.");
        case HandOver::Early::timeUsed:
            return QObject::tr("%1 are over.")
                .arg(wording::count(wish.time.count(), QObject::tr("minute"),
                                    QObject::tr("minutes")));
        case HandOver::Early::bytesUsed:
            return QObject::tr("What it may send is used up.");
        case HandOver::Early::laneReached:
            break;
    }
    return QObject::tr(
        "This network is paid for by the megabyte, so only alerts and withdrawals "
        "were sent.");
}

QString stillToGo(const QStringList& what) {
    return QObject::tr("Still to go: %1.").arg(what.join(QObject::tr(" and ")));
}

QString whatIsSafe(const HandOver::Report& report) {
    return report.held == 0 ? QObject::tr("Everything written is at the store.")
                            : QObject::tr("What waits is safe on this tablet.");
}

}  // namespace

HandOverProgress progressOf(const HandOver::Progress& progress, bool running) {
    const BlobHandOver::Tally& files = progress.blobs;
    HandOverProgress shown;
    shown.accepted = static_cast<int>(progress.accepted);
    shown.records = static_cast<int>(progress.records);
    shown.files = static_cast<int>(files.toSend);
    shown.filesAccepted = static_cast<int>(files.sent);
    shown.bytesSent = progress.bytesSent;
    shown.bytesReceived = progress.bytesReceived;
    if (running && progress.left) shown.timeLeft = about(*progress.left);
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
    step("photo", QObject::tr("Photographs and files"),
         QObject::tr("Yours first, then what colleagues attached"), files.sent + files.fetched,
         files.toSend + files.toFetch, progress.stage == Stage::attachments, false);
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
    if (!report.onItsWay.empty())
        receipt.facts.append({QObject::tr("Not here yet"), onItsWay(report.onItsWay, council)});
    if (report.blobs.sent > 0 || report.blobsHeld > 0)
        receipt.facts.append(
            {QObject::tr("Files"),
             QObject::tr("%1 accepted, %2 wait").arg(report.blobs.sent).arg(report.blobsHeld)});
    if (report.blobs.fetched > 0)
        receipt.facts.append(
            {QObject::tr("Files that came in"), QString::number(report.blobs.fetched)});
    for (const auto& held : report.reasons)
        receipt.reasons.append(held.chain.vault == council.myVault ? keptHere(held)
                                                                   : notTakenIn(held, council));
    receipt.reasons += faultyFiles(report.blobs);
    receipt.notes = partings(report.parted, council);
    if (report.lostThere > 0) {
        // Whatever broke off or was refused may not have reached it yet.
        const bool given = !report.stopped && !report.early && report.reasons.empty();
        const QString words =
            given ? QObject::tr(
                        "It lacked %1 that it had already accepted. This tablet still had "
                        "them and has given them again. Tell your administrator today.")
                  : QObject::tr(
                        "It lacked %1 that it had already accepted. This tablet still has "
                        "them and gives them again as soon as it can. Tell your "
                        "administrator today.");
        receipt.notes.append({QObject::tr("The central store had gone back to an earlier state"),
                              words.arg(wording::count(report.lostThere, QObject::tr("change"),
                                                       QObject::tr("changes")))});
    }
    if (report.late > 0)
        receipt.notes.append(
            {QObject::tr("You are no longer on the team of one of these meetings"),
             QObject::tr("What you wrote in it is kept at the store, for the lead to decide.")});
    if (report.takenOff > 0)
        receipt.notes.append(
            {wording::count(report.takenOff, QObject::tr("meeting was taken off this tablet"),
                            QObject::tr("meetings were taken off this tablet")),
             QObject::tr("The store has long had all of it, and it can be brought back.")});
    if (report.blobs.notThereYet > 0)
        receipt.notes.append(
            {wording::count(report.blobs.notThereYet,
                            QObject::tr("file of a colleague is not at the store yet"),
                            QObject::tr("files of colleagues are not at the store yet")),
             QObject::tr("What is known of them is here. They come with a later hand-over.")});
    receipt.checked = report.held == 0 && !report.receipts.empty()
                          ? QObject::tr("Checked here against every entry. They all match.")
                          : QString();
    receipt.maySave = !report.receipts.empty();
    receipt.keeping = report.takenOff > 0
                          ? QObject::tr("Copies of everything else stay on this tablet, locked.")
                          : QObject::tr("Copies stay on this tablet, locked.");
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

Result<QString> filesWaiting(Vault& vault) {
    TRY(const WaitingFiles files, countFilesWaiting(vault));
    if (files.all() == 0) return QString();
    if (files.others == 0)
        return wording::count(files.photographs, QObject::tr("photograph"),
                              QObject::tr("photographs"));
    return wording::count(files.all(), QObject::tr("file"), QObject::tr("files"));
}

Result<QString> sizeOfFilesWaiting(Vault& vault) {
    TRY(const WaitingFiles files, countFilesWaiting(vault));
    if (files.all() == 0) return QString();
    return QObject::tr("%1, %2").arg(files.all()).arg(wording::bytes(files.bytes));
}

Result<int> countOnlyHere(Vault& vault) {
    TRY(const auto records, vault.onlyHere());
    if (records > 0) return static_cast<int>(records);
    TRY(const WaitingFiles files, countFilesWaiting(vault));
    return static_cast<int>(files.all());
}

QString leftWords(const HandOver::Report& report, const HandOverWish& wish,
                  const QString& filesWaiting) {
    if (!report.early) return {};
    QStringList words{whyEarly(*report.early, wish)};
    QStringList waits;
    if (report.held > 0)
        waits += wording::count(report.held, QObject::tr("record"), QObject::tr("records"));
    if (!filesWaiting.isEmpty()) waits += filesWaiting;
    if (!waits.isEmpty()) words += stillToGo(waits);
    if (report.toReceive > 0) words += QObject::tr("More is to come from your colleagues.");
    words += whatIsSafe(report);
    return words.join(u' ');
}

QString filesStopped(const HandOver::Report& report, const QString& filesWaiting) {
    const std::optional<Error>& why = report.blobsStopped ? report.blobsStopped : report.stopped;
    QStringList words{QObject::tr("The files did not all get through.")};
    if (why && why->code == Code::cancelled)
        words = QStringList{QObject::tr("You stopped it.")};
    else if (why)
        words += why->sentence();
    if (!filesWaiting.isEmpty()) words += stillToGo({filesWaiting});
    words += whatIsSafe(report);
    return words.join(u' ');
}

}  // namespace candour
