// Framework packs that come with the records of an assessment (R20): they stand beside those that
// ship, and nothing that was recorded under another is read anew.
#include "app/framework/jsonschema.h"
#include "app/reports/coveragereport.h"
#include "tests/unit/tablet/room.h"

#include <QJsonDocument>
#include <QTest>

using namespace candour;

namespace {

QByteArray todays() {
    return shippedFile(u"framework/packs/la-2026.json"_qs);
}

/// A framework of next year whose first statement is another.
QByteArray nextYears() {
    return todays()
        .replace("\"id\": \"la-2026\"", "\"id\": \"la-2027\"")
        .replace("  \"sameNumbersAs\": [\"la-2023\"],\n", "")
        .replace("Assessing needs", "Hearing people");
}

PutRequest packRecord(const QByteArray& json, const QString& pack = u"la-2027"_qs,
                      const QString& kind = u"pack"_qs) {
    const QByteArray compact = QJsonDocument::fromJson(json).toJson(QJsonDocument::Compact);
    return {
        .type = u"framework_pack"_qs,
        .fields = {
            {u"kind"_qs, kind}, {u"pack"_qs, pack}, {u"content"_qs, QString::fromUtf8(compact)}}};
}

Saved assessmentUnder(TestVault& test, const QString& pack) {
    return test.put({.type = u"assessment"_qs,
                     .fields = {{u"authority"_qs, u"Northmere Council"_qs},
                                {u"kind"_qs, u"initial"_qs},
                                {u"return_sent"_qs, u"2026-12-28"_qs},
                                {u"site_from"_qs, u"2027-03-08"_qs},
                                {u"site_to"_qs, u"2027-03-10"_qs},
                                {u"pack"_qs, pack}}});
}

FrameworkShelf shelfOf(TestVault& test) {
    return must(readShelf(test.vault->records()));
}

CoverageReport coverageBy(TestVault& test, const QString& pack) {
    return must(readCoverage(test.vault->records(), *shelfOf(test).pack(pack)));
}

}  // namespace

class TestFrameworks : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void r20_aPackThatArrives_standsOnEverybodysShelf() {
        TestVault lead(1);
        TestVault colleague(2);
        const NotebookId plan = must(lead.vault->notebooks().only(NotebookKind::plan));
        shareNotebook(lead, colleague, plan);
        QCOMPARE(shelfOf(colleague).pack(u"la-2027"_qs), nullptr);
        lead.put(packRecord(nextYears()));
        must(colleague.pull(lead, plan));
        const FrameworkShelf shelf = shelfOf(colleague);
        QCOMPARE(shelf.ids(), (QStringList{u"la-2023"_qs, u"la-2026"_qs, u"la-2027"_qs}));
        QCOMPARE(shelf.pack(u"la-2027"_qs)->statement(1)->title.text, u"Hearing people"_qs);
        QCOMPARE(shelf.pack(u"la-2026"_qs)->statement(1)->title.text, u"Assessing needs"_qs);
    }

    void r20_evidence_keepsThePackItWasRecordedUnder() {
        Room room;
        const Saved assessment = assessmentUnder(room.test, u"la-2026"_qs);
        const RecordId person = room.company().front().participant.id;
        room.answer(person, u"talk"_qs, AgreementModel::Yes);
        const QString line = room.say(u"Nobody rang back"_qs, {1}, person);
        QCOMPARE(coverageBy(room.test, u"la-2026"_qs).counted, 1);

        room.test.put(packRecord(nextYears()));
        room.test.edit(assessment.name, u"pack"_qs, u"la-2027"_qs);
        const auto tags = must(listAll(*room.test.vault, {.type = u"tag"_qs}));
        QCOMPARE(tags.size(), std::size_t{1});
        QCOMPARE(textOf(tags.front(), u"pack"), u"la-2026"_qs);
        // By the new framework it is nobody's word on its own first statement; by its own it is.
        const CoverageReport by2027 = coverageBy(room.test, u"la-2027"_qs);
        QCOMPARE(by2027.counted, 0);
        QCOMPARE(by2027.ofAnotherPack, 1);
        QCOMPARE(by2027.rows.front().sources, 0);
        QCOMPARE(coverageBy(room.test, u"la-2026"_qs).rows.front().sources, 1);
        // A framework that says that its numbers are the same reads it too.
        QCOMPARE(coverageBy(room.test, u"la-2023"_qs).counted, 1);
        QVERIFY(!line.isEmpty());
    }

    void r20_anotherPackUnderAKnownName_isRefused_orPassedOverAndNamed() {
        TestVault test;
        const QByteArray other = todays().replace("Assessing needs", "Assessing wants");
        const auto refused = test.vault->put(packRecord(other, u"la-2026"_qs));
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, Code::notAllowed);
        QVERIFY(refused.error().detail.find("R20") != std::string::npos);

        // What came from elsewhere is kept, and changes nothing.
        QByteArray line = lineFromRecord({recordList().type(u"framework_pack"),
                                          RecordId::makeV7(test.clock, test.random),
                                          {},
                                          packRecord(other, u"la-2026"_qs).fields}) +
                          '\n';
        QBuffer file(&line);
        file.open(QIODevice::ReadOnly);
        const ApplyReport applied =
            must(test.vault->apply(file, OnConflict::refuse, {}, OnBreach::keep));
        QVERIFY(applied.faults.empty());
        QCOMPARE(shelfOf(test).pack(u"la-2026"_qs)->statement(1)->title.text,
                 u"Assessing needs"_qs);
        QStringList rules;
        must(test.vault->rules().each([&](const FoundBreach& found) -> Status {
            rules << found.breach.rule;
            return {};
        }));
        QCOMPARE(rules, QStringList{u"R20"_qs});
    }

    void r20_whatIsNoPack_isRefusedWithASentence() {
        TestVault test;
        const auto refused = test.vault->put(packRecord("{}"));
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, Code::notAllowed);
        QVERIFY(!test.vault->put(packRecord(nextYears(), u"la-2028"_qs)));
    }

    void anOrganisationsWording_isReadByEverybody() {
        TestVault test;
        test.put(packRecord(R"({"pack": "la-2026", "statements": [{"number": 3,
                                "title": "Fairness", "short": "Fair"}]})",
                            u"la-2026"_qs, u"wording"_qs));
        QCOMPARE(shelfOf(test).pack(u"la-2026"_qs)->statement(3)->title.text, u"Fairness"_qs);
        assessmentUnder(test, u"la-2026"_qs);
        QCOMPARE(must(readCouncil(*test.vault)).statement(3).title, u"Fairness"_qs);
    }

    void theTablet_readsThePackThatArrived() {
        TestVault test;
        assessmentUnder(test, u"la-2027"_qs);
        // Until it is here the newest that ships stands in.
        QCOMPARE(must(readCouncil(*test.vault)).pack.id, u"la-2026"_qs);
        test.put(packRecord(nextYears()));
        QCOMPARE(must(readCouncil(*test.vault)).pack.id, u"la-2027"_qs);
    }
};

QTEST_APPLESS_MAIN(TestFrameworks)
#include "tst_frameworks.moc"
