// Meetings that leave a tablet by policy at the end of a hand-over, over real TLS: by the store's
// time alone, and not again as soon as somebody has asked for one.
#include "app/handover/storelink.h"
#include "platform/limits.h"
#include "tests/support/tlsstore.h"

#include <QTest>

using namespace candour;
using namespace candour::test;

namespace {

constexpr auto patience = 60'000;  // for a machine that builds at the same time
constexpr char words[] = "correct horse battery staple";
constexpr int week = limits::receiptDays;
constexpr std::chrono::days longer{week + 1};

/// A tablet with one meeting, which the store has.
struct Tablet {
    Tablet() {
        vault = enrolledVault(store, path(), words, ground);
        must(handOver());
        meeting =
            must(vault->put({.type = QStringLiteral("session"),
                             .fields = {{QStringLiteral("title"), QStringLiteral("Duty desk")},
                                        {QStringLiteral("kind"), QStringLiteral("one_to_one")}}}))
                .name.notebook;
        must(handOver());
        must(vault->setPurgeDays(week));
    }
    [[nodiscard]] QString path() const { return folder.filePath(QStringLiteral("vault")); }
    /// Whatever it knew of the store's time it knows no more.
    void reopen() {
        must(Vault::lock(std::move(vault)));
        vault = must(
            Vault::open(path(), must(Passphrase::entered(SecretBytes::copyOf(words))), ground));
    }
    HandOver::Report handedOver(const HandOver::Terms& terms = {}) {
        auto link = must(StoreLink::open(*vault, random));
        std::optional<HandOver::Report> ended;
        link->handOver(
            {}, [&](HandOver::Report report) { ended = std::move(report); }, terms);
        if (!QTest::qWaitFor([&] { return ended.has_value(); }, patience))
            qFatal("a hand-over does not end");
        return *ended;
    }
    Status handOver() {
        const auto report = handedOver();
        return report.stopped ? Status(tl::unexpected<Error>(*report.stopped)) : Status();
    }
    [[nodiscard]] Ledger::Text text() { return must(vault->ledger().textOf(meeting)); }

    TlsStore store;
    ShiftedClock clock;
    SystemRandom random;
    Vault::Ground ground{clock, random};
    QTemporaryDir folder;
    std::unique_ptr<Vault> vault;
    NotebookId meeting;
};

}  // namespace

class PurgingTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void aClockThatRunsAhead_takesNothingOff_untilTheStoreSaysSo() {
        Tablet tablet;
        tablet.clock.shift(std::chrono::days(30));
        tablet.reopen();
        // Nothing that is urgent waits: the store is asked for nothing, and so not for its time.
        const int asked = tablet.store.asked;
        const auto urgent = tablet.handedOver({.upTo = Lane::urgent});
        QVERIFY(urgent.early == HandOver::Early::laneReached);
        QCOMPARE(tablet.store.asked, asked);
        QCOMPARE(urgent.takenOff, 0);
        QCOMPARE(tablet.vault->purge(tablet.meeting, 0).error().code, Code::notAllowed);
        QCOMPARE(tablet.text(), Ledger::Text::here);
        QCOMPARE(tablet.handedOver().takenOff, 0);
        tablet.store.clock.shift(longer);
        QCOMPARE(tablet.handedOver({.upTo = Lane::urgent}).takenOff, 0);
        QCOMPARE(tablet.handedOver().takenOff, 1);
        QCOMPARE(tablet.text(), Ledger::Text::dropped);
    }
    /// It needs nobody to ask again: the last hand-over said what time it was.
    void byHand_theLastHandOverCounts() {
        Tablet tablet;
        tablet.store.clock.shift(longer);
        QCOMPARE(tablet.vault->purge(tablet.meeting, 0).error().code, Code::notAllowed);
        must(tablet.vault->setPurgeDays(0));
        must(tablet.handOver());
        tablet.reopen();
        must(tablet.vault->purge(tablet.meeting, 0));
        QCOMPARE(tablet.text(), Ledger::Text::dropped);
    }
    void whatWasAskedBack_hasItsDaysOnceMore() {
        Tablet tablet;
        tablet.store.clock.shift(longer);
        QCOMPARE(tablet.handedOver().takenOff, 1);
        // Somebody asks for it offline, and the tablet is away for long.
        must(tablet.vault->askBack(tablet.meeting));
        tablet.store.clock.shift(longer);
        for (int evening = 0; evening < 2; ++evening) {
            QCOMPARE(tablet.handedOver().takenOff, 0);
            QCOMPARE(tablet.text(), Ledger::Text::here);
        }
        tablet.store.clock.shift(longer);
        QCOMPARE(tablet.handedOver().takenOff, 1);
    }
};

QTEST_GUILESS_MAIN(PurgingTest)
#include "tst_purging.moc"
