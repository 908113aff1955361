#include "tests/unit/vault/pages.h"

#include <QTest>

using namespace candour;

class SearchTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void words_areFoundWhateverTheirCaseOrAccent();
    void syntaxInWords_isTakenAsWords_data();
    void syntaxInWords_isTakenAsWords();
    void pages_goOnNewestFirst();
    void anEditedText_isFoundByItsNewWordsOnly();
    void aStruckWord_isGoneFromEveryPage();
    void aFinishedDraft_isGoneFromEveryPage();
};

void SearchTest::words_areFoundWhateverTheirCaseOrAccent() {
    TestVault test;
    const Saved session = test.session(test.slot(u"slot"_qs).name.id);
    test.line(session.name.id, u"The café in Llanfair was co-operative."_qs);
    for (const QString& words : {u"cafe"_qs, u"CAFÉ llan"_qs, u"co-operative"_qs, u"ope"_qs,
                                 u"the caf"_qs, u"“Llanfair”"_qs})
        QVERIFY2(test.hits(words).size() == 1, qPrintable(words));
    for (const QString& words : {u"caf llanfair"_qs, u"cafes"_qs, u"-"_qs, u" "_qs, u""_qs})
        QVERIFY2(test.hits(words).isEmpty(), qPrintable(words));
}

void SearchTest::syntaxInWords_isTakenAsWords_data() {
    QTest::addColumn<QString>("words");
    for (const char* words :
         {"\"", "say \"no", "one OR two", "NOT x", "NEAR(a b)", "text:rota", "a*b", "^rota", "(",
          "rota)", "'; DROP TABLE search", "{a b}", "+", "a\\", "𝒳 rota", "\"\"\""})
        QTest::newRow(words) << QString::fromUtf8(words);
    QTest::newRow("a NUL") << QString(u"ro"_qs + QChar(0) + u"ta"_qs);
    QTest::newRow("very many") << u"a "_qs.repeated(5'000);
    QTest::newRow("very long") << QString(100'000, u'a');
    QTest::newRow("a lone surrogate") << QString(QChar(0xd800));
}

void SearchTest::syntaxInWords_isTakenAsWords() {
    QFETCH(QString, words);
    TestVault test;
    test.slot(u"something else"_qs);
    QVERIFY(test.hits(words).isEmpty());
    QVERIFY(test.vault->records().countHits(words).has_value());
}

void SearchTest::pages_goOnNewestFirst() {
    TestVault test;
    const Saved session = test.session(test.slot(u"slot"_qs).name.id);
    for (int i = 0; i < 7; ++i) test.line(session.name.id, u"word %1"_qs.arg(i));
    std::vector<RowId> rows;
    std::optional<RowId> before;
    do {
        const auto page = test.vault->records().search(u"wor"_qs, before, 3);
        QVERIFY(page.has_value());
        for (const FoundRecord& hit : page->hits) rows.push_back(hit.record.row);
        before = page->next;
    } while (before);
    QCOMPARE(rows.size(), std::size_t{7});
    QVERIFY(std::is_sorted(rows.rbegin(), rows.rend()));
    QCOMPARE(test.vault->records().countHits(u"wor"_qs).value_or(-1), 7);
}

void SearchTest::anEditedText_isFoundByItsNewWordsOnly() {
    TestVault test;
    const Saved session = test.session(test.slot(u"slot"_qs).name.id);
    const Saved line = test.line(session.name.id, u"zinc"_qs);
    for (const QString& text : {u"copper"_qs, u"copper tin"_qs, u"nickel"_qs})
        test.edit(line.name, u"text"_qs, text);
    QCOMPARE(test.hits(u"nickel"_qs).size(), 1);
    for (const QString& gone : {u"zinc"_qs, u"copper"_qs, u"tin"_qs})
        QCOMPARE(test.hits(gone).size(), 0);
}

void SearchTest::aStruckWord_isGoneFromEveryPage() {
    TestVault test;
    const Saved session = test.session(test.slot(u"slot"_qs).name.id);
    for (int i = 0; i < 40; ++i) test.line(session.name.id, u"zanzibar filler number %1"_qs.arg(i));
    const Saved line = test.line(session.name.id, u"It was xylophonist who told us."_qs);
    const RecordId name = line.name.id;
    QVERIFY(test.vault->drafts().save(
        {name, u"text"_qs, u"xylophonist draft"_qs, 3, u"said"_qs, test.clock.utc(), {}},
        {1, u"xylophonist step"_qs, 2, u"said"_qs}));
    test.lock();
    // Sealed in its change, but in the clear in projection, index and draft: the scan can fail.
    QVERIFY(decryptedPages(test).contains("xylophonist"));
    test.reopen();
    QVERIFY(test.vault->strike(line.name, u"Wrong person"_qs).has_value());
    test.lock();
    const QByteArray pages = decryptedPages(test);
    QVERIFY(pages.contains("zanzibar"));
    QVERIFY(!pages.contains("xylophonist"));
    // Nor a part of it, as the index would share beginnings between words.
    QVERIFY(!pages.contains("lophonist"));
}

void SearchTest::aFinishedDraft_isGoneFromEveryPage() {
    TestVault test;
    const Saved session = test.session(test.slot(u"slot"_qs).name.id);
    const Draft draft{RecordId::makeV7(test.clock, test.random),
                      u"text"_qs,
                      u"first xylophonist, then corrected"_qs,
                      5,
                      u"saw"_qs,
                      test.clock.utc(),
                      {}};
    QVERIFY(test.vault->drafts().save(draft));
    const auto saved = test.vault->finish(
        draft, {.type = u"line"_qs,
                .id = draft.record,
                .fields = {{u"session"_qs, cbor::Value(session.name.id)},
                           {u"at"_qs, cbor::Value::array({1'804'586'400'000, 0})},
                           {u"kind"_qs, u"saw"_qs},
                           {u"text"_qs, u"corrected"_qs}}});
    QVERIFY(saved.has_value());
    QVERIFY(test.vault->drafts().open()->empty());
    test.lock();
    QVERIFY(!decryptedPages(test).contains("xylophonist"));
}

QTEST_APPLESS_MAIN(SearchTest)
#include "tst_search.moc"
