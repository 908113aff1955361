#include "app/rules/casejourney.h"

#include <QCoreApplication>

#include <algorithm>

namespace candour {
namespace {

int daysBetween(QDate from, QDate to) {
    return static_cast<int>(std::max<qint64>(0, from.daysTo(to)));
}

/// From one day that may be any of a span, to another.
Days between(const DateSpan& from, const DateSpan& to) {
    return {daysBetween(from.to.value_or(from.from), to.from),
            daysBetween(from.from, to.to.value_or(to.from)), false};
}

Days upTo(const DateSpan& from, QDate today) {
    Days days = between(from, {today, today});
    days.open = true;
    return days;
}

/// Nothing if there is no end, and none to come.
std::optional<Days> until(const DateSpan& from, const std::optional<DateSpan>& to, bool closed,
                          QDate today) {
    if (to) return between(from, *to);
    if (closed) return std::nullopt;
    return upTo(from, today);
}

QDate lastDayOf(const DateSpan& span) {
    return span.to.value_or(span.from);
}

/// The latest end of the stages so far, unless one of them goes on.
class EndSoFar {
  public:
    void take(const JourneyStage& stage) {
        if (!stage.began) return;
        m_goingOn = m_goingOn || (!stage.ended && !stage.closed);
        const DateSpan end = stage.ended.value_or(*stage.began);
        if (!m_end || lastDayOf(*m_end) < lastDayOf(end)) m_end = end;
    }
    [[nodiscard]] bool goingOn() const { return m_goingOn; }
    /// Nothing before the first stage.
    [[nodiscard]] const std::optional<DateSpan>& end() const { return m_end; }
    [[nodiscard]] std::optional<Days> gapBefore(const JourneyStage& stage, QDate today) const {
        if (!m_end) return std::nullopt;
        if (m_goingOn) return Days{};
        return until(*m_end, stage.began, stage.closed, today);
    }

  private:
    bool m_goingOn = false;
    std::optional<DateSpan> m_end;
};

}  // namespace

QString wordsFor(const Days& days) {
    const auto translated = [](const char* text) {
        return QCoreApplication::translate("CaseJourney", text);
    };
    QString words;
    if (days.least != days.most)
        words = translated(QT_TRANSLATE_NOOP("CaseJourney", "%1 to %2 days"))
                    .arg(days.least)
                    .arg(days.most);
    else if (days.most == 1)
        words = translated(QT_TRANSLATE_NOOP("CaseJourney", "1 day"));
    else
        words = translated(QT_TRANSLATE_NOOP("CaseJourney", "%1 days")).arg(days.most);
    if (!days.open) return words;
    return translated(QT_TRANSLATE_NOOP("CaseJourney", "%1 so far")).arg(words);
}

WaitLength lengthOf(const Days& wait, int usual) {
    if (wait.least > usual) return WaitLength::longerThanUsual;
    return wait.most > usual ? WaitLength::perhapsLong : WaitLength::usual;
}

const StageTiming* JourneyTiming::longestGap() const {
    const StageTiming* longest = nullptr;
    for (const StageTiming& each : stages)
        if (each.gap && each.gap->most > (longest == nullptr ? 0 : longest->gap->most))
            longest = &each;
    return longest;
}

JourneyTiming timingOf(std::span<const JourneyStage> stages, QDate today) {
    std::vector<JourneyStage> ordered(stages.begin(), stages.end());
    std::stable_sort(ordered.begin(), ordered.end(), [](const auto& a, const auto& b) {
        if (!a.began || !b.began) return a.began.has_value() && !b.began;
        return a.began->from < b.began->from;
    });
    JourneyTiming timing;
    EndSoFar before;
    bool waiting = false;
    for (const JourneyStage& stage : ordered) {
        StageTiming each{.stage = stage, .gap = before.gapBefore(stage, today)};
        if (stage.askedFor) each.waited = until(*stage.askedFor, stage.began, stage.closed, today);
        if (stage.began) each.took = until(*stage.began, stage.ended, stage.closed, today);
        each.outOfOrder = stage.began && stage.ended && lastDayOf(*stage.ended) < stage.began->from;
        waiting = waiting || (!stage.began && !stage.closed);
        before.take(stage);
        timing.stages.push_back(std::move(each));
    }
    if (before.end())
        timing.whole = before.goingOn() || waiting ? upTo(*ordered.front().began, today)
                                                   : between(*ordered.front().began, *before.end());
    return timing;
}

}  // namespace candour
