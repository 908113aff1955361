// The real window on invented models, raised again and again: its pages are compiled once, which is
// most of what opening one costs.
#pragma once

#include "app/viewmodels/windowmodels.h"

#include <QQmlComponent>
#include <QQmlEngine>
#include <QQuickItem>
#include <QQuickWindow>
#include <QStringList>

#include <functional>
#include <memory>

namespace candour::northmere {

class Stage {
  public:
    Stage();

    /// The window in this size. The models outlive it; one at a time is open.
    std::unique_ptr<QQuickWindow> raise(WindowModels& models, QSize size);
    /// What QML complained of since it was asked last.
    QStringList takeWarnings() { return std::exchange(m_warnings, {}); }

    /// Everything that happens by itself has happened, and the page is laid out as a shown frame
    /// would be. The frame.
    static QImage settle(QQuickWindow& window);

  private:
    QQmlEngine m_engine;
    QQmlComponent m_component;
    QStringList m_warnings;
};

/// It, its parents and their parents are all there to be seen.
[[nodiscard]] bool isShown(const QQuickItem* item);
/// Every item from here down, parents first.
void eachItem(QQuickItem* item, const std::function<void(QQuickItem*)>& visit);
/// Its types from the window down, for messages.
[[nodiscard]] QString pathOf(const QQuickItem* item);

}  // namespace candour::northmere
