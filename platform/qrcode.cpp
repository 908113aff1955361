#include "platform/qrcode.h"

#define ZX_USE_UTF8 1
#include <ZXing/ReadBarcode.h>

namespace candour {
namespace {

constexpr char during[] = "read a QR code";

}  // namespace

Result<QString> readQrCode(std::span<const std::uint8_t> grey, int width, int height) {
    const bool fits =
        width > 0 && height > 0 &&
        static_cast<std::size_t>(width) * static_cast<std::size_t>(height) == grey.size();
    if (!fits) return fail(Code::badInput, during);
    try {
        ZXing::DecodeHints hints;
        hints.setFormats(ZXing::BarcodeFormat::QRCode).setTryHarder(true).setTryRotate(true);
        const ZXing::Result found =
            ZXing::ReadBarcode({grey.data(), width, height, ZXing::ImageFormat::Lum}, hints);
        if (!found.isValid()) return fail(Code::notFound, during);
        return QString::fromStdString(found.text());
    } catch (const std::exception&) {
        return fail(Code::notFound, during);
    }
}

}  // namespace candour
