// A tablet whose clock is a year or more off, against a real store over real TLS: nothing stops,
// and what is written says how far off the clock was. (The store is what is shifted here: this
// machine's clock stays as it is.)
#include "tests/support/certificates.h"
#include "tests/support/tlstablet.h"

#include <QTest>

using namespace candour;
using namespace candour::test;

namespace {

struct Tablet : TlsTablet {
    using TlsTablet::TlsTablet;

    Result<Saved> write() {
        return vault->put({.type = QStringLiteral("follow_up"),
                           .fields = {{QStringLiteral("what"), QStringLiteral("The rota")},
                                      {QStringLiteral("state"), QStringLiteral("open")}}});
    }
};

}  // namespace

class ClockTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void aTabletFarOff_capturesAndHandsOver_data();
    void aTabletFarOff_capturesAndHandsOver();
    void aCertificateThatRanOut_isToldFromAClockThatIsOff();
    void timeNotSignedByTheStore_isNotBelieved();
    void aStrangerWithTheRightDates_learnsNothing();
};

void ClockTest::aTabletFarOff_capturesAndHandsOver_data() {
    QTest::addColumn<int>("days");
    QTest::newRow("a year behind") << 365;
    QTest::newRow("a year ahead, inside the certificate's dates") << -365;
    QTest::newRow("two years ahead") << -730;
    QTest::newRow("as after an empty battery") << 20'000;
}

void ClockTest::aTabletFarOff_capturesAndHandsOver() {
    QFETCH(int, days);
    TlsStore store{std::chrono::days(days)};
    Tablet tablet(store);
    const auto first = tablet.handOver();
    QVERIFY2(!first.stopped, first.stopped ? first.stopped->detail.c_str() : "");
    const Saved saved = must(tablet.write());
    const auto second = tablet.handOver();
    QVERIFY(!second.stopped);
    QCOMPARE(second.captured, 1);
    QCOMPARE(second.accepted, 1);
    QCOMPARE(second.held, 0);
    // The connection is used again, or the proven time lets a new one through: one question was
    // enough. (Push, then compare.)
    QCOMPARE(second.roundTrips, 2);
    const auto history = must(tablet.vault->ledger().history(saved.row));
    const auto& measured = history.front().header.written.store;
    QVERIFY(measured.has_value());
    const auto off = std::chrono::abs(measured->offset - std::chrono::days(days));
    QVERIFY2(off < std::chrono::seconds(60), qPrintable(QString::number(off.count())));
    QVERIFY(must(store.shelf->verify()).faults.empty());
}

void ClockTest::aCertificateThatRanOut_isToldFromAClockThatIsOff() {
    TlsStore store;
    Tablet tablet(store);
    const ShiftedClock longAgo{-std::chrono::days(730)};
    const auto authority = must(CertificateAuthority::fromPem(store.shelf->keys().authorityPem,
                                                              store.shelf->keys().authorityKeyPem));
    store.listen(must(authority.issue({"127.0.0.1"}, longAgo, store.random)));
    const auto report = tablet.handOver();
    QVERIFY(report.stopped.has_value());
    QCOMPARE(report.stopped->name(), "store-not-genuine");
    // The time was asked for, and it showed that the certificate is the one at fault.
    QCOMPARE(store.asked, 1);
    store.listen(store.own);
    QVERIFY(!tablet.handOver().stopped);
}

void ClockTest::timeNotSignedByTheStore_isNotBelieved() {
    TlsStore store{std::chrono::days(365)};
    Tablet tablet(store);
    const auto other = SigningKey::generate(store.random);
    store.instead = [&](const HttpRequest& request) -> std::optional<HttpResponse> {
        HttpResponse response;
        response.headers.set("Content-Type", wire::cborType);
        const QByteArray nonce =
            QByteArray::fromHex(request.target.sliced(request.target.indexOf('=') + 1));
        response.body = Signed<wire::TimeAnswer>::make({store.clock.utc(), nonce}, other).encode();
        return response;
    };
    const auto report = tablet.handOver();
    QVERIFY(report.stopped.has_value());
    QCOMPARE(report.stopped->name(), "store-not-genuine");
    QCOMPARE(store.asked, 1);
    QVERIFY(!tablet.vault->author().now().store);
}

void ClockTest::aStrangerWithTheRightDates_learnsNothing() {
    TlsStore store{std::chrono::days(365)};
    Tablet tablet(store);
    store.listen(issue(store.clock, store.random).identity);
    const auto report = tablet.handOver();
    QVERIFY(report.stopped.has_value());
    QCOMPARE(report.stopped->name(), "store-not-genuine");
    QCOMPARE(store.asked, 0);
}

QTEST_GUILESS_MAIN(ClockTest)
#include "tst_clock.moc"
