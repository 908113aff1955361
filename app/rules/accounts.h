// Accounts of one journey side by side: the person's, the unpaid carer's, the practitioner's, the
// provider's and the record's (R29). Where they differ it is flagged and each stays as it was told;
// nothing is averaged and none wins.
#pragma once

#include "app/rules/assessmentdates.h"

#include <vector>

namespace candour {

/// What one of them says on one point of one stage.
struct AccountPoint {
    QString stage = {};
    QString point = {};  // such as "began" or "view"
    QString whose = {};  // person, carer, practitioner, provider, record
    QString said = {};   // an option or a few words; of a date, as stored
};

enum class Concord : std::uint8_t {
    onlyOne,  // nobody else was heard on it
    agree,
    differ,
};

struct SideBySide {
    QString stage;
    QString point;
    std::vector<AccountPoint> accounts;  // always in the order of voices()
    Concord concord = Concord::onlyOne;
    QStringList notHeard;  // whose account is missing
};

/// Whose accounts stand side by side: the person first.
const QStringList& voices();

/// Stages and points in the order in which they first come. Two dates agree if they may be the same
/// day, other words if they are the same apart from case and spaces. An account of somebody else
/// than voices() comes last. Two accounts of one voice that differ are a difference too.
std::vector<SideBySide> sideBySide(std::span<const AccountPoint> accounts);

}  // namespace candour
