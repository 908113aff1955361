#include "app/framework/frameworkpack.h"
#include "app/records/recordtype.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace candour;

namespace {

QJsonObject shippedJson(const QString& id) {
    QFile file(u":/candour/framework/packs/%1.json"_qs.arg(id));
    if (!file.open(QIODevice::ReadOnly)) return {};
    return QJsonDocument::fromJson(file.readAll()).object();
}

QString faultOf(const QJsonObject& pack) {
    const auto read = frameworkPackFromJson(QJsonDocument(pack).toJson());
    return read ? QString() : QString::fromStdString(read.error().detail);
}

/// A pack in which one quality statement is changed.
QJsonObject withStatement(const QString& key, const QJsonValue& value) {
    QJsonObject pack = shippedJson(u"la-2026"_qs);
    QJsonArray statements = pack[u"statements"].toArray();
    QJsonObject first = statements[0].toObject();
    first[key] = value;
    statements[0] = first;
    pack[u"statements"] = statements;
    return pack;
}

QJsonObject withScoring(const QString& key, const QJsonValue& value) {
    QJsonObject pack = shippedJson(u"la-2026"_qs);
    QJsonObject scoring = pack[u"scoring"].toObject();
    scoring[key] = value;
    pack[u"scoring"] = scoring;
    return pack;
}

}  // namespace

class FrameworkPackTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void everyShippedPack_isWhole() {
        for (const QString& id : shippedPackIds()) {
            const auto pack = shippedPack(id);
            QVERIFY2(pack.has_value(), pack ? "" : pack.error().detail.c_str());
            QCOMPARE(pack->id, id);
            QCOMPARE(pack->themes.size(), 4u);
            QCOMPARE(pack->statements.size(), 9u);
        }
    }

    void whatDoesNotFitTheSchema_isRefused_andThePlaceNamed() {
        QCOMPARE(faultOf(withStatement(u"short"_qs, 3)),
                 u"At statements, number 1, short: what stands there is of another kind (text, "
                 "number, list) than it has to be."_qs);
        QCOMPARE(faultOf(withStatement(u"needs"_qs, QJsonArray{u"gossip"_qs})),
                 u"At statements, number 1, needs, number 1: this is none of the words that may "
                 "stand there."_qs);
        QCOMPARE(faultOf(withStatement(u"invented"_qs, 1)),
                 u"In statements, number 1 nothing may be called “invented”."_qs);
        QCOMPARE(faultOf(withStatement(u"short"_qs, QString(1'000, u'a'))),
                 u"At statements, number 1, short: the text is too long."_qs);
        QVERIFY(!faultOf(withScoring(u"rounding"_qs, u"down"_qs)).isEmpty());
        QVERIFY(!faultOf(withScoring(u"most"_qs, 4.5)).isEmpty());
        QCOMPARE(faultOf(withScoring(u"most"_qs, 2'000'000'000)),
                 u"At scoring, most: the number is too high."_qs);
        QVERIFY(!faultOf({}).isEmpty());
        // A key that is missing in the whole file has a place too.
        QJsonObject noScoring = shippedJson(u"la-2026"_qs);
        noScoring.remove(u"scoring"_qs);
        QCOMPARE(faultOf(noScoring), u"In the file “scoring” is missing."_qs);
    }

    void aTextWithoutEnd_isRefusedBeforeAnyPatternIsTried() {
        QCOMPARE(faultOf(withStatement(u"short"_qs, QString(500'000, u'a'))),
                 u"It holds a text that is too long or not sound."_qs);
        QCOMPARE(faultOf(withStatement(u"short"_qs, QString(QChar(0)))),
                 u"It holds a text that is too long or not sound."_qs);
    }

    void pointsAndPercentages_mayNotContradictEachOther() {
        QJsonArray bands = shippedJson(u"la-2026"_qs)[u"scoring"][u"bands"].toArray();
        QJsonObject first = bands[0].toObject();
        QJsonObject second = bands[1].toObject();
        first[u"toPoints"] = 14;
        second[u"fromPoints"] = 15;
        bands[0] = first;
        bands[1] = second;
        QCOMPARE(faultOf(withScoring(u"bands"_qs, bands)),
                 u"14 points and their percentage are in different bands."_qs);
    }

    void peoplesExperience_isNeededForEveryStatement() {
        const FrameworkPack pack = *shippedPack(u"la-2026"_qs);
        for (const QualityStatement& statement : pack.statements)
            QVERIFY(statement.needs.contains(u"people"_qs));
    }

    void theShortWords_areThoseOfTheTags() {
        const FrameworkPack pack = *shippedPack(u"la-2026"_qs);
        QCOMPARE(pack.statement(6)->shortTitle, u"Transitions"_qs);
        QCOMPARE(pack.statement(1)->shortTitle, u"Needs"_qs);
        QCOMPARE(pack.statement(10), nullptr);
    }

    void todaysMethod_scoresStatementsStraight_theOldOneRollsUpCategories() {
        const FrameworkPack now = *shippedPack(u"la-2026"_qs);
        QCOMPARE(now.scoring.kind, ScoringMethod::Kind::direct);
        QVERIFY(now.scoring.statementBands.empty());
        const FrameworkPack then = *shippedPack(u"la-2023"_qs);
        QCOMPARE(then.scoring.kind, ScoringMethod::Kind::categories);
        QCOMPARE(then.scoring.statementBands.size(), 4u);
        // 24 points are Good in both (Birmingham's pilot).
        for (const FrameworkPack& pack : {now, then}) {
            QCOMPARE(pack.scoring.bands.at(2).rating, u"good"_qs);
            QVERIFY(pack.scoring.bands.at(2).fromPoints <= 24);
            QVERIFY(pack.scoring.bands.at(2).toPoints >= 24);
        }
    }

    void theCategoriesOfAPack_areTheOptionsOfATag() {
        const Field* category = recordList().type(u"tag")->field(u"category");
        const FrameworkPack pack = *shippedPack(u"la-2026"_qs);
        QCOMPARE(pack.categories.size(), category->choices.size());
        for (const Choice& choice : category->choices)
            QVERIFY(pack.category(choice.name) != nullptr);
    }

    void wordingThatNobodyConfirmed_isMarkedSo() {
        const FrameworkPack pack = *shippedPack(u"la-2026"_qs);
        for (const QualityStatement& statement : pack.statements) {
            QVERIFY(statement.title.confirmed);
            QVERIFY(!statement.needsConfirmed);
            for (const IStatement& each : statement.iStatements) QVERIFY(!each.wording.confirmed);
        }
    }

    void aBrokenPack_isRefusedWithASentence() {
        QCOMPARE(faultOf(withStatement(u"theme"_qs, 7)),
                 u"Quality statement 1 belongs to no theme."_qs);
        QCOMPARE(faultOf(withStatement(u"number"_qs, 2)),
                 u"Quality statement 2 needs a number of its own."_qs);
        QCOMPARE(faultOf(withStatement(u"needs"_qs, QJsonArray{u"outcomes"_qs})),
                 u"Quality statement 1 needs a category that is not used."_qs);
        QCOMPARE(QString::fromStdString(frameworkPackFromJson("[]").error().detail),
                 u"It is not a JSON object."_qs);
        QCOMPARE(frameworkPackFromJson(QByteArray(2'000'000, ' ')).error().code, Code::tooLarge);
    }

    void aGapBetweenBands_isRefused() {
        QJsonArray bands = shippedJson(u"la-2026"_qs)[u"scoring"][u"bands"].toArray();
        QJsonObject second = bands[1].toObject();
        second[u"fromPoints"] = 15;
        bands[1] = second;
        QCOMPARE(faultOf(withScoring(u"bands"_qs, bands)),
                 u"The bands must cover every total of points once."_qs);
    }

    void aBandThatGivesNoScore_isRefused() {
        QJsonObject pack = shippedJson(u"la-2023"_qs);
        QJsonObject scoring = pack[u"scoring"].toObject();
        QJsonArray bands = scoring[u"statementBands"].toArray();
        QJsonObject last = bands[3].toObject();
        last[u"score"] = 5;
        bands[3] = last;
        scoring[u"statementBands"] = bands;
        pack[u"scoring"] = scoring;
        QCOMPARE(faultOf(pack), u"A statement band gives a score that there is not."_qs);
    }

    void aPackThatDoesNotShip_isNotFound() {
        QCOMPARE(shippedPack(u"../../etc/passwd"_qs).error().code, Code::notFound);
    }
};

QTEST_GUILESS_MAIN(FrameworkPackTest)
#include "tst_frameworkpack.moc"
