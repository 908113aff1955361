// Whether the tablet's clock can be believed, and what is said of it.
#include "app/tablet/clockwatch.h"
#include "tests/support/fakes.h"

#include <QTest>

using namespace candour;
using namespace std::chrono_literals;

class TestClockWatch : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void fewMinutes_areNobodysConcern() {
        FakeClock clock;
        ClockWatch watch(clock);
        clock.jump(4min);
        QVERIFY(!watch.look());
        watch.learn(-4min, clock.utc());
        QVERIFY(watch.sentence().isEmpty());
    }
    void clockThatIsSet_isSaidWithTheTimeItShowed_andNotTwice() {
        FakeClock clock;
        ClockWatch watch(clock);
        clock.advance(62min);
        clock.jump(-24h);
        QVERIFY(watch.look());
        // Two past ten, by the clock as it was.
        QVERIFY(watch.sentence().startsWith(u"The clock was changed at 10:02."));
        clock.advance(1h);
        QVERIFY(!watch.look());
        QVERIFY(watch.sentence().startsWith(u"The clock was changed at 10:02."));
    }
    void sleepAndAnotherPlace_areNoChange() {
        FakeClock clock;
        ClockWatch watch(clock);
        clock.advance(9h);
        clock.setZone(60min);
        QVERIFY(!watch.look());
        QVERIFY(watch.sentence().isEmpty());
    }
    void clockThatIsSetBack_isRightAgain() {
        FakeClock clock;
        ClockWatch watch(clock);
        clock.jump(3h);
        QVERIFY(watch.look());
        clock.jump(-3h);
        QVERIFY(watch.look());
        QVERIFY(watch.sentence().isEmpty());
    }
    void storesTime_saysHowFarItIsOff_andThatItIsRight() {
        FakeClock clock;
        ClockWatch watch(clock);
        clock.jump(-3h);
        QVERIFY(watch.look());
        watch.learn(3h, clock.utc());
        QVERIFY(watch.sentence().contains(u"3 hours slow"));
        watch.learn(-48h, clock.utc());
        QVERIFY(watch.sentence().contains(u"2 days fast"));
        // It was wrong before somebody set it: the store says so.
        watch.learn(milliseconds(900), clock.utc());
        QVERIFY(watch.sentence().isEmpty());
        QVERIFY(!watch.look());
    }
    void clockBehindTheLastHandOver_isSaid_fromTheBeginning() {
        FakeClock clock;
        ClockWatch watch(clock);
        watch.learn(std::nullopt, clock.utc() + 240h);
        QVERIFY(watch.sentence().contains(u"before its last hand-over"));
        clock.jump(241h);
        (void)watch.look();
        watch.learn(std::nullopt, clock.utc() - 1h);
        QVERIFY(!watch.sentence().contains(u"before its last hand-over"));
    }
};

QTEST_GUILESS_MAIN(TestClockWatch)
#include "tst_clockwatch.moc"
