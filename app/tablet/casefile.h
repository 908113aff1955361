// One tracked case for its page: the journey with its waits, what each voice says of each stage,
// and everything that belongs to the case around it. What always holds: accounts stand as they were
// told; a difference is a sentence that names both sources; of words that were taken back only
// their number is shown.
#pragma once

#include "app/rules/accounts.h"
#include "app/rules/casejourney.h"
#include "app/tablet/council.h"
#include "app/viewmodels/journeymodel.h"

namespace candour {

/// `notFound` if there is no such case here.
Result<CaseFile> readCaseFile(Vault& vault, const Council& council, const QString& caseId,
                              const Moment& now);

/// The chosen point of a stage, such as "began": what two of the voices say, and how far apart it
/// is. Empty where they agree.
[[nodiscard]] QString differenceWords(const SideBySide& point);

}  // namespace candour
