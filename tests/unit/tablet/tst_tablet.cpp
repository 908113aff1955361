// The tablet as a whole, without a window: view-models on this thread, the vault on its own.
#include "tests/support/must.h"
#include "tests/unit/tablet/desk.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QInputMethodEvent>
#include <QTest>
#include <QWindow>

using namespace candour;
using namespace std::chrono_literals;

class TestTablet : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void wrongPassphrase_opensNothing_andSaysHowManyTriesAreLeft() {
        Desk desk;
        desk.models.unlock.unlock(u"not these words at all"_qs);
        QTRY_VERIFY(!desk.models.unlock.problem().isEmpty());
        QCOMPARE(desk.page(), ShellModel::Unlock);
    }
    void interview_fromUnlockToFinish() {
        Desk desk;
        QVERIFY(desk.interviews());
        desk.type(u"We ring round on Mondays"_qs);
        QTRY_COMPARE(desk.models.capture.savedState(), CaptureModel::Saved);
        desk.models.closing.write(ClosingModel::Gaps, u"Direct payments"_qs);
        desk.models.closing.finish();
        QTRY_COMPARE(desk.page(), ShellModel::Today);
        QVERIFY(desk.interviews());
        QCOMPARE(desk.models.capture.lines()->count(), 1);
        QCOMPARE(desk.models.closing.gaps(), u"Direct payments"_qs);
        QVERIFY(!desk.models.closing.finished().isEmpty());
    }
    void lockingInTheMiddleOfALine_keepsIt() {
        Desk desk;
        QVERIFY(desk.interviews());
        desk.type(u"Half a sen"_qs);
        desk.models.shell.lock();
        QCOMPARE(desk.page(), ShellModel::Unlock);
        QVERIFY(desk.interviews());
        QTRY_COMPARE(desk.models.capture.lines()->count(), 1);
        // A list asks for what it shows.
        const LineListModel& lines = *desk.models.capture.lines();
        (void)lines.data(lines.index(0), Qt::UserRole);
        QTRY_VERIFY(lines.at(0).has_value());
        QCOMPARE(lines.at(0)->text, u"Half a sen"_qs);
    }
    void tabletThatSlept_isLockedWhenItWakes() {
        Desk desk;
        QVERIFY(desk.opens());
        desk.test.clock.advance(4min);
        QVERIFY(desk.ticks());
        QCOMPARE(desk.page(), ShellModel::Today);
        desk.test.clock.advance(1min);
        QVERIFY(desk.ticks());
        QTRY_COMPARE(desk.page(), ShellModel::Unlock);
    }
    void whoListens_isLeftMoreTime() {
        Desk desk;
        QVERIFY(desk.interviews());
        desk.test.clock.advance(9min);
        QVERIFY(desk.ticks());
        QCOMPARE(desk.page(), ShellModel::Capture);
        desk.test.clock.advance(1min);
        QVERIFY(desk.ticks());
        QTRY_COMPARE(desk.page(), ShellModel::Unlock);
    }
    void onScreenKeyboard_isSomebodysTouch() {
        Desk desk;
        QVERIFY(desk.opens());
        desk.test.clock.advance(4min);
        // Nothing else comes of a word that is typed on it.
        QInputMethodEvent word;
        word.setCommitString(u"Mondays"_qs);
        QCoreApplication::sendEvent(&desk.models.capture, &word);
        desk.test.clock.advance(4min);
        QVERIFY(desk.ticks());
        QCOMPARE(desk.page(), ShellModel::Today);
    }
    void machineThatSleeps_waitsUntilTheVaultIsClosed() {
        Desk desk;
        QVERIFY(desk.interviews());
        desk.type(u"They took the ke"_qs);
        bool closed = false;
        desk.tablet.lockWithMachine([&] { closed = true; });
        QTRY_VERIFY(closed);
        QCOMPARE(desk.page(), ShellModel::Unlock);
        // The half-typed words are on the disk, and whoever has the passphrase opens it.
        desk.test.reopen();
        QCOMPARE(desk.test.hits(u"took"_qs), QStringList{u"They took the ke"_qs});
        desk.test.lock();
        closed = false;
        desk.tablet.lockWithMachine([&] { closed = true; });
        QTRY_VERIFY(closed);
    }
    void machineThatIsLockedAndSleeps_isToldTwice() {
        Desk desk;
        QVERIFY(desk.interviews());
        desk.type(u"They took the ke"_qs);
        int closed = 0;
        for (int i = 0; i < 2; ++i)
            desk.tablet.lockWithMachine([&] {
                desk.test.reopen();
                desk.test.lock();
                ++closed;
            });
        QCOMPARE(closed, 0);
        QTRY_COMPARE(closed, 2);
    }
    void machineThatIsLockedWhileSomebodyUnlocks_staysLocked() {
        Desk desk;
        bool closed = false;
        desk.unlock();
        desk.tablet.lockWithMachine([&] { closed = true; });
        QTRY_VERIFY(closed);
        QCOMPARE(desk.page(), ShellModel::Unlock);
        desk.test.reopen();
        desk.test.lock();
        QVERIFY(desk.opens());
    }
    void locking_leavesNoWordsInThePages() {
        Desk desk;
        QVERIFY(desk.interviews());
        desk.type(u"They took the keys"_qs);
        desk.models.capture.finishLine();
        desk.models.closing.write(ClosingModel::Gaps, u"Direct payments"_qs);
        Dispute dispute;
        dispute.mine.text = u"Six weeks"_qs;
        desk.models.conflict.show(dispute);
        HandOverReceipt receipt;
        receipt.facts = {{u"From"_qs, u"TV"_qs}};
        desk.models.handOver.show(receipt);
        desk.models.people.ask(0);
        QTRY_COMPARE(desk.page(), ShellModel::Agreement);
        QTRY_VERIFY(!desk.models.agreement.who().isEmpty());
        desk.models.shell.lockNow();
        QTRY_VERIFY(desk.models.capture.title().isEmpty());
        QCOMPARE(desk.models.capture.lines()->count(), 0);
        QVERIFY(desk.models.capture.text().isEmpty());
        QVERIFY(desk.models.closing.gaps().isEmpty());
        QVERIFY(desk.models.conflict.mineText().isEmpty());
        QVERIFY(desk.models.agreement.who().isEmpty());
        QCOMPARE(desk.models.people.count(), 0);
        QCOMPARE(desk.models.handOver.facts()->rowCount(), 0);
        // And all of it is there when it is opened again.
        QVERIFY(desk.interviews());
        QCOMPARE(desk.models.capture.lines()->count(), 1);
        QCOMPARE(desk.models.closing.gaps(), u"Direct payments"_qs);
    }
    void copiedWords_leaveTheClipboardWhenTheTabletLocks_orEnds() {
        for (const bool locks : {true, false}) {
            Desk desk;
            QVERIFY(desk.opens());
            QWindow window;
            window.show();
            window.requestActivate();
            QTRY_COMPARE(QGuiApplication::applicationState(), Qt::ApplicationActive);
            QGuiApplication::clipboard()->setText(u"They took the keys"_qs);
            if (locks)
                desk.models.shell.lockNow();
            else
                desk.tablet.stop();
            QVERIFY(QGuiApplication::clipboard()->text().isEmpty());
        }
    }
    void copiedWords_leaveTheClipboardByThemselves() {
        class HandDelay final : public Delay {
          public:
            void start(std::chrono::milliseconds wait, std::function<void()> then) override {
                waits = wait;
                end = std::move(then);
            }
            void stop() override { end = {}; }
            [[nodiscard]] bool waiting() const override { return bool(end); }
            std::chrono::milliseconds waits{0};
            std::function<void()> end;
        };
        auto delay = std::make_unique<HandDelay>();
        const HandDelay& held = *delay;
        const CopiedWords copied(std::move(delay));
        QWindow window;
        window.show();
        window.requestActivate();
        QTRY_COMPARE(QGuiApplication::applicationState(), Qt::ApplicationActive);
        QGuiApplication::clipboard()->setText(u"They took the keys"_qs);
        QCOMPARE(held.waits, std::chrono::milliseconds(10'000));
        QCOMPARE(QGuiApplication::clipboard()->text(), u"They took the keys"_qs);
        held.end();
        QVERIFY(QGuiApplication::clipboard()->text().isEmpty());
    }
    void wordsWithoutASession_areNeverCalledSaved() {
        Desk desk;
        QVERIFY(desk.opens());
        desk.models.capture.show({});
        desk.type(u"Nowhere to go"_qs);
        QTRY_COMPARE(desk.models.capture.savedState(), CaptureModel::NotSaved);
        Q_EMIT desk.models.capture.tagRequested(1, {}, 1, true);
        Q_EMIT desk.models.people.personAdded(u"Social worker"_qs);
        Q_EMIT desk.models.closing.followUpAdded(u"The rota"_qs);
        desk.models.closing.write(ClosingModel::Gaps, u"Nothing"_qs);
        QTRY_VERIFY(desk.models.closing.notSaved());
    }
    void clockThatSomebodySet_isSaid_untilItIsRightAgain() {
        Desk desk;
        QVERIFY(desk.opens());
        desk.test.clock.jump(2min);
        QVERIFY(desk.ticks());
        QVERIFY(desk.models.shell.notice().isEmpty());
        desk.test.clock.jump(3h);
        QVERIFY(desk.ticks());
        QVERIFY(desk.models.shell.notice().startsWith(u"The clock was changed at "));
        desk.test.clock.jump(-3h);
        QVERIFY(desk.ticks());
        QTRY_VERIFY(desk.models.shell.notice().isEmpty());
    }
    void tabletThatIsNearlyFull_saysSo_untilThereIsRoom() {
        Desk desk;
        desk.room = 400'000'000;
        QVERIFY(desk.opens());
        QTRY_VERIFY(desk.models.shell.notice().startsWith(u"The tablet is nearly full."));
        desk.room = 4'000'000'000;
        desk.models.shell.go(ShellModel::Cases);
        QTRY_VERIFY(desk.models.shell.notice().isEmpty());
    }
    void whatFailsOutsideAPage_isSaidInASentenceThatStays() {
        Desk desk;
        QVERIFY(desk.opens());
        Q_EMIT desk.models.search.openRequested(u"no such line"_qs);
        QTRY_VERIFY(!desk.models.shell.notice().isEmpty());
        desk.models.shell.dismissNotice();
        QVERIFY(desk.models.shell.notice().isEmpty());
    }
    void alert_fromTheInterviewToTheLockedScreen() {
        Desk desk;
        QVERIFY(desk.interviews());
        SafeguardingModel& alert = desk.models.safeguarding;
        desk.models.shell.go(ShellModel::Safeguarding);
        QCOMPARE(desk.page(), ShellModel::Safeguarding);
        alert.write(u"No food in"_qs);
        QTRY_VERIFY(!alert.saved().isEmpty());
        QVERIFY(alert.origin().contains(u"Duty desk"_qs));
        QTRY_VERIFY(!desk.models.shell.strip().alert.isEmpty());
        alert.put();
        QTRY_VERIFY(alert.inLine());
        desk.models.shell.lock();
        QCOMPARE(desk.page(), ShellModel::Safeguarding);
        desk.models.shell.lockNow();
        QCOMPARE(desk.page(), ShellModel::Unlock);
        QCOMPARE(desk.models.shell.strip().urgent, u"1 urgent item is waiting"_qs);
        QVERIFY(alert.what().isEmpty());
        // After a restart the locked screen still says so.
        WindowModels again(desk.test.clock, std::make_unique<TimerDelay>());
        Tablet restarted(again, desk.test.path(), desk.test.clock, desk.test.random);
        restarted.start();
        QCOMPARE(again.shell.strip().urgent, u"1 urgent item is waiting"_qs);
        restarted.stop();
        QVERIFY(desk.opens());
        QTRY_VERIFY(alert.alertCount() == 1);
        // Somebody hears of it: nothing is urgent any more, and locking asks nothing.
        alert.choose(0);
        alert.beginTelling();
        alert.chooseOffice(1);
        alert.tell();
        QTRY_VERIFY(desk.models.shell.strip().alert.isEmpty());
        desk.models.shell.lock();
        QCOMPARE(desk.page(), ShellModel::Unlock);
    }
    void passphrase_changesOnlyForWhoKnowsTheOneOfNow() {
        Desk desk;
        QVERIFY(desk.opens());
        SettingsModel& settings = desk.models.settings;
        const QString next = u"four other words entirely"_qs;
        settings.changePassphrase(u"certainly not this one"_qs, next, next);
        QTRY_VERIFY(!settings.passphraseProblem().isEmpty());
        const QString now = QString::fromLatin1(TestVault::words.data(),
                                                static_cast<qsizetype>(TestVault::words.size()));
        settings.changePassphrase(now, u"short"_qs, u"short"_qs);
        QTRY_VERIFY(settings.passphraseProblem().contains(u"15"_qs));
        settings.changePassphrase(now, next, next);
        QTRY_VERIFY(!settings.passphraseDone().isEmpty());
        desk.models.shell.lock();
        desk.unlock();
        QTRY_VERIFY(!desk.models.unlock.problem().isEmpty());
        desk.models.unlock.unlock(next);
        QTRY_COMPARE(desk.page(), ShellModel::Today);
    }
    void proof_isCheckedOnRequest() {
        Desk desk;
        QVERIFY(desk.opens());
        desk.models.shell.go(ShellModel::Settings);
        desk.models.settings.verify();
        QVERIFY(desk.models.settings.checking());
        QTRY_VERIFY(desk.models.settings.checked());
        QVERIFY(desk.models.settings.sound());
        desk.models.shell.lock();
        QVERIFY(!desk.models.settings.checked());
    }
    void proof_letsWordsThrough_andStopsWhenAsked() {
        Desk desk(600);
        QVERIFY(desk.interviews());
        SettingsModel& settings = desk.models.settings;
        settings.verify();
        settings.stopChecking();
        QVERIFY(!settings.checking());
        bool underWay = false;
        bool savedMeanwhile = false;
        connect(&settings, &SettingsModel::shown, this, [&] {
            underWay = underWay || (settings.share() > 0 && settings.share() < 1);
            savedMeanwhile =
                savedMeanwhile ||
                (settings.checking() && desk.models.capture.savedState() == CaptureModel::Saved);
        });
        settings.verify();
        desk.type(u"We ring round"_qs);
        QTRY_VERIFY(settings.checked());
        QVERIFY(settings.sound());
        QVERIFY(underWay);
        QVERIFY(savedMeanwhile);
    }
    void wayOfReading_isThereTheNextTime() {
        Desk desk;
        desk.models.settings.chooseScale(1.5);
        desk.models.settings.chooseScheme(Look::Dark);
        WindowModels again(desk.test.clock, std::make_unique<TimerDelay>());
        Tablet tablet(again, desk.test.path(), desk.test.clock, desk.test.random);
        tablet.start();
        QVERIFY(again.shell.dark());
        QCOMPARE(again.shell.textScale(), 1.5);
        tablet.stop();
    }
    void agreementTakenBack_sealsWhatIsInTheNotebook() {
        Desk desk;
        QVERIFY(desk.interviews());
        desk.type(u"They took the keys"_qs);
        desk.models.capture.finishLine();
        desk.models.shell.go(ShellModel::Review);
        QTRY_VERIFY(desk.models.review.choices()->rowCount() > 0);
        desk.models.review.openChoice(0);
        QTRY_VERIFY(desk.models.review.open());
        const LineListModel& reviewLines = *desk.models.review.lines();
        (void)reviewLines.data(reviewLines.index(0), Qt::UserRole);
        QTRY_VERIFY(reviewLines.at(0) && reviewLines.at(0)->text.contains(u"keys"_qs));
        QVERIFY(desk.interviews());
        desk.models.people.ask(0);
        QTRY_COMPARE(desk.page(), ShellModel::Agreement);
        QTRY_VERIFY(!desk.models.agreement.who().isEmpty());
        desk.models.agreement.withdraw();
        QTRY_COMPARE(desk.page(), ShellModel::Withdrawal);
        desk.models.withdrawal.choose(WithdrawalModel::Restrict);
        desk.models.withdrawal.record();
        QTRY_VERIFY(!desk.models.withdrawal.done().isEmpty());
        desk.models.shell.back();
        desk.models.shell.back();
        QCOMPARE(desk.page(), ShellModel::Capture);
        const LineListModel& lines = *desk.models.capture.lines();
        const auto firstLine = [&lines] {
            (void)lines.data(lines.index(0), Qt::UserRole);
            return lines.at(0);
        };
        QTRY_VERIFY(firstLine() && firstLine()->state == LineListModel::Sealed);
        // Nor is it on the page of the review, which had shown it before.
        const auto reviewed = [&reviewLines] {
            (void)reviewLines.data(reviewLines.index(0), Qt::UserRole);
            return reviewLines.at(0);
        };
        QTRY_VERIFY(reviewed() && reviewed()->state == LineListModel::Sealed);
        QVERIFY(!firstLine()->text.contains(u"keys"_qs));
    }
    void reviewOfMyDay_opensItsLines_andRefusesKindly() {
        Desk desk;
        QVERIFY(desk.interviews());
        desk.type(u"We ring round on Mondays"_qs);
        desk.models.shell.go(ShellModel::Review);
        ReviewModel& review = desk.models.review;
        QTRY_COMPARE(review.choices()->rowCount(), 2);
        review.openChoice(0);
        QTRY_VERIFY(review.open());
        QCOMPARE(review.lines()->count(), 1);
        (void)review.lines()->data(review.lines()->index(0), Qt::UserRole);
        QTRY_VERIFY(review.lines()->at(0).has_value());
        review.choose(0);
        review.tag(1);
        QVERIFY(review.refusal().contains(u"not yet agreed"_qs));
        review.close();
        QTRY_COMPARE(review.choices()->rowCount(), 2);
    }
    void coverageIsCounted_andPlanned() {
        Desk desk;
        QVERIFY(desk.opens());
        desk.models.shell.go(ShellModel::Coverage);
        CoverageModel& coverage = desk.models.coverage;
        QTRY_VERIFY(coverage.mayPlan());
        QCOMPARE(coverage.lines()->rowCount(), 9);
        coverage.plan();
        QTRY_COMPARE(coverage.planned(), u"In tomorrow’s plan"_qs);
    }
    void themeBeingWritten_isThereAfterALock() {
        Desk desk;
        QVERIFY(desk.opens());
        desk.models.shell.go(ShellModel::Huddle);
        HuddleModel& huddle = desk.models.huddle;
        QTRY_COMPARE(huddle.lines()->rowCount(), 9);
        huddle.write(HuddleModel::Theme, u"Carers wait"_qs);
        QTRY_VERIFY(huddle.saved().startsWith(u"Saved"_qs));
        desk.models.shell.lock();
        QVERIFY(huddle.theme().isEmpty());
        QVERIFY(desk.opens());
        desk.models.shell.go(ShellModel::Huddle);
        QTRY_COMPARE(huddle.theme(), u"Carers wait"_qs);
        huddle.add();
        QTRY_VERIFY(huddle.theme().isEmpty());
    }
    void rating_saysWhyItIsClosed() {
        Desk desk;
        QVERIFY(desk.opens());
        desk.models.shell.go(ShellModel::Rating);
        QTRY_VERIFY(!desk.models.rating.closed().isEmpty());
        QVERIFY(!desk.models.rating.waiting());
    }
    void caseOpenedFromTheList_showsWhatItsFormSaved() {
        Desk desk;
        QVERIFY(desk.opens());
        desk.models.shell.go(ShellModel::Cases);
        QTRY_VERIFY(desk.models.cases.ready());
        QVERIFY(desk.models.cases.empty());
        desk.models.form.add(u"tracked_case"_qs, {{u"stage"_qs, u"shortlisted"_qs}});
        QTRY_VERIFY(!desk.models.form.loading());
        desk.models.form.entry(u"number"_qs)->setText(u"07"_qs);
        QTRY_VERIFY(!desk.models.form.keptText().isEmpty());
        desk.models.form.save();
        QTRY_VERIFY(!desk.models.form.problem().isEmpty());
        QVERIFY(!desk.models.form.entry(u"summary"_qs)->problem().isEmpty());
        desk.models.form.entry(u"summary"_qs)->setText(u"Daughter cares for mother"_qs);
        desk.models.form.save();
        QTRY_VERIFY(!desk.models.cases.empty());
        QVERIFY(!desk.models.form.isOpen());
        const auto* cases = desk.models.cases.cases();
        QTRY_COMPARE(cases->rowCount(), 1);
        const QString id = cases->data(cases->index(0, 0), Qt::UserRole).toString();
        desk.models.cases.open(id);
        QTRY_COMPARE(desk.page(), ShellModel::Case);
        QCOMPARE(desk.models.journey.title(), u"Case 07"_qs);
        desk.models.form.add(u"journey_stage"_qs, {{u"case"_qs, id}});
        QTRY_VERIFY(!desk.models.form.loading());
        desk.models.form.entry(u"stage"_qs)->choose(u"first_contact"_qs);
        desk.models.form.save();
        QTRY_COMPARE(desk.models.journey.stageCount(), 1);
        desk.models.name.ask(id);
        QTRY_VERIFY(!desk.models.name.problem().isEmpty());
        desk.models.shell.lock();
        QVERIFY(!desk.models.name.isOpen());
        QVERIFY(!desk.models.journey.ready());
        QVERIFY(!desk.models.cases.ready());
    }
    void formHalfFilled_isThereAfterTheTabletWasLocked() {
        Desk desk;
        QVERIFY(desk.opens());
        desk.models.shell.go(ShellModel::Documents);
        QTRY_VERIFY(desk.models.documents.ready());
        desk.models.form.add(u"document"_qs);
        QTRY_VERIFY(!desk.models.form.loading());
        desk.models.form.entry(u"title"_qs)->setText(u"Waiting list prot"_qs);
        desk.models.shell.lock();
        QVERIFY(!desk.models.form.isOpen());
        QVERIFY(desk.opens());
        desk.models.form.add(u"document"_qs);
        QTRY_VERIFY(!desk.models.form.loading());
        QVERIFY(desk.models.form.restored());
        QCOMPARE(desk.models.form.entry(u"title"_qs)->text(), u"Waiting list prot"_qs);
    }
    void openPointsOfTheDay_leadToWhereTheyAreSettled() {
        Desk desk(1);
        QVERIFY(desk.interviews());
        desk.type(u"We ring round on Mondays"_qs);
        desk.models.capture.finishLine();
        const auto points = [&] {
            QStringList keys;
            const auto* model = desk.models.handOver.points();
            for (int row = 0; row < model->rowCount(); ++row)
                keys << model->data(model->index(row, 0), Qt::UserRole).toString();
            return keys;
        };
        const auto act = [&](const QString& key) {
            desk.models.shell.go(ShellModel::HandOver);
            if (!QTest::qWaitFor([&] { return points().contains(key); })) return false;
            const auto* model = desk.models.handOver.points();
            const auto row = static_cast<int>(points().indexOf(key));
            const int place = static_cast<int>(model->roleNames().key("place"));
            desk.models.handOver.act(key, model->data(model->index(row, 0), place).toString());
            return true;
        };
        QVERIFY(act(u"asking"_qs));
        QTRY_COMPARE(desk.page(), ShellModel::Agreement);
        QVERIFY(act(u"open"_qs));
        QTRY_COMPARE(desk.page(), ShellModel::Capture);
        QVERIFY(act(u"followUps"_qs));
        QTRY_COMPARE(desk.page(), ShellModel::Documents);
        QCOMPARE(desk.models.documents.part(), int(DocumentsModel::FollowUps));
        desk.models.form.add(u"document"_qs);
        QTRY_VERIFY(!desk.models.form.loading());
        desk.models.form.entry(u"title"_qs)->setText(u"Waiting list prot"_qs);
        desk.models.form.leave();
        QVERIFY(act(u"form"_qs));
        QTRY_VERIFY(desk.models.form.entry(u"title"_qs) != nullptr);
        QCOMPARE(desk.models.form.entry(u"title"_qs)->text(), u"Waiting list prot"_qs);
    }
    void agreementOpenedFromTheInterview_goesBackToIt() {
        Desk desk;
        QVERIFY(desk.interviews());
        desk.models.people.ask(0);
        QTRY_COMPARE(desk.page(), ShellModel::Agreement);
        QTRY_VERIFY(!desk.models.agreement.who().isEmpty());
        desk.models.shell.back();
        QCOMPARE(desk.page(), ShellModel::Capture);
    }
};

QTEST_MAIN(TestTablet)
#include "tst_tablet.moc"
