#include "sync/courier.h"

#include "sync/httpsignature.h"
#include "sync/wire.h"

namespace candour {

void Courier::ask(const char* path, const char* type, QByteArray body, Done done) {
    const Number number = ++m_last;
    m_requests.emplace(number, Request{path, type, std::move(body), std::move(done)});
    // While the time is being asked, a signature would be out of time like those before it.
    if (m_time != Time::asked) dispatch(number);
}

void Courier::letGo() {
    if (m_timeTicket != 0) m_timeFrom->cancel(m_timeTicket);
    m_timeTicket = 0;
    for (const auto& [number, request] : m_requests)
        if (request.ticket != 0) m_parts.transport.cancel(request.ticket);
    m_requests.clear();
}

void Courier::dispatch(Number number) {
    Request& made = m_requests.at(number);
    HttpRequest request;
    request.method = "POST";
    request.target = made.path;
    request.headers.set("Content-Type", made.type);
    request.headers.set("Accept",
                        QByteArray(wire::cborType) + ", " + wire::framesType + ", " + problemType);
    request.headers.set(wire::protocolField, QByteArray::number(wire::protocol));
    request.body = made.body;
    const Moment now = m_parts.author.now();
    signRequest(request, m_parts.authority, m_parts.author.vault(), m_parts.author.key(),
                now.corrected());
    made.since = now.sinceBoot;
    made.timely = m_time == Time::known;
    ++m_roundTrips;
    m_bytesSent += made.body.size();
    made.ticket = m_parts.transport.send(
        std::move(request),
        [this, number](Result<HttpResponse> response) { onAnswer(number, std::move(response)); });
}

void Courier::onAnswer(Number number, Result<HttpResponse> response) {
    if (response && mediaType(response->headers.value("Content-Type")) == problemType) {
        if (auto error = readProblem(*response, "hand over"))
            response = tl::unexpected<Error>(std::move(*error));
    }
    Request& request = m_requests.at(number);
    request.ticket = 0;
    if (response) {
        m_bytesReceived += response->body.size();
        return answer(number, std::move(response));
    }
    const Error& error = response.error();
    const bool dates = m_parts.despiteDates != nullptr && onlyDatesAreWrong(error);
    if (request.timely || (error.code != Code::clockWrong && !dates))
        return answer(number, std::move(response));
    switch (m_time) {
        case Time::known:  // learned since it was signed
            return dispatch(number);
        case Time::asked:  // it waits with the others
            return;
        case Time::notAsked:
            return askTime(dates ? *m_parts.despiteDates : m_parts.transport);
    }
}

void Courier::askTime(HttpTransport& transport) {
    m_time = Time::asked;
    m_nonce = m_parts.random.bytes(16);
    HttpRequest request;
    request.method = "GET";
    request.target = QByteArray(wire::timePath) + "?nonce=" + m_nonce.toHex();
    request.headers.set("Accept", wire::cborType);
    m_askedSince = m_parts.author.now().sinceBoot;
    ++m_roundTrips;
    m_timeFrom = &transport;
    m_timeTicket = transport.send(std::move(request), [this](Result<HttpResponse> response) {
        m_timeTicket = 0;
        onTime(std::move(response));
    });
}

void Courier::onTime(Result<HttpResponse> response) {
    m_time = Time::known;
    Result<Signed<wire::TimeAnswer>> answer = response
                                                  ? Signed<wire::TimeAnswer>::decode(response->body)
                                                  : tl::unexpected<Error>(response.error());
    if (response &&
        (!answer || !answer->verify(m_parts.store.key) || answer->value.nonce != m_nonce))
        answer = fail(Code::storeNotGenuine, "ask the time");
    if (!answer) {
        // One is enough to end it; whoever asked decides about the others.
        for (const auto& [number, request] : m_requests)
            if (request.ticket == 0)
                return this->answer(number, tl::unexpected<Error>(answer.error()));
        return;
    }
    learn(answer->value.time);
    for (const auto& [number, request] : m_requests)
        if (request.ticket == 0) dispatch(number);
}

void Courier::learn(UtcTime storeTime) {
    // The answer was made somewhere between asking and now: half way, give or take as much.
    const Moment now = m_parts.author.now();
    const milliseconds half = (now.sinceBoot - m_askedSince) / 2;
    m_parts.learn({storeTime + half - now.utc, half});
}

void Courier::answer(Number number, Result<HttpResponse> response) {
    auto request = m_requests.extract(number);
    m_askedSince = request.mapped().since;
    const Done done = std::move(request.mapped().done);
    done(std::move(response));
}

}  // namespace candour
