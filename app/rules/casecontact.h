// One owner for each case, and a log of who reached out and when, so that no two of us ring the
// same person (R32). Two owners, set unseen of each other, are shown to be decided; until then
// nobody rings.
#pragma once

#include "sync/ids.h"

#include <QDate>
#include <QString>

#include <optional>
#include <span>

namespace candour {

/// A council's list writes 1, 01 and 0001 for one case: its number without case, spaces and leading
/// zeros.
QString plainCaseNumber(const QString& number);

struct CaseContact {
    RecordId by;  // a team member
    QDate day;
    QString outcome = {};  // an option of the log
};

enum class MayContact : std::uint8_t { yes, nobodyOwnsIt, anotherOwnsIt, severalOwnIt };

struct ContactAdvice {
    MayContact answer = MayContact::yes;
    std::optional<CaseContact> lastByAnother = {};  // the latest of somebody else than me
};

/// `owners` are the values that stand for the owner: one, or several in conflict.
ContactAdvice contactAdvice(std::span<const RecordId> owners, std::span<const CaseContact> log,
                            RecordId me);
/// For the person at the screen; empty for yes.
QString sentenceFor(MayContact answer);

}  // namespace candour
