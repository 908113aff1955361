#include "tests/support/story.h"

#include <QTest>

using namespace candour;

/// Backups that were put back, of the store and of a tablet: what each side still has makes the
/// other whole again, and nothing is rewritten.
class HealingTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void aStoreRestoredFromABackup_isGivenWhatItLacks_data();
    void aStoreRestoredFromABackup_isGivenWhatItLacks();
    void aRestoredStoreThatLostASession_learnsItFromWhoeverWroteThere();
    void aRestoredStoreThatForgotATablet_knowsItAgain();
    void aRestoredStore_isGivenAColleaguesWordsToo();
    void aSessionFoundedAnewAfterARestore_keepsItsReaders();
    void rostersOfTwoHistories_becomeOne();
    void whatTheStoreNeverSigned_isNotTakenBack();
    void whatTwoTabletsWroteUnderOneNumber_isKeptBothWays();
    void aTabletRestoredFromABackup_getsItsOwnWordsBack();
    void whatAColleagueHoldsOfALostContinuation_isKeptToo();
};

void HealingTest::aStoreRestoredFromABackup_isGivenWhatItLacks_data() {
    QTest::addColumn<int>("before");
    QTest::newRow("the end of a chain") << 1;
    QTest::newRow("a whole chain") << 0;
}

void HealingTest::aStoreRestoredFromABackup_isGivenWhatItLacks() {
    QFETCH(int, before);
    Story story;
    for (int i = 0; i < before; ++i)
        story.first.write(story.centre.team, newRecord(story.first), QStringLiteral("one"));
    story.handOver(story.first);
    const StoreBackup backup(story);
    for (int i = 0; i < 3; ++i)
        story.first.write(story.centre.team, newRecord(story.first), QStringLiteral("later"));
    QCOMPARE(story.handOver(story.first).accepted, 3);
    backup.restore(story);
    QCOMPARE(story.centre.shelf->verify()->changes, before);

    const auto healed = story.handOver(story.first);
    QVERIFY(!healed.stopped);
    QCOMPARE(healed.reasons.size(), 0U);
    QCOMPARE(healed.lostThere, 3);
    QCOMPARE(story.handOver(story.first).lostThere, 0);
    QCOMPARE(story.centre.shelf->verify()->changes, before + 3);
    QCOMPARE(*story.first.ledger->unreceiptedRecords(story.first.author.vault()), 0);
}

void HealingTest::aRestoredStoreThatLostASession_learnsItFromWhoeverWroteThere() {
    Story story;
    const StoreBackup backup(story);
    const NotebookId session = story.foundSession();
    story.first.write(session, newRecord(story.first), QStringLiteral("heard in room 2"));
    story.handOver(story.first);
    story.handOver(story.second);
    story.second.write(session, newRecord(story.second), QStringLiteral("and I saw"));
    QCOMPARE(story.handOver(story.second).accepted, 1);
    backup.restore(story);

    // The founder is away, and has nothing new when back; the colleague goes on writing.
    story.second.write(session, newRecord(story.second), QStringLiteral("and later"));
    const auto second = story.handOver(story.second);
    QVERIFY(!second.stopped);
    QCOMPARE(second.reasons.size(), 0U);
    QVERIFY(!story.handOver(story.first).stopped);
    QCOMPARE(story.centre.shelf->verify()->changes, 3);
    QCOMPARE(*story.first.ledger->digest(session), *story.centre.shelf->digest(session));
}

void HealingTest::aRestoredStoreThatForgotATablet_knowsItAgain() {
    Story story;
    const StoreBackup backup(story);
    Replica third(3);
    const Person km = story.centre.addPerson(QStringLiteral("KM"));
    story.centre.enrol(third, km);
    QVERIFY(!story.handOver(third).stopped);
    backup.restore(story);
    QVERIFY(!*story.centre.shelf->certificate(third.author.vault()));

    third.write(story.centre.team, newRecord(third), QStringLiteral("words"));
    const auto report = story.handOver(third);
    QVERIFY(!report.stopped);
    QCOMPARE(report.accepted, 1);
    QVERIFY((*story.centre.shelf->roster(story.centre.team))->value.member(km.id) != nullptr);
    QCOMPARE(story.handOver(story.first).received, 1);
}

void HealingTest::aRestoredStore_isGivenAColleaguesWordsToo() {
    Story story;
    const StoreBackup backup(story);
    for (int i = 0; i < 3; ++i)
        story.first.write(story.centre.team, newRecord(story.first), QStringLiteral("heard"));
    story.handOver(story.first);
    QCOMPARE(story.handOver(story.second).received, 3);
    backup.restore(story);

    // The author's tablet is at the bottom of a lake.
    const auto report = story.handOver(story.second);
    QVERIFY(!report.stopped);
    QCOMPARE(report.reasons.size(), 0U);
    QCOMPARE(report.accepted, 0);
    const auto check = story.centre.shelf->verify();
    QCOMPARE(check->changes, 3);
    QCOMPARE(check->faults.size(), 0U);
    QCOMPARE(*story.centre.shelf->digest(story.centre.team),
             *story.second.ledger->digest(story.centre.team));
}

void HealingTest::aSessionFoundedAnewAfterARestore_keepsItsReaders() {
    Story story;
    const StoreBackup backup(story);
    const NotebookId session = story.foundSession();
    story.first.write(session, newRecord(story.first), QStringLiteral("one"));
    story.handOver(story.first);
    const Person km = story.centre.addPerson(QStringLiteral("KM"));
    // Somebody at the centre let a third person in.
    Roster wider = (*story.centre.shelf->roster(session))->value;
    ++wider.version;
    wider.members.push_back({km.id, false, true, km.name});
    must(story.centre.shelf->keep(Signed<Roster>::make(wider, story.centre.shelf->keys().signing)));
    story.handOver(story.first);
    backup.restore(story);

    story.first.write(session, newRecord(story.first), QStringLiteral("two"));
    const auto report = story.handOver(story.first);
    QVERIFY(!report.stopped);
    QCOMPARE(report.reasons.size(), 0U);
    const auto roster = *story.centre.shelf->roster(session);
    QVERIFY(roster->value.member(km.id) != nullptr);
    QVERIFY(roster->value.member(story.jo.id) != nullptr);
    QCOMPARE(story.handOver(story.first).roundTrips, 1);
}

void HealingTest::rostersOfTwoHistories_becomeOne() {
    Story story;
    const SigningKey& signing = story.centre.shelf->keys().signing;
    const NotebookId session = story.foundSession();
    story.first.write(session, newRecord(story.first), QStringLiteral("one"));
    story.handOver(story.first);
    Roster other = (*story.centre.shelf->roster(session))->value;
    other.members = {{story.jo.id, false, true, story.jo.name},
                     {PersonId::makeV7(story.centre.clock, story.centre.random), false, true,
                      QStringLiteral("gone")}};
    Roster mine = other;
    mine.version = 1;
    mine.members = {{story.anna.id, true, true, story.anna.name}};
    must(story.centre.shelf->keep(Signed<Roster>::make(mine, signing)));

    const wire::Statements given{{}, {Signed<Roster>::make(other, signing)}, {}};
    QCOMPARE(story.centre.post(wire::statementsPath, given.encode()).status, 200);
    const Roster both = (*story.centre.shelf->roster(session))->value;
    QVERIFY(both.member(story.anna.id) != nullptr);
    QVERIFY(both.member(story.jo.id) != nullptr);
    QVERIFY2(both.member(other.members.back().person) == nullptr,
             "somebody who is not on the team any more came back");
    QVERIFY(both.version > other.version);
    // Giving it back again changes nothing.
    QCOMPARE(story.centre.post(wire::statementsPath, given.encode()).status, 200);
    QCOMPARE((*story.centre.shelf->roster(session))->value.version, both.version);
}

void HealingTest::whatTheStoreNeverSigned_isNotTakenBack() {
    Story story;
    Roster roster = (*story.centre.shelf->roster(story.centre.team))->value;
    ++roster.version;
    roster.members = {{story.jo.id, true, true, QStringLiteral("JO")}};
    const wire::Statements given{{}, {Signed<Roster>::make(roster, story.second.author.key())}, {}};
    QCOMPARE(story.centre.post(wire::statementsPath, given.encode()).status, 401);
    QVERIFY((*story.centre.shelf->roster(story.centre.team))->value.member(story.anna.id) !=
            nullptr);
}

void HealingTest::whatTwoTabletsWroteUnderOneNumber_isKeptBothWays() {
    Story story;
    story.first.write(story.centre.team, newRecord(story.first), QStringLiteral("shared"));
    story.handOver(story.first);
    // Somebody copied the tablet; both go on.
    Replica clone(1);
    clone.becomeCopyOf(story.first);
    const RecordId atFirst = newRecord(story.first);
    const RecordId atClone = newRecord(clone);
    story.first.write(story.centre.team, atFirst, QStringLiteral("said to the first"));
    story.first.write(story.centre.team, newRecord(story.first), QStringLiteral("and more"));
    clone.write(story.centre.team, atClone, QStringLiteral("said to the clone"));
    QCOMPARE(story.handOver(story.first).accepted, 2);

    const auto parted = story.handOver(clone);
    QVERIFY(!parted.stopped);
    QCOMPARE(parted.reasons.size(), 0U);
    QCOMPARE(parted.parted.size(), 1U);
    QCOMPARE(parted.held, 0);
    QVERIFY(!story.handOver(story.first).stopped);
    QVERIFY(!story.handOver(story.second).stopped);
    for (Replica* tablet : {&story.first, &clone, &story.second}) {
        QCOMPARE(texts(*tablet, story.centre.team, atFirst),
                 QStringList{QStringLiteral("said to the first")});
        QCOMPARE(texts(*tablet, story.centre.team, atClone),
                 QStringList{QStringLiteral("said to the clone")});
        QCOMPARE(*tablet->ledger->digest(story.centre.team),
                 *story.centre.shelf->digest(story.centre.team));
        QCOMPARE(tablet->ledger->verify(story.centre.identity().key)->faults.size(), 0U);
    }
    QCOMPARE(story.centre.shelf->verify()->faults.size(), 0U);
    // Both go on writing, and meet again.
    clone.write(story.centre.team, newRecord(clone), QStringLiteral("later"));
    story.first.write(story.centre.team, newRecord(story.first), QStringLiteral("later too"));
    QCOMPARE(story.handOver(clone).held, 0);
    QCOMPARE(story.handOver(story.first).held, 0);
    QCOMPARE(story.handOver(clone).held, 0);
    QCOMPARE(*clone.ledger->digest(story.centre.team),
             *story.centre.shelf->digest(story.centre.team));
    // What the other wrote in this vault's name wants a receipt here too; then all is quiet.
    QCOMPARE(story.handOver(clone).held, 0);
    QCOMPARE(story.handOver(clone).roundTrips, 1);
}

void HealingTest::aTabletRestoredFromABackup_getsItsOwnWordsBack() {
    Story story;
    story.first.write(story.centre.team, newRecord(story.first), QStringLiteral("before"));
    story.handOver(story.first);
    Replica restored(1);
    restored.becomeCopyOf(story.first);
    const RecordId later = newRecord(story.first);
    story.first.write(story.centre.team, later, QStringLiteral("after the backup"));
    story.handOver(story.first);

    const auto report = story.handOver(restored);
    QVERIFY(!report.stopped);
    QCOMPARE(report.parted.size(), 0U);
    QCOMPARE(texts(restored, story.centre.team, later),
             QStringList{QStringLiteral("after the backup")});
    restored.write(story.centre.team, newRecord(restored), QStringLiteral("goes on"));
    QCOMPARE(story.handOver(restored).held, 0);
    QCOMPARE(story.handOver(restored).roundTrips, 1);
}

void HealingTest::whatAColleagueHoldsOfALostContinuation_isKeptToo() {
    Story story;
    story.first.write(story.centre.team, newRecord(story.first), QStringLiteral("shared"));
    story.handOver(story.first);
    const StoreBackup backup(story);
    Replica restored(1);
    restored.becomeCopyOf(story.first);
    const RecordId lost = newRecord(story.first);
    story.first.write(story.centre.team, lost, QStringLiteral("only a colleague has it now"));
    story.handOver(story.first);
    QCOMPARE(story.handOver(story.second).received, 2);
    // Store and tablet both go back to the evening before, and the tablet goes on.
    backup.restore(story);
    restored.write(story.centre.team, newRecord(restored), QStringLiteral("another second"));
    QCOMPARE(story.handOver(restored).accepted, 1);

    QVERIFY(!story.handOver(story.second).stopped);
    const auto healed = story.handOver(restored);
    QVERIFY(!healed.stopped);
    QCOMPARE(healed.reasons.size(), 0U);
    QCOMPARE(texts(restored, story.centre.team, lost),
             QStringList{QStringLiteral("only a colleague has it now")});
    QCOMPARE(*restored.ledger->digest(story.centre.team),
             *story.second.ledger->digest(story.centre.team));
    QCOMPARE(story.centre.shelf->verify()->faults.size(), 0U);
}

QTEST_GUILESS_MAIN(HealingTest)
#include "tst_healing.moc"
