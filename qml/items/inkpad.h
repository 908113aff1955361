// Where somebody writes by hand. It paints only what was added since the last frame, onto a picture
// of its own: a pen is followed at the screen's pace without a graphics card.
#pragma once

#include "app/viewmodels/inkmodel.h"

#include <QPointer>
#include <QQuickPaintedItem>
#include <QtQml/qqmlregistration.h>

namespace candour {

class InkPad : public QQuickPaintedItem {
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(candour::InkModel* model READ model WRITE setModel NOTIFY modelChanged)
    Q_PROPERTY(QColor ink READ inkColour WRITE setInkColour NOTIFY inkChanged)
    Q_PROPERTY(QColor paper READ paper WRITE setPaper NOTIFY inkChanged)
    /// Pixels of the screen in one of the sheet: below 1 where the sheet is wider than this.
    Q_PROPERTY(qreal share READ share NOTIFY shareChanged)

  public:
    explicit InkPad(QQuickItem* parent = nullptr);

    [[nodiscard]] InkModel* model() const { return m_model; }
    void setModel(InkModel* model);
    [[nodiscard]] QColor inkColour() const { return m_ink; }
    void setInkColour(const QColor& colour);
    [[nodiscard]] QColor paper() const { return m_paper; }
    void setPaper(const QColor& colour);
    [[nodiscard]] qreal share() const;

    void paint(QPainter* painter) override;

  Q_SIGNALS:
    void modelChanged();
    void inkChanged();
    void shareChanged();

  protected:
    void geometryChange(const QRectF& now, const QRectF& before) override;

  private:
    void drawAll();
    void drawFrom(qsizetype point);

    QPointer<InkModel> m_model;
    QColor m_ink = Qt::black;
    QColor m_paper = Qt::white;
    QImage m_drawn;
};

}  // namespace candour
