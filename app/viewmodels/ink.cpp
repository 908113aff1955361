#include "app/viewmodels/ink.h"

#include "app/viewmodels/wording.h"

#include <QCoreApplication>
#include <QPainter>
#include <QXmlStreamReader>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace candour::ink {
namespace {

constexpr qreal thinnest = 1.2;
constexpr qreal thicker = 2.6;  // at full pressure
constexpr qreal largestSide = 20'000;
constexpr int sharpness = 2;

QByteArray number(double value) {
    QByteArray text = QByteArray::number(value, 'f', 1);
    if (text.endsWith(".0")) text.chop(2);
    return text;
}

std::optional<InkPoint> pointFrom(QByteArrayView text) {
    const QList<QByteArray> parts = text.toByteArray().simplified().split(' ');
    if (parts.size() < 2) return std::nullopt;
    bool ok[4] = {false, false, true, true};
    InkPoint point;
    point.x = parts[0].toFloat(&ok[0]);
    point.y = parts[1].toFloat(&ok[1]);
    if (parts.size() > 2) point.pressure = parts[2].toFloat(&ok[2]);
    if (parts.size() > 3) point.ms = parts[3].toInt(&ok[3]);
    const bool sound = std::all_of(std::begin(ok), std::end(ok), [](bool one) { return one; }) &&
                       std::isfinite(point.pressure) && std::abs(point.x) <= largestSide &&
                       std::abs(point.y) <= largestSide;
    return sound ? std::optional(point) : std::nullopt;
}

InkStroke strokeFrom(const QString& trace) {
    InkStroke stroke;
    const QByteArray bytes = trace.toLatin1();
    for (const QByteArray& one : bytes.split(','))
        if (const auto point = pointFrom(one)) stroke.append(*point);
    return stroke;
}

/// The sheet's size as its annotation says: "800 420".
QSizeF sizeFrom(const QString& text) {
    const QStringList sides = text.simplified().split(u' ');
    if (sides.size() != 2) return {};
    const QSizeF size(sides[0].toDouble(), sides[1].toDouble());
    return size.width() <= largestSide && size.height() <= largestSide ? size : QSizeF();
}

}  // namespace

QByteArray traceOf(const InkStroke& stroke) {
    QByteArray trace;
    for (const InkPoint& point : stroke) {
        if (!trace.isEmpty()) trace += ", ";
        trace += number(point.x) + ' ' + number(point.y) + ' ' +
                 QByteArray::number(point.pressure, 'f', 3) + ' ' + QByteArray::number(point.ms);
    }
    return trace;
}

QByteArray fileOf(QSizeF size, const QList<QByteArray>& traces) {
    QByteArray file =
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
        "<ink xmlns=\"http://www.w3.org/2003/InkML\">\n"
        "<traceFormat><channel name=\"X\" type=\"decimal\"/><channel name=\"Y\" type=\"decimal\"/>"
        "<channel name=\"F\" type=\"decimal\"/><channel name=\"T\" type=\"integer\" units=\"ms\"/>"
        "</traceFormat>\n<annotation type=\"sheet\">";
    file += number(size.width()) + ' ' + number(size.height()) + "</annotation>\n";
    for (const QByteArray& trace : traces) file += "<trace>" + trace + "</trace>\n";
    return file + "</ink>\n";
}

QByteArray fileOf(const InkSheet& sheet) {
    QList<QByteArray> traces;
    for (const InkStroke& stroke : sheet.strokes) traces.append(traceOf(stroke));
    return fileOf(sheet.size, traces);
}

std::optional<InkSheet> sheetFrom(const QByteArray& file) {
    QXmlStreamReader xml(file);
    if (!xml.readNextStartElement() || xml.name() != u"ink") return std::nullopt;
    InkSheet sheet;
    while (xml.readNextStartElement()) {
        if (xml.name() == u"trace") {
            const InkStroke stroke =
                strokeFrom(xml.readElementText(QXmlStreamReader::SkipChildElements));
            if (!stroke.isEmpty()) sheet.strokes.append(stroke);
        } else if (xml.name() == u"annotation" && xml.attributes().value("type"_L1) == u"sheet") {
            sheet.size = sizeFrom(xml.readElementText(QXmlStreamReader::SkipChildElements));
        } else {
            xml.skipCurrentElement();
        }
    }
    if (xml.hasError()) return std::nullopt;
    if (sheet.size.isEmpty()) {
        QRectF drawn;
        for (const InkStroke& stroke : sheet.strokes)
            for (const InkPoint& point : stroke) drawn |= QRectF(point.x, point.y, 1, 1);
        sheet.size = QSizeF(std::max(1.0, drawn.right()), std::max(1.0, drawn.bottom()));
    }
    return sheet;
}

QString words(const QString& about, int strokes, const QString& time) {
    if (const QString shown = about.simplified(); !shown.isEmpty())
        return QCoreApplication::translate("Ink", "%1 (ink note, %2)").arg(shown, time);
    return wording::together({QCoreApplication::translate("Ink", "Ink note"),
                              wording::count(strokes, QCoreApplication::translate("Ink", "stroke"),
                                             QCoreApplication::translate("Ink", "strokes")),
                              time},
                             u", "_s);
}

QRectF paint(QPainter& painter, const InkStroke& stroke, qsizetype from, const QColor& colour) {
    QRectF touched;
    painter.setRenderHint(QPainter::Antialiasing);
    QPen pen(colour, thinnest, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin);
    for (qsizetype i = std::max<qsizetype>(from, 0); i < stroke.size(); ++i) {
        const InkPoint& here = stroke[i];
        const InkPoint& before = stroke[i > 0 ? i - 1 : i];
        pen.setWidthF(thinnest + thicker * std::clamp(here.pressure, 0.0F, 1.0F));
        painter.setPen(pen);
        const QPointF a(before.x, before.y);
        const QPointF b(here.x, here.y);
        // A dot is a stroke too.
        if (a == b)
            painter.drawPoint(b);
        else
            painter.drawLine(a, b);
        const qreal edge = pen.widthF() + 1;
        touched |= QRectF(a, b).normalized().adjusted(-edge, -edge, edge, edge);
    }
    return touched;
}

QImage pictureOf(const InkSheet& sheet) {
    const QSize size = (sheet.size * sharpness).toSize().boundedTo(QSize(4'096, 4'096));
    QImage picture(size.expandedTo(QSize(1, 1)), QImage::Format_RGB32);
    picture.fill(Qt::white);
    QPainter painter(&picture);
    painter.scale(sharpness, sharpness);
    for (const InkStroke& stroke : sheet.strokes)
        paint(painter, stroke, 0, QColor(0x11, 0x18, 0x27));
    return picture;
}

}  // namespace candour::ink
