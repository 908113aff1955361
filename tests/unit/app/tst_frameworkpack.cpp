#include "app/framework/frameworkpack.h"
#include "app/records/recordtype.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

#include <valijson/adapters/qtjson_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validator.hpp>

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

/// By the schema in the repository, as a stranger would check a pack.
bool fitsSchema(const QJsonObject& pack) {
    QFile file(QStringLiteral(CANDOUR_PACK_SCHEMA));
    if (!file.open(QIODevice::ReadOnly)) return false;
    const QJsonValue schemaJson = QJsonDocument::fromJson(file.readAll()).object();
    const QJsonValue packJson = pack;
    valijson::Schema schema;
    valijson::SchemaParser().populateSchema(valijson::adapters::QtJsonAdapter(schemaJson), schema);
    return valijson::Validator().validate(schema, valijson::adapters::QtJsonAdapter(packJson),
                                          nullptr);
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

    void everyShippedPack_fitsTheSchema() {
        for (const QString& id : shippedPackIds()) QVERIFY(fitsSchema(shippedJson(id)));
    }

    void whatTheLoaderRefuses_theSchemaRefusesToo() {
        QVERIFY(!fitsSchema(withStatement(u"short"_qs, 3)));
        QVERIFY(!fitsSchema(withStatement(u"needs"_qs, QJsonArray{u"gossip"_qs})));
        QVERIFY(!fitsSchema({}));
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
        QCOMPARE(faultOf(withStatement(u"short"_qs, 3)),
                 u"short must be a text of at most 400 characters."_qs);
        QCOMPARE(faultOf({}), u"id must be a text of at most 400 characters."_qs);
        QCOMPARE(QString::fromStdString(frameworkPackFromJson("[]").error().detail),
                 u"It is not a JSON object."_qs);
        QCOMPARE(frameworkPackFromJson(QByteArray(2'000'000, ' ')).error().code, Code::tooLarge);
    }

    void aGapBetweenBands_isRefused() {
        QJsonObject pack = shippedJson(u"la-2026"_qs);
        QJsonObject scoring = pack[u"scoring"].toObject();
        QJsonArray bands = scoring[u"bands"].toArray();
        QJsonObject second = bands[1].toObject();
        second[u"fromPoints"] = 15;
        bands[1] = second;
        scoring[u"bands"] = bands;
        pack[u"scoring"] = scoring;
        QCOMPARE(faultOf(pack), u"The bands must cover every total of points once."_qs);
    }

    void aPackThatDoesNotShip_isNotFound() {
        QCOMPARE(shippedPack(u"../../etc/passwd"_qs).error().code, Code::notFound);
    }
};

QTEST_GUILESS_MAIN(FrameworkPackTest)
#include "tst_frameworkpack.moc"
