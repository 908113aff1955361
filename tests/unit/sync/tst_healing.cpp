#include "sync/store/admin.h"
#include "tests/unit/sync/erasing.h"

#include <QTest>

using namespace candour;

namespace {

/// Somebody new on the team.
PersonId letInOne(Erasing& story) {
    Centre& centre = story.centre;
    const Person person{PersonId::makeV7(centre.clock, centre.random), QStringLiteral("KM")};
    must(centre.shelf->keep(person));
    must(admin::add(*centre.shelf, centre.shelf->keys(), centre.team, person.id));
    return person.id;
}

/// As a store is that never kept them in mind: it has those that stand.
void forgetRosters(Erasing& story) {
    must(story.centre.shelf->ledger().database().run("DELETE FROM roster_ever"));
    story.centre.restart();
    story.link.setApi(*story.centre.api);
}

}  // namespace

/// Backups that were put back, of the store and of a tablet: what each side still has makes the
/// other whole again, and nothing is rewritten.
class HealingTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void aStoreRestoredFromABackup_isGivenWhatItLacks_data();
    void aStoreRestoredFromABackup_isGivenWhatItLacks();
    void aRestoredStoreThatLostASession_learnsItFromWhoeverWroteThere();
    void aRestoredStoreThatForgotATablet_knowsItAgain();
    void whatARestoredStoreIsGivenBack_comesInPieces_howeverMuchItLost();
    void aRestoredStore_isGivenAColleaguesWordsToo();
    void aRestoredStore_isGivenWhatItLacks_howeverManyFramesFollow();
    void aSessionFoundedAnewAfterARestore_keepsItsReaders();
    void aRosterThatNeverStood_isNotTakenForOneThatDid();
    void rostersOfTwoHistories_becomeOne();
    void whoWasTakenOffATeam_isNotToldThatTheStoreWentBack();
    void whatAStoreLostOfAFormerMember_theyGiveItAgain();
    void whoIsBackOnATeam_isNotToldOtherwise();
    void aRemovalThatARestoreForgot_standsAgain_whateverWasDoneSince_data();
    void aRemovalThatARestoreForgot_standsAgain_whateverWasDoneSince();
    void whoWasTakenOffSinceTheRestore_staysOff();
    void aStoreOlderThanItsMemory_believesItsOwnLaterRosters();
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

void HealingTest::whatARestoredStoreIsGivenBack_comesInPieces_howeverMuchItLost() {
    Story story;
    const StoreBackup backup(story);
    Replica third(3);
    const Person km = story.centre.addPerson(QStringLiteral("KM"));
    story.centre.enrol(third, km);
    const StoreKeys& keys = story.centre.shelf->keys();
    constexpr int sessions = 2'000;
    {
        auto edit = must(story.centre.shelf->ledger().begin());
        for (int i = 0; i < sessions; ++i)
            must(story.centre.shelf->keep(
                Signed<Roster>::make({NotebookId::makeV7(third.clock, third.random),
                                      NotebookKind::session,
                                      story.centre.team,
                                      {},
                                      1,
                                      1,
                                      story.centre.members},
                                     keys.signing)));
        must(edit.commit());
    }
    QVERIFY(!story.handOver(third).stopped);
    backup.restore(story);

    std::vector<qsizetype> pieces;
    story.link.tamper = [&](const HttpRequest& request, const HttpResponse& response) {
        if (request.target == wire::statementsPath && response.status == 200)
            pieces.push_back(request.body.size());
    };
    third.write(story.centre.team, newRecord(third), QStringLiteral("words"));
    const auto report = story.handOver(third);
    QVERIFY(!report.stopped);
    QCOMPARE(report.accepted, 1);
    QVERIFY(pieces.size() > 1);
    for (const qsizetype size : pieces)
        QVERIFY(static_cast<std::size_t>(size) <= limits::unsignedBody);
    QCOMPARE(must(story.centre.shelf->rosters()).size(), std::size_t{sessions + 1});
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

/// Each frame that follows on what it lacks is refused for the same reason: that is one refusal.
void HealingTest::aRestoredStore_isGivenWhatItLacks_howeverManyFramesFollow() {
    Story story;
    const StoreBackup backup(story);
    story.first.write(story.centre.team, newRecord(story.first), QStringLiteral("before"));
    story.handOver(story.first);
    backup.restore(story);
    // Alike, so that many frames have room in one request.
    const QString words(20'000, u'a');
    for (int i = 0; i < 60; ++i)
        story.first.write(story.centre.team, newRecord(story.first), words);
    const auto report = story.handOver(story.first);
    QVERIFY(!report.stopped);
    QCOMPARE(report.reasons.size(), 0U);
    QCOMPARE(must(story.centre.shelf->verify()).changes, 61);
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

/// A founding cut short after a restore says the same as the one that the restore took.
void HealingTest::aRosterThatNeverStood_isNotTakenForOneThatDid() {
    Story story;
    const StoreBackup backup(story);
    const NotebookId session = story.foundSession();
    story.first.write(session, newRecord(story.first), QStringLiteral("one"));
    QVERIFY(!story.handOver(story.first).stopped);
    const auto lost = *must(story.centre.shelf->roster(session));
    backup.restore(story);

    EmbeddedShelf& shelf = *story.centre.shelf;
    QVERIFY(!shelf.together([&]() -> Status {
        TRY_OK(shelf.keep(lost));
        return fail(Code::diskFull, "found a notebook");
    }));
    Roster other = lost.value;
    other.members = {{story.anna.id, true, true, story.anna.name}};
    must(shelf.keep(Signed<Roster>::make(other, shelf.keys().signing)));
    QVERIFY(!story.handOver(story.first).stopped);
    const Roster both = must(shelf.roster(session))->value;
    QVERIFY(both.member(story.anna.id) != nullptr && both.member(story.jo.id) != nullptr);
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

void HealingTest::whoWasTakenOffATeam_isNotToldThatTheStoreWentBack() {
    Erasing story;
    for (Replica* tablet : story.tablets) story.heard(*tablet, planted.toString());
    story.ask(story.second, ControlKind::hold, 1);
    story.everybodyHandsOver();
    Centre& centre = story.centre;
    must(admin::remove(*centre.shelf, centre.shelf->keys(), centre.team, story.people[3].id));
    story.heard(story.first, QStringLiteral("Not theirs any more."));
    must(Erasing::stopped(story.handOver(story.first)));
    for (int evening = 0; evening < 2; ++evening) {
        const HandOver::Report report = story.handOver(story.fourth);
        must(Erasing::stopped(report));
        QCOMPARE(report.lostThere, 0);
        QCOMPARE(report.received, 0);
        QCOMPARE(report.roundTrips, 1);
    }
}

void HealingTest::whatAStoreLostOfAFormerMember_theyGiveItAgain() {
    Erasing story;
    story.heard(story.fourth, planted.toString());
    story.everybodyHandsOver();
    Centre& centre = story.centre;
    must(admin::remove(*centre.shelf, centre.shelf->keys(), centre.team, story.people[3].id));
    const StoreBackup backup(story);
    story.heard(story.fourth, QStringLiteral("And I saw it."));
    story.ask(story.fourth, ControlKind::hold, 1);  // the first in its lane
    must(Erasing::stopped(story.handOver(story.fourth)));
    const auto changes = story.centre.shelf->verify()->changes;
    backup.restore(story);
    QCOMPARE(story.centre.shelf->verify()->changes, changes - 2);
    const HandOver::Report report = story.handOver(story.fourth);
    must(Erasing::stopped(report));
    QCOMPARE(report.lostThere, 2);
    QCOMPARE(story.centre.shelf->verify()->changes, changes);
    QCOMPARE(story.handOver(story.fourth).roundTrips, 1);
}

void HealingTest::whoIsBackOnATeam_isNotToldOtherwise() {
    Erasing story;
    story.everybodyHandsOver();
    Centre& centre = story.centre;
    must(admin::remove(*centre.shelf, centre.shelf->keys(), centre.team, story.people[3].id));
    story.heard(story.fourth, planted.toString());
    QCOMPARE(story.handOver(story.fourth).late, 1);
    must(admin::add(*centre.shelf, centre.shelf->keys(), centre.team, story.people[3].id));
    // What came late is receipted as late once more.
    {
        auto edit = must(story.fourth.ledger->begin());
        must(story.fourth.ledger->reopenAfter(story.fourth.chainOf(centre.team), 0));
        must(edit.commit());
    }
    const HandOver::Report report = story.handOver(story.fourth);
    QVERIFY(report.receipts.size() == 1 && report.receipts.front().value.late);
    QCOMPARE(report.late, 0);
}

void HealingTest::aRemovalThatARestoreForgot_standsAgain_whateverWasDoneSince_data() {
    QTest::addColumn<int>("letIn");
    for (int count = 0; count <= 3; ++count) QTest::addRow("%d more let in", count) << count;
}

void HealingTest::aRemovalThatARestoreForgot_standsAgain_whateverWasDoneSince() {
    QFETCH(const int, letIn);
    Erasing story;
    story.everybodyHandsOver();
    Centre& centre = story.centre;
    const PersonId gone = story.people[3].id;
    const StoreBackup backup(story);
    const PersonId early = letInOne(story);
    must(admin::remove(*centre.shelf, centre.shelf->keys(), centre.team, gone));
    must(Erasing::stopped(story.handOver(story.first)));
    backup.restore(story);
    std::vector<PersonId> all{early};
    for (int i = 0; i < letIn; ++i) all.push_back(letInOne(story));

    must(Erasing::stopped(story.handOver(story.first)));
    const Roster roster = (*centre.shelf->roster(centre.team))->value;
    QVERIFY(roster.member(gone) == nullptr);
    QVERIFY(roster.wasMember(gone));
    for (const PersonId& person : all) QVERIFY(roster.member(person) != nullptr);
    story.heard(story.first, planted.toString());
    must(Erasing::stopped(story.handOver(story.first)));
    QCOMPARE(story.handOver(story.fourth).received, 0);
    // One and the same for everybody, and then all is quiet.
    for (Replica* tablet : {&story.first, &story.second, &story.third}) {
        must(Erasing::stopped(story.handOver(*tablet)));
        QCOMPARE((*tablet->ledger->roster(centre.team))->body,
                 (*centre.shelf->roster(centre.team))->body);
        QCOMPARE(story.handOver(*tablet).roundTrips, 1);
    }
    QCOMPARE((*centre.shelf->roster(centre.team))->value.version, roster.version);
}

void HealingTest::whoWasTakenOffSinceTheRestore_staysOff() {
    Erasing story;
    story.everybodyHandsOver();
    Centre& centre = story.centre;
    const StoreBackup backup(story);
    // Two numbers that the store will have forgotten, of which it gives one again.
    const std::vector<PersonId> letIn{letInOne(story), letInOne(story)};
    must(Erasing::stopped(story.handOver(story.first)));
    backup.restore(story);
    must(admin::remove(*centre.shelf, centre.shelf->keys(), centre.team, story.people[3].id));
    must(Erasing::stopped(story.handOver(story.first)));
    const Roster roster = (*centre.shelf->roster(centre.team))->value;
    QVERIFY(roster.member(story.people[3].id) == nullptr);
    for (const PersonId& person : letIn) QVERIFY(roster.member(person) != nullptr);
}

/// What its tablets hold may be older than all that it remembers.
void HealingTest::aStoreOlderThanItsMemory_believesItsOwnLaterRosters() {
    Erasing story;
    Centre& centre = story.centre;
    const PersonId back = story.people[3].id;
    must(admin::remove(*centre.shelf, centre.shelf->keys(), centre.team, back));
    must(Erasing::stopped(story.handOver(story.first)));
    must(admin::add(*centre.shelf, centre.shelf->keys(), centre.team, back));
    forgetRosters(story);
    must(Erasing::stopped(story.handOver(story.first)));
    QVERIFY((*centre.shelf->roster(centre.team))->value.member(back) != nullptr);
    QCOMPARE(story.handOver(story.first).roundTrips, 1);
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
