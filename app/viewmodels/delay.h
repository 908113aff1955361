// A wait that ends in a call: the only way in which a view-model knows that time passes, so that
// tests decide when it does.
#pragma once

#include <QTimer>

#include <chrono>
#include <functional>

namespace candour {

class Delay {
  public:
    virtual ~Delay() = default;
    /// Calls `then` once after `wait`. A call that was already waiting is dropped.
    virtual void start(std::chrono::milliseconds wait, std::function<void()> then) = 0;
    virtual void stop() = 0;
    [[nodiscard]] virtual bool waiting() const = 0;
};

class TimerDelay final : public Delay {
  public:
    TimerDelay();
    void start(std::chrono::milliseconds wait, std::function<void()> then) override;
    void stop() override;
    [[nodiscard]] bool waiting() const override;

  private:
    QTimer m_timer;
    std::function<void()> m_then;
};

}  // namespace candour
