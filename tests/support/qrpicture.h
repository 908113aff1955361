// A QR code as a picture, eight pixels a square with the quiet edge it needs.
#pragma once

#include <QImage>
#include <QString>
#include <qrencode.h>

#include <memory>

namespace candour::test {

inline QImage qrPicture(const QString& text) {
    constexpr int size = 8;
    constexpr int edge = 4;
    const std::unique_ptr<QRcode, decltype(&QRcode_free)> code(
        QRcode_encodeString8bit(text.toUtf8().constData(), 0, QR_ECLEVEL_M), QRcode_free);
    const int side = (code->width + edge * 2) * size;
    QImage picture(side, side, QImage::Format_RGB32);
    picture.fill(Qt::white);
    for (int y = 0; y < code->width * size; ++y)
        for (int x = 0; x < code->width * size; ++x)
            if ((code->data[(y / size) * code->width + x / size] & 1) != 0)
                picture.setPixelColor(x + edge * size, y + edge * size, Qt::black);
    return picture;
}

}  // namespace candour::test
