// "Put first in line", from the page to a real store over real TLS: a day's words wait, and the
// alert is there before them.
#include "app/handover/storelink.h"
#include "app/tablet/tablet.h"
#include "tests/support/tlsstore.h"

#include <QTest>

using namespace candour;
using namespace candour::test;

namespace {

constexpr auto patience = 60'000;  // for a machine that builds at the same time
constexpr char words[] = "correct horse battery staple";
constexpr int notes = 700;  // more in all than one request takes
constexpr int noteBytes = 240;

struct Evening {
    Evening() {
        const Vault::Ground ground{store.clock, random};
        auto vault = enrolledVault(store, path(), words, ground);
        auto link = must(StoreLink::open(*vault, random));
        bool ended = false;
        link->handOver({}, [&](const HandOver::Report& report) { ended = !report.stopped; });
        if (!QTest::qWaitFor([&] { return ended; }, patience)) qFatal("no first hand-over");
        for (int i = 0; i < notes; ++i)
            must(vault->put({.type = QStringLiteral("follow_up"),
                             .fields = {{QStringLiteral("what"), anything()},
                                        {QStringLiteral("why_needed"), anything()},
                                        {QStringLiteral("state"), QStringLiteral("open")}}}));
        me = vault->identity().vault;
        link.reset();
        must(Vault::lock(std::move(vault)));
    }
    [[nodiscard]] QString path() const { return folder.filePath(QStringLiteral("vault")); }

    /// Words that do not become shorter on the way.
    [[nodiscard]] QString anything() {
        return QString::fromLatin1(random.bytes(noteBytes).toHex());
    }
    /// How far the store holds what this tablet wrote in that lane.
    [[nodiscard]] std::int64_t held(Lane lane) {
        std::int64_t all = 0;
        for (const auto& roster : must(store.shelf->rosters()))
            for (const Head& head : must(store.shelf->heads(roster.value.notebook)))
                if (head.chain.vault == me && head.chain.lane == lane) all += head.number;
        return all;
    }

    TlsStore store;
    SystemRandom random;
    QTemporaryDir folder;
    VaultId me;
};

}  // namespace

class FirstInLineTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void alert_isAtTheStoreBeforeTheWordsThatWaited() {
        Evening evening;
        const std::int64_t before = evening.held(Lane::rest);
        int pushes = 0;
        evening.store.instead = [&](const HttpRequest& request) -> std::optional<HttpResponse> {
            if (!request.target.startsWith(wire::pushPath)) return {};
            // The first alone gets through; then the network is gone.
            if (++pushes > 1) return HttpResponse{503, {}, {}};
            return {};
        };
        WindowModels models(evening.store.clock, std::make_unique<TimerDelay>());
        Tablet tablet(models, evening.path(), evening.store.clock, evening.random);
        tablet.start();
        models.unlock.unlock(QString::fromLatin1(words));
        QTRY_COMPARE_WITH_TIMEOUT(models.shell.page(), ShellModel::Today, patience);
        models.shell.go(ShellModel::Safeguarding);
        models.safeguarding.write(QStringLiteral("No food in the house"));
        QTRY_VERIFY_WITH_TIMEOUT(!models.safeguarding.saved().isEmpty(), patience);
        models.safeguarding.put();
        QTRY_VERIFY_WITH_TIMEOUT(pushes > 1 && !models.handOver.running(), patience);
        QVERIFY(evening.held(Lane::urgent) > 0);
        const std::int64_t handed = evening.held(Lane::rest) - before;
        QVERIFY2(handed < notes, qPrintable(QString::number(handed)));
        // The page knows, although the day's words are still here.
        QTRY_VERIFY_WITH_TIMEOUT(models.shell.strip().alert.isEmpty(), patience);
        QVERIFY(models.shell.strip().onlyHere > 0);
        tablet.stop();
    }
};

QTEST_MAIN(FirstInLineTest)
#include "tst_firstinline.moc"
