// Taking back, as it is shown: nothing chosen for anybody, everything counted first.
#include "app/viewmodels/withdrawalmodel.h"

#include <QTest>

using namespace candour;
using namespace Qt::StringLiterals;

namespace {

WithdrawalSheet sheet() {
    WithdrawalSheet sheet;
    sheet.participant = u"p"_s;
    sheet.reach.lines = 7;
    sheet.reach.tags = 3;
    sheet.reach.links = 1;
    sheet.reach.handedOver = 2;
    sheet.hold = u"A legal hold stands."_s;
    return sheet;
}

QStringList column(QAbstractItemModel* rows, int property) {
    QStringList words;
    for (int i = 0; i < rows->rowCount(); ++i)
        words += rows->data(rows->index(i, 0), Qt::UserRole + property).toString();
    return words;
}

}  // namespace

class TestWithdrawal : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void nothingIsChosenForAnybody() {
        WithdrawalModel model;
        int recorded = 0;
        connect(&model, &WithdrawalModel::recordRequested, this, [&recorded] { ++recorded; });
        model.show(sheet());
        QCOMPARE(model.outcome(), -1);
        QVERIFY(!model.mayRecord());
        QCOMPARE(model.effects()->rowCount(), 0);
        model.record();
        QCOMPARE(recorded, 0);
    }
    void someOfTheirWords_canBeChosen_onlyToLockThemAway() {
        WithdrawalModel model;
        WithdrawalSheet some = sheet();
        some.words = {{u"1"_s, u"14:06"_s, u"They took the keys"_s},
                      {u"2"_s, u"14:07"_s, u"Nobody came"_s}};
        model.show(some);
        QVERIFY(!model.maySome());
        model.choose(WithdrawalModel::Erase);
        QVERIFY(!model.maySome());
        model.choose(WithdrawalModel::Restrict);
        QVERIFY(model.maySome());
        model.chooseSome(true);
        QVERIFY(!model.mayRecord());
        QVERIFY(model.progress().startsWith(u"Choose which"_s));
        QStringList kept;
        connect(&model, &WithdrawalModel::changed, this,
                [&kept](const WithdrawalSheet& sheet) { kept = sheet.chosen(); });
        model.tick(1);
        QCOMPARE(kept, QStringList{u"2"_s});
        QVERIFY(model.mayRecord());
        QCOMPARE(model.action(), u"Seal these words"_s);
        WithdrawalSheet asked = some;
        asked.outcome = WithdrawalModel::Restrict;
        asked.some = true;
        asked.words[1].chosen = true;
        WithdrawalReachCount reach;
        reach.lines = 1;
        reach.days = u"9 March"_s;
        model.showReach(asked, reach);
        QVERIFY(column(model.effects(), 1).contains(u"1 line, 9 March"_s));
        QVERIFY(column(model.effects(), 1).contains(u"Hidden, and not destroyed"_s));
        QVERIFY(!column(model.effects(), 1).contains(u"No more contact"_s));
        // An answer about other words comes late.
        asked.words[0].chosen = true;
        reach.lines = 2;
        model.showReach(asked, reach);
        QVERIFY(column(model.effects(), 1).contains(u"1 line, 9 March"_s));
        // Erasing is of all of them.
        model.choose(WithdrawalModel::Erase);
        QVERIFY(kept.isEmpty());
        QVERIFY(!column(model.effects(), 1).contains(u"Hidden, and not destroyed"_s));
    }
    void eachOutcome_countsWhatItTouches_data() {
        QTest::addColumn<int>("outcome");
        QTest::addColumn<QString>("heading");
        QTest::addColumn<QString>("state");
        QTest::addColumn<bool>("sealing");
        QTest::newRow("stop") << int(WithdrawalModel::Stop) << u"What happens to 7 things"_s
                              << u"Stays"_s << false;
        QTest::newRow("quote") << int(WithdrawalModel::DoNotQuote) << u"What happens to 7 things"_s
                               << u"Stays"_s << false;
        QTest::newRow("restrict") << int(WithdrawalModel::Restrict)
                                  << u"What happens to 11 things"_s << u"Sealed now"_s << true;
        QTest::newRow("erase") << int(WithdrawalModel::Erase) << u"What happens to 11 things"_s
                               << u"Sealed now"_s << true;
    }
    void eachOutcome_countsWhatItTouches() {
        QFETCH(int, outcome);
        QFETCH(QString, heading);
        QFETCH(QString, state);
        QFETCH(bool, sealing);
        WithdrawalModel model;
        model.show(sheet());
        model.choose(outcome);
        QCOMPARE(model.heading(), heading);
        QCOMPARE(column(model.effects(), 3).first(), state);
        QCOMPARE(model.action(), outcome == WithdrawalModel::Erase ? u"Seal, and ask for erasing"_s
                                 : sealing                         ? u"Seal their words"_s
                                                                   : u"Record their wish"_s);
        QCOMPARE(column(model.effects(), 3).contains(u"Goes first"_s), sealing);
    }
    void erase_saysThatItWaits_andWhatStandsInTheWay() {
        WithdrawalModel model;
        model.show(sheet());
        model.choose(WithdrawalModel::Restrict);
        QVERIFY(model.hold().isEmpty());
        model.choose(WithdrawalModel::Erase);
        QCOMPARE(model.hold(), u"A legal hold stands."_s);
        QVERIFY(column(model.effects(), 1).contains(u"Erasing waits for two people"_s));
    }
    void everyWordAndChoice_leaves() {
        WithdrawalModel model;
        QList<WithdrawalSheet> kept;
        connect(&model, &WithdrawalModel::changed, this,
                [&kept](const WithdrawalSheet& one) { kept += one; });
        model.show(sheet());
        model.choose(WithdrawalModel::Stop);
        model.write(u"W"_s);
        model.write(u"W"_s);
        QCOMPARE(kept.size(), 2);
        QCOMPARE(kept.last().reason, u"W"_s);
    }
    void pressedTwice_isRecordedOnce() {
        WithdrawalModel model;
        int recorded = 0;
        connect(&model, &WithdrawalModel::recordRequested, this, [&recorded] { ++recorded; });
        model.show(sheet());
        model.choose(WithdrawalModel::Restrict);
        model.record();
        model.record();
        QCOMPARE(recorded, 1);
        model.showNotSaved(true);
        QVERIFY(model.mayRecord());
        model.showRecorded(sheet(), u"12:24"_s);
        QVERIFY(model.done().contains(u"12:24"_s));
        QVERIFY(!model.mayRecord());
    }
    void beforeTheButton_theFootCountsWhatChanges_andAfterIt_thePageIsDone() {
        WithdrawalModel model;
        model.show(sheet());
        QVERIFY(model.counted().isEmpty());
        model.choose(WithdrawalModel::Restrict);
        QCOMPARE(model.counted(), u"11 things will be sealed or will change."_s);
        model.choose(WithdrawalModel::Stop);
        QCOMPARE(model.counted(), u"7 things of theirs stay, and nothing is sealed."_s);
        model.record();
        model.showRecorded(sheet(), u"12:24"_s);
        QVERIFY(model.counted().isEmpty());
        QVERIFY(!model.done().isEmpty());
        model.wantMore();
        QVERIFY(model.done().isEmpty());
        QCOMPARE(model.outcome(), -1);
    }
    void undoing_needsAReason() {
        WithdrawalModel model;
        QStringList undone;
        connect(&model, &WithdrawalModel::undoRequested, this,
                [&undone](const QString&, const QString& key, const QString&) { undone += key; });
        WithdrawalSheet standing = sheet();
        standing.standing = {{u"w"_s, u"Sealed"_s, {}}};
        model.show(standing);
        model.undo();
        QVERIFY(undone.isEmpty());
        model.beginUndo(0);
        model.why()->write(u"  "_s);
        model.undo();
        QVERIFY(undone.isEmpty());
        model.why()->write(u"She rang"_s);
        model.undo();
        QCOMPARE(undone, QStringList{u"w"_s});
    }
};

QTEST_GUILESS_MAIN(TestWithdrawal)
#include "tst_withdrawalmodel.moc"
