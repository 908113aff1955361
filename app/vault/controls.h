// What a withdrawal, an erasure or a hold asks of every replica, as control changes beside the
// record that says why (PROTOCOL 11): the record is for people, the control change for the store.
// What always holds: they name subjects and changes, never a word; a record that is written again
// asks nothing twice.
#pragma once

#include "app/rules/withdrawal.h"
#include "app/vault/notebooks.h"
#include "app/vault/recordwriter.h"

#include <map>
#include <set>

namespace candour {

class Controls {
  public:
    /// All outlive it.
    Controls(Ledger& ledger, Projection& projection, Notebooks& notebooks, const Author& author,
             const Identity& identity)
        : m_ledger(ledger),
          m_projection(projection),
          m_notebooks(notebooks),
          m_author(author),
          m_identity(identity) {}

    /// Inside the edit that wrote the record. A withdrawal that locks words away leaves their keys
    /// to the lead; one that wants erasure says who asked; an erasure that we approve, a hold, and
    /// its end become control changes of ours. Other records ask nothing.
    Status follow(const Saved& saved, const Moment& written);
    /// Inside the edit that struck a record: what it asked of others' keys is taken back.
    Status takeBack(const RecordName& name, const Moment& written);

  private:
    /// Somebody's words in one notebook.
    struct Words {
        NotebookId notebook;
        SubjectId subject;
        std::uint32_t generation = 0;
        std::vector<ChangeId> changes = {};
    };
    Status followWithdrawal(const RecordName& name, const FieldValues& fields,
                            const Moment& written);
    Status followErasure(const RecordName& name, const FieldValues& fields, const Moment& written);
    /// `notAllowed` while what it would erase is not all on this tablet: an approval covers what is
    /// here, and cannot be given again for the rest.
    Status refuseWhileAway(const RecordId& what, const std::optional<Withdrawal>& follows,
                           const std::vector<Words>& words);
    Status followHold(const RecordName& name, const FieldValues& fields, const Moment& written);

    /// What is held under the keys of a participant, a case with its person, an alert or, of a
    /// whole session, of everybody in it.
    Result<std::vector<Words>> wordsOf(const RecordId& what);
    Result<std::vector<Words>> wordsTakenBack(const Withdrawal& withdrawal);
    Status addKeysOf(const SubjectId& subject, std::vector<Words>& words);
    /// Changes that a withdrawal covers though they lie under another's key.
    Result<std::map<NotebookId, std::vector<ChangeId>>> coveredBesides(
        const Withdrawal& withdrawal, const std::set<SubjectId>& subjects);
    /// What was asked for a record's sake, wherever it stands: what a release of it ends.
    Result<std::vector<Words>> askedFor(ControlKind kind, const RecordId& about);
    Result<std::vector<RowId>> lockedAway(const RecordType& type);
    /// As one control change for each piece of words, in a notebook where we may write.
    Status ask(ControlKind kind, const RecordName& about, const std::vector<Words>& words,
               const Moment& written);
    Result<std::optional<NotebookId>> placeFor(const RecordName& about, const NotebookId& words);

    /// The first of that type and id, in whatever notebook; nothing if it is struck.
    Result<std::optional<ListedRecord>> find(const QString& type, const RecordId& id);
    /// It is here, and somebody took it away again.
    Result<bool> isStruck(const QString& type, const RecordId& id);

    Ledger& m_ledger;
    Projection& m_projection;
    Notebooks& m_notebooks;
    const Author& m_author;
    const Identity& m_identity;
};

}  // namespace candour
