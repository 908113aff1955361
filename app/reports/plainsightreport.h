// Names and contact details that stand where they should not (R12), over a whole vault.
#pragma once

#include "app/rules/plainsight.h"
#include "app/vault/vault.h"

namespace candour {

/// Opens the name of every case. That they were opened is written down before.
Result<KnownNames> openNamesOfCases(Vault& vault);

/// Every record that seems to hold such a detail, in the order of the list of types.
Status eachInPlainSight(RecordReader& records, const KnownNames& names,
                        const std::function<Status(const FoundBreach&)>& found);

}  // namespace candour
