// Coverage as the page asks for it.
#include "app/tablet/findings.h"
#include "app/tablet/tomorrow.h"
#include "tests/unit/tablet/room.h"

#include <QTest>

using namespace candour;

namespace {

/// A room where everybody has agreed to talk.
struct Talk : Room {
    Talk() { answer(company().front().participant.id, u"talk"_qs, AgreementModel::Yes); }

    [[nodiscard]] QDateTime now() { return wallTime(test.vault->author().now()); }
    CoverageGrid grid() { return must(Findings::read(*test.vault)).grid(council); }
    CellStory cell(int statement, const QString& category) {
        return must(must(Findings::read(*test.vault))
                        .cell(*test.vault, council, statement, category, now()));
    }
    CoverageSquare square(int statement, const QString& category) {
        for (const CoverageLine& line : grid().lines)
            for (const CoverageSquare& square : line.squares)
                if (line.number == statement && square.category == category) return square;
        qFatal("no such cell");
    }
};

}  // namespace

class TestFindings : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void twoLinesOfOneMeeting_areOneSource_andBothAreHeld() {
        Talk room;
        QCOMPARE(room.square(1, u"staff"_qs).kind, int(CoverageModel::Gap));
        const QString first = room.say(u"Waiting lists are long"_qs, {1});
        room.say(u"Reviews are late"_qs, {1});
        const auto square = room.square(1, u"staff"_qs);
        QCOMPARE(square.sources, 1);
        QCOMPARE(square.kind, int(CoverageModel::One));
        const auto story = room.cell(1, u"staff"_qs);
        QCOMPARE(story.held.size(), 2);
        QCOMPARE(story.held.first().title, u"Reviews are late"_qs);
        QCOMPARE(story.held.last().key, first);
        QCOMPARE(story.title, u"One source, so far"_qs);
        QVERIFY(story.detail.startsWith(u"2 passages, all from one source"_qs));
    }
    void tagOfAWordOrTwo_isShownWithWhatWasSaidAroundIt() {
        Talk room;
        const QString said = u"She helps me think. I say."_qs;
        const QString line = room.say(said);
        const auto tag = [&](const QString& words, int statement) {
            room.test.put({.type = u"tag"_qs,
                           .fields = {{u"target"_qs, *RecordId::fromString(line)},
                                      {u"start"_qs, said.indexOf(words)},
                                      {u"end"_qs, said.indexOf(words) + words.size()},
                                      {u"words"_qs, words},
                                      {u"pack"_qs, u"la-2026"_qs},
                                      {u"statement"_qs, statement},
                                      {u"category"_qs, u"staff"_qs},
                                      {u"direction"_qs, u"strength"_qs}}});
        };
        tag(u"I say."_qs, 1);
        QCOMPARE(room.cell(1, u"staff"_qs).held.first().title, said);
        tag(u"She helps me think."_qs, 2);
        QCOMPARE(room.cell(2, u"staff"_qs).held.first().title, u"She helps me think."_qs);
    }
    void cellThatNobodyNeeds_isNoGap() {
        Talk room;
        const QString needless = [&] {
            for (const CoverageLine& line : room.grid().lines)
                for (const CoverageSquare& square : line.squares)
                    if (square.kind == CoverageModel::NotNeeded) return square.word;
            return QString();
        }();
        QCOMPARE(needless, u"Not needed"_qs);
        QVERIFY(room.cell(1, u"people"_qs).detail.contains(u"Every statement needs it"_qs));
    }
    void linesOfTodayWithoutATag_areNamed() {
        Talk room;
        room.say(u"Nobody told the carer"_qs);
        const auto chances = room.cell(1, u"staff"_qs).chances;
        QVERIFY(!chances.isEmpty());
        QCOMPARE(chances.first().key, room.sitting->session().toString());
        QCOMPARE(chances.first().detail, u"1 line of today not yet tagged"_qs);
        QVERIFY(room.cell(1, u"people"_qs).chances.isEmpty());
    }
    void plan_isWrittenOnce_forTomorrow() {
        Talk room;
        const QDate today = room.now().date();
        QVERIFY(room.cell(3, u"partners"_qs).mayPlan);
        for (int i = 0; i < 2; ++i)
            must(planForTomorrow(*room.test.vault, room.council, 3,
                                 wantedIn(room.council, 3, u"partners"_qs), today));
        const auto planned = must(listAll(*room.test.vault, {.type = u"follow_up"_qs}));
        QCOMPARE(planned.size(), std::size_t(1));
        QCOMPARE(textOf(planned.front(), u"due"), today.addDays(1).toString(Qt::ISODate));
        QCOMPARE(fieldOf(planned.front(), u"statement").integer(), 3);
        const auto story = room.cell(3, u"partners"_qs);
        QVERIFY(!story.mayPlan);
        QCOMPARE(story.planned, u"In tomorrow’s plan"_qs);
        QVERIFY(room.cell(4, u"partners"_qs).mayPlan);
    }
};

QTEST_APPLESS_MAIN(TestFindings)
#include "tst_findings.moc"
