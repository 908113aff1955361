// The tablet's own page by itself: what is chosen leaves, what is typed does not stay.
#include "app/viewmodels/settingsmodel.h"
#include "app/viewmodels/shellmodel.h"

#include <QTest>

using namespace candour;
using namespace Qt::StringLiterals;

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
};

QTEST_GUILESS_MAIN(TestSettings)
#include "tst_settingsmodel.moc"
