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

/// Somebody from outside: they share the meeting's notebook, and have no one notebook of a team.
struct Outsider {
    Outsider() : slot(member.test.slot(u"Brokerage"_qs).name.id) {
        const RecordName shared = member.test.session(slot).name;
        session = shared.id;
        shareNotebook(member.test, test, shared.notebook);
        shareNotebook(member.test, test,
                      must(member.test.vault->notebooks().only(NotebookKind::team)));
        must(test.pull(member.test, shared.notebook));
    }
    [[nodiscard]] Vault& vault() { return *test.vault; }
    [[nodiscard]] Moment now() { return vault().author().now(); }

    Room member;
    TestVault test{2};
    Council council;
    RecordId slot;
    RecordId session;
};

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
    void colleaguesAnswer_thatCameMeanwhile_isNotWrittenOver() {
        Room room;
        Colleague joseph(room);
        ClosingState state = must(readClosing(*room.test.vault, room.sitting->session()));
        joseph.write(u"session"_qs, room.sitting->session(), u"gaps"_qs, u"Direct payments"_qs);
        joseph.meet();
        state.answers.seemed = u"Tired"_qs;
        must(closeRoom(room, state.answers, true));
        const auto after = must(readClosing(*room.test.vault, room.sitting->session())).answers;
        QCOMPARE(after.gaps, u"Direct payments"_qs);
        QCOMPARE(after.seemed, u"Tired"_qs);
    }
    void answersOfTwo_areBothShown_alsoAfterAKill_andAChangeSettlesThem() {
        Room room;
        Colleague joseph(room);
        const RecordId session = room.sitting->session();
        const ClosingState opened = must(readClosing(*room.test.vault, session));
        must(saveAnswer(*room.test.vault, session, ClosingModel::Gaps, u"Carers"_qs,
                        opened.answers.before));
        joseph.write(u"session"_qs, session, u"gaps"_qs, u"Direct payments"_qs);
        joseph.meet();
        room.restart();
        must(closeRoom(room, must(readClosing(*room.test.vault, session)).answers, false));
        ClosingState both = must(readClosing(*room.test.vault, session));
        QVERIFY(both.answers.gaps.contains(u"Carers"_qs));
        QVERIFY(both.answers.gaps.contains(u"Direct payments"_qs));
        both.answers.gaps = u"Carers and direct payments"_qs;
        must(closeRoom(room, both.answers, false));
        QCOMPARE(must(readClosing(*room.test.vault, session)).answers.gaps, both.answers.gaps);
        QVERIFY(!must(room.test.vault->records().get(session)).inConflict());
    }
    void finishedByTwo_canBeFinishedAgain() {
        Room room;
        Colleague joseph(room);
        const RecordId session = room.sitting->session();
        must(closeRoom(room, {}, true));
        joseph.write(u"session"_qs, session, u"finished"_qs,
                     cbor::Value::array({1'804'590'000'000, 0}));
        joseph.meet();
        QVERIFY(must(room.test.vault->records().get(session)).inConflict());
        must(closeRoom(room, {}, true));
        QVERIFY(!must(room.test.vault->records().get(session)).inConflict());
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
    void followUpThatIsTooLong_staysADraft_andTheRestIsKept() {
        Room room;
        const QString tooLong(501, u'x');
        must(saveAnswer(*room.test.vault, room.sitting->session(), ClosingModel::Next, tooLong));
        ClosingModel model;
        model.show(must(readClosing(*room.test.vault, room.sitting->session())));
        QVERIFY(!model.nextProblem().isEmpty());
        connect(&model, &ClosingModel::keepRequested, this,
                [&room](const ClosingAnswers& answers, bool finished) {
                    must(closeRoom(room, answers, finished));
                });
        int added = 0;
        connect(&model, &ClosingModel::followUpAdded, this, [&added] { ++added; });
        model.add();
        QCOMPARE(added, 0);
        model.write(ClosingModel::Gaps, u"Direct payments"_qs);
        model.finish();
        QCOMPARE(model.next(), tooLong);
        const auto state = must(readClosing(*room.test.vault, room.sitting->session()));
        QCOMPARE(state.answers.next, tooLong);
        QCOMPARE(state.answers.gaps, u"Direct payments"_qs);
        QVERIFY(!state.finished.isEmpty());
    }
    void followUpsOfAnotherMeeting_areNotShownHere() {
        Room room;
        const RecordId other = room.test.slot(u"Brokerage"_qs).name.id;
        must(addFollowUp(*room.test.vault, room.council, other, room.sitting->session(),
                         u"The rota"_qs));
        QVERIFY(must(readFollowUps(*room.test.vault, room.slot)).isEmpty());
    }

    void model_holdsAFollowUp_untilItIsOne() {
        ClosingModel model;
        QStringList added;
        connect(&model, &ClosingModel::followUpAdded, this,
                [&added](const QString& what) { added += what; });
        QList<ClosingAnswers> kept;
        connect(&model, &ClosingModel::keepRequested, this,
                [&kept](const ClosingAnswers& answers) { kept += answers; });
        model.show({});
        model.write(ClosingModel::Next, u"The\trota "_qs);
        model.add();
        model.add();
        QCOMPARE(added, QStringList{u"The rota"_qs});
        QCOMPARE(model.next(), u"The rota "_qs);
        // On its way it is not handed over a second time.
        model.leave();
        QVERIFY(kept.last().next.isEmpty());
        model.showNotAdded();
        QCOMPARE(model.next(), u"The rota "_qs);
        model.leave();
        QCOMPARE(kept.last().next.trimmed(), u"The rota"_qs);
        model.write(ClosingModel::Next, u"The rota"_qs);
        model.add();
        model.showAdded(added.last());
        QVERIFY(model.next().isEmpty());
    }
    void outsidersFollowUps_addUpInTheMeetingsNotes_andAreNeverWiped() {
        Outsider room;
        must(addFollowUp(room.vault(), room.council, room.slot, room.session, u"The rota"_qs));
        must(close(room.vault(), room.council, room.slot, room.session,
                   {u"Direct payments"_qs, {}, u"Waiting times"_qs}, false, room.now()));
        // Coming back and changing something else leaves them alone.
        must(close(room.vault(), room.council, room.slot, room.session,
                   {u"Direct payments, rates"_qs, {}, {}}, false, room.now()));
        const auto rows = must(readFollowUps(room.vault(), room.slot));
        QCOMPARE(rows.size(), 2);
        QCOMPARE(rows.front().what, u"The rota"_qs);
        QCOMPARE(rows.last().what, u"Waiting times"_qs);
        QVERIFY(rows.front().key.isEmpty());
        QVERIFY(must(room.vault().drafts().open()).empty());
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
