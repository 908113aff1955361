// A picture out of memory, shown whole or nearer. It never reads a file: what it shows is given to
// it, and goes with it.
#pragma once

#include <QImage>
#include <QQuickPaintedItem>
#include <QtQml/qqmlregistration.h>

namespace candour {

class Picture : public QQuickPaintedItem {
    Q_OBJECT
    QML_ELEMENT
    /// A QImage.
    Q_PROPERTY(QVariant image READ image WRITE setImage NOTIFY imageChanged)
    /// 1: all of it is seen. At most 8.
    Q_PROPERTY(qreal zoom READ zoom WRITE setZoom NOTIFY zoomChanged)

  public:
    static constexpr qreal nearest = 8;

    explicit Picture(QQuickItem* parent = nullptr);

    [[nodiscard]] QVariant image() const { return m_image; }
    void setImage(const QVariant& image);
    [[nodiscard]] qreal zoom() const { return m_zoom; }
    void setZoom(qreal zoom);
    /// By so many pixels of the screen; its edges stay at the item's or outside.
    Q_INVOKABLE void move(qreal dx, qreal dy);

    void paint(QPainter* painter) override;

  Q_SIGNALS:
    void imageChanged();
    void zoomChanged();

  private:
    [[nodiscard]] QSizeF shownSize() const;
    void keepInside();

    QImage m_image;
    qreal m_zoom = 1;
    QPointF m_centre;  // of the item, from the middle of the picture, in pixels of the screen
};

}  // namespace candour
