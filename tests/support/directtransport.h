// A transport without sockets: requests go straight to a StoreApi when the test says so, and a
// fault can be put in the way. For tests and simulation of the exchange itself.
#pragma once

#include "platform/http/transport.h"
#include "sync/store/storeapi.h"

#include <deque>
#include <functional>
#include <utility>

namespace candour {

class DirectTransport final : public HttpTransport {
  public:
    explicit DirectTransport(StoreApi& api) : m_api(&api) {}

    Ticket send(HttpRequest request, Done done) override {
        request.headers.set("Host", "store.test");
        m_waiting.push_back({++m_last, std::move(request), std::move(done)});
        return m_last;
    }
    void cancel(Ticket ticket) override {
        std::erase_if(m_waiting, [&](const Waiting& one) { return one.ticket == ticket; });
    }

    /// Answers everything that is asked until nobody asks any more.
    void run() {
        while (!m_waiting.empty()) deliver();
    }
    void deliver() {
        Waiting one = std::move(m_waiting.front());
        m_waiting.pop_front();
        ++delivered;
        if (lostOnTheWay && lostOnTheWay(one.request)) return one.done(fail(Code::offline, "send"));
        if (auto said = instead ? instead(one.request) : std::nullopt)
            return one.done(std::move(*said));
        if (const auto passed = cutAfter ? cutAfter(one.request) : std::nullopt) {
            // As a server has it whose client is gone: the header, and a part of the body.
            if (const auto sink = m_api->bodyFor(one.request).sink)
                (void)sink->take(QByteArrayView(one.request.body).first(*passed));
            return one.done(fail(Code::offline, "send"));
        }
        HttpResponse response = answerTo(one.request);
        if (lostOnTheWayBack && lostOnTheWayBack(one.request))
            return one.done(fail(Code::offline, "receive"));
        if (tamper) tamper(one.request, response);
        if (response.status >= 500) return one.done(fail(Code::storeFailed, "ask"));
        one.done(std::move(response));
    }
    void setApi(StoreApi& api) { m_api = &api; }

    std::function<bool(const HttpRequest&)> lostOnTheWay;
    std::function<bool(const HttpRequest&)> lostOnTheWayBack;
    /// What something on the way answers in the store's place.
    std::function<std::optional<Result<HttpResponse>>(const HttpRequest&)> instead;
    /// After how many bytes of its body a request is cut off; nothing: not at all.
    std::function<std::optional<qsizetype>(const HttpRequest&)> cutAfter;
    std::function<void(const HttpRequest&, HttpResponse&)> tamper;
    int delivered = 0;

  private:
    /// As a server does it: what is not taken of a body never reaches the store.
    [[nodiscard]] HttpResponse answerTo(HttpRequest request) const {
        request.headers.set("Content-Length", QByteArray::number(request.body.size()));
        const BodyPlan plan = m_api->bodyFor(request);
        if (plan.sink) {
            if (plan.sink->take(request.body)) plan.sink->end();
            request.sink = plan.sink;
            request.body.clear();
        } else if (static_cast<std::size_t>(request.body.size()) > plan.limit) {
            return problem(413, {Code::tooLarge, "answer a request", "the body"});
        }
        return m_api->answer(request);
    }
    struct Waiting {
        Ticket ticket;
        HttpRequest request;
        Done done;
    };
    StoreApi* m_api;
    std::deque<Waiting> m_waiting;
    Ticket m_last = 0;
};

}  // namespace candour
