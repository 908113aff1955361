// What withdrawals lock away among the projections (R6). It answers two questions, from the
// projected rows alone: is a record covered, and whose cover may change because a record was
// written. What always holds: the answer follows from the records that are here, never from the
// order in which they came.
#pragma once

#include "app/rules/withdrawal.h"
#include "app/vault/rulebook.h"

#include <set>

namespace candour {

class Locks {
  public:
    /// Both outlive it.
    Locks(Ledger& ledger, Projection& projection)
        : m_ledger(ledger), m_projection(projection), m_rules(ledger, projection) {}

    /// A withdrawal may have come, gone or been undone.
    void forget() { m_standing.reset(); }
    /// `record` has the values that it says now, words included.
    Result<bool> cover(RowId row, const RecordLine& record, UtcTime created);
    /// The first record types to be projected when everything is made anew, so that words that are
    /// locked away never reach a page.
    [[nodiscard]] static bool isGround(const QString& type);
    /// Whose cover may follow from this record of a ground type, as it is projected now.
    Status gather(const RecordName& ground, std::set<RowId>& rows);
    /// What is sealed as the words of those people whose grounds were gathered, wherever it points
    /// now, and however little of it can be read here. Once for all of an edit.
    Status gatherWords(std::set<RowId>& rows);
    /// Those that hold words of this record, whose own cover changed.
    Status gatherHolders(const RecordId& record, std::set<RowId>& rows);

  private:
    Result<const std::vector<Withdrawal>*> standing();
    Result<bool> isSealed(const RecordId& id);
    Result<RecordId> subjectOf(RowId row);
    Status gatherPerson(const RecordId& participant, std::set<RowId>& rows);
    Status gatherCase(const RecordId& trackedCase, std::set<RowId>& rows);
    /// Rows of a type whose field points to `target`.
    Status gatherPointing(const QString& type, const QString& field, const RecordId& target,
                          std::set<RowId>& rows);
    /// What a projected reference says; null if the record is not here.
    Result<RecordId> reference(const RecordName& from, const QString& field);

    Ledger& m_ledger;
    Projection& m_projection;
    Rulebook m_rules;
    std::optional<std::vector<Withdrawal>> m_standing;  // those that lock away
    std::set<SubjectId> m_people;                       // whose grounds were gathered
};

}  // namespace candour
