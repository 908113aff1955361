// Attachments between tablets and store: text first, blobs after it, over every kind of cut; what
// tus 1.0 wants of a server; who may fetch what; and that nothing leaves a tablet unproven.
#include "platform/limits.h"
#include "sync/blobhandover.h"
#include "sync/httpsignature.h"
#include "sync/removalgate.h"
#include "sync/store/admin.h"
#include "tests/support/fulldisk.h"
#include "tests/support/story.h"

#include <QCryptographicHash>
#include <QTest>

#include <sys/resource.h>

#include <algorithm>

using namespace candour;

namespace {

constexpr char patchType[] = "application/offset+octet-stream";

/// A tablet with a folder for its blobs.
struct Tablet {
    Replica& replica;
    QTemporaryDir folder = {};
    std::unique_ptr<BlobFolder> blobs = must(BlobFolder::open(folder.path()));
    BlobIndex index{*replica.ledger};

    [[nodiscard]] QByteArray bytesOf(const BlobRef& blob) const {
        QFile file(blobs->pathOf(blob.id));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
};

/// A hand-over that has been started.
struct Begun {
    Begun(Tablet& tablet, Story& story)
        : identity(story.centre.identity()),
          handOver({.ledger = *tablet.replica.ledger,
                    .author = tablet.replica.author,
                    .transport = story.link,
                    .store = identity,
                    .authority = "store.test",
                    .random = tablet.replica.random,
                    .learn = [](Moment::Offset) {},
                    .blobs = tablet.blobs.get()},
                   {}, [this](HandOver::Report ended) { report = std::move(ended); }) {
        handOver.start();
    }
    const StoreIdentity identity;
    std::optional<HandOver::Report> report = {};
    HandOver handOver;
};

}  // namespace

class BlobExchangeTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void init() { m_story = std::make_unique<Story>(); }

    void whatIsAttached_reachesAColleague();
    void whatTheStoreHas_isNotSentAgain();
    void textIsHandedOver_thoughItsBlobIsNot();
    void textAlone_bringsNoFiles_untilTheyAreAskedFor();
    void cutsAtAnyByte_costOnlyWhatWasUnderWay();
    void aCutWhileItComes_goesOnWhereItStopped();
    void aBudgetOfBytes_countsAttachments();
    void aBudgetOfTime_endsBetweenTwoPieces();
    void paused_endsAtOnce_andKeepsWhatPassed();
    void stopped_theTextIsHandedOverAllTheSame();
    void oneUnreadableFile_stopsNoOther();
    void aDiskThatReadsNothing_endsIt();
    void aStoreThatFailsOverOneBlob_takesTheOthers();
    void aPieceThatArrivesTwice_costsNothing();
    void aWayThatTakesNoLargePieces_isGivenSmallOnes_data();
    void aWayThatTakesNoLargePieces_isGivenSmallOnes();
    void anUploadMayTakeLonger_thanItsAddressIsGood();
    void aFileThatRottedHere_isSentOnce_andToldOf();
    void whatRottedAtTheStore_isGivenBack();
    void aFullTablet_fetchesNothing_andSaysSo();
    void aFullTablet_sendsItsOwn_whateverDoesNotFit();
    void aFalseLength_blocksNothing_data();
    void aFalseLength_blocksNothing();
    void otherBytesFromTheStore_areNeverTaken();
    void aForgedReceipt_isNotBelieved();
    void bytesThatAreNotTheBlobs_beginAgain();
    void aStoreThatLostTheText_isGivenTheBlobAgain();
    void aTabletOutOfUse_goesOnlyWhenTheStoreNamesNothingThatItLacks();
    void aTabletOutOfUse_staysUntilTheSecondQuestionIsAnswered_data();
    void aTabletOutOfUse_staysUntilTheSecondQuestionIsAnswered();
    void aTabletOutOfUse_givesWhatAColleagueAttached();
    void aTabletOutOfUse_isAskedForItsOwnFiles_amongThousands();
    void whatTheStoreHasLost_isGivenBackByWhoeverHasIt();
    void whatTheStoreHasLost_isGivenBackByWhoWroteIt_thoughTheyMayNotRead();
    void aStoreWhoseDiskIsFull_saysSoAndLosesNothing();
    void aStoreWhoseDiskIsNearlyFull_takesNoMore();
    void whoIsNotOnTheRoster_isToldOfNoBlob();
    void whoWroteIt_mayUploadIt_thoughTheyMayNotRead();
    void onlyBlobsOfKnownChanges_areTaken();

    void tus_saysWhatItCanDo();
    void tus_refusesAnotherVersion();
    void tus_createsOnlyWithTheRightLength_data();
    void tus_createsOnlyWithTheRightLength();
    void tus_refusesWhatDoesNotFit_andKeepsWhatItHad_data();
    void tus_refusesWhatDoesNotFit_andKeepsWhatItHad();
    void tus_takesAPieceWithItsChecksum();
    void tus_keepsNothingOfACheckedPieceThatWasCut();
    void tus_letsOnlyTheLatestRequestWrite_data();
    void tus_letsOnlyTheLatestRequestWrite();
    void tus_takesNothingMoreOnceItIsWhole();
    void tus_countsWhatCameBeforeTheStoreEnded();
    void tus_provesALargeOneWhileItIsAskedFor();
    void tus_saysThatItCouldNotBeKept();
    void tus_keepsWhatCame_whileTheStoreCanOpenNoFile();
    void tus_letsAnAddressRunOut();
    void tus_dropsNoPart_whateverTheClockSays();
    void tus_dropsThePartsOfThoseWhoCameLater();
    void tus_completesNothingThatWasErasedMeanwhile();
    void tus_knowsOnlyItsOwnAddresses();
    void tus_obeysAnOverriddenMethod();

    void ranges_areAnsweredAsAsked_data();
    void ranges_areAnsweredAsAsked();

    void nothingLeavesTheTablet_withoutAllItsReceipts();
    void aFreshReceipt_freesNothing();
    void whatWasPurged_comesBackOnlyWhenAsked();
    void whatWasPurgedAndTheStoreLost_isNotCalledSafe();

  private:
    Story& story() { return *m_story; }
    HandOver::Report handOver(Tablet& tablet, const HandOver::Terms& terms = {}) {
        return candour::handOver(tablet.replica, story().centre, story().link, tablet.blobs.get(),
                                 terms);
    }
    /// Random bytes stand for sealed ones: nobody on the way can tell.
    BlobRef attach(Tablet& tablet, int size) {
        auto capture = must(tablet.blobs->capture(tablet.replica.random));
        must(capture.write(tablet.replica.random.bytes(size)));
        const BlobRef blob = must(capture.finish());
        refer(tablet, blob);
        must(capture.settle());
        return blob;
    }
    void refer(Tablet& tablet, const BlobRef& blob) {
        auto edit = must(tablet.replica.ledger->begin());
        NewChange change;
        change.record = {story().centre.team, QStringLiteral("attachment"),
                         newRecord(tablet.replica)};
        change.subject = SubjectId(story().centre.team.bytes());
        change.fields.push_back({QStringLiteral("kind"), QStringLiteral("document"), {}});
        change.blobs = {blob};
        change.written = tablet.replica.author.now();
        must(tablet.replica.ledger->append(tablet.replica.author, change));
        must(edit.commit());
    }
    /// Somebody's text is at the store, and its blob is not.
    BlobRef attachWithoutBlob(Tablet& tablet, int size) {
        const BlobRef blob = attach(tablet, size);
        candour::handOver(tablet.replica, story().centre, story().link);
        return blob;
    }
    void revoke(const Tablet& tablet) {
        EmbeddedShelf& shelf = *story().centre.shelf;
        must(admin::revoke(shelf, shelf.keys(), tablet.replica.author.vault(),
                           story().centre.clock));
    }
    Status mayEmpty(const Tablet& tablet, const HandOver::Report& after) {
        return RemovalGate(*tablet.replica.ledger, *tablet.blobs, tablet.replica.author.vault(),
                           story().centre.identity().key)
            .mayEmpty(after.listed);
    }
    HttpRequest request(const char* method, const QByteArray& target,
                        const HttpHeaders& headers = {}) {
        HttpRequest made{method, target, headers, {}};
        made.headers.set("Host", "store.test");
        return made;
    }
    HttpRequest signedRequest(Replica& who, const char* method, const BlobRef& blob,
                              std::optional<UtcTime> created = {}) {
        HttpRequest made = request(method, QByteArray(wire::blobsPath) + "?notebook=" +
                                               story().centre.team.toString().toLatin1() +
                                               "&blob=" + blob.id.toBytes().toHex());
        made.headers.set("Tus-Resumable", "1.0.0");
        signRequest(made, "store.test", who.author.vault(), who.author.key(),
                    created.value_or(who.author.now().corrected()));
        return made;
    }
    HttpResponse ask(const HttpRequest& asked) { return story().centre.api->answer(asked); }
    HttpResponse create(Replica& who, const BlobRef& blob) {
        HttpRequest made = signedRequest(who, "POST", blob);
        made.headers.set("Upload-Length", QByteArray::number(qint64{blob.length}));
        return ask(made);
    }
    HttpRequest patch(const QByteArray& address, std::int64_t offset, const QByteArray& body) {
        HttpRequest made = request("PATCH", address,
                                   {{"Tus-Resumable", "1.0.0"},
                                    {"Content-Type", patchType},
                                    {"Content-Length", QByteArray::number(body.size())},
                                    {"Upload-Offset", QByteArray::number(qint64{offset})}});
        made.body = body;
        return made;
    }
    qint64 offsetAt(const QByteArray& address) {
        const HttpResponse state = ask(request("HEAD", address, {{"Tus-Resumable", "1.0.0"}}));
        return state.status == 200 ? state.headers.value("Upload-Offset").toLongLong() : -1;
    }

    /// How much of a tablet's upload is at the store.
    std::int64_t offsetOf(const BlobRef& blob, Tablet& tablet) {
        return story().centre.shelf->blobs().partSize(
            BlobFolder::partName(blob.id, tablet.replica.author.vault().toBytes().toHex()));
    }
    /// The disk does not give it back: what stands in its place is refused as it is opened.
    static void makeUnreadable(Tablet& tablet, const BlobRef& blob) {
        const QString path = tablet.blobs->pathOf(blob.id);
        if (!QFile::rename(path, path + QStringLiteral(".away")) ||
            !QFile::link(path + QStringLiteral(".away"), path))
            qFatal("cannot make a file unreadable");
    }
    static void spoil(const QString& path) {
        QFile file(path);
        if (!file.open(QIODevice::ReadWrite) || !file.seek(77) || !file.putChar('x') ||
            !file.putChar('y'))
            qFatal("cannot spoil a file");
    }

    std::unique_ptr<Story> m_story;
};

// The hand-over ----------------------------------------------------------------------------------

void BlobExchangeTest::whatIsAttached_reachesAColleague() {
    Tablet anna{story().first};
    Tablet jo{story().second};
    const BlobRef small = attach(anna, 1'000);
    const BlobRef large = attach(anna, 3'000'000);
    const auto sent = handOver(anna);
    QVERIFY(!sent.stopped);
    QCOMPARE(sent.blobs.toSend, 2);
    QCOMPARE(sent.blobs.sent, 2);
    QCOMPARE(sent.blobsHeld, 0);
    QVERIFY(must(anna.index.receipt(large.id))->verify(story().centre.identity().key));

    const auto got = handOver(jo);
    QVERIFY(!got.stopped);
    QCOMPARE(got.blobs.fetched, 2);
    QCOMPARE(jo.bytesOf(small), anna.bytesOf(small));
    QCOMPARE(jo.bytesOf(large), anna.bytesOf(large));
    QCOMPARE(Hash::of({jo.bytesOf(large)}), large.id);
}

void BlobExchangeTest::whatTheStoreHas_isNotSentAgain() {
    Tablet anna{story().first};
    const BlobRef blob = attach(anna, 100'000);
    handOver(anna);
    QCOMPARE(handOver(anna).roundTrips, 1);
    // The receipt was lost on the way: asking for an address brings it.
    must(anna.index.reopen(story().centre.team));
    const auto again = handOver(anna);
    QCOMPARE(again.blobs.sent, 1);
    QVERIFY(again.blobs.bytesSent == 0);
    QVERIFY(must(anna.index.receipt(blob.id)));
}

void BlobExchangeTest::textIsHandedOver_thoughItsBlobIsNot() {
    Tablet anna{story().first};
    Tablet jo{story().second};
    attach(anna, 50'000);
    story().link.lostOnTheWay = [](const HttpRequest& asked) { return asked.method == "PATCH"; };
    const auto cut = handOver(anna);
    QVERIFY(!cut.stopped);
    QCOMPARE(cut.blobsStopped->code, Code::offline);
    QCOMPARE(cut.accepted, 1);
    QCOMPARE(cut.blobsHeld, 1);
    const auto got = handOver(jo);
    QVERIFY(!got.stopped);
    QCOMPARE(got.received, 1);
    QCOMPARE(got.blobs.toFetch, 1);
    QCOMPARE(got.blobs.notThereYet, 1);
    story().link.lostOnTheWay = {};
    QCOMPARE(handOver(anna).blobsHeld, 0);
    QCOMPARE(handOver(jo).blobs.fetched, 1);
}

void BlobExchangeTest::textAlone_bringsNoFiles_untilTheyAreAskedFor() {
    Tablet anna{story().first};
    Tablet jo{story().second};
    const BlobRef blob = attach(anna, 50'000);
    handOver(anna);
    HandOver::Terms text;
    text.files = false;
    const auto got = handOver(jo, text);
    QVERIFY(!got.stopped && !got.early);
    QCOMPARE(got.received, 1);
    QCOMPARE(got.blobs.fetched, 0);
    QCOMPARE(handOver(jo).blobs.fetched, 1);
    QCOMPARE(jo.bytesOf(blob), anna.bytesOf(blob));
}

void BlobExchangeTest::cutsAtAnyByte_costOnlyWhatWasUnderWay() {
    Tablet anna{story().first};
    constexpr int size = 2'000'000;
    const BlobRef blob = attach(anna, size);
    SeededRandom chance(99);
    int cuts = 0;
    std::int64_t lost = 0;
    story().link.cutAfter = [&](const HttpRequest& asked) -> std::optional<qsizetype> {
        if (asked.method != "PATCH" || cuts >= 12) return std::nullopt;
        ++cuts;
        const auto dice = chance.take<4>();
        const qsizetype passed = (dice[0] << 16 | dice[1] << 8 | dice[2]) % (asked.body.size() + 1);
        lost += asked.body.size() - passed;
        return passed;
    };
    std::int64_t sent = 0;
    int rounds = 0;
    while (!must(anna.index.receipt(blob.id)) && ++rounds < 40)
        sent += handOver(anna).blobs.bytesSent;
    QCOMPARE(cuts, 12);
    QVERIFY(must(anna.index.receipt(blob.id)));
    // Every byte that came before a cut stayed.
    QCOMPARE(sent, size + lost);
    QVERIFY(story().centre.shelf->blobs().holds(blob));
}

void BlobExchangeTest::aCutWhileItComes_goesOnWhereItStopped() {
    Tablet anna{story().first};
    Tablet jo{story().second};
    const BlobRef blob = attach(anna, 2'000'000);
    handOver(anna);
    int pieces = 0;
    story().link.lostOnTheWayBack = [&](const HttpRequest& asked) {
        return asked.method == "GET" && ++pieces == 3;
    };
    const auto cut = handOver(jo);
    QCOMPARE(cut.blobsStopped->code, Code::offline);
    QVERIFY(!jo.blobs->holds(blob));
    story().link.lostOnTheWayBack = {};
    const auto rest = handOver(jo);
    QVERIFY(!rest.stopped);
    QCOMPARE(rest.blobs.fetched, 1);
    QCOMPARE(cut.blobs.bytesReceived + rest.blobs.bytesReceived, std::int64_t{2'000'000});
    QCOMPARE(jo.bytesOf(blob), anna.bytesOf(blob));
}

void BlobExchangeTest::aBudgetOfBytes_countsAttachments() {
    Tablet anna{story().first};
    Tablet jo{story().second};
    const BlobRef blob = attach(anna, 1'500'000);
    HandOver::Terms terms;
    terms.bytes = 400'000;
    const auto sent = handOver(anna, terms);
    QVERIFY(!sent.stopped);
    QCOMPARE(sent.early, HandOver::Early::bytesUsed);
    QCOMPARE(sent.blobsHeld, 1);
    QCOMPARE(sent.bytesSent + sent.bytesReceived, 400'000);
    const auto rest = handOver(anna);
    QVERIFY(!rest.early);
    QCOMPARE(rest.blobs.bytesSent, 1'500'000 - sent.blobs.bytesSent);
    QCOMPARE(rest.blobsHeld, 0);

    const auto got = handOver(jo, terms);
    QCOMPARE(got.early, HandOver::Early::bytesUsed);
    QCOMPARE(got.bytesSent + got.bytesReceived, 400'000);
    QCOMPARE(handOver(jo).blobs.bytesReceived, 1'500'000 - got.blobs.bytesReceived);
    QCOMPARE(jo.bytesOf(blob), anna.bytesOf(blob));
}

void BlobExchangeTest::aBudgetOfTime_endsBetweenTwoPieces() {
    Tablet anna{story().first};
    attach(anna, 1'500'000);
    story().link.tamper = [&](const HttpRequest& asked, HttpResponse&) {
        if (asked.method == "PATCH") story().first.clock.advance(std::chrono::seconds(3));
    };
    HandOver::Terms terms;
    terms.time = std::chrono::seconds(5);
    const auto sent = handOver(anna, terms);
    QVERIFY(!sent.stopped);
    QCOMPARE(sent.early, HandOver::Early::timeUsed);
    QVERIFY(sent.blobs.bytesSent > 0);
    QCOMPARE(sent.blobsHeld, 1);
    QCOMPARE(handOver(anna).blobs.bytesSent, 1'500'000 - sent.blobs.bytesSent);
}

void BlobExchangeTest::paused_endsAtOnce_andKeepsWhatPassed() {
    Tablet anna{story().first};
    const BlobRef blob = attach(anna, 1'500'000);
    Begun begun(anna, story());
    // A piece is under way, and something urgent is written.
    while (offsetOf(blob, anna) < 300'000) story().link.deliver();
    begun.handOver.pause();
    QVERIFY(begun.report.has_value());
    QVERIFY(!begun.report->stopped && !begun.report->blobsStopped);
    QCOMPARE(begun.report->early, HandOver::Early::paused);
    QCOMPARE(begun.report->accepted, 1);
    const std::int64_t there = offsetOf(blob, anna);
    QCOMPARE(handOver(anna).blobs.bytesSent, blob.length - there);
}

void BlobExchangeTest::stopped_theTextIsHandedOverAllTheSame() {
    Tablet anna{story().first};
    const BlobRef blob = attach(anna, 1'500'000);
    Begun begun(anna, story());
    while (offsetOf(blob, anna) < 300'000) story().link.deliver();
    begun.handOver.cancel();
    QVERIFY(!begun.report->stopped);
    QCOMPARE(begun.report->blobsStopped->code, Code::cancelled);
    QCOMPARE(begun.report->accepted, 1);
    QCOMPARE(begun.report->blobsHeld, 1);
}

void BlobExchangeTest::oneUnreadableFile_stopsNoOther() {
    Tablet anna{story().first};
    const BlobRef bad = attach(anna, 1'000);
    const BlobRef good = attach(anna, 50'000);
    makeUnreadable(anna, bad);
    const auto sent = handOver(anna);
    QVERIFY(!sent.blobsStopped);
    QCOMPARE(sent.blobs.sent, 1);
    QCOMPARE(sent.blobs.faults.size(), 1U);
    QVERIFY(sent.blobs.faults.front().blob == bad);
    QVERIFY(story().centre.shelf->blobs().holds(good));
}

void BlobExchangeTest::aDiskThatReadsNothing_endsIt() {
    Tablet anna{story().first};
    for (int i = 0; i < 9; ++i) makeUnreadable(anna, attach(anna, 1'000 + i));
    const auto sent = handOver(anna);
    QCOMPARE(sent.blobsStopped->code, Code::diskFailed);
    QCOMPARE(sent.blobs.faults.size(), 3U);
    QCOMPARE(sent.accepted, 9);
}

void BlobExchangeTest::aStoreThatFailsOverOneBlob_takesTheOthers() {
    Tablet anna{story().first};
    Tablet jo{story().second};
    const BlobRef bad = attach(anna, 1'000);
    attach(anna, 50'000);
    const auto isAboutIt = [&](const HttpRequest& asked) {
        return asked.target.contains(bad.id.toBytes().toHex());
    };
    story().link.tamper = [&](const HttpRequest& asked, HttpResponse& answer) {
        if (isAboutIt(asked)) answer.status = 500;
    };
    const auto sent = handOver(anna);
    QVERIFY(!sent.blobsStopped);
    QCOMPARE(sent.blobs.sent, 1);
    QCOMPARE(sent.blobs.faults.front().reason.code, Code::storeFailed);
    story().link.tamper = {};
    QCOMPARE(handOver(anna).blobs.sent, 1);
    story().link.tamper = [&](const HttpRequest& asked, HttpResponse& answer) {
        if (isAboutIt(asked)) answer.status = 500;
    };
    const auto got = handOver(jo);
    QVERIFY(!got.blobsStopped);
    QCOMPARE(got.blobs.fetched, 1);
}

void BlobExchangeTest::aPieceThatArrivesTwice_costsNothing() {
    Tablet anna{story().first};
    constexpr int size = 2'000'000;
    attach(anna, size);
    int pieces = 0;
    int beginnings = 0;
    story().link.tamper = [&](const HttpRequest& asked, HttpResponse& answer) {
        if (asked.method == "POST" && asked.target.startsWith(wire::blobsPath)) ++beginnings;
        // Qt asks again by itself when the other side hangs up before it answers.
        if (asked.method == "PATCH" && ++pieces % 2 == 0) answer = ask(asked);
    };
    const auto sent = handOver(anna);
    QVERIFY(!sent.blobsStopped);
    QVERIFY(sent.blobs.faults.empty());
    QCOMPARE(sent.blobs.sent, 1);
    QCOMPARE(sent.blobs.bytesSent, std::int64_t{size});
    QCOMPARE(beginnings, 1);
}

void BlobExchangeTest::aWayThatTakesNoLargePieces_isGivenSmallOnes_data() {
    QTest::addColumn<int>("code");
    QTest::newRow("it refuses them") << static_cast<int>(Code::tooLarge);
    QTest::newRow("they take too long") << static_cast<int>(Code::timedOut);
}

void BlobExchangeTest::aWayThatTakesNoLargePieces_isGivenSmallOnes() {
    QFETCH(int, code);
    Tablet anna{story().first};
    Tablet jo{story().second};
    constexpr int size = 3'000'000;
    const BlobRef blob = attach(anna, size);
    int refused = 0;
    std::int64_t wasted = 0;
    story().link.instead = [&](const HttpRequest& asked) -> std::optional<Result<HttpResponse>> {
        if (asked.method != "PATCH" || asked.body.size() <= 600'000) return std::nullopt;
        ++refused;
        wasted += asked.body.size();
        return fail(static_cast<Code>(code), "send");
    };
    const auto sent = handOver(anna);
    QVERIFY(!sent.blobsStopped);
    QCOMPARE(sent.blobs.sent, 1);
    QVERIFY(refused > 0);
    QCOMPARE(sent.blobs.bytesSent - wasted, std::int64_t{size});
    // Once is enough to know that something on the way takes no more.
    if (static_cast<Code>(code) == Code::tooLarge) QCOMPARE(refused, 1);
    QVERIFY(story().centre.shelf->blobs().holds(blob));
}

void BlobExchangeTest::anUploadMayTakeLonger_thanItsAddressIsGood() {
    Tablet anna{story().first};
    const BlobRef blob = attach(anna, 1'500'000);
    std::int64_t sent = 0;
    std::int64_t lost = 0;
    int days = 0;
    int pieces = 0;
    story().link.lostOnTheWay = [&](const HttpRequest& asked) {
        if (asked.method != "PATCH" || pieces++ % 2 == 0) return false;
        lost += asked.body.size();
        return true;
    };
    while (!must(anna.index.receipt(blob.id)) && ++days < 20) {
        sent += handOver(anna).blobs.bytesSent;
        story().centre.clock.advance(limits::uploadTime * 2);
        story().first.clock.advance(limits::uploadTime * 2);
    }
    QVERIFY(days > 1);
    QVERIFY(must(anna.index.receipt(blob.id)));
    QCOMPARE(sent - lost, blob.length);
}

void BlobExchangeTest::aFileThatRottedHere_isSentOnce_andToldOf() {
    Tablet anna{story().first};
    Tablet jo{story().second};
    const BlobRef blob = attach(anna, 100'000);
    const QByteArray bytes = anna.bytesOf(blob);
    spoil(anna.blobs->pathOf(blob.id));
    const auto sent = handOver(anna);
    QVERIFY(!sent.blobsStopped);
    QCOMPARE(sent.blobs.faults.front().reason.code, Code::damaged);
    QCOMPARE(sent.blobs.bytesSent, blob.length);
    QCOMPARE(sent.blobsHeld, 1);
    QVERIFY(anna.blobs->isDamaged(blob.id));
    const auto again = handOver(anna);
    QCOMPARE(again.blobs.bytesSent, std::int64_t{0});
    QCOMPARE(again.blobsHeld, 1);
    // Somebody has a good copy after all.
    QFile copy(jo.blobs->pathOf(blob.id));
    QVERIFY(copy.open(QIODevice::WriteOnly) && copy.write(bytes) == bytes.size());
    copy.close();
    QCOMPARE(handOver(jo).blobs.sent, 1);
    QCOMPARE(handOver(anna).blobs.fetched, 1);
    QVERIFY(!anna.blobs->isDamaged(blob.id));
    QCOMPARE(anna.bytesOf(blob), bytes);
}

void BlobExchangeTest::whatRottedAtTheStore_isGivenBack() {
    Tablet anna{story().first};
    const BlobRef blob = attach(anna, 100'000);
    handOver(anna);
    BlobFolder& atTheStore = story().centre.shelf->blobs();
    spoil(atTheStore.pathOf(blob.id));
    QCOMPARE(must(atTheStore.check()).damaged.size(), 1U);
    QCOMPARE(handOver(anna).blobs.sent, 1);
    QCOMPARE(must(atTheStore.check()).sound, std::int64_t{1});
    QVERIFY(!atTheStore.isDamaged(blob.id));
}

void BlobExchangeTest::aFullTablet_fetchesNothing_andSaysSo() {
    Tablet anna{story().first};
    const BlobRef blob = attach(anna, 300'000);
    handOver(anna);
    QTemporaryDir place;
    const test::SmallDisk disk(place.path(), 2);
    QVERIFY2(disk.mounted(), "ctest gives this test mounts of its own; run it there.");
    Tablet jo{story().second};
    jo.blobs = must(BlobFolder::open(place.path()));
    // It would fit, and nothing would be left for what is typed meanwhile.
    disk.fill(400'000);
    const auto full = handOver(jo);
    QVERIFY(!full.stopped);
    QCOMPARE(full.received, 1);
    QCOMPARE(full.blobs.faults.front().reason.code, Code::diskFull);
    QCOMPARE(full.blobs.bytesReceived, std::int64_t{0});
    auto capture = must(jo.blobs->capture(story().second.random));
    QCOMPARE(capture.write(QByteArray(300'000, 'x')).error().code, Code::diskFull);
    disk.makeRoom();
    QCOMPARE(handOver(jo).blobs.fetched, 1);
    QVERIFY(jo.blobs->holds(blob));
}

void BlobExchangeTest::aFullTablet_sendsItsOwn_whateverDoesNotFit() {
    Tablet anna{story().first};
    for (int file = 0; file < 3; ++file) attach(anna, 300'000);
    handOver(anna);
    QTemporaryDir place;
    const test::SmallDisk disk(place.path(), 2);
    QVERIFY2(disk.mounted(), "ctest gives this test mounts of its own; run it there.");
    Tablet jo{story().second};
    jo.blobs = must(BlobFolder::open(place.path()));
    const BlobRef own = attach(jo, 50'000);
    disk.fill(400'000);
    const auto full = handOver(jo);
    QVERIFY(!full.stopped);
    QCOMPARE(full.blobs.sent, 1);
    QVERIFY(story().centre.shelf->blobs().holds(own));
    QCOMPARE(full.blobs.faults.size(), std::size_t{3});
}

void BlobExchangeTest::aFalseLength_blocksNothing_data() {
    QTest::addColumn<int>("length");
    QTest::newRow("shorter") << 1;
    QTest::newRow("longer") << 900'000;
}

void BlobExchangeTest::aFalseLength_blocksNothing() {
    QFETCH(int, length);
    Tablet anna{story().first};
    Tablet jo{story().second};
    const BlobRef blob = attach(anna, 300'000);
    // Somebody who saw the name refers to it as well, wrongly, and is heard first.
    refer(jo, {blob.id, length});
    handOver(jo);
    candour::handOver(anna.replica, story().centre, story().link);
    QCOMPARE(handOver(anna).blobs.sent, 1);
    QVERIFY(must(story().centre.shelf->blobsLacking({story().centre.team}, {})).empty());
    QCOMPARE(handOver(jo).blobs.fetched, 1);
    QCOMPARE(jo.bytesOf(blob), anna.bytesOf(blob));
    const auto again = handOver(jo);
    QVERIFY(again.blobs.faults.empty());
    QCOMPARE(again.blobs.toFetch, 0);
    RemovalGate gate(*story().first.ledger, *anna.blobs, story().first.author.vault(),
                     story().centre.identity().key);
    must(gate.purge(blob.id, UtcTime::max()));
}

void BlobExchangeTest::otherBytesFromTheStore_areNeverTaken() {
    Tablet anna{story().first};
    Tablet jo{story().second};
    const BlobRef blob = attach(anna, 200'000);
    handOver(anna);
    story().link.tamper = [](const HttpRequest& asked, HttpResponse& answer) {
        if (asked.method == "GET" && !answer.body.isEmpty())
            answer.body[100] = static_cast<char>(answer.body[100] ^ 1);
    };
    const auto wrong = handOver(jo);
    QCOMPARE(wrong.blobs.faults.size(), 1U);
    QCOMPARE(wrong.blobs.faults.front().reason.code, Code::badSeal);
    QVERIFY(!jo.blobs->holds(blob));
    story().link.tamper = {};
    QCOMPARE(handOver(jo).blobs.fetched, 1);
    QCOMPARE(jo.bytesOf(blob), anna.bytesOf(blob));
}

void BlobExchangeTest::aForgedReceipt_isNotBelieved() {
    Tablet anna{story().first};
    const BlobRef blob = attach(anna, 10'000);
    const SigningKey forger = SigningKey::generate(story().first.random);
    story().link.tamper = [&](const HttpRequest& asked, HttpResponse& answer) {
        if (asked.method != "PATCH") return;
        const auto receipt = Signed<BlobReceipt>::make(
            {story().centre.team, blob, story().first.clock.utc(), 1}, forger);
        answer.headers.set(wire::receiptField, receipt.encode().toBase64());
    };
    const auto forged = handOver(anna);
    QCOMPARE(forged.blobsStopped->code, Code::storeNotGenuine);
    QCOMPARE(forged.blobsHeld, 1);
    story().link.tamper = {};
    QCOMPARE(handOver(anna).blobsHeld, 0);
}

void BlobExchangeTest::bytesThatAreNotTheBlobs_beginAgain() {
    Tablet anna{story().first};
    const BlobRef blob = attachWithoutBlob(anna, 30'000);
    const QByteArray address = create(story().first, blob).headers.value("Location");
    // One chunk late: the right bytes in the wrong place.
    QByteArray bytes = anna.bytesOf(blob);
    std::rotate(bytes.begin(), bytes.begin() + 1'000, bytes.end());
    const HttpResponse refused = ask(patch(address, 0, bytes));
    QCOMPARE(refused.status, 422);
    QVERIFY(refused.headers.value(wire::receiptField).isEmpty());
    QVERIFY(!story().centre.shelf->blobs().holds(blob));
    QCOMPARE(offsetAt(address), 0);
    QCOMPARE(ask(patch(address, 0, anna.bytesOf(blob))).status, 204);
    QVERIFY(story().centre.shelf->blobs().holds(blob));
}

void BlobExchangeTest::aStoreThatLostTheText_isGivenTheBlobAgain() {
    Tablet anna{story().first};
    handOver(anna);
    const StoreBackup backup(story());
    const BlobRef blob = attach(anna, 20'000);
    handOver(anna);
    backup.restore(story());
    QFile::remove(story().centre.shelf->blobs().pathOf(blob.id));
    const auto healed = handOver(anna);
    QVERIFY(!healed.stopped);
    QCOMPARE(healed.blobs.sent, 1);
    QVERIFY(story().centre.shelf->blobs().holds(blob));
}

/// A receipt may be of the time before the store came back from a backup.
void BlobExchangeTest::aTabletOutOfUse_goesOnlyWhenTheStoreNamesNothingThatItLacks() {
    Tablet anna{story().first};
    handOver(anna);
    const BlobRef blob = attach(anna, 20'000);
    EmbeddedShelf& shelf = *story().centre.shelf;
    revoke(anna);
    story().link.tamper = [&](const HttpRequest&, const HttpResponse& answer) {
        if (!answer.headers.value(wire::receiptField).isEmpty())
            QFile::remove(shelf.blobs().pathOf(blob.id));
    };
    const HandOver::Report lost = handOver(anna);
    QVERIFY(lost.revoked && !lost.stopped);
    QCOMPARE(lost.blobs.sent, 1);
    QCOMPARE(mayEmpty(anna, lost).error().code, Code::notAllowed);
    story().link.tamper = {};
    const HandOver::Report healed = handOver(anna);
    QCOMPARE(healed.blobs.sent, 1);
    QVERIFY(shelf.blobs().holds(blob));
    must(mayEmpty(anna, healed));
}

void BlobExchangeTest::aTabletOutOfUse_staysUntilTheSecondQuestionIsAnswered_data() {
    QTest::addColumn<bool>("paused");
    QTest::newRow("somebody pauses meanwhile") << true;
    QTest::newRow("its time is used up before") << false;
}

void BlobExchangeTest::aTabletOutOfUse_staysUntilTheSecondQuestionIsAnswered() {
    QFETCH(const bool, paused);
    Tablet anna{story().first};
    handOver(anna);
    attach(anna, 20'000);
    revoke(anna);
    int questions = 0;
    if (paused) {
        Begun begun(anna, story());
        story().link.tamper = [&](const HttpRequest& asked, const HttpResponse&) {
            if (asked.target == wire::summaryPath && ++questions == 2) begun.handOver.pause();
        };
        story().link.run();
        QVERIFY(begun.report && begun.report->revoked && !begun.report->stopped);
        QCOMPARE(begun.report->blobs.sent, 1);
        must(mayEmpty(anna, *begun.report));
    } else {
        story().link.tamper = [&](const HttpRequest& asked, const HttpResponse& answer) {
            if (asked.target == wire::summaryPath) ++questions;
            if (!answer.headers.value(wire::receiptField).isEmpty())
                anna.replica.clock.advance(milliseconds(60'000));
        };
        HandOver::Terms terms;
        terms.time = milliseconds(30'000);
        const HandOver::Report report = handOver(anna, terms);
        QVERIFY(report.revoked && !report.stopped);
        QCOMPARE(report.blobs.sent, 1);
        QCOMPARE(questions, 1);
        QCOMPARE(mayEmpty(anna, report).error().code, Code::notAllowed);
    }
    story().link.tamper = {};
    must(mayEmpty(anna, handOver(anna)));
}

/// A bundle brought the words and the file, and whoever attached it never handed it over.
void BlobExchangeTest::aTabletOutOfUse_givesWhatAColleagueAttached() {
    Tablet anna{story().first};
    Tablet jo{story().second};
    const BlobRef blob = attachWithoutBlob(anna, 5'000);
    handOver(jo);
    QVERIFY(!jo.blobs->holds(blob));
    QVERIFY(QFile::copy(anna.blobs->pathOf(blob.id), jo.blobs->pathOf(blob.id)));
    EmbeddedShelf& shelf = *story().centre.shelf;
    revoke(jo);
    QCOMPARE(mayEmpty(jo, candour::handOver(jo.replica, story().centre, story().link)).error().code,
             Code::notAllowed);
    const HandOver::Report report = handOver(jo);
    QCOMPARE(report.blobs.sent, 1);
    QVERIFY(shelf.blobs().holds(blob));
    must(mayEmpty(jo, report));
}

void BlobExchangeTest::aTabletOutOfUse_isAskedForItsOwnFiles_amongThousands() {
    Tablet anna{story().first};
    Tablet jo{story().second};
    handOver(jo);
    for (std::size_t i = 0; i <= limits::blobsListed; ++i) {
        auto bytes = story().first.random.bytes(Hash::size);
        bytes[0] = '\0';  // before any other
        refer(anna, {*Hash::fromBytes(bytes), 1'000});
    }
    handOver(anna);
    BlobRef blob = attach(jo, 1'000);
    while (blob.id.view()[0] == '\0') blob = attach(jo, 1'000);
    handOver(jo);
    EmbeddedShelf& shelf = *story().centre.shelf;
    revoke(jo);
    QVERIFY(QFile::remove(shelf.blobs().pathOf(blob.id)));
    QCOMPARE(handOver(jo).blobs.sent, 1);
    QVERIFY(shelf.blobs().holds(blob));
}

void BlobExchangeTest::whatTheStoreHasLost_isGivenBackByWhoeverHasIt() {
    Tablet anna{story().first};
    Tablet jo{story().second};
    const BlobRef blob = attach(anna, 20'000);
    handOver(anna);
    handOver(jo);
    QVERIFY(jo.blobs->holds(blob));
    // A backup of its blobs is older than its text; and whoever wrote it is away.
    QFile::remove(story().centre.shelf->blobs().pathOf(blob.id));
    const auto healed = handOver(jo);
    QVERIFY(!healed.stopped);
    QCOMPARE(healed.blobs.sent, 1);
    QVERIFY(story().centre.shelf->blobs().holds(blob));
    QFile::remove(story().centre.shelf->blobs().pathOf(blob.id));
    QCOMPARE(handOver(anna).blobs.sent, 1);
}

void BlobExchangeTest::whatTheStoreHasLost_isGivenBackByWhoWroteIt_thoughTheyMayNotRead() {
    Tablet jo{story().second};
    const BlobRef blob = attach(jo, 20'000);
    handOver(jo);
    Centre& centre = story().centre;
    QVERIFY(centre.shelf->blobs().holds(blob));
    Roster without{centre.team,
                   NotebookKind::team,
                   {},
                   QStringLiteral("Northmere Council"),
                   1,
                   ++centre.rosterVersion,
                   {centre.members.front()}};
    must(centre.shelf->keep(Signed<Roster>::make(without, centre.shelf->keys().signing)));
    QFile::remove(centre.shelf->blobs().pathOf(blob.id));
    QCOMPARE(handOver(jo).blobs.sent, 1);
    QVERIFY(centre.shelf->blobs().holds(blob));
}

void BlobExchangeTest::aStoreWhoseDiskIsFull_saysSoAndLosesNothing() {
    Tablet anna{story().first};
    const BlobRef blob = attachWithoutBlob(anna, 3'000'000);
    {
        const test::SmallDisk disk(story().centre.path() + QStringLiteral("/blobs/part"), 1);
        QVERIFY2(disk.mounted(), "ctest gives this test mounts of its own; run it there.");
        const QByteArray address = create(story().first, blob).headers.value("Location");
        QCOMPARE(ask(patch(address, 0, anna.bytesOf(blob))).status, 507);
        const auto full = handOver(anna);
        QCOMPARE(full.blobs.faults.front().reason.code, Code::storeFailed);
        QCOMPARE(full.blobsHeld, 1);
    }
    QCOMPARE(handOver(anna).blobsHeld, 0);
    QVERIFY(story().centre.shelf->blobs().holds(blob));
}

void BlobExchangeTest::aStoreWhoseDiskIsNearlyFull_takesNoMore() {
    const QString place = story().centre.path() + QStringLiteral("/blobs");
    const test::SmallDisk disk(place, 2);
    QVERIFY2(disk.mounted(), "ctest gives this test mounts of its own; run it there.");
    story().centre.restart();
    story().link.setApi(*story().centre.api);
    Tablet anna{story().first};
    const BlobRef blob = attachWithoutBlob(anna, 300'000);
    disk.fill(1'000'000);
    const QByteArray address = create(story().first, blob).headers.value("Location");
    disk.makeRoom();
    disk.fill(400'000);
    // It would fit, and nothing would be left for anybody's text.
    QCOMPARE(create(story().first, blob).status, 507);
    QCOMPARE(ask(patch(address, 0, anna.bytesOf(blob))).status, 507);
    QCOMPARE(offsetAt(address), 0);
    const auto sent = handOver(anna);
    QVERIFY(!sent.blobsStopped);
    QCOMPARE(sent.blobs.faults.front().reason.code, Code::storeFailed);
    disk.makeRoom();
    QCOMPARE(handOver(anna).blobs.sent, 1);
    story().centre.api.reset();
    story().centre.shelf.reset();
}

// Who may ---------------------------------------------------------------------------------------

void BlobExchangeTest::whoIsNotOnTheRoster_isToldOfNoBlob() {
    Tablet anna{story().first};
    const BlobRef blob = attach(anna, 5'000);
    handOver(anna);
    // Enrolled, and on no roster.
    Replica stranger(77);
    const Person nobody{PersonId::makeV7(story().centre.clock, story().centre.random),
                        QStringLiteral("XX")};
    must(story().centre.shelf->keep(nobody));
    story().centre.enrol(stranger, nobody);
    const BlobRef unknown{Hash::of({"no such blob"}), 5'000};
    const HttpResponse fetched = ask(signedRequest(stranger, "GET", blob));
    QCOMPARE(fetched.status, 404);
    QCOMPARE(fetched.body, ask(signedRequest(stranger, "GET", unknown)).body);
    QCOMPARE(create(stranger, blob).status, 404);
    HttpRequest unsignedOne = request("GET", signedRequest(stranger, "GET", blob).target);
    QCOMPARE(ask(unsignedOne).status, 401);
    QCOMPARE(ask(signedRequest(story().second, "GET", blob)).status, 200);
}

void BlobExchangeTest::whoWroteIt_mayUploadIt_thoughTheyMayNotRead() {
    Tablet jo{story().second};
    const BlobRef blob = attachWithoutBlob(jo, 5'000);
    Centre& centre = story().centre;
    Roster without{centre.team,
                   NotebookKind::team,
                   {},
                   QStringLiteral("Northmere Council"),
                   1,
                   ++centre.rosterVersion,
                   {centre.members.front()}};
    must(centre.shelf->keep(Signed<Roster>::make(without, centre.shelf->keys().signing)));
    const HttpResponse created = create(story().second, blob);
    QCOMPARE(created.status, 201);
    QCOMPARE(ask(patch(created.headers.value("Location"), 0, jo.bytesOf(blob))).status, 204);
}

void BlobExchangeTest::onlyBlobsOfKnownChanges_areTaken() {
    Tablet anna{story().first};
    const BlobRef blob = attach(anna, 5'000);  // its text has not been handed over
    QCOMPARE(create(story().first, blob).status, 404);
}

// tus 1.0 ----------------------------------------------------------------------------------------

void BlobExchangeTest::tus_saysWhatItCanDo() {
    const HttpResponse options = ask(request("OPTIONS", wire::blobsPath));
    QCOMPARE(options.status, 204);
    QCOMPARE(options.headers.value("Tus-Version"), QByteArray("1.0.0"));
    QCOMPARE(options.headers.value("Tus-Extension"), QByteArray("creation,expiration,checksum"));
    QVERIFY(options.headers.value("Tus-Checksum-Algorithm").contains("sha1"));
    QVERIFY(options.headers.value("Tus-Max-Size").toLongLong() > limits::attachment);
}

void BlobExchangeTest::tus_refusesAnotherVersion() {
    Tablet anna{story().first};
    const BlobRef blob = attachWithoutBlob(anna, 5'000);
    HttpRequest made = signedRequest(story().first, "POST", blob);
    made.headers.set("Tus-Resumable", "0.2.2");
    made.headers.set("Upload-Length", "5000");
    HttpResponse refused = ask(made);
    QCOMPARE(refused.status, 412);
    QCOMPARE(refused.headers.value("Tus-Version"), QByteArray("1.0.0"));
    const QByteArray address = create(story().first, blob).headers.value("Location");
    HttpRequest piece = patch(address, 0, "words");
    piece.headers.remove("Tus-Resumable");
    refused = ask(piece);
    QCOMPARE(refused.status, 412);
    QCOMPARE(refused.headers.value("Tus-Resumable"), QByteArray("1.0.0"));
    QCOMPARE(offsetAt(address), 0);
}

void BlobExchangeTest::tus_createsOnlyWithTheRightLength_data() {
    QTest::addColumn<QByteArray>("length");
    QTest::addColumn<int>("status");
    QTest::newRow("its length") << QByteArray("5000") << 201;
    QTest::newRow("none") << QByteArray() << 400;
    QTest::newRow("negative") << QByteArray("-1") << 400;
    QTest::newRow("no number") << QByteArray("5000x") << 400;
    QTest::newRow("another") << QByteArray("4999") << 400;
    QTest::newRow("beyond every limit") << QByteArray("99999999999") << 413;
}

void BlobExchangeTest::tus_createsOnlyWithTheRightLength() {
    QFETCH(QByteArray, length);
    QFETCH(int, status);
    Tablet anna{story().first};
    const BlobRef blob = attachWithoutBlob(anna, 5'000);
    HttpRequest made = signedRequest(story().first, "POST", blob);
    if (!length.isEmpty()) made.headers.set("Upload-Length", length);
    const HttpResponse answer = ask(made);
    QCOMPARE(answer.status, status);
    QCOMPARE(answer.headers.value("Tus-Resumable"), QByteArray("1.0.0"));
    if (status != 201) return;
    QCOMPARE(offsetAt(answer.headers.value("Location")), 0);
    QVERIFY(answer.headers.value("Upload-Expires").endsWith(" GMT"));
    // Uploads of two tablets have nothing to do with each other.
    QVERIFY(create(story().second, blob).headers.value("Location") !=
            answer.headers.value("Location"));
}

void BlobExchangeTest::tus_refusesWhatDoesNotFit_andKeepsWhatItHad_data() {
    QTest::addColumn<QByteArray>("field");
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<int>("size");
    QTest::addColumn<int>("status");
    const auto sha1 = [](const QByteArray& of) {
        return "sha1 " + QCryptographicHash::hash(of, QCryptographicHash::Sha1).toBase64();
    };
    QTest::newRow("another type") << QByteArray("Content-Type") << QByteArray("text/plain") << 10
                                  << 415;
    QTest::newRow("no offset") << QByteArray("Upload-Offset") << QByteArray() << 10 << 400;
    QTest::newRow("an offset before")
        << QByteArray("Upload-Offset") << QByteArray("0") << 10 << 409;
    QTest::newRow("an offset beyond")
        << QByteArray("Upload-Offset") << QByteArray("1001") << 10 << 409;
    QTest::newRow("a negative offset")
        << QByteArray("Upload-Offset") << QByteArray("-1") << 10 << 400;
    QTest::newRow("more than its length") << QByteArray() << QByteArray() << 4'001 << 413;
    QTest::newRow("more than its length, said nowhere")
        << QByteArray("Content-Length") << QByteArray() << 4'001 << 413;
    QTest::newRow("a checksum of an unknown kind")
        << QByteArray("Upload-Checksum") << QByteArray("crc32 AAAA") << 10 << 400;
    QTest::newRow("a checksum without a kind")
        << QByteArray("Upload-Checksum") << QByteArray("AAAA") << 10 << 400;
    QTest::newRow("a wrong checksum")
        << QByteArray("Upload-Checksum") << sha1("other bytes") << 10 << 460;
}

void BlobExchangeTest::tus_refusesWhatDoesNotFit_andKeepsWhatItHad() {
    QFETCH(QByteArray, field);
    QFETCH(QByteArray, value);
    QFETCH(int, size);
    QFETCH(int, status);
    Tablet anna{story().first};
    const BlobRef blob = attachWithoutBlob(anna, 5'000);
    const QByteArray bytes = anna.bytesOf(blob);
    const QByteArray address = create(story().first, blob).headers.value("Location");
    QCOMPARE(ask(patch(address, 0, bytes.left(1'000))).status, 204);
    HttpRequest wrong = patch(address, 1'000, QByteArray(size, 'x'));
    if (!field.isEmpty()) wrong.headers.remove(field);
    if (!value.isEmpty()) wrong.headers.set(field, value);
    QCOMPARE(ask(wrong).status, status);
    QCOMPARE(offsetAt(address), 1'000);
    QCOMPARE(ask(patch(address, 1'000, bytes.mid(1'000))).status, 204);
    QVERIFY(story().centre.shelf->blobs().holds(blob));
}

void BlobExchangeTest::tus_takesAPieceWithItsChecksum() {
    Tablet anna{story().first};
    const BlobRef blob = attachWithoutBlob(anna, 5'000);
    const QByteArray bytes = anna.bytesOf(blob);
    const QByteArray address = create(story().first, blob).headers.value("Location");
    HttpRequest piece = patch(address, 0, bytes.left(2'000));
    piece.headers.set(
        "Upload-Checksum",
        "sha1 " + QCryptographicHash::hash(piece.body, QCryptographicHash::Sha1).toBase64());
    HttpResponse taken = ask(piece);
    QCOMPARE(taken.status, 204);
    QCOMPARE(taken.headers.value("Upload-Offset"), QByteArray("2000"));
    QVERIFY(taken.headers.contains("Upload-Expires"));
    piece = patch(address, 2'000, bytes.mid(2'000));
    piece.headers.set(
        "Upload-Checksum",
        "sha256 " + QCryptographicHash::hash(piece.body, QCryptographicHash::Sha256).toBase64());
    taken = ask(piece);
    QCOMPARE(taken.status, 204);
    QVERIFY(taken.headers.contains(wire::receiptField));
}

void BlobExchangeTest::tus_keepsNothingOfACheckedPieceThatWasCut() {
    Tablet anna{story().first};
    const BlobRef blob = attachWithoutBlob(anna, 5'000);
    const QByteArray address = create(story().first, blob).headers.value("Location");
    HttpRequest piece = patch(address, 0, anna.bytesOf(blob));
    must(story().centre.api->sinkFor(piece)->take(piece.body.left(700)));
    QCOMPARE(offsetAt(address), 700);
    piece = patch(address, 700, piece.body.mid(700));
    piece.headers.set("Upload-Checksum", "sha1 AAAA");
    must(story().centre.api->sinkFor(piece)->take(piece.body.left(700)));
    QCOMPARE(offsetAt(address), 700);
}

void BlobExchangeTest::tus_letsOnlyTheLatestRequestWrite_data() {
    QTest::addColumn<bool>("checked");
    QTest::newRow("a piece") << false;
    QTest::newRow("a piece with a checksum") << true;
}

void BlobExchangeTest::tus_letsOnlyTheLatestRequestWrite() {
    QFETCH(bool, checked);
    Tablet anna{story().first};
    const BlobRef blob = attachWithoutBlob(anna, 5'000);
    const QByteArray bytes = anna.bytesOf(blob);
    const QByteArray address = create(story().first, blob).headers.value("Location");
    // The line broke, and the store has not noticed yet.
    HttpRequest piece = patch(address, 0, bytes);
    if (checked) piece.headers.set("Upload-Checksum", "sha1 AAAA");
    auto stale = story().centre.api->sinkFor(piece);
    must(stale->take(bytes.left(700)));
    const qint64 kept = checked ? 0 : 700;
    QCOMPARE(offsetAt(address), kept);
    QVERIFY(!stale->take(bytes.mid(700, 10)));
    QCOMPARE(ask(patch(address, kept, bytes.mid(kept))).status, 204);
    QVERIFY(!stale->take("other bytes"));
    stale->end();
    stale.reset();
    QVERIFY(story().centre.shelf->blobs().holds(blob));
    QFile file(story().centre.shelf->blobs().pathOf(blob.id));
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), bytes);
}

void BlobExchangeTest::tus_takesNothingMoreOnceItIsWhole() {
    Tablet anna{story().first};
    const BlobRef blob = attachWithoutBlob(anna, 5'000);
    const QByteArray address = create(story().first, blob).headers.value("Location");
    QCOMPARE(ask(patch(address, 0, anna.bytesOf(blob))).status, 204);
    const HttpResponse nothingMore = ask(patch(address, 5'000, {}));
    QCOMPARE(nothingMore.status, 204);
    QVERIFY(nothingMore.headers.contains(wire::receiptField));
    QCOMPARE(ask(patch(address, 5'000, "more")).status, 413);
    QCOMPARE(ask(patch(address, 0, "again")).status, 409);
}

void BlobExchangeTest::tus_countsWhatCameBeforeTheStoreEnded() {
    Tablet anna{story().first};
    const BlobRef blob = attachWithoutBlob(anna, 5'000);
    const QByteArray address = create(story().first, blob).headers.value("Location");
    const HttpRequest piece = patch(address, 0, anna.bytesOf(blob));
    must(story().centre.api->sinkFor(piece)->take(piece.body));  // and no end
    QVERIFY(!story().centre.shelf->blobs().holds(blob));
    const HttpResponse state = ask(request("HEAD", address, {{"Tus-Resumable", "1.0.0"}}));
    QCOMPARE(state.headers.value("Upload-Offset"), QByteArray("5000"));
    QVERIFY(state.headers.contains(wire::receiptField));
    QVERIFY(story().centre.shelf->blobs().holds(blob));
}

void BlobExchangeTest::tus_provesALargeOneWhileItIsAskedFor() {
    Tablet anna{story().first};
    const QByteArray bytes(static_cast<qsizetype>(limits::blobProof + 5), 'x');
    const BlobRef blob{Hash::of({bytes}), bytes.size()};
    refer(anna, blob);
    candour::handOver(anna.replica, story().centre, story().link);
    const QByteArray address = create(story().first, blob).headers.value("Location");
    {
        // As a store has it that was killed before it could look.
        BlobFolder& folder = story().centre.shelf->blobs();
        File part = must(File::open(folder.partPath(BlobFolder::partName(
                                        blob.id, story().first.author.vault().toBytes().toHex())),
                                    File::Mode::write, "write a part"));
        must(part.writeAt(0, bytes));
    }
    const HttpResponse state = ask(request("HEAD", address, {{"Tus-Resumable", "1.0.0"}}));
    QCOMPARE(state.headers.value("Upload-Offset").toLongLong(), blob.length);
    QVERIFY(!state.headers.contains(wire::receiptField));
    QVERIFY(ask(request("HEAD", address, {{"Tus-Resumable", "1.0.0"}}))
                .headers.contains(wire::receiptField));
    // A tablet asks as often as that by itself.
    BlobFolder& folder = story().centre.shelf->blobs();
    QVERIFY(QFile::rename(folder.pathOf(blob.id),
                          folder.partPath(BlobFolder::partName(
                              blob.id, story().first.author.vault().toBytes().toHex()))));
    File own = must(File::open(anna.blobs->pathOf(blob.id), File::Mode::create, "write a blob"));
    must(own.writeAt(0, bytes));
    const auto sent = handOver(anna);
    QCOMPARE(sent.blobs.sent, 1);
    QCOMPARE(sent.blobs.bytesSent, std::int64_t{0});
}

void BlobExchangeTest::tus_saysThatItCouldNotBeKept() {
    Tablet anna{story().first};
    const BlobRef blob = attachWithoutBlob(anna, 5'000);
    const QByteArray address = create(story().first, blob).headers.value("Location");
    BlobFolder& folder = story().centre.shelf->blobs();
    QVERIFY(QDir().mkpath(folder.pathOf(blob.id) + QStringLiteral("/x")));
    QCOMPARE(ask(patch(address, 0, anna.bytesOf(blob))).status, 500);
    // Not taken for whole, and not begun anew: it is there.
    QCOMPARE(ask(request("HEAD", address, {{"Tus-Resumable", "1.0.0"}})).status, 500);
    QVERIFY(QDir(folder.pathOf(blob.id)).removeRecursively());
    const HttpResponse state = ask(request("HEAD", address, {{"Tus-Resumable", "1.0.0"}}));
    QVERIFY(state.headers.contains(wire::receiptField));
}

void BlobExchangeTest::tus_keepsWhatCame_whileTheStoreCanOpenNoFile() {
    Tablet anna{story().first};
    const BlobRef blob = attachWithoutBlob(anna, 5'000);
    const QByteArray bytes = anna.bytesOf(blob);
    const QByteArray address = create(story().first, blob).headers.value("Location");
    QCOMPARE(ask(patch(address, 0, bytes.left(700))).status, 204);
    rlimit before{};
    QCOMPARE(getrlimit(RLIMIT_NOFILE, &before), 0);
    // As many connections as there may be: no file can be opened beside them.
    const rlimit none{3, before.rlim_max};
    QCOMPARE(setrlimit(RLIMIT_NOFILE, &none), 0);
    const HttpResponse refused = ask(request("HEAD", address, {{"Tus-Resumable", "1.0.0"}}));
    QCOMPARE(setrlimit(RLIMIT_NOFILE, &before), 0);
    QCOMPARE(refused.status, 500);
    QCOMPARE(offsetAt(address), 700);
    QCOMPARE(ask(patch(address, 700, bytes.mid(700))).status, 204);
    QVERIFY(story().centre.shelf->blobs().holds(blob));
}

void BlobExchangeTest::tus_dropsNoPart_whateverTheClockSays() {
    Tablet anna{story().first};
    const BlobRef blob = attachWithoutBlob(anna, 5'000);
    const QByteArray bytes = anna.bytesOf(blob);
    const QByteArray address = create(story().first, blob).headers.value("Location");
    QCOMPARE(ask(patch(address, 0, bytes.left(700))).status, 204);
    // For a minute the store's clock is a year ahead, and everybody hands over.
    const auto year = std::chrono::hours(24 * 366);
    story().centre.clock.jump(year);
    HttpRequest again = signedRequest(story().first, "POST", blob, story().centre.clock.utc());
    again.headers.set("Upload-Length", QByteArray::number(qint64{blob.length}));
    QCOMPARE(ask(again).headers.value("Upload-Offset"), QByteArray("700"));
    story().centre.clock.jump(-year);
    QCOMPARE(offsetAt(address), 700);
    QCOMPARE(ask(patch(address, 700, bytes.mid(700))).status, 204);
    QVERIFY(story().centre.shelf->blobs().holds(blob));
}

void BlobExchangeTest::tus_dropsThePartsOfThoseWhoCameLater() {
    Tablet anna{story().first};
    const BlobRef blob = attachWithoutBlob(anna, 5'000);
    const QByteArray bytes = anna.bytesOf(blob);
    const QByteArray first = create(story().first, blob).headers.value("Location");
    const QByteArray second = create(story().second, blob).headers.value("Location");
    QCOMPARE(ask(patch(second, 0, bytes.left(4'000))).status, 204);
    QCOMPARE(ask(patch(first, 0, bytes)).status, 204);
    QVERIFY(ask(request("HEAD", second, {{"Tus-Resumable", "1.0.0"}}))
                .headers.contains(wire::receiptField));
    const QDir parts(story().centre.path() + QStringLiteral("/blobs/part"));
    QVERIFY(parts.entryList(QDir::Files).isEmpty());
}

void BlobExchangeTest::tus_completesNothingThatWasErasedMeanwhile() {
    Tablet anna{story().first};
    const BlobRef blob = attachWithoutBlob(anna, 5'000);
    const QByteArray bytes = anna.bytesOf(blob);
    const QByteArray address = create(story().first, blob).headers.value("Location");
    QCOMPARE(ask(patch(address, 0, bytes.left(4'000))).status, 204);
    const auto rest = patch(address, 4'000, bytes.mid(4'000));
    auto underWay = story().centre.api->sinkFor(rest);
    Order order;
    order.notebook = story().centre.team;
    order.subject = SubjectId(story().centre.team.bytes());
    order.generation = 1;
    order.issued = story().centre.clock.utc();
    must(story().centre.shelf->keep(
        Signed<Order>::make(order, story().centre.shelf->keys().signing)));
    const QDir parts(story().centre.path() + QStringLiteral("/blobs/part"));
    QVERIFY(parts.entryList(QDir::Files).isEmpty());
    (void)underWay->take(rest.body);
    underWay->end();
    underWay.reset();
    QVERIFY(ask(patch(address, 0, bytes)).status >= 400);
    QCOMPARE(ask(request("HEAD", address, {{"Tus-Resumable", "1.0.0"}})).status, 404);
    QCOMPARE(create(story().first, blob).status, 404);
    QVERIFY(!story().centre.shelf->blobs().holds(blob));
    QVERIFY(parts.entryList(QDir::Files).isEmpty());
}

void BlobExchangeTest::tus_letsAnAddressRunOut() {
    Tablet anna{story().first};
    const BlobRef blob = attachWithoutBlob(anna, 5'000);
    const QByteArray address = create(story().first, blob).headers.value("Location");
    QCOMPARE(ask(patch(address, 0, "12345")).status, 204);
    story().centre.clock.advance(limits::uploadTime + std::chrono::seconds(1));
    QCOMPARE(ask(patch(address, 5, "12345")).status, 410);
    QCOMPARE(ask(request("HEAD", address, {{"Tus-Resumable", "1.0.0"}})).status, 410);
}

void BlobExchangeTest::tus_knowsOnlyItsOwnAddresses() {
    Tablet anna{story().first};
    const BlobRef blob = attachWithoutBlob(anna, 5'000);
    const QByteArray address = create(story().first, blob).headers.value("Location");
    for (qsizetype at = qsizetype{sizeof(wire::blobsPath)}; at < address.size(); at += 7) {
        QByteArray forged = address;
        forged[at] = forged[at] == 'A' ? 'B' : 'A';
        QCOMPARE(offsetAt(forged), -1);
        QCOMPARE(ask(patch(forged, 0, "12345")).status, 404);
    }
    for (const QByteArray& none : {QByteArray("/v1/blobs/"), QByteArray("/v1/blobs/../store.key"),
                                   QByteArray("/v1/blobs/AAAA")})
        QVERIFY(ask(request("HEAD", none, {{"Tus-Resumable", "1.0.0"}})).status >= 401);
}

void BlobExchangeTest::tus_obeysAnOverriddenMethod() {
    Tablet anna{story().first};
    const BlobRef blob = attachWithoutBlob(anna, 5'000);
    HttpRequest piece =
        patch(create(story().first, blob).headers.value("Location"), 0, anna.bytesOf(blob));
    piece.method = "POST";
    piece.headers.set("X-HTTP-Method-Override", "PATCH");
    QCOMPARE(ask(piece).status, 204);
    QVERIFY(story().centre.shelf->blobs().holds(blob));
}

// Ranges -----------------------------------------------------------------------------------------

void BlobExchangeTest::ranges_areAnsweredAsAsked_data() {
    QTest::addColumn<QByteArray>("range");
    QTest::addColumn<int>("status");
    QTest::addColumn<int>("from");
    QTest::addColumn<int>("size");
    QTest::newRow("none") << QByteArray() << 200 << 0 << 5'000;
    QTest::newRow("a part") << QByteArray("bytes=1000-1999") << 206 << 1'000 << 1'000;
    QTest::newRow("to the end") << QByteArray("bytes=4000-") << 206 << 4'000 << 1'000;
    QTest::newRow("over the end") << QByteArray("bytes=4000-9999") << 206 << 4'000 << 1'000;
    QTest::newRow("one byte") << QByteArray("bytes=0-0") << 206 << 0 << 1;
    QTest::newRow("beyond the end") << QByteArray("bytes=5000-5001") << 416 << 0 << 0;
    QTest::newRow("several") << QByteArray("bytes=0-1,5-6") << 200 << 0 << 5'000;
    QTest::newRow("backwards") << QByteArray("bytes=9-1") << 200 << 0 << 5'000;
    QTest::newRow("from the end") << QByteArray("bytes=-5") << 200 << 0 << 5'000;
}

void BlobExchangeTest::ranges_areAnsweredAsAsked() {
    QFETCH(QByteArray, range);
    QFETCH(int, status);
    QFETCH(int, from);
    QFETCH(int, size);
    Tablet anna{story().first};
    const BlobRef blob = attach(anna, 5'000);
    handOver(anna);
    HttpRequest made = signedRequest(story().second, "GET", blob);
    if (!range.isEmpty()) made.headers.set("Range", range);
    const HttpResponse answer = ask(made);
    QCOMPARE(answer.status, status);
    if (status == 416) {
        QCOMPARE(answer.headers.value("Content-Range"), QByteArray("bytes */5000"));
        return;
    }
    QCOMPARE(answer.body, anna.bytesOf(blob).mid(from, size));
    if (status == 206)
        QCOMPARE(answer.headers.value("Content-Range"),
                 QByteArray("bytes " + QByteArray::number(from) + '-' +
                            QByteArray::number(from + size - 1) + "/5000"));
}

// Leaving the tablet -----------------------------------------------------------------------------

void BlobExchangeTest::nothingLeavesTheTablet_withoutAllItsReceipts() {
    Tablet anna{story().first};
    const BlobRef blob = attach(anna, 5'000);
    const VerifyKey store = story().centre.identity().key;
    RemovalGate gate(*story().first.ledger, *anna.blobs, story().first.author.vault(), store);
    const auto refuses = [&](RemovalGate& asked) {
        const Status done = asked.purge(blob.id, UtcTime::max());
        return !done && done.error().code == Code::notAllowed && anna.blobs->holds(blob);
    };
    QVERIFY(refuses(gate));
    // A receipt that somebody else signed.
    const SigningKey forger = SigningKey::generate(story().first.random);
    const BlobReceipt words{story().centre.team, blob, story().first.clock.utc(), 1};
    must(anna.index.keep(Signed<BlobReceipt>::make(words, forger)));
    QVERIFY(refuses(gate));
    // The store's own, of another blob.
    const SigningKey& signing = story().centre.shelf->keys().signing;
    BlobReceipt other = words;
    other.blob.length = 4'999;
    Signed<BlobReceipt> swapped = Signed<BlobReceipt>::make(other, signing);
    swapped.value = words;
    must(anna.index.keep(swapped));
    QVERIFY(refuses(gate));
    // The blob's is good, the text's is missing.
    must(anna.index.keep(Signed<BlobReceipt>::make(words, signing)));
    QVERIFY(refuses(gate));
    must(anna.index.reopen(story().centre.team));
    handOver(anna);
    RemovalGate alone(*story().first.ledger, *anna.blobs, story().first.author.vault(), {});
    QVERIFY(refuses(alone));
    // The store has lost the text since.
    const ChainId chain = story().first.chainOf(story().centre.team);
    {
        auto edit = must(story().first.ledger->begin());
        must(story().first.ledger->reopenAfter(chain, 0));
        must(edit.commit());
    }
    QVERIFY(refuses(gate));
    handOver(anna);
    must(gate.purge(blob.id, UtcTime::max()));
    QVERIFY(!anna.blobs->holds(blob));
    QCOMPARE(gate.purge(Hash::of({"unknown"}), UtcTime::max()).error().code, Code::notFound);
}

void BlobExchangeTest::whatWasPurged_comesBackOnlyWhenAsked() {
    Tablet anna{story().first};
    const BlobRef blob = attach(anna, 5'000);
    handOver(anna);
    const QByteArray bytes = anna.bytesOf(blob);
    RemovalGate gate(*story().first.ledger, *anna.blobs, story().first.author.vault(),
                     story().centre.identity().key);
    must(gate.purge(blob.id, UtcTime::max()));
    QCOMPARE(handOver(anna).blobs.toFetch, 0);
    must(anna.index.setPurged(blob.id, false));
    QCOMPARE(handOver(anna).blobs.fetched, 1);
    QCOMPARE(anna.bytesOf(blob), bytes);
}

void BlobExchangeTest::aFreshReceipt_freesNothing() {
    Tablet anna{story().first};
    const BlobRef blob = attach(anna, 5'000);
    handOver(anna);
    RemovalGate gate(*story().first.ledger, *anna.blobs, story().first.author.vault(),
                     story().centre.identity().key);
    // The store may be restored from a backup of last night.
    const UtcTime received = must(anna.index.receipt(blob.id))->value.received;
    QCOMPARE(gate.purge(blob.id, received - milliseconds(1)).error().code, Code::notAllowed);
    QVERIFY(anna.blobs->holds(blob));
    must(gate.purge(blob.id, received));
}

void BlobExchangeTest::whatWasPurgedAndTheStoreLost_isNotCalledSafe() {
    Tablet anna{story().first};
    Tablet jo{story().second};
    const BlobRef blob = attach(anna, 5'000);
    handOver(anna);
    handOver(jo);
    const QByteArray bytes = anna.bytesOf(blob);
    RemovalGate gate(*story().first.ledger, *anna.blobs, story().first.author.vault(),
                     story().centre.identity().key);
    must(gate.purge(blob.id, UtcTime::max()));
    QFile::remove(story().centre.shelf->blobs().pathOf(blob.id));
    const auto told = handOver(anna);
    QCOMPARE(told.blobsHeld, 1);
    QCOMPARE(told.blobs.notThereYet, 1);
    // A colleague has it, and gives it back.
    handOver(jo);
    QCOMPARE(handOver(anna).blobs.fetched, 1);
    QCOMPARE(anna.bytesOf(blob), bytes);
}

QTEST_APPLESS_MAIN(BlobExchangeTest)
#include "tst_blobexchange.moc"
