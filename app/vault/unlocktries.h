// How often the passphrase was wrong since it was last right. Kept beside the vault, so that ending
// the program, or taking another, begins nothing anew; by the time since boot, so that setting the
// clock does not either. After some wrong ones each costs a longer wait. Nothing is ever wiped:
// words may be only here. Whoever may write into the folder may also remove the count; against
// somebody with a copy of the files only the passphrase helps.
#pragma once

#include "platform/clock.h"
#include "platform/error.h"

#include <QString>

namespace candour {

class UnlockTries {
  public:
    static constexpr int withoutWait = 5;

    /// Of the vault in this folder. The clock outlives it.
    UnlockTries(const QString& folder, const Clock& clock);

    [[nodiscard]] int wrong() const { return m_wrong; }
    /// Until the next try is taken; zero: now.
    [[nodiscard]] milliseconds wait() const;

    /// Ahead of every try, so that ending the program in the middle of one saves nothing. A disk
    /// that does not take it stops no one: whoever has the passphrase has to get at the notes.
    void countOne();
    void forget();

  private:
    QString m_path;
    const Clock& m_clock;
    int m_wrong = 0;
    milliseconds m_last{0};  // since boot
};

}  // namespace candour
