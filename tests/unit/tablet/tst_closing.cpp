// The end of a session: what is typed there survives, and counts once.
#include "app/tablet/closing.h"
#include "tests/unit/tablet/room.h"

#include <QTest>

using namespace candour;

namespace {

Status closeRoom(Room& room, const ClosingAnswers& answers, bool finished) {
    return close(*room.test.vault, room.council, room.slot, room.sitting->session(), answers,
                 finished, room.test.vault->author().now());
}

}  // namespace

class TestClosing : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void answerHalfTyped_isThereAfterAKill() {
        Room room;
        must(saveAnswer(*room.test.vault, room.sitting->session(), ClosingModel::Gaps,
                        u"Never reached dir"_qs));
        must(saveAnswer(*room.test.vault, room.sitting->session(), ClosingModel::Next,
                        u"The rota"_qs));
        room.restart();
        const auto state = must(readClosing(*room.test.vault, room.sitting->session()));
        QCOMPARE(state.answers.gaps, u"Never reached dir"_qs);
        QCOMPARE(state.answers.next, u"The rota"_qs);
        QVERIFY(state.unsettled);
    }
    void answerHalfTyped_isNoLineOfTheNotebook() {
        Room room;
        must(saveAnswer(*room.test.vault, room.sitting->session(), ClosingModel::Seemed,
                        u"Tired"_qs));
        room.restart();
        QVERIFY(!must(room.sitting->state()).draft);
        QCOMPARE(room.sitting->lineCount(), 0);
    }
    void finishing_keepsAnswersAndTime_andLeavesNoDraft() {
        Room room;
        must(saveAnswer(*room.test.vault, room.sitting->session(), ClosingModel::Gaps,
                        u"Direct payments"_qs));
        must(closeRoom(room, {u"Direct payments"_qs, u"Tired"_qs, {}}, true));
        const auto state = must(readClosing(*room.test.vault, room.sitting->session()));
        QCOMPARE(state.answers.gaps, u"Direct payments"_qs);
        QCOMPARE(state.answers.seemed, u"Tired"_qs);
        QVERIFY(!state.finished.isEmpty());
        QVERIFY(!state.unsettled);
        QVERIFY(must(room.test.vault->drafts().open()).empty());
    }
    void leavingWithoutFinishing_keepsTheWordsAndNotTheTime() {
        Room room;
        must(closeRoom(room, {u"Direct payments"_qs, {}, {}}, false));
        const auto state = must(readClosing(*room.test.vault, room.sitting->session()));
        QCOMPARE(state.answers.gaps, u"Direct payments"_qs);
        QVERIFY(state.finished.isEmpty());
    }
    void skippingEverything_writesNothingButTheTime() {
        Room room;
        must(closeRoom(room, {}, false));
        const RecordView view = must(room.test.vault->records().get(room.sitting->session()));
        QVERIFY(view.field(u"gaps") == nullptr || view.field(u"gaps")->versions.empty());
        QVERIFY(view.field(u"seemed") == nullptr || view.field(u"seemed")->versions.empty());
    }
    void followUpStillTyped_isAddedWithTheRest() {
        Room room;
        must(closeRoom(room, {{}, {}, u"The rota for March"_qs}, true));
        const auto rows = must(readFollowUps(*room.test.vault, room.slot));
        QCOMPARE(rows.size(), 1);
        QCOMPARE(rows.front().what, u"The rota for March"_qs);
        QVERIFY(!rows.front().done);
    }
    void settledFollowUp_canBeOpenedAgain() {
        Room room;
        must(addFollowUp(*room.test.vault, room.council, room.slot, room.sitting->session(),
                         u"The rota"_qs));
        const QString key = must(readFollowUps(*room.test.vault, room.slot)).front().key;
        must(settleFollowUp(*room.test.vault, key, true));
        QVERIFY(must(readFollowUps(*room.test.vault, room.slot)).front().done);
        must(settleFollowUp(*room.test.vault, key, false));
        QVERIFY(!must(readFollowUps(*room.test.vault, room.slot)).front().done);
    }
    void followUpsOfAnotherMeeting_areNotShownHere() {
        Room room;
        const RecordId other = room.test.slot(u"Brokerage"_qs).name.id;
        must(addFollowUp(*room.test.vault, room.council, other, room.sitting->session(),
                         u"The rota"_qs));
        QVERIFY(must(readFollowUps(*room.test.vault, room.slot)).isEmpty());
    }

    void model_handsItsAnswersOverOnce() {
        ClosingModel model;
        QList<ClosingAnswers> kept;
        connect(&model, &ClosingModel::keepRequested, this,
                [&kept](const ClosingAnswers& answers) { kept += answers; });
        model.show({});
        model.leave();
        QVERIFY(kept.isEmpty());
        model.write(ClosingModel::Next, u"The rota"_qs);
        model.finish();
        model.leave();
        QCOMPARE(kept.size(), 1);
        QCOMPARE(kept.front().next, u"The rota"_qs);
    }
    void model_takesBackWhatTheDiskRefused() {
        ClosingModel model;
        QList<ClosingAnswers> kept;
        connect(&model, &ClosingModel::keepRequested, this,
                [&kept](const ClosingAnswers& answers) { kept += answers; });
        model.show({});
        model.write(ClosingModel::Gaps, u"Direct payments"_qs);
        model.write(ClosingModel::Next, u"The rota"_qs);
        model.leave();
        model.showNotKept(kept.front());
        QVERIFY(model.notSaved());
        model.leave();
        QCOMPARE(kept.size(), 2);
        QCOMPARE(kept.last(), kept.front());
    }
};

QTEST_APPLESS_MAIN(TestClosing)
#include "tst_closing.moc"
