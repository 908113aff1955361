// The council's list of cases, from a table into records. Columns are mapped to fields of a tracked
// case by their headings or as somebody says; names and contact details are only taken when asked
// for, and then lie in the identities notebook. What comes out are lines for Vault::apply. If one
// row has a fault nothing is imported: half a list is none.
#pragma once

#include "app/import/table.h"
#include "app/records/recordtype.h"
#include "sync/ids.h"

#include <functional>
#include <set>

namespace candour {

struct MappedColumn {
    qsizetype column = 0;
    QString heading;
    const RecordType* type = nullptr;  // tracked_case or case_identity
    const Field* field = nullptr;
    QString option = {};  // of a choice set: the column says yes or no to this one
};

struct CaseMapping {
    int headingRow = 0;
    std::vector<MappedColumn> columns;
    QStringList leftOut;  // headings that nothing is taken from
};

/// The headings are the first row with at least two cells. `asked` are "Heading=field",
/// "Heading=flags:unpaid_carer", "Heading=case_identity.name", or "Heading=" to leave it out; they
/// go before what the headings suggest. What the team alone decides (stage, owner…) is never taken.
/// `badInput` names a heading or field that is not there, is there twice, or is missing.
Result<CaseMapping> caseMapping(const RecordList& list, const Table& table,
                                const QStringList& asked = {});

struct CaseImport {
    QByteArray lines;            // NDJSON
    std::vector<int> rowOfLine;  // the row of each line, to name it in a fault
    int cases = 0;
    int alreadyHere = 0;           // their number is known: they are left as they are
    std::vector<RowFault> faults;  // at most limits::importFaults; if there is one, no lines
};

/// Every row below the headings. `known` are the numbers of the cases that are here.
CaseImport casesFrom(const Table& table, const CaseMapping& mapping, const RecordList& list,
                     const std::set<QString>& known, const std::function<RecordId()>& makeId);

}  // namespace candour
