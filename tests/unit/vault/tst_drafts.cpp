#include "platform/limits.h"
#include "tests/unit/vault/testvault.h"

#include <QTest>

using namespace candour;

class DraftsTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void aDraft_isThereAfterACrash();
    void theFirstKey_keepsItsTime();
    void aFinishedDraft_isOneChangeAndNoDraft();
    void aRefusedFinish_keepsTheDraft();
    void undoSteps_surviveARestart();
    void onlyTheLastHundredSteps_areKept();
    void goingBack_forgetsTheStepsAbove();
    void aFinishedDraft_leavesNoStepsBehind();
    void aDraftBeyondTheLimit_isRefused();

  private:
    Draft draftOf(TestVault& test, const QString& text) {
        return {
            m_record,         u"text"_qs,        text, static_cast<int>(text.size()), u"said"_qs,
            test.clock.utc(), QByteArray("\xa0")};
    }
    RecordId m_record = RecordId::makeV7(FakeClock(), *std::make_unique<SeededRandom>(9));
};

void DraftsTest::aDraft_isThereAfterACrash() {
    TestVault test;
    Draft draft = draftOf(test, u"half a wo"_qs);
    draft.caret = 4;
    QVERIFY(test.vault->drafts().save(draft));
    test.reopen();  // without locking first
    const auto open = test.vault->drafts().open();
    QCOMPARE(open->size(), std::size_t{1});
    QVERIFY(open->front() == draft);
}

void DraftsTest::theFirstKey_keepsItsTime() {
    TestVault test;
    const Draft first = draftOf(test, u"a"_qs);
    QVERIFY(test.vault->drafts().save(first));
    test.clock.advance(milliseconds(5'000));
    QVERIFY(test.vault->drafts().save(draftOf(test, u"ab"_qs)));
    const auto found = test.vault->drafts().find(m_record, u"text"_qs);
    QCOMPARE((*found)->text, u"ab"_qs);
    QVERIFY((*found)->firstKey == first.firstKey);
}

void DraftsTest::aFinishedDraft_isOneChangeAndNoDraft() {
    TestVault test;
    const Saved slot = test.slot(u"before"_qs);
    const Draft draft{slot.name.id, u"title"_qs, u"after"_qs, 5, {}, test.clock.utc(), {}};
    QVERIFY(test.vault->drafts().save(draft));
    const auto saved = test.vault->finish(
        draft,
        {.type = u"timetable_slot"_qs, .id = slot.name.id, .fields = {{u"title"_qs, draft.text}}});
    QVERIFY(saved && saved->change);
    test.reopen();
    QVERIFY(test.vault->drafts().open()->empty());
    QCOMPARE(test.view(slot.row).changes, std::size_t{2});
    QCOMPARE(test.hits(u"after"_qs).size(), 1);
}

void DraftsTest::aRefusedFinish_keepsTheDraft() {
    TestVault test;
    const Saved slot = test.slot();
    const Draft draft{slot.name.id, u"title"_qs, QString(201, u'x'), 5, {}, test.clock.utc(), {}};
    QVERIFY(test.vault->drafts().save(draft));
    const auto refused = test.vault->finish(
        draft,
        {.type = u"timetable_slot"_qs, .id = slot.name.id, .fields = {{u"title"_qs, draft.text}}});
    QCOMPARE(refused.error().code, Code::tooLarge);
    QVERIFY(test.vault->drafts().open()->front() == draft);
}

void DraftsTest::undoSteps_surviveARestart() {
    TestVault test;
    const Draft draft = draftOf(test, u"one two"_qs);
    QVERIFY(test.vault->drafts().save(draft, {1, u""_qs, 0, u"said"_qs}));
    QVERIFY(test.vault->drafts().save(draft, {2, u"one"_qs, 3, u"saw"_qs}));
    test.reopen();
    const auto steps = test.vault->drafts().steps(draft.record);
    QVERIFY((*steps ==
             std::vector<UndoStep>{{1, u""_qs, 0, u"said"_qs}, {2, u"one"_qs, 3, u"saw"_qs}}));
}

void DraftsTest::onlyTheLastHundredSteps_areKept() {
    TestVault test;
    const Draft draft = draftOf(test, u"words"_qs);
    for (int i = 1; i <= 120; ++i)
        QVERIFY(test.vault->drafts().save(draft, {i, QString::number(i), 0, {}}));
    const auto steps = test.vault->drafts().steps(draft.record);
    QCOMPARE(steps->size(), limits::undoSteps);
    QCOMPARE(steps->front().number, 21);
    QCOMPARE(steps->back().number, 120);
}

void DraftsTest::goingBack_forgetsTheStepsAbove() {
    TestVault test;
    const Draft draft = draftOf(test, u"words"_qs);
    for (int i = 1; i <= 3; ++i)
        QVERIFY(test.vault->drafts().save(draft, {i, QString::number(i), 0, {}}));
    QVERIFY(test.vault->drafts().save(draft, {1, u"1"_qs, 0, {}}));
    QCOMPARE(test.vault->drafts().steps(draft.record)->size(), 1U);
    QVERIFY(test.vault->drafts().save(draft));
    QVERIFY(test.vault->drafts().steps(draft.record)->empty());
}

void DraftsTest::aFinishedDraft_leavesNoStepsBehind() {
    TestVault test;
    const Draft draft = draftOf(test, u"words"_qs);
    QVERIFY(test.vault->drafts().save(draft, {1, u"wor"_qs, 3, {}}));
    QVERIFY(test.vault->drafts().discard(draft.record, draft.field));
    QVERIFY(test.vault->drafts().steps(draft.record)->empty());
}

void DraftsTest::aDraftBeyondTheLimit_isRefused() {
    TestVault test;
    QVERIFY(test.vault->drafts().save(draftOf(test, u"kept"_qs)));
    QCOMPARE(test.vault->drafts().save(draftOf(test, QString(70'000, u'x'))).error().code,
             Code::tooLarge);
    QCOMPARE(test.vault->drafts().open()->front().text, u"kept"_qs);
}

QTEST_APPLESS_MAIN(DraftsTest)
#include "tst_drafts.moc"
