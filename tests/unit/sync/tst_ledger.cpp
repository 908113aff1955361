#include "sync/merge.h"
#include "tests/support/replica.h"

#include <QFile>
#include <QTest>

using namespace candour;

namespace {

QString heldText(Replica& replica, RowId record) {
    const auto history = replica.ledger->history(record);
    if (!history) return QString::fromLatin1(history.error().name());
    const RecordState state = mergeRecord(*history);
    const FieldState* text = state.field(u"text");
    QStringList values;
    for (const Write& write : text->writes)
        values << (write.value ? write.value->text() : QStringLiteral("(sealed)"));
    return values.join(u'|');
}

}  // namespace

class LedgerTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void whatWasCommitted_isThereAfterReopening();
    void whatWasNotCommitted_leavesNothing();
    void aNumber_isNotUsedTwiceAfterARollback();
    void aColleague_readsWhatAFrameBrings();
    void aFrameSentAgain_changesNothing();
    void aLongerFrameSentAgain_bringsOnlyWhatIsNew();
    void aChangeThatLiesInABranch_isNotNewInTheChain();
    void aGap_isRefusedWithWhatIsHeld();
    void aTamperedFrame_isRefusedAndLeavesNothing_data();
    void aTamperedFrame_isRefusedAndLeavesNothing();
    void aCopiedTablet_isFoundAsAFork();
    void frames_areCutByCountAndBySize();
    void equalReplicas_haveEqualDigests();
    void aReceipt_endsWhatIsPending();
    void aReceiptForAnotherLink_isRefused();
    void verify_findsNothingInASoundLedger();
    void verify_namesTheNumberOfAnAlteredChange_data();
    void verify_namesTheNumberOfAnAlteredChange();
    void theWords_areInNoFile();

  private:
    static Frame frameOf(Replica& replica, const NotebookId& notebook, int lines);
    NotebookId m_notebook = NotebookId::makeV7(FakeClock(), *std::make_unique<SeededRandom>(99));
};

Frame LedgerTest::frameOf(Replica& replica, const NotebookId& notebook, int lines) {
    for (int i = 0; i < lines; ++i) {
        replica.clock.advance(milliseconds(1'000));
        replica.write(notebook, RecordId::makeV7(replica.clock, replica.random),
                      QStringLiteral("line %1").arg(i + 1));
    }
    return replica.frameAfter(replica.chainOf(notebook), 0);
}

void LedgerTest::whatWasCommitted_isThereAfterReopening() {
    Replica tablet(1);
    const RecordId record = RecordId::makeV7(tablet.clock, tablet.random);
    const Appended first =
        tablet.write(m_notebook, record, QStringLiteral("Nobody told the carer."));
    QVERIFY(first.newRecord);
    const Appended second =
        tablet.write(m_notebook, record, QStringLiteral("Nobody had told the carer."), {first.id});
    QVERIFY(!second.newRecord);
    tablet.reopen();
    QCOMPARE(heldText(tablet, first.record), QStringLiteral("Nobody had told the carer."));
    QCOMPARE(tablet.ledger->heads(m_notebook)->front().number, 2);
    QCOMPARE(tablet.ledger->recordName(first.record)->id, record);
}

void LedgerTest::whatWasNotCommitted_leavesNothing() {
    Replica tablet(1);
    {
        auto edit = tablet.ledger->begin();
        NewChange change;
        change.record = {m_notebook, QStringLiteral("line"),
                         RecordId::makeV7(tablet.clock, tablet.random)};
        change.subject = SubjectId(m_notebook.bytes());
        change.fields.push_back({QStringLiteral("text"), QStringLiteral("never"), {}});
        change.written = tablet.author.now();
        QVERIFY(tablet.ledger->append(tablet.author, change).has_value());
    }
    QVERIFY(tablet.ledger->heads(m_notebook)->empty());
    QVERIFY(tablet.ledger->notebooks()->empty());
    tablet.reopen();
    QVERIFY(tablet.ledger->heads(m_notebook)->empty());
}

void LedgerTest::aNumber_isNotUsedTwiceAfterARollback() {
    Replica tablet(1);
    frameOf(tablet, m_notebook, 1);
    {
        auto edit = tablet.ledger->begin();
        NewChange change;
        change.record = {m_notebook, QStringLiteral("line"),
                         RecordId::makeV7(tablet.clock, tablet.random)};
        change.subject = SubjectId(m_notebook.bytes());
        change.fields.push_back({QStringLiteral("text"), QStringLiteral("never"), {}});
        change.written = tablet.author.now();
        QVERIFY(tablet.ledger->append(tablet.author, change).has_value());
    }
    tablet.write(m_notebook, RecordId::makeV7(tablet.clock, tablet.random), QStringLiteral("kept"));
    QCOMPARE(tablet.ledger->heads(m_notebook)->front().number, 2);
    const auto report = tablet.ledger->verify(std::nullopt);
    QCOMPARE(report->changes, 2);
}

void LedgerTest::aColleague_readsWhatAFrameBrings() {
    Replica tablet(1);
    Replica colleague(2);
    const Frame frame = frameOf(tablet, m_notebook, 3);
    const auto imported = colleague.take(frame, tablet.author.key().verifyKey());
    QVERIFY(imported.has_value());
    QCOMPARE(imported->changes.size(), 3U);
    QCOMPARE(heldText(colleague, imported->changes[2].where.record), QStringLiteral("line 3"));
    QVERIFY(*tablet.ledger->heads(m_notebook) == *colleague.ledger->heads(m_notebook));
}

void LedgerTest::aFrameSentAgain_changesNothing() {
    Replica tablet(1);
    Replica store(2);
    const Frame frame = frameOf(tablet, m_notebook, 3);
    QVERIFY(store.take(frame, tablet.author.key().verifyKey()).has_value());
    const auto again = store.take(frame, tablet.author.key().verifyKey());
    QVERIFY(again.has_value());
    QCOMPARE(again->changes.size(), 0U);
    QCOMPARE(again->alreadyHere, 3U);
    QCOMPARE(store.ledger->verify(std::nullopt)->changes, 3);
}

void LedgerTest::aLongerFrameSentAgain_bringsOnlyWhatIsNew() {
    Replica tablet(1);
    Replica store(2);
    QVERIFY(
        store.take(frameOf(tablet, m_notebook, 3), tablet.author.key().verifyKey()).has_value());
    const auto again = store.take(frameOf(tablet, m_notebook, 2), tablet.author.key().verifyKey());
    QVERIFY(again.has_value());
    QCOMPARE(again->changes.size(), 2U);
    QCOMPARE(again->alreadyHere, 3U);
    QCOMPARE(again->head.number, 5);
}

/// A restored store may make main chain of what was a branch to everybody else.
void LedgerTest::aChangeThatLiesInABranch_isNotNewInTheChain() {
    Replica tablet(1);
    Replica colleague(2);
    const VerifyKey key = tablet.author.key().verifyKey();
    const RecordId line = RecordId::makeV7(tablet.clock, tablet.random);
    const auto first = tablet.write(m_notebook, line, QStringLiteral("first"));
    QVERIFY(colleague.take(tablet.frameAfter(tablet.chainOf(m_notebook), 0), key).has_value());
    const auto second = tablet.write(m_notebook, line, QStringLiteral("second"), {first.id});
    Frame frame = tablet.frameAfter(tablet.chainOf(m_notebook), 1);
    frame.chain.branch = second.id;
    QCOMPARE(colleague.take(frame, key)->changes.size(), 1U);
    frame.chain.branch = {};
    const auto again = colleague.take(frame, key);
    QCOMPARE(again->changes.size(), 0U);
    QCOMPARE(again->alreadyHere, 1U);
    QCOMPARE(again->head.number, 2);
    const auto row = colleague.ledger->findRecord({m_notebook, QStringLiteral("line"), line});
    QCOMPARE(colleague.ledger->history(row->value())->size(), 2U);
}

void LedgerTest::aGap_isRefusedWithWhatIsHeld() {
    Replica tablet(1);
    Replica store(2);
    frameOf(tablet, m_notebook, 4);
    const auto imported = store.take(tablet.frameAfter(tablet.chainOf(m_notebook), 2),
                                     tablet.author.key().verifyKey());
    QVERIFY(!imported.has_value());
    QCOMPARE(imported.error().code, Code::brokenChain);
    QCOMPARE(imported.error().detail, std::string("0"));
}

void LedgerTest::aTamperedFrame_isRefusedAndLeavesNothing_data() {
    QTest::addColumn<QString>("fault");
    for (const char* fault : {"a word changed", "a change left out", "two changes swapped",
                              "another author's signature", "a header's time changed",
                              "another subject key", "the key missing", "another notebook's chain"})
        QTest::newRow(fault) << QString::fromLatin1(fault);
}

void LedgerTest::aTamperedFrame_isRefusedAndLeavesNothing() {
    QFETCH(QString, fault);
    Replica tablet(1);
    Replica store(2);
    Frame frame = frameOf(tablet, m_notebook, 4);
    if (fault == u"a word changed") {
        frame.items[1].payload.replace("line 2", "lime 2");
    } else if (fault == u"a change left out") {
        frame.items.erase(frame.items.begin() + 1);
    } else if (fault == u"two changes swapped") {
        std::swap(frame.items[1], frame.items[2]);
    } else if (fault == u"another author's signature") {
        frame.statement =
            Signed<HeadStatement>::make(frame.statement.value, SigningKey::generate(store.random));
    } else if (fault == u"a header's time changed") {
        auto header = Header::decode(frame.items[1].header);
        header->written.utc += milliseconds(1);
        frame.items[1].header = header->encode();
    } else if (fault == u"another subject key") {
        frame.keys[0].secret[0] = static_cast<char>(frame.keys[0].secret[0] ^ 1);
    } else if (fault == u"the key missing") {
        frame.keys.clear();
    } else {
        frame.chain.notebook = NotebookId::makeV7(tablet.clock, tablet.random);
    }
    QVERIFY(!store.take(frame, tablet.author.key().verifyKey()).has_value());
    QVERIFY(store.ledger->notebooks()->empty());
    QCOMPARE(store.ledger->verify(std::nullopt)->changes, 0);
}

void LedgerTest::aCopiedTablet_isFoundAsAFork() {
    Replica tablet(1);
    Replica store(2);
    QVERIFY(
        store.take(frameOf(tablet, m_notebook, 2), tablet.author.key().verifyKey()).has_value());
    // The same vault, restored from before its second line, writes another second line.
    Replica restored(1);
    frameOf(restored, m_notebook, 1);
    restored.write(m_notebook, RecordId::makeV7(restored.clock, restored.random),
                   QStringLiteral("another line 2"));
    const auto imported = store.take(restored.frameAfter(restored.chainOf(m_notebook), 0),
                                     restored.author.key().verifyKey());
    QVERIFY(!imported.has_value());
    QCOMPARE(imported.error().code, Code::forked);
    QCOMPARE(store.ledger->heads(m_notebook)->front().number, 2);
}

void LedgerTest::frames_areCutByCountAndBySize() {
    Replica tablet(1);
    Replica store(2);
    const QString long_ = QString(60'000, u'w');
    for (int i = 0; i < 12; ++i)
        tablet.write(m_notebook, RecordId::makeV7(tablet.clock, tablet.random), long_);
    const Frame first = tablet.frameAfter(tablet.chainOf(m_notebook), 0);
    QCOMPARE(first.items.size(), 4U);  // 256 KiB hold four of them
    std::int64_t held = 0;
    int frames = 0;
    while (held < 12) {
        const auto imported = store.take(tablet.frameAfter(tablet.chainOf(m_notebook), held),
                                         tablet.author.key().verifyKey());
        QVERIFY(imported.has_value());
        held = imported->head.number;
        ++frames;
    }
    QCOMPARE(frames, 3);
    // What the store passes on is cut where the author cut it, and a third replica takes it.
    Replica colleague(3);
    const QByteArray body =
        store.ledger->framesAfter(tablet.chainOf(m_notebook), 0, 100'000'000).value();
    const auto bodies = splitFrames(body);
    QCOMPARE(bodies->size(), 3U);
    for (const QByteArrayView one : *bodies)
        QVERIFY(colleague.take(*decodeFrame(one), tablet.author.key().verifyKey()).has_value());
    QCOMPARE(*colleague.ledger->digest(m_notebook), *tablet.ledger->digest(m_notebook));
}

void LedgerTest::equalReplicas_haveEqualDigests() {
    Replica tablet(1);
    Replica store(2);
    const Frame frame = frameOf(tablet, m_notebook, 2);
    QVERIFY(*store.ledger->digest(m_notebook) != *tablet.ledger->digest(m_notebook));
    QVERIFY(store.take(frame, tablet.author.key().verifyKey()).has_value());
    QCOMPARE(*store.ledger->digest(m_notebook), *tablet.ledger->digest(m_notebook));
    tablet.write(m_notebook, RecordId::makeV7(tablet.clock, tablet.random), QStringLiteral("more"));
    QVERIFY(*store.ledger->digest(m_notebook) != *tablet.ledger->digest(m_notebook));
}

void LedgerTest::aReceipt_endsWhatIsPending() {
    Replica tablet(1);
    const SigningKey storeKey = SigningKey::generate(tablet.random);
    const Frame frame = frameOf(tablet, m_notebook, 3);
    QCOMPARE(*tablet.ledger->unreceiptedRecords(tablet.author.vault()), 3);
    Receipt receipt;
    receipt.head = frame.statement.value.head;
    receipt.received = tablet.clock.utc();
    auto edit = tablet.ledger->begin();
    QVERIFY(tablet.ledger->keepReceipt(Signed<Receipt>::make(receipt, storeKey)).has_value());
    QVERIFY(edit->commit().has_value());
    QCOMPARE(*tablet.ledger->unreceiptedRecords(tablet.author.vault()), 0);
    QVERIFY(tablet.ledger->pending(tablet.author.vault())->empty());
    tablet.write(m_notebook, RecordId::makeV7(tablet.clock, tablet.random), QStringLiteral("more"));
    const auto pending = tablet.ledger->pending(tablet.author.vault());
    QCOMPARE(pending->size(), 1U);
    QCOMPARE(pending->front().receipted, 3);
    QCOMPARE(*tablet.ledger->unreceiptedRecords(tablet.author.vault()), 1);
}

void LedgerTest::aReceiptForAnotherLink_isRefused() {
    Replica tablet(1);
    const SigningKey storeKey = SigningKey::generate(tablet.random);
    const Frame frame = frameOf(tablet, m_notebook, 3);
    Receipt receipt;
    receipt.head = frame.statement.value.head;
    receipt.head.link = Hash::of({"another"});
    auto edit = tablet.ledger->begin();
    const auto kept = tablet.ledger->keepReceipt(Signed<Receipt>::make(receipt, storeKey));
    QVERIFY(!kept.has_value());
    QCOMPARE(kept.error().code, Code::forked);
    receipt.head = frame.statement.value.head;
    receipt.head.number = 4;
    QVERIFY(!tablet.ledger->keepReceipt(Signed<Receipt>::make(receipt, storeKey)).has_value());
}

void LedgerTest::verify_findsNothingInASoundLedger() {
    Replica tablet(1);
    frameOf(tablet, m_notebook, 5);
    tablet.write(m_notebook, RecordId::makeV7(tablet.clock, tablet.random), QStringLiteral("alert"),
                 {}, Lane::urgent);
    Certificate certificate;
    certificate.vault = tablet.author.vault();
    certificate.author = tablet.author.key().verifyKey();
    const SigningKey storeKey = SigningKey::generate(tablet.random);
    auto edit = tablet.ledger->begin();
    QVERIFY(tablet.ledger->keepCertificate(Signed<Certificate>::make(certificate, storeKey))
                .has_value());
    QVERIFY(edit->commit().has_value());
    const auto report = tablet.ledger->verify(storeKey.verifyKey());
    QVERIFY(report.has_value());
    QCOMPARE(report->faults.size(), 0U);
    QCOMPARE(report->chains, 2);
    QCOMPARE(report->changes, 6);
    QCOMPARE(report->opened, 6);
    QCOMPARE(report->statements, 1);
}

void LedgerTest::verify_namesTheNumberOfAnAlteredChange_data() {
    QTest::addColumn<QString>("sql");
    QTest::newRow("header") << QStringLiteral(
        "UPDATE change SET header = (SELECT header FROM change ORDER BY row LIMIT 1) WHERE row % "
        "16 = 3");
    QTest::newRow("payload") << QStringLiteral(
        "UPDATE change SET payload = (SELECT payload FROM change ORDER BY row LIMIT 1) WHERE row % "
        "16 = 3");
    QTest::newRow("link") << QStringLiteral(
        "UPDATE change SET link = (SELECT link FROM change ORDER BY row LIMIT 1) WHERE row % 16 = "
        "3");
    QTest::newRow("dropped") << QStringLiteral("DELETE FROM change WHERE row % 16 = 3");
}

void LedgerTest::verify_namesTheNumberOfAnAlteredChange() {
    QFETCH(QString, sql);
    Replica tablet(1);
    frameOf(tablet, m_notebook, 5);
    QVERIFY(tablet.ledger->database().script(sql.toUtf8().constData()).has_value());
    const auto report = tablet.ledger->verify(std::nullopt);
    QVERIFY(report.has_value());
    QVERIFY(!report->faults.empty());
    QCOMPARE(report->faults.front().number, 3);
}

void LedgerTest::theWords_areInNoFile() {
    Replica tablet(1);
    tablet.write(m_notebook, RecordId::makeV7(tablet.clock, tablet.random),
                 QStringLiteral("canary sentence seventeen"));
    for (const QFileInfo& file : QDir(tablet.folder.path()).entryInfoList(QDir::Files)) {
        QFile raw(file.filePath());
        QVERIFY(raw.open(QIODevice::ReadOnly));
        const QByteArray bytes = raw.readAll();
        QVERIFY(!bytes.isEmpty() || file.fileName().endsWith(u"-wal"));
        QVERIFY2(!bytes.contains("canary"), qPrintable(file.fileName()));
        QVERIFY2(!bytes.contains("CREATE TABLE"), qPrintable(file.fileName()));
    }
}

QTEST_GUILESS_MAIN(LedgerTest)
#include "tst_ledger.moc"
