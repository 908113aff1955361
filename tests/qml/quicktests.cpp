// Runs the tst_*.qml files. Quick Test passes a page that throws; here any warning of the engine
// fails the run.
#include <QQmlEngine>
#include <QQmlError>
#include <QtQuickTest>

class Setup : public QObject {
    Q_OBJECT

  public Q_SLOTS:
    void qmlEngineAvailable(QQmlEngine* engine) {
        engine->addImportPath(QStringLiteral("qrc:/qt/qml"));
        connect(engine, &QQmlEngine::warnings, engine, [](const QList<QQmlError>& warnings) {
            for (const QQmlError& warning : warnings)
                qFatal("the engine warned: %s", qPrintable(warning.toString()));
        });
    }
};

QUICK_TEST_MAIN_WITH_SETUP(candour, Setup)
#include "quicktests.moc"
