// The network between one tablet's hand-over and the store: requests and answers are lost, cut,
// doubled, late, replayed, and kept apart for days. What always holds: an answer reaches its
// request or nobody; without a fault every request is answered once.
#pragma once

#include "platform/http/transport.h"
#include "tests/simulation/agenda.h"
#include "tests/simulation/faults.h"

#include <functional>
#include <map>

namespace candour::simulation {

class SimNetwork final : public HttpTransport {
  public:
    /// The store's edge: nothing if it is down or goes down over it, or if less of the body came
    /// than the request has.
    using Reach = std::function<std::optional<HttpResponse>(const HttpRequest&, qsizetype arrived)>;
    /// What somebody in the middle, or a hostile store, makes of an answer.
    using Tamper = std::function<void(const HttpRequest&, HttpResponse&)>;

    SimNetwork(Agenda& agenda, Dice& dice, Faults& faults, Reach reach, Tamper tamper)
        : m_agenda(agenda),
          m_dice(dice),
          m_faults(faults),
          m_reach(std::move(reach)),
          m_tamper(std::move(tamper)) {}

    Ticket send(HttpRequest request, Done done) override;
    void cancel(Ticket ticket) override { m_waiting.erase(ticket); }

    /// One request in so many meets a fault; 0: none does.
    void setFaultRate(int oneIn) { m_oneIn = oneIn; }
    void setPartition(UtcTime until) { m_apartUntil = until; }

  private:
    enum class Way : std::uint8_t {
        clear,
        lost,
        cut,
        twice,
        replayed,
        backLost,
        backCut,
        backLate
    };
    std::optional<HttpResponse> reach(const HttpRequest& request) {
        return m_reach(request, request.body.size());
    }
    void arrive(Ticket ticket, const HttpRequest& request, Way way);
    void answer(Ticket ticket, Result<HttpResponse> response);
    milliseconds travel() { return milliseconds(m_dice.between(5, 400)); }

    Agenda& m_agenda;
    Dice& m_dice;
    Faults& m_faults;
    Reach m_reach;
    Tamper m_tamper;
    std::map<Ticket, Done> m_waiting;
    Ticket m_last = 0;
    int m_oneIn = 0;
    UtcTime m_apartUntil;
};

}  // namespace candour::simulation
