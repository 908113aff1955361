// The tablet app in the process of a test or a bench: the real window on the real vault, as main
// puts them together.
#pragma once

#include "app/tablet/tablet.h"

#include <QQmlApplicationEngine>
#include <QQuickItem>
#include <QQuickWindow>

namespace candour {

class TabletWindow {
  public:
    /// Opens at the lock screen of the vault in `folder`, 1280 by 800. `modules` is where the
    /// camera's lies, if it is installed.
    TabletWindow(const QString& folder, const Clock& clock, Random& random,
                 const QString& modules = {})
        : models(clock, std::make_unique<TimerDelay>()), tablet(models, folder, clock, random) {
        engine.addImportPath(QStringLiteral("qrc:/qt/qml"));
        if (!modules.isEmpty()) {
            engine.addImportPath(modules);
            models.enrol.offerCamera();
        }
        engine.setInitialProperties(models.properties());
        engine.load(QUrl(QStringLiteral("qrc:/qt/qml/Candour/Ui/Main.qml")));
        if (engine.rootObjects().isEmpty()) qFatal("the window did not open");
        window = qobject_cast<QQuickWindow*>(engine.rootObjects().constFirst());
        tablet.start();
    }

    /// Lets events happen until it holds. A test that would wait for ever ends by ctest's time.
    template <class Holds>
    static void until(Holds holds) {
        while (!holds()) QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
    }

    void unlock(const QString& passphrase) {
        models.unlock.unlock(passphrase);
        until([this] { return models.shell.page() == ShellModel::Today && !models.today.empty(); });
    }
    /// Sits down with a slot of the timetable; its last lines are on the page.
    void open(const QString& slot) {
        Q_EMIT models.today.startRequested(slot);
        until([this] { return models.shell.page() == ShellModel::Capture; });
        const LineListModel* lines = models.capture.lines();
        until([&] { return lines->count() == 0 || lines->at(lines->count() - 1).has_value(); });
    }

    /// The first item of that QML type, such as "Notebook".
    [[nodiscard]] QQuickItem* item(const char* type) const {
        return find(window->contentItem(), type);
    }

    WindowModels models;
    Tablet tablet;
    QQmlApplicationEngine engine;
    QQuickWindow* window = nullptr;

  private:
    static QQuickItem* find(QQuickItem* item, const char* type) {
        if (QByteArrayView(item->metaObject()->className()).startsWith(type)) return item;
        for (QQuickItem* child : item->childItems())
            if (QQuickItem* found = find(child, type)) return found;
        return nullptr;
    }
};

}  // namespace candour
