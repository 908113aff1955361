#include "qml/items/glyph.h"

#include <QPainter>
#include <QSvgRenderer>

using namespace Qt::StringLiterals;

namespace candour {

Glyph::Glyph(QQuickItem* parent) : QQuickPaintedItem(parent) {
    setAntialiasing(true);
    connect(this, &Glyph::changed, this, [this] { update(); });
}

void Glyph::paint(QPainter* painter) {
    if (m_path.isEmpty()) return;
    const QString drawing =
        u"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %1 %1\">"
        "<path d=\"%2\" fill=\"none\" stroke=\"%3\" stroke-opacity=\"%4\" stroke-width=\"%5\" "
        "stroke-linecap=\"round\" stroke-linejoin=\"round\"/></svg>"_s.arg(m_grid)
            .arg(m_path.toHtmlEscaped(), m_color.name())
            .arg(m_color.alphaF())
            .arg(m_stroke);
    QSvgRenderer(drawing.toUtf8()).render(painter, QRectF({0, 0}, size()));
}

}  // namespace candour
