// Being asked to end by the service manager or the terminal: brought into the event loop, where it
// can be obeyed in good order.
#pragma once

#include <functional>
#include <memory>

namespace candour {

class TerminationSignals {
  public:
    /// Holds SIGTERM, SIGINT and SIGHUP back from this moment on. Comes first in main(): threads
    /// that are started later inherit it. Where the system has no such signals nothing happens.
    TerminationSignals();
    /// Calls `asked` from this thread's event loop, which must be there by now.
    void onAsked(std::function<void()> asked);
    ~TerminationSignals();
    TerminationSignals(const TerminationSignals&) = delete;
    TerminationSignals& operator=(const TerminationSignals&) = delete;

  private:
    struct Watch;
    std::unique_ptr<Watch> m_watch;
};

}  // namespace candour
