// Tracked cases for their pages: the board of all of them, and who a case is. What always holds:
// people go by the council's number; a name is opened for one press, and that it was is written
// down before it is answered.
#pragma once

#include "app/reports/plan.h"
#include "app/tablet/council.h"
#include "app/viewmodels/casesmodel.h"
#include "app/viewmodels/namemodel.h"

namespace candour {

Result<CaseBoard> readCaseBoard(Vault& vault, const Council& council, const Moment& now);

/// `notFound` if there is no such case. Without details, the answer says so.
Result<CaseName> openCaseName(Vault& vault, const Council& council, const QString& caseId);

/// What the reports of app/reports begin with, from what is known of the council.
Result<Plan> planFrom(Vault& vault, const Council& council);
/// A field's value as a person reads it, options by their titles.
[[nodiscard]] QString wordsOf(const QString& type, const FieldValues& values, const QString& field);
/// "8 March", with its year where that is another than now's.
[[nodiscard]] QString dayWords(QDate day, const Moment& now);
/// Ours first: "Yours", "AW", "Nobody owns it yet", "AW or RO, to be decided".
[[nodiscard]] QString ownerWords(const Council& council, const std::vector<RecordId>& owners);

}  // namespace candour
