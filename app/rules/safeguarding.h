// An alert or a concern: what it must say, where it goes, and by when somebody must have acted
// (R9-R11). If the council or its staff may have caused the harm, it never goes to the council by
// itself: the assessment lead decides.
#pragma once

#include "app/records/fieldvalue.h"

#include <optional>
#include <span>

namespace candour {

enum class AlertRoute : std::uint8_t { localAuthority, assessmentLead };

/// True if the council or its staff are the subject.
bool hasConflict(const FieldValues& alert);
/// As hasConflict(), or nobody knows yet: what is not known counts as what protects most.
bool mayBeConflict(const FieldValues& alert);
/// The way that it goes unless the lead gives a reason for another.
AlertRoute routeFor(const FieldValues& alert);
/// Going by the council in spite of a conflict, or of not knowing, needs a reason (R10).
bool routeIsSound(const FieldValues& alert);

/// What is still to ask or to do, one sentence each, the most urgent first; empty if nothing is.
/// `steps` are the fields of its steps.
QStringList stillToDo(const FieldValues& alert, std::span<const FieldValues> steps);

inline constexpr std::int64_t confirmationMs = 24LL * 60 * 60 * 1000;

struct ConfirmationClock {
    enum class State : std::uint8_t {
        nobodyTold,  // no outside office knows yet; runs from when it was raised
        waiting,     // told, not confirmed yet
        overdue,     // 24 hours have passed without a confirmation
        confirmed,
    };
    State state = State::nobodyTold;
    std::int64_t dueUtcMs = 0;
};
/// Somebody's action is to be confirmed within 24 hours of the moment we heard.
ConfirmationClock confirmationClock(const FieldValues& alert, std::span<const FieldValues> steps,
                                    std::int64_t nowUtcMs);

/// Somebody whose part it is has it by voice: on the telephone or face to face, and it is written
/// down who. Then it no longer exists on one tablet only, whatever the network does. What went to
/// the council past the lead does not count.
bool heardByVoice(const FieldValues& alert, std::span<const FieldValues> steps);

/// Told to the council although it is or may be the subject, and nobody sent it that way with a
/// reason.
bool wentPastTheLead(const FieldValues& alert, std::span<const FieldValues> steps);

}  // namespace candour
