// Documents, the information return and follow-ups for their page, on a real vault.
#include "app/tablet/papers.h"
#include "tests/support/must.h"
#include "tests/unit/vault/testvault.h"

#include <QTest>

using namespace candour;

namespace {

struct Shelf {
    Shelf() { council.pack = must(shippedPack(u"la-2026"_qs)); }
    Saved document(const QString& number, const QString& title) {
        return test.put(
            {.type = u"document"_qs,
             .fields = {{u"number"_qs, number}, {u"title"_qs, title}, {u"kind"_qs, u"policy"_qs}}});
    }
    Saved extract(const Saved& source, const QString& text) {
        return test.put(
            {.type = u"extract"_qs,
             .fields = {
                 {u"source"_qs, source.name.id}, {u"page"_qs, u"12"_qs}, {u"text"_qs, text}}});
    }
    PaperRegister papers() {
        return must(readPapers(*test.vault, council, test.vault->author().now()));
    }
    Paper paper(const Saved& source) {
        return must(readPaper(*test.vault, council, source.name.id.toString()));
    }
    void tag(const Saved& extract, int statement, bool add) {
        must(tagExtract(*test.vault, council, extract.name.id.toString(), statement, add));
    }

    TestVault test;
    Council council;
};

}  // namespace

class TestPapers : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void documents_standByNumber_withTheirExtractsCounted() {
        Shelf shelf;
        shelf.document(u"D2"_qs, u"Carers strategy"_qs);
        const Saved first = shelf.document(u"D1"_qs, u"Waiting list protocol"_qs);
        shelf.extract(first, u"All are seen within 28 days"_qs);
        const PaperRegister papers = shelf.papers();
        QCOMPARE(papers.documents.size(), 2);
        QVERIFY(papers.documents[0].title.startsWith(u"D1"));
        QCOMPARE(papers.documents[0].status, u"1 extract"_qs);
        QVERIFY(papers.documents[1].status.isEmpty());
    }
    void itemOfTheReturn_saysWhatItSpeaksTo_andWhetherItCame() {
        Shelf shelf;
        shelf.test.put({.type = u"information_item"_qs,
                        .fields = {{u"number"_qs, u"IR01"_qs},
                                   {u"title"_qs, u"How needs are assessed"_qs},
                                   {u"statement"_qs, 1},
                                   {u"state"_qs, u"part"_qs}}});
        const EntryRow row = shelf.papers().items[0];
        QVERIFY(row.detail.contains(shelf.council.statement(1).title));
        QCOMPARE(row.status, u"Received in part"_qs);
    }
    void extract_isTaggedAndUntagged_andTheTagHoldsItsWords() {
        Shelf shelf;
        const Saved source = shelf.document(u"D1"_qs, u"Waiting list protocol"_qs);
        const Saved extract = shelf.extract(source, u"All are seen within 28 days"_qs);
        shelf.tag(extract, 1, true);
        shelf.tag(extract, 6, true);
        Paper paper = shelf.paper(source);
        QCOMPARE(paper.extracts.size(), 1);
        QCOMPARE(paper.extracts[0].tags.size(), 2);
        const auto tags = must(listAll(*shelf.test.vault, {.type = u"tag"_qs}));
        QCOMPARE(textOf(tags[0], u"words"), u"All are seen within 28 days"_qs);
        QCOMPARE(textOf(tags[0], u"category"), u"processes"_qs);
        shelf.tag(extract, 1, false);
        paper = shelf.paper(source);
        QCOMPARE(paper.extracts[0].tags.size(), 1);
        QCOMPARE(paper.extracts[0].tags[0].number, 6);
    }
    void surveyOfCarers_isPeoplesExperience() {
        Shelf shelf;
        const Saved survey = shelf.test.put({.type = u"survey"_qs,
                                             .fields = {{u"title"_qs, u"Carers 2026"_qs},
                                                        {u"audience"_qs, u"carers"_qs},
                                                        {u"closed"_qs, u"2026-11"_qs}}});
        shelf.tag(shelf.extract(survey, u"I was never asked"_qs), 1, true);
        const auto tags = must(listAll(*shelf.test.vault, {.type = u"tag"_qs}));
        QCOMPARE(textOf(tags[0], u"category"), u"people"_qs);
    }
    void overdueRequests_comeFirst_andAreCounted() {
        Shelf shelf;
        const QDate today = wallTime(shelf.test.vault->author().now()).date();
        const auto ask = [&](const QString& what, int days) {
            shelf.test.put({.type = u"follow_up"_qs,
                            .fields = {{u"what"_qs, what},
                                       {u"state"_qs, u"asked"_qs},
                                       {u"of_whom"_qs, u"Brokerage"_qs},
                                       {u"due"_qs, today.addDays(days).toString(Qt::ISODate)}}});
        };
        ask(u"Later"_qs, 5);
        ask(u"Late"_qs, -2);
        const PaperRegister papers = shelf.papers();
        QCOMPARE(papers.overdue, 1);
        QCOMPARE(papers.followUps[0].title, u"Late"_qs);
        QVERIFY(papers.followUps[0].detail.contains(u"Brokerage"));
    }
};

QTEST_GUILESS_MAIN(TestPapers)
#include "tst_papers.moc"
