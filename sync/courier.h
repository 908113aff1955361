// Carries signed requests to the store and brings the answers, several at once. A request that the
// store finds out of time is sent once more, unchanged, as soon as its signed time is known.
//
// What always holds: every request but the one for the time is signed; the time is believed only
// under the store's signature and over our own nonce; `done` is called once for each request, or
// never after letGo().
#pragma once

#include "platform/http/transport.h"
#include "sync/author.h"
#include "sync/enrolment.h"

#include <functional>
#include <map>

namespace candour {

class Courier {
  public:
    struct Parts {
        HttpTransport& transport;
        /// The same store, asked for its time alone when only its certificate's dates are at fault;
        /// may be null.
        HttpTransport* despiteDates;
        const Author& author;
        const StoreIdentity& store;
        QByteArray authority;
        Random& random;
        std::function<void(Moment::Offset)> learn;
    };
    using Done = std::function<void(Result<HttpResponse>)>;

    /// What the parts refer to outlives this.
    explicit Courier(Parts parts) : m_parts(std::move(parts)) {}
    ~Courier() { letGo(); }
    Courier(const Courier&) = delete;
    Courier& operator=(const Courier&) = delete;

    /// Problem details of the store come as their error. `done` may destroy this.
    void ask(const char* path, const char* type, QByteArray body, Done done);
    /// Of everything that is under way.
    void letGo();
    /// For the answer that `done` was called with last: how far off the tablet's clock is.
    void learn(UtcTime storeTime);

    [[nodiscard]] std::int64_t roundTrips() const { return m_roundTrips; }
    [[nodiscard]] std::int64_t bytesSent() const { return m_bytesSent; }
    [[nodiscard]] std::int64_t bytesReceived() const { return m_bytesReceived; }

  private:
    using Number = std::uint64_t;
    struct Request {
        const char* path;
        const char* type;
        QByteArray body;
        Done done;
        HttpTransport::Ticket ticket = 0;  // 0: waits for the time
        milliseconds since{};
        bool timely = false;  // signed with the store's time known
    };
    void dispatch(Number number);
    void onAnswer(Number number, Result<HttpResponse> response);
    void askTime(HttpTransport& transport);
    void onTime(Result<HttpResponse> response);
    void answer(Number number, Result<HttpResponse> response);

    enum class Time : std::uint8_t { notAsked, asked, known };

    Parts m_parts;
    std::map<Number, Request> m_requests;
    Number m_last = 0;
    Time m_time = Time::notAsked;
    HttpTransport* m_timeFrom = nullptr;
    HttpTransport::Ticket m_timeTicket = 0;
    QByteArray m_nonce;
    milliseconds m_askedSince{};
    std::int64_t m_roundTrips = 0;
    std::int64_t m_bytesSent = 0;
    std::int64_t m_bytesReceived = 0;
};

}  // namespace candour
