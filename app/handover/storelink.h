// A vault's line to its central store: the connection made from what enrolment proved, and one
// hand-over at a time over it. Lives on the vault's thread.
#pragma once

#include "app/vault/vault.h"
#include "platform/http/client.h"
#include "sync/enrolment.h"
#include "sync/handover.h"

#include <QObject>
#include <QThreadPool>

#include <functional>
#include <memory>

namespace candour {

/// Of a tablet that the store has taken out of use: whether this hand-over went as far as it could,
/// and the store now has all that is here.
[[nodiscard]] Status mayEmpty(Vault& vault, const HandOver::Report& report);

class StoreLink {
  public:
    /// `notAllowed` for a vault that is not enrolled. The vault outlives this.
    static Result<std::unique_ptr<StoreLink>> open(Vault& vault, Random& random);
    ~StoreLink();

    [[nodiscard]] const StoreIdentity& store() const { return m_store; }
    [[nodiscard]] bool running() const { return m_handOver != nullptr; }
    /// Pushes, then pulls. Does nothing while one is running.
    void handOver(HandOver::Observe observe, HandOver::Done done,
                  const HandOver::Terms& terms = {});
    /// Asks whether the store answers, and moves nothing. `then` is called once, on this thread,
    /// unless this goes first.
    void look(std::function<void(bool answers)> then);
    /// Ends in good order once what is under way is answered.
    void pause();
    /// Stops at once; what was receipted stays so.
    void cancel();

  private:
    StoreLink(Vault& vault, Random& random, StoreIdentity store, std::unique_ptr<HttpClient> client,
              std::unique_ptr<HttpClient> despiteDates)
        : m_vault(vault),
          m_random(random),
          m_store(std::move(store)),
          m_client(std::move(client)),
          m_despiteDates(std::move(despiteDates)) {}

    void aside(std::function<void()> work, std::function<void()> then);
    void takeOff(HandOver::Report& report);

    Vault& m_vault;
    Random& m_random;
    StoreIdentity m_store;
    std::unique_ptr<HttpClient> m_client;
    std::unique_ptr<HttpClient> m_despiteDates;  // for the store's signed time alone
    std::unique_ptr<HandOver> m_handOver;
    QObject m_here;  // what was read aside comes back to its thread
    QThreadPool m_aside;
};

}  // namespace candour
