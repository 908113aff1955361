// Renders every page and its main states into PNG files: landscape and portrait, light and dark, at
// 100 and 200 % text.
//   QT_QPA_PLATFORM=offscreen QT_QUICK_BACKEND=software candour_screens FOLDER [PART-OF-A-NAME]
#include "tests/support/northmere.h"

#include <QDir>
#include <QFile>
#include <QGuiApplication>
#include <QQmlApplicationEngine>
#include <QQuickWindow>
#include <QTextStream>

using namespace candour;
using namespace Qt::StringLiterals;

namespace {

void settle() {
    for (int i = 0; i < 6; ++i) QCoreApplication::processEvents();
}

}  // namespace

int main(int argc, char** argv) {
    QGuiApplication app(argc, argv);
    const QStringList arguments = QGuiApplication::arguments();
    QTextStream out(stdout);
    if (arguments.size() < 2) {
        out << u"usage: candour_screens FOLDER [PART-OF-A-NAME]\n"_s;
        return 2;
    }
    const QDir folder(arguments[1]);
    if (!folder.mkpath(u"."_s)) return 1;
    const QString part = arguments.value(2);
    const northmere::SiteClock clock;
    qsizetype warnings = 0;
    for (const auto& scene : northmere::scenes()) {
        if (!scene.name.contains(part)) continue;
        for (const bool portrait : {false, true})
            for (const bool dark : {false, true})
                for (const int scale : {100, 200}) {
                    WindowModels models(clock, std::make_unique<northmere::HeldDelay>());
                    models.shell.showLook(dark, scale / 100.0);
                    scene.show(models);
                    QQmlApplicationEngine engine;
                    QObject::connect(&engine, &QQmlEngine::warnings, &app,
                                     [&warnings](const auto& list) { warnings += list.size(); });
                    engine.addImportPath(u"qrc:/qt/qml"_s);
                    auto properties = models.properties();
                    properties.insert(u"width"_s, portrait ? 800 : 1280);
                    properties.insert(u"height"_s, portrait ? 1280 : 800);
                    engine.setInitialProperties(properties);
                    engine.load(QUrl(u"qrc:/qt/qml/Candour/Ui/Main.qml"_s));
                    if (engine.rootObjects().isEmpty()) return 1;
                    auto* window = qobject_cast<QQuickWindow*>(engine.rootObjects().first());
                    settle();
                    northmere::press(*window, scene.presses);
                    settle();
                    const QString name =
                        u"%1-%2-%3-%4.png"_s
                            .arg(scene.name, portrait ? u"portrait"_s : u"landscape"_s,
                                 dark ? u"dark"_s : u"light"_s)
                            .arg(scale);
                    if (!window->grabWindow().save(folder.filePath(name))) return 1;
                }
        out << scene.name << Qt::endl;
    }
    return warnings == 0 ? 0 : 1;
}
