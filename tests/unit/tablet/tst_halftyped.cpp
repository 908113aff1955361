// What is typed in passing, and not part of anything yet: it is there after a lock and a kill, and
// gone once it was used.
#include "app/tablet/asking.h"
#include "app/tablet/evening.h"
#include "app/tablet/jotted.h"
#include "app/tablet/tagging.h"
#include "tests/support/must.h"
#include "tests/unit/tablet/desk.h"
#include "tests/unit/tablet/room.h"

#include <QTest>

using namespace candour;

namespace {

constexpr Jotting::Use everyUse[] = {Jotting::Use::joining, Jotting::Use::undoing,
                                     Jotting::Use::dating};

}  // namespace

class TestHalfTyped : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void eachUse_isADraftOfItsOwn_andEmptyIsNone() {
        Room room;
        const QString about = room.slot.toString();
        for (const Jotting::Use use : everyUse)
            must(keepJotted(*room.test.vault, use, about, QString::number(int(use))));
        room.restart();
        for (const Jotting::Use use : everyUse)
            QCOMPARE(must(readJotted(*room.test.vault, use, about)), QString::number(int(use)));
        for (const Jotting::Use use : everyUse) must(keepJotted(*room.test.vault, use, about, {}));
        QVERIFY(must(room.test.vault->drafts().open()).empty());
    }
    void roleOfSomebodyWhoJoins_isThereAfterALock_andGoneOnceTheyAre() {
        Desk desk;
        const auto sitDown = [&desk] { QVERIFY(desk.interviews()); };
        sitDown();
        Jotting& joining = *desk.models.people.joining();
        joining.write(u"Trusted asse"_qs);
        desk.models.shell.lock();
        joining.open({});
        sitDown();
        QTRY_COMPARE(joining.text(), u"Trusted asse"_qs);
        const int before = desk.models.people.count();
        desk.models.people.add();
        QTRY_COMPARE(desk.models.people.count(), before + 1);
        QVERIFY(joining.text().isEmpty());
        desk.models.shell.lock();
        sitDown();
        QTRY_COMPARE(desk.models.people.count(), before + 1);
        QVERIFY(joining.text().isEmpty());
    }
    void roleThatCouldNotBeAdded_isInItsFieldAgain() {
        Desk desk;
        QVERIFY(desk.opens());
        // Nobody sits anywhere.
        Jotting& joining = *desk.models.people.joining();
        joining.write(u"Manager"_qs);
        desk.models.people.add();
        QVERIFY(joining.text().isEmpty());
        QTRY_COMPARE(joining.text(), u"Manager"_qs);
    }
    void answersAndADoubtHalfTyped_areThereAfterALock() {
        Desk desk;
        const auto ask = [&desk] {
            QVERIFY(desk.interviews());
            desk.models.people.ask(0);
            QTRY_COMPARE(desk.page(), ShellModel::Agreement);
            QTRY_VERIFY(desk.models.agreement.purposes()->rowCount() > 0);
        };
        AgreementModel& agreement = desk.models.agreement;
        const auto rowOf = [&agreement](const char* role) {
            const auto* const rows = agreement.purposes();
            return rows->data(rows->index(0, 0), rows->roleNames().key(role)).toString();
        };
        ask();
        agreement.giveScript();
        agreement.choose(0, AgreementModel::Yes);
        agreement.tell(0, AgreementModel::Interpreter);
        agreement.judge(0, AgreementModel::Doubt);
        agreement.doubt(0, AgreementModel::Outcome, u"She foll"_qs);
        const QString given = agreement.scriptGiven();
        desk.models.shell.lock();
        agreement.show({});
        ask();
        QTRY_COMPARE(rowOf("outcome"), u"She foll"_qs);
        QCOMPARE(rowOf("choice").toInt(), int(AgreementModel::Yes));
        QCOMPARE(rowOf("told").toInt(), int(AgreementModel::Interpreter));
        QCOMPARE(agreement.scriptGiven(), given);
        agreement.record();
        QTRY_COMPARE(desk.page(), ShellModel::Capture);
        desk.models.people.ask(0);
        QTRY_COMPARE(desk.page(), ShellModel::Agreement);
        QTRY_VERIFY(rowOf("outcome").isEmpty());
        QCOMPARE(rowOf("choice").toInt(), int(AgreementModel::Yes));
    }
    void dateOfATag_staysTypedUntilItIsTaken() {
        Room room;
        room.assess();
        const RecordId person = room.company().front().participant.id;
        room.answer(person, u"talk"_qs, AgreementModel::Yes);
        const QString line = room.say(u"We ring round on Mondays"_qs, {1});
        const auto today = QDate(2027, 3, 9);
        const auto tagging =
            must(Tagging::open(*room.test.vault, room.council, room.sitting->session(), today));
        const auto rows = must(tagging->rows(0, 1));
        QCOMPARE(rows.front().id, line);
        const QString tag = rows.front().marks.front().tagId;
        const auto typed = [&] {
            return must(readJotted(*room.test.vault, Jotting::Use::dating, tag));
        };
        must(keepJotted(*room.test.vault, Jotting::Use::dating, tag, u"last spring"_qs));
        QVERIFY(!must(tagging->setDate(tag, u"last spring"_qs, {}, today)).refusal.isEmpty());
        QCOMPARE(typed(), u"last spring"_qs);
        QVERIFY(must(tagging->setDate(tag, u"2026-05"_qs, {}, today)).refusal.isEmpty());
        QVERIFY(typed().isEmpty());
    }
    void whyAWishIsUndone_goesWithTheWish() {
        Desk desk;
        QVERIFY(desk.interviews());
        desk.models.people.ask(0);
        QTRY_COMPARE(desk.page(), ShellModel::Agreement);
        QTRY_VERIFY(!desk.models.agreement.who().isEmpty());
        desk.models.agreement.withdraw();
        QTRY_COMPARE(desk.page(), ShellModel::Withdrawal);
        WithdrawalModel& wish = desk.models.withdrawal;
        wish.choose(WithdrawalModel::Restrict);
        wish.record();
        QTRY_COMPARE(wish.standingCount(), 1);
        wish.beginUndo(0);
        wish.why()->write(u"She rang"_qs);
        // Closed, and opened again: the words are there.
        wish.beginUndo(0);
        wish.beginUndo(0);
        QTRY_COMPARE(wish.why()->text(), u"She rang"_qs);
        wish.undo();
        QTRY_COMPARE(wish.standingCount(), 0);
    }
    void agreedLineHalfWritten_isThereWhenTheDisputeIsOpenedAgain() {
        ConflictModel model;
        QStringList kept;
        connect(
            &model, &ConflictModel::mergeWritten, this,
            [&kept](const QString& key, const QString& merged) { kept += key + u'/' + merged; });
        Dispute dispute;
        dispute.key = u"line"_qs;
        dispute.mine.text = u"Mine"_qs;
        model.show(dispute);
        QCOMPARE(model.choice(), ConflictModel::KeepBoth);
        model.setChoice(ConflictModel::Merge);
        model.setMerged(u"Mine and th"_qs);
        QCOMPARE(kept, QStringList{u"line/Mine and th"_qs});
        dispute.merged = u"Mine and th"_qs;
        model.show(dispute);
        QCOMPARE(model.choice(), ConflictModel::Merge);
        QCOMPARE(model.merged(), u"Mine and th"_qs);
    }
};

QTEST_MAIN(TestHalfTyped)
#include "tst_halftyped.moc"
