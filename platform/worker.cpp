#include "platform/worker.h"

#include "platform/check.h"

#include <QCoreApplication>
#include <QEvent>

namespace candour {

class Worker::JobEvent final : public QEvent {
  public:
    static QEvent::Type kind() {
        static const auto registered = static_cast<QEvent::Type>(QEvent::registerEventType());
        return registered;
    }
    explicit JobEvent(std::unique_ptr<AnyJob> job) : QEvent(kind()), m_job(std::move(job)) {}
    JobEvent(std::unique_ptr<AnyJob> job, QPointer<QObject> context)
        : QEvent(kind()), m_job(std::move(job)), m_context(std::move(context)), m_bound(true) {}

    void run() {
        if (!m_bound || m_context) m_job->run();
        m_job.reset();
    }

  private:
    std::unique_ptr<AnyJob> m_job;
    QPointer<QObject> m_context;
    bool m_bound = false;
};

/// Runs what arrives, on the thread it lives on.
class Worker::Desk final : public QObject {
  public:
    explicit Desk(std::function<void()> afterEach = {}) : m_afterEach(std::move(afterEach)) {}
    bool event(QEvent* event) override {
        if (event->type() != JobEvent::kind()) return QObject::event(event);
        static_cast<JobEvent*>(event)->run();
        if (m_afterEach) m_afterEach();
        return true;
    }

  private:
    std::function<void()> m_afterEach;
};

Worker::Worker(const QString& name, std::size_t queue)
    : m_queue(queue),
      m_desk(std::make_unique<Desk>()),
      m_seat(std::make_unique<Desk>([this] { --m_pending; })) {
    m_thread.setObjectName(name);
    m_seat->moveToThread(&m_thread);
    m_thread.start();
}

Worker::~Worker() {
    finish();
}

void Worker::stop() {
    finish();
    QCoreApplication::sendPostedEvents(m_desk.get(), JobEvent::kind());
}

void Worker::finish() {
    check(QThread::currentThread() == m_desk->thread(), "a worker ends where it was made");
    if (!m_seat) return;
    // Queued behind everything that was asked for.
    ++m_pending;
    const auto quit = [this] { m_thread.quit(); };
    QCoreApplication::postEvent(
        m_seat.get(), new JobEvent(std::make_unique<Job<std::decay_t<decltype(quit)>>>(quit)));
    m_thread.wait();
    m_seat.reset();
}

bool Worker::submitJob(std::unique_ptr<AnyJob> job) {
    check(QThread::currentThread() == m_desk->thread(), "a worker is asked by its owner");
    if (!m_seat || m_pending >= m_queue) return false;
    ++m_pending;
    QCoreApplication::postEvent(m_seat.get(), new JobEvent(std::move(job)));
    return true;
}

void Worker::post(const QPointer<QObject>& context, std::unique_ptr<AnyJob> news) {
    check(QThread::currentThread() == &m_thread, "a worker tells from its own thread");
    QCoreApplication::postEvent(m_desk.get(), new JobEvent(std::move(news), context));
}

}  // namespace candour
