// Walks over every page and state of the real window through Qt's accessibility tree: whatever can
// be reached has a name, a role and an action that works and is large enough, nothing lies over it,
// no text is cut short at 200 % or in a longer language, and words can be told from what is behind
// them, in the pixels that are shown.
//
// Opening a page is what costs the time. So one visit to it in each size answers all questions that
// can be asked of one window, and the tests read the answers. CANDOUR_SHARE=2/4 walks over the
// second quarter of the pages only, for several processes to share them.
#include "tests/qml/pagefaults.h"
#include "tests/support/northmere.h"
#include "tests/support/pseudotranslator.h"
#include "tests/support/stage.h"

#include <QAccessible>
#include <QTest>
#include <qpa/qplatformaccessibility.h>
#include <qpa/qplatformintegration.h>

#include <private/qguiapplication_p.h>

#include <cmath>
#include <map>

using namespace candour;
using namespace candour::northmere;
using namespace Qt::StringLiterals;

namespace {

constexpr QSize landscape(1280, 800);
constexpr QSize portrait(800, 1280);

/// The pages that are this process's to walk over.
std::vector<Scene> share() {
    std::vector<Scene> all = scenes();
    const QStringList part = qEnvironmentVariable("CANDOUR_SHARE", u"1/1"_s).split(u'/');
    const std::size_t shares = part.value(1).toUInt();
    const std::size_t mine = part.value(0).toUInt() - 1;
    if (mine >= shares) qFatal("CANDOUR_SHARE is not like 2/4");
    std::vector<Scene> kept;
    for (std::size_t i = mine; i < all.size(); i += shares) kept.push_back(std::move(all[i]));
    return kept;
}

/// One scene in the window; gone with it.
struct Open {
    Open(Stage& stage, const Scene& scene, QSize size, qreal scale)
        : models(clock, std::make_unique<HeldDelay>()) {
        models.shell.showLook(false, scale);
        scene.show(models);
        window = stage.raise(models, size);
        frame = Stage::settle(*window);
        if (press(*window, scene.presses) > 0) frame = Stage::settle(*window);
    }

    /// As the settings page does it while the page is open.
    void look(bool dark, qreal scale) {
        models.shell.showLook(dark, scale);
        frame = Stage::settle(*window);
    }

    SiteClock clock;
    WindowModels models;
    std::unique_ptr<QQuickWindow> window;
    QImage frame;
};

/// Where the words stand, and that no letter is turned over.
struct Words {
    QList<QRectF> places;
    QStringList faults;
};

Words wordsOf(const Open& open) {
    Words words;
    eachItem(open.window->contentItem(), [&](QQuickItem* item) {
        // A list may keep a row beyond its edge for a while.
        if (!isShown(item) || !item->inherits("QQuickText") || seenOf(item).isEmpty() ||
            pathOf(item).contains(u"/TimeWords/"_s))
            return;
        words.places += item->mapRectToScene(QRectF(0, 0, item->width(), item->height()));
        if (item->itemTransform(nullptr, nullptr).m11() < 0)
            words.faults += u"turned over: "_s + pathOf(item);
    });
    return words;
}

/// What a visit to one page in one size found.
struct Visit {
    std::map<int, QStringList> faults;  ///< By size of text, in percent.
    Words words;
    QStringList faint;
    QStringList faintInTheDark;
    QStringList byTab;
    QStringList byPressing;
};

}  // namespace

class TestAccessible : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void page_canBeReadAndReached_data() {
        QTest::addColumn<QString>("scene");
        QTest::addColumn<QSize>("size");
        QTest::addColumn<int>("percent");
        for (const auto& scene : share())
            for (const QSize size : {landscape, portrait})
                for (const int percent : {100, 125, 150, 200})
                    QTest::addRow("%s, %s, %d %%", qPrintable(scene.name), nameOf(size), percent)
                        << scene.name << size << percent;
    }
    void page_canBeReadAndReached() {
        QFETCH(int, percent);
        noneOf(visit().faults.at(percent));
    }

    void words_standOutFromWhatIsBehindThem_data() { everySize(); }
    void words_standOutFromWhatIsBehindThem() {
        noneOf(visit().faint);
        noneOf(visit().faintInTheDark);
    }

    void tab_comesToEverything_andShiftTabGoesBackTheSameWay_data() { everySize(); }
    void tab_comesToEverything_andShiftTabGoesBackTheSameWay() { noneOf(visit().byTab); }

    void assistiveTechnology_pressesWhatAFingerWould_data() { everySize(); }
    void assistiveTechnology_pressesWhatAFingerWould() { noneOf(visit().byPressing); }

    void wordsOfAnotherLanguage_haveRoom_data() { everySize(); }
    void wordsOfAnotherLanguage_haveRoom() {
        QFETCH(QString, scene);
        QFETCH(QSize, size);
        // Buttons that the scene presses have other names.
        Scene longer = sceneNamed(scene);
        longer.presses.clear();
        PseudoTranslator pseudo;
        QCoreApplication::installTranslator(&pseudo);
        (void)m_stage.takeWarnings();
        const Open open(m_stage, longer, size, 1);
        const QStringList faults = m_stage.takeWarnings() + faultsOf(*open.window);
        QCoreApplication::removeTranslator(&pseudo);
        noneOf(faults);
    }

    void fromRightToLeft_everyPageIsTurnedOver_andItsWordsAreNot_data() { everySize(); }
    void fromRightToLeft_everyPageIsTurnedOver_andItsWordsAreNot() {
        QFETCH(QString, scene);
        QFETCH(QSize, size);
        const QList<QRectF> usual = visit().words.places;
        noneOf(visit().words.faults);
        QGuiApplication::setLayoutDirection(Qt::RightToLeft);
        (void)m_stage.takeWarnings();
        Words turned;
        {
            const Open open(m_stage, sceneNamed(scene), size, 1);
            turned = wordsOf(open);
            turned.faults += m_stage.takeWarnings() + faultsOf(*open.window);
        }
        QGuiApplication::setLayoutDirection(Qt::LeftToRight);
        noneOf(turned.faults);
        QCOMPARE(turned.places.size(), usual.size());
        for (qsizetype i = 0; i < usual.size(); ++i)
            QVERIFY2(std::abs(turned.places[i].left() + usual[i].right() - size.width()) < 1.5,
                     qPrintable(u"%1 is not where its mirror would have it"_s.arg(i)));
    }

    void whatIsCovered_isNotThereForAScreenReader() {
        Open open(m_stage, sceneNamed(u"17-shield"_s), landscape, 1);
        QStringList readable;
        eachItem(open.window->contentItem(), [&](QQuickItem* item) {
            auto* const accessible = QAccessible::queryAccessibleInterface(item);
            if (accessible == nullptr || accessible->state().invisible ||
                item == open.window->contentItem() || pathOf(item).contains(u"Shield"_s))
                return;
            if (!accessible->text(QAccessible::Name).isEmpty()) readable += pathOf(item);
        });
        noneOf(readable);
    }

  private:
    static const char* nameOf(QSize size) { return size == portrait ? "portrait" : "landscape"; }
    static void noneOf(const QStringList& faults) {
        QVERIFY2(faults.isEmpty(), qPrintable(u"\n"_s + faults.join(u'\n')));
    }
    static void everySize() {
        QTest::addColumn<QString>("scene");
        QTest::addColumn<QSize>("size");
        for (const auto& scene : share())
            for (const QSize size : {landscape, portrait})
                QTest::addRow("%s, %s", qPrintable(scene.name), nameOf(size)) << scene.name << size;
    }

    /// Of this row's page in its size; made at the first question.
    const Visit& visit() {
        const QString name = *static_cast<QString*>(QTest::qData("scene", QMetaType::QString));
        const QSize size = *static_cast<QSize*>(QTest::qData("size", QMetaType::QSize));
        const auto [made, isNew] = m_visits.try_emplace({name, size == portrait});
        if (isNew) made->second = walk(sceneNamed(name), size);
        return made->second;
    }

    Visit walk(const Scene& scene, QSize size) {
        Visit found;
        (void)m_stage.takeWarnings();
        const auto faults = [&](const Open& open) {
            return m_stage.takeWarnings() + faultsOf(*open.window);
        };
        {
            const Open open(m_stage, scene, size, 1);
            found.faults[100] = faults(open);
            found.words = wordsOf(open);
            found.faint = faintTexts(*open.window, open.frame);
            found.byTab = faultsOfTheWayByTab(*open.window);
            found.byPressing = faultsOfPressing(*open.window);
        }
        Open open(m_stage, scene, size, 2);
        found.faults[200] = faults(open);
        for (const int percent : {150, 125}) {
            open.look(false, percent / 100.0);
            found.faults[percent] = faults(open);
        }
        open.look(true, 1);
        found.faintInTheDark = faintTexts(*open.window, open.frame);
        return found;
    }

    Stage m_stage;
    std::map<std::pair<QString, bool>, Visit> m_visits;
};

int main(int argc, char** argv) {
    QGuiApplication app(argc, argv);
    // Before anything is loaded, and at the platform, or Controls stay nameless.
    QGuiApplicationPrivate::platformIntegration()->accessibility()->setActive(true);
    TestAccessible test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_accessible.moc"
