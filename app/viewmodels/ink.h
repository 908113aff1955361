// Handwriting as it was drawn: strokes of points with pressure and time, on a sheet of a certain
// size. What always holds: a point is kept as the pen gave it (to a tenth of a pixel and a
// millisecond); nothing is smoothed, joined or turned into letters. Files are InkML, the W3C's form
// for this, so that they can be read without us.
#pragma once

#include <QColor>
#include <QImage>
#include <QList>
#include <QRectF>
#include <QSizeF>
#include <QString>

#include <optional>

class QPainter;

namespace candour {

struct InkPoint {
    float x = 0;  // from the sheet's left and top, in pixels at 100 %
    float y = 0;
    float pressure = 0.5F;  // 0 to 1
    int ms = 0;             // since the sheet was begun
    bool operator==(const InkPoint&) const = default;
};

using InkStroke = QList<InkPoint>;

struct InkSheet {
    QSizeF size;
    QList<InkStroke> strokes;
    bool operator==(const InkSheet&) const = default;
};

namespace ink {

inline constexpr auto mediaType = "application/inkml+xml";
/// A sheet that is longer than this as a file is full: another begins.
inline constexpr qsizetype fullAt = 512 * 1024;

/// One stroke as InkML writes it: "12.5 40 0.5 0, 13 41.2 0.6 16".
[[nodiscard]] QByteArray traceOf(const InkStroke& stroke);
/// Of traces, which is what grows: a sheet is put together often while it is drawn.
[[nodiscard]] QByteArray fileOf(QSizeF size, const QList<QByteArray>& traces);
[[nodiscard]] QByteArray fileOf(const InkSheet& sheet);
/// Nothing if it is not such a file; of one that somebody else made, what is understood.
[[nodiscard]] std::optional<InkSheet> sheetFrom(const QByteArray& file);

/// "Ink note, 14 strokes, 14:32", or "The way to the desk (ink note, 14:32)": for whoever cannot
/// see it, and for lists.
[[nodiscard]] QString words(const QString& about, int strokes, const QString& time);

/// From that point on, joined to the one before it. What was touched.
QRectF paint(QPainter& painter, const InkStroke& stroke, qsizetype from, const QColor& colour);
/// Dark on white, at twice its size.
[[nodiscard]] QImage pictureOf(const InkSheet& sheet);

}  // namespace ink
}  // namespace candour
