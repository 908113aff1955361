// Copying out on the tablet, onto real disks that are small, full, pulled out or not to be written;
// and a real store that is brought the file, and then has everything.
#include "app/handover/bundles.h"
#include "app/handover/storelink.h"
#include "app/tablet/attaching.h"
#include "app/tablet/tablet.h"
#include "sync/store/bundledesk.h"
#include "tests/support/fulldisk.h"
#include "tests/support/tlsstore.h"

#include <QDir>
#include <QTest>

using namespace candour;
using namespace candour::test;

namespace {

constexpr int patience = 60'000;  // for a machine that builds at the same time
constexpr char words[] = "correct horse battery staple";
constexpr int followUps = 20;
constexpr qsizetype fileBytes = 5'000'000;  // several pieces
const QString name = QStringLiteral("Candour Northmere.bundle");

/// A tablet with what an evening without a network leaves on it.
struct Evening {
    Evening() {
        auto vault = enrolledVault(store, path(), words, ground);
        auto link = must(StoreLink::open(*vault, random));
        bool ended = false;
        link->handOver({}, [&](const HandOver::Report& report) { ended = !report.stopped; });
        if (!QTest::qWaitFor([&] { return ended; }, patience)) qFatal("no first hand-over");
        link.reset();
        store.close();
        for (int i = 0; i < followUps; ++i)
            must(vault->put({.type = QStringLiteral("follow_up"),
                             .fields = {{QStringLiteral("what"), QStringLiteral("Wombats at ten")},
                                        {QStringLiteral("state"), QStringLiteral("open")}}}));
        const auto paper =
            must(vault->put({.type = QStringLiteral("document"),
                             .fields = {{QStringLiteral("title"), QStringLiteral("Winter plan")},
                                        {QStringLiteral("kind"), QStringLiteral("report")}}}));
        const QString file = folder.filePath(QStringLiteral("plan.pdf"));
        must(writeAtomically(file, "%PDF-1.7\n" + random.bytes(fileBytes)));
        must(attachFile(*vault,
                        {paper.name.id.toString(), QUrl::fromLocalFile(file),
                         QStringLiteral("document"), QStringLiteral("The plan")},
                        vault->author().now()));
        must(Vault::lock(std::move(vault)));
        tablet.start();
    }
    ~Evening() { tablet.stop(); }
    [[nodiscard]] QString path() const { return folder.filePath(QStringLiteral("vault")); }
    [[nodiscard]] bool opens() {
        models.unlock.unlock(QString::fromLatin1(words));
        return QTest::qWaitFor([this] { return models.shell.page() == ShellModel::Today; },
                               patience);
    }
    /// Copy out is opened, and stands in this folder.
    [[nodiscard]] bool standsIn(const QString& stick) {
        models.today.copyOut();
        const auto looked = [this] { return copy.open() && !copy.looking(); };
        if (!QTest::qWaitFor(looked, patience)) return false;
        copy.show({{}, {{stick, QStringLiteral("KINGSTON"), {}, {}}}});
        copy.choose(0);
        return QTest::qWaitFor(looked, patience) && copy.inside();
    }
    void copiesTo(const QString& stick) {
        QVERIFY(opens());
        copiesAgainTo(stick);
    }
    void copiesAgainTo(const QString& stick) {
        QVERIFY(standsIn(stick));
        copy.write(name);
        QVERIFY(copy.mayCopy());
        copy.copy();
    }
    /// Once, when some of it has been written and some has not.
    void inTheMiddle(const std::function<void()>& happens) {
        QObject::connect(&copy, &CopyOutModel::shown, &copy, [this, happens] {
            if (copy.step() != CopyOutModel::Copying || copy.written().isEmpty()) return;
            const auto now = happens;
            copy.disconnect(&copy);
            now();
        });
    }

    TlsStore store;
    QTemporaryDir folder;
    SystemClock clock;
    SystemRandom random;
    const Vault::Ground ground{clock, random};
    WindowModels models{clock, std::make_unique<TimerDelay>()};
    CopyOutModel& copy = models.copyOut;
    Tablet tablet{models, path(), clock, random};
};

QStringList namesIn(const QString& folder) {
    return QDir(folder).entryList(QDir::Files, QDir::Name);
}

}  // namespace

class CopiedOutTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void theStoreThatIsBroughtIt_hasEverything() {
        const QTemporaryDir stick;
        Evening evening;
        QVERIFY(evening.opens());
        QTRY_VERIFY_WITH_TIMEOUT(evening.models.today.mayCopyOut(), patience);
        const int before = evening.models.today.onlyHere();
        QCOMPARE(before, followUps + 2);
        evening.copiesAgainTo(stick.path());
        QTRY_COMPARE_WITH_TIMEOUT(evening.copy.step(), CopyOutModel::Done, patience);
        QCOMPARE(evening.copy.heading(),
                 QStringLiteral("Copied out: 22 records and 1 file, sealed for the store."));
        QCOMPARE(namesIn(stick.path()), QStringList{name});
        QVERIFY(evening.models.shell.notice().isEmpty());

        // They stay here, and the evening's page says when it was.
        evening.models.shell.go(ShellModel::HandOver);
        QTRY_COMPARE_WITH_TIMEOUT(evening.models.handOver.onlyHere(), before, patience);
        QVERIFY(evening.models.handOver.copiedOut().startsWith(u"Last copied out"));
        QVERIFY(evening.models.handOver.mayCopyOut());

        StoreApi api(*evening.store.shelf, evening.store.shelf->keys(), evening.store.clock,
                     evening.store.random);
        const QString answer = stick.filePath(QStringLiteral("answer"));
        const auto report = must(BundleDesk(*evening.store.shelf, api, evening.store.shelf->keys(),
                                            evening.store.clock, evening.store.random)
                                     .takeIn(stick.filePath(name), answer));
        QVERIFY(report.refused.empty());
        QCOMPARE(report.blobs, std::int64_t{1});
        // Brought back on the stick, it is taken in on the tablet: all that there was is receipted.
        evening.copy.leave();
        evening.models.handOver.copyOut();
        QTRY_VERIFY_WITH_TIMEOUT(evening.copy.open() && !evening.copy.looking(), patience);
        evening.copy.takeIn(QUrl::fromLocalFile(answer));
        QVERIFY(evening.copy.takingIn());
        QTRY_VERIFY_WITH_TIMEOUT(!evening.copy.answer().isEmpty(), patience);
        QCOMPARE(evening.copy.answer(), QStringLiteral("The store has signed for 22 records."));
        QVERIFY(evening.copy.waiting().isEmpty());
        QTRY_COMPARE_WITH_TIMEOUT(evening.models.handOver.onlyHere(), 0, patience);
        // Once more, nothing in it is new; and what is no answer changes nothing.
        evening.copy.takeIn(QUrl::fromLocalFile(answer));
        QTRY_COMPARE_WITH_TIMEOUT(evening.copy.answer(),
                                  QStringLiteral("Everything in it was here already."), patience);
        evening.copy.takeIn(QUrl::fromLocalFile(stick.filePath(name)));
        QTRY_VERIFY_WITH_TIMEOUT(evening.copy.problem().startsWith(u"Nothing was taken in."),
                                 patience);
        evening.copy.takeIn(QUrl::fromLocalFile(stick.filePath(QStringLiteral("gone"))));
        QTRY_VERIFY_WITH_TIMEOUT(evening.copy.problem().startsWith(u"The file could not be read"),
                                 patience);
        QVERIFY(!QFile::exists(QDir(evening.path()).filePath(QStringLiteral("answer"))));

        evening.tablet.stop();
        const auto vault = must(Vault::open(
            evening.path(), must(Passphrase::entered(SecretBytes::copyOf(words))), evening.ground));
        QCOMPARE(must(vault->onlyHere()), std::int64_t{0});
        QVERIFY(!must(mayPackForStore(*vault)));
    }
    void whatAKillLeftOfAnAnswer_goesWithTheNextStart() {
        Evening evening;
        evening.tablet.stop();
        const QDir folder(evening.path());
        for (const char* left : {"answer", "answer.part"})
            must(writeAtomically(folder.filePath(QLatin1String(left)), "sealed"));
        WindowModels models{evening.clock, std::make_unique<TimerDelay>()};
        Tablet again{models, evening.path(), evening.clock, evening.random};
        again.start();
        again.stop();
        QVERIFY(namesIn(evening.path()).filter(QStringLiteral("answer")).isEmpty());
        QVERIFY(Vault::isIn(evening.path()));
    }
    void whatHasTheName_isReplacedOnlyWhenSomebodySaysSo() {
        const QTemporaryDir stick;
        must(writeAtomically(stick.filePath(name), "somebody's"));
        Evening evening;
        evening.copiesTo(stick.path());
        QTRY_COMPARE_WITH_TIMEOUT(evening.copy.step(), CopyOutModel::Asking, patience);
        QCOMPARE(must(readWhole(stick.filePath(name), 100)), QByteArray("somebody's"));
        QCOMPARE(namesIn(stick.path()), QStringList{name});
        evening.copy.replace();
        QTRY_COMPARE_WITH_TIMEOUT(evening.copy.step(), CopyOutModel::Done, patience);
        QVERIFY(QFileInfo(stick.filePath(name)).size() > fileBytes);
    }
    void aFullStick_isSaid_andNothingIsLeftOnIt() {
        const QTemporaryDir place;
        const SmallDisk stick(place.path(), 8);
        QVERIFY2(stick.mounted(), "ctest gives this test mounts of its own; run it there.");
        stick.fill(2'000'000);
        Evening evening;
        evening.copiesTo(place.path());
        QTRY_VERIFY_WITH_TIMEOUT(evening.copy.problem().startsWith(u"There is not enough room"),
                                 patience);
        QCOMPARE(evening.copy.step(), CopyOutModel::Choosing);
        QTRY_COMPARE_WITH_TIMEOUT(namesIn(place.path()), QStringList{QStringLiteral("ballast")},
                                  patience);
        stick.makeRoom();
        evening.copy.copy();
        QTRY_COMPARE_WITH_TIMEOUT(evening.copy.step(), CopyOutModel::Done, patience);
        QCOMPARE(namesIn(place.path()), QStringList{name});
    }
    void aStickThatIsPulledOut_isSaid_andAnotherTakesIt() {
        const QTemporaryDir place;
        auto stick = std::make_unique<SmallDisk>(place.path(), 8);
        QVERIFY2(stick->mounted(), "ctest gives this test mounts of its own; run it there.");
        const QTemporaryDir another;
        Evening evening;
        evening.inTheMiddle([&stick] { stick.reset(); });
        evening.copiesTo(place.path());
        QTRY_VERIFY_WITH_TIMEOUT(evening.copy.problem().contains(u"the stick was taken out"),
                                 patience);
        QVERIFY(namesIn(place.path()).isEmpty());
        evening.copy.leave();
        evening.copiesAgainTo(another.path());
        QTRY_COMPARE_WITH_TIMEOUT(evening.copy.step(), CopyOutModel::Done, patience);
        QCOMPARE(namesIn(another.path()), QStringList{name});
    }
    void aFolderThatIsGone_leadsBackToThePlaces() {
        auto stick = std::make_unique<QTemporaryDir>();
        Evening evening;
        QVERIFY(evening.opens());
        QVERIFY(evening.standsIn(stick->path()));
        stick.reset();
        evening.copy.lookAgain();
        QTRY_VERIFY_WITH_TIMEOUT(!evening.copy.inside() && !evening.copy.looking(), patience);
        QVERIFY(evening.copy.problem().contains(u"not there any more"));
        QVERIFY(evening.copy.count() > 0);
    }
    void whoCancels_leavesNothing_andMayCopyAgain() {
        const QTemporaryDir stick;
        Evening evening;
        evening.inTheMiddle([&evening] { evening.copy.stop(); });
        evening.copiesTo(stick.path());
        QTRY_VERIFY_WITH_TIMEOUT(evening.copy.problem().startsWith(u"Stopped."), patience);
        QTRY_VERIFY_WITH_TIMEOUT(namesIn(stick.path()).isEmpty(), patience);
        evening.copy.copy();
        QTRY_COMPARE_WITH_TIMEOUT(evening.copy.step(), CopyOutModel::Done, patience);
        QCOMPARE(namesIn(stick.path()), QStringList{name});
    }
    void whoGoesOnWorking_isToldWhenItIsDone() {
        const QTemporaryDir stick;
        Evening evening;
        evening.inTheMiddle([&evening] {
            evening.models.shell.go(ShellModel::Cases);
            QVERIFY(!evening.copy.open());
            // Asked for again, it is the same copy.
            evening.models.today.copyOut();
            QVERIFY(evening.copy.open());
            QCOMPARE(evening.copy.step(), CopyOutModel::Copying);
            evening.copy.leave();
        });
        evening.copiesTo(stick.path());
        QTRY_VERIFY_WITH_TIMEOUT(evening.models.shell.notice().startsWith(
                                     u"Copied out: 22 records and 1 file, sealed for the store."),
                                 patience);
        QCOMPARE(namesIn(stick.path()), QStringList{name});
    }
    void theLock_endsIt_andWhoUnlocksIsTold() {
        const QTemporaryDir stick;
        Evening evening;
        evening.inTheMiddle([&evening] { evening.models.shell.lockNow(); });
        evening.copiesTo(stick.path());
        QTRY_COMPARE_WITH_TIMEOUT(evening.models.shell.page(), ShellModel::Unlock, patience);
        QVERIFY(!evening.copy.open());
        QVERIFY(evening.copy.name().isEmpty());
        QTRY_VERIFY_WITH_TIMEOUT(namesIn(stick.path()).isEmpty(), patience);
        QVERIFY(evening.opens());
        QVERIFY(evening.models.shell.notice().startsWith(u"Copying out ended"));
    }
};

QTEST_MAIN(CopiedOutTest)
#include "tst_copiedout.moc"
