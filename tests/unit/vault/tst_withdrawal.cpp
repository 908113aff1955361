#include "app/reports/erasurereport.h"
#include "app/rules/agreed.h"
#include "sync/generations.h"
#include "tests/support/sealedframe.h"
#include "tests/unit/vault/meeting.h"
#include "tests/unit/vault/pages.h"

#include <QTest>

using namespace candour;
using namespace std::chrono_literals;

namespace {

/// A form that somebody is typing, as its page keeps it.
Draft form(const RecordId& record, const QString& type,
           const std::vector<std::pair<QString, QString>>& texts, const TestVault& test) {
    std::vector<cbor::Value> pairs;
    for (const auto& [field, text] : texts) pairs.push_back(cbor::Value::array({field, text}));
    return {.record = record,
            .field = formDraft.toString(),
            .text = {},
            .kind = formDraft.toString(),
            .firstKey = test.clock.utc(),
            .extra = cbor::Value::map({{u"type"_qs, type},
                                       {u"amends"_qs, false},
                                       {u"texts"_qs, cbor::Value::array(std::move(pairs))}})
                         .encode()};
}

std::int64_t sealed(TestVault& test, const QString& type) {
    return test.vault->records().countSealed(type).value_or(-1);
}
std::int64_t shown(TestVault& test, const QString& type) {
    return test.vault->records().count(type).value_or(-1);
}
QByteArray exported(TestVault& test) {
    QByteArray all;
    if (!test.vault->records().exportCurrent({}, IdentityFields::open, [&](QByteArrayView line) {
            all += line;
            all += '\n';
            return Status();
        }))
        qFatal("cannot export");
    return all;
}

/// Everything that anybody can see of a vault, whatever the order it came in.
QByteArray visible(TestVault& test) {
    QByteArrayList rows;
    for (const RecordType& type : recordList().types()) {
        ListRequest request{.type = type.name, .withStruck = true, .withSealed = true};
        request.limit = mostListed;
        const auto page = test.vault->records().list(request);
        if (!page) qFatal("cannot list");
        for (const ListedRecord& record : page->records)
            rows << type.name.toUtf8() + (record.sealed ? " sealed " : " ") +
                        lineFromRecord({&type, record.id, record.notebook, record.values});
    }
    std::sort(rows.begin(), rows.end());
    QStringList hits = test.hits(u"xylophonist"_qs);
    hits.sort();
    return rows.join('\n') + hits.join(u'\n').toUtf8();
}

std::size_t below(Random& chance, std::size_t limit) {
    std::uint8_t byte = 0;
    chance.fill({&byte, 1});
    return byte % limit;
}

void takeInAnyOrder(TestVault& to, TestVault& from, std::uint64_t seed) {
    auto chains = framesOf(from);
    SeededRandom chance(seed);
    while (!chains.empty()) {
        const std::size_t at = below(chance, chains.size());
        if (chains[at].empty()) {
            chains.erase(chains.begin() + static_cast<std::ptrdiff_t>(at));
            continue;
        }
        if (!to.vault->takeIn(chains[at].front(), from.vault->identity().signing.verifyKey()))
            qFatal("cannot take in a frame");
        chains[at].erase(chains[at].begin());
    }
}

}  // namespace

class WithdrawalTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void lockedWords_showNowhereAndAreCounted_data();
    void lockedWords_showNowhereAndAreCounted();
    void lockedWords_areGoneFromEveryPage();
    void outcomesThatKeepWords_lockNothing_data();
    void outcomesThatKeepWords_lockNothing();
    void singleLines_areLockedAlone();
    void aCoveredDraft_becomesAChangeAndIsLocked();
    void aCoveredForm_becomesAChangeAndIsLocked_evenHalfTyped();
    void anOrder_leavesWhatIsSaidAnew();
    void anApproval_takesNothingThatWasSaidAnew();
    void aYes_whereverItIsHeard_beginsKeysThatNoEarlierWithdrawalTakes();
    void oneKeyForBoth_isErasedByTheSingleChangesThatWereTakenBack();
    void aFile_withWordsBeforeAndAfter_takesOnlyThoseBefore();
    void aWithdrawalFromElsewhere_takesKeysThatItsTabletNeverHad();
    void aMeetingThatIsNotOurs_isApprovedAsItWasNamed();
    void anErasure_isDone_onlyWhereAllThatTheWishNamesIs();
    void aYesThatNobodyCouldGive_opensNothing();
    void aClockGoneMad_leavesRoomForAYesAfterEachWithdrawal();
    void aDraftBegunByAnUncheckedClock_isKept();
    void wordsWhoseKeyComesLater_areListedAndFound();
    void anEditOfWhatCannotBeReadHere_isLockedAwayWithIt();
    void aTagThatWasLockedAwayAlone_isOpenedWithTheWithdrawalStruck();
    void theTagOfErasedWords_staysLocked_whateverBecomesOfTheWish();
    void whoIsErased_isForgottenInTheirMeetingToo();
    void anOrderAheadOfItsWithdrawal_endsTheDraftWithIt();
    void aFormOfSomebodyElse_staysADraft();
    void aDraftOfSomebodyElse_staysADraft();
    void whatIsWrittenAfterwards_isLockedToo();
    void aStruckWithdrawal_opensEverythingAgain();
    void aNewYes_opensOnlyWhatIsSaidAfterIt();
    void aNewYes_byWhicheverDoor_isNotBoundByWhatWasTakenBack_data();
    void aNewYes_byWhicheverDoor_isNotBoundByWhatWasTakenBack();
    void whatTheCouncilReports_bindsAsBefore();
    void aNewYesForACase_freesItsPersonWhereverMet();
    void aClockThatIsFast_letsNoWordsOutliveTheirWithdrawal();
    void aClockThatIsSlow_letsNoYesOutliveAWithdrawal();
    void aClockThatIsPutRight_letsNoYesOutliveWhatTakesItBack();
    void wordsOfSomebodyElse_areWrittenAnew();
    void somebodyJoiningLater_opensNothing();
    void aWithdrawalForACase_coversItsPersonWhereverMet();
    void aCasesAttachments_areLockedWithIt_inAnyOrder();
    void whatWasAttached_whereOnlyOneWasThere_isTheirs_whoeverJoinsLater();
    void withoutItsKey_aRecordSaysNoWordsOfAnybody();
    void aStruckLine_keepsItsTagsLocked();
    void whatWasStruckBefore_isLockedAwayToo();
    void whatIsStruckWhileLocked_opensWithTheRest();
    void anEditOfALockedLine_isKeptAndLocked();
    void rebuilding_locksTheSame();
    void theOrderOfArrival_doesNotMatter();
    void aWithdrawal_isFirstToBeHandedOver();
};

void WithdrawalTest::lockedWords_showNowhereAndAreCounted_data() {
    QTest::addColumn<QString>("outcome");
    QTest::newRow("restrict") << u"restrict"_qs;
    QTest::newRow("erase") << u"erase"_qs;
}

void WithdrawalTest::lockedWords_showNowhereAndAreCounted() {
    QFETCH(QString, outcome);
    TestVault test;
    Meeting meeting(test);
    test.line(meeting.session.id, u"The room was cold."_qs);
    QCOMPARE(test.hits(u"xylophonist"_qs).size(), 1);
    QVERIFY(exported(test).contains("xylophonist"));

    meeting.withdraw(outcome);
    QVERIFY(test.hits(u"xylophonist"_qs).isEmpty());
    QVERIFY(!exported(test).contains("xylophonist"));
    QCOMPARE(shown(test, u"line"_qs), 1);
    QCOMPARE(shown(test, u"tag"_qs), 0);
    QCOMPARE(sealed(test, u"line"_qs), 1);
    QCOMPARE(sealed(test, u"tag"_qs), 1);

    const auto view = test.vault->records().get(meeting.line);
    QVERIFY(view.has_value() && view->sealed);
    QVERIFY(!view->field(u"text")->versions.front().value);
    QVERIFY(view->field(u"at")->versions.front().value);
    const auto page =
        test.vault->records().list({.type = u"line"_qs, .orderBy = u"at"_qs, .withSealed = true});
    QCOMPARE(page->records.size(), std::size_t{2});
    for (const ListedRecord& line : page->records) {
        QVERIFY(!valueOf(line.values, u"at").isNull());
        QCOMPARE(valueOf(line.values, u"text").isNull(), line.sealed);
    }
    // Nothing is lost: it lies sealed in its change.
    QVERIFY(test.vault->verify()->faults.empty());
}

void WithdrawalTest::lockedWords_areGoneFromEveryPage() {
    TestVault test;
    Meeting meeting(test);
    for (int i = 0; i < 40; ++i)
        test.line(meeting.session.id, u"zanzibar filler number %1"_qs.arg(i));
    QVERIFY(test.vault->drafts().save(
        {meeting.line.id, u"text"_qs, u"xylophonist draft"_qs, 3, u"said"_qs, test.clock.utc(), {}},
        {1, u"xylophonist step"_qs, 2, u"said"_qs}));
    test.lock();
    QVERIFY(decryptedPages(test).contains("lophonist"));
    test.reopen();
    meeting.withdraw(u"restrict"_qs);
    // Not at locking: at once.
    test.vault.reset();
    const QByteArray pages = decryptedPages(test);
    QVERIFY(pages.contains("zanzibar"));
    QVERIFY(!pages.contains("lophonist"));
}

void WithdrawalTest::outcomesThatKeepWords_lockNothing_data() {
    QTest::addColumn<QString>("outcome");
    QTest::newRow("stop") << u"stop"_qs;
    QTest::newRow("do not quote") << u"do_not_quote"_qs;
}

void WithdrawalTest::outcomesThatKeepWords_lockNothing() {
    QFETCH(QString, outcome);
    TestVault test;
    Meeting meeting(test);
    meeting.withdraw(outcome);
    QCOMPARE(test.hits(u"xylophonist"_qs).size(), 1);
    QCOMPARE(sealed(test, u"line"_qs), 0);
}

void WithdrawalTest::singleLines_areLockedAlone() {
    TestVault test;
    Meeting meeting(test);
    meeting.said(u"The xylophonist came back."_qs);
    meeting.withdraw(u"erase"_qs, {cbor::Value(meeting.line.id)});
    QCOMPARE(test.hits(u"xylophonist"_qs), QStringList{u"The xylophonist came back."_qs});
    QCOMPARE(sealed(test, u"tag"_qs), 1);
}

void WithdrawalTest::aCoveredDraft_becomesAChangeAndIsLocked() {
    TestVault test;
    Meeting meeting(test);
    const Draft draft = meeting.draft(u"And the xylophonist"_qs);
    const RecordId begun = draft.record;
    QVERIFY(test.vault->drafts().save(draft));
    meeting.withdraw(u"restrict"_qs);
    QVERIFY(test.vault->drafts().open()->empty());
    QCOMPARE(sealed(test, u"line"_qs), 2);
    // The words are kept, in their change.
    const auto row = test.vault->ledger().findRecord({meeting.session.notebook, u"line"_qs, begun});
    QVERIFY(row.has_value() && row->has_value());
    const auto history = test.vault->records().history(**row);
    QCOMPARE(history->size(), std::size_t{1});
    const OpenedChange& change = history->front();
    QVERIFY(std::find(change.values->begin(), change.values->end(),
                      cbor::Value(u"And the xylophonist"_qs)) != change.values->end());
}

void WithdrawalTest::anOrder_leavesWhatIsSaidAnew() {
    TestVault test;
    Meeting meeting(test);
    meeting.withdraw(u"erase"_qs);
    test.clock.advance(1h);
    test.answer(meeting.person.id);
    test.clock.advance(1min);
    QVERIFY(test.vault->drafts().save(meeting.draft(u"I will say it after all"_qs)));
    test.clock.advance(1h);
    meeting.obeyErasure(test.clock.utc(), meeting.asked(ControlKind::withdraw));
    QCOMPARE(test.vault->drafts().open()->size(), std::size_t{1});
    // The store sends it again with every other one.
    meeting.obeyErasure(test.clock.utc(), meeting.asked(ControlKind::withdraw));
    QCOMPARE(test.vault->drafts().open()->size(), std::size_t{1});
}

void WithdrawalTest::anApproval_takesNothingThatWasSaidAnew() {
    TestVault test;
    Meeting meeting(test);
    const RecordName wish = meeting.withdraw(u"erase"_qs);
    const std::uint32_t named = meeting.asked(ControlKind::withdraw);
    QVERIFY(named >= meeting.generationOf(meeting.person));
    test.clock.advance(10min);
    test.answer(meeting.person.id);
    meeting.said(u"Another xylophonist."_qs);
    QVERIFY(meeting.generationOf(meeting.person) > named);
    test.clock.advance(24h);
    meeting.approve(wish, meeting.person.id);
    QCOMPARE(meeting.asked(ControlKind::erase), named);
    meeting.obeyErasure(test.clock.utc(), meeting.asked(ControlKind::erase));
    QCOMPARE(test.hits(u"xylophonist"_qs), QStringList{u"Another xylophonist."_qs});
}

void WithdrawalTest::aYes_whereverItIsHeard_beginsKeysThatNoEarlierWithdrawalTakes() {
    TestVault first(1);
    Meeting meeting(first);
    TestVault second(2);
    second.clock.advance(first.clock.utc() - second.clock.utc());
    shareNotebook(first, second, meeting.session.notebook);
    for (const Lane lane : {Lane::agreements, Lane::rest})
        (void)must(second.pull(first, meeting.session.notebook, lane));
    meeting.withdraw(u"erase"_qs);
    const std::uint32_t named = meeting.asked(ControlKind::withdraw);
    // Nobody has told the second tablet.
    second.clock.advance(1h);
    second.answer(meeting.person.id);
    second.said(meeting.session.id, meeting.person.id, u"Another xylophonist."_qs);
    (void)must(second.pull(first, meeting.session.notebook, Lane::urgent));
    QCOMPARE(second.hits(u"xylophonist"_qs), QStringList{u"Another xylophonist."_qs});
    Meeting there(second, meeting);
    there.obeyErasure(second.clock.utc(), named);
    QCOMPARE(second.hits(u"xylophonist"_qs), QStringList{u"Another xylophonist."_qs});
    QVERIFY(exported(second).contains("Another xylophonist"));
    QVERIFY(!exported(second).contains("rang twice"));
}

void WithdrawalTest::oneKeyForBoth_isErasedByTheSingleChangesThatWereTakenBack() {
    TestVault test;
    Meeting meeting(test);
    const RecordName wish = meeting.withdraw(u"erase"_qs);
    test.answer(meeting.person.id);
    meeting.said(u"Another xylophonist."_qs);
    // As a colleague names it whose clock is ahead.
    const SubjectId subject(meeting.person.id.bytes());
    const Control ahead{ControlKind::withdraw,
                        meeting.session.notebook,
                        subject,
                        meeting.generationOf(meeting.person) + 60,
                        {},
                        wish.id};
    auto named = must(test.vault->begin());
    must(test.vault->ledger().append(test.vault->author(), meeting.session.notebook, ahead,
                                     test.vault->author().now()));
    must(named.commit());
    meeting.approve(wish, meeting.person.id);
    QCOMPARE(meeting.asked(ControlKind::erase), 0U);
    Order order;
    order.notebook = meeting.session.notebook;
    order.subject = subject;
    order.issued = test.clock.utc();
    for (const ControlChange& change :
         must(test.vault->ledger().controls(meeting.session.notebook)))
        if (change.control.kind == ControlKind::erase) order.changes = change.control.changes;
    QCOMPARE(order.changes.size(), std::size_t{2});  // the line and its tag
    auto edit = must(test.vault->ledger().begin());
    must(test.vault->obey(Signed<Order>::make(order, SigningKey::generate(test.random))));
    must(edit.commit());
    QCOMPARE(test.hits(u"xylophonist"_qs), QStringList{u"Another xylophonist."_qs});
    QVERIFY(!exported(test).contains("rang twice"));
}

void WithdrawalTest::aFile_withWordsBeforeAndAfter_takesOnlyThoseBefore() {
    TestVault test;
    Meeting meeting(test);
    const std::int64_t hour = 3'600'000;
    const std::int64_t begun = test.clock.utc().time_since_epoch().count();
    test.clock.advance(24h);
    const auto at = [&](std::int64_t hours) {
        return cbor::Value::array({begun + hours * hour, 0});
    };
    const auto line = [&](const QString& type, FieldValues fields) {
        return lineFromRecord({recordList().type(type),
                               RecordId::makeV7(test.clock, test.random),
                               {},
                               std::move(fields)}) +
               '\n';
    };
    const auto said = [&](std::int64_t hours, const QString& text) {
        return line(u"line"_qs, {{u"session"_qs, cbor::Value(meeting.session.id)},
                                 {u"at"_qs, at(hours)},
                                 {u"kind"_qs, u"said"_qs},
                                 {u"speaker"_qs, cbor::Value(meeting.person.id)},
                                 {u"text"_qs, text}});
    };
    const auto applied =
        must(test.apply(said(1, u"One more xylophonist."_qs) +
                        line(u"withdrawal"_qs, {{u"participant"_qs, cbor::Value(meeting.person.id)},
                                                {u"outcome"_qs, u"erase"_qs},
                                                {u"time"_qs, at(2)}}) +
                        line(u"agreement"_qs, {{u"participant"_qs, cbor::Value(meeting.person.id)},
                                               {u"purpose"_qs, u"talk"_qs},
                                               {u"event"_qs, u"given"_qs},
                                               {u"source"_qs, u"confirmed_by_cqc"_qs},
                                               {u"time"_qs, at(3)}}) +
                        said(4, u"Another xylophonist."_qs)));
    QVERIFY(applied.faults.empty());
    QCOMPARE(test.hits(u"xylophonist"_qs), QStringList{u"Another xylophonist."_qs});
    QVERIFY(meeting.asked(ControlKind::withdraw) > 0);
    meeting.obeyErasure(test.clock.utc(), meeting.asked(ControlKind::withdraw));
    QCOMPARE(test.hits(u"xylophonist"_qs), QStringList{u"Another xylophonist."_qs});
}

void WithdrawalTest::aWithdrawalFromElsewhere_takesKeysThatItsTabletNeverHad() {
    TestVault test;
    Meeting meeting(test);
    const RecordName tracked = caseOf(test, meeting.person);
    // Told by telephone to somebody who never had the meeting.
    TestVault other(2);
    const NotebookId team = tracked.notebook;
    shareNotebook(test, other, team);
    (void)must(other.pull(test, team));
    other.clock.advance(test.clock.utc() - other.clock.utc());
    const RecordName wish = other
                                .put({.type = u"withdrawal"_qs,
                                      .notebook = team,
                                      .fields = {{u"case"_qs, cbor::Value(tracked.id)},
                                                 {u"outcome"_qs, u"restrict"_qs},
                                                 {u"time"_qs, other.now()}}})
                                .name;
    shareNotebook(other, test, team);
    QCOMPARE(meeting.asked(ControlKind::restrict), 0U);
    (void)must(test.pull(other, team, Lane::urgent));
    QVERIFY(test.hits(u"xylophonist"_qs).isEmpty());
    QVERIFY(meeting.asked(ControlKind::restrict) >= meeting.generationOf(meeting.person));
    // Told again, it asks nothing more; and they may have it back.
    QVERIFY(other.vault->strike(wish, u"They want it back"_qs));
    (void)must(test.pull(other, team, Lane::urgent));
    QCOMPARE(test.hits(u"xylophonist"_qs).size(), 1);
    const auto controls = must(test.vault->ledger().controls(team));
    QVERIFY(std::any_of(controls.begin(), controls.end(), [&](const ControlChange& change) {
        return change.control.kind == ControlKind::release &&
               change.author == test.vault->author().vault();
    }));
}

void WithdrawalTest::aMeetingThatIsNotOurs_isApprovedAsItWasNamed() {
    TestVault test;
    Meeting meeting(test);
    const RecordName tracked = caseOf(test, meeting.person);
    const RecordName wish = withdrawForCase(test, tracked, u"erase"_qs);
    const std::uint32_t named = meeting.asked(ControlKind::withdraw);
    QVERIFY(named > 0);
    TestVault other(2);
    other.clock.advance(test.clock.utc() - other.clock.utc());
    shareNotebook(test, other, wish.notebook);
    for (const Lane lane : {Lane::urgent, Lane::rest})
        (void)must(other.pull(test, wish.notebook, lane));
    Meeting there(other, meeting);
    const RecordName erasure = there.approve(wish, tracked.id);
    QCOMPARE(there.asked(ControlKind::erase), named);
    for (const ControlChange& change : must(other.vault->ledger().controls(wish.notebook)))
        if (change.control.kind == ControlKind::erase) QCOMPARE(change.control.about, erasure.id);
}

void WithdrawalTest::anErasure_isDone_onlyWhereAllThatTheWishNamesIs() {
    TestVault test;
    Meeting meeting(test);
    const RecordName tracked = caseOf(test, meeting.person);
    const RecordName wish = withdrawForCase(test, tracked, u"erase"_qs);
    meeting.approve(wish, tracked.id);
    Ledger& ledger = test.vault->ledger();
    const auto state = [&] {
        return must(readErasures(ledger, test.vault->records())).front().state;
    };
    const auto decide = [&](const RecordName& whose) {
        Order order;
        for (const ControlChange& change : must(ledger.controls(wish.notebook))) {
            const Control& control = change.control;
            if (control.kind != ControlKind::erase ||
                control.subject != SubjectId(whose.id.bytes()))
                continue;
            order.notebook = control.notebook;
            order.subject = control.subject;
            order.generation = control.generation;
            order.grounds = {change.id};
        }
        order.issued = test.clock.utc();
        auto edit = must(ledger.begin());
        must(test.vault->obey(Signed<Order>::make(order, SigningKey::generate(test.random))));
        must(edit.commit());
        must(ledger.carryOut());
    };
    QCOMPARE(state(), ErasureRow::State::waiting);
    decide(tracked);
    QCOMPARE(state(), ErasureRow::State::inPart);
    decide(meeting.person);
    QCOMPARE(state(), ErasureRow::State::carriedOut);
}

void WithdrawalTest::aYesThatNobodyCouldGive_opensNothing() {
    TestVault test;
    Meeting meeting(test);
    meeting.withdraw(u"erase"_qs);
    const std::uint32_t newest = meeting.generationOf(meeting.person);
    FieldValues yes = meeting.yes();
    yes.push_back({u"answered_by"_qs, u"attorney"_qs});
    test.put({.type = u"agreement"_qs, .fields = yes});
    QCOMPARE(meeting.generationOf(meeting.person), newest);
    meeting.said(u"Another xylophonist."_qs);
    QVERIFY(test.hits(u"xylophonist"_qs).isEmpty());
}

void WithdrawalTest::aClockGoneMad_leavesRoomForAYesAfterEachWithdrawal() {
    TestVault test;
    test.clock.jump(24h * 365 * 100);
    Meeting meeting(test);
    for (int i = 0; i < 4; ++i) {
        meeting.withdraw(u"erase"_qs);
        const std::uint32_t takenBack = meeting.asked(ControlKind::withdraw);
        test.put({.type = u"agreement"_qs, .fields = meeting.yes()});
        QVERIFY(meeting.generationOf(meeting.person) > takenBack);
    }
}

void WithdrawalTest::aDraftBegunByAnUncheckedClock_isKept() {
    TestVault test;
    Meeting meeting(test);
    meeting.withdraw(u"erase"_qs);
    // By a clock that is slow, though they said it long after.
    const Draft draft = meeting.draft(u"And the xylophonist"_qs);
    test.clock.advance(1h);
    meeting.obeyErasure(test.clock.utc(), meeting.asked(ControlKind::withdraw));
    QVERIFY(test.vault->drafts().save(draft));
    meeting.withdraw(u"erase"_qs);
    QVERIFY(test.vault->drafts().open()->empty());
    const auto row =
        must(test.vault->ledger().findRecord({meeting.session.notebook, u"line"_qs, draft.record}));
    QVERIFY(row.has_value());
    QVERIFY(test.hits(u"xylophonist"_qs).isEmpty());
}

void WithdrawalTest::anOrderAheadOfItsWithdrawal_endsTheDraftWithIt() {
    TestVault test;
    test.vault->setStoreOffset({});
    Meeting meeting(test);
    QVERIFY(test.vault->drafts().save(meeting.draft(u"And the xylophonist"_qs)));
    test.clock.advance(1h);
    meeting.obeyErasure(test.clock.utc(), generationAt(test.clock.utc()));
    QCOMPARE(test.vault->drafts().open()->size(), std::size_t{1});
    meeting.withdraw(u"erase"_qs);
    QVERIFY(test.vault->drafts().open()->empty());
    QVERIFY(!exported(test).contains("xylophonist"));
    QVERIFY(sealed(test, u"line"_qs) <= 1);
}

void WithdrawalTest::aCoveredForm_becomesAChangeAndIsLocked_evenHalfTyped() {
    TestVault test;
    Meeting meeting(test);
    const RecordId begun = RecordId::makeV7(test.clock, test.random);
    // No stage and no voice yet, which a finished account must have, and half a date.
    QVERIFY(test.vault->drafts().save(form(begun, u"stage_account"_qs,
                                           {{u"participant"_qs, meeting.person.id.toString()},
                                            {u"text"_qs, u"The xylophonist waited."_qs},
                                            {u"began"_qs, u"2026-0"_qs}},
                                           test)));
    meeting.withdraw(u"restrict"_qs);
    QVERIFY(test.vault->drafts().open()->empty());
    QCOMPARE(sealed(test, u"stage_account"_qs), 1);
    QVERIFY(!exported(test).contains("xylophonist"));
    // Every key is kept, in its change.
    const auto page = test.vault->records().list(
        {.type = u"stage_account"_qs, .withSealed = true, .limit = mostListed});
    const auto history = test.vault->records().history(page->records.front().row);
    QString all;
    for (const cbor::Value& value : *history->front().values) all += value.text();
    QVERIFY2(all.contains(u"The xylophonist waited."), qPrintable(all));
    QVERIFY2(all.contains(u"2026-0"), qPrintable(all));
}

void WithdrawalTest::aFormOfSomebodyElse_staysADraft() {
    TestVault test;
    Meeting meeting(test);
    const RecordName other = test.participant(meeting.session.id).name;
    QVERIFY(test.vault->drafts().save(
        form(RecordId::makeV7(test.clock, test.random), u"stage_account"_qs,
             {{u"participant"_qs, other.id.toString()}, {u"text"_qs, u"Mine"_qs}}, test)));
    meeting.withdraw(u"restrict"_qs);
    QCOMPARE(test.vault->drafts().open()->size(), std::size_t{1});
}

void WithdrawalTest::aDraftOfSomebodyElse_staysADraft() {
    TestVault test;
    Meeting meeting(test);
    const RecordName other = test.participant(meeting.session.id).name;
    const auto page = cbor::Value::map(
        {{u"session"_qs, cbor::Value(meeting.session.id)}, {u"speaker"_qs, other.id.toString()}});
    QVERIFY(
        test.vault->drafts().save({RecordId::makeV7(test.clock, test.random), u"text"_qs,
                                   u"Mine"_qs, 3, u"said"_qs, test.clock.utc(), page.encode()}));
    meeting.withdraw(u"restrict"_qs);
    QCOMPARE(test.vault->drafts().open()->size(), std::size_t{1});
}

void WithdrawalTest::whatIsWrittenAfterwards_isLockedToo() {
    TestVault test;
    Meeting meeting(test);
    meeting.withdraw(u"restrict"_qs);
    meeting.said(u"One more xylophonist."_qs);
    QVERIFY(test.hits(u"xylophonist"_qs).isEmpty());
    QCOMPARE(sealed(test, u"line"_qs), 2);
}

void WithdrawalTest::aStruckWithdrawal_opensEverythingAgain() {
    TestVault test;
    Meeting meeting(test);
    const QByteArray before = visible(test);
    const RecordName withdrawal = meeting.withdraw(u"restrict"_qs);
    QVERIFY(visible(test) != before);
    QVERIFY(test.vault->strike(withdrawal, u"They changed their mind"_qs).has_value());
    QCOMPARE(sealed(test, u"line"_qs), 0);
    QCOMPARE(shown(test, u"tag"_qs), 1);
    QCOMPARE(test.hits(u"xylophonist"_qs).size(), 1);
}

void WithdrawalTest::aNewYes_opensOnlyWhatIsSaidAfterIt() {
    TestVault test;
    Meeting meeting(test);
    meeting.withdraw(u"restrict"_qs);
    test.clock.advance(milliseconds(60'000));
    test.answer(meeting.person.id);
    meeting.said(u"Another xylophonist."_qs);
    QCOMPARE(test.hits(u"xylophonist"_qs), QStringList{u"Another xylophonist."_qs});
    QCOMPARE(sealed(test, u"line"_qs), 1);
}

void WithdrawalTest::aNewYes_byWhicheverDoor_isNotBoundByWhatWasTakenBack_data() {
    QTest::addColumn<QString>("door");
    for (const char* door : {"put", "putAll", "finish", "with", "apply"})
        QTest::newRow(door) << QString::fromLatin1(door);
}

void WithdrawalTest::aNewYes_byWhicheverDoor_isNotBoundByWhatWasTakenBack() {
    QFETCH(QString, door);
    TestVault test;
    Meeting meeting(test);
    meeting.withdraw(u"erase"_qs);
    const std::uint32_t named = meeting.asked(ControlKind::withdraw);
    QVERIFY(meeting.generationOf(meeting.person) <= named);

    const PutRequest yes{.type = u"agreement"_qs, .fields = meeting.yes()};
    const Draft page = meeting.draft(u"asking"_qs);
    if (door == u"put") {
        test.put(yes);
    } else if (door == u"putAll") {
        must(test.vault->putAll({&yes, 1}));
    } else if (door == u"finish") {
        (void)must(test.vault->finish(page, yes));
    } else if (door == u"with") {
        (void)must(test.vault->finish(page,
                                      {.type = u"line"_qs,
                                       .fields = {{u"session"_qs, cbor::Value(meeting.session.id)},
                                                  {u"at"_qs, test.now()},
                                                  {u"kind"_qs, u"saw"_qs},
                                                  {u"text"_qs, u"They nodded."_qs}}},
                                      [&](const Saved&) { return std::vector{yes}; }));
    } else {
        const RecordType* type = recordList().type(u"agreement");
        const auto applied = must(test.apply(
            lineFromRecord({type, RecordId::makeV7(test.clock, test.random), {}, yes.fields})));
        QVERIFY(applied.faults.empty());
    }
    meeting.said(u"Another xylophonist."_qs);
    QCOMPARE(test.hits(u"xylophonist"_qs), QStringList{u"Another xylophonist."_qs});
    QVERIFY(meeting.generationOf(meeting.person) > named);
}

void WithdrawalTest::whatTheCouncilReports_bindsAsBefore() {
    TestVault test;
    Meeting meeting(test);
    meeting.withdraw(u"erase"_qs);
    const std::uint32_t named = meeting.asked(ControlKind::withdraw);
    test.put({.type = u"agreement"_qs, .fields = meeting.yes(u"reported_by_council"_qs)});
    meeting.said(u"Another xylophonist."_qs);
    QVERIFY(test.hits(u"xylophonist"_qs).isEmpty());
    QVERIFY(meeting.generationOf(meeting.person) <= named);
}

void WithdrawalTest::aNewYesForACase_freesItsPersonWhereverMet() {
    TestVault test;
    Meeting meeting(test);
    const RecordName tracked = caseOf(test, meeting.person);
    meeting.withdraw(u"erase"_qs);
    const std::uint32_t named = meeting.asked(ControlKind::withdraw);
    test.put({.type = u"case_agreement"_qs,
              .fields = {{u"case"_qs, cbor::Value(tracked.id)},
                         {u"purpose"_qs, u"talk"_qs},
                         {u"event"_qs, u"given"_qs},
                         {u"source"_qs, u"confirmed_by_cqc"_qs},
                         {u"time"_qs, test.now()}}});
    meeting.said(u"Another xylophonist."_qs);
    QCOMPARE(test.hits(u"xylophonist"_qs), QStringList{u"Another xylophonist."_qs});
    QVERIFY(meeting.generationOf(meeting.person) > named);
}

void WithdrawalTest::aClockThatIsFast_letsNoWordsOutliveTheirWithdrawal() {
    TestVault test;
    test.clock.jump(3h);
    test.vault->setStoreOffset({-3h, {}});
    Meeting meeting(test);
    meeting.withdraw(u"restrict"_qs);
    test.clock.jump(-3h);
    test.vault->setStoreOffset({});
    test.clock.advance(1h);
    // A new yes opens nothing that was locked before it, whatever time their line says.
    test.answer(meeting.person.id);
    QVERIFY(test.hits(u"xylophonist"_qs).isEmpty());
    meeting.said(u"Another xylophonist."_qs);
    QCOMPARE(test.hits(u"xylophonist"_qs), QStringList{u"Another xylophonist."_qs});
}

void WithdrawalTest::aClockThatIsSlow_letsNoYesOutliveAWithdrawal() {
    TestVault test;
    Meeting meeting(test);
    test.clock.advance(20min);
    // As another tablet writes it, whose clock is behind by an hour.
    test.clock.jump(-1h);
    test.vault->setStoreOffset({1h, {}});
    meeting.withdraw(u"restrict"_qs);
    QVERIFY(test.hits(u"xylophonist"_qs).isEmpty());
}

void WithdrawalTest::aClockThatIsPutRight_letsNoYesOutliveWhatTakesItBack() {
    TestVault test;
    // A day ahead, and nobody knows.
    test.clock.jump(24h);
    Meeting meeting(test);
    test.clock.jump(-24h);
    const auto talk = [&] {
        return must(test.vault->rules().ask([&](const Surroundings& around) {
            return agreementFor(answersOf(meeting.person.id, around), Purpose::talk).state;
        }));
    };
    QCOMPARE(talk(), AgreementState::given);
    test.answer(meeting.person.id, u"refused"_qs);
    QCOMPARE(talk(), AgreementState::refused);
    const RecordName wish = meeting.withdraw(u"restrict"_qs);
    QVERIFY(test.hits(u"xylophonist"_qs).isEmpty());
    // It names what it takes back, so that every tablet says the same.
    const auto row = must(test.vault->ledger().findRecord(wish));
    QCOMPARE(test.view(*row).values().size(), std::size_t{4});
    QVERIFY(test.vault->rebuild());
    QVERIFY(test.hits(u"xylophonist"_qs).isEmpty());
}

void WithdrawalTest::wordsOfSomebodyElse_areWrittenAnew() {
    TestVault test;
    Meeting meeting(test);
    const RecordName other = test.participant(meeting.session.id).name;
    const PutRequest theirs{.type = u"line"_qs,
                            .id = meeting.line.id,
                            .fields = {{u"speaker"_qs, cbor::Value(other.id)}}};
    const auto changed = test.vault->put(theirs);
    QVERIFY(!changed);
    QCOMPARE(changed.error().code, Code::notAllowed);
    QVERIFY(changed.error().detail.find("write it anew") != std::string::npos);
    // What they said stays theirs, and may be written over in every other way.
    test.edit(meeting.line, u"text"_qs, u"The xylophonist rang once."_qs);
    test.edit(meeting.line, u"kind"_qs, u"thought"_qs);
    test.edit(meeting.line, u"speaker"_qs, cbor::Value(meeting.person.id));
    // A record that is nobody's in particular may be said to be somebody's.
    const RecordName seen = test.line(meeting.session.id, u"The room was cold."_qs).name;
    test.edit(seen, u"speaker"_qs, cbor::Value(other.id));
}

void WithdrawalTest::somebodyJoiningLater_opensNothing() {
    TestVault test;
    const Saved session = test.session(test.slot(u"slot"_qs).name.id);
    const Saved person = test.participant(session.name.id);
    test.put({.type = u"line"_qs,
              .fields = {{u"session"_qs, cbor::Value(session.name.id)},
                         {u"at"_qs, test.now()},
                         {u"kind"_qs, u"said"_qs},
                         {u"text"_qs, u"The xylophonist again."_qs}}});
    test.put({.type = u"withdrawal"_qs,
              .fields = {{u"participant"_qs, cbor::Value(person.name.id)},
                         {u"outcome"_qs, u"restrict"_qs},
                         {u"time"_qs, test.now()}}});
    QCOMPARE(sealed(test, u"line"_qs), 1);
    test.participant(session.name.id);
    QCOMPARE(sealed(test, u"line"_qs), 1);
    QVERIFY(test.hits(u"xylophonist"_qs).isEmpty());
}

void WithdrawalTest::aWithdrawalForACase_coversItsPersonWhereverMet() {
    TestVault test;
    Meeting meeting(test);
    const RecordName tracked = caseOf(test, meeting.person);
    test.put({.type = u"withdrawal"_qs,
              .notebook = NotebookKind::team,
              .fields = {{u"case"_qs, cbor::Value(tracked.id)},
                         {u"outcome"_qs, u"restrict"_qs},
                         {u"time"_qs, test.now()}}});
    QVERIFY(test.hits(u"xylophonist"_qs).isEmpty());
    QCOMPARE(sealed(test, u"line"_qs), 1);
    // Of the case's carer, words stay.
    test.edit(meeting.person, u"standing"_qs, u"carer"_qs);
    QCOMPARE(sealed(test, u"line"_qs), 0);
}

void WithdrawalTest::aCasesAttachments_areLockedWithIt_inAnyOrder() {
    TestVault test;
    const RecordName tracked = trackedCase(test);
    const auto attach = [&] {
        return test
            .put({.type = u"attachment"_qs,
                  .fields = {{u"case"_qs, cbor::Value(tracked.id)},
                             {u"kind"_qs, u"document"_qs},
                             {u"taken"_qs, test.now()},
                             {u"caption"_qs, u"Letter about the xylophonist"_qs},
                             {u"media_type"_qs, u"image/jpeg"_qs},
                             {u"bytes"_qs, 12}}})
            .name;
    };
    attach();
    QCOMPARE(test.hits(u"xylophonist"_qs).size(), 1);
    const RecordName withdrawal = test.put({.type = u"withdrawal"_qs,
                                            .notebook = NotebookKind::team,
                                            .fields = {{u"case"_qs, cbor::Value(tracked.id)},
                                                       {u"outcome"_qs, u"restrict"_qs},
                                                       {u"time"_qs, test.now()}}})
                                      .name;
    attach();
    QVERIFY(test.hits(u"xylophonist"_qs).isEmpty());
    QVERIFY(!exported(test).contains("xylophonist"));
    QCOMPARE(sealed(test, u"attachment"_qs), 2);
    QVERIFY(test.vault->strike(withdrawal, u"They changed their mind"_qs).has_value());
    QCOMPARE(sealed(test, u"attachment"_qs), 0);
}

void WithdrawalTest::whatWasAttached_whereOnlyOneWasThere_isTheirs_whoeverJoinsLater() {
    TestVault test;
    const RecordName session = test.session(test.slot(u"slot"_qs).name.id).name;
    const RecordId person = test.participant(session.id).name.id;
    const auto attach = [&] {
        test.put({.type = u"attachment"_qs,
                  .fields = {{u"session"_qs, cbor::Value(session.id)},
                             {u"kind"_qs, u"ink"_qs},
                             {u"taken"_qs, test.now()},
                             {u"caption"_qs, u"A drawing of the xylophonist"_qs},
                             {u"media_type"_qs, u"image/png"_qs},
                             {u"bytes"_qs, 12}}});
    };
    attach();
    test.participant(session.id);
    attach();  // anybody's
    test.put({.type = u"withdrawal"_qs,
              .fields = {{u"participant"_qs, cbor::Value(person)},
                         {u"outcome"_qs, u"restrict"_qs},
                         {u"time"_qs, test.now()}}});
    QCOMPARE(sealed(test, u"attachment"_qs), 1);
    QCOMPARE(shown(test, u"attachment"_qs), 1);
}

void WithdrawalTest::withoutItsKey_aRecordSaysNoWordsOfAnybody() {
    QStringList words;
    for (const RecordType& type : recordList().types())
        for (const Field& field : type.fields) {
            if (!staysWithoutKey(type, field)) continue;
            const QString name = type.name + u'.' + field.name;
            QVERIFY2(field.isProjected(), qPrintable(name));
            if (field.isText() || field.sensitivity == Sensitivity::personal) words << name;
        }
    words.sort();
    // Labels, by which people and things are known; no sentence of anybody's.
    QCOMPARE(words, QStringList({u"agreement.script"_qs, u"case_agreement.script"_qs,
                                 u"follow_up_slip.code"_qs, u"participant.role"_qs,
                                 u"tracked_case.number"_qs}));
}

void WithdrawalTest::aStruckLine_keepsItsTagsLocked() {
    TestVault test;
    Meeting meeting(test);
    meeting.withdraw(u"restrict"_qs);
    QVERIFY(test.vault->strike(meeting.line, u"Twice"_qs).has_value());
    QCOMPARE(shown(test, u"tag"_qs), 0);
    QCOMPARE(sealed(test, u"tag"_qs), 1);
}

void WithdrawalTest::whatWasStruckBefore_isLockedAwayToo() {
    TestVault test;
    Meeting meeting(test);
    for (const RecordName& slip : {meeting.tag, meeting.line})
        QVERIFY(test.vault->strike(slip, u"a slip"_qs).has_value());
    // Whoever looks for what was struck still reads it.
    QVERIFY(test.vault->records().get(meeting.line)->field(u"text")->versions.front().value);
    meeting.withdraw(u"restrict"_qs);
    for (const auto& [record, field] :
         {std::pair(meeting.line, u"text"_qs), std::pair(meeting.tag, u"words"_qs)}) {
        const auto view = test.vault->records().get(record);
        QVERIFY(view->struck && view->sealed);
        QVERIFY(!view->field(field)->versions.front().value);
    }
}

void WithdrawalTest::whatIsStruckWhileLocked_opensWithTheRest() {
    TestVault test;
    Meeting meeting(test);
    const RecordName withdrawal = meeting.withdraw(u"restrict"_qs);
    QVERIFY(test.vault->strike(meeting.line, u"a slip"_qs).has_value());
    QVERIFY(test.vault->records().get(meeting.line)->sealed);
    QVERIFY(test.vault->strike(withdrawal, u"They changed their mind"_qs).has_value());
    const auto view = test.vault->records().get(meeting.line);
    QVERIFY(view->struck && !view->sealed);
}

void WithdrawalTest::anEditOfALockedLine_isKeptAndLocked() {
    TestVault test;
    Meeting meeting(test);
    const RecordName withdrawal = meeting.withdraw(u"restrict"_qs);
    test.edit(meeting.line, u"text"_qs, u"The xylophonist rang once."_qs);
    QVERIFY(test.hits(u"xylophonist"_qs).isEmpty());
    QVERIFY(test.vault->strike(withdrawal, u"They changed their mind"_qs).has_value());
    QCOMPARE(test.hits(u"xylophonist"_qs), QStringList{u"The xylophonist rang once."_qs});
}

void WithdrawalTest::rebuilding_locksTheSame() {
    TestVault test;
    Meeting meeting(test);
    meeting.said(u"A second xylophonist."_qs);
    meeting.withdraw(u"restrict"_qs, {cbor::Value(meeting.line.id)});
    const QByteArray before = visible(test);
    QVERIFY(before.contains(" sealed "));
    QVERIFY(test.vault->rebuild());
    QCOMPARE(visible(test), before);
}

void WithdrawalTest::theOrderOfArrival_doesNotMatter() {
    for (std::uint64_t seed = 1; seed <= 12; ++seed) {
        TestVault author(seed);
        SeededRandom chance(seed);
        Meeting meeting(author);
        cut(author);
        std::vector<RecordName> withdrawals;
        for (int step = 0; step < 12; ++step) {
            switch (below(chance, 6)) {
                case 0:
                    withdrawals.push_back(meeting.withdraw(u"restrict"_qs));
                    break;
                case 1:
                    withdrawals.push_back(
                        meeting.withdraw(u"erase"_qs, {cbor::Value(meeting.line.id)}));
                    break;
                case 2:
                    if (!withdrawals.empty())
                        QVERIFY(author.vault->strike(withdrawals.back(), u"Changed"_qs));
                    break;
                case 3:
                    author.answer(meeting.person.id);
                    break;
                case 4:
                    author.edit(meeting.line, u"text"_qs, u"xylophonist %1"_qs.arg(step));
                    break;
                default:
                    meeting.said(u"A xylophonist, time %1."_qs.arg(step));
            }
            cut(author);
        }
        const QByteArray expected = visible(author);
        for (std::uint64_t order : {seed * 100, seed * 100 + 1}) {
            TestVault replica(order);
            takeInAnyOrder(replica, author, order);
            for (const QByteArray& row : expected.split('\n'))
                QVERIFY2(visible(replica).contains(row), row.constData());
            const QByteArray merged = visible(replica);
            QVERIFY(replica.vault->rebuild());
            QCOMPARE(visible(replica), merged);
        }
    }
}

void WithdrawalTest::aWithdrawal_isFirstToBeHandedOver() {
    TestVault test;
    Meeting meeting(test);
    meeting.withdraw(u"stop"_qs);
    const auto pending = test.vault->ledger().pending(test.vault->author().vault());
    QVERIFY(pending.has_value() && pending->size() > 1);
    QCOMPARE(pending->front().head.chain.lane, Lane::urgent);
    QCOMPARE(pending->front().head.chain.notebook, meeting.session.notebook);
}

void WithdrawalTest::wordsWhoseKeyComesLater_areListedAndFound() {
    TestVault author(1);
    const Meeting meeting(author);
    cut(author);
    TestVault reader(2);
    const auto chains = framesOf(author);
    const VerifyKey key = author.vault->identity().signing.verifyKey();
    // A store that was restored passes on what somebody brought back who has no key.
    for (const auto& frames : chains)
        for (const Frame& frame : frames)
            must(reader.vault->takeIn(frame.keys.empty() ? frame : asItLies(frame), key));
    QVERIFY(reader.hits(u"xylophonist"_qs).isEmpty());
    for (const auto& frames : chains)
        for (const Frame& frame : frames) must(reader.vault->takeIn(frame, key));
    QCOMPARE(visible(reader), visible(author));
    must(reader.vault->rebuild());
    QCOMPARE(visible(reader), visible(author));
}

void WithdrawalTest::anEditOfWhatCannotBeReadHere_isLockedAwayWithIt() {
    TestVault author(1);
    Meeting meeting(author);
    cut(author);
    TestVault reader(2);
    const SubjectId whose(meeting.person.id.bytes());
    for (const auto& frames : framesOf(author))
        for (const Frame& frame : frames) {
            const bool theirs =
                std::any_of(frame.keys.begin(), frame.keys.end(),
                            [&](const Frame::Key& given) { return given.subject == whose; });
            must(reader.vault->takeIn(theirs ? asItLies(frame) : frame,
                                      author.vault->identity().signing.verifyKey()));
        }
    reader.edit(meeting.line, u"text"_qs, u"The xylophonist rang once."_qs);
    QCOMPARE(reader.hits(u"xylophonist"_qs).size(), 1);
    Meeting(reader, meeting).withdraw(u"restrict"_qs);
    QVERIFY(reader.hits(u"xylophonist"_qs).isEmpty());
    const QByteArray before = visible(reader);
    must(reader.vault->rebuild());
    QCOMPARE(visible(reader), before);
}

void WithdrawalTest::aTagThatWasLockedAwayAlone_isOpenedWithTheWithdrawalStruck() {
    TestVault test;
    Meeting meeting(test);
    const UtcTime early = test.clock.utc();
    test.clock.advance(1h);
    const RecordName withdrawal = meeting.withdraw(u"restrict"_qs);
    test.put({.type = u"agreement"_qs, .fields = meeting.yes()});
    test.clock.advance(1h);
    const RecordName line = meeting.said(u"The xylophonist came back."_qs);
    // Whose clock was set back meanwhile: by it the tag is older than the new yes.
    test.clock.jump(early - test.clock.utc());
    meeting.tagged(line);
    QCOMPARE(sealed(test, u"line"_qs), 1);
    QCOMPARE(sealed(test, u"tag"_qs), 2);
    must(test.vault->strike(withdrawal, u"Somebody else's"_qs));
    QCOMPARE(sealed(test, u"line"_qs), 0);
    QCOMPARE(sealed(test, u"tag"_qs), 0);
    const QByteArray before = visible(test);
    must(test.vault->rebuild());
    QCOMPARE(visible(test), before);
}

/// It quotes them, and a later yes keeps its own key from going with theirs.
void WithdrawalTest::theTagOfErasedWords_staysLocked_whateverBecomesOfTheWish() {
    TestVault test;
    Meeting meeting(test);
    const std::uint32_t first = meeting.generationOf(meeting.person);
    const RecordName wish = meeting.withdraw(u"erase"_qs);
    test.put({.type = u"agreement"_qs, .fields = meeting.yes()});
    meeting.tagged(meeting.line);
    meeting.obeyErasure(test.clock.utc(), first);
    QVERIFY(meeting.generationOf(meeting.person) > first);
    QCOMPARE(sealed(test, u"tag"_qs), 2);
    must(test.vault->strike(wish, u"They thought better of it"_qs));
    QCOMPARE(sealed(test, u"tag"_qs), 2);
    const QByteArray before = visible(test);
    must(test.vault->rebuild());
    QCOMPARE(visible(test), before);
}

/// What nobody is named for is the words of the only one who is known to have been there.
void WithdrawalTest::whoIsErased_isForgottenInTheirMeetingToo() {
    TestVault test;
    Meeting meeting(test);
    test.put({.type = u"line"_qs,
              .fields = {{u"session"_qs, cbor::Value(meeting.session.id)},
                         {u"at"_qs, test.now()},
                         {u"kind"_qs, u"said"_qs},
                         {u"text"_qs, u"Somebody named a xylophonist."_qs}}});
    meeting.withdraw(u"restrict"_qs);
    QCOMPARE(sealed(test, u"line"_qs), 1);
    const auto there = must(test.vault->records().list({.type = u"participant"_qs})).records;
    QCOMPARE(there.size(), std::size_t{2});
    Meeting other(test, meeting);
    other.person.id = there[there[0].id == meeting.person.id ? 1 : 0].id;
    other.obeyErasure(test.clock.utc(), other.generationOf(other.person));
    const QByteArray before = visible(test);
    must(test.vault->rebuild());
    QCOMPARE(visible(test), before);
    QCOMPARE(sealed(test, u"line"_qs), 2);
}

QTEST_APPLESS_MAIN(WithdrawalTest)
#include "tst_withdrawal.moc"
