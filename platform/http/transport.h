// Asking the store, without saying how: over TLS in the product, over a simulated network in
// simulations. Everything happens on one thread, by callbacks.
#pragma once

#include "platform/http/message.h"

#include <cstdint>
#include <functional>

namespace candour {

class HttpTransport {
  public:
    /// An answer of 2xx, or one of 4xx whose body is of a type that the request accepts. All other
    /// answers, and whatever happens on the way, are errors.
    using Done = std::function<void(Result<HttpResponse>)>;
    using Ticket = std::uint64_t;

    virtual ~HttpTransport() = default;
    /// Calls `done` once, never from inside send(). Several requests may be under way; their
    /// answers come in any order. Destroying the transport cancels them.
    virtual Ticket send(HttpRequest request, Done done) = 0;
    /// `done` will not be called any more. Whether the store acts on the request is not known.
    virtual void cancel(Ticket ticket) = 0;
};

/// True for the `storeNotGenuine` of a certificate with nothing wrong but its dates: the one case
/// in which the store's time may be asked for (sync/PROTOCOL.md, 31). Nothing was sent.
[[nodiscard]] bool onlyDatesAreWrong(const Error& error);

}  // namespace candour
