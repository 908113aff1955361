#include "sync/merge.h"
#include "tests/support/fakes.h"

#include <QTest>

#include <algorithm>

using namespace candour;

/// Two tablets write one field; each change is written down as a row of the story.
class MergeTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void oneWritersSuccessiveEdits_replaceEachOther();
    void twoUnseenEdits_bothStay();
    void aSettlement_replacesBoth();
    void twoEqualTexts_areNoConflict();
    void anyOrderOfArrival_givesTheSame();
    void aStrike_hidesOnlyWhatItNamed();
    void aClockSetBack_doesNotReorderOneVaultsWrites();
    void unreadableWords_areKeptAsAWriteWithoutValue();

  private:
    OpenedChange change(const VaultId& vault, const QString& text, std::vector<ChangeId> replaces,
                        const QString& field = QStringLiteral("text"));
    FakeClock m_clock;
    SeededRandom m_random{5};
    VaultId m_anna = VaultId::makeV7(m_clock, m_random);
    VaultId m_jo = VaultId::makeV7(m_clock, m_random);
    std::int64_t m_number = 0;
};

OpenedChange MergeTest::change(const VaultId& vault, const QString& text,
                               std::vector<ChangeId> replaces, const QString& field) {
    m_clock.advance(milliseconds(1'000));
    OpenedChange change;
    change.id = ChangeId::makeV7(m_clock, m_random);
    change.header.vault = vault;
    change.header.number = ++m_number;
    change.header.written = {m_clock.utc(), {}, m_clock.sinceBoot(), 1, {}};
    change.header.fields = {{field, std::move(replaces)}};
    change.values = {cbor::Value(text)};
    return change;
}

void MergeTest::oneWritersSuccessiveEdits_replaceEachOther() {
    const auto first = change(m_anna, QStringLiteral("one"), {});
    const auto second = change(m_anna, QStringLiteral("two"), {first.id});
    const auto state = mergeRecord(std::vector{first, second});
    QCOMPARE(state.field(u"text")->writes.size(), 1U);
    QCOMPARE(state.field(u"text")->writes[0].value->text(), QStringLiteral("two"));
    QVERIFY(!state.inConflict());
}

void MergeTest::twoUnseenEdits_bothStay() {
    const auto first = change(m_anna, QStringLiteral("one"), {});
    const auto hers = change(m_anna, QStringLiteral("hers"), {first.id});
    const auto his = change(m_jo, QStringLiteral("his"), {first.id});
    const auto state = mergeRecord(std::vector{first, hers, his});
    QVERIFY(state.inConflict());
    QCOMPARE(state.field(u"text")->writes.size(), 2U);
    QCOMPARE(state.field(u"text")->writes[0].value->text(), QStringLiteral("hers"));
    QCOMPARE(state.field(u"text")->writes[1].value->text(), QStringLiteral("his"));
}

void MergeTest::aSettlement_replacesBoth() {
    const auto hers = change(m_anna, QStringLiteral("hers"), {});
    const auto his = change(m_jo, QStringLiteral("his"), {});
    const auto settled = change(m_anna, QStringLiteral("both"), {hers.id, his.id});
    const auto state = mergeRecord(std::vector{hers, his, settled});
    QVERIFY(!state.inConflict());
    QCOMPARE(state.field(u"text")->writes[0].value->text(), QStringLiteral("both"));
}

void MergeTest::twoEqualTexts_areNoConflict() {
    const auto hers = change(m_anna, QStringLiteral("same"), {});
    const auto his = change(m_jo, QStringLiteral("same"), {});
    const auto state = mergeRecord(std::vector{hers, his});
    QVERIFY(!state.inConflict());
    // Both still stand, so that the next edit replaces both.
    QCOMPARE(state.field(u"text")->ids().size(), 2U);
}

void MergeTest::anyOrderOfArrival_givesTheSame() {
    const auto a = change(m_anna, QStringLiteral("a"), {});
    const auto b = change(m_anna, QStringLiteral("b"), {a.id});
    const auto c = change(m_jo, QStringLiteral("c"), {a.id});
    const auto d = change(m_jo, QStringLiteral("d"), {c.id});
    std::vector<OpenedChange> all{a, b, c, d};
    const auto byId = [](const OpenedChange& x, const OpenedChange& y) { return x.id < y.id; };
    std::sort(all.begin(), all.end(), byId);
    const auto expected = mergeRecord(all).field(u"text")->ids();
    do {
        QVERIFY(mergeRecord(all).field(u"text")->ids() == expected);
    } while (std::next_permutation(all.begin(), all.end(), byId));
    QCOMPARE(expected.size(), 2U);
}

void MergeTest::aStrike_hidesOnlyWhatItNamed() {
    const auto line = change(m_anna, QStringLiteral("words"), {});
    auto strike = change(m_anna, QString(), {}, QStringLiteral("struck"));
    strike.values = {
        cbor::Value::map({{QStringLiteral("reason"), QStringLiteral("written twice")},
                          {QStringLiteral("hides"), cbor::Value::array({cbor::Value(line.id)})}})};
    QVERIFY(mergeRecord(std::vector{line, strike}).struck);
    const auto unseen = change(m_jo, QStringLiteral("words I added"), {line.id});
    const auto state = mergeRecord(std::vector{line, strike, unseen});
    QVERIFY(!state.struck);
    QCOMPARE(state.field(u"text")->writes[0].value->text(), QStringLiteral("words I added"));
}

void MergeTest::aClockSetBack_doesNotReorderOneVaultsWrites() {
    const auto first = change(m_anna, QStringLiteral("first"), {});
    const auto his = change(m_jo, QStringLiteral("his"), {});
    m_clock.jump(-std::chrono::hours(24 * 365));
    const auto second = change(m_anna, QStringLiteral("second"), {});
    const auto state = mergeRecord(std::vector{second, first, his});
    QStringList order;
    for (const Write& write : state.field(u"text")->writes) order << write.value->text();
    QVERIFY(order.indexOf(QStringLiteral("first")) < order.indexOf(QStringLiteral("second")));
}

void MergeTest::unreadableWords_areKeptAsAWriteWithoutValue() {
    auto sealed = change(m_anna, QStringLiteral("x"), {});
    sealed.values.reset();
    const auto state = mergeRecord(std::vector{sealed});
    QCOMPARE(state.field(u"text")->writes.size(), 1U);
    QVERIFY(!state.field(u"text")->writes[0].value.has_value());
}

QTEST_GUILESS_MAIN(MergeTest)
#include "tst_merge.moc"
