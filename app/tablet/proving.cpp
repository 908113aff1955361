#include "app/tablet/proving.h"

#include "app/tablet/clockwatch.h"
#include "app/viewmodels/wording.h"
#include "platform/atomicfile.h"

#include <QCoreApplication>
#include <QDir>

#include <algorithm>
#include <set>

namespace candour {
namespace {

QString number(qint64 value) {
    return QLocale(QLocale::English, QLocale::UnitedKingdom).toString(value);
}

QString spaced(const QByteArray& hex) {
    QString out;
    for (qsizetype i = 0; i < hex.size(); i += 4)
        out += (i > 0 ? QStringLiteral(" ") : QString()) + QString::fromLatin1(hex.sliced(i, 4));
    return out;
}

Result<std::vector<Head>> everyHead(Vault& vault) {
    std::vector<Head> all;
    TRY(const auto notebooks, vault.ledger().notebooks());
    for (const NotebookId& notebook : notebooks) {
        TRY(const auto heads, vault.ledger().heads(notebook));
        all.insert(all.end(), heads.begin(), heads.end());
    }
    return all;
}

QByteArray lineOf(const Head& head) {
    return head.chain.notebook.toString().toUtf8() + ' ' + head.chain.vault.toString().toUtf8() +
           ' ' + QByteArray::number(static_cast<int>(head.chain.lane)) + ' ' +
           QByteArray::number(static_cast<qint64>(head.number)) + ' ' + head.link.toBytes().toHex();
}

QByteArray fingerprintOf(const std::vector<Head>& heads) {
    QByteArray all;
    for (const Head& head : heads) all += lineOf(head) + '\n';
    return Hash::of({all}).toBytes().first(16).toHex();
}

QString whoseChain(const ChainId& chain, const Council& council) {
    const auto known = council.authors.find(chain.vault);
    return known == council.authors.end() ? QObject::tr("a tablet that is not known here")
                                          : QObject::tr("the tablet of %1").arg(known->second);
}

/// "Entry 812 of AW’s tablet does not follow entry 811."
QString sentenceFor(const VerifyReport::Fault& fault, const Council& council) {
    const QString whose = whoseChain(fault.chain, council);
    if (fault.number <= 0) return QObject::tr("A statement of %1 does not fit.").arg(whose);
    if (fault.number == 1)
        return QObject::tr("The first entry of %1 is not as it was written.").arg(whose);
    return QObject::tr("Entry %1 of %2 does not follow entry %3.")
        .arg(fault.number)
        .arg(whose)
        .arg(fault.number - 1);
}

/// "Each by their own tablet: AW, HM, JO"; no names where one of them is not known here.
QString whoSigned(const std::vector<Head>& heads, const Council& council) {
    std::set<QString> initials;
    for (const Head& head : heads) {
        const auto known = council.authors.find(head.chain.vault);
        if (known == council.authors.end()) return QObject::tr("Each by its author's own tablet");
        initials.insert(known->second);
    }
    return QObject::tr("Each by their own tablet: %1")
        .arg(QStringList(initials.begin(), initials.end()).join(QStringLiteral(", ")));
}

/// "2 seconds behind the store"
ProofRow clockRow(const Moment& now) {
    const QString title = QObject::tr("Clock");
    if (!now.store)
        return {title, QObject::tr("Not compared with the store since this was unlocked"),
                QObject::tr("Not known"), true};
    const auto off = std::chrono::abs(now.store->offset);
    const auto seconds = std::chrono::round<std::chrono::seconds>(off).count();
    const QString much =
        seconds < 120 ? wording::count(seconds, QObject::tr("second"), QObject::tr("seconds"))
                      : wording::count(seconds / 60, QObject::tr("minute"), QObject::tr("minutes"));
    const QString detail = now.store->offset < milliseconds(0)
                               ? QObject::tr("%1 ahead of the store").arg(much)
                               : QObject::tr("%1 behind the store").arg(much);
    if (off < ClockWatch::ordinary) return {title, detail, QObject::tr("Steady"), true};
    return {title, QObject::tr("%1; every entry since says so").arg(detail),
            QObject::tr("Corrected"), true};
}

/// What was changed or taken back in the open, and that nothing was lost by it.
Result<QList<ProofRow>> keptRows(Vault& vault) {
    TRY(const std::int64_t amended, vault.records().count(QStringLiteral("amendment")));
    std::int64_t sealed = 0;
    for (const RecordType& type : recordList().types()) {
        TRY(const std::int64_t ofType, vault.records().countSealed(type.name));
        sealed += ofType;
    }
    TRY(const auto wishes,
        listAll(vault, {.type = QStringLiteral("withdrawal"), .orderBy = QStringLiteral("time")}));
    // Of a meeting that is not on this tablet, the wish is not here either.
    QString why = sealed > 0 ? QObject::tr("For a reason that this tablet was not told")
                             : QObject::tr("Nobody has taken anything back");
    if (!wishes.empty()) {
        why = wording::count(static_cast<qint64>(wishes.size()), QObject::tr("withdrawal"),
                             QObject::tr("withdrawals"));
        if (const QDateTime last = momentOf(wishes.back(), u"time"); last.isValid())
            why =
                QObject::tr("%1, the last on %2").arg(why, last.toString(QStringLiteral("d MMMM")));
    }
    return QList<ProofRow>{
        {QObject::tr("Amended, with the first version kept"),
         amended > 0 ? QObject::tr("Shown in the note they belong to")
                     : QObject::tr("Nothing was amended"),
         number(amended), true},
        {QObject::tr("Sealed or erased, with the reason kept"), why, number(sealed), true}};
}

}  // namespace

Proof proofOf(const VerifyReport& report, const Council& council) {
    Proof proof;
    proof.sound = report.faults.empty();
    const QString entries =
        wording::count(report.changes, QObject::tr("entry"), QObject::tr("entries"));
    proof.heading = proof.sound ? QObject::tr("%1, all in order").arg(entries)
                                : sentenceFor(report.faults.front(), council);
    proof.rows = {
        {QObject::tr("Each entry follows the one before"),
         proof.sound
             ? QObject::tr("No breaks, no repeats")
             : wording::count(static_cast<qint64>(report.faults.size()),
                              QObject::tr("place does not fit"), QObject::tr("places do not fit")),
         number(report.changes), proof.sound},
        {QObject::tr("Words as they were written"), QObject::tr("Opened here, and every seal fits"),
         number(report.opened), proof.sound},
        {QObject::tr("Signed by the tablet that wrote it"),
         QObject::tr("Each by its author's own tablet"), number(report.statements), proof.sound},
        {QObject::tr("The store agrees"), QObject::tr("Receipts that it signed"),
         number(report.receipts), proof.sound}};
    for (std::size_t i = 1; i < std::min<std::size_t>(report.faults.size(), 5); ++i)
        proof.rows.append({sentenceFor(report.faults[i], council), {}, {}, false});
    return proof;
}

/// What a verification does not know: who signed, what was taken back, and the clock.
Status Proving::addFacts(Proof& proof, const std::vector<Head>& heads, const Council& council,
                         const Moment& now) {
    constexpr qsizetype signedBy = 2;
    constexpr qsizetype storeAgrees = 3;
    TRY(const auto kept, keptRows(m_vault));
    proof.rows.insert(storeAgrees + 1, clockRow(now));
    for (qsizetype i = 0; i < kept.size(); ++i) proof.rows.insert(storeAgrees + i, kept[i]);
    if (proof.sound) proof.rows[signedBy].detail = whoSigned(heads, council);
    return {};
}

Result<std::optional<Proof>> Proving::goOn(const Council& council) {
    TRY(const bool whole, m_verification.goOn());
    if (!whole) return std::optional<Proof>();
    TRY(const auto heads, everyHead(m_vault));
    Proof proof = proofOf(m_verification.report(), council);
    const Moment now = m_vault.author().now();
    TRY_OK(addFacts(proof, heads, council, now));
    const double seconds = std::max(0.1, static_cast<double>((now.utc - m_began).count()) / 1000.0);
    const QString when = QObject::tr("Checked at %1 in %2 seconds.")
                             .arg(wording::hourMinuteSecond(wallTime(now)))
                             .arg(seconds, 0, 'f', 1);
    proof.detail =
        proof.sound ? when
                    : QObject::tr(
                          "Nothing was deleted. Tell your administrator, and save the proof file. "
                          "%1")
                          .arg(when);
    proof.fingerprint = spaced(fingerprintOf(heads));
    return std::optional(std::move(proof));
}

Result<QString> saveProof(Vault& vault, const Council& council, const Proof& proof,
                          const QString& folder, const Moment& now) {
    TRY(const auto heads, everyHead(vault));
    const QDateTime when = wallTime(now);
    QString text = QObject::tr("Candour, proof of evidence\n\n%1\n%2\n\n%3, %4\n\n")
                       .arg(proof.heading, proof.detail, council.authority,
                            when.toString(QStringLiteral("d MMMM yyyy HH:mm:ss")));
    for (const ProofRow& row : proof.rows)
        text += QStringLiteral("%1: %2 %3\n").arg(row.title, row.value, row.detail);
    text += QObject::tr("\nFingerprint: %1\n").arg(proof.fingerprint);
    text += QObject::tr(
        "\nIt holds no words of anybody. Each line below says where a chain of entries ends:"
        "\nnotebook, author, lane, number, link. The link is BLAKE2b-256 over the link before, the"
        "\nheader and the hash of the sealed payload, as candour-cli export --history writes "
        "them.\n\n");
    QByteArray bytes = text.toUtf8();
    for (const Head& head : heads) bytes += lineOf(head) + '\n';
    const QString name =
        QObject::tr("Candour proof %1.txt").arg(when.toString(QStringLiteral("yyyy-MM-dd HHmmss")));
    if (!QDir().mkpath(folder)) return fail(Code::readOnly, "save the proof");
    TRY_OK(writeAtomically(QDir(folder).filePath(name), bytes));
    return name;
}

TabletFacts tabletFacts(const Vault& vault) {
    const Identity& identity = vault.identity();
    TabletFacts facts;
    facts.initials = identity.initials;
    facts.standing = identity.standing == Identity::Standing::enrolled
                         ? QObject::tr("Enrolled with the central store")
                         : QObject::tr("Used without a central store");
    facts.store = identity.store ? identity.store->name
                                 : QObject::tr("None. Nothing leaves this tablet by itself.");
    facts.tablet = identity.vault.toString().right(8);
    facts.version = QCoreApplication::applicationVersion();
    facts.lock =
        QObject::tr("After 5 minutes without a touch; in an interview after 10. Ctrl+L at once.");
    return facts;
}

}  // namespace candour
