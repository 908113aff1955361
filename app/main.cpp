// candour: the tablet app. Wires the window to the tablet and does nothing else.
#include "app/tablet/tablet.h"
#include "platform/hardening.h"
#include "platform/log.h"
#include "platform/loginsession.h"
#include "platform/signals.h"

#include <QCommandLineParser>
#include <QDir>
#include <QGuiApplication>
#include <QInputMethod>
#include <QQmlApplicationEngine>
#include <QQuickStyle>
#include <QQuickWindow>
#include <QStandardPaths>
#include <QTextStream>

#include <algorithm>
#include <memory>

namespace {

/// Help and version are told without a display.
bool asksOnly(const QStringList& arguments) {
    static const QStringList questions{QStringLiteral("-h"), QStringLiteral("--help"),
                                       QStringLiteral("--help-all"), QStringLiteral("-v"),
                                       QStringLiteral("--version")};
    return std::any_of(arguments.begin(), arguments.end(),
                       [](const QString& argument) { return questions.contains(argument); });
}

}  // namespace

int main(int argc, char** argv) {
    using namespace candour;
    (void)harden();  // where it cannot be had, the notes still have to open
    log::takeQtMessages();
    TerminationSignals signals;
    QStringList arguments;
    for (int i = 1; i < argc; ++i) arguments.append(QString::fromLocal8Bit(argv[i]));
    const auto running = asksOnly(arguments)
                             ? std::make_unique<QCoreApplication>(argc, argv)
                             : std::unique_ptr<QCoreApplication>(new QGuiApplication(argc, argv));
    signals.onAsked([] { QCoreApplication::quit(); });
    QCoreApplication::setApplicationName(QStringLiteral("candour"));
    // What the desktop knows the window by: the name of its entry.
    QGuiApplication::setDesktopFileName(QStringLiteral("org.candour.Candour"));
    QCoreApplication::setApplicationVersion(QStringLiteral(CANDOUR_VERSION));
    QGuiApplication::setApplicationDisplayName(QStringLiteral("Candour"));
    QQuickStyle::setStyle(QStringLiteral("Basic"));

    QCommandLineParser options;
    options.setApplicationDescription(
        QCoreApplication::translate("main", "Notes that are never lost, leaked or stuck."));
    options.addHelpOption();
    options.addVersionOption();
    const QCommandLineOption vault(
        QStringLiteral("vault"),
        QCoreApplication::translate("main", "The folder of the encrypted notes."),
        QStringLiteral("folder"));
    const QCommandLineOption store(
        QStringLiteral("store"),
        QCoreApplication::translate("main", "The central store's address, for setting up."),
        QStringLiteral("address"));
    const QCommandLineOption dark(QStringLiteral("dark"),
                                  QCoreApplication::translate("main", "Begin in dark colours."));
    const QCommandLineOption scale(QStringLiteral("text-scale"),
                                   QCoreApplication::translate("main", "Text size from 1 to 2."),
                                   QStringLiteral("factor"), QStringLiteral("1"));
    const QCommandLineOption size(
        QStringLiteral("size"),
        QCoreApplication::translate("main", "The window's size, such as 1280x800."),
        QStringLiteral("size"));
    const QCommandLineOption unlocked(
        QStringLiteral("passphrase-stdin"),
        QCoreApplication::translate("main",
                                    "Unlock with the passphrase on the first line of standard"
                                    " input, for trying Candour out."));
    options.addOptions({vault, store, dark, scale, size, unlocked});
    options.process(*running);
    const QString folder = options.isSet(vault)
                               ? QDir(options.value(vault)).absolutePath()
                               : QStandardPaths::writableLocation(QStandardPaths::AppDataLocation) +
                                     QStringLiteral("/vault");
    QDir().mkpath(QFileInfo(folder).absolutePath());

    const SystemClock clock;
    SystemRandom random;
    WindowModels models(clock, std::make_unique<TimerDelay>());
    models.shell.showLook(options.isSet(dark), options.value(scale).toDouble());
    Tablet tablet(models, folder, clock, random);
    tablet.suggestAddress(options.value(store));
    LoginSession session;
    QObject::connect(&session, &LoginSession::lockAsked, &tablet, [&tablet, &session] {
        tablet.lockWithMachine([&session] { session.letSleep(); });
    });

    QQmlApplicationEngine engine;
    engine.addImportPath(QStringLiteral("qrc:/qt/qml"));
    // What is loaded only when it is asked for, and may not be installed.
    const QString modules = QDir::cleanPath(QCoreApplication::applicationDirPath() +
                                            QStringLiteral("/../lib/candour/qml"));
    engine.addImportPath(modules);
    if (QFileInfo::exists(modules + QStringLiteral("/Candour/Camera/qmldir")))
        models.enrol.offerCamera();
    engine.setInitialProperties(models.properties());
    QObject::connect(
        &engine, &QQmlApplicationEngine::objectCreationFailed, running.get(),
        [] { QCoreApplication::exit(1); }, Qt::QueuedConnection);
    engine.load(QUrl(QStringLiteral("qrc:/qt/qml/Candour/Ui/Main.qml")));
    if (const QStringList sides = options.value(size).split(u'x');
        sides.size() == 2 && !engine.rootObjects().isEmpty()) {
        if (auto* window = qobject_cast<QQuickWindow*>(engine.rootObjects().constFirst()))
            window->resize(sides[0].toInt(), sides[1].toInt());
    }
    // What the desktop's on-screen keyboard covers.
    const QInputMethod* const keyboard = QGuiApplication::inputMethod();
    const auto inset = [&models, keyboard] {
        models.shell.showKeyboard(
            keyboard->isVisible() ? qRound(keyboard->keyboardRectangle().height()) : 0);
    };
    QObject::connect(keyboard, &QInputMethod::visibleChanged, &models.shell, inset);
    QObject::connect(keyboard, &QInputMethod::keyboardRectangleChanged, &models.shell, inset);
    tablet.start();
    if (options.isSet(unlocked)) models.unlock.unlock(QTextStream(stdin).readLine());
    const int result = QGuiApplication::exec();
    tablet.stop();
    return result;
}
