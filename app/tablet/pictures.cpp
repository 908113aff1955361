#include "app/tablet/pictures.h"

#include "app/handover/enroller.h"
#include "platform/qrcode.h"

#include <QBuffer>
#include <QFile>
#include <QImageReader>

#include <algorithm>
#include <array>

namespace candour {
namespace {

constexpr char decoding[] = "decode a picture";
constexpr char scanning[] = "read a code from a picture";

constexpr std::array<QLatin1StringView, 4> forms{
    QLatin1StringView("image/png"), QLatin1StringView("image/jpeg"), QLatin1StringView("image/gif"),
    QLatin1StringView("image/bmp")};

bool isLarge(const QSize& size) {
    return std::max(size.width(), size.height()) > picture::longestSide;
}

/// A strip keeps a line of pixels, however long it is.
QSize shownSize(const QSize& size) {
    return size.scaled(picture::longestSide, picture::longestSide, Qt::KeepAspectRatio)
        .expandedTo({1, 1});
}

}  // namespace

bool isPictureForm(const QString& mediaType) {
    return std::any_of(forms.begin(), forms.end(),
                       [&](QLatin1StringView one) { return mediaType == one; });
}

Result<QImage> decodedPicture(const QByteArray& file) {
    QBuffer buffer;
    buffer.setData(file);
    buffer.open(QIODevice::ReadOnly);
    QImageReader reader(&buffer);
    reader.setDecideFormatFromContent(true);
    reader.setAutoTransform(true);
    if (!isPictureForm(QStringLiteral("image/") + QString::fromLatin1(reader.format())))
        return fail(Code::badInput, decoding, "Not a picture that is shown here.");
    if (const QSize size = reader.size(); size.isValid() && isLarge(size))
        reader.setScaledSize(shownSize(size));
    QImage image = reader.read();
    if (image.isNull()) return fail(Code::badInput, decoding, "It cannot be decoded.");
    // Not every file says its size beforehand, and not every one that does keeps to it.
    return isLarge(image.size()) ? image.scaled(shownSize(image.size())) : image;
}

Result<ScannedInvitation> invitationIn(const QString& path) {
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly) || file.size() > picture::largestFile)
        return fail(Code::badInput, scanning, "The picture cannot be read.");
    TRY(const QImage image, decodedPicture(file.readAll()));
    return invitationIn(image);
}

Result<ScannedInvitation> invitationIn(const QImage& picture) {
    const QImage grey = picture.convertToFormat(QImage::Format_Grayscale8);
    std::vector<std::uint8_t> pixels;
    pixels.reserve(static_cast<std::size_t>(grey.width()) *
                   static_cast<std::size_t>(grey.height()));
    for (int y = 0; y < grey.height(); ++y)
        pixels.insert(pixels.end(), grey.constScanLine(y), grey.constScanLine(y) + grey.width());
    TRY(const QString text, readQrCode(pixels, grey.width(), grey.height()));
    const auto invitation = Invitation::fromLink(text.trimmed());
    if (!invitation) return fail(Code::codeUnknown, scanning, "The code is not an invitation.");
    const QString host = QString::fromLatin1(invitation->host);
    return ScannedInvitation{text.trimmed(), invitation->code.text(),
                             QStringLiteral("https://%1:%2")
                                 .arg(host.contains(u':') ? QStringLiteral("[%1]").arg(host) : host)
                                 .arg(invitation->port)};
}

}  // namespace candour
