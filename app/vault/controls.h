// What a withdrawal, an erasure or a hold asks of every replica, as control changes beside the
// record that says why (PROTOCOL 11): the record is for people, the control change for the store.
// What always holds: they name subjects and changes, never a word; a record that is written again
// asks nothing twice.
#pragma once

#include "app/rules/withdrawal.h"
#include "app/vault/notebooks.h"
#include "app/vault/recordwriter.h"

#include <functional>
#include <map>
#include <set>
#include <span>

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
    /// Inside the edit that took them in: whoever told us of a withdrawal may not have had all that
    /// it covers. Keys of theirs that we wrote under and that it does not name are left to the lead
    /// too; and what we asked so for a withdrawal that somebody struck is taken back.
    Status followOthers(std::span<const Received> came, const Moment& written);
    /// Of a withdrawal or hold among many records that were written together, in whatever order:
    /// asks for what it says of those that came after it.
    Status followAgain(const Saved& saved, const Moment& written);

  private:
    /// Somebody's words in one notebook.
    struct Words {
        NotebookId notebook;
        SubjectId subject;
        std::uint32_t generation = 0;
        std::vector<ChangeId> changes = {};
        NotebookId named = {};  // where it was asked for already, if it was
    };
    /// A control change, and where it lies.
    struct Named {
        NotebookId place;
        ControlChange change;
    };
    /// A record of theirs, as a withdrawal asks about it.
    struct Piece {
        RecordLine line;
        SubjectId subject;
        std::int64_t created = 0;  // UTC ms
        std::vector<OpenedChange> history;
        [[nodiscard]] HeldWords words() const { return {line, RecordId(subject.bytes()), created}; }
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
    /// What an erasure for the sake of a wish takes: what was named when it was told us, and what
    /// else is covered here, by single changes. Never what was said to us anew.
    Result<std::vector<Words>> wordsToErase(const std::optional<Withdrawal>& withdrawal,
                                            const RecordId& wish);
    /// What control changes name for a record's sake, by whomever.
    Result<std::vector<Words>> namedFor(const RecordId& about);
    Status leaveKeysToLead(const RecordName& withdrawal, const Moment& written);
    /// Up to which generation, above one that is named, keys protect what we wrote and it covers.
    Result<std::uint32_t> oursCoveredUpTo(const Withdrawal& withdrawal, const Words& words,
                                          std::uint32_t above);
    /// Whether under the keys of these words lies something that was said to us anew.
    Result<bool> holdSaidAnew(const Words& words, const Withdrawal& withdrawal);
    Result<Piece> pieceOf(const RecordType& type, RowId row);
    /// Pieces that may be locked away and have changes under one of the subject's keys there, of
    /// generations above `above` and up to `upTo`.
    Status eachUnder(const Words& words, std::uint32_t above, std::uint32_t upTo,
                     const std::function<Status(const RecordType&, RowId)>& visit);
    Status addKeysOf(const SubjectId& subject, std::vector<Words>& words);
    /// Adds the changes that a withdrawal covers though they lie under none of their keys.
    Status addCoveredBesides(const Withdrawal& withdrawal, std::vector<Words>& words);
    Result<std::vector<Named>> controlsAbout(const RecordId& about);
    /// What was asked for a record's sake, wherever it stands: what a release of it ends.
    Result<std::vector<Words>> askedFor(ControlKind kind, const RecordId& about,
                                        const std::optional<VaultId>& by = {});
    Result<std::vector<RowId>> lockedAway(const RecordType& type);
    /// As one control change for each piece of words, in a notebook where we may write.
    Status ask(ControlKind kind, const RecordName& about, const std::vector<Words>& words,
               const Moment& written);
    /// Whoever approves an erasure has to know what the wish names, and may not read the meeting:
    /// so that lies in the team's notebook.
    Result<std::optional<NotebookId>> placeFor(ControlKind kind, const RecordName& about,
                                               const Words& words);

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
