// The keys of a page are shown for as long as Ctrl alone is held. What always holds: it only
// watches, so every key still reaches whoever it was meant for; and any other key, tap, stroke or
// turn of the wheel puts the list away at once, as letting go does.
#pragma once

#include "app/viewmodels/delay.h"
#include "app/viewmodels/shellmodel.h"

class QEvent;

namespace candour {

class KeyWatch {
  public:
    /// Longer than any shortcut takes.
    static constexpr std::chrono::milliseconds shownAfter{700};

    /// The shell outlives it.
    KeyWatch(ShellModel& shell, std::unique_ptr<Delay> delay);

    /// Every event of the application, before anybody acts on it.
    void see(const QEvent& event);
    /// Nobody can say any more whether it is held: another window has the keys.
    void stop();

  private:
    ShellModel& m_shell;
    std::unique_ptr<Delay> m_delay;
};

}  // namespace candour
