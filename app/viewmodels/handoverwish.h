// What somebody lets a hand-over take: "twelve minutes of Wi-Fi", and whether a network that is
// paid for by the megabyte carries more than alerts. Chosen for every hand-over in the settings,
// and for the next one alone on the evening page.
#pragma once

#include <QStringList>

#include <chrono>

namespace candour {

struct HandOverWish {
    std::chrono::minutes time{0};  ///< 0: as long as it takes
    bool overMetered = false;      ///< everything, also where it is paid for by the megabyte

    /// The times that are offered, in words: "No limit", "5 minutes", …
    static QStringList timeWords();
    /// The wish with that one of them.
    [[nodiscard]] HandOverWish withTime(int index) const;
    /// Which of them it is; -1 for a time that is not offered.
    [[nodiscard]] int timeIndex() const;
    bool operator==(const HandOverWish&) const = default;
};

}  // namespace candour
