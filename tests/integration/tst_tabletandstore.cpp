// The tablet with its view-models against a real store over real TLS: a set-up that was cut off,
// and urgent words that wait for the network.
#include "app/records/sessionids.h"
#include "app/rules/recordwords.h"
#include "app/tablet/tablet.h"
#include "sync/wire.h"
#include "tests/support/qrpicture.h"
#include "tests/support/relay.h"
#include "tests/support/tlsstore.h"

#include <QFile>
#include <QRegularExpression>
#include <QSignalSpy>
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

bool isAboutFiles(const HttpRequest& request) {
    return request.target.startsWith(wire::blobsPath);
}

struct Desk {
    Desk() { tablet.start(); }
    ~Desk() { tablet.stop(); }
    void enrol(TlsStore& store, std::uint16_t port = 0) { enrol(store, store.person, port); }
    void enrol(TlsStore& store, const Person& whom, std::uint16_t port = 0) {
        const Invitation invitation = store.invite(whom);
        Q_EMIT models.enrol.enrolRequested(
            invitation.code.text(),
            QStringLiteral("127.0.0.1:%1").arg(port != 0 ? port : invitation.port),
            SecretBytes::copyOf(words));
    }
    void enrolFromPicture(const QString& link) {
        const QString picture = folder.filePath(QStringLiteral("code.png"));
        QVERIFY(qrPicture(link).save(picture));
        models.enrol.readPicture(QUrl::fromLocalFile(picture));
        QTRY_VERIFY_WITH_TIMEOUT(models.enrol.mayContinue(), patience);
        const QString chosen = QString::fromLatin1(words);
        models.enrol.proceed(chosen, chosen);
        models.enrol.proceed(chosen, chosen);
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
    /// So many small files beside a paper of ours.
    void attachFiles(int count) {
        models.form.add(QStringLiteral("document"),
                        {{QStringLiteral("title"), QStringLiteral("Winter plan")},
                         {QStringLiteral("kind"), QStringLiteral("report")}});
        QTRY_VERIFY_WITH_TIMEOUT(!models.form.loading(), patience);
        QSignalSpy saved(&models.form, &FormModel::saved);
        models.form.save();
        QTRY_COMPARE_WITH_TIMEOUT(saved.size(), 1, patience);
        QFile file(folder.filePath(QStringLiteral("plan.txt")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(QByteArray(20'000, 'p'));
        file.close();
        paper = saved.first().last().toString();
        models.attachments.turnTo(paper, QStringLiteral("Winter plan"));
        QTRY_VERIFY_WITH_TIMEOUT(models.attachments.ready(), patience);
        for (int i = 1; i <= count; ++i) {
            models.attachments.choose(QUrl::fromLocalFile(file.fileName()));
            models.attachments.attach();
            QTRY_COMPARE_WITH_TIMEOUT(models.attachments.count(), i, patience);
        }
        models.attachments.leave();
    }
    /// Holds a meeting that was planned, and hands it over.
    void meets() {
        models.form.add(QStringLiteral("timetable_slot"),
                        {{QStringLiteral("day"), QStringLiteral("2027-03-09")},
                         {QStringLiteral("start"), QStringLiteral("2027-03-09T10:00:00+00:00")},
                         {QStringLiteral("end"), QStringLiteral("2027-03-09T11:00:00+00:00")},
                         {QStringLiteral("title"), QStringLiteral("Duty desk")},
                         {QStringLiteral("room"), QStringLiteral("Room 2")},
                         {QStringLiteral("kind"), QStringLiteral("one_to_one")},
                         {QStringLiteral("way"), QStringLiteral("in_person")},
                         {QStringLiteral("state"), QStringLiteral("planned")}});
        QTRY_VERIFY_WITH_TIMEOUT(!models.form.loading(), patience);
        QSignalSpy saved(&models.form, &FormModel::saved);
        models.form.save();
        QTRY_COMPARE_WITH_TIMEOUT(saved.size(), 1, patience);
        slot = saved.first().last().toString();
        Q_EMIT models.today.startRequested(slot);
        QTRY_COMPARE_WITH_TIMEOUT(page(), ShellModel::Capture, patience);
        models.shell.go(ShellModel::HandOver);
        models.handOver.start();
        QTRY_COMPARE_WITH_TIMEOUT(models.handOver.step(), HandOverModel::Receipt, patience);
    }
    /// Locked, so that another program can do something with the vault, and unlocked again.
    void meanwhile(const Clock& by, const std::function<void(Vault&)>& work) {
        models.shell.lock();
        QTRY_COMPARE_WITH_TIMEOUT(page(), ShellModel::Unlock, patience);
        QTRY_VERIFY_WITH_TIMEOUT(opensElsewhere(), patience);
        {
            const Vault::Ground ground{by, random};
            const auto entered = must(Passphrase::entered(SecretBytes::copyOf(words)));
            work(*must(Vault::open(folder.filePath(QStringLiteral("vault")), entered, ground)));
        }
        unlock();
        QTRY_COMPARE_WITH_TIMEOUT(page(), ShellModel::Today, patience);
        QTRY_VERIFY_WITH_TIMEOUT(!handingOver(), patience);
    }
    void takesItsMeetingOff() {
        meets();
        meanwhile(ShiftedClock(std::chrono::days(limits::receiptDays + 2)), [this](Vault& vault) {
            vault.setStoreOffset({});  // by the store's time it is as late
            must(vault.purge(sessionNotebookOf(*RecordId::fromString(slot)), 0));
        });
    }
    /// Nobody touches it, and the connection stands still with an alert on its way.
    void locksWhileItHandsOver(TlsStore& store, Relay& relay) {
        enrol(store, relay.port());
        QTRY_COMPARE_WITH_TIMEOUT(page(), ShellModel::Today, patience);
        relay.stallAfter(Relay::Direction::up, 0);
        raiseAlert();
        QTRY_VERIFY_WITH_TIMEOUT(handingOver(), patience);
        end("idle");
        QTRY_COMPARE_WITH_TIMEOUT(page(), ShellModel::Unlock, patience);
    }
    [[nodiscard]] bool handingOver() const { return shows(Strip::Connection::HandingOver); }
    [[nodiscard]] bool shows(Strip::Connection connection) const {
        return models.shell.strip().connection ==
               Strip::of({}, 0, 0, connection, 0, {}, 0).connection;
    }

    QTemporaryDir folder;
    QString slot;   // of the meeting
    QString paper;  // that files are attached to
    SystemClock clock;
    SystemRandom random;
    WindowModels models{clock, std::make_unique<TimerDelay>()};
    bool metered = false;
    Tablet tablet{
        models, folder.filePath(QStringLiteral("vault")), clock, random, {.isMetered = [this] {
            return metered;
        }}};
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
    void tabletThatIsSetUp_isUsedBeforeItsFilesHaveCome_andFetchesThemByItself() {
        TlsStore store;
        Desk first;
        first.enrol(store);
        QTRY_COMPARE_WITH_TIMEOUT(first.page(), ShellModel::Today, patience);
        first.attachFiles(2);
        first.models.handOver.start();
        QTRY_COMPARE_WITH_TIMEOUT(first.models.shell.strip().onlyHere, 0, patience);
        Desk second;
        int fetched = 0;
        bool waited = false;
        store.instead = [&](const HttpRequest& request) -> std::optional<HttpResponse> {
            if (isAboutFiles(request) && request.method == "GET") {
                ++fetched;
                waited = waited || second.page() != ShellModel::Today;
            }
            return std::nullopt;
        };
        second.enrol(store);
        QTRY_COMPARE_WITH_TIMEOUT(second.page(), ShellModel::Today, patience);
        QTRY_COMPARE_WITH_TIMEOUT(fetched, 2, patience);
        QVERIFY(!waited);
        QTRY_VERIFY_WITH_TIMEOUT(!second.handingOver(), patience);
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
    void theStrip_saysWhetherTheStoreAnswers_andWhatIsUrgentGoesWhenItDoes() {
        TlsStore store;
        Desk desk;
        desk.enrol(store);
        QTRY_COMPARE_WITH_TIMEOUT(desk.page(), ShellModel::Today, patience);
        QTRY_VERIFY_WITH_TIMEOUT(desk.shows(Strip::Connection::Connected), patience);
        store.instead = outOfOrder;
        desk.models.shell.go(ShellModel::Cases);
        QTRY_VERIFY_WITH_TIMEOUT(desk.shows(Strip::Connection::Offline), patience);
        desk.raiseAlert();
        QTimer* const wait = desk.tablet.findChild<QTimer*>(QStringLiteral("urgent"));
        QTRY_VERIFY_WITH_TIMEOUT(wait->isActive(), patience);
        // Its next try would be long from now.
        wait->stop();
        store.instead = {};
        desk.end("look");
        QTRY_COMPARE_WITH_TIMEOUT(desk.models.safeguarding.urgency(), SafeguardingModel::Received,
                                  patience);
        QTRY_VERIFY_WITH_TIMEOUT(desk.shows(Strip::Connection::Connected), patience);
    }
    void r9_anAlertOfAMemberFromOutside_leavesTheirTablet_andTheLeadHasIt() {
        TlsStore store;
        Desk outside;
        outside.enrol(store, store.outsider);
        QTRY_COMPARE_WITH_TIMEOUT(outside.page(), ShellModel::Today, patience);
        outside.raiseAlert();
        QTRY_COMPARE_WITH_TIMEOUT(outside.models.safeguarding.urgency(),
                                  SafeguardingModel::Received, patience);
        QTRY_VERIFY_WITH_TIMEOUT(outside.models.shell.strip().alert.isEmpty(), patience);
        // They have no notebook for alerts, and the lead has what they wrote all the same.
        Desk lead;
        lead.enrol(store);
        QTRY_COMPARE_WITH_TIMEOUT(lead.page(), ShellModel::Today, patience);
        lead.models.shell.go(ShellModel::HandOver);
        lead.models.handOver.start();
        QTRY_COMPARE_WITH_TIMEOUT(lead.models.handOver.step(), HandOverModel::Receipt, patience);
        const Vault::Ground ground{lead.clock, lead.random};
        lead.models.shell.lockNow();
        QTRY_VERIFY_WITH_TIMEOUT(lead.opensElsewhere(), patience);
        const auto vault =
            must(Vault::open(lead.folder.filePath(QStringLiteral("vault")),
                             must(Passphrase::entered(SecretBytes::copyOf(words))), ground));
        const ListPage alerts =
            must(vault->records().list({.type = QStringLiteral("safeguarding_alert")}));
        QCOMPARE(alerts.records.size(), std::size_t{1});
        QCOMPARE(textIn(alerts.records.front().values, u"what"), QStringLiteral("No food in"));
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
    void pictureOfTheCode_setsUpTheTablet() {
        TlsStore store;
        Desk desk;
        const Invitation invitation = store.invite();
        desk.enrolFromPicture(admin::enrolmentLink(QStringLiteral("127.0.0.1"), invitation.port,
                                                   store.shelf->keys(), invitation.code));
        QTRY_COMPARE_WITH_TIMEOUT(desk.page(), ShellModel::Today, patience);
    }
    void pictureOfAnotherStoresCode_setsUpNothing() {
        TlsStore store;
        Desk desk;
        const Invitation invitation = store.invite();
        QString link = admin::enrolmentLink(QStringLiteral("127.0.0.1"), invitation.port,
                                            store.shelf->keys(), invitation.code);
        link.replace(QRegularExpression(QStringLiteral("ca=[^&]*")),
                     QStringLiteral("ca=") + QString(43, u'A'));
        desk.enrolFromPicture(link);
        QTRY_VERIFY_WITH_TIMEOUT(!desk.models.enrol.codeProblem().isEmpty(), patience);
        QCOMPARE(desk.page(), ShellModel::Enrol);
    }
    void meteredNetwork_carriesWhatIsUrgent_untilSomebodyLetsItCarryMore() {
        TlsStore store;
        Desk desk;
        desk.enrol(store);
        QTRY_COMPARE_WITH_TIMEOUT(desk.page(), ShellModel::Today, patience);
        desk.metered = true;
        desk.models.shell.go(ShellModel::HandOver);
        HandOverModel& evening = desk.models.handOver;
        QVERIFY(evening.metered());
        evening.start();
        QTRY_COMPARE_WITH_TIMEOUT(evening.step(), HandOverModel::Receipt, patience);
        QVERIFY(evening.left().contains(QStringLiteral("megabyte")));
        evening.chooseOverMetered(true);
        evening.start();
        QTRY_VERIFY_WITH_TIMEOUT(
            evening.step() == HandOverModel::Receipt && evening.left().isEmpty(), patience);
        QVERIFY(!evening.running());
    }
    void ordersThatAHandOverCutOff_areAskedForAgain() {
        TlsStore store;
        Desk desk;
        desk.enrol(store);
        QTRY_COMPARE_WITH_TIMEOUT(desk.page(), ShellModel::Today, patience);
        desk.models.shell.lockNow();
        desk.metered = true;  // what a person begins gets as far as what is urgent
        int questions = 0;
        store.instead = [&](const HttpRequest& asked) -> std::optional<HttpResponse> {
            if (asked.target == wire::summaryPath && ++questions == 1) {
                desk.models.shell.go(ShellModel::HandOver);
                desk.models.handOver.start();
            }
            return std::nullopt;
        };
        desk.unlock();
        QTRY_COMPARE_WITH_TIMEOUT(questions, 1, patience);
        QTRY_COMPARE_WITH_TIMEOUT(desk.models.handOver.step(), HandOverModel::Receipt, patience);
        desk.end("look");
        QTRY_COMPARE_WITH_TIMEOUT(questions, 2, patience);
    }
    void pausedHandOver_endsInGoodOrder_andGoesOnWhereItWas() {
        TlsStore store;
        Desk desk;
        Relay relay(store.identity().port);
        desk.enrol(store, relay.port());
        QTRY_COMPARE_WITH_TIMEOUT(desk.page(), ShellModel::Today, patience);
        desk.attachFiles(2);
        relay.stallAfter(Relay::Direction::down, 0);
        desk.models.shell.go(ShellModel::HandOver);
        HandOverModel& evening = desk.models.handOver;
        QTRY_COMPARE(evening.step(), HandOverModel::Review);
        evening.start();
        QVERIFY(evening.running());
        evening.pause();
        QVERIFY(evening.pausing());
        relay.heal();
        QTRY_VERIFY_WITH_TIMEOUT(!evening.running(), patience);
        QCOMPARE(evening.step(), HandOverModel::Sending);
        QVERIFY(evening.left().startsWith(QStringLiteral("You paused it.")));
        QVERIFY(evening.problem().isEmpty());
        evening.start();
        QTRY_COMPARE_WITH_TIMEOUT(evening.step(), HandOverModel::Receipt, patience);
        QVERIFY(evening.left().isEmpty());
    }
    void handOverThatEndedElsewhere_isReadFirst() {
        TlsStore store;
        Desk desk;
        desk.enrol(store);
        QTRY_COMPARE_WITH_TIMEOUT(desk.page(), ShellModel::Today, patience);
        desk.models.shell.go(ShellModel::HandOver);
        HandOverModel& evening = desk.models.handOver;
        evening.start();
        desk.models.shell.go(ShellModel::Today);
        QTRY_VERIFY_WITH_TIMEOUT(!desk.handingOver() && !evening.running(), patience);
        QTRY_COMPARE_WITH_TIMEOUT(evening.step(), HandOverModel::Receipt, patience);
        desk.models.shell.go(ShellModel::HandOver);
        QCOMPARE(evening.step(), HandOverModel::Receipt);
        desk.models.shell.go(ShellModel::Today);
        desk.models.shell.go(ShellModel::HandOver);
        QTRY_COMPARE_WITH_TIMEOUT(evening.step(), HandOverModel::Review, patience);
    }
    void meetingThatWasTakenOff_comesBackWhenSomebodyOpensIt() {
        TlsStore store;
        Desk desk;
        desk.enrol(store);
        QTRY_COMPARE_WITH_TIMEOUT(desk.page(), ShellModel::Today, patience);
        desk.takesItsMeetingOff();
        Q_EMIT desk.models.today.startRequested(desk.slot);
        QTRY_VERIFY_WITH_TIMEOUT(
            desk.models.shell.notice().startsWith(u"This meeting was taken off"), patience);
        QTRY_COMPARE_WITH_TIMEOUT(desk.models.handOver.step(), HandOverModel::Receipt, patience);
        Q_EMIT desk.models.today.startRequested(desk.slot);
        QTRY_COMPARE_WITH_TIMEOUT(desk.page(), ShellModel::Capture, patience);
    }
    void meetingThatIsNotBackYet_saysWhy() {
        TlsStore store;
        Desk desk;
        desk.enrol(store);
        QTRY_COMPARE_WITH_TIMEOUT(desk.page(), ShellModel::Today, patience);
        desk.takesItsMeetingOff();
        desk.metered = true;
        Q_EMIT desk.models.today.startRequested(desk.slot);
        QTRY_VERIFY_WITH_TIMEOUT(desk.models.shell.notice().contains(u"paid for by the megabyte"),
                                 patience);
        QVERIFY(!desk.handingOver());
        desk.metered = false;
        store.instead = outOfOrder;
        Q_EMIT desk.models.today.startRequested(desk.slot);
        QTRY_VERIFY_WITH_TIMEOUT(desk.models.shell.notice().contains(u"the store lacks some of it"),
                                 patience);
        QTRY_VERIFY_WITH_TIMEOUT(!desk.handingOver(), patience);
    }
    void whatCameToLightByItself_waitsForAPerson() {
        TlsStore store;
        Desk desk;
        desk.enrol(store);
        QTRY_COMPARE_WITH_TIMEOUT(desk.page(), ShellModel::Today, patience);
        desk.meets();
        desk.meanwhile(desk.clock,
                       [](Vault& vault) { must(vault.setPurgeDays(limits::receiptDays)); });
        store.clock.shift(std::chrono::days(limits::receiptDays + 1));
        desk.raiseAlert();
        QTRY_COMPARE_WITH_TIMEOUT(desk.models.safeguarding.urgency(), SafeguardingModel::Received,
                                  patience);
        QTRY_VERIFY_WITH_TIMEOUT(!desk.handingOver(), patience);
        HandOverModel& evening = desk.models.handOver;
        QTRY_COMPARE_WITH_TIMEOUT(evening.step(), HandOverModel::Receipt, patience);
        // Another one has nothing to tell; nobody has read the first.
        desk.raiseAlert();
        QTRY_VERIFY_WITH_TIMEOUT(!desk.handingOver() && desk.models.shell.strip().alert.isEmpty(),
                                 patience);
        desk.models.shell.go(ShellModel::HandOver);
        QTRY_COMPARE_WITH_TIMEOUT(evening.step(), HandOverModel::Receipt, patience);
        QCOMPARE(evening.notes()->rowCount(), 1);
        desk.models.shell.go(ShellModel::Today);
        desk.models.shell.go(ShellModel::HandOver);
        QTRY_COMPARE_WITH_TIMEOUT(evening.step(), HandOverModel::Review, patience);
        evening.start();
        QTRY_COMPARE_WITH_TIMEOUT(evening.step(), HandOverModel::Receipt, patience);
        QCOMPARE(evening.notes()->rowCount(), 0);
    }
    void outOfUse_itHandsOver_andIsEmpty() {
        TlsStore store;
        Desk desk;
        desk.enrol(store);
        QTRY_COMPARE_WITH_TIMEOUT(desk.page(), ShellModel::Today, patience);
        desk.meets();
        must(admin::revoke(*store.shelf, store.shelf->keys(),
                           must(store.shelf->certificates()).front().value.vault, store.clock));
        desk.models.shell.go(ShellModel::HandOver);
        desk.models.handOver.start();
        QTRY_COMPARE_WITH_TIMEOUT(desk.page(), ShellModel::Enrol, patience);
        QVERIFY(desk.models.enrol.codeProblem().contains(u"taken out of use"));
        QVERIFY(!Vault::isIn(desk.folder.filePath(QStringLiteral("vault"))));
        QVERIFY(!QFile::exists(desk.folder.filePath(QStringLiteral("vault.new"))));
        // And used again.
        desk.enrol(store);
        QTRY_COMPARE_WITH_TIMEOUT(desk.page(), ShellModel::Today, patience);
        QTRY_VERIFY_WITH_TIMEOUT(desk.models.shell.notice().isEmpty(), patience);
    }
    void outOfUse_itHearsOfItWhenItIsUnlocked() {
        TlsStore store;
        Desk desk;
        desk.enrol(store);
        QTRY_COMPARE_WITH_TIMEOUT(desk.page(), ShellModel::Today, patience);
        desk.meets();
        desk.models.shell.lockNow();
        QTRY_COMPARE_WITH_TIMEOUT(desk.page(), ShellModel::Unlock, patience);
        must(admin::revoke(*store.shelf, store.shelf->keys(),
                           must(store.shelf->certificates()).front().value.vault, store.clock));
        // Nobody asks for a hand-over.
        desk.unlock();
        QTRY_COMPARE_WITH_TIMEOUT(desk.page(), ShellModel::Enrol, patience);
        QVERIFY(!Vault::isIn(desk.folder.filePath(QStringLiteral("vault"))));
    }
    void outOfUse_whatIsHalfTyped_keepsIt() {
        TlsStore store;
        Desk desk;
        desk.enrol(store);
        QTRY_COMPARE_WITH_TIMEOUT(desk.page(), ShellModel::Today, patience);
        desk.meets();
        // Half an alert.
        desk.models.shell.go(ShellModel::Safeguarding);
        desk.models.safeguarding.write(QStringLiteral("No food in"));
        QTRY_VERIFY_WITH_TIMEOUT(!desk.models.safeguarding.saved().isEmpty(), patience);
        must(admin::revoke(*store.shelf, store.shelf->keys(),
                           must(store.shelf->certificates()).front().value.vault, store.clock));
        desk.models.shell.go(ShellModel::HandOver);
        desk.models.handOver.start();
        QTRY_COMPARE_WITH_TIMEOUT(desk.models.handOver.step(), HandOverModel::Receipt, patience);
        QTRY_VERIFY_WITH_TIMEOUT(desk.models.shell.notice().contains(u"taken out of use"),
                                 patience);
        QVERIFY(Vault::isIn(desk.folder.filePath(QStringLiteral("vault"))));
    }
    void outOfUse_whatNobodyUsed_isReadBeforeItGoes() {
        TlsStore store;
        Desk desk;
        desk.enrol(store);
        QTRY_COMPARE_WITH_TIMEOUT(desk.page(), ShellModel::Today, patience);
        desk.attachFiles(1);
        // The caption of a second file, which was never attached.
        desk.models.attachments.turnTo(desk.paper, QStringLiteral("Winter plan"));
        QTRY_VERIFY_WITH_TIMEOUT(desk.models.attachments.ready(), patience);
        desk.models.attachments.caption()->write(QStringLiteral("The back door"));
        desk.models.attachments.leave();
        must(admin::revoke(*store.shelf, store.shelf->keys(),
                           must(store.shelf->certificates()).front().value.vault, store.clock));
        HandOverModel& evening = desk.models.handOver;
        desk.models.shell.go(ShellModel::HandOver);
        evening.start();
        QTRY_COMPARE_WITH_TIMEOUT(evening.step(), HandOverModel::Receipt, patience);
        QVERIFY(Vault::isIn(desk.folder.filePath(QStringLiteral("vault"))));
        // Looked at again, it says what is in the way, and what that says.
        desk.models.shell.go(ShellModel::Today);
        desk.models.shell.go(ShellModel::HandOver);
        const auto unused = [&]() -> std::optional<OpenPoint> {
            const auto* rows = dynamic_cast<Rows<OpenPoint>*>(evening.points());
            for (const OpenPoint& point : rows->rows())
                if (point.key == u"unused") return point;
            return std::nullopt;
        };
        QTRY_VERIFY_WITH_TIMEOUT(unused().has_value(), patience);
        QVERIFY(unused()->detail.contains(u"The back door"));
        evening.act(unused()->key, unused()->place);
        QTRY_VERIFY_WITH_TIMEOUT(!unused().has_value(), patience);
        evening.start();
        QTRY_COMPARE_WITH_TIMEOUT(desk.page(), ShellModel::Enrol, patience);
        QVERIFY(!Vault::isIn(desk.folder.filePath(QStringLiteral("vault"))));
    }
    void filesThatBreakOff_leaveAReceiptForTheWords() {
        TlsStore store;
        Desk desk;
        desk.enrol(store);
        QTRY_COMPARE_WITH_TIMEOUT(desk.page(), ShellModel::Today, patience);
        desk.attachFiles(3);
        store.instead = [](const HttpRequest& request) -> std::optional<HttpResponse> {
            return isAboutFiles(request) ? outOfOrder(request) : std::nullopt;
        };
        HandOverModel& evening = desk.models.handOver;
        desk.models.shell.go(ShellModel::HandOver);
        evening.start();
        QTRY_COMPARE_WITH_TIMEOUT(evening.step(), HandOverModel::Receipt, patience);
        QCOMPARE(evening.heading(), QStringLiteral("Everything written is handed over"));
        QVERIFY(evening.left().contains(QStringLiteral("Still to go: 3 files")));
        store.instead = {};
        evening.start();
        QTRY_VERIFY_WITH_TIMEOUT(
            evening.step() == HandOverModel::Receipt && evening.left().isEmpty(), patience);
        QTRY_COMPARE_WITH_TIMEOUT(desk.models.shell.strip().onlyHere, 0, patience);
    }
    void alert_doesNotWaitForFiles() {
        TlsStore store;
        Desk desk;
        Relay relay(store.identity().port);
        desk.enrol(store, relay.port());
        QTRY_COMPARE_WITH_TIMEOUT(desk.page(), ShellModel::Today, patience);
        desk.attachFiles(12);
        // Which kind of request came when; the first for a file is held until the alert is written.
        QByteArray order;
        store.instead = [&](const HttpRequest& request) -> std::optional<HttpResponse> {
            const bool file = isAboutFiles(request);
            order += file ? 'f' : 'w';
            if (file && order.count('f') == 1) relay.stallAfter(Relay::Direction::down, 0);
            return std::nullopt;
        };
        desk.models.shell.go(ShellModel::HandOver);
        desk.models.handOver.start();
        QTRY_VERIFY_WITH_TIMEOUT(order.contains('f'), patience);
        desk.raiseAlert();
        relay.heal();
        QTRY_COMPARE_WITH_TIMEOUT(desk.models.safeguarding.urgency(), SafeguardingModel::Received,
                                  patience);
        QTRY_VERIFY_WITH_TIMEOUT(!desk.handingOver(), patience);
        QTRY_COMPARE_WITH_TIMEOUT(desk.models.shell.strip().onlyHere, 0, patience);
        // Words came in between the files, and the files went on after them.
        const auto firstFile = order.indexOf('f');
        const auto alert = order.indexOf('w', firstFile);
        QVERIFY(alert > firstFile);
        QVERIFY2(order.mid(firstFile, alert - firstFile).count('f') < 12, order.constData());
        QVERIFY(order.lastIndexOf('f') > alert);
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
        desk.locksWhileItHandsOver(store, relay);
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
        desk.locksWhileItHandsOver(store, relay);
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
