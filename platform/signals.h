// Being asked to end by the service manager or the terminal: brought into the event loop, where it
// can be obeyed in good order.
#pragma once

#include <functional>
#include <memory>

namespace candour {

class TerminationSignals {
  public:
    /// Calls `asked` from the event loop of this thread on SIGTERM, SIGINT or SIGHUP. One at a time
    /// in a process; where the system has no such signals nothing happens.
    explicit TerminationSignals(std::function<void()> asked);
    ~TerminationSignals();
    TerminationSignals(const TerminationSignals&) = delete;
    TerminationSignals& operator=(const TerminationSignals&) = delete;

  private:
    struct Watch;
    std::unique_ptr<Watch> m_watch;
};

}  // namespace candour
