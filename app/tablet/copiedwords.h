// Words that were copied out of a page. They lie outside the vault, where every program can read
// them: they go after ten seconds, and when the tablet locks. What another program copied stays.
#pragma once

#include "app/viewmodels/delay.h"

#include <QClipboard>
#include <QObject>
#include <QSet>

#include <memory>

namespace candour {

class CopiedWords final : public QObject {
  public:
    static constexpr std::chrono::milliseconds kept{10'000};

    explicit CopiedWords(std::unique_ptr<Delay> delay);
    void clear();

  private:
    void watch(QClipboard::Mode mode);

    std::unique_ptr<Delay> m_delay;
    QSet<int> m_ours;  // the modes in which it lies
};

}  // namespace candour
