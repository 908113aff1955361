#include "app/tablet/attaching.h"

#include "app/records/description.h"
#include "app/rules/recordwords.h"
#include "app/tablet/casebook.h"
#include "app/tablet/company.h"
#include "app/tablet/pictures.h"
#include "app/vault/newattachment.h"
#include "app/viewmodels/casesmodel.h"
#include "app/viewmodels/ink.h"
#include "app/viewmodels/wording.h"

#include <QMimeDatabase>

#include <algorithm>

namespace candour {
namespace {

constexpr char opening[] = "open a picture";
constexpr int longWait = 2;  // days until "not here yet" says for how long

bool opensHere(const ListedRecord& record) {
    const QString form = textOf(record, u"media_type");
    return form == QLatin1StringView(ink::mediaType) || isPictureForm(form);
}

bool isAbout(const ListedRecord& record, const RecordId& about) {
    for (const char16_t* field : {u"session", u"document", u"case", u"line", u"participant"})
        if (idIn(record.values, field) == about) return true;
    return false;
}

QString signOf(const QString& kind) {
    if (kind == u"photograph") return QStringLiteral("photo");
    if (kind == u"audio") return QStringLiteral("ear");
    if (kind == u"ink" || kind == u"signature") return QStringLiteral("edit");
    return QStringLiteral("script");
}

struct Standing {
    QString words;
    QString sign;
    int tone = CaseItem::Quiet;
};

Standing standingOf(const AttachmentRow& row, const VaultId& me, const Moment& now) {
    switch (row.place) {
        case FilePlace::here:
            if (row.handedOver || row.record.author != me)
                return {QObject::tr("At the store"), QStringLiteral("check"), CaseItem::Good};
            return {QObject::tr("Only on this tablet"), QStringLiteral("tablet"),
                    CaseItem::Waiting};
        case FilePlace::notYet: {
            const auto days =
                std::chrono::floor<std::chrono::days>(now.corrected() - row.record.created).count();
            return {days < longWait
                        ? QObject::tr("Not here yet")
                        : QObject::tr("Not here yet, after %1")
                              .arg(wording::count(days, QObject::tr("day"), QObject::tr("days"))),
                    QStringLiteral("clock"), days < longWait ? CaseItem::Quiet : CaseItem::Waiting};
        }
        case FilePlace::damaged:
            return {QObject::tr("Damaged on this tablet"), QStringLiteral("info"),
                    CaseItem::Waiting};
        case FilePlace::purged:
            return {QObject::tr("At the store only"), QStringLiteral("handover")};
        case FilePlace::none:
            return {QObject::tr("No file to it"), QStringLiteral("info")};
        case FilePlace::withheld:
            return {QObject::tr("Locked away, as they wished"), QStringLiteral("lock")};
        case FilePlace::erased:
            break;
    }
    return {QObject::tr("Erased"), QStringLiteral("cross")};
}

AttachmentItem itemOf(const AttachmentRow& row, const VaultId& me, const Moment& now) {
    const ListedRecord& record = row.record;
    const auto said = [&](const char* field) {
        return wordsOf(QStringLiteral("attachment"), record.values, QString::fromLatin1(field));
    };
    const Standing standing = standingOf(row, me, now);
    const QString kind = said("kind");
    const QDateTime taken = momentOf(record, u"taken");
    AttachmentItem item;
    item.id = record.id.toString();
    item.sign = signOf(textOf(record, u"kind"));
    item.title = textOf(record, u"caption");
    if (item.title.isEmpty()) item.title = kind.isEmpty() ? QObject::tr("Attachment") : kind;
    const qint64 size = fieldOf(record, u"bytes").integer();
    item.detail = wording::together(
        {kind, size > 0 ? wording::bytes(size) : QString(),
         taken.isValid()
             ? QStringLiteral("%1, %2").arg(wording::day(taken.date()), wording::hourMinute(taken))
             : QString()});
    item.state = standing.words;
    item.stateSign = standing.sign;
    item.tone = standing.tone;
    item.opens = row.place == FilePlace::here && opensHere(record);
    item.fetchable = row.place == FilePlace::purged;
    return item;
}

/// Why nobody may be photographed in the session; empty if everybody said yes.
Result<QString> noPhotographIn(Vault& vault, const RecordId& session) {
    TRY(const auto company, readHeard(vault, session));
    std::vector<AgreementAnswer> answers;
    for (const Heard& heard : company)
        answers.push_back(agreementFor(heard.events, Purpose::photograph));
    const AgreementState state = answers.empty() ? AgreementState::given : strictest(answers).state;
    if (state == AgreementState::given) return QString();
    if (state <= AgreementState::asked)
        return QObject::tr(
            "Not everybody here has said yes to photographs yet. Ask, and write the answer down "
            "on the agreement page.");
    return QObject::tr("Somebody here does not want photographs, so none can be attached.");
}

Result<QImage> drawnIn(const QByteArray& bytes) {
    const auto sheet = ink::sheetFrom(bytes);
    if (!sheet) return fail(Code::badInput, opening, "It is no handwriting.");
    return ink::pictureOf(*sheet);
}

}  // namespace

Result<Attached> readAttached(Vault& vault, const QString& about, const Moment& now) {
    const auto id = RecordId::fromString(about);
    if (!id) return fail(Code::notFound, "list attachments");
    TRY(const RecordView view, vault.records().get(*id));
    Attached attached{about, {}, {}};
    TRY(const auto rows, vault.attachments().list());
    for (const AttachmentRow& row : rows)
        if (isAbout(row.record, *id))
            attached.items.append(itemOf(row, vault.identity().vault, now));
    if (view.name.type == u"session") {
        TRY(attached.noPhotograph, noPhotographIn(vault, *id));
    }
    return attached;
}

Status attachFile(Vault& vault, const AttachWish& wish, const Moment& now) {
    const auto id = RecordId::fromString(wish.about);
    if (!id) return fail(Code::notFound, "attach a file");
    const QString path = wish.file.toLocalFile();
    TRY(const BlobSource source, fileSource(path));
    // By its name alone: nothing of an unknown file is read before it is sealed.
    TRY(PutRequest request,
        requestFor(vault,
                   {.to = *id,
                    .kind = wish.kind,
                    .taken = now.corrected(),
                    .zoneOffset = now.zoneOffset,
                    .mediaType =
                        QMimeDatabase().mimeTypeForFile(path, QMimeDatabase::MatchExtension).name(),
                    .caption = wish.caption}));
    TRY_OK(vault.attach(source, std::move(request)));
    return {};
}

Result<OpenedPicture> openPicture(Vault& vault, const QString& id) {
    const auto record = RecordId::fromString(id);
    if (!record) return fail(Code::notFound, opening);
    TRY(const AttachmentRow row, vault.attachments().find(*record));
    if (fieldOf(row.record, u"bytes").integer() > picture::largestFile)
        return fail(Code::tooLarge, opening);
    QByteArray bytes;
    bytes.reserve(fieldOf(row.record, u"bytes").integer());
    TRY_OK(vault.attachments().read(*record, [&bytes](QByteArrayView piece) -> Status {
        if (bytes.size() + piece.size() > picture::largestFile)
            return fail(Code::tooLarge, opening);
        bytes.append(piece);
        return {};
    }));
    const bool drawn = textOf(row.record, u"media_type") == QLatin1StringView(ink::mediaType);
    auto image = drawn ? drawnIn(bytes) : decodedPicture(bytes);
    bytes.fill('\0');
    TRY(QImage picture, std::move(image));
    const AttachmentItem item = itemOf(row, vault.identity().vault, vault.author().now());
    return OpenedPicture{id, item.title, item.detail, std::move(picture)};
}

Status wantFile(Vault& vault, const QString& id) {
    const auto record = RecordId::fromString(id);
    if (!record) return fail(Code::notFound, "fetch a file");
    return vault.attachments().want(*record);
}

}  // namespace candour
