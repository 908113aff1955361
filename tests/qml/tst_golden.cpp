// Each main page looks as it did when somebody last found it good: small copies are compared, and a
// few smoothed letters are no difference. After a change that is meant, look at the pictures and
// make the copies anew: candour_screens --golden tests/qml/golden
#include "tests/support/golden.h"

#include <QDir>
#include <QGuiApplication>
#include <QTest>

using namespace candour;
using namespace candour::northmere;
using namespace Qt::StringLiterals;

namespace {

constexpr double mostOther = 0.012;  // of all that is seen

}  // namespace

class TestGolden : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void page_looksAsItWasFoundGood_data() {
        QTest::addColumn<int>("scene");
        QTest::addColumn<int>("look");
        for (int scene = 0; scene < int(m_scenes.size()); ++scene)
            for (int look = 0; isGolden(m_scenes[scene].name) && look < int(m_looks.size()); ++look)
                QTest::addRow("%s", qPrintable(m_looks[look].fileFor(m_scenes[scene].name)))
                    << scene << look;
    }
    void page_looksAsItWasFoundGood() {
        QFETCH(int, scene);
        QFETCH(int, look);
        const SiteClock clock;
        WindowModels models(clock, std::make_unique<HeldDelay>());
        const QImage now = smallOf(pictureOf(m_stage, models, m_scenes[scene], m_looks[look]));
        const QString name = m_looks[look].fileFor(m_scenes[scene].name);
        const QImage good(QDir(qEnvironmentVariable("CANDOUR_GOLDEN")).filePath(name));
        const double other = differenceOf(now, good);
        if (other > mostOther) {
            QDir().mkpath(u"golden"_s);
            now.save(u"golden/"_s + name);
        }
        QVERIFY2(other <= mostOther, qPrintable(u"%1 % looks other; as it is now: %2/golden/%3"_s
                                                    .arg(other * 100, 0, 'f', 2)
                                                    .arg(QDir::currentPath(), name)));
    }
    void comparison_seesAMissingButton_andNotASmoothedLetter() {
        const SiteClock clock;
        WindowModels models(clock, std::make_unique<HeldDelay>());
        QImage whole = pictureOf(m_stage, models, sceneNamed(u"03-today"_s), m_looks[0]);
        QImage small = smallOf(whole);
        QCOMPARE(differenceOf(small, small), 0.0);
        QImage lighter = small;
        for (int y = 0; y < small.height(); ++y)
            for (int x = 0; x < small.width(); ++x)
                lighter.setPixelColor(x, y, small.pixelColor(x, y).darker(108));
        QVERIFY(differenceOf(small, lighter) <= mostOther);
        for (int y = 0; y < 56; ++y)
            for (int x = 0; x < 310; ++x) whole.setPixelColor(940 + x, 310 + y, Qt::white);
        QVERIFY(differenceOf(small, smallOf(whole)) > mostOther);
        QCOMPARE(differenceOf(small, QImage()), 1.0);
    }

  private:
    const std::vector<Scene> m_scenes = scenes();
    const std::vector<PictureLook> m_looks = goldenLooks();
    Stage m_stage;
};

QTEST_MAIN(TestGolden)
#include "tst_golden.moc"
