#include "tests/simulation/simnetwork.h"

#include "platform/limits.h"

namespace candour::simulation {
namespace {

constexpr milliseconds timeOut = limits::answerTime;

Result<HttpResponse> brokenOff(const char* during) {
    return fail(Code::offline, during);
}

}  // namespace

HttpTransport::Ticket SimNetwork::send(HttpRequest request, Done done) {
    request.headers.set("Host", "store.test");
    const Ticket ticket = ++m_last;
    m_waiting.emplace(ticket, std::move(done));
    if (m_agenda.now() < m_apartUntil) {
        m_agenda.in(milliseconds(1), [this, ticket] { answer(ticket, brokenOff("connect")); });
        return ticket;
    }
    Way way = Way::clear;
    if (m_oneIn > 0 && m_dice.oneIn(m_oneIn)) way = static_cast<Way>(m_dice.between(1, 7));
    m_agenda.in(travel(), [this, ticket, request = std::move(request), way] {
        arrive(ticket, request, way);
    });
    return ticket;
}

void SimNetwork::arrive(Ticket ticket, const HttpRequest& request, Way way) {
    if (way == Way::lost) {
        m_faults.add(Fault::requestLost);
        m_agenda.in(timeOut, [this, ticket] { answer(ticket, fail(Code::timedOut, "send")); });
        return;
    }
    if (way == Way::cut) {
        m_faults.add(Fault::requestCut);
        const int arrived = m_dice.below(request.body.size() + 1);
        // Of an upload, what came is kept. Of other requests a server would not pass on a part;
        // whoever does must not be believed.
        if (request.method != "PATCH" && m_dice.oneIn(2)) {
            HttpRequest part = request;
            part.body.truncate(arrived);
            reach(part);
        } else if (arrived < request.body.size()) {
            m_reach(request, arrived);
        }
        m_agenda.in(travel(), [this, ticket] { answer(ticket, brokenOff("send")); });
        return;
    }
    auto response = reach(request);
    if (way == Way::twice) {
        m_faults.add(Fault::requestTwice);
        response = reach(request);
    } else if (way == Way::replayed) {
        m_faults.add(Fault::requestReplayed);
        const milliseconds later(m_dice.between(1'000, 200'000));
        m_agenda.in(later, [this, request] { reach(request); });
    }
    if (!response) {
        m_agenda.in(travel(), [this, ticket] { answer(ticket, brokenOff("receive")); });
        return;
    }
    if (m_tamper) m_tamper(request, *response);
    if (way == Way::backLost) {
        m_faults.add(Fault::answerLost);
        m_agenda.in(travel(), [this, ticket] { answer(ticket, brokenOff("receive")); });
    } else if (way == Way::backLate) {
        m_faults.add(Fault::answerLate);
        m_agenda.in(timeOut, [this, ticket] { answer(ticket, fail(Code::timedOut, "receive")); });
    } else {
        if (way == Way::backCut) {
            m_faults.add(Fault::answerCut);
            response->body.truncate(m_dice.below(response->body.size() + 1));
            // Mostly the missing end shows; a careless proxy may make it look whole.
            if (!m_dice.oneIn(3)) {
                m_agenda.in(travel(), [this, ticket] { answer(ticket, brokenOff("receive")); });
                return;
            }
        }
        m_agenda.in(travel(), [this, ticket, response = std::move(*response)] {
            if (response.status >= 500) return answer(ticket, fail(Code::storeFailed, "ask"));
            answer(ticket, response);
        });
    }
}

void SimNetwork::answer(Ticket ticket, Result<HttpResponse> response) {
    auto waiting = m_waiting.extract(ticket);
    if (!waiting.empty()) waiting.mapped()(std::move(response));
}

}  // namespace candour::simulation
