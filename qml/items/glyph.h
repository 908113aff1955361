// A line drawing on a square grid, in one colour: what icons and the mark are made of. It is
// painted anew whenever anything of it changes, also what changed while it was not seen.
#pragma once

#include <QColor>
#include <QQuickPaintedItem>
#include <QtQml/qqmlregistration.h>

namespace candour {

class Glyph : public QQuickPaintedItem {
    Q_OBJECT
    QML_ELEMENT
    /// Path data as in SVG; empty paints nothing.
    Q_PROPERTY(QString path MEMBER m_path NOTIFY changed)
    Q_PROPERTY(QColor color MEMBER m_color NOTIFY changed)
    /// The path's units along each side of the item.
    Q_PROPERTY(qreal grid MEMBER m_grid NOTIFY changed)
    /// How thick the line is, in the path's units.
    Q_PROPERTY(qreal stroke MEMBER m_stroke NOTIFY changed)

  public:
    explicit Glyph(QQuickItem* parent = nullptr);

    void paint(QPainter* painter) override;

  Q_SIGNALS:
    void changed();

  private:
    QString m_path;
    QColor m_color;
    qreal m_grid = 24;
    qreal m_stroke = 1;
};

}  // namespace candour
