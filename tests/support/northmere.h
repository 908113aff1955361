// Northmere Council, day 2 of 3: every page of the window in its main states, filled with one
// invented day, for screenshots and for tests that walk over all pages.
#pragma once

#include "app/viewmodels/windowmodels.h"

#include <functional>
#include <vector>

class QQuickWindow;

namespace candour::northmere {

/// Tuesday 9 March 2027, 14:32:07, on site.
class SiteClock final : public Clock {
  public:
    [[nodiscard]] UtcTime utc() const override;
    [[nodiscard]] milliseconds sinceBoot() const override { return milliseconds(0); }
    [[nodiscard]] std::chrono::minutes zoneOffset() const override {
        return std::chrono::minutes(0);
    }
};

/// A Delay that ends when the test says.
class HeldDelay final : public Delay {
  public:
    void start(std::chrono::milliseconds wait, std::function<void()> then) override;
    void stop() override { m_then = {}; }
    [[nodiscard]] bool waiting() const override { return static_cast<bool>(m_then); }
    /// The wait is over, if there is one.
    void end();
    [[nodiscard]] std::chrono::milliseconds wait() const { return m_wait; }

  private:
    std::chrono::milliseconds m_wait{};
    std::function<void()> m_then;
};

struct Scene {
    QString name;  ///< "04-capture-keyboard"
    std::function<void(WindowModels&)> show;
    /// Buttons to press once the page stands, by name and in this order. One that this window has
    /// no room for is passed over.
    QStringList presses = {};
};

/// Presses them; how many were found.
int press(QQuickWindow& window, const QStringList& names);

/// Every page and its main states, in the order of ux/.
[[nodiscard]] std::vector<Scene> scenes();
/// An empty one if there is none of that name.
Scene sceneNamed(const QString& name);

[[nodiscard]] QList<Statement> statements();
[[nodiscard]] CaptureState interview();
[[nodiscard]] QList<LineRow> lines();

}  // namespace candour::northmere
