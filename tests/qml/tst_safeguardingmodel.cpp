// The alert by itself: five questions in any order, who was told, and how urgent it still is.
#include "tests/support/fakes.h"
#include "tests/support/northmere.h"

#include <QTest>

using namespace candour;
using namespace Qt::StringLiterals;

namespace {

struct Alert {
    Alert() {
        clock.jump(northmere::SiteClock().utc() - clock.utc());
        QObject::connect(&model, &SafeguardingModel::changed, &model,
                         [this](qint64 revision, const AlertSheet& sheet) {
                             saved += sheet;
                             last = revision;
                         });
        QObject::connect(&model, &SafeguardingModel::putRequested, &model,
                         [this](const AlertSheet& sheet) { put += sheet; });
        QObject::connect(&model, &SafeguardingModel::tellRequested, &model,
                         [this](const AlertSheet& sheet, const Telling& telling) {
                             told += telling;
                             rest = sheet;
                         });
        book.spare = u"spare"_s;
        book.lead = u"Helen Marsh, assessment lead"_s;
        book.words = u"Reference %1."_s;
        book.offices = {{u"told_lead"_s, u"Assessment lead"_s, u"01632 960144"_s, {}},
                        {u"told_council"_s, u"The council’s team"_s, u"01632 960121"_s, {}, true}};
        model.show(book);
    }
    /// An alert that is in line stands on the page.
    void putInLine() {
        AlertSheet sheet;
        sheet.key = u"a"_s;
        sheet.inLine = true;
        sheet.answers.what = u"No food in"_s;
        sheet.answers.raised = clock.utc();
        sheet.recorded = sheet.answers;
        book.sheets = {sheet};
        model.show(book);
        model.choose(0);
    }
    void acknowledge() { model.showSaved(last, clock.utc(), {}); }
    [[nodiscard]] QStringList offices() {
        QStringList steps;
        const auto* rows = model.offices();
        for (int i = 0; i < rows->rowCount(); ++i)
            steps += rows->data(rows->index(i, 0), Qt::UserRole).toString();
        return steps;
    }

    FakeClock clock;
    SafeguardingModel model{clock};
    AlertBook book;
    QList<AlertSheet> saved;
    QList<AlertSheet> put;
    QList<Telling> told;
    AlertSheet rest;  // what was still being written when somebody was told
    qint64 last = 0;
};

}  // namespace

class TestSafeguarding : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void redirection_changesWhoIsRungOnlyWithItsReason() {
        Alert alert;
        alert.model.write(u"No food in"_s);
        alert.model.chooseCouncil(SafeguardingModel::Yes);
        QVERIFY(!alert.offices().contains(u"told_council"_s));
        QCOMPARE(alert.model.redirectWords(), u"Send it to the council all the same"_s);
        alert.model.redirect(true);
        QVERIFY(!alert.offices().contains(u"told_council"_s));
        QVERIFY(alert.model.routeProblem().startsWith(u"Say why"_s));
        alert.model.writeRouteReason(u"The lead: they must act tonight"_s);
        QVERIFY(alert.offices().contains(u"told_council"_s));
        QVERIFY(alert.model.routeProblem().isEmpty());
        QCOMPARE(alert.saved.last().answers.routeReason, u"The lead: they must act tonight"_s);
        // The answer stays as it was given.
        QCOMPARE(alert.model.council(), int(SafeguardingModel::Yes));
        alert.model.redirect(false);
        QVERIFY(!alert.offices().contains(u"told_council"_s));
        alert.model.chooseCouncil(SafeguardingModel::No);
        alert.model.redirect(true);
        QVERIFY(!alert.offices().contains(u"told_council"_s));
    }
    void reasonThatNoRecordTakes_holdsTheAlertOnItsQuestion() {
        Alert alert;
        alert.book.limits.routeReason = 5;
        alert.model.show(alert.book);
        alert.model.write(u"No food in"_s);
        alert.model.chooseCouncil(SafeguardingModel::Yes);
        alert.model.redirect(true);
        alert.model.writeRouteReason(u"Too long"_s);
        alert.model.put();
        QVERIFY(alert.put.isEmpty());
        QCOMPARE(alert.model.question(), int(SafeguardingModel::Council));
        QVERIFY(alert.model.routeProblem().contains(u"5 characters"_s));
    }
    void everyKey_leaves_andTheFirstStartsTheClock() {
        Alert alert;
        alert.model.write(u"N"_s);
        alert.clock.advance(std::chrono::minutes(2));
        alert.model.write(u"No"_s);
        QCOMPARE(alert.saved.size(), 2);
        QCOMPARE(alert.saved.last().answers.what, u"No"_s);
        QCOMPARE(alert.saved.last().key, u"spare"_s);
        QCOMPARE(alert.model.clockText(), u"23 h 58 min left"_s);
    }
    void wordsTypedBeforeTheVaultAnswered_areKeptWhenItDoes() {
        Alert alert;
        SafeguardingModel model(alert.clock);
        QList<AlertSheet> saved;
        connect(&model, &SafeguardingModel::changed, &model,
                [&saved](qint64, const AlertSheet& sheet) { saved += sheet; });
        model.write(u"No food in"_s);
        QVERIFY(saved.isEmpty());
        model.show(alert.book);
        QCOMPARE(saved.size(), 1);
        QCOMPARE(saved.first().key, u"spare"_s);
        QCOMPARE(saved.first().answers.what, u"No food in"_s);
    }
    void savedIsSaid_onlyAfterTheDiskSaidSo() {
        Alert alert;
        alert.model.write(u"No food in"_s);
        QVERIFY(alert.model.saved().isEmpty());
        alert.acknowledge();
        QCOMPARE(alert.model.saved(), u"Saved 14:32:07"_s);
        alert.model.write(u"No food in the house"_s);
        alert.model.showNotSaved(alert.last);
        QVERIFY(alert.model.notSaved());
        const auto before = alert.saved.size();
        alert.model.tick();
        QCOMPARE(alert.saved.size(), before + 1);
    }
    void answersThatComeAfterALock_leaveTheNextAlertItsPlace() {
        for (const bool kept : {true, false}) {
            Alert alert;
            alert.model.write(u"No food in"_s);
            const qint64 last = alert.last;
            alert.model.forget();
            QVERIFY(alert.model.what().isEmpty());
            if (kept) {
                alert.model.showSaved(last, alert.clock.utc(), {});
                AlertSheet onDisk = alert.saved.last();
                alert.book.sheets = {onDisk};
            } else {
                alert.model.showNotSaved(last);
                QVERIFY(!alert.model.notSaved());
            }
            QCOMPARE(alert.model.holdsUnsaved(), !kept);
            const auto before = alert.saved.size();
            alert.model.show(alert.book);
            if (kept) alert.model.open();
            QCOMPARE(alert.model.what(), u"No food in"_s);
            // What the disk refused is asked of it again.
            QCOMPARE(alert.saved.size(), before + (kept ? 0 : 1));
            alert.model.write(u"No food in, no heating"_s);
            QCOMPARE(alert.saved.last().answers.what, u"No food in, no heating"_s);
            QVERIFY(!alert.saved.last().key.isEmpty());
        }
    }
    void whatTheDiskRefusedBeforeALock_doesNotDisplaceWhatIsTypedNow() {
        Alert alert;
        alert.model.write(u"No food in"_s);
        alert.model.forget();
        alert.model.showNotSaved(alert.last);
        alert.model.write(u"A fall on the stairs"_s);
        alert.book.spare = u"another"_s;
        alert.model.show(alert.book);
        alert.model.show(alert.book);
        QCOMPARE(alert.model.what(), u"A fall on the stairs"_s);
        QCOMPARE(alert.saved.last().answers.what, u"A fall on the stairs"_s);
        // It is there once this one is on disk.
        alert.acknowledge();
        alert.book.sheets = {alert.saved.last()};
        alert.book.spare = u"third"_s;
        alert.model.show(alert.book);
        alert.model.begin();
        alert.model.show(alert.book);
        QCOMPARE(alert.model.what(), u"No food in"_s);
    }
    void anotherAlert_waitsUntilThisOneIsOnDisk() {
        Alert alert;
        alert.model.write(u"No food in"_s);
        alert.model.begin();
        QCOMPARE(alert.model.what(), u"No food in"_s);
        alert.acknowledge();
        alert.model.begin();
        QVERIFY(alert.model.what().isEmpty());
    }
    void whatTheVaultSays_neverWritesOverWhatIsBeingTyped() {
        Alert alert;
        alert.model.write(u"No food in"_s);
        AlertSheet older = alert.saved.first();
        older.answers.what = u"No"_s;
        alert.book.sheets = {older};
        alert.model.show(alert.book);
        QCOMPARE(alert.model.what(), u"No food in"_s);
        alert.acknowledge();
        alert.model.show(alert.book);
        QCOMPARE(alert.model.what(), u"No"_s);
    }
    void nothingButWords_isNeededToSetOut() {
        Alert alert;
        alert.model.chooseDanger(SafeguardingModel::No);
        alert.model.put();
        QVERIFY(alert.put.isEmpty());
        alert.model.write(u"No food in"_s);
        alert.model.put();
        QCOMPARE(alert.put.size(), 1);
    }
    void councilIsOfferedOnlyWhenItIsNotTheSubject() {
        Alert alert;
        alert.model.write(u"No food in"_s);
        for (const int council :
             {-1, int(SafeguardingModel::Yes), int(SafeguardingModel::NotSure)}) {
            alert.model.chooseCouncil(council);
            QVERIFY(!alert.offices().contains(u"told_council"_s));
            QCOMPARE(alert.model.numbers()->rowCount(), 1);
        }
        QCOMPARE(alert.model.routeTo(), u"Helen Marsh, assessment lead"_s);
        QCOMPARE(alert.model.routeFrom(), u"The council’s team"_s);
        alert.model.chooseCouncil(SafeguardingModel::No);
        QVERIFY(alert.offices().contains(u"told_council"_s));
        QVERIFY(alert.model.routeFrom().isEmpty());
    }
    void danger_comesFirst_until999WasRung() {
        Alert alert;
        alert.model.write(u"He has a knife"_s);
        alert.model.chooseDanger(SafeguardingModel::Yes);
        QVERIFY(alert.model.emergency());
        QVERIFY(alert.model.urgencyText().contains(u"999"_s));
        alert.model.rang999();
        QVERIFY(!alert.model.emergency());
        QCOMPARE(alert.saved.last().waiting.size(), 1);
        QCOMPARE(alert.saved.last().waiting.first().step, u"called_999"_s);
    }
    void onlyHere_untilHeardOrReceived() {
        Alert alert;
        QCOMPARE(alert.model.urgency(), SafeguardingModel::NothingYet);
        alert.model.write(u"No food in"_s);
        QCOMPARE(alert.model.urgency(), SafeguardingModel::OnlyHere);
        alert.model.showSaved(alert.last, alert.clock.utc(), u"Assessment lead, 14:32, by phone"_s);
        QCOMPARE(alert.model.urgency(), SafeguardingModel::Heard);
    }
    void telling_needsWhoAndWhen() {
        Alert alert;
        alert.model.write(u"No food in"_s);
        alert.model.beginTelling();
        QCOMPARE(alert.model.question(), int(SafeguardingModel::Told));
        QCOMPARE(alert.model.tellingTime(), u"14:32"_s);
        QVERIFY(!alert.model.tellingProblem().isEmpty());
        alert.model.tell();
        QVERIFY(alert.saved.last().waiting.isEmpty());
        alert.model.chooseOffice(0);
        QVERIFY(alert.model.tellingProblem().isEmpty());
        alert.model.writeTime(u"half past two"_s);
        QVERIFY(!alert.model.tellingProblem().isEmpty());
        alert.model.writeTime(u"9.05"_s);
        alert.model.tell();
        QVERIFY(!alert.model.telling());
        const Telling told = alert.saved.last().waiting.value(0);
        QCOMPARE(told.step, u"told_lead"_s);
        QCOMPARE(told.at, alert.clock.utc() - std::chrono::minutes(327) - std::chrono::seconds(7));
    }
    void timeAhead_wasYesterday() {
        Alert alert;
        alert.model.write(u"No food in"_s);
        alert.model.beginTelling();
        alert.model.chooseOffice(0);
        alert.model.writeTime(u"23:50"_s);
        alert.model.tell();
        QVERIFY(alert.saved.last().waiting.value(0).at < alert.clock.utc());
    }
    void noAnswer_isWrittenDownAsThat() {
        Alert alert;
        alert.model.write(u"No food in"_s);
        alert.model.beginTelling();
        alert.model.chooseOffice(0);
        alert.model.chooseOutcome(SafeguardingModel::NotReached);
        alert.model.tell();
        QCOMPARE(alert.saved.last().waiting.value(0).step, u"tried"_s);
        QCOMPARE(alert.model.toldCount(), 1);
    }
    void tellingAboutWhatIsInLine_goesToTheRecord() {
        Alert alert;
        alert.putInLine();
        QVERIFY(!alert.model.mayPut());
        alert.model.beginTelling();
        alert.model.chooseOffice(0);
        alert.model.tell();
        QCOMPARE(alert.told.size(), 1);
        QVERIFY(alert.saved.last().waiting.isEmpty());
    }
    void telling_staysInTheForm_untilTheRecordHasIt() {
        Alert alert;
        alert.putInLine();
        alert.model.beginTelling();
        alert.model.chooseOffice(0);
        alert.model.writeNote(u"She rings back at five"_s);
        alert.model.tell();
        alert.model.tell();
        QCOMPARE(alert.told.size(), 1);
        QVERIFY(alert.model.recording());
        QVERIFY(!alert.rest.telling.open);
        QVERIFY(alert.model.telling());
        // The disk refused: it is still there, and can be written down again.
        alert.model.showNotTold(u"a"_s, alert.told.first());
        QCOMPARE(alert.model.tellingNote(), u"She rings back at five"_s);
        alert.model.tell();
        QCOMPARE(alert.told.size(), 2);
        alert.model.showTold(u"a"_s, alert.told.last());
        QVERIFY(!alert.model.telling());
        QCOMPARE(alert.saved.last().telling, TellingDraft{});
    }
    void ringing999_leavesAHalfWrittenTelling_andIsOfferedAgainIfItWasNotKept() {
        Alert alert;
        alert.putInLine();
        alert.model.beginTelling();
        alert.model.chooseOffice(0);
        alert.model.rang999();
        alert.model.rang999();
        QCOMPARE(alert.told.size(), 1);
        QVERIFY(alert.rest.telling.open);
        alert.model.showTold(u"a"_s, alert.told.first());
        QVERIFY(alert.model.telling());
        alert.model.dropTelling();
        alert.model.rang999();
        alert.model.showNotTold(u"a"_s, alert.told.last());
        QVERIFY(alert.model.telling());
        alert.clock.advance(std::chrono::hours(30));
        QVERIFY(alert.model.tellingProblem().isEmpty());
        alert.model.tell();
        QCOMPARE(alert.told.last().step, u"called_999"_s);
        QCOMPARE(alert.told.last().at, alert.told.first().at);
    }
    void tellingThatNoRecordHolds_isSaidAtOnce() {
        Alert alert;
        alert.book.limits = {20, 8, 12};
        alert.model.show(alert.book);
        alert.model.write(u"No food in"_s);
        alert.model.beginTelling();
        alert.model.chooseOffice(0);
        QVERIFY(alert.model.tellingProblem().isEmpty());
        alert.model.writeReference(u"123456789"_s);
        QVERIFY(alert.model.tellingProblem().contains(u"8"_s));
        alert.model.tell();
        QVERIFY(alert.saved.last().waiting.isEmpty());
        alert.model.writeReference(u"12345678"_s);
        alert.model.writeNote(u"She rings back"_s);
        QVERIFY(alert.model.tellingProblem().contains(u"12"_s));
        alert.model.writeNote({});
        alert.model.writeWhom(QString(21, u'x'));
        QVERIFY(alert.model.tellingProblem().contains(u"20"_s));
    }
    void waitingTelling_canBeWrittenAnew_andHoldsNoAlertBack() {
        Alert alert;
        alert.model.write(u"No food in"_s);
        alert.model.beginTelling();
        alert.model.chooseOffice(0);
        alert.model.writeReference(u"123456789"_s);
        alert.model.tell();
        const Telling before = alert.saved.last().waiting.value(0);
        // It comes from a time when nobody asked how long it was.
        alert.book.limits = {20, 8, 12};
        alert.book.sheets = {alert.saved.last()};
        alert.acknowledge();
        alert.model.show(alert.book);
        alert.model.put();
        QVERIFY(alert.put.isEmpty());
        QVERIFY(!alert.model.tellingProblem().isEmpty());
        QCOMPARE(alert.model.tellingReference(), u"123456789"_s);
        alert.model.writeReference(u"12345678"_s);
        alert.model.tell();
        QCOMPARE(alert.saved.last().waiting.value(0).at, before.at);
        QCOMPARE(alert.saved.last().waiting.value(0).step, before.step);
        alert.model.put();
        QCOMPARE(alert.put.size(), 1);
        QCOMPARE(alert.put.first().waiting.size(), 1);
    }
    void twoTaps_putOneAlert() {
        Alert alert;
        alert.model.write(u"No food in"_s);
        alert.model.put();
        alert.model.put();
        QCOMPARE(alert.put.size(), 1);
        alert.model.showNotPut();
        alert.model.put();
        QCOMPARE(alert.put.size(), 2);
    }
    void page_opensOnWhatIsUnfinished_butNotOnWhatWasHeardElsewhere() {
        Alert alert;
        AlertSheet sheet;
        sheet.key = u"a"_s;
        sheet.session = u"morning"_s;
        sheet.answers.what = u"No food in"_s;
        alert.book.sheets = {sheet};
        alert.model.show(alert.book);
        alert.model.showPlace({}, {});
        alert.model.open();
        QCOMPARE(alert.model.what(), u"No food in"_s);
        alert.model.showPlace(u"afternoon"_s, u"Duty desk"_s);
        alert.model.open();
        QVERIFY(alert.model.what().isEmpty());
        QVERIFY(alert.model.origin().startsWith(u"From Duty desk."_s));
    }
    void clock_runsOut_andStopsWhenSomebodyActed() {
        Alert alert;
        alert.model.write(u"No food in"_s);
        alert.acknowledge();
        alert.clock.advance(std::chrono::hours(25));
        QVERIFY(alert.model.overdue());
        AlertSheet sheet = alert.saved.last();
        sheet.acted = true;
        alert.book.sheets = {sheet};
        alert.model.show(alert.book);
        QVERIFY(!alert.model.overdue());
    }
    void toldWhom_isAnsweredOnlyOnceWhoeverMustKnowHasBeenTold() {
        using std::chrono::minutes;
        Alert alert;
        const auto row = [&](int role) {
            const auto* rows = alert.model.questions();
            return rows->data(rows->index(SafeguardingModel::Told, 0), Qt::UserRole + role);
        };
        const auto tell = [&](const QString& step, const QString& whom) {
            alert.book.sheets.front().told.append(
                {step, whom, alert.clock.utc(), SafeguardingModel::Phone, {}, {}});
            alert.model.show(alert.book);
        };
        alert.putInLine();
        QVERIFY(!row(2).toBool());
        QVERIFY(!row(3).toBool());
        tell(u"told_person"_s, u"The daughter"_s);
        QCOMPARE(row(1).toString(), u"Assessment lead not told yet"_s);
        QVERIFY(!row(2).toBool());
        QVERIFY(row(3).toBool());
        tell(u"tried"_s, u"Assessment lead"_s);
        QVERIFY(row(1).toString().startsWith(u"Assessment lead not reached, "));
        tell(u"told_lead"_s, u"Assessment lead"_s);
        QVERIFY(row(2).toBool());
        QVERIFY(!row(3).toBool());
    }
    void page_endsOnlyWhenTheStoreHasIt_andSomebodyHeardIt() {
        Alert alert;
        alert.putInLine();
        QVERIFY(!alert.model.settled());
        alert.book.sheets.front().received = true;
        alert.model.show(alert.book);
        QVERIFY(!alert.model.settled());
        QCOMPARE(alert.model.progress(), u"Tell someone by voice as well."_s);
        alert.book.sheets.front().heardBy = u"Assessment lead, 14:30, by phone"_s;
        alert.model.show(alert.book);
        QVERIFY(alert.model.settled());
        alert.model.write(u"And the door was locked"_s);
        QVERIFY(!alert.model.settled());
    }
    void locking_forgetsEverything() {
        Alert alert;
        alert.model.write(u"No food in"_s);
        alert.model.forget();
        QVERIFY(alert.model.what().isEmpty());
        QCOMPARE(alert.model.sheet(), AlertSheet{});
    }

    // The frame round it
    void lock_asksFirstWhileAnAlertIsUnsent_andLockNowNever() {
        ShellModel shell;
        int locked = 0;
        connect(&shell, &ShellModel::lockRequested, this, [&locked] { ++locked; });
        shell.showPage(ShellModel::Today);
        shell.showStrip(Strip::of(u"N"_s, 1, 3, Strip::Connection::Offline, 1, {}, 1));
        shell.lock();
        QVERIFY(shell.lockAsked());
        QCOMPARE(locked, 0);
        shell.stayOpen();
        QVERIFY(!shell.lockAsked());
        shell.lockNow();
        QCOMPARE(locked, 1);
    }
    void again_asksForThePageThatIsThere() {
        ShellModel shell;
        QList<int> opened;
        connect(&shell, &ShellModel::pageOpened, this,
                [&opened](ShellModel::Page page) { opened += page; });
        shell.again();
        QVERIFY(opened.isEmpty());
        shell.showPage(ShellModel::Coverage);
        shell.again();
        QCOMPARE(opened, QList<int>{ShellModel::Coverage});
    }
    void back_uncoversWhatWasBeneath_pageByPage() {
        ShellModel shell;
        shell.showPage(ShellModel::Capture);
        shell.go(ShellModel::Agreement);
        shell.go(ShellModel::Safeguarding);
        shell.back();
        QCOMPARE(shell.page(), ShellModel::Agreement);
        QCOMPARE(shell.backName(), u"Back to the interview"_s);
        shell.back();
        QCOMPARE(shell.page(), ShellModel::Capture);
        shell.back();
        QCOMPARE(shell.page(), ShellModel::Today);
    }
};

QTEST_GUILESS_MAIN(TestSafeguarding)
#include "tst_safeguardingmodel.moc"
