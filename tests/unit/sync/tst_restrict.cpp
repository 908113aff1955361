// What a withdrawal leaves to few: the key of somebody's words goes to the lead and the store,
// every other replica keeps the seal, passes it on, and has the key again only when that is taken
// back.
#include "sync/httpsignature.h"
#include "sync/merge.h"
#include "sync/removalgate.h"
#include "sync/store/admin.h"
#include "tests/support/sealedframe.h"
#include "tests/unit/sync/erasing.h"

#include <QTest>

using namespace candour;

namespace {

/// Whether the planted words can be read here.
bool reads(Replica& tablet, RowId record) {
    return textOf(tablet, record) == planted;
}

RowId rowOf(Replica& tablet, const RecordName& name) {
    return must(tablet.ledger->findRecord(name)).value();
}

/// What a vault does besides: what it asked for, it does at once.
void giveUp(Erasing& story, Replica& tablet) {
    const RecipientKey store = story.centre.identity().recipient;
    auto edit = must(tablet.ledger->begin());
    const auto keys = must(tablet.ledger->keysToGiveUp());
    must(tablet.ledger->giveUp(keys, {&store, 1}));
    must(edit.commit());
    must(tablet.ledger->carryOut());
}

Frame firstFrameOf(Replica& tablet, const NotebookId& notebook) {
    const ChainId chain{notebook, tablet.author.vault(), Lane::rest, ChangeId()};
    auto edit = must(tablet.ledger->begin());
    Frame frame = must(tablet.ledger->frameAfter(chain, 0, tablet.author));
    must(edit.commit());
    return frame;
}

Result<Imported> takeIn(Replica& tablet, const Frame& frame, const Replica& author) {
    TRY(auto edit, tablet.ledger->begin());
    TRY(Imported imported, tablet.ledger->import(frame, author.author.key().verifyKey()));
    TRY_OK(edit.commit());
    return imported;
}

}  // namespace

class RestrictTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void theKey_isLeftToTheLeadAndTheStore();
    void aTabletThatComesLater_doesNotGetTheKey();
    void wordsThatWerePending_areHandedOverAsTheyLie_andTheLeadReadsThem();
    void whoeverAsked_mayTakeItBack_andEverybodyReadsAgain();
    void theLead_mayTakeItBack_anotherMayNot();
    void whoWasTakenOffTheTeam_isNotGivenTheKeyAgain();
    void whatIsWrittenWithoutANewYes_goesTheSameWay();
    void aPowerCut_losesNoKey_andLeavesNone();
    void aKeyThatNobodyCouldKeep_stays();
    void anErasure_takesWhatWasGivenUp();
    void aPayloadAsItLies_isKeptUnread_forwarded_andReadWhenItsKeyComes();
    void whatLeftTheTabletUnread_isReadWhenItComesBackWithItsKey();
    void aWrongSeal_isKeptUnread_andNamedByVerify();
    void aFrameSealedForOneRecipient_isOpenedByThemAlone();
    void aFrameSealedForTheStore_isTaken();
    void aSealedKeyThatDoesNotOpen_stopsNoChain();
    void aReleaseAfterTheStoreWasRestored_givesTheKeyBackAllTheSame();
    void aStoreThatForgotItsOrder_opensNothingAgain();
    void whatComesInTheOpenAllTheSame_staysSealed();
    void aKeyGivenUpInAnEditThatWasLost_isHereForTheNext();
    void aKeyGivenUp_andLeftToAllAgainBeforeItWasWiped_comesBackFromOthers();
};

void RestrictTest::theKey_isLeftToTheLeadAndTheStore() {
    Erasing story;
    const Appended line = story.heard(story.second, planted.toString());
    const RecordName name = must(story.second.ledger->recordName(line.record));
    story.everybodyHandsOver();
    story.ask(story.third, ControlKind::restrict, 1);
    story.everybodyHandsOver();
    QVERIFY(reads(story.first, rowOf(story.first, name)));
    for (Replica* other : {&story.second, &story.third, &story.fourth}) {
        QVERIFY(!reads(*other, rowOf(*other, name)));
        const auto keys = must(other->ledger->keys().entriesOf(story.whose));
        QVERIFY(keys.size() == 1 && keys.front().elsewhere && !keys.front().destroyed);
        const auto report = must(other->ledger->verify(story.centre.identity().key));
        QVERIFY(report.faults.empty());
        // The bytes of the key are in no row.
        QCOMPARE(*must(other->ledger->keys().database().first(
                     "SELECT count(*) FROM subject_key WHERE subject = ? AND length(secret) > 0",
                     [](const Row& row) { return row.integer(0); }, story.whose)),
                 0);
    }
    QCOMPARE(story.decided()->restricted, 1U);
    QVERIFY(!story.decided()->erases());
}

void RestrictTest::aTabletThatComesLater_doesNotGetTheKey() {
    Erasing story;
    const Appended line = story.heard(story.second, planted.toString());
    const RecordName name = must(story.second.ledger->recordName(line.record));
    story.everybodyHandsOver();
    story.ask(story.second, ControlKind::restrict, 1);
    story.everybodyHandsOver();
    Replica later{5};
    story.centre.enrol(later, story.people[2]);
    must(Erasing::stopped(story.handOver(later)));
    QVERIFY(!reads(later, rowOf(later, name)));
    // It knows whose they are, and passes them on.
    QCOMPARE(must(later.ledger->subjectOf(
                 must(later.ledger->history(rowOf(later, name))).front().header.key)),
             std::optional(story.whose));
    Replica leads{6};
    story.centre.enrol(leads, story.people[0]);
    must(Erasing::stopped(story.handOver(leads)));
    QVERIFY(reads(leads, rowOf(leads, name)));
}

void RestrictTest::wordsThatWerePending_areHandedOverAsTheyLie_andTheLeadReadsThem() {
    Erasing story;
    story.everybodyHandsOver();
    const Appended line = story.heard(story.second, planted.toString());
    const RecordName name = must(story.second.ledger->recordName(line.record));
    story.ask(story.second, ControlKind::restrict, 1);
    giveUp(story, story.second);
    QVERIFY(!reads(story.second, line.record));
    story.everybodyHandsOver();
    QVERIFY(reads(story.first, rowOf(story.first, name)));
    QVERIFY(!reads(story.third, rowOf(story.third, name)));
    QVERIFY(must(story.centre.shelf->verify()).faults.empty());
    QCOMPARE(must(story.second.ledger->pending(story.second.author.vault())).size(),
             std::size_t{0});
}

void RestrictTest::whoeverAsked_mayTakeItBack_andEverybodyReadsAgain() {
    Erasing story;
    const Appended line = story.heard(story.second, planted.toString());
    const RecordName name = must(story.second.ledger->recordName(line.record));
    story.everybodyHandsOver();
    const ChangeId asked = story.ask(story.third, ControlKind::restrict, 1);
    story.everybodyHandsOver();
    story.ask(story.third, ControlKind::release, 0, {asked});
    story.everybodyHandsOver();
    QCOMPARE(story.decided()->restricted, 0U);
    for (Replica* tablet : story.tablets) QVERIFY(reads(*tablet, rowOf(*tablet, name)));
}

void RestrictTest::theLead_mayTakeItBack_anotherMayNot() {
    Erasing story;
    story.heard(story.second, planted.toString());
    story.everybodyHandsOver();
    const ChangeId asked = story.ask(story.third, ControlKind::restrict, 1);
    story.everybodyHandsOver();
    story.ask(story.fourth, ControlKind::release, 0, {asked});
    story.everybodyHandsOver();
    QCOMPARE(story.decided()->restricted, 1U);
    story.ask(story.first, ControlKind::release, 0, {asked});
    story.everybodyHandsOver();
    QCOMPARE(story.decided()->restricted, 0U);
}

void RestrictTest::whoWasTakenOffTheTeam_isNotGivenTheKeyAgain() {
    Erasing story;
    const Appended line = story.heard(story.second, planted.toString());
    const RecordName name = must(story.second.ledger->recordName(line.record));
    story.heard(story.fourth, QStringLiteral("I saw it too."));
    story.everybodyHandsOver();
    const ChangeId asked = story.ask(story.second, ControlKind::restrict, 1);
    story.everybodyHandsOver();
    QVERIFY(!reads(story.fourth, rowOf(story.fourth, name)));
    Centre& centre = story.centre;
    must(admin::remove(*centre.shelf, centre.shelf->keys(), centre.team, story.people[3].id));
    story.ask(story.first, ControlKind::release, 0, {asked});
    story.everybodyHandsOver();
    QCOMPARE(story.decided()->restricted, 0U);
    QVERIFY(reads(story.third, rowOf(story.third, name)));
    QVERIFY2(!reads(story.fourth, rowOf(story.fourth, name)), "they had given that key up");
    must(admin::add(*centre.shelf, centre.shelf->keys(), centre.team, story.people[3].id));
    story.everybodyHandsOver();
    QVERIFY(reads(story.fourth, rowOf(story.fourth, name)));
}

void RestrictTest::whatIsWrittenWithoutANewYes_goesTheSameWay() {
    Erasing story;
    story.heard(story.second, planted.toString());
    story.everybodyHandsOver();
    story.ask(story.second, ControlKind::restrict, 1);
    giveUp(story, story.second);
    const Appended more = story.heard(story.second, planted.toString());
    QVERIFY(reads(story.second, more.record));
    giveUp(story, story.second);
    QVERIFY(!reads(story.second, more.record));
    story.everybodyHandsOver();
    QCOMPARE(story.decided()->restricted, 1U);
}

void RestrictTest::aPowerCut_losesNoKey_andLeavesNone() {
    Erasing story;
    const Appended line = story.heard(story.second, planted.toString());
    story.everybodyHandsOver();
    const RecipientKey store = story.centre.identity().recipient;
    // Dead after the key file had committed, and the ledger had not.
    const auto keys = must(story.second.ledger->keys().entriesOf(story.whose));
    must(story.second.ledger->keys().giveUp(keys.front().id, {{store, QByteArray("box")}}));
    story.second.reopen();
    QVERIFY(reads(story.second, line.record));
    // Dead after both had, before the key was wiped.
    story.ask(story.second, ControlKind::restrict, 1);
    {
        auto edit = must(story.second.ledger->begin());
        must(story.second.ledger->giveUp(must(story.second.ledger->keysToGiveUp()), {&store, 1}));
        must(edit.commit());
    }
    story.second.reopen();
    QVERIFY(!reads(story.second, line.record));
    QCOMPARE(*must(story.second.ledger->keys().database().first(
                 "SELECT count(*) FROM subject_key WHERE length(secret) > 0",
                 [](const Row& row) { return row.integer(0); })),
             0);
}

void RestrictTest::aKeyThatNobodyCouldKeep_stays() {
    Erasing story;
    // The lead has no tablet that is known here, and there is no store.
    const Appended line = story.heard(story.second, planted.toString());
    story.ask(story.second, ControlKind::restrict, 1);
    {
        auto edit = must(story.second.ledger->begin());
        must(story.second.ledger->giveUp(must(story.second.ledger->keysToGiveUp()), {}));
        must(edit.commit());
    }
    must(story.second.ledger->carryOut());
    QVERIFY(reads(story.second, line.record));
}

void RestrictTest::anErasure_takesWhatWasGivenUp() {
    Erasing story;
    story.heard(story.second, planted.toString());
    story.everybodyHandsOver();
    story.ask(story.fourth, ControlKind::restrict, 1);
    story.ask(story.fourth, ControlKind::withdraw, 1);
    story.everybodyHandsOver();
    story.erase();
    for (Replica* tablet : story.tablets) {
        QCOMPARE(Erasing::erasedIn(*tablet->ledger), 1);
        QCOMPARE(Erasing::keysLeft(*tablet->ledger, story.whose), std::size_t{0});
        QVERIFY(must(tablet->ledger->verify(story.centre.identity().key)).faults.empty());
    }
}

void RestrictTest::aPayloadAsItLies_isKeptUnread_forwarded_andReadWhenItsKeyComes() {
    Replica author{1};
    Replica middle{2};
    Replica last{3};
    const NotebookId notebook = NotebookId::makeV7(author.clock, author.random);
    const Appended line = author.write(notebook, newRecord(author), planted.toString());
    const RecordName name = must(author.ledger->recordName(line.record));
    const Frame open = firstFrameOf(author, notebook);
    const Imported unread =
        must(takeIn(middle, must(decodeFrame(encodeFrame(asItLies(open)))), author));
    QVERIFY(unread.unread);
    QVERIFY(unread.changes.size() == 1 && !unread.changes.front().payload);
    QVERIFY(!reads(middle, rowOf(middle, name)));
    // Whoever gets it from there holds the same, link for link.
    const QByteArray body = must(middle.ledger->framesAfter(open.chain, 0, 1'000'000));
    const auto frames = must(splitFrames(body));
    QCOMPARE(frames.size(), std::size_t{1});
    QVERIFY(must(takeIn(last, must(decodeFrame(frames.front())), author)).unread);
    QCOMPARE(must(last.ledger->digest(notebook)), must(author.ledger->digest(notebook)));
    // The key comes later, with the same frame in the open.
    QVERIFY(!must(takeIn(last, open, author)).unread);
    QVERIFY(reads(last, rowOf(last, name)));
}

void RestrictTest::whatLeftTheTabletUnread_isReadWhenItComesBackWithItsKey() {
    Replica author{1};
    Replica middle{2};
    const NotebookId notebook = NotebookId::makeV7(author.clock, author.random);
    const NotebookId other = NotebookId::makeV7(author.clock, author.random);
    const Appended line = author.write(notebook, newRecord(author), planted.toString());
    const RecordName name = must(author.ledger->recordName(line.record));
    author.write(other, newRecord(author), QStringLiteral("in another meeting"));
    const Frame open = firstFrameOf(author, notebook);
    QVERIFY(must(takeIn(middle, must(decodeFrame(encodeFrame(asItLies(open)))), author)).unread);
    must(takeIn(middle, firstFrameOf(author, other), author));
    const SigningKey& store = middle.author.key();  // anybody's will do
    Receipt said;
    said.head = open.end();
    must(middle.ledger->noteReceipt(Signed<Receipt>::make(said, store)));
    QTemporaryDir folder;
    const auto blobs = must(BlobFolder::open(folder.path()));
    must(RemovalGate(*middle.ledger, *blobs, middle.author.vault(), store.verifyKey())
             .purge(notebook, UtcTime::max(), [] { return Status(); }));
    must(middle.ledger->askBack(notebook));
    const Imported back = must(takeIn(middle, open, author));
    QVERIFY(!back.unread);
    for (const RowId record : back.openedIn) must(middle.ledger->recordName(record));
    QVERIFY(reads(middle, rowOf(middle, name)));
}

void RestrictTest::aWrongSeal_isKeptUnread_andNamedByVerify() {
    Replica author{1};
    Replica other{2};
    const NotebookId notebook = NotebookId::makeV7(author.clock, author.random);
    author.write(notebook, newRecord(author), planted.toString());
    const Frame open = firstFrameOf(author, notebook);
    // An author who seals one thing and links it, whatever a reader makes of it.
    Frame forged = asItLies(open);
    QByteArray& sealed = forged.items.front().payload;
    sealed[sealed.size() - 1] = static_cast<char>(sealed.back() ^ 1);
    HeadStatement statement = forged.statement.value;
    statement.head.link =
        linkAfter(forged.follows, forged.items.front().header, Hash::of({sealed}));
    forged.statement = Signed<HeadStatement>::make(statement, author.author.key());
    Frame withKey = forged;
    withKey.keys = open.keys;
    // Whoever carries it cannot see it: the chain goes on, and the words are read by nobody.
    QVERIFY(must(takeIn(other, withKey, author)).unread);
    // It goes on to others as it lies, instead of ending their hand-over.
    const QByteArray frames = must(other.ledger->framesAfter(forged.chain, 0, 1'000'000));
    QVERIFY(!frames.isEmpty());
    const auto report = must(other.ledger->verify(std::nullopt));
    QVERIFY(std::any_of(report.faults.begin(), report.faults.end(),
                        [](const auto& fault) { return fault.code == Code::badSeal; }));
    QVERIFY(!reads(other, 1));
}

void RestrictTest::aFrameSealedForOneRecipient_isOpenedByThemAlone() {
    Replica author{1};
    Replica recipient{2};
    Replica stranger{3};
    const NotebookId notebook = NotebookId::makeV7(author.clock, author.random);
    const Appended line = author.write(notebook, newRecord(author), planted.toString());
    const RecordName name = must(author.ledger->recordName(line.record));
    const Frame open = firstFrameOf(author, notebook);
    const QByteArray sent =
        encodeFrame(must(sealedFor(open, recipient.box.publicKey(), author.random)));
    const auto opened = [&](Replica& tablet) {
        Frame frame = must(decodeFrame(sent));
        openSealed(frame, tablet.box);
        return frame;
    };
    QCOMPARE(takeIn(stranger, opened(stranger), author).error().code, Code::missingKey);
    must(takeIn(recipient, opened(recipient), author));
    QVERIFY(reads(recipient, rowOf(recipient, name)));
    QCOMPARE(must(recipient.ledger->digest(notebook)), must(author.ledger->digest(notebook)));
}

void RestrictTest::aFrameSealedForTheStore_isTaken() {
    Erasing story;
    story.everybodyHandsOver();
    story.heard(story.second, planted.toString());
    const ChainId chain{story.centre.team, story.second.author.vault(), Lane::rest, ChangeId()};
    QByteArray body;
    appendFrame(
        body, encodeFrame(must(sealedFor(firstFrameOf(story.second, chain.notebook),
                                         story.centre.identity().recipient, story.second.random))));
    HttpRequest request{"POST", wire::pushPath, {}, body};
    request.headers.set("Host", "store.test");
    request.headers.set("Content-Type", wire::framesType);
    signRequest(request, "store.test", story.second.author.vault(), story.second.author.key(),
                story.second.author.now().corrected());
    const auto answer =
        must(wire::PushAnswer::decode(story.centre.api->answer(request).body)).answers.front();
    QVERIFY2(answer.receipt, answer.error.constData());
    QVERIFY(must(story.centre.shelf->verify()).faults.empty());
    QVERIFY(Erasing::keysLeft(story.centre.shelf->ledger(), story.whose) > 0);
}

void RestrictTest::aSealedKeyThatDoesNotOpen_stopsNoChain() {
    Erasing story;
    story.everybodyHandsOver();
    story.heard(story.second, planted.toString());
    story.ask(story.second, ControlKind::restrict, 1);
    // Given up, and what was sealed to the store is damaged.
    {
        const RecipientKey store = story.centre.identity().recipient;
        auto edit = must(story.second.ledger->begin());
        const auto keys = must(story.second.ledger->keys().entriesOf(story.whose));
        must(story.second.ledger->giveUp(keys, {&store, 1}));
        must(story.second.ledger->keys().giveUp(keys.front().id, {{store, QByteArray(80, 'x')}}));
        must(edit.commit());
    }
    story.heard(story.second, QStringLiteral("And this."));
    const HandOver::Report report = story.handOver(story.second);
    must(Erasing::stopped(report));
    QCOMPARE(report.held, 0);
    QVERIFY(std::any_of(report.receipts.begin(), report.receipts.end(),
                        [](const auto& receipt) { return receipt.value.unread; }));
    QVERIFY(must(story.centre.shelf->verify()).faults.empty());
    must(Erasing::stopped(story.handOver(story.third)));
    QCOMPARE(must(story.third.ledger->digest(story.centre.team)),
             must(story.second.ledger->digest(story.centre.team)));
}

void RestrictTest::aStoreThatForgotItsOrder_opensNothingAgain() {
    Erasing story;
    const Appended line = story.heard(story.second, planted.toString());
    const RecordName name = must(story.second.ledger->recordName(line.record));
    story.everybodyHandsOver();
    const StoreBackup backup(story);
    story.ask(story.second, ControlKind::restrict, 1);
    story.everybodyHandsOver();
    backup.restore(story);
    // It would give the key to whoever misses it; but they know its order.
    must(Erasing::stopped(story.handOver(story.third)));
    QVERIFY(!reads(story.third, rowOf(story.third, name)));
    story.everybodyHandsOver();
    QVERIFY(!reads(story.third, rowOf(story.third, name)));
    QVERIFY(!reads(story.fourth, rowOf(story.fourth, name)));
    QVERIFY(reads(story.first, rowOf(story.first, name)));
}

void RestrictTest::whatComesInTheOpenAllTheSame_staysSealed() {
    Erasing story;
    story.heard(story.second, planted.toString());
    story.everybodyHandsOver();
    const Appended later = story.heard(story.second, planted.toString());
    const RecordName name = must(story.second.ledger->recordName(later.record));
    const ChainId chain{story.centre.team, story.second.author.vault(), Lane::rest, ChangeId()};
    auto edit = must(story.second.ledger->begin());
    const Frame open = must(story.second.ledger->frameAfter(chain, 1, story.second.author));
    must(edit.commit());
    story.ask(story.third, ControlKind::restrict, 1);
    for (int times = 0; times < 2; ++times) must(Erasing::stopped(story.handOver(story.third)));
    // As a store sends it that was restored, and forgot what it had ordered.
    QVERIFY(must(takeIn(story.third, open, story.second)).unread);
    QVERIFY(!reads(story.third, rowOf(story.third, name)));
    QCOMPARE(*must(story.third.ledger->keys().database().first(
                 "SELECT count(*) FROM subject_key WHERE subject = ? AND length(secret) > 0",
                 [](const Row& row) { return row.integer(0); }, story.whose)),
             0);
    story.everybodyHandsOver();
    QCOMPARE(must(story.third.ledger->digest(story.centre.team)),
             must(story.second.ledger->digest(story.centre.team)));
}

void RestrictTest::aKeyGivenUpInAnEditThatWasLost_isHereForTheNext() {
    Erasing story;
    const Appended line = story.heard(story.second, planted.toString());
    story.everybodyHandsOver();
    {
        // The file of the keys was committed; then the disk was full.
        KeyFile& keys = story.second.ledger->keys();
        auto transaction = must(keys.database().begin());
        const KeyEntry key = must(keys.entriesOf(story.whose)).front();
        must(keys.giveUp(key.id, {{story.centre.identity().recipient, QByteArray(80, 's')}}));
        must(transaction.commit());
    }
    QVERIFY(!reads(story.second, line.record));
    auto edit = must(story.second.ledger->begin());
    QVERIFY(reads(story.second, line.record));
    must(edit.commit());
}

void RestrictTest::aKeyGivenUp_andLeftToAllAgainBeforeItWasWiped_comesBackFromOthers() {
    Erasing story;
    Ledger& ledger = *story.second.ledger;
    const Appended line = story.heard(story.second, planted.toString());
    story.everybodyHandsOver();
    const ChangeId asked = story.ask(story.second, ControlKind::restrict, 1);
    {
        auto edit = must(ledger.begin());
        const RecipientKey store = story.centre.identity().recipient;
        must(ledger.giveUp(must(ledger.keysToGiveUp()), {&store, 1}));
        must(edit.commit());
    }
    story.ask(story.second, ControlKind::release, 0, {asked});
    // Lists and index show nothing of it any more: here it must not come to be read unnoticed.
    QVERIFY(must(ledger.keysToGiveUp()).empty());
    must(must(ledger.begin()).commit());
    QVERIFY(!reads(story.second, line.record));
    story.everybodyHandsOver();
    QVERIFY(reads(story.second, line.record));
}

void RestrictTest::aReleaseAfterTheStoreWasRestored_givesTheKeyBackAllTheSame() {
    Erasing story;
    const Appended line = story.heard(story.second, planted.toString());
    const RecordName name = must(story.second.ledger->recordName(line.record));
    story.everybodyHandsOver();
    const StoreBackup backup(story);
    const ChangeId asked = story.ask(story.second, ControlKind::restrict, 1);
    story.everybodyHandsOver();
    QVERIFY(!reads(story.third, rowOf(story.third, name)));
    backup.restore(story);
    // It hears of both at once, and has nothing to order: but the others know an order of it.
    story.ask(story.second, ControlKind::release, 0, {asked});
    story.everybodyHandsOver();
    for (Replica* tablet : story.tablets) QVERIFY(reads(*tablet, rowOf(*tablet, name)));
}

QTEST_GUILESS_MAIN(RestrictTest)
#include "tst_restrict.moc"
