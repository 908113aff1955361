// Reads the text of a QR code out of a picture, such as a photograph of an administrator's screen.
// The picture is a stranger's: nothing but its grey values is looked at here.
#pragma once

#include "platform/error.h"

#include <QString>

#include <cstdint>
#include <span>

namespace candour {

/// `grey` has one byte a pixel, row after row without gaps. `notFound` if there is no code that can
/// be read, `badInput` if there are not that many pixels.
Result<QString> readQrCode(std::span<const std::uint8_t> grey, int width, int height);

}  // namespace candour
