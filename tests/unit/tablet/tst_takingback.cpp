// Taking back: counted before anything is done, done at once, and undone by somebody who says why.
#include "app/reports/erasurereport.h"
#include "app/tablet/takingback.h"
#include "tests/unit/tablet/room.h"

#include <QTest>

using namespace candour;
using Model = WithdrawalModel;

namespace {

struct SecondThought {
    SecondThought() {
        room.answer(person, u"talk"_qs, AgreementModel::Yes);
        line = room.say(u"They took the keys"_qs, {7});
        (void)room.say(u"And nobody came"_qs);
    }
    [[nodiscard]] WithdrawalSheet read() {
        return must(readWithdrawal(*room.test.vault, room.council, person.toString()));
    }
    WithdrawalSheet record(int outcome) {
        room.test.clock.advance(milliseconds(60'000));
        WithdrawalSheet sheet = read();
        sheet.outcome = outcome;
        must(recordWish(*room.test.vault, room.council, sheet,
                        RecordId::makeV7(room.test.clock, room.test.random),
                        room.test.vault->author().now()));
        room.test.clock.advance(milliseconds(60'000));
        return read();
    }
    [[nodiscard]] QList<LineRow> lines() { return must(room.sitting->rows(0, 9)); }
    [[nodiscard]] std::vector<ErasureRow> erasures() {
        return must(readErasures(room.test.vault->ledger(), room.test.vault->records()));
    }
    [[nodiscard]] std::size_t records(const QString& type) {
        return must(listAll(*room.test.vault, {.type = type})).size();
    }

    Room room;
    RecordId person = room.company().front().participant.id;
    QString line;
};

}  // namespace

class TestTakingBack : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void whatRestsOnTheWords_isCountedBeforeAnythingIsDone() {
        SecondThought change;
        const WithdrawalSheet sheet = change.read();
        QCOMPARE(sheet.reach.lines, 2);
        QCOMPARE(sheet.reach.tags, 1);
        QVERIFY(!sheet.reach.days.isEmpty());
        QCOMPARE(sheet.reach.sources, QStringList{u"Statement 7 falls from 1 source to 0."_qs});
        QCOMPARE(sheet.reach.handedOver, 0);
        QVERIFY(sheet.standing.isEmpty());
        QCOMPARE(change.records(u"withdrawal"_qs), std::size_t(0));
    }
    void lockingAway_worksAtOnce() {
        SecondThought change;
        const WithdrawalSheet after = change.record(Model::Restrict);
        for (const LineRow& row : change.lines()) QCOMPARE(row.state, LineListModel::Sealed);
        QVERIFY(change.room.test.hits(u"keys"_qs).isEmpty());
        QCOMPARE(after.standing.size(), 1);
        QCOMPARE(after.outcome, -1);
        QVERIFY(!must(change.room.sitting->mayTag()));
    }
    void stoppingAndNotQuoting_lockNothing_data() {
        QTest::addColumn<int>("outcome");
        QTest::newRow("stop") << int(Model::Stop);
        QTest::newRow("do not quote") << int(Model::DoNotQuote);
    }
    void stoppingAndNotQuoting_lockNothing() {
        QFETCH(int, outcome);
        SecondThought change;
        QCOMPARE(change.record(outcome).standing.size(), 1);
        for (const LineRow& row : change.lines()) QVERIFY(row.state != LineListModel::Sealed);
    }
    void erase_sealsNow_andAsksTwoOthers() {
        SecondThought change;
        (void)change.record(Model::Erase);
        for (const LineRow& row : change.lines()) QCOMPARE(row.state, LineListModel::Sealed);
        const auto asked = must(listAll(*change.room.test.vault, {.type = u"erasure"_qs}));
        QCOMPARE(asked.size(), std::size_t(1));
        QCOMPARE(textOf(asked.front(), u"state"), u"requested"_qs);
        QVERIFY(fieldOf(asked.front(), u"approved_by").isNull());
        // The store hears of it too, or nobody could ever decide.
        const auto erasures =
            must(readErasures(change.room.test.vault->ledger(), change.room.test.vault->records()));
        QCOMPARE(erasures.size(), std::size_t(1));
        QCOMPARE(erasures.front().what, change.person);
        QVERIFY(change.read().standing.front().detail.contains(u"two people"_qs));
    }
    void wishToErase_liesWhereAllOfTheTeamReadIt_forTwoWhoWereNotThere() {
        SecondThought change;
        (void)change.record(Model::Erase);
        Vault& vault = *change.room.test.vault;
        const NotebookId team = must(vault.notebooks().only(NotebookKind::team));
        const auto asked = must(listAll(vault, {.type = u"erasure"_qs}));
        QCOMPARE(asked.front().notebook, team);
        // What the wish names is known there too; the wish itself stays with the meeting.
        int named = 0;
        for (const ControlChange& each : must(vault.ledger().controls(team)))
            named += each.control.kind == ControlKind::withdraw &&
                             each.control.subject == SubjectId(change.person.bytes())
                         ? 1
                         : 0;
        QCOMPARE(named, 1);
        QVERIFY(must(listAll(vault, {.type = u"withdrawal"_qs})).front().notebook != team);
    }
    void legalHold_isSaidPlainly() {
        SecondThought change;
        QVERIFY(change.read().hold.isEmpty());
        change.room.test.put({.type = u"hold"_qs,
                              .fields = {{u"what"_qs, cbor::Value(change.person)},
                                         {u"reason"_qs, u"complaint"_qs},
                                         {u"authority"_qs, u"The legal team"_qs},
                                         {u"set"_qs, change.room.test.now()}}});
        QVERIFY(change.read().hold.contains(u"a complaint"_qs));
    }
    void undoing_opensTheWordsAgain_andKeepsTheReason() {
        SecondThought change;
        const WithdrawalSheet sealed = change.record(Model::Restrict);
        must(undoWish(*change.room.test.vault, sealed.standing.front().key,
                      u"She rang at four and wants it in"_qs));
        QVERIFY(change.read().standing.isEmpty());
        for (const LineRow& row : change.lines()) QVERIFY(row.state != LineListModel::Sealed);
        QCOMPARE(change.room.test.hits(u"keys"_qs).size(), 1);
    }
    void wantedBack_stopsTheErasureAsWell_andSaysSo() {
        SecondThought change;
        const WithdrawalSheet sealed = change.record(Model::Erase);
        const RecordId erasure =
            must(listAll(*change.room.test.vault, {.type = u"erasure"_qs})).front().id;
        must(undoWish(*change.room.test.vault, sealed.standing.front().key,
                      u"She rang at four and wants it in"_qs));
        QCOMPARE(change.records(u"erasure"_qs), std::size_t(0));
        const auto rows = change.erasures();
        QCOMPARE(rows.size(), std::size_t(1));
        QVERIFY(rows.front().id == erasure);
        QCOMPARE(rows.front().state, ErasureRow::State::takenBack);
        QCOMPARE(rows.front().authority, u"She rang at four and wants it in"_qs);
        // A later wish of theirs is asked for anew, and is not confused with the one before.
        const WithdrawalSheet again = change.record(Model::Erase);
        QCOMPARE(again.standing.size(), 1);
        QVERIFY(again.standing.front().detail.contains(u"two people"_qs));
        QVERIFY(!again.standing.front().detail.contains(u"Carried out"_qs));
    }
    void erasureOfAWishThatWasTakenBack_cannotBeApproved() {
        SecondThought change;
        Vault& vault = *change.room.test.vault;
        const RecordId me =
            change.room.test
                .put({.type = u"team_member"_qs,
                      .fields = {{u"name"_qs, u"Tess Vale"_qs},
                                 {u"initials"_qs, u"TV"_qs},
                                 {u"account"_qs, vault.identity().person.toString()},
                                 {u"role"_qs, u"inspector"_qs}}})
                .name.id;
        const WithdrawalSheet sealed = change.record(Model::Erase);
        const auto erasure = must(listAll(vault, {.type = u"erasure"_qs})).front();
        const RecordView wish =
            must(vault.records().get(*RecordId::fromString(sealed.standing.front().key)));
        // The wish alone was struck, as earlier tablets did.
        must(vault.strike(wish.name, u"They want it back"_qs));
        const auto approved =
            vault.put({.type = u"erasure"_qs,
                       .id = erasure.id,
                       .notebook = erasure.notebook,
                       .fields = {{u"approved_by"_qs, cbor::Value::array({cbor::Value(me)})}}});
        QVERIFY(!approved);
        QCOMPARE(approved.error().code, Code::notAllowed);
        QVERIFY(change.erasures().front().approvedBy.isEmpty());
    }
    void reasonThatIsTooLong_isRefusedWhole_notCut() {
        SecondThought change;
        const WithdrawalSheet sealed = change.record(Model::Restrict);
        const auto undone =
            undoWish(*change.room.test.vault, sealed.standing.front().key, QString(501, u'a'));
        QVERIFY(!undone);
        QCOMPARE(undone.error().code, Code::badInput);
        QCOMPARE(change.read().standing.size(), 1);
    }
    void someOfTheirWords_areCountedByThemselves_andSealedAlone() {
        SecondThought change;
        WithdrawalSheet sheet = change.read();
        QCOMPARE(sheet.words.size(), 2);
        QCOMPARE(sheet.words[0].text, u"They took the keys"_qs);
        sheet.outcome = Model::Restrict;
        sheet.some = true;
        QCOMPARE(must(readReach(*change.room.test.vault, change.room.council, sheet)).lines, 0);
        sheet.words[1].chosen = true;
        const auto reach = must(readReach(*change.room.test.vault, change.room.council, sheet));
        QCOMPARE(reach.lines, 1);
        QCOMPARE(reach.tags, 0);
        QVERIFY(reach.sources.isEmpty());
        must(recordWish(*change.room.test.vault, change.room.council, sheet,
                        RecordId::makeV7(change.room.test.clock, change.room.test.random),
                        change.room.test.vault->author().now()));
        QCOMPARE(change.lines()[0].state, LineListModel::Kept);
        QCOMPARE(change.lines()[1].state, LineListModel::Sealed);
        QVERIFY(change.room.test.hits(u"nobody"_qs).isEmpty());
        QCOMPARE(change.room.test.hits(u"keys"_qs).size(), 1);
        // Everything else goes on: they did not stop talking with us.
        QVERIFY(must(change.room.sitting->mayTag()));
        const WithdrawalSheet after = change.read();
        QCOMPARE(after.standing.first().title, u"Sealed: 1 piece of theirs"_qs);
        QCOMPARE(after.words.size(), 1);
    }
    void chosenWords_areThereAfterARestart_andCountOnlyWhileTheyAreToBeSealed() {
        SecondThought change;
        WithdrawalSheet sheet = change.read();
        sheet.outcome = Model::Restrict;
        sheet.some = true;
        sheet.words[0].chosen = true;
        must(saveWish(*change.room.test.vault, sheet));
        change.room.restart();
        WithdrawalSheet again = change.read();
        QVERIFY(again.ofSome());
        QCOMPARE(again.chosen(), QStringList{change.line});
        QCOMPARE(again.reach.lines, 1);
        // An erasure is of a person: it cannot be asked for single words.
        again.outcome = Model::Erase;
        QVERIFY(again.chosen().isEmpty());
        QCOMPARE(must(readReach(*change.room.test.vault, change.room.council, again)).lines, 2);
    }
    void whatIsChosenAndWritten_isThereAfterARestart() {
        SecondThought change;
        WithdrawalSheet sheet = change.read();
        sheet.outcome = Model::Stop;
        sheet.told = Model::Supporter;
        sheet.reason = u"Worried about her ten"_qs;
        must(saveWish(*change.room.test.vault, sheet));
        change.room.restart();
        const WithdrawalSheet again = change.read();
        QCOMPARE(again.outcome, int(Model::Stop));
        QCOMPARE(again.told, int(Model::Supporter));
        QCOMPARE(again.reason, sheet.reason);
    }
};

QTEST_APPLESS_MAIN(TestTakingBack)
#include "tst_takingback.moc"
