#include "sync/sealing.h"
#include "tests/support/fakes.h"

#include <QTest>

using namespace candour;

class SealingTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void anOpenedPayload_isWhatWasSealed();
    void sealingAgain_givesTheSameBytes();
    void anyFlippedByte_failsToOpen();
    void anotherHeader_failsToOpen();
    void anotherSubjectOrGeneration_isAnotherKeyId();
    void theWords_areNotInTheSealedBytes();

  private:
    SeededRandom m_random{1};
    FakeClock m_clock;
    NotebookId m_notebook = NotebookId::makeV7(m_clock, m_random);
    SubjectId m_subject = SubjectId::makeV7(m_clock, m_random);
    SubjectKey m_key = SubjectKey::generate(m_notebook, m_subject, 1, m_random);
};

void SealingTest::anOpenedPayload_isWhatWasSealed() {
    for (const QByteArray& payload : {QByteArray(), QByteArray("x"), QByteArray(70'000, 'y')})
        QCOMPARE(m_key.open("header", m_key.seal("header", payload)).value(), payload);
}

void SealingTest::sealingAgain_givesTheSameBytes() {
    QCOMPARE(m_key.seal("header", "words"), m_key.seal("header", "words"));
    QVERIFY(m_key.seal("header", "words") != m_key.seal("headers", "words"));
    // The boundary between header and payload counts, not only their sum.
    QVERIFY(m_key.seal("ab", "c").first(24) != m_key.seal("a", "bc").first(24));
}

void SealingTest::anyFlippedByte_failsToOpen() {
    const QByteArray sealed = m_key.seal("header", "The waiting list is read out on Mondays.");
    for (qsizetype i = 0; i < sealed.size(); ++i) {
        QByteArray flipped = sealed;
        flipped[i] = static_cast<char>(flipped[i] ^ 1);
        const auto opened = m_key.open("header", flipped);
        QVERIFY(!opened.has_value());
        QCOMPARE(opened.error().code, Code::badSeal);
    }
    for (qsizetype size = 0; size < sealed.size(); ++size)
        QVERIFY(!m_key.open("header", sealed.first(size)).has_value());
}

void SealingTest::anotherHeader_failsToOpen() {
    QVERIFY(!m_key.open("header2", m_key.seal("header", "words")).has_value());
}

void SealingTest::anotherSubjectOrGeneration_isAnotherKeyId() {
    const auto secret = [this] { return SecretBytes::copyOf(m_key.secret()); };
    QCOMPARE(SubjectKey(m_notebook, m_subject, 1, secret()).id(), m_key.id());
    QVERIFY(SubjectKey(m_notebook, m_subject, 2, secret()).id() != m_key.id());
    const SubjectId other = SubjectId::makeV7(m_clock, m_random);
    QVERIFY(SubjectKey(m_notebook, other, 1, secret()).id() != m_key.id());
}

void SealingTest::theWords_areNotInTheSealedBytes() {
    QVERIFY(!m_key.seal("header", "a sentence to look for").contains("sentence"));
}

QTEST_GUILESS_MAIN(SealingTest)
#include "tst_sealing.moc"
