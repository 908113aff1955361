// Ids: one spelling, kinds that do not mix, version 7 that sorts by time.
#include "platform/uuid.h"

#include <QTest>

#include <unordered_set>

using namespace candour;

namespace {
struct RecordTag;
struct NotebookTag;
using RecordId = Id<RecordTag>;
using NotebookId = Id<NotebookTag>;

class SetClock final : public Clock {
  public:
    UtcTime time;
    [[nodiscard]] UtcTime utc() const override { return time; }
    [[nodiscard]] milliseconds sinceBoot() const override { return {}; }
    [[nodiscard]] std::chrono::minutes zoneOffset() const override { return {}; }
};
}  // namespace

class TestUuid : public QObject {
    Q_OBJECT
  private Q_SLOTS:
    void text_travelsThereAndBack();
    void text_thatIsNoId_isNone_data();
    void text_thatIsNoId_isNone();
    void bytes_ofAnotherLength_areNone();
    void version7_holdsTimeAndVersion_andSorts();
    void kinds_doNotMix();
    void hash_spreadsIds();
};

void TestUuid::text_travelsThereAndBack() {
    const QString text = QStringLiteral("0190b5a0-1234-7abc-8def-0123456789ab");
    const auto id = RecordId::fromString(text);
    QVERIFY(id.has_value());
    QCOMPARE(id->toString(), text);
    QCOMPARE(RecordId::fromString(text.toUpper()), id);
    QCOMPARE(RecordId::fromBytes(id->toBytes()), id);
    QCOMPARE(id->toBytes().toHex(), QByteArray("0190b5a012347abc8def0123456789ab"));
    QVERIFY(RecordId().isNull());
    QVERIFY(!id->isNull());
}

void TestUuid::text_thatIsNoId_isNone_data() {
    QTest::addColumn<QString>("text");
    QTest::newRow("empty") << QString();
    QTest::newRow("braces") << QStringLiteral("{0190b5a0-1234-7abc-8def-0123456789ab}");
    QTest::newRow("no hyphens") << QStringLiteral("0190b5a012347abc8def0123456789ab");
    QTest::newRow("too short") << QStringLiteral("0190b5a0-1234-7abc-8def-0123456789a");
    QTest::newRow("too long") << QStringLiteral("0190b5a0-1234-7abc-8def-0123456789ab0");
    QTest::newRow("not hexadecimal") << QStringLiteral("0190b5a0-1234-7abc-8def-0123456789ag");
    QTest::newRow("hyphens elsewhere") << QStringLiteral("0190b5a01-234-7abc-8def-0123456789ab");
    QTest::newRow("a space within") << QStringLiteral("0190b5a0-1234-7abc-8def-0123456789 b");
}

void TestUuid::text_thatIsNoId_isNone() {
    QFETCH(QString, text);
    QVERIFY(!RecordId::fromString(text).has_value());
}

void TestUuid::bytes_ofAnotherLength_areNone() {
    QVERIFY(!RecordId::fromBytes(QByteArray()).has_value());
    QVERIFY(!RecordId::fromBytes(QByteArray(15, 'x')).has_value());
    QVERIFY(!RecordId::fromBytes(QByteArray(17, 'x')).has_value());
    QVERIFY(RecordId::fromBytes(QByteArray(16, 'x')).has_value());
}

void TestUuid::version7_holdsTimeAndVersion_andSorts() {
    SetClock clock;
    SystemRandom random;
    clock.time = UtcTime(milliseconds(0x0190b5a01234));
    const RecordId first = RecordId::makeV7(clock, random);
    clock.time += milliseconds(1);
    const RecordId second = RecordId::makeV7(clock, random);
    QVERIFY(first < second);
    QVERIFY(first.toString().startsWith(QStringLiteral("0190b5a0-1234-7")));
    QVERIFY(QStringLiteral("89ab").contains(first.toString().at(19)));
}

void TestUuid::kinds_doNotMix() {
    static_assert(!std::is_convertible_v<RecordId, NotebookId>);
    static_assert(!std::is_constructible_v<NotebookId, RecordId>);
    static_assert(!std::is_assignable_v<NotebookId&, RecordId>);
}

void TestUuid::hash_spreadsIds() {
    SetClock clock;
    SystemRandom random;
    std::unordered_set<std::size_t> hashes;
    for (int i = 0; i < 1'000; ++i)
        hashes.insert(std::hash<RecordId>()(RecordId::makeV7(clock, random)));
    QVERIFY(hashes.size() > 990);
}

QTEST_GUILESS_MAIN(TestUuid)
#include "tst_uuid.moc"
