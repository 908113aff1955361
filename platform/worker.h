// One thread with an event loop, and values between it and the thread that owns it. Work runs in
// the order it was asked for; everything that was asked for is done before the worker ends. An
// answer comes back on the owner's thread, and only while the object that asked still lives.
#pragma once

#include "platform/limits.h"

#include <QObject>
#include <QPointer>
#include <QThread>

#include <atomic>
#include <functional>
#include <memory>
#include <type_traits>
#include <utility>

namespace candour {

class Worker {
  public:
    /// Starts the thread. The thread that constructs a worker owns it: ask() and stop() belong
    /// there. At most `queue` pieces of work wait or run at a time.
    explicit Worker(const QString& name, std::size_t queue = limits::workerQueue);
    /// Finishes the work that was asked for. Answers still on their way are dropped, because the
    /// objects around this one may be half gone; call stop() first to have them.
    ~Worker();
    Worker(const Worker&) = delete;
    Worker& operator=(const Worker&) = delete;

    /// Runs `work()` on the worker's thread and brings its value to `then(value)` on this one,
    /// unless `context` has died. False, and nothing was taken, when the queue is full or the
    /// worker has stopped. Both functions travel by value: whatever they capture must be
    /// theirs.
    template <class Work, class Then>
    [[nodiscard]] bool ask(QObject* context, Work work, Then then) {
        return submit([this, back = QPointer<QObject>(context), work = std::move(work),
                       then = std::move(then)]() mutable {
            if constexpr (std::is_void_v<std::invoke_result_t<Work&>>) {
                work();
                tell(back, std::move(then));
            } else {
                tell(back, [value = work(), then = std::move(then)]() mutable {
                    then(std::move(value));
                });
            }
        });
    }

    /// The same for work that has nothing to say.
    template <class Work>
    [[nodiscard]] bool ask(Work work) {
        return submit([work = std::move(work)]() mutable { work(); });
    }

    /// For the worker's thread: runs `news` on the owner's thread, unless `context` has died by
    /// then. For what comes later than the work that began it, such as an answer from the network.
    template <class News>
    void tell(const QPointer<QObject>& context, News news) {
        post(context, std::make_unique<Job<News>>(std::move(news)));
    }

    /// Work that waits or runs.
    [[nodiscard]] std::size_t pending() const { return m_pending; }

    /// Finishes what was asked for, ends the thread and delivers every answer before it returns.
    /// No work is taken afterwards.
    void stop();

  private:
    /// A function that runs once; unlike std::function it may hold what can only be moved, and it
    /// ends on the thread that ran it.
    struct AnyJob {
        virtual ~AnyJob() = default;
        virtual void run() = 0;
    };
    template <class Body>
    struct Job final : AnyJob {
        explicit Job(Body with) : body(std::move(with)) {}
        void run() override { body(); }
        Body body;
    };

    template <class Body>
    bool submit(Body body) {
        return submitJob(std::make_unique<Job<Body>>(std::move(body)));
    }
    bool submitJob(std::unique_ptr<AnyJob> job);
    void post(const QPointer<QObject>& context, std::unique_ptr<AnyJob> news);
    void finish();

    class JobEvent;
    class Desk;

    const std::size_t m_queue;
    std::atomic<std::size_t> m_pending = 0;
    QThread m_thread;
    std::unique_ptr<QObject> m_desk;  // on the owner's thread: where answers arrive
    std::unique_ptr<QObject> m_seat;  // on the worker's thread: where work arrives
};

}  // namespace candour
