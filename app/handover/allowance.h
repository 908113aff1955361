// "Twelve minutes of Wi-Fi": what somebody allows a hand-over to take, kept as a setting and given
// on the command line. What it does not allow stays on the tablet and leaves with the next one.
#pragma once

#include "sync/handover.h"

#include <QString>

namespace candour {

struct Allowance {
    /// What happens on a connection that is paid for by the megabyte.
    enum class Metered : std::uint8_t {
        urgentOnly,  // alerts and withdrawals, a few kilobytes
        everything,
        nothing,
    };
    std::optional<std::chrono::seconds> time = {};
    std::optional<std::int64_t> bytes = {};  // of what is sent and received, without headers
    Metered metered = Metered::urgentOnly;

    /// The terms of a hand-over over a connection like that. `notAllowed` if it may not be.
    [[nodiscard]] Result<HandOver::Terms> terms(bool isMetered) const;
};

/// "12m", "90s", "1h" are a time, "500kB", "20MB" an amount; both may be given, with a comma
/// between them. `badInput` for anything else.
Result<Allowance> readAllowance(const QString& text);

/// What the system knows of the connection. False where it does not know.
[[nodiscard]] bool isConnectionMetered();

}  // namespace candour
