// The tablet with its view-models against a real store over real TLS: a set-up that was cut off,
// and urgent words that wait for the network.
#include "app/tablet/tablet.h"
#include "tests/support/relay.h"
#include "tests/support/tlsstore.h"

#include <QTest>

using namespace candour;
using namespace candour::test;

namespace {

constexpr int patience = 60'000;  // for a machine that builds at the same time
constexpr char words[] = "correct horse battery staple";

std::optional<HttpResponse> outOfOrder(const HttpRequest&) {
    HttpResponse response;
    response.status = 500;
    return response;
}

struct Desk {
    Desk() { tablet.start(); }
    ~Desk() { tablet.stop(); }
    void enrol(TlsStore& store, std::uint16_t port = 0) {
        const Invitation invitation = store.invite();
        Q_EMIT models.enrol.enrolRequested(
            invitation.code.text(),
            QStringLiteral("127.0.0.1:%1").arg(port != 0 ? port : invitation.port),
            SecretBytes::copyOf(words));
    }
    void unlock() { models.unlock.unlock(QString::fromLatin1(words)); }
    [[nodiscard]] ShellModel::Page page() const { return models.shell.page(); }
    /// The time of one of the tablet's waits is over.
    void end(const char* wait) { tablet.findChild<QTimer*>(QString::fromLatin1(wait))->start(0); }
    void raiseAlert() {
        models.shell.go(ShellModel::Safeguarding);
        models.safeguarding.write(QStringLiteral("No food in"));
        QTRY_VERIFY_WITH_TIMEOUT(!models.safeguarding.saved().isEmpty(), patience);
        models.safeguarding.put();
        QTRY_VERIFY_WITH_TIMEOUT(models.safeguarding.inLine(), patience);
    }
    /// Nobody holds the vault any more.
    [[nodiscard]] bool opensElsewhere() {
        const Vault::Ground ground{clock, random};
        const auto entered = Passphrase::entered(SecretBytes::copyOf(words));
        return Vault::open(folder.filePath(QStringLiteral("vault")), *entered, ground).has_value();
    }
    [[nodiscard]] bool handingOver() const {
        return models.shell.strip().connection ==
               Strip::of({}, 0, 0, Strip::Connection::HandingOver, 0, -1, {}, 0).connection;
    }

    QTemporaryDir folder;
    SystemClock clock;
    SystemRandom random;
    WindowModels models{clock, std::make_unique<TimerDelay>()};
    Tablet tablet{models, folder.filePath(QStringLiteral("vault")), clock, random};
};

}  // namespace

class TestTabletAndStore : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void setUpThatWasCutOff_goesOnWhenItIsUnlocked() {
        TlsStore store;
        store.instead = outOfOrder;
        Desk desk;
        desk.enrol(store);
        QTRY_COMPARE_WITH_TIMEOUT(desk.page(), ShellModel::Unlock, patience);
        QTRY_VERIFY(desk.models.unlock.problem().contains(u"Unlock it to go on"));
        // Still no network: the same page again, not a dead one.
        QList<ShellModel::Page> pages;
        connect(&desk.models.shell, &ShellModel::pageChanged, this, [&] { pages += desk.page(); });
        desk.unlock();
        QTRY_COMPARE_WITH_TIMEOUT(pages, (QList{ShellModel::Enrol, ShellModel::Unlock}), patience);
        store.instead = {};
        desk.unlock();
        QTRY_COMPARE_WITH_TIMEOUT(desk.page(), ShellModel::Today, patience);
    }
    void alertThatFoundNoNetwork_leavesByItself() {
        TlsStore store;
        Desk desk;
        desk.enrol(store);
        QTRY_COMPARE_WITH_TIMEOUT(desk.page(), ShellModel::Today, patience);
        store.instead = outOfOrder;
        desk.raiseAlert();
        QTimer* const wait = desk.tablet.findChild<QTimer*>(QStringLiteral("urgent"));
        QTRY_VERIFY_WITH_TIMEOUT(wait->isActive(), patience);
        QCOMPARE(wait->intervalAsDuration(), std::chrono::milliseconds(30'000));
        // Still none: it waits longer each time, and never gives up.
        desk.end("urgent");
        QTRY_VERIFY_WITH_TIMEOUT(
            wait->isActive() && wait->intervalAsDuration() == std::chrono::milliseconds(60'000),
            patience);
        QCOMPARE(desk.models.safeguarding.urgency(), SafeguardingModel::OnlyHere);
        store.instead = {};
        desk.end("urgent");
        QTRY_COMPARE_WITH_TIMEOUT(desk.models.safeguarding.urgency(), SafeguardingModel::Received,
                                  patience);
        QTRY_VERIFY_WITH_TIMEOUT(!wait->isActive(), patience);
    }
    void alertThatFoundNoNetwork_leavesAfterTheNextUnlock() {
        TlsStore store;
        Desk desk;
        desk.enrol(store);
        QTRY_COMPARE_WITH_TIMEOUT(desk.page(), ShellModel::Today, patience);
        store.instead = outOfOrder;
        desk.raiseAlert();
        QTRY_VERIFY_WITH_TIMEOUT(
            desk.tablet.findChild<QTimer*>(QStringLiteral("urgent"))->isActive(), patience);
        desk.models.shell.lockNow();
        store.instead = {};
        desk.unlock();
        QTRY_COMPARE_WITH_TIMEOUT(desk.page(), ShellModel::Today, patience);
        QTRY_VERIFY_WITH_TIMEOUT(desk.models.shell.strip().alert.isEmpty(), patience);
    }
    void idleLock_letsARunningHandOverEnd_data() {
        QTest::addColumn<bool>("backBefore");
        QTest::newRow("nobody comes back") << false;
        QTest::newRow("somebody unlocks while it runs") << true;
    }
    void idleLock_letsARunningHandOverEnd() {
        QFETCH(bool, backBefore);
        TlsStore store;
        Desk desk;
        Relay relay(store.identity().port);
        desk.enrol(store, relay.port());
        QTRY_COMPARE_WITH_TIMEOUT(desk.page(), ShellModel::Today, patience);
        relay.stallAfter(Relay::Direction::up, 0);
        desk.raiseAlert();
        QTRY_VERIFY_WITH_TIMEOUT(desk.handingOver(), patience);
        desk.end("idle");
        QTRY_COMPARE_WITH_TIMEOUT(desk.page(), ShellModel::Unlock, patience);
        QVERIFY(desk.models.safeguarding.what().isEmpty());
        const int asked = store.asked;
        if (backBefore) {
            desk.unlock();
            QTRY_COMPARE_WITH_TIMEOUT(desk.page(), ShellModel::Today, patience);
            relay.heal();
        } else {
            relay.heal();
            QTRY_VERIFY_WITH_TIMEOUT(store.asked > asked, patience);
            // The vault closes behind it, so that nothing but the passphrase opens it.
            QTRY_VERIFY_WITH_TIMEOUT(desk.opensElsewhere(), patience);
            desk.unlock();
            QTRY_COMPARE_WITH_TIMEOUT(desk.page(), ShellModel::Today, patience);
        }
        QTRY_VERIFY_WITH_TIMEOUT(desk.models.shell.strip().alert.isEmpty(), patience);
        QTRY_COMPARE_WITH_TIMEOUT(desk.models.shell.strip().onlyHere, 0, patience);
    }
    void idleLock_holdsTheVaultOpenForAWhileOnly() {
        TlsStore store;
        Desk desk;
        Relay relay(store.identity().port);
        desk.enrol(store, relay.port());
        QTRY_COMPARE_WITH_TIMEOUT(desk.page(), ShellModel::Today, patience);
        relay.stallAfter(Relay::Direction::up, 0);
        desk.raiseAlert();
        QTRY_VERIFY_WITH_TIMEOUT(desk.handingOver(), patience);
        desk.end("idle");
        QTRY_COMPARE_WITH_TIMEOUT(desk.page(), ShellModel::Unlock, patience);
        desk.end("sentLongEnough");
        QTRY_VERIFY_WITH_TIMEOUT(desk.opensElsewhere(), patience);
        relay.heal();
        desk.unlock();
        QTRY_COMPARE_WITH_TIMEOUT(desk.page(), ShellModel::Today, patience);
        QTRY_VERIFY_WITH_TIMEOUT(desk.models.shell.strip().alert.isEmpty(), patience);
    }
};

QTEST_MAIN(TestTabletAndStore)
#include "tst_tabletandstore.moc"
