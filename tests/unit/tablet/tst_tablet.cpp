// The tablet as a whole, without a window: view-models on this thread, the vault on its own.
#include "app/tablet/tablet.h"
#include "tests/support/must.h"
#include "tests/unit/vault/testvault.h"

#include <QTest>

using namespace candour;

namespace {

struct Desk {
    Desk() {
        slot = test.slot(u"Duty desk"_qs).name.id.toString();
        test.lock();
        tablet.start();
    }
    ~Desk() { tablet.stop(); }
    void unlock() {
        models.unlock.unlock(QString::fromLatin1(TestVault::words.data(),
                                                 static_cast<qsizetype>(TestVault::words.size())));
    }
    [[nodiscard]] ShellModel::Page page() const { return models.shell.page(); }
    void type(const QString& words) { models.capture.edit(words, static_cast<int>(words.size())); }

    TestVault test;
    QString slot;
    WindowModels models{test.clock, std::make_unique<TimerDelay>()};
    Tablet tablet{models, test.path(), test.clock, test.random};
};

}  // namespace

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
        desk.unlock();
        QTRY_COMPARE(desk.page(), ShellModel::Today);
        Q_EMIT desk.models.today.startRequested(desk.slot);
        QTRY_COMPARE(desk.page(), ShellModel::Capture);
        desk.type(u"We ring round on Mondays"_qs);
        QTRY_COMPARE(desk.models.capture.savedState(), CaptureModel::Saved);
        desk.models.closing.write(ClosingModel::Gaps, u"Direct payments"_qs);
        desk.models.closing.finish();
        QTRY_COMPARE(desk.page(), ShellModel::Today);
        Q_EMIT desk.models.today.startRequested(desk.slot);
        QTRY_COMPARE(desk.page(), ShellModel::Capture);
        QCOMPARE(desk.models.capture.lines()->count(), 1);
        QCOMPARE(desk.models.closing.gaps(), u"Direct payments"_qs);
        QVERIFY(!desk.models.closing.finished().isEmpty());
    }
    void lockingInTheMiddleOfALine_keepsIt() {
        Desk desk;
        desk.unlock();
        QTRY_COMPARE(desk.page(), ShellModel::Today);
        Q_EMIT desk.models.today.startRequested(desk.slot);
        QTRY_COMPARE(desk.page(), ShellModel::Capture);
        desk.type(u"Half a sen"_qs);
        desk.models.shell.lock();
        QCOMPARE(desk.page(), ShellModel::Unlock);
        desk.unlock();
        QTRY_COMPARE(desk.page(), ShellModel::Today);
        Q_EMIT desk.models.today.startRequested(desk.slot);
        QTRY_COMPARE(desk.page(), ShellModel::Capture);
        QTRY_COMPARE(desk.models.capture.lines()->count(), 1);
        // A list asks for what it shows.
        const LineListModel& lines = *desk.models.capture.lines();
        (void)lines.data(lines.index(0), Qt::UserRole);
        QTRY_VERIFY(lines.at(0).has_value());
        QCOMPARE(lines.at(0)->text, u"Half a sen"_qs);
    }
    void wordsWithoutASession_areNeverCalledSaved() {
        Desk desk;
        desk.unlock();
        QTRY_COMPARE(desk.page(), ShellModel::Today);
        desk.models.capture.show({});
        desk.type(u"Nowhere to go"_qs);
        QTRY_COMPARE(desk.models.capture.savedState(), CaptureModel::NotSaved);
        Q_EMIT desk.models.capture.tagRequested(1, {}, 1, true);
        Q_EMIT desk.models.people.personAdded(u"Social worker"_qs);
        Q_EMIT desk.models.closing.followUpAdded(u"The rota"_qs);
        desk.models.closing.write(ClosingModel::Gaps, u"Nothing"_qs);
        QTRY_VERIFY(desk.models.closing.notSaved());
    }
    void whatFailsOutsideAPage_isSaidInASentenceThatStays() {
        Desk desk;
        desk.unlock();
        QTRY_COMPARE(desk.page(), ShellModel::Today);
        Q_EMIT desk.models.search.openRequested(u"no such line"_qs);
        QTRY_VERIFY(!desk.models.shell.notice().isEmpty());
        desk.models.shell.dismissNotice();
        QVERIFY(desk.models.shell.notice().isEmpty());
    }
    void reviewOfMyDay_opensItsLines_andRefusesKindly() {
        Desk desk;
        desk.unlock();
        QTRY_COMPARE(desk.page(), ShellModel::Today);
        Q_EMIT desk.models.today.startRequested(desk.slot);
        QTRY_COMPARE(desk.page(), ShellModel::Capture);
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
        desk.unlock();
        QTRY_COMPARE(desk.page(), ShellModel::Today);
        desk.models.shell.go(ShellModel::Coverage);
        CoverageModel& coverage = desk.models.coverage;
        QTRY_VERIFY(coverage.mayPlan());
        QCOMPARE(coverage.lines()->rowCount(), 9);
        coverage.plan();
        QTRY_COMPARE(coverage.planned(), u"In tomorrow’s plan"_qs);
    }
    void themeBeingWritten_isThereAfterALock() {
        Desk desk;
        desk.unlock();
        QTRY_COMPARE(desk.page(), ShellModel::Today);
        desk.models.shell.go(ShellModel::Huddle);
        HuddleModel& huddle = desk.models.huddle;
        QTRY_COMPARE(huddle.lines()->rowCount(), 9);
        huddle.write(HuddleModel::Theme, u"Carers wait"_qs);
        QTRY_VERIFY(huddle.saved().startsWith(u"Saved"_qs));
        desk.models.shell.lock();
        QVERIFY(huddle.theme().isEmpty());
        desk.unlock();
        QTRY_COMPARE(desk.page(), ShellModel::Today);
        desk.models.shell.go(ShellModel::Huddle);
        QTRY_COMPARE(huddle.theme(), u"Carers wait"_qs);
        huddle.add();
        QTRY_VERIFY(huddle.theme().isEmpty());
    }
    void rating_saysWhyItIsClosed() {
        Desk desk;
        desk.unlock();
        QTRY_COMPARE(desk.page(), ShellModel::Today);
        desk.models.shell.go(ShellModel::Rating);
        QTRY_VERIFY(!desk.models.rating.closed().isEmpty());
        QVERIFY(!desk.models.rating.waiting());
    }
    void agreementOpenedFromTheInterview_goesBackToIt() {
        Desk desk;
        desk.unlock();
        QTRY_COMPARE(desk.page(), ShellModel::Today);
        Q_EMIT desk.models.today.startRequested(desk.slot);
        QTRY_COMPARE(desk.page(), ShellModel::Capture);
        desk.models.people.ask(0);
        QTRY_COMPARE(desk.page(), ShellModel::Agreement);
        QTRY_VERIFY(!desk.models.agreement.who().isEmpty());
        desk.models.shell.back();
        QCOMPARE(desk.page(), ShellModel::Capture);
    }
};

QTEST_MAIN(TestTablet)
#include "tst_tablet.moc"
