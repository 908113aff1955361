#include "tests/support/centre.h"

#include <QTest>

using namespace candour;

class EnrolmentTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void aCode_isReadWhateverTheTyping();
    void aMistypedCode_isUnknown_data();
    void aMistypedCode_isUnknown();
    void theSameRequest_getsTheSameAnswerEvenLater();
    void anotherTablet_cannotUseAUsedCode();
    void anotherTabletsId_isGivenToNobodyElse();
    void anExpiredCode_isRefused();
    void anotherAuthorityThanTheStores_isRefused();
    void anAnswerWithoutTheProof_isNotBelieved();
};

void EnrolmentTest::aCode_isReadWhateverTheTyping() {
    SeededRandom random(7);
    for (int i = 0; i < 200; ++i) {
        const auto code = EnrolmentCode::generate(random);
        const QString text = code.text();
        QCOMPARE(text.size(), 19);
        QString typed = text.toLower();
        typed.replace(u'-', u' ').replace(u'0', u'o').replace(u'1', u'l');
        QVERIFY(EnrolmentCode::fromText(typed)->name() == code.name());
    }
}

void EnrolmentTest::aMistypedCode_isUnknown_data() {
    QTest::addColumn<QString>("text");
    QTest::newRow("too short") << QStringLiteral("ABCD-EFGH-JKMN-PQR");
    QTest::newRow("too long") << QStringLiteral("ABCD-EFGH-JKMN-PQRST");
    QTest::newRow("a U") << QStringLiteral("ABCD-EFGH-JKMN-PQRU");
    QTest::newRow("an accent") << QStringLiteral("ABCD-EFGH-JKMN-PQRÉ");
    QTest::newRow("empty") << QString();
    QTest::newRow("a NUL") << QStringLiteral("ABCD-EFGH-JKMN-PQR") + QChar(0);
}

void EnrolmentTest::aMistypedCode_isUnknown() {
    QFETCH(QString, text);
    QVERIFY(!EnrolmentCode::fromText(text).has_value());
}

void EnrolmentTest::theSameRequest_getsTheSameAnswerEvenLater() {
    Centre centre;
    Replica tablet(1);
    const auto code = centre.issueCode(centre.addPerson(QStringLiteral("AW")));
    const QByteArray request = centre.requestOf(tablet, code).encode(code.upKey());
    const HttpResponse first = centre.post(wire::enrolPath, request);
    QCOMPARE(first.status, 200);
    centre.clock.advance(std::chrono::hours(24));
    QCOMPARE(centre.post(wire::enrolPath, request).body, first.body);
}

void EnrolmentTest::anotherTablet_cannotUseAUsedCode() {
    Centre centre;
    Replica tablet(1);
    Replica thief(2);
    const auto code = centre.issueCode(centre.addPerson(QStringLiteral("AW")));
    QCOMPARE(
        centre.post(wire::enrolPath, centre.requestOf(tablet, code).encode(code.upKey())).status,
        200);
    const HttpResponse refused =
        centre.post(wire::enrolPath, centre.requestOf(thief, code).encode(code.upKey()));
    QCOMPARE(refused.status, 403);
    QCOMPARE(readProblem(refused, "enrol")->code, Code::codeUsed);
}

void EnrolmentTest::anotherTabletsId_isGivenToNobodyElse() {
    Centre centre;
    Replica tablet(1);
    Replica thief(2);
    centre.enrol(tablet, centre.addPerson(QStringLiteral("AW")));
    const auto code = centre.issueCode(centre.addPerson(QStringLiteral("JO")));
    EnrolRequest request = centre.requestOf(thief, code);
    request.vault = tablet.author.vault();
    const HttpResponse refused = centre.post(wire::enrolPath, request.encode(code.upKey()));
    QCOMPARE(readProblem(refused, "enrol")->code, Code::notAllowed);
    // Its own, with a code that is still good.
    QCOMPARE(
        centre.post(wire::enrolPath, centre.requestOf(thief, code).encode(code.upKey())).status,
        200);
}

void EnrolmentTest::anExpiredCode_isRefused() {
    Centre centre;
    Replica tablet(1);
    const auto code = centre.issueCode(centre.addPerson(QStringLiteral("AW")));
    centre.clock.advance(std::chrono::minutes(11));
    const HttpResponse refused =
        centre.post(wire::enrolPath, centre.requestOf(tablet, code).encode(code.upKey()));
    QCOMPARE(readProblem(refused, "enrol")->code, Code::codeExpired);
}

void EnrolmentTest::anotherAuthorityThanTheStores_isRefused() {
    Centre centre;
    Replica tablet(1);
    const auto code = centre.issueCode(centre.addPerson(QStringLiteral("AW")));
    EnrolRequest request = centre.requestOf(tablet, code);
    request.authority = tablet.random.bytes(32);
    QCOMPARE(centre.post(wire::enrolPath, request.encode(code.upKey())).status, 403);
    // Whoever stands between does not know the code, so cannot put the right authority in.
    request.authority = centre.shelf->keys().authorityFingerprint;
    const auto guess = EnrolmentCode::generate(tablet.random);
    QCOMPARE(centre.post(wire::enrolPath, request.encode(guess.upKey())).status, 403);
    // The code is still good for its owner.
    QCOMPARE(centre.post(wire::enrolPath, request.encode(code.upKey())).status, 200);
}

void EnrolmentTest::anAnswerWithoutTheProof_isNotBelieved() {
    Centre centre;
    Replica tablet(1);
    const auto code = centre.issueCode(centre.addPerson(QStringLiteral("AW")));
    const EnrolRequest request = centre.requestOf(tablet, code);
    const QByteArray body = request.encode(code.upKey());
    const QByteArray answer = centre.post(wire::enrolPath, body).body;
    QVERIFY(EnrolAnswer::decode(answer, code.downKey(), body, request.authority).has_value());
    for (qsizetype i = 0; i < answer.size(); ++i) {
        QByteArray flipped = answer;
        flipped[i] = static_cast<char>(flipped[i] ^ 4);
        QVERIFY(!EnrolAnswer::decode(flipped, code.downKey(), body, request.authority).has_value());
    }
    QVERIFY(!EnrolAnswer::decode(answer, code.downKey(), body, QByteArray(32, 'x')).has_value());
    QVERIFY(
        !EnrolAnswer::decode(answer, code.downKey(), body + ' ', request.authority).has_value());
}

QTEST_GUILESS_MAIN(EnrolmentTest)
#include "tst_enrolment.moc"
