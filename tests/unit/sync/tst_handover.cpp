#include "tests/support/story.h"

#include <QTest>

#include <deque>

using namespace candour;

namespace {

/// Requests of which several are under way, answered as a test likes.
class OpenLine final : public HttpTransport {
  public:
    explicit OpenLine(Centre& centre) : m_centre(centre) {}

    Ticket send(HttpRequest request, Done done) override {
        request.headers.set("Host", "store.test");
        waiting.push_back({++m_last, std::move(request), std::move(done)});
        if (onSent) onSent();
        return m_last;
    }
    void cancel(Ticket ticket) override {
        std::erase_if(waiting, [&](const Waiting& one) { return one.ticket == ticket; });
    }
    /// The store gets the newest request first, and so on.
    void answerLast() {
        Waiting one = std::move(waiting.back());
        waiting.pop_back();
        one.done(m_centre.api->answer(one.request));
    }
    /// Chains of the frames in a push that waits.
    static std::vector<ChainId> chainsOf(const HttpRequest& request) {
        std::vector<ChainId> chains;
        if (request.target != wire::pushPath) return chains;
        for (const QByteArrayView frame : must(splitFrames(request.body)))
            chains.push_back(must(decodeFrame(frame)).chain);
        return chains;
    }

    struct Waiting {
        Ticket ticket;
        HttpRequest request;
        Done done;
    };
    std::deque<Waiting> waiting;
    std::function<void()> onSent;

  private:
    Centre& m_centre;
    Ticket m_last = 0;
};

/// One hand-over of a tablet over an open line.
struct Run {
    Run(Story& story, Replica& tablet)
        : line(story.centre),
          identity(story.centre.identity()),
          handOver(
              {*tablet.ledger, tablet.author, line, identity, "store.test", tablet.random,
               [&](Moment::Offset offset) { tablet.author.setStoreOffset(offset); }},
              [this](const HandOver::Progress& now) { progress = now; },
              [this](HandOver::Report ended) { report = std::move(ended); }) {}
    const HandOver::Report& toTheEnd() {
        while (!report && !line.waiting.empty()) line.answerLast();
        if (!report) qFatal("the hand-over did not end");
        return *report;
    }

    OpenLine line;
    StoreIdentity identity;
    HandOver::Progress progress;
    std::optional<HandOver::Report> report;
    HandOver handOver;
};

/// Words that hardly can be compressed, as one edit.
void writeMany(Replica& tablet, const NotebookId& notebook, int count) {
    auto edit = must(tablet.ledger->begin());
    for (int i = 0; i < count; ++i) {
        NewChange change;
        const auto id = RecordId::makeV7(tablet.clock, tablet.random);
        change.record = {notebook, QStringLiteral("line"), id};
        change.subject = SubjectId(notebook.bytes());
        change.fields.push_back(
            {QStringLiteral("text"), QString::fromLatin1(tablet.random.bytes(180).toBase64()), {}});
        change.written = tablet.author.now();
        must(tablet.ledger->append(tablet.author, change));
    }
    must(edit.commit());
}

}  // namespace

class HandOverTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void severalRequestsUnderWay_neverCarryOneChainTwice();
    void answersInAnyOrder_bringEverything();
    void urgentChanges_leaveBeforeTheWords();
    void anUrgentChangeWrittenMeanwhile_isNext();
    void aBudgetOfBytes_endsBetweenTwoRequests();
    void aBudgetOfTime_endsBetweenTwoRequests();
    void paused_waitsForWhatIsUnderWay();
    void onlyUrgentOnes_leaveTheRestHere();
    void aRequestThatTimesOut_goesAgainInHalves();
    void progress_countsWhatIsKnownOnly();
};

void HandOverTest::severalRequestsUnderWay_neverCarryOneChainTwice() {
    Story story;
    for (int i = 0; i < 6; ++i) writeMany(story.first, story.foundSession(), 900);
    Run run(story, story.first);
    std::size_t most = 0;
    run.line.onSent = [&] {
        most = std::max(most, run.line.waiting.size());
        std::set<ChainId> seen;
        for (const auto& waiting : run.line.waiting) {
            std::set<ChainId> own;
            for (const ChainId& chain : OpenLine::chainsOf(waiting.request)) own.insert(chain);
            for (const ChainId& chain : own) QVERIFY(seen.insert(chain).second);
        }
    };
    run.handOver.start();
    const auto& report = run.toTheEnd();
    QVERIFY(!report.stopped);
    QCOMPARE(report.accepted, 5'400);
    QVERIFY(most >= 2);
    QVERIFY(most <= 4);
    QCOMPARE(story.centre.shelf->verify()->changes, 5'400);
}

void HandOverTest::answersInAnyOrder_bringEverything() {
    Story story;
    std::vector<NotebookId> sessions;
    for (int i = 0; i < 6; ++i) {
        sessions.push_back(story.foundSession());
        writeMany(story.first, sessions.back(), 900);
    }
    QCOMPARE(story.handOver(story.first).accepted, 5'400);
    Run run(story, story.second);
    std::size_t most = 0;
    run.line.onSent = [&] { most = std::max(most, run.line.waiting.size()); };
    run.handOver.start();
    QCOMPARE(run.toTheEnd().received, 5'400);
    QVERIFY(most >= 2);
    for (const NotebookId& session : sessions)
        QCOMPARE(*story.first.ledger->digest(session), *story.second.ledger->digest(session));
}

void HandOverTest::urgentChanges_leaveBeforeTheWords() {
    Story story;
    writeMany(story.first, story.centre.team, 2'000);
    story.first.write(story.centre.team, newRecord(story.first), QStringLiteral("agreed"), {},
                      Lane::agreements);
    story.first.write(story.centre.team, newRecord(story.first), QStringLiteral("an alert"), {},
                      Lane::urgent);
    Run run(story, story.first);
    std::vector<Lane> lanes;
    run.line.onSent = [&] {
        for (const ChainId& chain : OpenLine::chainsOf(run.line.waiting.back().request))
            if (lanes.empty() || lanes.back() != chain.lane) lanes.push_back(chain.lane);
        // What comes later waits for the answer.
        if (lanes.size() < 3) QCOMPARE(run.line.waiting.size(), 1U);
    };
    run.handOver.start();
    QCOMPARE(run.toTheEnd().accepted, 2'002);
    QCOMPARE(lanes, (std::vector{Lane::urgent, Lane::agreements, Lane::rest}));
}

void HandOverTest::anUrgentChangeWrittenMeanwhile_isNext() {
    Story story;
    writeMany(story.first, story.centre.team, 4'000);
    Run run(story, story.first);
    run.handOver.start();
    story.first.write(story.centre.team, newRecord(story.first), QStringLiteral("an alert"), {},
                      Lane::urgent);
    run.line.answerLast();
    QCOMPARE(OpenLine::chainsOf(run.line.waiting.back().request).front().lane, Lane::urgent);
    run.toTheEnd();
    QCOMPARE(story.centre.shelf->verify()->changes, 4'001);
}

void HandOverTest::aBudgetOfBytes_endsBetweenTwoRequests() {
    Story story;
    writeMany(story.first, story.centre.team, 3'000);
    Run run(story, story.first);
    HandOver::Terms terms;
    terms.bytes = 200'000;
    run.handOver.start(terms);
    const auto& report = run.toTheEnd();
    QVERIFY(!report.stopped);
    QCOMPARE(report.early, HandOver::Early::bytesUsed);
    QVERIFY(report.accepted > 0);
    QCOMPARE(report.toSend, 3'000 - report.accepted);
    // A frame is not cut: at most one goes beyond.
    QVERIFY(report.bytesSent < 200'000 + 256 * 1024);
    const auto rest = story.handOver(story.first);
    QCOMPARE(rest.accepted, 3'000 - report.accepted);
    QVERIFY(!rest.early);
}

void HandOverTest::aBudgetOfTime_endsBetweenTwoRequests() {
    Story story;
    writeMany(story.first, story.centre.team, 3'000);
    Run run(story, story.first);
    run.line.onSent = [&] { story.first.clock.advance(std::chrono::seconds(5)); };
    HandOver::Terms terms;
    terms.time = std::chrono::seconds(8);
    run.handOver.start(terms);
    const auto& report = run.toTheEnd();
    QCOMPARE(report.early, HandOver::Early::timeUsed);
    QCOMPARE(report.roundTrips, 2);
    QVERIFY(report.accepted > 0 && report.toSend > 0);
    QCOMPARE(story.handOver(story.first).accepted, report.toSend);
}

void HandOverTest::paused_waitsForWhatIsUnderWay() {
    Story story;
    writeMany(story.first, story.centre.team, 3'000);
    Run run(story, story.first);
    run.handOver.start();
    run.handOver.pause();
    QVERIFY(!run.report);
    run.line.answerLast();
    QVERIFY(run.report.has_value());
    QCOMPARE(run.report->early, HandOver::Early::paused);
    QVERIFY(run.report->accepted > 0);
    QCOMPARE(story.handOver(story.first).accepted, 3'000 - run.report->accepted);
}

void HandOverTest::onlyUrgentOnes_leaveTheRestHere() {
    Story story;
    story.second.write(story.centre.team, newRecord(story.second), QStringLiteral("from Jo"));
    story.handOver(story.second);
    story.first.write(story.centre.team, newRecord(story.first), QStringLiteral("words"));
    story.first.write(story.centre.team, newRecord(story.first), QStringLiteral("an alert"), {},
                      Lane::urgent);
    Run run(story, story.first);
    HandOver::Terms terms;
    terms.upTo = Lane::urgent;
    run.handOver.start(terms);
    const auto& report = run.toTheEnd();
    QCOMPARE(report.early, HandOver::Early::laneReached);
    QCOMPARE(report.accepted, 1);
    QCOMPARE(report.received, 0);
    QCOMPARE(report.toSend, 1);
    const auto rest = story.handOver(story.first);
    QCOMPARE(rest.accepted, 1);
    QCOMPARE(rest.received, 1);
}

void HandOverTest::aRequestThatTimesOut_goesAgainInHalves() {
    Story story;
    writeMany(story.first, story.centre.team, 3'000);
    Run run(story, story.first);
    run.handOver.start();
    run.line.answerLast();
    const qsizetype large = run.line.waiting.back().request.body.size();
    auto lost = std::move(run.line.waiting.back());
    run.line.waiting.pop_back();
    lost.done(fail(Code::timedOut, "send"));
    QVERIFY(run.line.waiting.back().request.body.size() < large);
    QCOMPARE(run.toTheEnd().accepted, 3'000);
}

void HandOverTest::progress_countsWhatIsKnownOnly() {
    Story story;
    writeMany(story.first, story.centre.team, 3'000);
    Run run(story, story.first);
    run.handOver.start();
    QCOMPARE(run.progress.toSend, 3'000);
    QCOMPARE(run.progress.sent, 0);
    QVERIFY(!run.progress.left);
    story.first.clock.advance(std::chrono::seconds(10));
    run.line.answerLast();
    const auto sent = run.progress.sent;
    QVERIFY(sent > 0 && sent < 3'000);
    QCOMPARE(run.progress.left->count(), 10'000 * (3'000 - sent) / sent);
    run.toTheEnd();
    QCOMPARE(run.progress.sent, 3'000);
    QVERIFY(!run.progress.left);
}

QTEST_GUILESS_MAIN(HandOverTest)
#include "tst_handover.moc"
