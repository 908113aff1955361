// The evidence-date guard: what is older than the twelve months before the information return
// counts only for one of the named reasons (R37). It asks only about things with a date of their
// own, such as a document or an event that somebody tells of.
#pragma once

#include "app/rules/assessmentdates.h"

namespace candour {

enum class DateReason : std::uint8_t {
    none,
    twoYearlyData,
    strategyOrPolicy,
    olderSeriousConcern,
};
/// Of a tag's option; none for any other.
DateReason dateReasonNamed(QStringView option);

enum class EvidenceDate : std::uint8_t {
    inPeriod,
    sinceReturn,       // while the assessment runs: it counts, and is shown as such
    countsWithReason,  // older
    needsReason,       // older
    needsTheDay,       // a month or year that lies only partly in the period: the day, or a reason
    notYet,            // in the future
};

/// `when` are the days that the date may mean (daysOf); `period` is the one under assessment.
EvidenceDate evidenceDate(const DateSpan& when, const DateSpan& period, DateReason reason,
                          QDate today);
/// The paper that an extract, or an account that nobody told us, was taken from. Nothing for what
/// was said, and where the paper is not here.
std::optional<RecordLine> paperBehind(const RecordLine& evidence, const Surroundings& around);
/// The stored date that a tag's evidence speaks of: the tag's own, else that of the extract, else
/// that of the paper behind it. Empty for what is of the day it was said.
QString dateOfEvidence(const RecordLine& tag, const Surroundings& around);
[[nodiscard]] bool dateCounts(EvidenceDate answer);
/// For the person at the tablet; empty if it counts.
QString sentenceFor(EvidenceDate answer);

}  // namespace candour
