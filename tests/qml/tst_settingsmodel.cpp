// The tablet's own page by itself: what is chosen leaves, what is typed does not stay.
#include "app/viewmodels/keywatch.h"
#include "app/viewmodels/settingsmodel.h"
#include "tests/support/northmere.h"

#include <QKeyEvent>
#include <QTest>

using namespace candour;
using namespace Qt::StringLiterals;

namespace {

/// Ctrl under somebody's finger, and a clock that waits for us.
struct Hold {
    Hold() : watch(shell, take()) { shell.showPage(ShellModel::Today); }
    std::unique_ptr<Delay> take() {
        auto held = std::make_unique<northmere::HeldDelay>();
        delay = held.get();
        return held;
    }
    void key(QEvent::Type type, int key, bool again = false) {
        watch.see(QKeyEvent(type, key, Qt::NoModifier, {}, again));
    }

    northmere::HeldDelay* delay = nullptr;
    ShellModel shell;
    KeyWatch watch;
};

}  // namespace

class TestSettings : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void darkFollowsTheSystem_untilSomebodyChooses() {
        SettingsModel model;
        model.showLook({}, true);
        QVERIFY(model.dark());
        QList<Look> chosen;
        connect(&model, &SettingsModel::lookChosen, this,
                [&chosen](const Look& look) { chosen += look; });
        model.chooseScheme(Look::Light);
        QVERIFY(!model.dark());
        model.chooseScale(9);
        QCOMPARE(chosen.last().textScale, 2.0);
    }
    void passphrases_haveToBeTheSame_beforeTheyLeave() {
        SettingsModel model;
        int asked = 0;
        connect(&model, &SettingsModel::passphraseRequested, this, [&asked] { ++asked; });
        model.changePassphrase({}, u"new words"_s, u"new words"_s);
        QVERIFY(!model.passphraseProblem().isEmpty());
        model.changePassphrase(u"old"_s, u"new words"_s, u"other words"_s);
        QVERIFY(!model.passphraseProblem().isEmpty());
        QCOMPARE(asked, 0);
        model.changePassphrase(u"old"_s, u"new words"_s, u"new words"_s);
        QCOMPARE(asked, 1);
        QVERIFY(model.changing());
        model.changePassphrase(u"old"_s, u"new words"_s, u"new words"_s);
        QCOMPARE(asked, 1);
        model.showPassphraseChanged();
        QVERIFY(!model.passphraseDone().isEmpty());
    }
    void proof_isForgottenAtTheLock() {
        SettingsModel model;
        int asked = 0;
        connect(&model, &SettingsModel::verifyRequested, this, [&asked] { ++asked; });
        model.saveProof();
        model.verify();
        model.showChecking(0.4);
        model.verify();
        QCOMPARE(asked, 1);
        model.showProof({true, u"12 entries, all in order"_s, {}, {{u"A"_s, {}, {}, true}}, {}});
        QVERIFY(model.checked());
        model.forget();
        QVERIFY(!model.checked());
        QCOMPARE(model.proof()->rowCount(), 0);
    }
    void shieldAndKeys_areOnlyForAnOpenTablet() {
        ShellModel shell;
        shell.showShield(true);
        shell.showKeys(true);
        QVERIFY(!shell.shielded() && !shell.keysShown());
        shell.showPage(ShellModel::Today);
        shell.showShield(true);
        QVERIFY(shell.shielded());
        shell.liftShield();
        QVERIFY(!shell.shielded());
        shell.showShield(true);
        shell.showPage(ShellModel::Unlock);
        QVERIFY(!shell.shielded());
    }
    void keysOfThePage_areThere_onlyWhileCtrlAloneIsHeld() {
        Hold hold;
        hold.key(QEvent::KeyPress, Qt::Key_Control);
        QVERIFY(!hold.shell.keysShown());
        QCOMPARE(hold.delay->wait(), KeyWatch::shownAfter);
        // A keyboard that repeats does not begin the wait anew.
        hold.delay->end();
        hold.key(QEvent::KeyPress, Qt::Key_Control, true);
        QVERIFY(hold.shell.keysShown());
        hold.key(QEvent::KeyRelease, Qt::Key_Control);
        QVERIFY(!hold.shell.keysShown() && !hold.delay->waiting());
    }
    void keysOfThePage_stayAway_fromAShortcutAPressAndWhoeverIsLockedOut() {
        Hold hold;
        hold.key(QEvent::KeyPress, Qt::Key_Control);
        hold.key(QEvent::KeyPress, Qt::Key_K);
        QVERIFY(!hold.delay->waiting());
        hold.key(QEvent::KeyRelease, Qt::Key_K);
        hold.key(QEvent::KeyPress, Qt::Key_Control);
        hold.delay->end();
        hold.watch.see(QEvent(QEvent::MouseButtonPress));
        QVERIFY(!hold.shell.keysShown());
        hold.key(QEvent::KeyPress, Qt::Key_Control);
        hold.delay->end();
        hold.watch.stop();
        QVERIFY(!hold.shell.keysShown());
        hold.shell.showPage(ShellModel::Unlock);
        hold.key(QEvent::KeyPress, Qt::Key_Control);
        QVERIFY(!hold.delay->waiting());
    }
};

QTEST_GUILESS_MAIN(TestSettings)
#include "tst_settingsmodel.moc"
