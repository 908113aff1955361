#include "app/framework/frameworkshelf.h"
#include "app/framework/jsonschema.h"
#include "app/framework/wording.h"

#include <QTest>

using namespace candour;

namespace {

QByteArray todays() {
    return shippedFile(u"framework/packs/la-2026.json"_qs);
}

QString faultOf(const QByteArray& wording) {
    const auto worded = withWording(*shippedPack(u"la-2026"_qs), wording);
    return worded ? QString() : QString::fromStdString(worded.error().detail);
}

}  // namespace

class FrameworkShelfTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void bothMethods_areOnTheShelf() {
        const FrameworkShelf shelf;
        QCOMPARE(shelf.ids(), (QStringList{u"la-2023"_qs, u"la-2026"_qs}));
        QCOMPARE(shelf.pack(u"la-2023"_qs)->scoring.kind, ScoringMethod::Kind::categories);
        QCOMPARE(shelf.pack(u"la-2030"_qs), nullptr);
    }

    void r20_aNewPack_standsBesideTheOld() {
        FrameworkShelf shelf;
        QVERIFY(shelf.add(todays().replace("\"la-2026\"", "\"la-2027\"")));
        QCOMPARE(shelf.ids().size(), 3);
        QVERIFY(shelf.pack(u"la-2026"_qs) != nullptr);
    }

    void r20_aPackThatIsHere_isNeverRewritten() {
        FrameworkShelf shelf;
        QVERIFY(shelf.add(todays()));
        QVERIFY(shelf.add(todays().replace("\n", " ")));
        const Status other = shelf.add(todays().replace("Assessing needs", "Assessing wants"));
        QCOMPARE(other.error().code, Code::alreadyThere);
        QCOMPARE(shelf.pack(u"la-2026"_qs)->statement(1)->title.text, u"Assessing needs"_qs);
        QVERIFY(!shelf.add("{}"));
    }

    void anOrganisationsWording_takesThePlaceOfOurs_andNothingElseChanges() {
        FrameworkShelf shelf;
        const FrameworkPack before = *shelf.pack(u"la-2026"_qs);
        const IStatement& first = before.statements.front().iStatements.front();
        const LineOfEnquiry& prompt = before.statements.front().prompts.front();
        const QByteArray wording =
            R"({"pack": "la-2026",
                "themes": [{"number": 1, "title": "Working together"}],
                "statements": [{"number": 3, "title": "Fairness", "short": "Fair",
                                "subtopics": ["One", "Two"], "needs": ["people"]}],
                "iStatements": [{"key": "I-KEY", "text": "I am heard."}],
                "prompts": [{"key": "P-KEY", "text": "Hearing", "ask": "Are you heard?"}]})";
        QVERIFY(shelf.reword(QByteArray(wording)
                                 .replace("I-KEY", first.key.toUtf8())
                                 .replace("P-KEY", prompt.key.toUtf8())));
        const FrameworkPack after = *shelf.pack(u"la-2026"_qs);
        QCOMPARE(after.theme(1)->title.text, u"Working together"_qs);
        QVERIFY(after.theme(1)->title.confirmed);
        QCOMPARE(after.statement(3)->title.text, u"Fairness"_qs);
        QCOMPARE(after.statement(3)->shortTitle, u"Fair"_qs);
        QCOMPARE(after.statement(3)->subtopics.size(), 2u);
        QCOMPARE(after.statement(3)->needs, QStringList{u"people"_qs});
        QVERIFY(after.statement(3)->needsConfirmed);
        QCOMPARE(after.statements.front().iStatements.front().wording.text, u"I am heard."_qs);
        QCOMPARE(after.statements.front().iStatements.front().key, first.key);
        QCOMPARE(after.statements.front().prompts.front().ask, u"Are you heard?"_qs);
        QCOMPARE(after.statement(1)->title.text, before.statement(1)->title.text);
        QCOMPARE(after.scoring.bands.size(), before.scoring.bands.size());
        // A second wording starts from the pack, not from the first.
        QVERIFY(shelf.reword(R"({"pack": "la-2026"})"));
        QCOMPARE(shelf.pack(u"la-2026"_qs)->statement(3)->title.text,
                 before.statement(3)->title.text);
    }

    void aWordingOfWhatIsNotThere_isRefusedWithASentence() {
        QCOMPARE(faultOf(R"({"pack": "la-2023"})"), u"The wording is for another pack."_qs);
        QCOMPARE(faultOf(R"({"pack": "la-2026", "themes": [{"number": 9, "title": "x"}]})"),
                 u"The pack has no theme 9."_qs);
        QCOMPARE(faultOf(R"({"pack": "la-2026", "statements": [{"number": 10}]})"),
                 u"The pack has no quality statement 10."_qs);
        QCOMPARE(faultOf(R"({"pack": "la-2026", "iStatements": [{"key": "x", "text": "y"}]})"),
                 u"The pack has no I statement with the key x."_qs);
        QCOMPARE(faultOf(R"({"pack": "la-2026", "prompts": [{"key": "x"}]})"),
                 u"The pack has no prompt with the key x."_qs);
        QCOMPARE(
            faultOf(R"({"pack": "la-2026", "statements": [{"number": 1, "needs": ["outcomes"]}]})"),
            u"Quality statement 1 needs a category that is not used."_qs);
        QVERIFY(!faultOf(R"({"pack": "la-2026", "scoring": {}})").isEmpty());
        FrameworkShelf shelf;
        QCOMPARE(shelf.reword(R"({"pack": "la-2030"})").error().code, Code::notFound);
    }

    void r20_whereCategoriesMakeTheScore_noWordingChangesWhichCount() {
        FrameworkShelf shelf;
        const FrameworkPack before = *shelf.pack(u"la-2023"_qs);
        QVERIFY(!shelf.reword(
            R"({"pack": "la-2023", "statements": [{"number": 1, "needs": ["people"]}]})"));
        QCOMPARE(shelf.pack(u"la-2023"_qs)->statement(1)->needs, before.statement(1)->needs);
        // Until somebody confirms otherwise, all four that are used count everywhere.
        for (const QualityStatement& statement : before.statements)
            QCOMPARE(statement.needs.size(), 4);
        // Its words may still be the organisation's own.
        QVERIFY(shelf.reword(
            R"({"pack": "la-2023", "statements": [{"number": 1, "title": "Needs"}]})"));
        QCOMPARE(shelf.pack(u"la-2023"_qs)->statement(1)->title.text, u"Needs"_qs);
    }

    void r20_aSubtopicThatWasWordedAnew_isStillKnown() {
        FrameworkShelf shelf;
        const QString before = shelf.pack(u"la-2026"_qs)->statement(1)->subtopics.front().text;
        QVERIFY(shelf.reword(
            R"({"pack": "la-2026", "statements": [{"number": 1, "subtopics": ["One"]}]})"));
        QVERIFY(shelf.hasSubtopic(u"la-2026"_qs, 1, u"One"_qs));
        QVERIFY(shelf.hasSubtopic(u"la-2026"_qs, 1, before));
        QVERIFY(!shelf.hasSubtopic(u"la-2026"_qs, 2, u"One"_qs));
    }
};

QTEST_GUILESS_MAIN(FrameworkShelfTest)
#include "tst_frameworkshelf.moc"
