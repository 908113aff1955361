#include "sync/httpsignature.h"
#include "sync/store/admin.h"
#include "tests/support/story.h"

#include <QTest>

using namespace candour;

class ExchangeTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void whatOneTabletHandsOver_anotherReads();
    void nothingNew_takesOneRoundTrip();
    void aCutOnTheWay_losesNothing();
    void aCutOnTheWayBack_bringsNothingTwice();
    void aClockAYearOff_doesNotStopTheHandOver_data();
    void aClockAYearOff_doesNotStopTheHandOver();
    void aForgedReceipt_isNotBelieved();
    void aFoundingThatNobodySigned_isNotKept();
    void aHeadOfNothing_isPassedOver();
    void aSessionFoundedOffline_reachesTheColleagueItNames();
    void aFoundingUnderAnotherAssessment_opensNoSession();
    void anothersNotebook_doesNotExist();
    void howLongAChainIs_onlyItsReadersAndItsAuthorHear();
    void aStrangersFrame_isHeldAndTheRestLeaves();
    void theStoreTakesLittle_fromWhomItDoesNotKnow();
    void aTabletThatCameByAnotherProgram_isHeardTheSecondTime();
    void aTamperedRequest_isRefused_data();
    void aTamperedRequest_isRefused();
    void twoEditsOfOneLine_areBothSeenAndSettled();
    void whatAnAuthorHasWritten_andNobodySent_isNamed();
    void manyChanges_goInSeveralBatches();
    void anUnsoundFrame_doesNotKeepThoseBeforeItOut();
    void whoeverWaits_mayLetItGoInTheCall_data();
    void whoeverWaits_mayLetItGoInTheCall();
};

void ExchangeTest::whatOneTabletHandsOver_anotherReads() {
    Story story;
    const RecordId record = newRecord(story.first);
    story.first.write(story.centre.team, record, QStringLiteral("Nobody told the carer."));
    story.first.write(story.centre.team, newRecord(story.first), QStringLiteral("An alert"), {},
                      Lane::urgent);
    const auto sent = story.handOver(story.first);
    QVERIFY(!sent.stopped);
    QCOMPARE(sent.captured, 2);
    QCOMPARE(sent.accepted, 2);
    QCOMPARE(sent.held, 0);
    QCOMPARE(sent.receipts.size(), 2U);
    QVERIFY(sent.receipts.front().value.head.chain.lane == Lane::urgent);

    const auto got = story.handOver(story.second);
    QVERIFY(!got.stopped);
    QCOMPARE(got.received, 2);
    QCOMPARE(texts(story.second, story.centre.team, record),
             QStringList{QStringLiteral("Nobody told the carer.")});
    QCOMPARE(*story.first.ledger->digest(story.centre.team),
             *story.second.ledger->digest(story.centre.team));
    const auto check = story.centre.shelf->verify();
    QCOMPARE(check->faults.size(), 0U);
    QCOMPARE(check->changes, 2);
    QCOMPARE(story.second.ledger->verify(story.centre.identity().key)->faults.size(), 0U);
}

void ExchangeTest::nothingNew_takesOneRoundTrip() {
    Story story;
    story.first.write(story.centre.team, newRecord(story.first), QStringLiteral("words"));
    story.handOver(story.first);
    const auto again = story.handOver(story.first);
    QCOMPARE(again.roundTrips, 1);
    QCOMPARE(again.captured, 0);
    QVERIFY(again.bytesReceived < 200);
}

void ExchangeTest::aCutOnTheWay_losesNothing() {
    Story story;
    const RecordId record = newRecord(story.first);
    story.first.write(story.centre.team, record, QStringLiteral("words"));
    story.link.lostOnTheWay = [](const HttpRequest&) { return true; };
    const auto cut = story.handOver(story.first);
    QVERIFY(cut.stopped.has_value());
    QCOMPARE(cut.stopped->code, Code::offline);
    QCOMPARE(cut.accepted, 0);
    QCOMPARE(cut.held, 1);
    story.link.lostOnTheWay = {};
    QCOMPARE(story.handOver(story.first).accepted, 1);
}

void ExchangeTest::aCutOnTheWayBack_bringsNothingTwice() {
    Story story;
    for (int i = 0; i < 5; ++i)
        story.first.write(story.centre.team, newRecord(story.first), QStringLiteral("words"));
    story.link.lostOnTheWayBack = [](const HttpRequest& request) {
        return request.target == wire::pushPath;
    };
    QVERIFY(story.handOver(story.first).stopped.has_value());
    // One more is written before the store can be asked again: the frame that goes is a longer one.
    story.first.write(story.centre.team, newRecord(story.first), QStringLiteral("more"));
    story.link.lostOnTheWayBack = {};
    const auto again = story.handOver(story.first);
    QVERIFY(!again.stopped);
    QCOMPARE(again.accepted, 6);
    QCOMPARE(story.centre.shelf->verify()->changes, 6);
}

void ExchangeTest::aClockAYearOff_doesNotStopTheHandOver_data() {
    QTest::addColumn<int>("days");
    QTest::newRow("a year behind") << -365;
    QTest::newRow("a year ahead") << 365;
    QTest::newRow("as after an empty battery") << -20'000;
}

void ExchangeTest::aClockAYearOff_doesNotStopTheHandOver() {
    QFETCH(int, days);
    Story story;
    story.first.clock.jump(std::chrono::hours(24 * days));
    const RecordId record = newRecord(story.first);
    story.first.write(story.centre.team, record, QStringLiteral("before"));
    const auto report = story.handOver(story.first);
    QVERIFY(!report.stopped);
    QCOMPARE(report.accepted, 1);
    // From now on the tablet knows how far it is off, and writes it down.
    const Moment now = story.first.author.now();
    QVERIFY(now.store.has_value());
    const auto off = [&] {
        return std::chrono::abs(story.first.author.now().corrected() - story.centre.clock.utc());
    };
    QVERIFY(off() < std::chrono::seconds(5));
    // Somebody sets it right: what was measured before must not make it wrong again.
    story.first.clock.jump(std::chrono::hours(-24 * days));
    QVERIFY(off() < std::chrono::seconds(5));
    story.first.write(story.centre.team, newRecord(story.first), QStringLiteral("after"));
    QCOMPARE(story.handOver(story.first).accepted, 1);
}

void ExchangeTest::aForgedReceipt_isNotBelieved() {
    Story story;
    story.first.write(story.centre.team, newRecord(story.first), QStringLiteral("words"));
    story.link.tamper = [&](const HttpRequest& request, HttpResponse& response) {
        if (request.target != wire::pushPath) return;
        auto answer = wire::PushAnswer::decode(response.body).value();
        for (auto& one : answer.answers)
            one.receipt =
                Signed<Receipt>::make(one.receipt->value, SigningKey::generate(story.first.random));
        response.body = answer.encode();
    };
    const auto report = story.handOver(story.first);
    QCOMPARE(report.stopped->code, Code::storeNotGenuine);
    QCOMPARE(report.accepted, 0);
    QCOMPARE(*story.first.ledger->unreceiptedRecords(story.first.author.vault()), 1);
}

void ExchangeTest::aFoundingThatNobodySigned_isNotKept() {
    Story story;
    story.handOver(story.second);
    story.first.write(story.centre.team, newRecord(story.first), QStringLiteral("words"));
    Frame frame = story.first.frameAfter(story.first.chainOf(story.centre.team), 0);
    const Founding founding{
        story.centre.team, NotebookKind::session, {}, story.first.author.vault(), {}};
    frame.founding = Signed<Founding>::make(founding, story.second.author.key());
    const auto taken = story.second.take(frame, story.first.author.key().verifyKey());
    QCOMPARE(taken.error().code, Code::badSignature);
    QVERIFY(!*story.second.ledger->founding(story.centre.team));
}

void ExchangeTest::aHeadOfNothing_isPassedOver() {
    Story story;
    story.link.tamper = [&](const HttpRequest& request, HttpResponse& response) {
        if (request.target != wire::summaryPath) return;
        auto difference = wire::Difference::decode(response.body).value();
        difference.heads.push_back({story.second.chainOf(story.centre.team), 0, Hash()});
        response.body = difference.encode();
    };
    QVERIFY(!story.handOver(story.first).stopped);
}

/// Whoever was on the team once knows the session's id, and may be on another assessment now.
void ExchangeTest::aFoundingUnderAnotherAssessment_opensNoSession() {
    Story story;
    Centre& centre = story.centre;
    const NotebookId session = story.foundSession();
    const RecordId record = newRecord(story.first);
    story.first.write(session, record, QStringLiteral("heard in room 2"));
    QVERIFY(!story.handOver(story.first).stopped);
    Replica stranger(9);
    const Person mallory{PersonId::makeV7(centre.clock, centre.random), QStringLiteral("MM")};
    must(centre.shelf->keep(mallory));
    const NotebookId other = NotebookId::makeV7(centre.clock, centre.random);
    must(centre.shelf->keep(Signed<Roster>::make({other,
                                                  NotebookKind::team,
                                                  {},
                                                  QStringLiteral("Eastvale Council"),
                                                  1,
                                                  1,
                                                  {{mallory.id, true, true, mallory.name}}},
                                                 centre.shelf->keys().signing)));
    centre.enrol(stranger, mallory);
    const Founding founding{session, NotebookKind::session, other, stranger.author.vault(), {}};
    {
        auto edit = must(stranger.ledger->begin());
        must(
            stranger.ledger->keepFounding(Signed<Founding>::make(founding, stranger.author.key())));
        must(edit.commit());
    }
    stranger.write(session, newRecord(stranger), QStringLiteral("let me in"));
    const HandOver::Report report = story.handOver(stranger);
    QCOMPARE(report.reasons.size(), 1U);
    QCOMPARE(report.reasons.front().reason.code, Code::notAllowed);
    QVERIFY(must(centre.shelf->roster(session))->value.member(mallory.id) == nullptr);
    QVERIFY(texts(stranger, session, record).isEmpty());
}

void ExchangeTest::aSessionFoundedOffline_reachesTheColleagueItNames() {
    Story story;
    const NotebookId session = story.foundSession();
    const RecordId record = newRecord(story.first);
    story.first.write(session, record, QStringLiteral("heard in room 2"));
    QCOMPARE(story.handOver(story.first).accepted, 1);
    QCOMPARE(story.handOver(story.second).received, 1);
    QCOMPARE(texts(story.second, session, record), QStringList{QStringLiteral("heard in room 2")});
    // The colleague may write there too.
    story.second.write(session, newRecord(story.second), QStringLiteral("and I saw"));
    QCOMPARE(story.handOver(story.second).accepted, 1);
    QCOMPARE(story.handOver(story.first).received, 1);
}

void ExchangeTest::anothersNotebook_doesNotExist() {
    Story story;
    const NotebookId other = NotebookId::makeV7(story.centre.clock, story.centre.random);
    must(story.centre.shelf->keep(
        Signed<Roster>::make({other,
                              NotebookKind::team,
                              {},
                              QStringLiteral("Elsewhere"),
                              1,
                              1,
                              {{story.anna.id, true, true, story.anna.name}}},
                             story.centre.shelf->keys().signing)));
    story.first.write(other, newRecord(story.first), QStringLiteral("not for Jo"));
    QCOMPARE(story.handOver(story.first).accepted, 1);

    const auto report = story.handOver(story.second);
    QCOMPARE(report.received, 0);
    QVERIFY(!story.second.ledger->notebookRow(other)->has_value());
    // Asking for it by name finds nothing either.
    wire::PullRequest pull;
    pull.wants.push_back({story.first.chainOf(other), 0});
    HttpRequest request{"POST", wire::pullPath, {{"Host", "store.test"}}, pull.encode()};
    signRequest(request, "store.test", story.second.author.vault(), story.second.author.key(),
                story.centre.clock.utc());
    QCOMPARE(story.centre.api->answer(request).status, 404);
}

void ExchangeTest::howLongAChainIs_onlyItsReadersAndItsAuthorHear() {
    Story story;
    const NotebookId other = NotebookId::makeV7(story.centre.clock, story.centre.random);
    must(story.centre.shelf->keep(
        Signed<Roster>::make({other,
                              NotebookKind::team,
                              {},
                              QStringLiteral("Elsewhere"),
                              1,
                              1,
                              {{story.anna.id, true, true, story.anna.name}}},
                             story.centre.shelf->keys().signing)));
    story.first.write(other, newRecord(story.first), QStringLiteral("not for Jo"));
    story.handOver(story.first);
    const QByteArray sent = must(story.centre.shelf->framesAfter(
        story.first.chainOf(other), 0, limits::frameBytes, Ledger::For::others));
    Frame unsound = must(decodeFrame(must(splitFrames(sent)).front()));
    unsound.items.front().payload = encodePayload({QStringLiteral("other words")});
    const QByteArray bytes = encodeFrame(unsound);
    const auto heldFor = [&](const Replica& carrier) {
        const auto answer =
            must(story.centre.api->takeFrames({QByteArrayView(bytes)}, carrier.author.vault()));
        return answer.answers.front().receipt ? -1 : answer.answers.front().held;
    };
    QCOMPARE(heldFor(story.first), 1);
    QCOMPARE(heldFor(story.second), 0);
    // On the roster, it is theirs to give what the store may lack.
    must(admin::add(*story.centre.shelf, story.centre.shelf->keys(), other, story.jo.id));
    QCOMPARE(heldFor(story.second), 1);
}

void ExchangeTest::theStoreTakesLittle_fromWhomItDoesNotKnow() {
    Story story;
    const auto post = [](const char* path) {
        return HttpRequest{"POST", path, {{"Host", "store.test"}}, {}};
    };
    const StoreApi& api = *story.centre.api;
    for (const char* path : {wire::enrolPath, wire::statementsPath, "/anything"})
        QCOMPARE(api.bodyFor(post(path)).limit, limits::unsignedBody);
    for (const char* path : {wire::pushPath, wire::pullPath, wire::summaryPath})
        QVERIFY(api.bodyFor(post(path)).sink != nullptr);
    for (const char* path : {wire::pushPath, wire::statementsPath}) {
        HttpRequest known = post(path);
        signRequest(known, "store.test", story.first.author.vault(), story.first.author.key(),
                    story.centre.clock.utc());
        QCOMPARE(api.bodyFor(known).limit, limits::requestBody);
        QVERIFY(api.bodyFor(known).sink == nullptr);
    }
    // A body that never ends is not thrown away for ever.
    const auto sink = api.bodyFor(post(wire::pushPath)).sink;
    QVERIFY(sink->take(QByteArray(qsizetype{limits::requestBody}, 'x')));
    QVERIFY(!sink->take("x"));
}

void ExchangeTest::aTabletThatCameByAnotherProgram_isHeardTheSecondTime() {
    Story story;
    Replica third(3);
    Certificate certificate;
    certificate.vault = third.author.vault();
    certificate.person = story.jo.id;
    certificate.name = story.jo.name;
    certificate.author = third.author.key().verifyKey();
    certificate.recipient = third.box.publicKey();
    certificate.issued = story.centre.clock.utc();
    must(story.centre.shelf->keep(
        Signed<Certificate>::make(certificate, story.centre.shelf->keys().signing)));
    third.write(story.centre.team, newRecord(third), QStringLiteral("words"));
    const auto report = story.handOver(third);
    QVERIFY(!report.stopped);
    QCOMPARE(report.accepted, 1);
}

void ExchangeTest::aStrangersFrame_isHeldAndTheRestLeaves() {
    Story story;
    const NotebookId elsewhere = NotebookId::makeV7(story.first.clock, story.first.random);
    story.first.write(elsewhere, newRecord(story.first), QStringLiteral("no roster names me"));
    story.first.write(story.centre.team, newRecord(story.first), QStringLiteral("words"));
    const auto report = story.handOver(story.first);
    QVERIFY(!report.stopped);
    QCOMPARE(report.accepted, 1);
    QCOMPARE(report.held, 1);
    QCOMPARE(report.reasons.size(), 1U);
    QCOMPARE(report.reasons.front().reason.code, Code::notAllowed);
}

void ExchangeTest::aTamperedRequest_isRefused_data() {
    QTest::addColumn<QString>("part");
    for (const char* part :
         {"body", "path", "query", "method", "authority", "time", "vault", "no signature"})
        QTest::newRow(part) << QString::fromLatin1(part);
}

void ExchangeTest::aTamperedRequest_isRefused() {
    QFETCH(QString, part);
    Story story;
    HttpRequest request{
        "POST", wire::summaryPath, {{"Host", "store.test"}}, wire::Summary().encode()};
    signRequest(request, "store.test", story.first.author.vault(), story.first.author.key(),
                story.centre.clock.utc());
    QCOMPARE(story.centre.api->answer(request).status, 200);
    if (part == u"body")
        request.body = wire::PullRequest().encode();
    else if (part == u"path")
        request.target = wire::pullPath;
    else if (part == u"query")
        request.target += "?x=1";
    else if (part == u"method")
        request.method = "PUT";
    else if (part == u"authority")
        request.headers.set("Host", "other.test");
    else if (part == u"time")
        request.headers.set(
            "Signature-Input",
            request.headers.value("Signature-Input").replace("created=1", "created=2"));
    else if (part == u"vault")
        request.headers.set("Signature-Input",
                            request.headers.value("Signature-Input")
                                .replace(story.first.author.vault().toBytes().toHex(),
                                         story.second.author.vault().toBytes().toHex()));
    else
        request.headers.remove("Signature");
    // Of whoever no tablet vouches for, no long body is taken; the rest is seen with the body.
    const BodyPlan plan = story.centre.api->bodyFor(request);
    QCOMPARE(plan.limit, part == u"body" ? limits::requestBody : 0);
    QCOMPARE(plan.sink != nullptr, part != u"body");
    const int status = story.centre.api->answer(request).status;
    QVERIFY2(status == 401 || (part == u"method" && status == 404),
             qPrintable(QString::number(status)));
}

void ExchangeTest::twoEditsOfOneLine_areBothSeenAndSettled() {
    Story story;
    const RecordId line = newRecord(story.first);
    const auto base = story.first.write(story.centre.team, line, QStringLiteral("six weeks"));
    story.handOver(story.first);
    story.handOver(story.second);
    const auto hers = story.first.write(story.centre.team, line,
                                        QStringLiteral("six weeks, she said"), {base.id});
    const auto his =
        story.second.write(story.centre.team, line, QStringLiteral("about six weeks"), {base.id});
    story.handOver(story.first);
    story.handOver(story.second);
    story.handOver(story.first);
    const QStringList both{QStringLiteral("six weeks, she said"),
                           QStringLiteral("about six weeks")};
    for (Replica* tablet : {&story.first, &story.second}) {
        QStringList seen = texts(*tablet, story.centre.team, line);
        QCOMPARE(seen.size(), 2);
        for (const QString& text : both) QVERIFY(seen.contains(text));
    }
    story.second.write(story.centre.team, line, QStringLiteral("settled"), {hers.id, his.id});
    story.handOver(story.second);
    story.handOver(story.first);
    for (Replica* tablet : {&story.first, &story.second})
        QCOMPARE(texts(*tablet, story.centre.team, line), QStringList{QStringLiteral("settled")});
}

/// Not handed over yet, or kept back by the store: by the author's own word it is there.
void ExchangeTest::whatAnAuthorHasWritten_andNobodySent_isNamed() {
    Story story;
    const NotebookId& team = story.centre.team;
    const RecordId alert = newRecord(story.first);
    story.first.write(team, newRecord(story.first), QStringLiteral("one"));
    story.first.write(team, newRecord(story.first), QStringLiteral("two"));
    story.first.write(team, alert, QStringLiteral("at once"), {}, Lane::urgent);
    HandOver::Terms urgent;
    urgent.upTo = Lane::urgent;
    QVERIFY(!handOver(story.first, story.centre, story.link, nullptr, urgent).stopped);
    const HandOver::Report half = story.handOver(story.second);
    QCOMPARE(half.onItsWay.size(), std::size_t{1});
    QCOMPARE(half.onItsWay.front().chain, story.first.chainOf(team));
    QCOMPARE(half.onItsWay.front().number, 2);
    QCOMPARE(half.onItsWay.front().here, 0);
    QCOMPARE(must(story.second.ledger->promised(story.second.author.vault())).size(),
             std::size_t{1});
    QVERIFY(!story.handOver(story.first).stopped);
    QVERIFY(story.handOver(story.second).onItsWay.empty());
    QVERIFY(must(story.second.ledger->promised(story.second.author.vault())).empty());
}

void ExchangeTest::manyChanges_goInSeveralBatches() {
    Story story;
    {
        // Random words, so that compression does not make one batch of them.
        auto edit = story.first.ledger->begin();
        for (int i = 0; i < 3'000; ++i) {
            NewChange change;
            change.record = {story.centre.team, QStringLiteral("line"), newRecord(story.first)};
            change.subject = SubjectId(story.centre.team.bytes());
            change.fields.push_back({QStringLiteral("text"),
                                     QString::fromLatin1(story.first.random.bytes(120).toBase64()),
                                     {}});
            change.written = story.first.author.now();
            QVERIFY(story.first.ledger->append(story.first.author, change).has_value());
        }
        QVERIFY(edit->commit().has_value());
    }
    const auto sent = story.handOver(story.first);
    QCOMPARE(sent.accepted, 3'000);
    QVERIFY(sent.roundTrips > 2);
    QCOMPARE(story.handOver(story.second).received, 3'000);
}

void ExchangeTest::anUnsoundFrame_doesNotKeepThoseBeforeItOut() {
    Story story;
    for (const Lane lane : {Lane::urgent, Lane::rest})
        story.first.write(story.centre.team, newRecord(story.first), QStringLiteral("words"), {},
                          lane);
    story.handOver(story.first);
    story.link.tamper = [](const HttpRequest& request, HttpResponse& response) {
        if (request.target != wire::pullPath) return;
        const auto frames = must(splitFrames(response.body));
        QCOMPARE(frames.size(), 2U);
        Frame last = must(decodeFrame(frames.back()));
        last.items.front().payload = encodePayload({QStringLiteral("other words")});
        QByteArray body;
        appendFrame(body, frames.front().toByteArray());
        appendFrame(body, encodeFrame(last));
        response.body = body;
    };
    const auto cut = story.handOver(story.second);
    QVERIFY(!cut.stopped);
    QCOMPARE(cut.reasons.front().reason.code, Code::brokenChain);
    QCOMPARE(cut.received, 1);
    story.link.tamper = {};
    const auto rest = story.handOver(story.second);
    QVERIFY(!rest.stopped);
    QCOMPARE(rest.received, 1);
    QCOMPARE(*story.first.ledger->digest(story.centre.team),
             *story.second.ledger->digest(story.centre.team));
}

void ExchangeTest::whoeverWaits_mayLetItGoInTheCall_data() {
    QTest::addColumn<bool>("cut");
    QTest::newRow("at its end") << false;
    QTest::newRow("when it is cut") << true;
}

void ExchangeTest::whoeverWaits_mayLetItGoInTheCall() {
    QFETCH(bool, cut);
    Story story;
    story.first.write(story.centre.team, newRecord(story.first), QStringLiteral("words"));
    story.link.lostOnTheWay = [cut](const HttpRequest&) { return cut; };
    const StoreIdentity identity = story.centre.identity();
    bool ended = false;
    std::unique_ptr<HandOver> handOver;
    handOver = std::make_unique<HandOver>(
        HandOver::Parts{*story.first.ledger, story.first.author, story.link, identity, "store.test",
                        story.first.random, [](Moment::Offset) {}},
        [](const HandOver::Progress&) {},
        [&](const HandOver::Report&) {
            handOver.reset();
            ended = true;
        });
    handOver->start();
    story.link.run();
    QVERIFY(ended);
}

QTEST_GUILESS_MAIN(ExchangeTest)
#include "tst_exchange.moc"
