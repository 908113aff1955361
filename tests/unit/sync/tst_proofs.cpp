// What receipts prove once they travel: text that leaves a tablet leaves behind the store's word
// for all of it, and comes back as what it was; what came late is known for late everywhere, and
// what it asks for counts as far as it protects.
#include "sync/removalgate.h"
#include "sync/store/admin.h"
#include "tests/unit/sync/erasing.h"

#include <QTest>

using namespace candour;

namespace {

struct Meeting : Story {
    Meeting() {
        session = foundSession();
        record = newRecord(first);
        first.write(session, record, QStringLiteral("Anna's words"));
        handOver(first);
        handOver(second);
        second.write(session, newRecord(second), QStringLiteral("Jo's words"));
        handOver(second);
        handOver(first);
        blobs = must(BlobFolder::open(folder.path()));
    }
    RemovalGate gate(Replica& tablet, std::optional<VerifyKey> key = {}) {
        return {*tablet.ledger, *blobs, tablet.author.vault(),
                key ? key : std::optional(centre.identity().key)};
    }
    Status purge(Replica& tablet, UtcTime before) {
        return gate(tablet).purge(session, before, [] { return Status(); });
    }
    /// An hour from now, by the store's clock: everything is old enough.
    UtcTime later() const { return centre.clock.utc() + std::chrono::hours(1); }
    static std::int64_t count(Replica& tablet, std::string_view table) {
        return *must(
            tablet.ledger->database().first("SELECT count(*) FROM " + std::string(table),
                                            [](const Row& row) { return row.integer(0); }));
    }
    std::size_t faults(Replica& tablet) {
        return must(tablet.ledger->verify(centre.identity().key)).faults.size();
    }

    QTemporaryDir folder;
    std::unique_ptr<BlobFolder> blobs;
    NotebookId session;
    RecordId record;
};

}  // namespace

class ProofsTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void receipts_travelWithTheFrames();
    void aForgedReceipt_isTakenOut();
    void text_leavesOnlyBehindReceiptsForAllOfIt();
    void whatTheStoreCannotRead_stays();
    void whatTheStoreHasLost_stays_andCountsFromWhenItIsBack();
    void aFileOfOurs_hasToBeReceipted_whereverItLies();
    void aFileGoesWithItsMeeting_whateverLengthOthersGiveIt();
    void aFileOfAnotherMeetingToo_stays();
    void whatLeft_leavesNoWordsAndNoKeys_andItsEnds();
    void whatIsDropped_isNotFetched_untilSomebodyAsks();
    void whatIsDropped_comesBackByItself_whenSomebodySaysNoInIt();
    void whatComesBack_hasToBeWhatItWas();
    void nothingIsWritten_whileItIsNotAllHere();
    void aPowerCutAfterTheEdit_isMadeGoodAtOpening();
    void whatComesAfterSomebodyLeft_isLate_andKnownForIt();
    void whatCameInTime_staysInTime_afterARestore();
    void whoWasTakenOff_staysOff_afterARestore();
    void whoWasTakenOff_staysOff_thoughTheRestoredStoreWentOnFirst();
    void aLateApproval_hasNoEffect();
    void aLateWithdrawal_protects();
    void whatWasAskedBefore_standsAfterTheyLeft();
};

void ProofsTest::receipts_travelWithTheFrames() {
    Meeting meeting;
    for (Replica* tablet : {&meeting.first, &meeting.second})
        for (const Head& head : must(tablet->ledger->heads(meeting.session))) {
            const auto receipts = must(tablet->ledger->receiptsOf(head.chain));
            QCOMPARE(receipts.size(), std::size_t{1});
            QVERIFY(receipts.front().verify(meeting.centre.identity().key));
            QCOMPARE(receipts.front().value.head.link, head.link);
        }
}

void ProofsTest::aForgedReceipt_isTakenOut() {
    Meeting meeting;
    const ChainId chain = meeting.second.chainOf(meeting.session);
    const QByteArray body = must(meeting.second.ledger->framesAfter(chain, 0, 1));
    Frame frame = must(decodeFrame(must(splitFrames(body)).front()));
    QVERIFY(frame.receipt.has_value());
    const Frame good = frame;
    dropFalseReceipt(frame, meeting.centre.identity().key);
    QVERIFY(frame.receipt.has_value());
    // Signed by somebody else, or about something else.
    frame.receipt = Signed<Receipt>::make(frame.receipt->value, meeting.second.author.key());
    dropFalseReceipt(frame, meeting.centre.identity().key);
    QVERIFY(!frame.receipt);
    frame = good;
    frame.receipt->value.head.number = 7;
    dropFalseReceipt(frame, meeting.centre.identity().key);
    QVERIFY(!frame.receipt);
}

void ProofsTest::text_leavesOnlyBehindReceiptsForAllOfIt() {
    Meeting meeting;
    const auto refused = [&](const Status& status) {
        return !status && status.error().code == Code::notAllowed;
    };
    // Too short a time; another store's key; nobody's.
    QVERIFY(refused(meeting.purge(meeting.first, UtcTime())));
    RemovalGate other =
        meeting.gate(meeting.first, SigningKey::generate(meeting.first.random).verifyKey());
    QVERIFY(refused(other.mayPurge(meeting.session, meeting.later())));
    RemovalGate nobody(*meeting.first.ledger, *meeting.blobs, meeting.first.author.vault(), {});
    QVERIFY(refused(nobody.mayPurge(meeting.session, meeting.later())));
    // One word more, that the store has not got.
    meeting.first.write(meeting.session, newRecord(meeting.first), QStringLiteral("One more"));
    QVERIFY(refused(meeting.purge(meeting.first, meeting.later())));
    meeting.handOver(meeting.first);
    must(meeting.purge(meeting.first, meeting.later()));
}

void ProofsTest::whatTheStoreCannotRead_stays() {
    Meeting meeting;
    const ChainId chain = meeting.first.chainOf(meeting.session);
    Receipt unread = must(meeting.first.ledger->receiptsOf(chain)).front().value;
    unread.unread = true;
    const auto said = Signed<Receipt>::make(unread, meeting.centre.shelf->keys().signing);
    auto edit = must(meeting.first.ledger->begin());
    must(meeting.first.ledger->keepReceipt(said));
    must(edit.commit());
    const Status may = meeting.purge(meeting.first, meeting.later());
    QVERIFY(!may && may.error().detail.find("without being able to read") != std::string::npos);
}

/// Its old receipts prove nothing any more, of whoever wrote it; its new ones are new.
void ProofsTest::whatTheStoreHasLost_stays_andCountsFromWhenItIsBack() {
    Meeting meeting;
    const StoreBackup backup(meeting);
    meeting.second.write(meeting.session, newRecord(meeting.second), QStringLiteral("And more"));
    meeting.handOver(meeting.second);
    meeting.handOver(meeting.first);
    const UtcTime before = meeting.later();
    must(meeting.gate(meeting.first).mayPurge(meeting.session, before));
    backup.restore(meeting);
    meeting.centre.clock.advance(std::chrono::hours(24));
    // Known to lack it: while it is not there again, and from then on for as long as anything new.
    const ChainId chain = meeting.second.chainOf(meeting.session);
    {
        auto edit = must(meeting.first.ledger->begin());
        must(meeting.first.ledger->reopenAfter(chain, 1));
        QVERIFY(!meeting.gate(meeting.first).mayPurge(meeting.session, before));
    }
    must(meeting.gate(meeting.first).mayPurge(meeting.session, before));
    const auto report = meeting.handOver(meeting.first);
    QVERIFY(!report.stopped && report.reasons.empty());
    QCOMPARE(must(meeting.centre.shelf->head(chain))->number, std::int64_t{2});
    const Status may = meeting.gate(meeting.first).mayPurge(meeting.session, before);
    QVERIFY(!may && may.error().detail.find("too short a time") != std::string::npos);
    must(meeting.gate(meeting.first).mayPurge(meeting.session, meeting.later()));
}

namespace {

/// A change of the meeting that refers to a file.
void refer(Meeting& meeting, Replica& tablet, const NotebookId& notebook, const BlobRef& blob) {
    auto edit = must(tablet.ledger->begin());
    NewChange change;
    change.record = {notebook, QStringLiteral("attachment"), newRecord(tablet)};
    change.subject = SubjectId(notebook.bytes());
    change.fields.push_back({QStringLiteral("kind"), QStringLiteral("document"), {}});
    change.blobs = {blob};
    change.written = tablet.author.now();
    must(tablet.ledger->append(tablet.author, change));
    must(edit.commit());
    meeting.handOver(tablet);
}

/// Random bytes stand for sealed ones.
BlobRef fileIn(Meeting& meeting) {
    auto capture = must(meeting.blobs->capture(meeting.first.random));
    must(capture.write(meeting.first.random.bytes(5'000)));
    const BlobRef blob = must(capture.finish());
    must(capture.settle());
    return blob;
}

/// The store says that it holds it.
void receipt(Meeting& meeting, const BlobRef& blob) {
    const BlobReceipt said{meeting.session, blob, meeting.centre.clock.utc(), 1};
    must(BlobIndex(*meeting.first.ledger)
             .keep(Signed<BlobReceipt>::make(said, meeting.centre.shelf->keys().signing)));
}

}  // namespace

/// Perhaps it is still on its way to its place, or the disk did not keep it: it is nowhere else.
void ProofsTest::aFileOfOurs_hasToBeReceipted_whereverItLies() {
    Meeting meeting;
    const BlobRef away{Hash::of({QByteArray("away")}), 4};
    refer(meeting, meeting.first, meeting.session, away);
    QVERIFY(!meeting.purge(meeting.first, meeting.later()));
    receipt(meeting, away);
    const BlobRef spoilt = fileIn(meeting);
    refer(meeting, meeting.first, meeting.session, spoilt);
    must(meeting.blobs->setAside(spoilt.id));
    QVERIFY(!meeting.purge(meeting.first, meeting.later()));
    receipt(meeting, spoilt);
    must(meeting.purge(meeting.first, meeting.later()));
    QVERIFY(!meeting.blobs->isDamaged(spoilt.id));
}

void ProofsTest::aFileGoesWithItsMeeting_whateverLengthOthersGiveIt() {
    Meeting meeting;
    const BlobRef blob = fileIn(meeting);
    refer(meeting, meeting.first, meeting.session, blob);
    refer(meeting, meeting.second, meeting.session, {blob.id, 7});
    meeting.handOver(meeting.first);
    QVERIFY(!meeting.purge(meeting.first, meeting.later()));
    // Not for the false length.
    receipt(meeting, {blob.id, 8});
    QVERIFY(!meeting.purge(meeting.first, meeting.later()));
    receipt(meeting, blob);
    must(meeting.purge(meeting.first, meeting.later()));
    QVERIFY(!meeting.blobs->holds(blob));
}

void ProofsTest::aFileOfAnotherMeetingToo_stays() {
    Meeting meeting;
    const BlobRef blob = fileIn(meeting);
    refer(meeting, meeting.first, meeting.session, blob);
    refer(meeting, meeting.first, meeting.centre.team, blob);
    receipt(meeting, blob);
    must(meeting.purge(meeting.first, meeting.later()));
    QVERIFY(meeting.blobs->holds(blob));
}

void ProofsTest::whatLeft_leavesNoWordsAndNoKeys_andItsEnds() {
    Meeting meeting;
    const Hash digest = must(meeting.first.ledger->digest(meeting.session));
    QVERIFY(Meeting::count(meeting.first, "change") > 0);
    must(meeting.purge(meeting.first, meeting.later()));
    QCOMPARE(Meeting::count(meeting.first, "change"), std::int64_t{0});
    QCOMPARE(Meeting::count(meeting.first, "statement"), std::int64_t{0});
    QVERIFY(must(meeting.first.ledger->keys().entriesIn(meeting.session)).empty());
    QCOMPARE(must(meeting.first.ledger->digest(meeting.session)), digest);
    QCOMPARE(Meeting::count(meeting.first, "receipt"), std::int64_t{2});
    QCOMPARE(meeting.faults(meeting.first), std::size_t{0});
    meeting.first.reopen();
    QCOMPARE(must(meeting.first.ledger->textOf(meeting.session)), Ledger::Text::dropped);
    QCOMPARE(meeting.faults(meeting.first), std::size_t{0});
}

void ProofsTest::whatIsDropped_isNotFetched_untilSomebodyAsks() {
    Meeting meeting;
    must(meeting.purge(meeting.first, meeting.later()));
    meeting.second.write(meeting.session, newRecord(meeting.second), QStringLiteral("And more"));
    meeting.handOver(meeting.second);
    const auto without = meeting.handOver(meeting.first);
    QVERIFY(!without.stopped && without.reasons.empty());
    QCOMPARE(without.received, std::int64_t{0});
    must(meeting.first.ledger->askBack(meeting.session));
    QCOMPARE(must(meeting.first.ledger->textOf(meeting.session)), Ledger::Text::comingBack);
    const auto with = meeting.handOver(meeting.first);
    QVERIFY(!with.stopped && with.reasons.empty());
    QCOMPARE(with.received, std::int64_t{3});
    QCOMPARE(must(meeting.first.ledger->textOf(meeting.session)), Ledger::Text::here);
    QCOMPARE(texts(meeting.first, meeting.session, meeting.record),
             QStringList{QStringLiteral("Anna's words")});
    QCOMPARE(must(meeting.first.ledger->digest(meeting.session)),
             must(meeting.centre.shelf->digest(meeting.session)));
    QCOMPARE(meeting.faults(meeting.first), std::size_t{0});
    // Nothing of it is offered as if it were new.
    QVERIFY(must(meeting.first.ledger->pending(meeting.first.author.vault())).empty());
}

/// Their words are on this tablet elsewhere, too.
void ProofsTest::whatIsDropped_comesBackByItself_whenSomebodySaysNoInIt() {
    Meeting meeting;
    must(meeting.purge(meeting.first, meeting.later()));
    auto edit = must(meeting.second.ledger->begin());
    const Control control{
        ControlKind::withdraw,    meeting.session, SubjectId(meeting.session.bytes()), 1, {},
        newRecord(meeting.second)};
    must(meeting.second.ledger->append(meeting.second.author, meeting.session, control,
                                       meeting.second.author.now()));
    must(edit.commit());
    meeting.handOver(meeting.second);
    const auto report = meeting.handOver(meeting.first);
    QVERIFY(!report.stopped && report.reasons.empty());
    QCOMPARE(must(meeting.first.ledger->textOf(meeting.session)), Ledger::Text::here);
    QCOMPARE(must(meeting.first.ledger->controls(meeting.session)).size(), std::size_t{1});
    QCOMPARE(must(meeting.first.ledger->digest(meeting.session)),
             must(meeting.centre.shelf->digest(meeting.session)));
}

/// A store that shows another past than the one it receipted is named, and not taken in.
void ProofsTest::whatComesBack_hasToBeWhatItWas() {
    Meeting meeting;
    const ChainId chain = meeting.second.chainOf(meeting.session);
    must(meeting.purge(meeting.first, meeting.later()));
    must(meeting.first.ledger->askBack(meeting.session));
    // Jo's tablet as it was before, writing something else under the same number.
    Replica other(2);
    must([&]() -> Status {
        auto edit = must(other.ledger->begin());
        TRY_OK(
            other.ledger->keepCertificate(*must(meeting.second.ledger->certificate(chain.vault))));
        return edit.commit();
    }());
    QCOMPARE(other.author.vault(), chain.vault);
    other.write(meeting.session, newRecord(other), QStringLiteral("Never said"));
    const auto taken =
        meeting.first.take(other.frameAfter(chain, 0), meeting.second.author.key().verifyKey());
    QVERIFY(!taken);
    QCOMPARE(taken.error().code, Code::forked);
    const auto report = meeting.handOver(meeting.first);
    QVERIFY(!report.stopped && report.reasons.empty());
    QCOMPARE(must(meeting.first.ledger->textOf(meeting.session)), Ledger::Text::here);
}

void ProofsTest::nothingIsWritten_whileItIsNotAllHere() {
    Meeting meeting;
    must(meeting.purge(meeting.first, meeting.later()));
    NewChange change;
    change.record = {meeting.session, QStringLiteral("line"), newRecord(meeting.first)};
    change.subject = SubjectId(meeting.session.bytes());
    change.fields.push_back({QStringLiteral("text"), QStringLiteral("Words"), {}});
    for (int round = 0; round < 2; ++round) {
        auto edit = must(meeting.first.ledger->begin());
        const auto written = meeting.first.ledger->append(meeting.first.author, change);
        QVERIFY(!written);
        QCOMPARE(written.error().code, Code::notAllowed);
        must(edit.commit());
        must(meeting.first.ledger->askBack(meeting.session));
    }
    meeting.handOver(meeting.first);
    meeting.first.write(meeting.session, newRecord(meeting.first), QStringLiteral("Words"));
    QCOMPARE(meeting.handOver(meeting.first).held, std::int64_t{0});
}

void ProofsTest::aPowerCutAfterTheEdit_isMadeGoodAtOpening() {
    Meeting meeting;
    must(meeting.purge(meeting.first, meeting.later()));
    // As it was between the edit and the wiping: the mark says so, and a key still lies here.
    {
        auto edit = must(meeting.first.ledger->begin());
        must(meeting.first.ledger->database().run(
            "UPDATE notebook SET dropped = 1 WHERE dropped = 2"));
        must(meeting.first.ledger->keys().currentOrNew(
            meeting.session, SubjectId(meeting.session.bytes()), 0, meeting.first.random));
        must(edit.commit());
    }
    meeting.first.reopen();
    QVERIFY(must(meeting.first.ledger->keys().entriesIn(meeting.session)).empty());
    QCOMPARE(must(meeting.first.ledger->textOf(meeting.session)), Ledger::Text::dropped);
}

// Late -------------------------------------------------------------------------------------------

namespace {

/// Of the team, as an administrator does it.
void takeOff(Centre& centre, const Person& person) {
    must(admin::remove(*centre.shelf, centre.shelf->keys(), centre.team, person.id));
}

std::vector<bool> lateOnes(Replica& tablet, RowId record) {
    std::vector<bool> late;
    for (const OpenedChange& change : must(tablet.ledger->history(record)))
        late.push_back(change.late);
    return late;
}

}  // namespace

void ProofsTest::whatComesAfterSomebodyLeft_isLate_andKnownForIt() {
    Erasing story;
    story.heard(story.second, QStringLiteral("In time"));
    story.everybodyHandsOver();
    story.heard(story.second, QStringLiteral("Written in time, and not handed over"));
    takeOff(story.centre, story.people[1]);
    const Appended after = story.heard(story.second, QStringLiteral("After"));
    const auto report = story.handOver(story.second);
    QVERIFY(!report.stopped && report.reasons.empty());
    QCOMPARE(report.held, std::int64_t{0});
    QCOMPARE(report.late, std::int64_t{1});
    const Receipt& receipt = report.receipts.back().value;
    QVERIFY(receipt.late);
    QCOMPARE(receipt.lateFrom, std::int64_t{2});
    // The same to whoever reads it.
    must(Erasing::stopped(story.handOver(story.first)));
    const RecordName name = must(story.second.ledger->recordName(after.record));
    const RowId row = *must(story.first.ledger->findRecord(name));
    QCOMPARE(lateOnes(story.first, row), std::vector<bool>{true});
    QCOMPARE(lateOnes(story.second, after.record), std::vector<bool>{true});
    QCOMPARE(must(story.first.ledger->verify(story.centre.identity().key)).faults.size(),
             std::size_t{0});
    // And they are sent nothing any more.
    story.heard(story.first, QStringLiteral("Not for them"));
    story.handOver(story.first);
    QCOMPARE(story.handOver(story.second).received, std::int64_t{0});
}

void ProofsTest::whatCameInTime_staysInTime_afterARestore() {
    Erasing story;
    const StoreBackup backup(story);
    const Appended line = story.heard(story.second, QStringLiteral("In time"));
    story.everybodyHandsOver();
    const RecordName name = must(story.second.ledger->recordName(line.record));
    backup.restore(story);
    takeOff(story.centre, story.people[1]);
    // A colleague brings it back, with the store's own word that it came in time.
    must(Erasing::stopped(story.handOver(story.first)));
    Replica fresh(9);
    story.centre.enrol(fresh, story.people[2]);
    must(Erasing::stopped(story.handOver(fresh)));
    const RowId row = *must(fresh.ledger->findRecord(name));
    QCOMPARE(lateOnes(fresh, row), std::vector<bool>{false});
}

/// The store forgot with its last days that it had taken somebody off, and is told so again.
void ProofsTest::whoWasTakenOff_staysOff_afterARestore() {
    Meeting meeting;
    const StoreBackup backup(meeting);
    takeOff(meeting.centre, meeting.jo);
    meeting.handOver(meeting.first);
    backup.restore(meeting);
    const auto roster = [&](const NotebookId& notebook) {
        return must(meeting.centre.shelf->roster(notebook))->value;
    };
    QVERIFY(roster(meeting.session).member(meeting.jo.id) != nullptr);
    meeting.handOver(meeting.first);
    for (const NotebookId& notebook : {meeting.centre.team, meeting.session}) {
        QVERIFY(roster(notebook).member(meeting.jo.id) == nullptr);
        QVERIFY(roster(notebook).wasMember(meeting.jo.id));
        QVERIFY(roster(notebook).member(meeting.anna.id) != nullptr);
    }
    meeting.second.write(meeting.session, newRecord(meeting.second), QStringLiteral("Too late"));
    QCOMPARE(meeting.handOver(meeting.second).late, std::int64_t{1});
}

/// An administrator lets somebody new in before any tablet has called: both changes have one
/// number.
void ProofsTest::whoWasTakenOff_staysOff_thoughTheRestoredStoreWentOnFirst() {
    Meeting meeting;
    const StoreBackup backup(meeting);
    takeOff(meeting.centre, meeting.jo);
    meeting.handOver(meeting.first);
    backup.restore(meeting);
    const Person fresh{PersonId::makeV7(meeting.centre.clock, meeting.centre.random),
                       QStringLiteral("LT")};
    EmbeddedShelf& shelf = *meeting.centre.shelf;
    must(shelf.keep(fresh));
    must(admin::add(shelf, shelf.keys(), meeting.centre.team, fresh.id));
    meeting.handOver(meeting.first);
    meeting.handOver(meeting.first);
    const Roster roster = must(shelf.roster(meeting.centre.team))->value;
    QVERIFY(roster.member(meeting.jo.id) == nullptr);
    QVERIFY(roster.member(fresh.id) != nullptr);
    QVERIFY(must(meeting.first.ledger->roster(meeting.centre.team))->value.member(fresh.id) !=
            nullptr);
}

void ProofsTest::aLateApproval_hasNoEffect() {
    Erasing story;
    story.heard(story.first, planted.toString());
    story.everybodyHandsOver();
    story.ask(story.second, ControlKind::erase, 1);
    takeOff(story.centre, story.people[1]);
    story.ask(story.third, ControlKind::erase, 1);
    story.everybodyHandsOver();
    QCOMPARE(Erasing::erasedIn(*story.first.ledger), 0);
    // Somebody on the roster says it as well.
    story.ask(story.fourth, ControlKind::erase, 1);
    story.everybodyHandsOver();
    QCOMPARE(Erasing::erasedIn(*story.first.ledger), 1);
}

void ProofsTest::aLateWithdrawal_protects() {
    Erasing story;
    story.heard(story.first, planted.toString());
    story.everybodyHandsOver();
    story.ask(story.second, ControlKind::hold, 0);
    takeOff(story.centre, story.people[1]);
    story.everybodyHandsOver();
    QVERIFY(story.decided() && story.decided()->held);
}

void ProofsTest::whatWasAskedBefore_standsAfterTheyLeft() {
    Erasing story;
    story.heard(story.first, planted.toString());
    story.everybodyHandsOver();
    story.ask(story.second, ControlKind::hold, 0);
    story.everybodyHandsOver();
    QVERIFY(story.decided()->held);
    takeOff(story.centre, story.people[1]);
    must(story.centre.api->reconsider(story.centre.team));
    QVERIFY(story.decided()->held);
}

QTEST_GUILESS_MAIN(ProofsTest)
#include "tst_proofs.moc"
