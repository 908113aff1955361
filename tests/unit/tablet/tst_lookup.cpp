// Search over everything, on a real vault.
#include "app/tablet/lookup.h"
#include "tests/unit/tablet/room.h"

#include <QTest>

using namespace candour;

namespace {

/// A line of a colleague of ours, one of ours with a tag, and a paper with an extract.
struct Library : Room {
    Library() {
        answer(company().front().participant.id, u"talk"_qs, AgreementModel::Yes);
        first = say(u"Carers wait for a break"_qs, {4});
        second = say(u"The carer asked twice"_qs);
        paper = test.put({.type = u"document"_qs,
                          .fields = {{u"title"_qs, u"Carers strategy"_qs},
                                     {u"kind"_qs, u"strategy"_qs},
                                     {u"dated"_qs, u"2026-06"_qs}}})
                    .name.id;
        extract = test.put({.type = u"extract"_qs,
                            .fields = {{u"source"_qs, paper},
                                       {u"text"_qs, u"Every carer has a plan"_qs}}})
                      .name.id;
    }
    Lookup::Page page(SearchQuery query, int from = 0) {
        if (query.words.isEmpty()) query.words = u"carer"_qs;
        return must(lookup.page(*test.vault, council, ++number, query, from));
    }
    QStringList found(const SearchQuery& query) {
        QStringList texts;
        for (const SearchHit& hit : page(query).hits) texts += hit.text;
        texts.sort();
        return texts;
    }

    Lookup lookup;
    qint64 number = 0;
    QString first;
    QString second;
    RecordId paper;
    RecordId extract;
};

}  // namespace

class TestLookup : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void everythingThatHoldsTheWords_isFound_withWhatItIs() {
        Library library;
        QCOMPARE(library.found({}),
                 (QStringList{u"Carers strategy"_qs, u"Carers wait for a break"_qs,
                              u"Every carer has a plan"_qs, u"The carer asked twice"_qs}));
        for (const SearchHit& hit : library.page({}).hits)
            if (hit.lineId == library.extract.toString()) {
                QCOMPARE(hit.sign, u"read"_qs);
                QCOMPARE(hit.source, u"Extract"_qs);
            }
        const auto counts =
            must(library.lookup.counts(*library.test.vault, {.words = u"carer"_qs}));
        QCOMPARE(counts.lines, 2);
        QCOMPARE(counts.others, 2);
        QCOMPARE(counts.sources, 2);  // one meeting, and one paper
        QVERIFY(counts.all);
    }
    void r35_onePersonMetTwice_isOneSource() {
        Library library;
        Vault& vault = *library.test.vault;
        const RecordName session =
            library.test.session(library.test.slot(u"Again"_qs).name.id).name;
        const RecordName met = library.test.participant(session.id).name;
        library.test.said(session.id, met.id, u"The carer asks again"_qs);
        const auto sources = [&] {
            return must(library.lookup.counts(vault, {.words = u"carer"_qs})).sources;
        };
        QCOMPARE(sources(), 3);  // two meetings, and a paper
        const auto before = must(readHeard(vault, library.sitting->session()));
        const RecordName carer = must(vault.records().get(before.front().participant.id)).name;
        library.test.edit(met, u"same_as"_qs, cbor::Value(carer.id));
        QCOMPARE(sources(), 2);
    }
    void filters_narrow_data() {
        QTest::addColumn<QString>("filter");
        QTest::addColumn<QStringList>("found");
        QTest::newRow("papers") << u"paper"_qs
                                << QStringList{u"Carers strategy"_qs, u"Every carer has a plan"_qs};
        QTest::newRow("said") << u"said"_qs
                              << QStringList{u"Carers wait for a break"_qs,
                                             u"The carer asked twice"_qs};
        QTest::newRow("statement") << u"4"_qs << QStringList{u"Carers wait for a break"_qs};
        QTest::newRow("session") << u"session"_qs
                                 << QStringList{u"Carers wait for a break"_qs,
                                                u"The carer asked twice"_qs};
        QTest::newRow("thoughts") << u"thought"_qs << QStringList();
    }
    void filters_narrow() {
        QFETCH(QString, filter);
        Library library;
        SearchQuery query;
        if (filter == u"4"_qs)
            query.statement = 4;
        else if (filter == u"session"_qs)
            query.session = library.sitting->session().toString();
        else
            query.sorts = {filter};
        QTEST(library.found(query), "found");
    }
    void today_andMine_leaveOutWhatIsNot() {
        Library library;
        QCOMPARE(library.found({.mine = true}).size(), 4);
        QCOMPARE(library.found({.today = true}).size(), 4);
        library.test.clock.advance(milliseconds(24 * 3'600'000));
        QVERIFY(library.found({.today = true}).isEmpty());
    }
    void manyHits_comeAPageAtATime_eachOnce() {
        Library library;
        for (int i = 0; i < SearchModel::pageHits; ++i) library.say(u"Carer %1"_qs.arg(i));
        const SearchQuery query{.words = u"carer"_qs};
        const auto first =
            must(library.lookup.page(*library.test.vault, library.council, 99, query, 0));
        QCOMPARE(first.hits.size(), SearchModel::pageHits);
        QVERIFY(first.more);
        const auto second = must(library.lookup.page(*library.test.vault, library.council, 99,
                                                     query, SearchModel::pageHits));
        QCOMPARE(second.hits.size(), 4);
        QVERIFY(!second.more);
    }
    void context_ofALine_canBeOpened_ofAPaperItIsItsWords() {
        Library library;
        const auto line = must(library.lookup.context(*library.test.vault, library.council,
                                                      *RecordId::fromString(library.second)));
        QCOMPARE(line.session, library.sitting->session().toString());
        QCOMPARE(line.lines.size(), 2);
        QCOMPARE(line.hitRow, 1);
        const auto paper =
            must(library.lookup.context(*library.test.vault, library.council, library.extract));
        QVERIFY(paper.session.isEmpty());
        QCOMPARE(paper.lines.first().text, u"Every carer has a plan"_qs);
    }
    void linksBesideALine_sayHowTheyStandToIt() {
        Library library;
        library.test.put({.type = u"triangulation"_qs,
                          .fields = {{u"one"_qs, *RecordId::fromString(library.first)},
                                     {u"other"_qs, library.paper},
                                     {u"relation"_qs, u"contradicts"_qs},
                                     {u"note"_qs, u"The paper says four weeks"_qs}}});
        const auto context = must(library.lookup.context(*library.test.vault, library.council,
                                                         *RecordId::fromString(library.first)));
        QCOMPARE(context.links.size(), 1);
        QVERIFY(context.links.first().about.endsWith(u"The paper says four weeks"_qs));
        QCOMPARE(context.links.first().relation, u"Contradicted by"_qs);
        QVERIFY(context.links.first().contradicts);
    }
    void hit_leadsToTheCaseItIsAbout_orOfWhomTheSpeakerIsMet() {
        Library library;
        const RecordId tracked = library.test
                                     .put({.type = u"tracked_case"_qs,
                                           .fields = {{u"number"_qs, u"07"_qs},
                                                      {u"summary"_qs, u"Lives at home"_qs},
                                                      {u"stage"_qs, u"listed"_qs}}})
                                     .name.id;
        const auto caseOf = [&library](const RecordId& record) {
            return must(library.lookup.context(*library.test.vault, library.council, record))
                .trackedCase;
        };
        const RecordId line = *RecordId::fromString(library.first);
        QVERIFY(caseOf(line).isEmpty());
        const ListedRecord person = library.company().front().participant;
        library.test.edit(must(library.test.vault->records().get(person.id)).name, u"case"_qs,
                          tracked);
        QCOMPARE(caseOf(line), tracked.toString());
        const RecordId stage =
            library.test
                .put({.type = u"journey_stage"_qs,
                      .fields = {{u"case"_qs, tracked}, {u"stage"_qs, u"review"_qs}}})
                .name.id;
        const RecordId account =
            library.test
                .put({.type = u"stage_account"_qs,
                      .fields = {{u"case"_qs, tracked},
                                 {u"stage"_qs, stage},
                                 {u"voice"_qs, u"carer"_qs},
                                 {u"text"_qs, u"She asked the carer in May"_qs}}})
                .name.id;
        QCOMPARE(caseOf(account), tracked.toString());
    }
};

QTEST_APPLESS_MAIN(TestLookup)
#include "tst_lookup.moc"
