#include "qml/items/picture.h"

#include <QPainter>

#include <algorithm>

namespace candour {

Picture::Picture(QQuickItem* parent) : QQuickPaintedItem(parent) {}

void Picture::setImage(const QVariant& image) {
    m_image = image.value<QImage>();
    m_centre = {};
    setZoom(1);
    update();
    Q_EMIT imageChanged();
}

void Picture::setZoom(qreal zoom) {
    zoom = std::clamp(zoom, 1.0, nearest);
    if (zoom == m_zoom) return;
    m_centre *= zoom / m_zoom;
    m_zoom = zoom;
    keepInside();
    update();
    Q_EMIT zoomChanged();
}

void Picture::move(qreal dx, qreal dy) {
    m_centre -= QPointF(dx, dy);
    keepInside();
    update();
}

QSizeF Picture::shownSize() const {
    return QSizeF(m_image.size()).scaled(size(), Qt::KeepAspectRatio) * m_zoom;
}

void Picture::keepInside() {
    const QSizeF shown = shownSize();
    const auto clamped = [](qreal at, qreal whole, qreal room) {
        const qreal most = std::max(0.0, (whole - room) / 2);
        return std::clamp(at, -most, most);
    };
    m_centre = {clamped(m_centre.x(), shown.width(), width()),
                clamped(m_centre.y(), shown.height(), height())};
}

void Picture::paint(QPainter* painter) {
    if (m_image.isNull()) return;
    const QSizeF shown = shownSize();
    const QPointF middle = QPointF(width(), height()) / 2 - m_centre;
    painter->setRenderHint(QPainter::SmoothPixmapTransform);
    painter->drawImage(QRectF(middle - QPointF(shown.width(), shown.height()) / 2, shown), m_image);
}

}  // namespace candour
