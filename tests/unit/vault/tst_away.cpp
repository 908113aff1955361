// Meetings that leave a tablet and come back: what has to stay for somebody's sake, and what is not
// done while words are away.
#include "tests/unit/vault/meeting.h"

#include <QTest>

using namespace candour;

namespace {

QString whyItStays(TestVault& test, const NotebookId& notebook) {
    for (const PurgeRow& row : must(test.vault->purgePlan(0)))
        if (row.notebook == notebook) return row.why;
    return {};
}

/// As it leaves once the store has had it for long.
void takeOff(TestVault& test, const NotebookId& notebook) {
    Ledger& ledger = test.vault->ledger();
    const SigningKey store = SigningKey::generate(test.random);
    auto edit = must(test.vault->begin());
    for (const Head& head : must(ledger.heads(notebook))) {
        Receipt receipt;
        receipt.head = head;
        receipt.received = test.clock.utc();
        (void)must(ledger.keepReceipt(Signed<Receipt>::make(receipt, store)));
    }
    must(edit.commit());
    RemovalGate gate(ledger, test.vault->blobs(), test.vault->author().vault(), store.verifyKey());
    must(gate.purge(notebook, UtcTime::max(), [&]() -> Status {
        return test.vault->projection().drop(must(ledger.recordsIn(notebook)));
    }));
}

/// As it comes back, as far as the hand-over comes.
void comeBack(TestVault& test, const std::vector<std::vector<Frame>>& chains,
              const NotebookId& notebook, bool whole) {
    must(test.vault->askBack(notebook));
    for (const auto& chain : chains)
        for (const Frame& frame : chain) {
            if (frame.chain.notebook != notebook) break;
            (void)must(test.vault->takeIn(frame, test.vault->identity().signing.verifyKey()));
            if (!whole) break;
        }
    QCOMPARE(must(test.vault->ledger().textOf(notebook)),
             whole ? Ledger::Text::here : Ledger::Text::comingBack);
}

}  // namespace

class AwayTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void whatProtectsSomebody_staysOnTheTablet_data();
    void whatProtectsSomebody_staysOnTheTablet();
    void aMeetingThatProtectsNobody_mayGo();
    void whileAMeetingComesBack_aWithdrawalElsewhereLocksItsWords();
    void anErasure_isNotApproved_whereTheWordsAreAway();
};

void AwayTest::whatProtectsSomebody_staysOnTheTablet_data() {
    QTest::addColumn<QString>("why");
    QTest::newRow("locked away") << u"locked away, and has to stay"_qs;
    QTest::newRow("a hold") << u"kept for a legal hold"_qs;
    for (const char* event : {"refused", "paused", "withdrawn"})
        QTest::newRow(event) << u"Somebody said no in it"_qs;
    QTest::newRow("words elsewhere") << u"Somebody said no in it"_qs;
    QTest::newRow("an alert") << u"An alert was raised in it"_qs;
}

void AwayTest::whatProtectsSomebody_staysOnTheTablet() {
    QFETCH(QString, why);
    const QByteArray row = QTest::currentDataTag();
    TestVault test;
    Meeting meeting(test);
    const RecordName tracked = trackedCase(test);
    if (row == "words elsewhere") {
        const RecordName stage = test.put({.type = u"journey_stage"_qs,
                                           .fields = {{u"case"_qs, cbor::Value(tracked.id)},
                                                      {u"stage"_qs, u"review"_qs}}})
                                     .name;
        test.put({.type = u"stage_account"_qs,
                  .fields = {{u"case"_qs, cbor::Value(tracked.id)},
                             {u"participant"_qs, cbor::Value(meeting.person.id)},
                             {u"stage"_qs, cbor::Value(stage.id)},
                             {u"voice"_qs, u"practitioner"_qs},
                             {u"text"_qs, u"They waited."_qs}}});
        test.answer(meeting.person.id, u"refused"_qs);
    } else {
        test.edit(meeting.person, u"case"_qs, cbor::Value(tracked.id));
        test.edit(meeting.person, u"standing"_qs, u"person"_qs);
    }
    if (row == "locked away")
        withdrawForCase(test, tracked);
    else if (row == "an alert")  // of a member from outside, who has no notebook for alerts
        test.put({.type = u"safeguarding_alert"_qs,
                  .notebook = meeting.session.notebook,
                  .fields = {{u"kind"_qs, u"alert"_qs},
                             {u"raised"_qs, test.now()},
                             {u"what"_qs, u"No food in."_qs},
                             {u"wishes"_qs, u"unsure"_qs},
                             {u"danger"_qs, u"no"_qs},
                             {u"about"_qs, cbor::Value::array({cbor::Value(u"family"_qs)})},
                             {u"route"_qs, u"local_authority"_qs},
                             {u"state"_qs, u"open"_qs}}});
    else if (row == "a hold")
        test.put({.type = u"hold"_qs,
                  .fields = {{u"what"_qs, cbor::Value(meeting.person.id)},
                             {u"authority"_qs, u"Court"_qs},
                             {u"reason"_qs, u"police"_qs},
                             {u"set"_qs, test.now()}}});
    else if (row != "words elsewhere")
        test.answer(meeting.person.id, QString::fromLatin1(row));
    QVERIFY2(whyItStays(test, meeting.session.notebook).contains(why),
             qPrintable(whyItStays(test, meeting.session.notebook)));
}

void AwayTest::aMeetingThatProtectsNobody_mayGo() {
    TestVault test;
    Meeting meeting(test);
    // Theirs alone, and it leaves with all that it is about.
    test.answer(meeting.person.id, u"paused"_qs);
    // The next question is whether the store has it.
    const QString why = whyItStays(test, meeting.session.notebook);
    QVERIFY2(why.contains(u"not set up with a store"), qPrintable(why));
}

void AwayTest::whileAMeetingComesBack_aWithdrawalElsewhereLocksItsWords() {
    TestVault test;
    Meeting first(test);
    const RecordName tracked = caseOf(test, first.person);
    cut(test);
    first.said(u"And the xylophonist left."_qs);
    cut(test);
    const auto chains = framesOf(test);
    Meeting second(test);
    test.edit(second.person, u"case"_qs, cbor::Value(tracked.id));
    test.edit(second.person, u"standing"_qs, u"person"_qs);
    cut(test);
    takeOff(test, first.session.notebook);
    comeBack(test, chains, first.session.notebook, false);
    QVERIFY(test.hits(u"xylophonist"_qs).size() >= 2);

    PutRequest withdrawal{.type = u"withdrawal"_qs};
    withdrawal.fields = {{u"participant"_qs, cbor::Value(second.person.id)},
                         {u"case"_qs, cbor::Value(tracked.id)},
                         {u"outcome"_qs, u"restrict"_qs},
                         {u"time"_qs, test.now()}};
    test.put(withdrawal);
    QVERIFY(test.hits(u"xylophonist"_qs).isEmpty());
    const NotebookId team = must(test.vault->notebooks().only(NotebookKind::team));
    const auto asked = must(test.vault->ledger().controls(team));
    QVERIFY(std::any_of(asked.begin(), asked.end(), [&](const ControlChange& change) {
        return change.control.kind == ControlKind::restrict &&
               change.control.notebook == first.session.notebook &&
               change.control.subject == SubjectId(first.person.id.bytes());
    }));
}

void AwayTest::anErasure_isNotApproved_whereTheWordsAreAway() {
    TestVault test;
    test.put({.type = u"team_member"_qs,
              .fields = {{u"name"_qs, u"Anna"_qs},
                         {u"initials"_qs, test.vault->identity().initials},
                         {u"role"_qs, u"lead"_qs}}});
    Meeting meeting(test);
    const RecordName tracked = caseOf(test, meeting.person);
    cut(test);
    const auto chains = framesOf(test);
    takeOff(test, meeting.session.notebook);
    const RecordName wish = withdrawForCase(test, tracked, u"erase"_qs);
    PutRequest erasure{.type = u"erasure"_qs};
    erasure.fields = {{u"what"_qs, cbor::Value(tracked.id)},
                      {u"withdrawal"_qs, cbor::Value(wish.id)},
                      {u"authority"_qs, u"Their wish"_qs},
                      {u"reason"_qs, u"Asked for"_qs},
                      {u"requested"_qs, test.now()},
                      {u"requested_by"_qs, cbor::Value(RecordId::makeV7(test.clock, test.random))},
                      {u"state"_qs, u"requested"_qs}};
    const RecordName asked = test.put(erasure).name;
    const auto me = must(test.vault->notebooks().myself());
    QVERIFY(me.has_value());
    const PutRequest approval{
        .type = asked.type,
        .id = asked.id,
        .notebook = asked.notebook,
        .fields = {{u"approved_by"_qs, cbor::Value::array({cbor::Value(*me)})}}};
    const auto early = test.vault->put(approval);
    QVERIFY(!early);
    QCOMPARE(early.error().code, Code::notAllowed);
    QVERIFY2(early.error().detail.find("“slot” is not on this tablet") != std::string::npos,
             early.error().detail.c_str());

    comeBack(test, chains, meeting.session.notebook, true);
    (void)must(test.vault->put(approval));
}

QTEST_APPLESS_MAIN(AwayTest)
#include "tst_away.moc"
