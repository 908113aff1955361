// The council's list of cases, from a table into records. Columns are mapped to fields of a tracked
// case by their headings or as somebody says; names and contact details are only taken when asked
// for, and then lie in the identities notebook; so is what the council says they agreed to. What
// comes out are lines for Vault::apply. If one row has a fault nothing is imported: half a list is
// none.
#pragma once

#include "app/import/table.h"
#include "app/records/fieldvalue.h"
#include "sync/ids.h"

#include <functional>
#include <map>

namespace candour {

struct MappedColumn {
    qsizetype column = 0;
    QString heading;
    const RecordType* type = nullptr;  // tracked_case, case_identity or case_agreement
    const Field* field = nullptr;
    /// Of a choice set: the column says yes or no to this one. Of an agreement, whose field is the
    /// event: the purpose.
    QString option = {};
};

/// What a list writes for one of our options.
struct Translation {
    QString heading;  // in bare words; empty: under any
    QString value;    // in bare words
    QString option;   // by name or title, "yes" or "no"; empty: the cell counts as empty
};

struct CaseMapping {
    int headingRow = 0;
    std::vector<MappedColumn> columns;
    QStringList leftOut;  // headings that nothing is taken from
    std::vector<Translation> translations = {};
};

/// The headings are the first row with at least two cells. `asked` are "Heading=field",
/// "Heading=flags:unpaid_carer", "Heading=case_identity.name", "Heading=case_agreement.talk", or
/// "Heading=" to leave it out; they go before what the headings suggest. `values` are "What they
/// write=option" or "Heading:What they write=option", and go before what we know of such words.
/// What the team alone decides (stage, owner…) is never taken. `badInput` names a heading, field or
/// option that is not there, is there twice, or is missing.
Result<CaseMapping> caseMapping(const RecordList& list, const Table& table,
                                const QStringList& asked = {}, const QStringList& values = {});

/// What is here of a case that a list may name again.
struct KnownCase {
    RecordId id = {};  // null for one that was struck: it was here and is not wanted
    bool identified = false;
    QStringList reported = {};  // the purposes of which the council's word is here
};

struct CaseImport {
    QByteArray lines;            // NDJSON
    std::vector<int> rowOfLine;  // the row of each line, to name it in a fault
    int cases = 0;
    int alreadyHere = 0;           // their number is known: they are left as they are
    int completed = 0;             // of those, whose name or answers were not here yet
    std::vector<RowFault> faults;  // at most limits::importFaults; if there is one, no lines
    int sound = 0;                 // cases without a fault: those that could be imported
    QByteArrayList examples = {};  // lines of the first of them, without who they are
};

/// Every row below the headings. `known` are the cases that are here, by number: of them only a
/// name and answers are taken that are not here yet, as a second list often has them. What the
/// council says that somebody agreed to is its report (R4): dated as its cell says, or else
/// `reported`, a moment.
CaseImport casesFrom(const Table& table, const CaseMapping& mapping, const RecordList& list,
                     const std::map<QString, KnownCase>& known,
                     const std::function<RecordId()>& makeId, const cbor::Value& reported);

}  // namespace candour
