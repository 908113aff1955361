#include "app/vault/newattachment.h"

#include "platform/file.h"

#include <QFileInfo>

#include <algorithm>

namespace candour {
namespace {

constexpr char attaching[] = "attach a file";

/// The field of an attachment that points to records of the type; empty if none does.
QString fieldFor(const RecordType& attachment, const QString& type) {
    const auto field =
        std::find_if(attachment.fields.begin(), attachment.fields.end(), [&](const Field& one) {
            return one.kind == FieldKind::reference && one.targets.contains(type) &&
                   one.name != u"taken_by";
        });
    return field == attachment.fields.end() ? QString() : field->name;
}

}  // namespace

Result<PutRequest> requestFor(Vault& vault, const NewAttachment& attachment) {
    const RecordType& type = *recordList().type(u"attachment");
    TRY(const RecordView view, vault.records().get(attachment.to));
    const QString field = fieldFor(type, view.name.type);
    if (field.isEmpty())
        return fail(Code::badInput, attaching, "Nothing can be attached to such a record.");
    PutRequest request{.type = type.name, .notebook = view.name.notebook};
    request.fields.push_back({field, cbor::Value(attachment.to)});
    if (const auto session = RecordId::fromBytes(valueOf(view.values(), u"session").bytes());
        session && field != u"session")
        request.fields.push_back({u"session"_qs, cbor::Value(*session)});
    request.fields.push_back({u"kind"_qs, attachment.kind});
    request.fields.push_back(
        {u"taken"_qs, cbor::Value::array({attachment.taken.time_since_epoch().count(),
                                          attachment.zoneOffset.count()})});
    TRY(const auto myself, vault.notebooks().myself());
    if (myself) request.fields.push_back({u"taken_by"_qs, cbor::Value(*myself)});
    if (!attachment.caption.isEmpty())
        request.fields.push_back({u"caption"_qs, attachment.caption});
    request.fields.push_back({u"media_type"_qs, attachment.mediaType});
    return request;
}

Result<BlobSource> fileSource(const QString& path) {
    if (!QFileInfo(path).isFile()) return fail(Code::notFound, attaching, "There is no such file.");
    TRY(File opened, File::open(path, File::Mode::read, attaching));
    const auto file = std::make_shared<File>(std::move(opened));
    return BlobSource(
        [file, at = std::int64_t{0}](std::span<std::uint8_t> out) mutable -> Result<std::size_t> {
            TRY(const std::size_t got, file->readAt(at, out));
            at += static_cast<std::int64_t>(got);
            return got;
        });
}

}  // namespace candour
