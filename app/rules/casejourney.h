// A case's journey from first contact to review: how long each stage took, how long the person
// waited for it, and the gaps between, in days (R28). What is still going on counts up to today. A
// date that is only known as a month or a year makes a number of days between two bounds, never one
// made up.
#pragma once

#include "app/rules/assessmentdates.h"
#include "sync/ids.h"

namespace candour {

struct JourneyStage {
    QString kind = {};  // a stage's option
    std::optional<DateSpan> askedFor = {};
    std::optional<DateSpan> began = {};
    std::optional<DateSpan> ended = {};
    bool closed = false;  // refused, or not needed: it waits and lasts no longer
    RecordId record = {};
};

struct Days {
    int least = 0;
    int most = 0;
    bool open = false;  // up to today, and counting
    friend bool operator==(const Days&, const Days&) = default;
};
/// "12 days", "12 to 40 days", "12 days so far".
QString wordsFor(const Days& days);

/// A wait of more days than this is longer than usual, unless the assessment says another number.
inline constexpr int usualWait = 28;
enum class WaitLength : std::uint8_t { usual, perhapsLong, longerThanUsual };
/// Perhaps: the dates allow for either.
WaitLength lengthOf(const Days& wait, int usual = usualWait);

struct StageTiming {
    JourneyStage stage = {};
    std::optional<Days> waited = {};  // from asking to beginning
    std::optional<Days> took = {};    // from beginning to end
    std::optional<Days> gap = {};     // since the stages before had ended; nothing for the first
    bool outOfOrder = false;          // it ends before it begins: a date is wrong
};

struct JourneyTiming {
    std::vector<StageTiming> stages = {};  // by their beginning; those not begun come last
    std::optional<Days> whole = {};        // from the first beginning to the last end
    /// Null if there is no gap of a day or more.
    [[nodiscard]] const StageTiming* longestGap() const;
};

/// Stages may overlap: then there is no gap between them (0 days).
JourneyTiming timingOf(std::span<const JourneyStage> stages, QDate today);

}  // namespace candour
