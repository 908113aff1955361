#include "qml/items/inkpad.h"

#include <QPainter>
#include <QQuickWindow>

#include <algorithm>

namespace candour {

InkPad::InkPad(QQuickItem* parent) : QQuickPaintedItem(parent) {
    setOpaquePainting(true);
}

void InkPad::setModel(InkModel* model) {
    if (model == m_model) return;
    if (m_model) m_model->disconnect(this);
    m_model = model;
    if (m_model) {
        connect(m_model, &InkModel::changed, this, &InkPad::drawAll);
        connect(m_model, &InkModel::drawn, this, &InkPad::drawFrom);
    }
    drawAll();
    Q_EMIT modelChanged();
}

void InkPad::setInkColour(const QColor& colour) {
    m_ink = colour;
    drawAll();
    Q_EMIT inkChanged();
}

void InkPad::setPaper(const QColor& colour) {
    m_paper = colour;
    drawAll();
    Q_EMIT inkChanged();
}

qreal InkPad::share() const {
    const QSizeF sheet = m_model ? m_model->sheet().size : QSizeF();
    if (sheet.isEmpty() || width() <= 0 || height() <= 0) return 1;
    return std::min({1.0, width() / sheet.width(), height() / sheet.height()});
}

void InkPad::geometryChange(const QRectF& now, const QRectF& before) {
    QQuickPaintedItem::geometryChange(now, before);
    if (now.size() != before.size()) drawAll();
}

void InkPad::drawAll() {
    const qreal sharpness = window() != nullptr ? window()->effectiveDevicePixelRatio() : 1;
    const QSize size = (this->size() * sharpness).toSize();
    if (size.isEmpty()) return;
    if (m_drawn.size() != size) m_drawn = QImage(size, QImage::Format_RGB32);
    m_drawn.setDevicePixelRatio(sharpness);
    m_drawn.fill(m_paper);
    if (m_model) {
        QPainter painter(&m_drawn);
        painter.scale(share(), share());
        const QList<InkStroke>& strokes = m_model->sheet().strokes;
        for (qsizetype i = 0; i < strokes.size(); ++i)
            if (!m_model->isRubbed(i)) ink::paint(painter, strokes[i], 0, m_ink);
    }
    Q_EMIT shareChanged();
    update();
}

void InkPad::drawFrom(qsizetype point) {
    if (!m_model || m_model->sheet().strokes.isEmpty() || m_drawn.isNull()) return;
    QPainter painter(&m_drawn);
    painter.scale(share(), share());
    const QRectF touched = ink::paint(painter, m_model->sheet().strokes.last(), point, m_ink);
    const qreal by = share();
    update(QRectF(touched.topLeft() * by, touched.size() * by).toAlignedRect());
}

void InkPad::paint(QPainter* painter) {
    if (m_drawn.isNull()) return;
    painter->drawImage(QPointF(0, 0), m_drawn);
}

}  // namespace candour
