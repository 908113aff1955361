#include "sync/cbor.h"

#include <QTest>

using namespace candour;

class CborTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void aValue_comesBackAsItWas_data();
    void aValue_comesBackAsItWas();
    void everyOtherEncoding_isRefused_data();
    void everyOtherEncoding_isRefused();
    void mapKeys_areSortedByLengthThenBytes();
    void truncation_isFoundAtEveryByte();
    void aLyingLength_takesNoMemory();
};

void CborTest::aValue_comesBackAsItWas_data() {
    QTest::addColumn<QByteArray>("hex");
    // From RFC 8949, appendix A: what has one canonical form and is of a kind we use.
    for (const char* hex : {"00",
                            "17",
                            "1818",
                            "1903e8",
                            "1a000f4240",
                            "1b000000e8d4a51000",
                            "20",
                            "3903e7",
                            "f4",
                            "f5",
                            "f6",
                            "40",
                            "4401020304",
                            "60",
                            "6161",
                            "62c3bc",
                            "80",
                            "83010203",
                            "8301820203820405",
                            "a0",
                            "a26161016162820203"})
        QTest::newRow(hex) << QByteArray(hex);
}

void CborTest::aValue_comesBackAsItWas() {
    QFETCH(QByteArray, hex);
    const QByteArray bytes = QByteArray::fromHex(hex);
    const auto value = cbor::Value::decode(bytes);
    QVERIFY(value.has_value());
    QCOMPARE(value->encode(), bytes);
}

void CborTest::everyOtherEncoding_isRefused_data() {
    QTest::addColumn<QByteArray>("hex");
    QTest::newRow("23 in two bytes") << QByteArray("1817");
    QTest::newRow("255 in three bytes") << QByteArray("1900ff");
    QTest::newRow("65535 in five bytes") << QByteArray("1a0000ffff");
    QTest::newRow("four billion in nine bytes") << QByteArray("1b00000000ffffffff");
    QTest::newRow("larger than 63 bits") << QByteArray("1bffffffffffffffff");
    QTest::newRow("indefinite bytes") << QByteArray("5f4101ff");
    QTest::newRow("indefinite array") << QByteArray("9f01ff");
    QTest::newRow("indefinite map") << QByteArray("bf616101ff");
    QTest::newRow("keys out of order") << QByteArray("a2616201616102");
    QTest::newRow("a key twice") << QByteArray("a2616101616102");
    QTest::newRow("a longer key first") << QByteArray("a262616101616202");
    QTest::newRow("an integer key") << QByteArray("a10101");
    QTest::newRow("broken UTF-8") << QByteArray("61ff");
    QTest::newRow("half a surrogate pair") << QByteArray("63eda080");
    QTest::newRow("a float") << QByteArray("f93c00");
    QTest::newRow("a tag") << QByteArray("c000");
    QTest::newRow("undefined") << QByteArray("f7");
    QTest::newRow("reserved length") << QByteArray("1c");
    QTest::newRow("something behind the value") << QByteArray("0000");
    QTest::newRow("nothing") << QByteArray("");
    QTest::newRow("nine arrays deep") << QByteArray("81818181818181818180");
}

void CborTest::everyOtherEncoding_isRefused() {
    QFETCH(QByteArray, hex);
    const QByteArray bytes = QByteArray::fromHex(hex);
    QVERIFY(!cbor::Value::decode(bytes).has_value());
    // Nor is it passed over.
    cbor::Reader passing(bytes);
    (void)passing.skip();
    QVERIFY(!passing.finished());
}

void CborTest::mapKeys_areSortedByLengthThenBytes() {
    const auto map = cbor::Value::map(
        {{QStringLiteral("text"), 1}, {QStringLiteral("at"), 2}, {QStringLiteral("kind"), 3}});
    QCOMPARE(map.encode().toHex(), QByteArray("a3626174026"
                                              "46b696e6403"
                                              "647465787401"));
    QCOMPARE(map.at(u"kind").integer(), 3);
    QVERIFY(map.at(u"none").isNull());
}

void CborTest::truncation_isFoundAtEveryByte() {
    const QByteArray whole =
        cbor::Value::array({1000, QStringLiteral("what she said"), QByteArray(40, 'x'),
                            cbor::Value::map({{QStringLiteral("k"), true}})})
            .encode();
    for (qsizetype size = 0; size < whole.size(); ++size) {
        QVERIFY2(!cbor::Value::decode(whole.first(size)).has_value(),
                 qPrintable(QString::number(size)));
        const QByteArray cut = whole.first(size);
        cbor::Reader passing(cut);
        QVERIFY(passing.skip().isNull());
    }
    cbor::Reader passing(whole);
    QCOMPARE(passing.skip().toByteArray(), whole);
    QVERIFY(passing.finished());
}

void CborTest::aLyingLength_takesNoMemory() {
    QVERIFY(!cbor::Value::decode(QByteArray::fromHex("9affffffff")).has_value());
    QVERIFY(!cbor::Value::decode(QByteArray::fromHex("5bffffffffffffffff")).has_value());
    QVERIFY(!cbor::Value::decode(QByteArray::fromHex("bb0000ffffffffffff")).has_value());
}

QTEST_GUILESS_MAIN(CborTest)
#include "tst_cbor.moc"
