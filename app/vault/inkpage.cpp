#include "app/vault/inkpage.h"

#include <algorithm>

namespace candour {

Draft draftOf(const InkPage& page) {
    return {.record = page.id,
            .field = inkDraft.toString(),
            .text = page.words,
            .kind = inkDraft.toString(),
            .firstKey = page.begun,
            .extra = cbor::Value::map(
                         {{u"session"_qs, page.session},
                          {u"speaker"_qs, page.speaker ? page.speaker->toString() : QString()},
                          {u"file"_qs, page.file},
                          {u"rest"_qs, page.rest}})
                         .encode()};
}

std::optional<InkPage> inkPageFrom(const Draft& draft) {
    if (draft.field != inkDraft) return std::nullopt;
    const auto extra = cbor::Value::decode(draft.extra);
    if (!extra) return std::nullopt;
    const auto session = RecordId::fromBytes(extra->at(u"session").bytes());
    if (!session) return std::nullopt;
    return InkPage{
        draft.record,      *session,   RecordId::fromString(extra->at(u"speaker").text()),
        draft.firstKey,    draft.text, extra->at(u"file").bytes(),
        extra->at(u"rest")};
}

PutRequest requestFor(const InkPage& page, const Moment& now) {
    PutRequest request{.type = u"attachment"_qs, .id = page.id};
    request.fields = {{u"session"_qs, page.session},
                      {u"kind"_qs, inkDraft.toString()},
                      {u"taken"_qs, instantValue(begunAt(page.begun, now), now.zoneOffset)},
                      {u"caption"_qs, page.words},
                      {u"media_type"_qs, u"application/inkml+xml"_qs}};
    if (page.speaker) request.fields.push_back({u"participant"_qs, *page.speaker});
    return request;
}

BlobSource sourceOf(const InkPage& page) {
    return [file = page.file,
            at = qsizetype{0}](std::span<std::uint8_t> out) mutable -> Result<std::size_t> {
        const auto size = std::min(file.size() - at, static_cast<qsizetype>(out.size()));
        std::copy_n(file.constData() + at, size, out.begin());
        at += size;
        return static_cast<std::size_t>(size);
    };
}

}  // namespace candour
