// The worker: order, answers, what happens at its limits and at its end.
#include "platform/worker.h"

#include <QAbstractEventDispatcher>
#include <QSemaphore>
#include <QTest>

#include <memory>

using namespace candour;

class TestWorker : public QObject {
    Q_OBJECT
  private Q_SLOTS:
    void work_runsOnAnotherThread_andAnswersHere();
    void work_runsInTheOrderAsked();
    void answer_forSomebodyWhoDied_isDropped();
    void values_thatCanOnlyBeMoved_travelBothWays();
    void ask_overTheQueue_answersFalse();
    void ask_afterStop_answersFalse();
    void stop_finishesWhatWasAsked_andDeliversEveryAnswer();
    void destructor_finishesWhatWasAsked_andDropsAnswers();
    void captures_endOnTheThreadThatUsedThem();
    void tell_reachesTheOwner_laterThanTheWork();
};

void TestWorker::work_runsOnAnotherThread_andAnswersHere() {
    Worker worker(QStringLiteral("engine"));
    QThread* ran = nullptr;
    QThread* answered = nullptr;
    QVERIFY(worker.ask(
        this, [] { return QThread::currentThread(); },
        [&](QThread* thread) {
            ran = thread;
            answered = QThread::currentThread();
        }));
    QTRY_VERIFY(answered != nullptr);
    QCOMPARE(answered, QThread::currentThread());
    QVERIFY(ran != answered);
    QCOMPARE(worker.pending(), 0U);
}

void TestWorker::work_runsInTheOrderAsked() {
    Worker worker(QStringLiteral("engine"));
    std::vector<int> order;
    for (int i = 0; i < 100; ++i)
        QVERIFY(worker.ask(
            this, [i] { return i; }, [&](int value) { order.push_back(value); }));
    worker.stop();
    QCOMPARE(order.size(), 100U);
    for (int i = 0; i < 100; ++i) QCOMPARE(order[static_cast<std::size_t>(i)], i);
}

void TestWorker::answer_forSomebodyWhoDied_isDropped() {
    Worker worker(QStringLiteral("engine"));
    auto context = std::make_unique<QObject>();
    bool ran = false;
    bool answered = false;
    QVERIFY(worker.ask(
        context.get(), [&] { ran = true; }, [&] { answered = true; }));
    context.reset();
    worker.stop();
    QVERIFY(ran);
    QVERIFY(!answered);
}

void TestWorker::values_thatCanOnlyBeMoved_travelBothWays() {
    Worker worker(QStringLiteral("engine"));
    int seen = 0;
    QVERIFY(worker.ask(
        this, [in = std::make_unique<int>(20)]() mutable { return std::make_unique<int>(*in + 1); },
        [&, add = std::make_unique<int>(1)](std::unique_ptr<int> out) { seen = *out + *add; }));
    worker.stop();
    QCOMPARE(seen, 22);
}

void TestWorker::ask_overTheQueue_answersFalse() {
    QSemaphore gate;
    Worker worker(QStringLiteral("engine"), 2);
    int done = 0;
    QVERIFY(worker.ask(
        this, [&] { gate.acquire(); }, [&] { ++done; }));
    QVERIFY(worker.ask(
        this, [] {}, [&] { ++done; }));
    QVERIFY(!worker.ask(
        this, [] {}, [&] { ++done; }));
    gate.release();
    QTRY_COMPARE(done, 2);
    QTRY_COMPARE(worker.pending(), 0U);
    QVERIFY(worker.ask([] {}));
}

void TestWorker::ask_afterStop_answersFalse() {
    Worker worker(QStringLiteral("engine"));
    worker.stop();
    worker.stop();
    bool ran = false;
    QVERIFY(!worker.ask([&] { ran = true; }));
    QVERIFY(!ran);
}

void TestWorker::stop_finishesWhatWasAsked_andDeliversEveryAnswer() {
    Worker worker(QStringLiteral("engine"));
    int answers = 0;
    for (int i = 0; i < 1'000; ++i)
        QVERIFY(worker.ask(
            this, [i] { return i; }, [&](int) { ++answers; }));
    worker.stop();
    QCOMPARE(answers, 1'000);
}

void TestWorker::destructor_finishesWhatWasAsked_andDropsAnswers() {
    int ran = 0;
    bool answered = false;
    {
        Worker worker(QStringLiteral("engine"));
        for (int i = 0; i < 100; ++i)
            QVERIFY(worker.ask(
                this, [&] { ++ran; }, [&] { answered = true; }));
    }
    QCoreApplication::processEvents();
    QCOMPARE(ran, 100);
    QVERIFY(!answered);
}

namespace {
/// Says where it ended.
struct Mark {
    explicit Mark(std::atomic<QThread*>& where) : m_where(where) {}
    ~Mark() { m_where = QThread::currentThread(); }
    std::atomic<QThread*>& m_where;
};
}  // namespace

void TestWorker::captures_endOnTheThreadThatUsedThem() {
    Worker worker(QStringLiteral("engine"));
    std::atomic<QThread*> ofWork = nullptr;
    std::atomic<QThread*> ofAnswer = nullptr;
    QThread* engine = nullptr;
    QVERIFY(worker.ask(
        this, [mark = std::make_unique<Mark>(ofWork)] { return QThread::currentThread(); },
        [&, mark = std::make_unique<Mark>(ofAnswer)](QThread* thread) { engine = thread; }));
    worker.stop();
    QVERIFY(engine != nullptr);
    QCOMPARE(ofWork.load(), engine);
    QCOMPARE(ofAnswer.load(), QThread::currentThread());
}

void TestWorker::tell_reachesTheOwner_laterThanTheWork() {
    Worker worker(QStringLiteral("engine"));
    QStringList seen;
    QVERIFY(worker.ask(
        this,
        [&] {
            QMetaObject::invokeMethod(
                QAbstractEventDispatcher::instance(),
                [&] { worker.tell(this, [&] { seen += QStringLiteral("news"); }); },
                Qt::QueuedConnection);
        },
        [&] { seen += QStringLiteral("answer"); }));
    QTRY_COMPARE(seen, QStringList({QStringLiteral("answer"), QStringLiteral("news")}));
}

QTEST_GUILESS_MAIN(TestWorker)
#include "tst_worker.moc"
