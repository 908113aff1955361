#include "app/vault/intake.h"

#include "platform/limits.h"

#include <QStringDecoder>

#include <algorithm>
#include <memory>

namespace candour {
namespace {

constexpr char during[] = "attach a file";
constexpr std::size_t headBytes = 4 * 1024;

/// A form, and what its files hold at a place near their beginning.
struct Form {
    QStringView mediaType;
    qsizetype at;
    QByteArrayView mark;
};

// Of those with the same mark the first is taken, unless another was said.
constexpr Form forms[] = {
    {u"image/jpeg", 0, "\xff\xd8\xff"},
    {u"image/png", 0, "\x89PNG\r\n\x1a\n"},
    {u"image/webp", 8, "WEBP"},
    {u"image/gif", 0, "GIF8"},
    {u"image/bmp", 0, "BM"},
    {u"image/heic", 4, "ftypheic"},
    {u"image/heic", 4, "ftypheix"},
    {u"image/heic", 4, "ftypmif1"},
    {u"application/pdf", 0, "%PDF-"},
    {u"application/vnd.openxmlformats-officedocument.wordprocessingml.document", 0, "PK\x03\x04"},
    {u"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", 0, "PK\x03\x04"},
    {u"application/vnd.openxmlformats-officedocument.presentationml.presentation", 0, "PK\x03\x04"},
    {u"application/vnd.oasis.opendocument.text", 0, "PK\x03\x04"},
    {u"application/vnd.oasis.opendocument.spreadsheet", 0, "PK\x03\x04"},
    {u"audio/wav", 8, "WAVE"},
    {u"audio/ogg", 0, "OggS"},
    {u"audio/flac", 0, "fLaC"},
    {u"audio/mpeg", 0, "ID3"},
    {u"audio/mp4", 4, "ftypM4A"},
    {u"audio/webm", 0, "\x1a\x45\xdf\xa3"},
};

bool isText(QByteArrayView head, bool isAll) {
    if (head.contains('\0')) return false;
    QStringDecoder decoder(QStringDecoder::Utf8,
                           isAll ? QStringDecoder::Flag::Stateless : QStringDecoder::Flag::Default);
    const QString read = decoder(head);
    return !read.isNull() && !decoder.hasError();
}

// Texts, told apart by whoever attaches them.
constexpr QStringView handwriting = u"application/inkml+xml";
constexpr QStringView texts[] = {u"text/plain", u"text/csv", handwriting};

/// Empty if it is none that is taken.
QString formOf(QByteArrayView head, bool isAll, const QString& said) {
    QString found;
    for (const Form& form : forms) {
        if (head.size() < form.at || !head.sliced(form.at).startsWith(form.mark)) continue;
        if (form.mediaType == said) return said;
        if (found.isEmpty()) found = form.mediaType.toString();
    }
    if (!found.isEmpty() || !isText(head, isAll)) return found;
    const bool known = std::find(std::begin(texts), std::end(texts), said) != std::end(texts);
    return known ? said : texts[0].toString();
}

bool fits(const QString& kind, const QString& mediaType) {
    const bool sound = mediaType.startsWith(u"audio/");
    const bool picture = mediaType.startsWith(u"image/");
    if (kind == u"audio") return sound;
    if (kind == u"document") return !sound;
    if (kind == u"photograph") return picture;
    return picture || mediaType == handwriting;  // handwriting, a signature
}

}  // namespace

Result<Intake> Intake::look(BlobSource plain, const QString& kind, const QString& said) {
    SecretBytes head(headBytes);
    std::size_t size = 0;
    while (size < head.size()) {
        TRY(const std::size_t got, plain(head.view().subspan(size)));
        if (got == 0) break;
        size += got;
    }
    if (size == 0) return fail(Code::badInput, during, "There is nothing in the file.");
    const bool isAll = size < head.size();
    head = SecretBytes::copyOf(head.view().first(size));
    const QString mediaType = formOf(viewOf(std::span(std::as_const(head).view())), isAll, said);
    if (mediaType.isEmpty())
        return fail(Code::badInput, during,
                    "Only pictures, PDF, office papers, plain text and sound can be attached.");
    if (!fits(kind, mediaType))
        return fail(Code::badInput, during, "What is in the file does not fit what it is for.");
    const std::int64_t most = kind == u"audio" ? limits::attachment : limits::paper;
    return Intake(std::move(plain), mediaType, most, std::move(head));
}

BlobSource Intake::source() {
    return [head = std::make_shared<SecretBytes>(std::move(m_head)), plain = m_plain, most = m_most,
            at = std::size_t{0},
            given = std::int64_t{0}](std::span<std::uint8_t> out) mutable -> Result<std::size_t> {
        std::size_t size = std::min(out.size(), head->size() - at);
        if (size > 0) {
            std::copy_n(head->data() + at, size, out.data());
            at += size;
        } else {
            TRY(size, plain(out));
        }
        given += static_cast<std::int64_t>(size);
        if (given > most) return fail(Code::tooLarge, during);
        return size;
    };
}

}  // namespace candour
