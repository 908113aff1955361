// The rating page, on a real vault: who scores, when, and what a score needs.
#include "app/tablet/rating.h"
#include "tests/unit/tablet/room.h"

#include <QTest>

using namespace candour;

namespace {

const QDate afterwards(2027, 3, 20);

/// A visit that ended on 10 March, and its lead.
struct Board : Room {
    explicit Board(const QString& role = u"lead"_qs) {
        council.me = test.put({.type = u"team_member"_qs,
                               .fields = {{u"initials"_qs, u"TV"_qs},
                                          {u"name"_qs, u"Somebody"_qs},
                                          {u"role"_qs, role}}})
                         .name.id;
        assess();
        answer(company().front().participant.id, u"talk"_qs, AgreementModel::Yes);
        for (int statement = 1; statement <= 9; ++statement) say(u"Words"_qs, {statement});
        test.clock.advance(noon().utc - test.clock.utc());
    }
    RatingState state(QDate day = afterwards) {
        return must(readRating(*test.vault, council, day));
    }
    Moment noon() {
        Moment moment = test.vault->author().now();
        moment.utc =
            UtcTime(milliseconds(QDateTime(afterwards, QTime(12, 0), Qt::UTC).toMSecsSinceEpoch()));
        return moment;
    }
    QString give(const ScoreDraft& draft) {
        return must(giveScore(*test.vault, council, draft, noon(), test.clock, test.random));
    }
    ScoreInHand open(int statement, int score = 0) {
        return must(readScore(*test.vault, council, statement, score));
    }
    ScoreDraft sound(int statement, int score) {
        ScoreInHand hand = open(statement, score);
        hand.draft.rationale = u"It rests on what was said."_qs;
        hand.draft.cites = {hand.evidence.first().key};
        return hand.draft;
    }
};

}  // namespace

class TestRating : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void beforeTheVisitEnds_theBoardIsClosed() {
        Board room;
        QVERIFY(room.state(QDate(2027, 3, 10)).closed.startsWith(u"Scoring opens"_qs));
        QVERIFY(room.state(QDate(2027, 3, 10)).lines.isEmpty());
        QVERIFY(room.state(QDate(2027, 3, 11)).closed.isEmpty());
    }
    void whoDoesNotLead_seesNoScores() {
        Board room(u"inspector"_qs);
        QVERIFY(room.state().closed.startsWith(u"Only the assessment lead"_qs));
        QVERIFY(room.state().lines.isEmpty());
    }
    void scoreWithoutReasonsOrEvidence_isNotGiven_andItsDraftStays() {
        Board room;
        ScoreDraft draft = room.open(1, 2).draft;
        must(saveScoreDraft(*room.test.vault, draft, room.test.clock, room.test.random));
        QCOMPARE(room.give(draft), u"The score needs a rationale."_qs);
        draft.rationale = u"Waits are long."_qs;
        must(saveScoreDraft(*room.test.vault, draft, room.test.clock, room.test.random));
        QCOMPARE(room.give(draft), u"The rationale has to cite evidence."_qs);
        QVERIFY(must(listAll(*room.test.vault, {.type = u"score"_qs})).empty());
        room.restart();
        QCOMPARE(room.open(1).draft, draft);
        QVERIFY(room.state().lines.first().writing);
    }
    void givenScore_standsOnTheBoard_andGivingItAgainChangesIt() {
        Board room;
        const ScoreDraft draft = room.sound(1, 2);
        must(saveScoreDraft(*room.test.vault, draft, room.test.clock, room.test.random));
        QCOMPARE(room.give(draft), QString());
        QVERIFY(must(room.test.vault->drafts().open()).empty());
        QCOMPARE(room.state().lines.first().score, 2);
        QCOMPARE(room.state().points, u"1 of 9 statements are scored"_qs);
        QVERIFY(room.state().rating.isEmpty());
        QCOMPARE(room.open(1).draft, draft);
        ScoreDraft better = draft;
        better.score = 3;
        QCOMPARE(room.give(better), QString());
        QCOMPARE(must(listAll(*room.test.vault, {.type = u"score"_qs})).size(), std::size_t(1));
        QCOMPARE(room.state().lines.first().score, 3);
    }
    void nineScores_makeARating_andALowOneRaisesTheCheck() {
        Board room;
        const int given[] = {2, 3, 2, 3, 3, 1, 3, 2, 3};
        for (int statement = 1; statement <= 9; ++statement)
            QCOMPARE(room.give(room.sound(statement, given[statement - 1])), QString());
        const RatingState state = room.state();
        QCOMPARE(state.rating, u"Requires improvement"_qs);
        QCOMPARE(state.points, u"22 of 36 points, 61%"_qs);
        QCOMPARE(state.next, u"One more point would make it Good."_qs);
        QCOMPARE(state.checks.size(), 1);
        QCOMPARE(state.checks.first().title, u"Statement 6 is scored 1"_qs);
        QVERIFY(state.checks.first().state.isEmpty());
        // Starting it twice asks once.
        for (int i = 0; i < 2; ++i)
            must(startCheck(*room.test.vault, room.council, 6, QDate(2027, 3, 12)));
        const auto asked = must(listAll(*room.test.vault, {.type = u"follow_up"_qs}));
        QCOMPARE(asked.size(), std::size_t(1));
        QCOMPARE(fieldOf(asked.front(), u"statement").integer(), 6);
        QCOMPARE(room.state().checks.first().state, u"Open"_qs);
        room.test.edit({asked.front().notebook, u"follow_up"_qs, asked.front().id}, u"state"_qs,
                       u"received"_qs);
        must(startCheck(*room.test.vault, room.council, 6, QDate(2027, 3, 12)));
        QCOMPARE(must(listAll(*room.test.vault, {.type = u"follow_up"_qs})).size(), std::size_t(1));
    }
};

QTEST_APPLESS_MAIN(TestRating)
#include "tst_rating.moc"
