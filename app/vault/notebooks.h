// Which notebooks this vault may use, and how a session's notebook begins. Rosters say who reads
// and writes; a session notebook can be founded offline, at once, by whoever sits down with
// somebody (PROTOCOL 3).
#pragma once

#include "app/records/ndjson.h"
#include "app/vault/identity.h"
#include "sync/ledger.h"

#include <map>
#include <set>

namespace candour {

struct NotebookInfo {
    NotebookId id;
    NotebookKind kind = NotebookKind::team;
    NotebookId parent;  // the assessment's team notebook; null for a team notebook
    QString title;      // what the assessment is called; empty for a session's
    bool writes = false;
    bool lead = false;
};

/// The person behind a team member's record; nothing if the store does not know them.
Result<std::optional<PersonId>> personBehind(Ledger& ledger, const RecordId& member);

class Notebooks {
  public:
    /// Both outlive it. `identity` may change; call forget() then.
    Notebooks(Ledger& ledger, const Identity& identity) : m_ledger(ledger), m_identity(identity) {}

    /// All that are known here, in the order of their coming.
    Result<std::vector<NotebookInfo>> all();
    Result<std::optional<NotebookInfo>> find(const NotebookId& id);
    /// The one assessment's notebook of a kind that is not `session`. `notFound` if there is none,
    /// `badInput` if there are several and the caller has to choose.
    Result<NotebookId> only(NotebookKind kind);

    /// Makes sure that this vault may write a record of that type there; founds a session notebook
    /// that nobody has begun, naming whom its timetable slot assigns. Runs inside an edit.
    /// `notAllowed` if the roster does not let us write, `notFound` for an unknown notebook that is
    /// no session's.
    Status prepareToWrite(const NotebookId& id, const RecordType& type,
                          const std::optional<RecordId>& slot, const Author& author);
    /// Before this vault writes in a session that somebody from outside began: founds it anew, for
    /// a founding of theirs opens it to nobody from outside, not even to themselves (PROTOCOL 3).
    /// Names whom its slot assigns; of a meeting that nobody planned, who began it. Does nothing
    /// about any other notebook, nor on a tablet of somebody from outside. Runs inside an edit.
    Status foundAnewIfFromOutside(const NotebookId& id, const Author& author);
    Result<std::optional<PersonId>> personOf(const RecordId& member) {
        return personBehind(m_ledger, member);
    }
    /// Our own team member record; nothing if the plan has none.
    Result<std::optional<RecordId>> myself();
    /// Rosters or identity may have changed.
    void forget() { m_known.clear(); }

  private:
    [[nodiscard]] NotebookInfo infoOf(const NotebookId& id, const Signed<Roster>& roster) const;
    Result<std::vector<PersonId>> assignedTo(const RecordId& slot);
    Result<std::optional<RecordId>> slotOf(const NotebookId& session);
    Result<NotebookId> parentOf(const std::optional<RecordId>& slot);

    Ledger& m_ledger;
    const Identity& m_identity;
    std::map<NotebookId, NotebookInfo> m_known;
    /// Whose founder is known to be one of the team, or this vault: nothing to found anew.
    std::set<NotebookId> m_ours;
};

}  // namespace candour
