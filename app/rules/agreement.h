// What a person agreed to, worked out from the answers they gave over time. Answers are only ever
// added. What the council reports is shown beside what we heard ourselves and never takes its
// place: on the report alone nothing opens (rules R3, R4).
#pragma once

#include "app/records/fieldvalue.h"
#include "sync/ids.h"

#include <optional>
#include <span>
#include <vector>

namespace candour {

enum class Purpose : std::uint8_t {
    talk,
    notes,
    viewRecords,
    contactFamily,
    quotation,
    photograph,
    audio,
    shareInTeam,
};

/// From the least protective to the most.
enum class AgreementState : std::uint8_t { notAsked, asked, given, paused, refused, withdrawn };

enum class AgreementSource : std::uint8_t { reportedByCouncil, confirmedByCqc };

struct AgreementEvent {
    Purpose purpose = Purpose::talk;
    AgreementState event = AgreementState::asked;
    AgreementSource source = AgreementSource::confirmedByCqc;
    std::int64_t utcMs = 0;         // since when it counts: never later than it was written down
    std::int64_t aheadMs = 0;       // how far ahead of that it was dated; of nearly all 0
    std::int64_t writtenUtcMs = 0;  // 0: not known
    RecordId id = {};               // null of what follows from a withdrawal
    /// The answers that a no takes back, as they were known when it was written.
    std::vector<RecordId> takesBack = {};
    /// A yes of which only the lead can see whether it could be given: see findingIsWithheld().
    bool leftToTheLead = false;
};

struct AgreementAnswer {
    AgreementState state = AgreementState::notAsked;  // as we heard it ourselves
    std::int64_t utcMs = 0;                           // when; 0 if not asked
    bool leftToTheLead = false;                       // then a yes is no evidence here
    std::optional<AgreementState> councilReported = {};
    std::int64_t reportedUtcMs = 0;
};

/// Of an agreement's fields; nothing if they do not say enough. `writtenUtcMs` is when it was
/// written down, 0 if that is not known.
std::optional<AgreementEvent> agreementEvent(const FieldValues& agreement,
                                             std::int64_t writtenUtcMs = 0,
                                             const RecordId& id = {});

/// A yes that we heard ourselves, and not from the council.
bool saysYes(const AgreementEvent& event, Purpose purpose);

/// Whether an answer is among those that something names as taken back.
bool takesBack(std::span<const RecordId> named, const RecordId& answer);

/// Whether a yes was given after something else that was heard and written down at these moments:
/// it says so, and was written down after it too. Dates alone are believed of no clock.
bool wasGivenAfter(const AgreementEvent& yes, std::int64_t utcMs, std::int64_t writtenUtcMs);

/// The latest answer of one person for one purpose. Of two at the same moment the one that protects
/// more stands: two of us may have asked unseen of each other. A yes that is dated ahead stands
/// over no no that was written after it, and no yes over what took it back after it was written, or
/// names it, whatever any clock says.
AgreementAnswer agreementFor(std::span<const AgreementEvent> answersOfOnePerson, Purpose purpose);

/// Whose agreement covers what was said or seen: the speaker's; where nobody is named, of all who
/// were there the one that protects most, so that no voice is used against its owner's will.
/// Nobody there: not asked.
AgreementAnswer strictest(std::span<const AgreementAnswer> ofThoseThere);

/// Tracking a case opens when its person told us ourselves that they want to talk.
bool trackingMayOpen(std::span<const AgreementEvent> answersOfOnePerson);

/// In somebody's home, and with anybody who draws on care or cares unpaid, the page opens only
/// after *Talk with us* is yes (R5); with staff it opens at once. `standing` is a participant's.
bool noteMayOpen(bool privateDwelling, QStringView standing, AgreementState talk);

/// What one person had answered by a moment, that moment included.
std::vector<AgreementEvent> answeredBy(std::span<const AgreementEvent> answersOfOnePerson,
                                       std::int64_t utcMs);

/// At a home visit the first line waits for a yes of somebody there (R5): whether one stood at that
/// moment. `answers` has those of each who is there.
bool somebodyLetsUsIn(std::span<const std::vector<AgreementEvent>> answers, std::int64_t utcMs);

/// "Not asked yet", "Yes", "No"…
QString wordFor(AgreementState state);

}  // namespace candour
