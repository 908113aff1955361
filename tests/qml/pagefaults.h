// What keeps a page of the real window from being read, seen or reached, found through Qt's
// accessibility tree, its items and its pixels. A fault is a sentence that says which item has it;
// none is an empty list.
#pragma once

#include <QImage>
#include <QQuickItem>
#include <QQuickWindow>
#include <QRectF>
#include <QStringList>

namespace candour {

/// What is seen of it: its rectangle in the window, without what is clipped away.
[[nodiscard]] QRectF seenOf(const QQuickItem* item);

/// Controls without a name, a role, an action or room for a finger; what lies over another; texts
/// that are cut short.
[[nodiscard]] QStringList faultsOf(QQuickWindow& window);

/// Words that do not stand out from what is behind them in this frame (WCAG 2.2, 1.4.3).
[[nodiscard]] QStringList faintTexts(QQuickWindow& window, const QImage& frame);

/// What Tab does not come to, and where Shift+Tab goes another way back. Moves the focus.
[[nodiscard]] QStringList faultsOfTheWayByTab(QQuickWindow& window);

/// Buttons that assistive technology cannot press. Presses up to three, so the page is another
/// afterwards.
[[nodiscard]] QStringList faultsOfPressing(QQuickWindow& window);

}  // namespace candour
