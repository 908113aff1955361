// What the store decides about somebody's words, and what becomes of them: holds, erasures, and the
// chains that stay whole around what is gone.
#include "sync/generations.h"
#include "sync/httpsignature.h"
#include "sync/merge.h"
#include "sync/store/admin.h"
#include "sync/store/orders.h"
#include "tests/unit/sync/erasing.h"

#include <QFile>
#include <QTest>

using namespace candour;

class OrdersTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void aHoldAfterTheStoreWasRestored_isHeardByWhoeverKnowsAnotherOrder();
    void whatAStoreForgotThatItErased_staysErased();
    void twoApprovals_eraseEverywhere_andEveryChainIsWhole();
    void oneApproval_isNotEnough();
    void whoeverAsked_doesNotCountAmongTheTwo();
    void onePersonOnTwoTablets_isOnePerson();
    void whoIsNotOnTheRoster_approvesNothing();
    void aHold_stopsAnErasure_andItsReleaseLetsItGo();
    void onlyTheLead_releases();
    void aHoldOnTheWhole_holdsEverybodysWords();
    void aHoldThatComesTooLate_bringsNothingBack();
    void singleChanges_areErasedAlone();
    void aTabletThatWasAway_handsItsWordsOverAndErasesThem();
    void whoAsksForOrdersAlone_obeysThem_andHandsNothingOver();
    void aTabletThatHeardFirst_handsItsWordsOverAsErased();
    void anErasedChange_withoutTheStoresWord_isRefused();
    void aCarrier_endsNobodysWords();
    void anAuthor_endsNobodyElsesWords();
    void aForgedOrder_isNotObeyed();
    void whatAPowerCutLeft_isDoneAtOpening();
    void whatIsSaidAfterwards_hasANewKey();
    void whoReadsOldWords_stillWritesUnderTheNewestKey();
    void anOrder_goesOnceToEachTablet();
    void aRestoredStore_isGivenItsOrderBack_andErasesAgain();
    void aRestoredStore_isGivenItsAdministratorsHoldsBack();
    void anAdministratorsHold_isNotForgotten_forAnOrderWithAHigherNumber();
    void aGenerationThatNobodyCanGoBeyond_endsNobodysWords();
    void aKeyThatNobodyCanGoBeyond_isNotWrittenUnder();
    void whatAnOrderProtects_isProtectedUntilItsGroundsAreBack();
    void whoWasTakenOffTheTeam_hearsOfAnErasureAllTheSame();
    void aControlChange_holdsIdsAlone();
    void whoWroteThere_obeys_thoughTheyMayNotRead();
};

void OrdersTest::twoApprovals_eraseEverywhere_andEveryChainIsWhole() {
    Erasing story;
    const Appended line = story.heard(story.first, planted.toString());
    const Appended other = story.heard(story.first, QStringLiteral("The room was cold."),
                                       SubjectId(story.centre.team.bytes()));
    story.everybodyHandsOver();
    QCOMPARE(textOf(story.first, line.record), planted.toString());
    story.erase();

    for (Replica* tablet : story.tablets) {
        QCOMPARE(Erasing::erasedIn(*tablet->ledger), 1);
        QCOMPARE(Erasing::keysLeft(*tablet->ledger, story.whose), std::size_t{0});
        const VerifyReport check = must(tablet->ledger->verify(story.centre.identity().key));
        QCOMPARE(check.faults.size(), std::size_t{0});
        QCOMPARE(*tablet->ledger->digest(story.centre.team),
                 *story.centre.shelf->digest(story.centre.team));
    }
    QCOMPARE(textOf(story.first, line.record), QString());
    QCOMPARE(textOf(story.first, other.record), QStringLiteral("The room was cold."));
    QCOMPARE(must(story.centre.shelf->verify()).faults.size(), std::size_t{0});
    const auto kept = must(story.centre.shelf->keysOf(story.centre.team, story.whose));
    QVERIFY(kept.size() == 1 && kept.front().destroyed);
    // A tablet that enrols afterwards gets the chain, and no words.
    Replica late(9);
    story.centre.enrol(late, story.people[3]);
    must(Erasing::stopped(story.handOver(late)));
    QCOMPARE(Erasing::erasedIn(*late.ledger), 1);
    QCOMPARE(must(late.ledger->verify(story.centre.identity().key)).faults.size(), std::size_t{0});
}

void OrdersTest::oneApproval_isNotEnough() {
    Erasing story;
    story.heard(story.first, planted.toString());
    story.everybodyHandsOver();
    story.ask(story.second, ControlKind::erase, 1);
    story.everybodyHandsOver();
    QVERIFY(!story.decided());
    QCOMPARE(Erasing::erasedIn(*story.first.ledger), 0);
}

void OrdersTest::whoeverAsked_doesNotCountAmongTheTwo() {
    Erasing story;
    story.heard(story.first, planted.toString());
    story.everybodyHandsOver();
    story.ask(story.second, ControlKind::withdraw, 1);
    story.erase();
    QVERIFY(!story.decided());
    story.ask(story.fourth, ControlKind::erase, 1);
    story.everybodyHandsOver();
    QVERIFY(story.decided()->erases());
}

void OrdersTest::onePersonOnTwoTablets_isOnePerson() {
    Erasing story;
    Replica spare(9);
    story.centre.enrol(spare, story.people[1]);
    story.heard(story.first, planted.toString());
    story.everybodyHandsOver();
    story.ask(story.second, ControlKind::erase, 1);
    story.ask(spare, ControlKind::erase, 1);
    must(Erasing::stopped(story.handOver(spare)));
    story.everybodyHandsOver();
    QVERIFY(!story.decided());
}

void OrdersTest::whoIsNotOnTheRoster_approvesNothing() {
    const NotebookId team = NotebookId::makeV7(FakeClock(), *std::make_unique<SeededRandom>(1));
    SeededRandom random(2);
    const FakeClock clock;
    const auto vault = [&] { return VaultId::makeV7(clock, random); };
    const SubjectId whose(team.bytes());
    Asked asked;
    const VaultId one = vault();
    const VaultId two = vault();
    for (const VaultId& author : {one, two})
        asked.here.push_back({ChangeId(author.bytes()),
                              author,
                              {ControlKind::erase, team, whose, 1, {}, RecordId()}});
    const auto standing = [&](bool writes) {
        return [=](const VaultId& author, const NotebookId&) -> std::optional<Standing> {
            return Standing{PersonId(author.bytes()), author == one || writes, false};
        };
    };
    asked.who = standing(true);
    QCOMPARE(ordersFor(team, asked, {}).size(), std::size_t{1});
    asked.who = standing(false);
    QCOMPARE(ordersFor(team, asked, {}).size(), std::size_t{0});
}

void OrdersTest::aHold_stopsAnErasure_andItsReleaseLetsItGo() {
    Erasing story;
    const Appended line = story.heard(story.first, planted.toString());
    story.everybodyHandsOver();
    const ChangeId hold = story.ask(story.fourth, ControlKind::hold, 0);
    story.everybodyHandsOver();
    story.erase();
    QVERIFY(story.decided()->held && !story.decided()->erases());
    QCOMPARE(textOf(story.first, line.record), planted.toString());

    story.ask(story.first, ControlKind::release, 0, {hold});
    story.everybodyHandsOver();
    QVERIFY(!story.decided()->held && story.decided()->erases());
    QCOMPARE(Erasing::erasedIn(*story.third.ledger), 1);
}

void OrdersTest::onlyTheLead_releases() {
    Erasing story;
    story.heard(story.first, planted.toString());
    story.everybodyHandsOver();
    const ChangeId hold = story.ask(story.fourth, ControlKind::hold, 0);
    story.everybodyHandsOver();
    story.ask(story.fourth, ControlKind::release, 0, {hold});
    story.erase();
    QVERIFY(story.decided()->held);
    QCOMPARE(Erasing::erasedIn(*story.third.ledger), 0);
}

void OrdersTest::aHoldOnTheWhole_holdsEverybodysWords() {
    Erasing story;
    story.heard(story.first, planted.toString());
    story.everybodyHandsOver();
    const SubjectId person = std::exchange(story.whose, SubjectId(story.centre.team.bytes()));
    story.ask(story.fourth, ControlKind::hold, 0);
    story.whose = person;
    story.everybodyHandsOver();
    story.erase();
    QCOMPARE(Erasing::erasedIn(*story.third.ledger), 0);
}

void OrdersTest::aHoldThatComesTooLate_bringsNothingBack() {
    Erasing story;
    story.heard(story.first, planted.toString());
    story.everybodyHandsOver();
    story.erase();
    story.ask(story.fourth, ControlKind::hold, 0);
    story.everybodyHandsOver();
    QVERIFY(story.decided()->held && story.decided()->erases());
    QCOMPARE(Erasing::erasedIn(*story.third.ledger), 1);
    QCOMPARE(must(story.third.ledger->verify(story.centre.identity().key)).faults.size(),
             std::size_t{0});
}

void OrdersTest::singleChanges_areErasedAlone() {
    Erasing story;
    const SubjectId group(story.centre.team.bytes());
    const Appended voice = story.heard(story.first, planted.toString(), group);
    const Appended other = story.heard(story.first, QStringLiteral("Another voice."), group);
    story.everybodyHandsOver();
    story.ask(story.second, ControlKind::erase, 0, {voice.id});
    story.ask(story.third, ControlKind::erase, 0, {voice.id, other.id});
    story.everybodyHandsOver();
    QCOMPARE(textOf(story.first, voice.record), QString());
    QCOMPARE(textOf(story.first, other.record), QStringLiteral("Another voice."));
    for (Replica* tablet : story.tablets) {
        QCOMPARE(Erasing::erasedIn(*tablet->ledger), 1);
        QCOMPARE(must(tablet->ledger->verify(story.centre.identity().key)).faults.size(),
                 std::size_t{0});
    }
}

void OrdersTest::aTabletThatWasAway_handsItsWordsOverAndErasesThem() {
    Erasing story;
    story.heard(story.first, planted.toString());
    story.everybodyHandsOver();
    // Written offline, under a key that nobody else has seen: another tablet that heard them.
    Replica away(9);
    story.centre.enrol(away, story.people[3]);
    const Appended offline = story.heard(away, QStringLiteral("The xylophonist again."));
    story.erase();
    const HandOver::Report report = story.handOver(away);
    must(Erasing::stopped(report));
    QCOMPARE(report.accepted, report.captured);
    QCOMPARE(textOf(away, offline.record), QString());
    QCOMPARE(Erasing::keysLeft(*away.ledger, story.whose), std::size_t{0});
    // The others are told of that key too.
    story.everybodyHandsOver();
    QCOMPARE(Erasing::erasedIn(*story.first.ledger), 2);
    QCOMPARE(must(story.first.ledger->verify(story.centre.identity().key)).faults.size(),
             std::size_t{0});
    QCOMPARE(must(story.centre.shelf->verify()).faults.size(), std::size_t{0});
}

void OrdersTest::whoAsksForOrdersAlone_obeysThem_andHandsNothingOver() {
    Erasing story;
    story.heard(story.first, planted.toString());
    story.everybodyHandsOver();
    Replica away(9);
    story.centre.enrol(away, story.people[3]);
    must(Erasing::stopped(story.handOver(away)));
    QCOMPARE(Erasing::keysLeft(*away.ledger, story.whose), std::size_t{1});
    story.erase();
    away.write(story.centre.team, newRecord(away), QStringLiteral("not handed over yet"));
    HandOver::Terms terms;
    terms.ordersOnly = true;
    const HandOver::Report report = handOver(away, story.centre, story.link, nullptr, terms);
    must(Erasing::stopped(report));
    QCOMPARE(report.roundTrips, 1);
    QCOMPARE(report.accepted + report.received, 0);
    QCOMPARE(Erasing::keysLeft(*away.ledger, story.whose), std::size_t{0});
    QCOMPARE(Erasing::erasedIn(*away.ledger), 1);
    // The next whole one does what this one left.
    QVERIFY(story.handOver(away).accepted > 0);
    QVERIFY(must(away.ledger->pending(away.author.vault())).empty());
}

void OrdersTest::aTabletThatHeardFirst_handsItsWordsOverAsErased() {
    Erasing story;
    Replica away(9);
    story.centre.enrol(away, story.people[3]);
    story.heard(away, planted.toString());
    story.heard(story.first, planted.toString());
    story.everybodyHandsOver();
    story.erase();
    const auto order = must(story.centre.shelf->orders()).front();
    {
        auto edit = must(away.ledger->begin());
        must(away.ledger->keepOrder(order));
        must(edit.commit());
        must(away.ledger->carryOut());
    }
    // Not even inside TLS do the words leave any more.
    bool left = false;
    story.link.tamper = [&](const HttpRequest& request, HttpResponse&) {
        const auto frames = splitFrames(request.body);
        if (request.target != wire::pushPath || !frames) return;
        for (const QByteArrayView bytes : *frames)
            for (const Frame::Item& item : must(decodeFrame(bytes)).items)
                left = left || item.payload.contains("xylophonist");
    };
    const HandOver::Report report = story.handOver(away);
    must(Erasing::stopped(report));
    QCOMPARE(report.accepted, report.captured);
    QVERIFY(!left);
    story.everybodyHandsOver();
    QCOMPARE(Erasing::erasedIn(*story.second.ledger), 2);
    QCOMPARE(must(story.centre.shelf->verify()).faults.size(), std::size_t{0});
}

void OrdersTest::anErasedChange_withoutTheStoresWord_isRefused() {
    Erasing story;
    story.heard(story.first, planted.toString());
    Frame frame = story.first.frameAfter(story.first.chainOf(story.centre.team), 0);
    Frame::Item& item = frame.items.front();
    const SharedKey key =
        must(story.first.ledger->keys().find(must(Header::decode(item.header)).key));
    item.payload = Hash::of({key->seal(item.header, item.payload)}).toBytes();
    item.form = PayloadForm::erased;
    const auto taken = story.second.take(frame, story.first.author.key().verifyKey());
    QVERIFY(!taken);
    QCOMPARE(taken.error().code, Code::notAllowed);
    // Nor by saying that the key was destroyed.
    frame.keys = {{story.whose, 1, {}, key->id()}};
    QCOMPARE(story.second.take(frame, story.first.author.key().verifyKey()).error().code,
             Code::notAllowed);
}

void OrdersTest::aCarrier_endsNobodysWords() {
    Erasing story;
    story.heard(story.first, planted.toString());
    story.everybodyHandsOver();
    story.erase();
    // Words of somebody else, which their author has not handed over yet.
    const SubjectId erased = std::exchange(story.whose, SubjectId(story.centre.team.bytes()));
    story.heard(story.first, QStringLiteral("The room was cold."));
    const ChainId chain = story.first.chainOf(story.centre.team);
    Frame frame = story.first.frameAfter(chain, 1);
    Frame::Item& item = frame.items.front();
    const SharedKey key =
        must(story.first.ledger->keys().find(must(Header::decode(item.header)).key));
    item.payload = Hash::of({key->seal(item.header, item.payload)}).toBytes();
    item.form = PayloadForm::erased;
    frame.keys = {{erased, 1, {}, key->id()}};
    HttpRequest request{"POST", wire::pushPath, {}, {}};
    request.headers.set("Host", "store.test");
    request.headers.set("Content-Type", wire::framesType);
    appendFrame(request.body, encodeFrame(frame));
    signRequest(request, "store.test", story.second.author.vault(), story.second.author.key(),
                story.second.author.now().corrected());
    const auto answer = must(wire::PushAnswer::decode(story.centre.api->answer(request).body));
    QVERIFY(!answer.answers.front().receipt);
    QCOMPARE(answer.answers.front().error, QByteArray("not-allowed"));
    must(Erasing::stopped(story.handOver(story.first)));
    must(Erasing::stopped(story.handOver(story.second)));
    QCOMPARE(Erasing::erasedIn(*story.second.ledger), 1);
}

/// Somebody was erased, and a colleague says of another's key that it was theirs.
void OrdersTest::anAuthor_endsNobodyElsesWords() {
    Erasing story;
    story.heard(story.first, planted.toString());
    story.everybodyHandsOver();
    story.erase();
    const SubjectId spared(RecordId::makeV7(story.centre.clock, story.centre.random).bytes());
    const Appended line = story.heard(story.first, QStringLiteral("The room was cold."), spared);
    const auto keys = must(story.first.ledger->keys().entriesOf(spared));
    QCOMPARE(keys.size(), std::size_t{1});
    const auto lie = [&](Frame frame) {
        frame.keys.push_back({story.whose, 1, {}, keys.front().id});
        return frame;
    };
    const ChainId chain = story.second.chainOf(story.centre.team);
    const VerifyKey author = story.second.author.key().verifyKey();
    story.heard(story.second, QStringLiteral("It rained."), SubjectId(story.centre.team.bytes()));
    const Frame lying = lie(story.second.frameAfter(chain, 0));
    must(Erasing::stopped(story.handOver(story.first)));
    const QByteArray bytes = encodeFrame(lying);
    must(story.centre.api->takeFrames({bytes}, story.second.author.vault()));
    // On a tablet before the key has come, and after.
    must(story.third.take(lying, author));
    story.everybodyHandsOver();
    must(story.fourth.take(lying, author));
    story.everybodyHandsOver();
    QCOMPARE(story.decided()->keys.size(), std::size_t{1});

    const RecordName name = must(story.first.ledger->recordName(line.record));
    for (Replica* tablet : story.tablets) {
        QCOMPARE(Erasing::keysLeft(*tablet->ledger, spared), std::size_t{1});
        const RowId row = *must(tablet->ledger->findRecord(name));
        QCOMPARE(textOf(*tablet, row), QStringLiteral("The room was cold."));
    }
    Replica fresh(9);
    story.centre.enrol(fresh, story.people[3]);
    must(Erasing::stopped(story.handOver(fresh)));
    QCOMPARE(textOf(fresh, *must(fresh.ledger->findRecord(name))),
             QStringLiteral("The room was cold."));
}

void OrdersTest::aForgedOrder_isNotObeyed() {
    Erasing story;
    story.heard(story.first, planted.toString());
    story.everybodyHandsOver();
    Order order;
    order.notebook = story.centre.team;
    order.subject = story.whose;
    order.generation = 1;
    const auto forged = Signed<Order>::make(order, story.second.author.key());
    story.link.tamper = [&](const HttpRequest& request, HttpResponse& response) {
        if (request.target != wire::summaryPath) return;
        auto difference = must(wire::Difference::decode(response.body));
        difference.orders = {forged};
        difference.ordersDiffer = true;
        response.body = difference.encode();
    };
    const HandOver::Report report = story.handOver(story.first);
    QVERIFY(report.stopped);
    QCOMPARE(report.stopped->code, Code::storeNotGenuine);
    QCOMPARE(Erasing::erasedIn(*story.first.ledger), 0);
}

void OrdersTest::whatAPowerCutLeft_isDoneAtOpening() {
    Erasing story;
    story.heard(story.first, planted.toString());
    story.everybodyHandsOver();
    Order order;
    order.notebook = story.centre.team;
    order.subject = story.whose;
    order.generation = 1;
    {
        auto edit = must(story.first.ledger->begin());
        must(story.first.ledger->keepOrder(
            Signed<Order>::make(order, story.centre.shelf->keys().signing)));
        must(edit.commit());
    }
    // Dead before the keys were destroyed.
    QCOMPARE(Erasing::keysLeft(*story.first.ledger, story.whose), std::size_t{1});
    QVERIFY(must(story.first.ledger->ordersCarriedOut()).empty());
    story.first.reopen();
    QCOMPARE(Erasing::keysLeft(*story.first.ledger, story.whose), std::size_t{0});
    QCOMPARE(must(story.first.ledger->ordersCarriedOut()).size(), std::size_t{1});
}

void OrdersTest::whatIsSaidAfterwards_hasANewKey() {
    Erasing story;
    story.heard(story.first, planted.toString());
    story.everybodyHandsOver();
    story.erase();
    const Appended anew = story.heard(story.first, QStringLiteral("I want to say it again."));
    const Appended elsewhere = story.heard(story.second, QStringLiteral("And here."));
    story.everybodyHandsOver();
    QCOMPARE(textOf(story.first, anew.record), QStringLiteral("I want to say it again."));
    QCOMPARE(textOf(story.second, elsewhere.record), QStringLiteral("And here."));
    QCOMPARE(Erasing::erasedIn(*story.third.ledger), 1);
    QVERIFY(Erasing::keysLeft(*story.third.ledger, story.whose) > 0);
}

/// A lead's tablet keeps the keys of words that were taken back, and they are read there.
void OrdersTest::whoReadsOldWords_stillWritesUnderTheNewestKey() {
    Replica tablet(7);
    const auto notebook = NotebookId::makeV7(tablet.clock, tablet.random);
    const auto whose = SubjectId::makeV7(tablet.clock, tablet.random);
    KeyFile& keys = tablet.ledger->keys();
    const auto newest = [&] {
        return must(keys.currentOrNew(notebook, whose, 0, tablet.random))->generation();
    };
    const SharedKey old = must(keys.currentOrNew(notebook, whose, 0, tablet.random));
    QCOMPARE(must(keys.currentOrNew(notebook, whose, 1, tablet.random))->generation(), 2u);
    must(keys.find(old->id()));
    QCOMPARE(newest(), 2u);
    // One that a colleague made comes in.
    must(keys.add(std::make_shared<const SubjectKey>(
        SubjectKey::generate(notebook, whose, 3, tablet.random))));
    must(keys.find(old->id()));
    QCOMPARE(newest(), 3u);
}

void OrdersTest::anOrder_goesOnceToEachTablet() {
    Erasing story;
    story.heard(story.first, planted.toString());
    story.everybodyHandsOver();
    story.erase();
    int sent = 0;
    story.link.tamper = [&](const HttpRequest& request, HttpResponse& response) {
        if (request.target == wire::summaryPath)
            sent += static_cast<int>(must(wire::Difference::decode(response.body)).orders.size());
    };
    story.everybodyHandsOver();
    QCOMPARE(sent, 0);
}

void OrdersTest::aRestoredStore_isGivenItsOrderBack_andErasesAgain() {
    Erasing story;
    story.heard(story.first, planted.toString());
    story.everybodyHandsOver();
    const StoreBackup backup(story);
    story.erase();
    backup.restore(story);
    // Last night's store has the words again, until the first tablet comes.
    QVERIFY(!story.decided());
    must(Erasing::stopped(story.handOver(story.first)));
    QVERIFY(story.decided()->erases());
    const auto kept = must(story.centre.shelf->keysOf(story.centre.team, story.whose));
    QVERIFY(kept.size() == 1 && kept.front().destroyed);
    story.everybodyHandsOver();
    QCOMPARE(must(story.centre.shelf->verify()).faults.size(), std::size_t{0});
    for (Replica* tablet : story.tablets)
        QCOMPARE(*tablet->ledger->digest(story.centre.team),
                 *story.centre.shelf->digest(story.centre.team));
}

void OrdersTest::aRestoredStore_isGivenItsAdministratorsHoldsBack() {
    Erasing story;
    story.heard(story.first, planted.toString());
    story.everybodyHandsOver();
    const StoreBackup backup(story);
    // Nobody asked for anything about these words, or about the other notebooks' as a whole.
    const auto set = [&](const SubjectId& subject) {
        return must(admin::setHold(*story.centre.shelf, *story.centre.api, story.centre.team,
                                   subject, QStringLiteral("Court"), story.centre.clock,
                                   story.centre.random));
    };
    const StoreHold released = set(story.whose);
    must(admin::releaseHold(*story.centre.shelf, *story.centre.api, released.id,
                            QStringLiteral("The same court"), story.centre.clock));
    const StoreHold stands = set(story.whose);
    const StoreHold onAll = set({});
    story.everybodyHandsOver();
    // Who asked for them is nobody's to read but the store's.
    for (const auto& order : must(story.centre.shelf->orders()))
        QVERIFY(!order.body.toLower().contains("court"));
    backup.restore(story);
    QVERIFY(must(story.centre.shelf->holds()).empty());
    must(Erasing::stopped(story.handOver(story.second)));
    std::map<RecordId, StoreHold> back;
    for (const StoreHold& hold : must(story.centre.shelf->holds())) back[hold.id] = hold;
    QCOMPARE(back.size(), std::size_t{3});
    QVERIFY(back.at(released.id).released);
    QCOMPARE(back.at(released.id).releasedBy, QStringLiteral("The same court"));
    QVERIFY(!back.at(stands.id).released);
    QCOMPARE(back.at(stands.id).subject, story.whose);
    QVERIFY(back.at(onAll.id).subject.isNull());
    // So an erasure that two approve waits still.
    story.erase();
    const auto about = [&]() -> Order {
        for (const auto& order : must(story.centre.shelf->orders()))
            if (order.value.subject == story.whose) return order.value;
        return {};
    };
    QVERIFY(about().held);
    QVERIFY(!about().erases());
    for (const RecordId& hold : {stands.id, onAll.id})
        must(admin::releaseHold(*story.centre.shelf, *story.centre.api, hold,
                                QStringLiteral("The same court"), story.centre.clock));
    QVERIFY(about().erases());
}

/// Since the backup was put in place the store has decided more often than it had before.
void OrdersTest::anAdministratorsHold_isNotForgotten_forAnOrderWithAHigherNumber() {
    Erasing story;
    story.heard(story.first, planted.toString());
    story.everybodyHandsOver();
    const StoreBackup backup(story);
    const auto set = [&](const QString& authority) {
        return must(admin::setHold(*story.centre.shelf, *story.centre.api, story.centre.team,
                                   story.whose, authority, story.centre.clock,
                                   story.centre.random));
    };
    const StoreHold stands = set(QStringLiteral("Court"));
    story.everybodyHandsOver();
    backup.restore(story);
    for (int again = 0; again < 2; ++again)
        must(admin::releaseHold(*story.centre.shelf, *story.centre.api,
                                set(QStringLiteral("Police")).id, QStringLiteral("Police"),
                                story.centre.clock));
    const std::uint32_t version = story.decided()->version;
    QVERIFY(must(story.second.ledger->orders()).front().value.version < version);
    QVERIFY(!story.decided()->held);
    must(Erasing::stopped(story.handOver(story.second)));
    QVERIFY(story.decided()->held);
    const auto holds = must(story.centre.shelf->holds());
    QVERIFY(std::any_of(holds.begin(), holds.end(), [&](const StoreHold& hold) {
        return hold.id == stands.id && !hold.released;
    }));
    story.erase();
    QVERIFY(!story.decided()->erases());
}

/// Whoever names the last number there is ends what was said until then, and nothing after it.
void OrdersTest::aGenerationThatNobodyCanGoBeyond_endsNobodysWords() {
    constexpr auto highest = std::numeric_limits<std::uint32_t>::max();
    Erasing story;
    story.heard(story.first, planted.toString());
    story.everybodyHandsOver();
    story.ask(story.second, ControlKind::restrict, highest);
    story.ask(story.second, ControlKind::erase, highest);
    story.ask(story.third, ControlKind::erase, highest);
    story.everybodyHandsOver();
    const std::uint32_t latest = latestTakenBack(story.centre.clock.utc());
    QVERIFY(story.decided()->erases());
    QVERIFY(story.decided()->generation <= latest);
    QVERIFY(story.decided()->restricted <= latest);
    for (Replica* tablet : story.tablets) QCOMPARE(Erasing::erasedIn(*tablet->ledger), 1);
    // The next who hears them begins a key that stands.
    for (Replica* tablet : {&story.fourth, &story.first}) {
        const Appended anew = story.heard(*tablet, QStringLiteral("They came back."));
        story.everybodyHandsOver();
        QCOMPARE(textOf(*tablet, anew.record), QStringLiteral("They came back."));
    }
    for (Replica* tablet : story.tablets) {
        QCOMPARE(Erasing::erasedIn(*tablet->ledger), 1);
        QVERIFY(Erasing::keysLeft(*tablet->ledger, story.whose) > 0);
        QVERIFY(must(tablet->ledger->verify(story.centre.identity().key)).faults.empty());
    }
    // It says the same later.
    story.centre.clock.advance(std::chrono::hours(24 * 400));
    must(story.centre.api->reconsider(story.centre.team));
    QVERIFY(story.decided()->generation <= latest);
}

void OrdersTest::aKeyThatNobodyCanGoBeyond_isNotWrittenUnder() {
    constexpr auto highest = std::numeric_limits<std::uint32_t>::max();
    Erasing story;
    story.heard(story.first, planted.toString());
    story.everybodyHandsOver();
    {
        auto edit = must(story.second.ledger->begin());
        (void)must(story.second.ledger->keys().add(std::make_shared<const SubjectKey>(
            SubjectKey::generate(story.centre.team, story.whose, highest, story.second.random))));
        must(edit.commit());
    }
    story.heard(story.second, QStringLiteral("Under the last key there is."));
    story.everybodyHandsOver();
    const Appended after = story.heard(story.first, QStringLiteral("Under an earlier one."));
    const auto history = must(story.first.ledger->history(after.record));
    const auto key = must(story.first.ledger->keys().entry(history.front().header.key));
    QVERIFY(key && key->generation < highest);
    // What lies under it is kept and read all the same.
    story.everybodyHandsOver();
    for (Replica* tablet : story.tablets)
        QVERIFY(must(tablet->ledger->verify(story.centre.identity().key)).faults.empty());
    QCOMPARE(Erasing::erasedIn(*story.fourth.ledger), 0);
}

/// What a hold or a restriction rests on may come back later than what it stands against.
void OrdersTest::whatAnOrderProtects_isProtectedUntilItsGroundsAreBack() {
    SeededRandom random(2);
    const FakeClock clock;
    const NotebookId team = NotebookId::makeV7(clock, random);
    const SubjectId whose(VaultId::makeV7(clock, random).bytes());
    const auto asking = [&](ControlKind kind, std::vector<ChangeId> changes = {}) {
        const VaultId author = VaultId::makeV7(clock, random);
        return ControlChange{ChangeId(author.bytes()),
                             author,
                             {kind, team, whose, 1, std::move(changes), RecordId()}};
    };
    Asked asked;
    asked.who = [](const VaultId& author, const NotebookId&) {
        return Standing{PersonId(author.bytes()), true, false};
    };
    const ControlChange hold = asking(ControlKind::hold);
    const ControlChange restriction = asking(ControlKind::restrict);
    const std::vector<ControlChange> approvals{asking(ControlKind::erase),
                                               asking(ControlKind::erase)};
    asked.here = {hold, restriction};
    const std::vector<Order> before = ordersFor(team, asked, {});
    QVERIFY(before.front().held);
    QCOMPARE(before.front().restricted, 1U);

    asked.here = approvals;
    const std::vector<Order> between = ordersFor(team, asked, before);
    QVERIFY(between.front().held && !between.front().erases());
    QCOMPARE(between.front().restricted, 1U);

    asked.here = {hold, restriction, approvals[0], approvals[1]};
    QVERIFY(ordersFor(team, asked, between).front().held);
    const ControlChange release = asking(ControlKind::release, {hold.id});
    asked.here.push_back(release);
    asked.who = [&](const VaultId& author, const NotebookId&) {
        return Standing{PersonId(author.bytes()), true, author == release.author};
    };
    QVERIFY(ordersFor(team, asked, between).front().erases());
}

void OrdersTest::whoWasTakenOffTheTeam_hearsOfAnErasureAllTheSame() {
    Erasing story;
    story.heard(story.first, planted.toString());
    story.everybodyHandsOver();
    must(admin::remove(*story.centre.shelf, story.centre.shelf->keys(), story.centre.team,
                       story.people[3].id));
    story.ask(story.second, ControlKind::erase, 1);
    story.ask(story.third, ControlKind::erase, 1);
    for (Replica* tablet : {&story.first, &story.second, &story.third})
        must(Erasing::stopped(story.handOver(*tablet)));
    const auto waitsFor = [&] {
        const auto all = must(admin::erasures(*story.centre.shelf));
        return std::count_if(all.front().tablets.begin(), all.front().tablets.end(),
                             [](const auto& tablet) { return !tablet.confirmed; });
    };
    QVERIFY(waitsFor() >= 1);
    QCOMPARE(Erasing::keysLeft(*story.fourth.ledger, story.whose), std::size_t{1});
    for (int round = 0; round < 2; ++round)
        for (Replica* tablet : story.tablets) story.handOver(*tablet);
    QCOMPARE(Erasing::keysLeft(*story.fourth.ledger, story.whose), std::size_t{0});
    QCOMPARE(waitsFor(), 0);
}

void OrdersTest::aControlChange_holdsIdsAlone() {
    Erasing story;
    const ChangeId hold = story.ask(story.first, ControlKind::hold, 0, {});
    const Frame frame =
        story.first.frameAfter(story.first.chainOf(story.centre.team, Lane::urgent), 0);
    const Header header = must(Header::decode(frame.items.front().header));
    QVERIFY(header.key.isNull() && header.fields.empty());
    const Control control = must(Control::decode(ControlKind::hold, frame.items.front().payload));
    QCOMPARE(control.subject, story.whose);
    QCOMPARE(must(story.first.ledger->controls(story.centre.team)).front().id, hold);
    // And nothing else comes unsealed.
    Frame other = frame;
    Header line = header;
    line.type = QStringLiteral("line");
    other.items.front().header = line.encode();
    QCOMPARE(story.second.take(other, story.first.author.key().verifyKey()).error().code,
             Code::badSeal);
}

void OrdersTest::aHoldAfterTheStoreWasRestored_isHeardByWhoeverKnowsAnotherOrder() {
    Erasing story;
    story.heard(story.second, planted.toString());
    story.everybodyHandsOver();
    const StoreBackup backup(story);
    story.ask(story.second, ControlKind::restrict, 1);
    story.everybodyHandsOver();
    backup.restore(story);
    // The store decides about both at once, and gives that the number which the first had.
    story.ask(story.second, ControlKind::hold, 1);
    story.everybodyHandsOver();
    QVERIFY(story.decided()->held);
    for (Replica* tablet : story.tablets) {
        const auto orders = must(tablet->ledger->orders());
        QCOMPARE(orders.size(), 1U);
        QVERIFY(orders.front().value.held);
        QCOMPARE(orders.front().value.restricted, 1U);
    }
}

void OrdersTest::whatAStoreForgotThatItErased_staysErased() {
    Erasing story;
    story.heard(story.second, planted.toString());
    story.everybodyHandsOver();
    const StoreBackup backup(story);
    story.erase();
    const auto erased = must(story.fourth.ledger->orders());
    QCOMPARE(erased.front().value.generation, 1U);
    backup.restore(story);
    // Somebody who approved nothing comes first: the store decides without the approvals.
    story.ask(story.fourth, ControlKind::hold, 1);
    must(Erasing::stopped(story.handOver(story.fourth)));
    QCOMPARE(story.decided()->generation, 1U);
    QVERIFY(story.decided()->held);
    story.everybodyHandsOver();
    for (Replica* tablet : story.tablets) {
        QCOMPARE(must(tablet->ledger->orders()).front().value.generation, 1U);
        QVERIFY(must(tablet->ledger->verify(story.centre.identity().key)).faults.empty());
    }
    // Nor does a later order that says nothing of it take it back.
    Order later = erased.front().value;
    later.version += 9;
    later.generation = 0;
    auto edit = must(story.first.ledger->begin());
    must(story.first.ledger->keepOrder(
        Signed<Order>::make(later, story.centre.shelf->keys().signing)));
    must(edit.commit());
    QCOMPARE(must(story.first.ledger->orders()).front().value.generation, 1U);
}

void OrdersTest::whoWroteThere_obeys_thoughTheyMayNotRead() {
    Erasing story;
    story.heard(story.fourth, planted.toString());
    story.everybodyHandsOver();
    Centre& centre = story.centre;
    Roster without{centre.team,
                   NotebookKind::team,
                   {},
                   QStringLiteral("Northmere Council"),
                   1,
                   ++centre.rosterVersion,
                   centre.members};
    without.members.pop_back();
    must(centre.shelf->keep(Signed<Roster>::make(without, centre.shelf->keys().signing)));
    story.erase();
    QVERIFY(story.decided()->erases());
    QCOMPARE(Erasing::erasedIn(*story.fourth.ledger), 1);
    QCOMPARE(Erasing::keysLeft(*story.fourth.ledger, story.whose), std::size_t{0});
    must(Erasing::stopped(story.handOver(story.fourth)));
    QCOMPARE(must(centre.shelf->confirmations()).size(), std::size_t{4});
}

QTEST_APPLESS_MAIN(OrdersTest)
#include "tst_orders.moc"
