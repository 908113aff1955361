#include "platform/signals.h"

#include <QSocketNotifier>

#ifdef __linux__
#include <signal.h>
#include <sys/signalfd.h>
#include <unistd.h>
#endif

namespace candour {

#ifdef __linux__

struct TerminationSignals::Watch {
    sigset_t signals{};
    int descriptor = -1;
    std::unique_ptr<QSocketNotifier> notifier;
};

TerminationSignals::TerminationSignals() : m_watch(std::make_unique<Watch>()) {
    sigemptyset(&m_watch->signals);
    for (const int signal : {SIGTERM, SIGINT, SIGHUP}) sigaddset(&m_watch->signals, signal);
    pthread_sigmask(SIG_BLOCK, &m_watch->signals, nullptr);
    m_watch->descriptor = signalfd(-1, &m_watch->signals, SFD_NONBLOCK | SFD_CLOEXEC);
}

void TerminationSignals::onAsked(std::function<void()> asked) {
    if (m_watch->descriptor < 0) return;
    m_watch->notifier =
        std::make_unique<QSocketNotifier>(m_watch->descriptor, QSocketNotifier::Read);
    QObject::connect(m_watch->notifier.get(), &QSocketNotifier::activated,
                     [descriptor = m_watch->descriptor, asked = std::move(asked)] {
                         signalfd_siginfo info{};
                         while (::read(descriptor, &info, sizeof info) > 0) {
                         }
                         asked();
                     });
}

TerminationSignals::~TerminationSignals() {
    m_watch->notifier.reset();
    if (m_watch->descriptor >= 0) ::close(m_watch->descriptor);
    pthread_sigmask(SIG_UNBLOCK, &m_watch->signals, nullptr);
}

#else

struct TerminationSignals::Watch {};
TerminationSignals::TerminationSignals() = default;
void TerminationSignals::onAsked(std::function<void()>) {}
TerminationSignals::~TerminationSignals() = default;

#endif

}  // namespace candour
