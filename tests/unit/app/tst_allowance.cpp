#include "app/handover/allowance.h"

#include <QTest>

using namespace candour;

class AllowanceTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void twelveMinutes_areReadAsTheyAreSaid_data();
    void twelveMinutes_areReadAsTheyAreSaid();
    void whatIsNoAllowance_isRefused_data();
    void whatIsNoAllowance_isRefused();
    void aMeteredConnection_takesWhatWasChosen();
};

void AllowanceTest::twelveMinutes_areReadAsTheyAreSaid_data() {
    QTest::addColumn<QString>("text");
    QTest::addColumn<qint64>("seconds");
    QTest::addColumn<qint64>("bytes");
    QTest::newRow("minutes") << QStringLiteral("12m") << qint64{720} << qint64{0};
    QTest::newRow("seconds") << QStringLiteral("90s") << qint64{90} << qint64{0};
    QTest::newRow("an hour") << QStringLiteral("1h") << qint64{3'600} << qint64{0};
    QTest::newRow("an amount") << QStringLiteral("500kB") << qint64{0} << qint64{500'000};
    QTest::newRow("both") << QStringLiteral("12m, 20MB") << qint64{720} << qint64{20'000'000};
}

void AllowanceTest::twelveMinutes_areReadAsTheyAreSaid() {
    QFETCH(QString, text);
    QFETCH(qint64, seconds);
    QFETCH(qint64, bytes);
    const auto allowance = readAllowance(text);
    QVERIFY(allowance.has_value());
    QCOMPARE(allowance->time.value_or(std::chrono::seconds(0)).count(), seconds);
    QCOMPARE(allowance->bytes.value_or(0), bytes);
    const auto terms = allowance->terms(false);
    QCOMPARE(terms->time.has_value(), seconds > 0);
    QCOMPARE(terms->bytes.has_value(), bytes > 0);
    QCOMPARE(terms->upTo, Lane::rest);
}

void AllowanceTest::whatIsNoAllowance_isRefused_data() {
    QTest::addColumn<QString>("text");
    for (const char* text : {"", "12", "m", "0m", "-5m", "12 minutes", "1.5h", "12m,", "9999999s"})
        QTest::newRow(text) << QString::fromLatin1(text);
}

void AllowanceTest::whatIsNoAllowance_isRefused() {
    QFETCH(QString, text);
    QCOMPARE(readAllowance(text).error().code, Code::badInput);
}

void AllowanceTest::aMeteredConnection_takesWhatWasChosen() {
    Allowance allowance;
    QCOMPARE(allowance.terms(true)->upTo, Lane::urgent);
    allowance.metered = Allowance::Metered::everything;
    QCOMPARE(allowance.terms(true)->upTo, Lane::rest);
    allowance.metered = Allowance::Metered::nothing;
    QCOMPARE(allowance.terms(true).error().code, Code::notAllowed);
    QVERIFY(allowance.terms(false).has_value());
}

QTEST_GUILESS_MAIN(AllowanceTest)
#include "tst_allowance.moc"
