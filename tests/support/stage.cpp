#include "tests/support/stage.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace candour::northmere {

Stage::Stage() : m_component(&m_engine) {
    QObject::connect(&m_engine, &QQmlEngine::warnings, &m_engine,
                     [this](const QList<QQmlError>& list) {
                         for (const QQmlError& error : list) m_warnings += error.toString();
                     });
    m_engine.addImportPath(u"qrc:/qt/qml"_s);
    m_component.loadUrl(QUrl(u"qrc:/qt/qml/Candour/Ui/Main.qml"_s));
}

std::unique_ptr<QQuickWindow> Stage::raise(WindowModels& models, QSize size) {
    // What was on the window before is gone first.
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    auto properties = models.properties();
    properties.insert(u"width"_s, size.width());
    properties.insert(u"height"_s, size.height());
    std::unique_ptr<QObject> made(m_component.createWithInitialProperties(properties));
    if (made == nullptr) qFatal("%s", qPrintable(m_component.errorString()));
    auto* const window = qobject_cast<QQuickWindow*>(made.get());
    if (window == nullptr) qFatal("Main.qml is no window");
    (void)made.release();
    return std::unique_ptr<QQuickWindow>(window);
}

/// A page may put something right a frame later.
bool isAboutToMove(const QQuickWindow& window) {
    bool moving = false;
    eachItem(window.contentItem(), [&](const QQuickItem* item) {
        for (const QObject* one : item->children())
            moving = moving || (one->inherits("QQmlTimer") && one->property("running").toBool() &&
                                !one->property("repeat").toBool() &&
                                one->property("interval").toInt() <= 100);
    });
    return moving;
}

/// The events of now, and of what they start.
void letHappen(const QQuickWindow& window) {
    do
        for (int i = 0; i < 6; ++i) QCoreApplication::processEvents();
    while (isAboutToMove(window));
}

QImage Stage::settle(QQuickWindow& window) {
    // A frame lays out what it shows, and that may ask for another.
    constexpr int most = 10;
    letHappen(window);
    QImage before;
    QImage now = window.grabWindow();
    for (int i = 0; i < most && now != before; ++i) {
        letHappen(window);
        before = std::exchange(now, window.grabWindow());
    }
    return now;
}

bool isShown(const QQuickItem* item) {
    for (; item != nullptr; item = item->parentItem())
        if (!item->isVisible() || item->opacity() <= 0) return false;
    return true;
}

void eachItem(QQuickItem* item, const std::function<void(QQuickItem*)>& visit) {
    visit(item);
    for (QQuickItem* child : item->childItems()) eachItem(child, visit);
}

QString pathOf(const QQuickItem* item) {
    QStringList names;
    for (; item != nullptr; item = item->parentItem())
        names.prepend(
            QString::fromLatin1(item->metaObject()->className()).section(u"_QML"_s, 0, 0));
    return names.join(u'/');
}

}  // namespace candour::northmere
