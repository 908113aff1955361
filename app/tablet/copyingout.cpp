#include "app/tablet/copyingout.h"

#include "app/tablet/handingover.h"
#include "app/viewmodels/wording.h"
#include "platform/file.h"

#include <QDir>
#include <QStorageInfo>

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

namespace candour {
namespace {

constexpr char copying[] = "copy out";
constexpr char takingIn[] = "take in the store's answer";
/// Receipts and what the others wrote; far more than a visit's words.
constexpr std::int64_t largestAnswer = 256 * 1024 * 1024;
constexpr std::size_t pieceFetched = 256 * 1024;
constexpr qsizetype mostFolders = 500;
constexpr qsizetype longestAuthority = 60;
/// Where desktops, and administrators by hand, mount what people bring.
constexpr std::array<QStringView, 3> mountedForPeople{u"/media/", u"/run/media/", u"/mnt/"};

QString roomIn(const QStorageInfo& volume) {
    return QObject::tr("%1 free").arg(wording::bytes(volume.bytesAvailable()));
}

QString cannotBeWritten() {
    return QObject::tr("Nothing can be written here. Choose another folder.");
}

QString recordsAndFiles(std::int64_t records, std::int64_t files) {
    QStringList what;
    if (records > 0) what += wording::count(records, QObject::tr("record"), QObject::tr("records"));
    if (files > 0) what += wording::count(files, QObject::tr("file"), QObject::tr("files"));
    return what.join(QObject::tr(" and "));
}

}  // namespace

CopyFolder placesToCopyTo(const QString& documents) {
    CopyFolder places;
    for (const QStorageInfo& volume : QStorageInfo::mountedVolumes()) {
        const QString root = volume.rootPath();
        const bool forPeople =
            std::any_of(mountedForPeople.begin(), mountedForPeople.end(),
                        [&](QStringView folder) { return root.startsWith(folder); });
        if (!forPeople || !volume.isReady()) continue;
        places.inside.append(
            {root, QDir(root).dirName(),
             volume.isReadOnly() ? QObject::tr("Nothing can be written here") : roomIn(volume),
             QStringLiteral("saveCopy")});
    }
    std::sort(places.inside.begin(), places.inside.end(),
              [](const CopyPlace& a, const CopyPlace& b) {
                  return a.title.localeAwareCompare(b.title) < 0;
              });
    places.inside.append({documents, QObject::tr("Documents"),
                          QObject::tr("On this tablet: it would be lost with it"),
                          QStringLiteral("tablet")});
    return places;
}

Result<CopyFolder> readFolder(const QString& path) {
    const QFileInfo folder(path);
    if (!folder.isDir()) return fail(Code::notFound, copying);
    CopyFolder read;
    read.path = path;
    if (folder.isWritable())
        read.detail = roomIn(QStorageInfo(path));
    else
        read.problem = cannotBeWritten();
    QFileInfoList all = QDir(path).entryInfoList(QDir::Dirs | QDir::NoDotAndDotDot | QDir::Readable,
                                                 QDir::Name | QDir::IgnoreCase);
    read.more = all.size() > mostFolders;
    for (const QFileInfo& one : std::as_const(all).first(std::min(all.size(), mostFolders)))
        read.inside.append({one.filePath(), one.fileName(), {}, QStringLiteral("cases")});
    return read;
}

QString copyName(const QString& authority, const QDateTime& now) {
    QString name;
    for (const QChar sign : authority.left(longestAuthority))
        name += sign.isLetterOrNumber() || sign == u'-' ? sign : QChar(u' ');
    return QStringLiteral("Candour %1 %2.bundle")
        .arg(name.simplified(), now.toString(QStringLiteral("yyyy-MM-dd HHmm")))
        .simplified();
}

Result<GrowingFile> beginCopy(const CopyWish& wish) {
    return GrowingFile::begin(
        QDir(wish.folder).filePath(wish.name),
        wish.over ? GrowingFile::Over::whatIsThere : GrowingFile::Over::nothing, copying);
}

QString whyNotSealed(const Error& error) {
    return QObject::tr("It was not copied out. %1").arg(error.sentence());
}

QString whyNotCarried(const Error& error) {
    switch (error.code) {
        case Code::diskFull:
            return QObject::tr(
                "There is not enough room there. Nothing of it was left. Make room, or choose "
                "another folder, then try again.");
        case Code::tooLarge:
            return QObject::tr(
                "The file is larger than this stick can hold in one. Nothing of it was left. Use "
                "one that takes files above 4 GB, then try again.");
        case Code::readOnly:
            return cannotBeWritten();
        case Code::diskFailed:
        case Code::notFound:
            return QObject::tr(
                "It could not be written to its end: the stick was taken out, or does not work. "
                "Everything is still here. A file that ends in .part is not the copy. Try again, "
                "or with another stick.");
        default:
            return whyNotSealed(error);
    }
}

CopiedOut copiedOut(const Packed& packed) {
    const QString what = recordsAndFiles(packed.records, packed.blobs);
    QStringList detail{
        QObject::tr("They stay here, and count as only on this tablet until the store’s receipt "
                    "is here. Give the file to whoever looks after the store: nobody else can open "
                    "it.")};
    if (packed.damaged > 0)
        detail +=
            QObject::tr("%1 cannot be read on this tablet any more, and stayed out.")
                .arg(wording::count(packed.damaged, QObject::tr("file"), QObject::tr("files")));
    // Handed over meanwhile: what the store has, it says itself.
    if (what.isEmpty())
        return {QObject::tr("Copied out, sealed for the store."), detail.join(u' ')};
    return {QObject::tr("Copied out: %1, sealed for the store.").arg(what), detail.join(u' ')};
}

Status fetchAnswer(const QString& from, const QString& path) {
    TRY(const File answer, File::open(from, File::Mode::read, takingIn));
    TRY(const std::int64_t size, answer.size());
    if (size > largestAnswer) return fail(Code::tooLarge, takingIn);
    TRY(GrowingFile here, GrowingFile::begin(path, GrowingFile::Over::whatIsThere, takingIn));
    std::vector<std::uint8_t> piece(pieceFetched);
    while (here.size() < size) {
        TRY(const std::size_t read, answer.readAt(here.size(), piece));
        if (read == 0) return fail(Code::damaged, takingIn);
        TRY_OK(here.append(QByteArrayView(piece.data(), static_cast<qsizetype>(read))));
    }
    return here.finish();
}

FetchedAnswer::FetchedAnswer(const QString& folder)
    : m_path(QDir(folder).filePath(QStringLiteral("answer"))) {
    QFile::remove(m_path);
    QFile::remove(GrowingFile::partOf(m_path));
}

FetchedAnswer::~FetchedAnswer() {
    QFile::remove(m_path);
}

QString whyNotTakenIn(const Error& error) {
    switch (error.code) {
        case Code::notFound:
        case Code::diskFailed:
            return QObject::tr(
                "The file could not be read to its end: was the stick taken out? Nothing was "
                "taken in. Try again.");
        case Code::tooLarge:
            return QObject::tr(
                "This file is too large for an answer of the store. Nothing was "
                "taken in. Choose the one that came back from there.");
        default:
            return QObject::tr("Nothing was taken in. %1").arg(error.sentence());
    }
}

QString answerWords(const BundleIntake::Report& report) {
    QStringList said;
    if (!report.maker.isNull())
        said += QObject::tr("This copy is %1’s, not the store’s answer.").arg(report.name);
    if (report.accepted > 0)
        said +=
            QObject::tr("The store has signed for %1.").arg(recordsAndFiles(report.accepted, 0));
    if (report.received > 0)
        said += QObject::tr("%1 by the others came with it.")
                    .arg(wording::count(report.received, QObject::tr("change"),
                                        QObject::tr("changes")));
    if (report.accepted == 0 && report.received == 0 && report.blobs == 0 && report.reasons.empty())
        said += QObject::tr("Everything in it was here already.");
    for (const BundleIntake::Held& held : report.reasons)
        said += QObject::tr("Not taken in: %1").arg(held.reason.sentence());
    return said.join(u' ');
}

Result<QString> waitingWords(Vault& vault) {
    TRY(const auto records, vault.ledger().unreceiptedRecords(vault.identity().vault));
    QString what = recordsAndFiles(records, 0);
    if (records == 0) {
        TRY(what, filesWaiting(vault));
    }
    return what.isEmpty() ? QString() : QObject::tr("%1 only on this tablet").arg(what);
}

Result<std::unique_ptr<CopyingOut>> CopyingOut::begin(Vault& vault, Random& random) {
    std::unique_ptr<CopyingOut> begun(new CopyingOut);
    const auto sink = [&sealed = begun->m_sealed](QByteArrayView bytes) -> Status {
        sealed.append(bytes);
        return {};
    };
    TRY(begun->m_bundle, beginBundle(vault, random, sink, {.to = QStringLiteral("store")}));
    return begun;
}

Result<CopyingOut::Piece> CopyingOut::goOn() {
    TRY(const bool whole, m_bundle->goOn());
    Piece piece{std::exchange(m_sealed, QByteArray()), m_bundle->share()};
    if (whole) piece.packed = m_bundle->packed();
    return piece;
}

}  // namespace candour
