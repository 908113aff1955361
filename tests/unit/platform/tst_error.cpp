// Every error owns a sentence, a name and an answer to "try again?".
#include "platform/error.h"

#include <QRegularExpression>
#include <QSet>
#include <QTest>

using namespace candour;

class TestError : public QObject {
    Q_OBJECT
  private Q_SLOTS:
    void everyCode_hasOneSentence_andAName();
    void retrying_isOfferedWhereItMayHelp();
    void tryAndTryOk_returnTheErrorAsItIs();
};

void TestError::everyCode_hasOneSentence_andAName() {
    QSet<QString> sentences;
    QSet<QString> names;
    for (int i = 0; i <= static_cast<int>(Code::cancelled); ++i) {
        const Error error{static_cast<Code>(i), "test"};
        const QString name = QString::fromLatin1(error.name());
        QVERIFY2(error.sentence().endsWith(u'.'), error.name());
        QVERIFY2(error.sentence().at(0).isUpper(), error.name());
        QVERIFY2(QRegularExpression(QStringLiteral("^[a-z]+(-[a-z]+)*$")).match(name).hasMatch(),
                 error.name());
        sentences += error.sentence();
        names += name;
    }
    const int codes = static_cast<int>(Code::cancelled) + 1;
    QCOMPARE(sentences.size(), codes);
    QCOMPARE(names.size(), codes);
}

void TestError::retrying_isOfferedWhereItMayHelp() {
    for (const Code code : {Code::offline, Code::timedOut, Code::storeFailed, Code::captivePortal,
                            Code::inUse, Code::diskFull})
        QVERIFY((Error{code, "test"}).worthRetrying());
    for (const Code code : {Code::damaged, Code::wrongPassphrase, Code::storeNotGenuine,
                            Code::codeUsed, Code::newerVersion, Code::plaintext})
        QVERIFY(!(Error{code, "test"}).worthRetrying());
}

void TestError::tryAndTryOk_returnTheErrorAsItIs() {
    const auto number = [](bool good) -> Result<int> {
        if (!good) return fail(Code::notFound, "look", "7");
        return 7;
    };
    const auto viaTry = [&](bool good) -> Result<int> {
        TRY(const int found, number(good));
        return found + 1;
    };
    const auto viaTryOk = [&](bool good) -> Status {
        TRY_OK(number(good));
        return {};
    };
    QCOMPARE(viaTry(true).value(), 8);
    QVERIFY(viaTryOk(true));
    QVERIFY(!viaTry(false));
    QCOMPARE(viaTry(false).error().code, Code::notFound);
    QCOMPARE(viaTry(false).error().detail, std::string("7"));
    QCOMPARE(viaTryOk(false).error().during, std::string("look"));
}

QTEST_GUILESS_MAIN(TestError)
#include "tst_error.moc"
