// Messages of HTTP as values, and errors as problem details.
#include "platform/http/message.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace candour;

class TestHttpMessage : public QObject {
    Q_OBJECT
  private Q_SLOTS:
    void headers_compareWithoutCase_andKeepTheirOrder();
    void mediaType_leavesParametersAway();
    void problem_travelsThereAndBack();
    void problem_neverSpeaksOfThisTabletsDisk();
    void problem_mayBeThatThisTabletIsTooOld();
    void problem_aboveFourHundred_isTheStoresFault();
    void answer_thatIsNoProblem_isNone();
};

void TestHttpMessage::headers_compareWithoutCase_andKeepTheirOrder() {
    HttpHeaders headers{{"Accept", "a"}, {"X", "1"}, {"accept", "b"}};
    QCOMPARE(headers.value("ACCEPT"), QByteArray("a, b"));
    QVERIFY(headers.contains("x"));
    QCOMPARE(headers.begin()->name, QByteArray("Accept"));
    headers.set("ACCEPT", "c");
    QCOMPARE(headers.value("accept"), QByteArray("c"));
    QCOMPARE(headers.size(), 2U);
    headers.remove("x");
    QCOMPARE(headers.value("X"), QByteArray());
    QVERIFY(!headers.contains("X"));
}

void TestHttpMessage::mediaType_leavesParametersAway() {
    QCOMPARE(mediaType("Text/HTML ; charset=utf-8"), QByteArray("text/html"));
    QCOMPARE(mediaType("application/cbor"), QByteArray("application/cbor"));
    QCOMPARE(mediaType(""), QByteArray());
}

void TestHttpMessage::problem_travelsThereAndBack() {
    const HttpResponse response = problem(409, {Code::forked, "push", "chain 3"});
    QCOMPARE(response.status, 409);
    QCOMPARE(response.headers.value("content-type"), QByteArray(problemType));
    const auto details = QJsonDocument::fromJson(response.body).object();
    QCOMPARE(details[QStringLiteral("status")].toInt(), 409);
    QCOMPARE(details[QStringLiteral("error")].toString(), QStringLiteral("forked"));
    const auto read = readProblem(response, "hand over");
    QVERIFY(read.has_value());
    QCOMPARE(read->code, Code::forked);
    QCOMPARE(read->during, std::string("hand over"));
    QCOMPARE(read->detail, std::string("chain 3"));
}

void TestHttpMessage::problem_neverSpeaksOfThisTabletsDisk() {
    const auto read = readProblem(problem(400, {Code::diskFull, "push", "x"}), "hand over");
    QVERIFY(read.has_value());
    QCOMPARE(read->code, Code::refused);
    QCOMPARE(read->detail, std::string("disk-full: x"));
}

void TestHttpMessage::problem_mayBeThatThisTabletIsTooOld() {
    const auto read = readProblem(problem(426, {Code::tooOld, "push"}), "hand over");
    QVERIFY(read.has_value());
    QCOMPARE(read->code, Code::tooOld);
}

void TestHttpMessage::problem_aboveFourHundred_isTheStoresFault() {
    const auto read = readProblem(problem(507, {Code::diskFull, "push"}), "hand over");
    QVERIFY(read.has_value());
    QCOMPARE(read->code, Code::storeFailed);
    QCOMPARE(read->detail, std::string("disk-full"));
}

void TestHttpMessage::answer_thatIsNoProblem_isNone() {
    QVERIFY(!readProblem({400, {{"Content-Type", "application/json"}}, "{}"}, "x"));
    QVERIFY(!readProblem({400, {{"Content-Type", problemType}}, "{"}, "x"));
    QVERIFY(!readProblem({400, {{"Content-Type", problemType}}, "[]"}, "x"));
    QVERIFY(!readProblem({400, {}, {}}, "x"));
}

QTEST_GUILESS_MAIN(TestHttpMessage)
#include "tst_httpmessage.moc"
