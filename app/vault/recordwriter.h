// Writing records: what a person saves becomes one change, in one transaction with its projection.
// A value replaces exactly the writes that the person had seen. What the list forbids is refused
// here, before it is written, and so is what would break a rule that protects people (breach.h);
// what came from elsewhere is never refused (projection.h).
#pragma once

#include "app/vault/notebooks.h"
#include "app/vault/projection.h"
#include "app/vault/rulebook.h"

#include <functional>
#include <map>
#include <optional>

class QIODevice;

namespace candour {

/// A field with two values needs a decision: `settle` says that this value is it.
enum class OnConflict : std::uint8_t { refuse, settle };

/// A file may hold what was so elsewhere, breaches included: kept, it is as if it had been merged.
enum class OnBreach : std::uint8_t { refuse, keep };

struct PutRequest {
    QString type;
    /// Nothing makes a new record (a planned session has its slot's id).
    std::optional<RecordId> id = {};
    NotebookReference notebook = {};
    FieldValues fields = {};
    OnConflict onConflict = OnConflict::refuse;
    /// The writes that were on the screen; one's own are always seen. Nothing: all that are here.
    std::optional<std::vector<ChangeId>> seen = {};
    /// It stands beside what is there, as if nobody had seen both: a person decides between them.
    bool beside = false;
    /// Kept although required fields are empty: words that were locked away half typed.
    bool unfinished = false;
    /// Sealed files that a new record refers to.
    std::vector<BlobRef> blobs = {};
};

struct Saved {
    RecordName name;
    RowId row = 0;
    bool created = false;
    /// Nothing if every field said the same already.
    std::optional<ChangeId> change;
};

/// How far apply() has come, and what came of it.
struct Applied {
    std::int64_t lines = 0;
    std::int64_t created = 0;
    std::int64_t changed = 0;
    std::int64_t unchanged = 0;
    std::int64_t bytes = 0;
};

struct LineFault {
    std::int64_t line = 0;  // 1, 2, 3 …
    Error error;
};

struct ApplyReport {
    Applied applied;
    /// If there is any, nothing at all was applied. At most mostLineFaults.
    std::vector<LineFault> faults;
};

inline constexpr std::size_t mostLineFaults = 100;
inline constexpr std::int64_t applyProgressLines = 1'000;

class RecordWriter {
  public:
    /// Everything outlives it.
    RecordWriter(Ledger& ledger, Projection& projection, Notebooks& notebooks, const Author& author,
                 const Clock& clock, Random& random);

    // Inside an edit -----------------------------------------------------------------------------

    /// `badInput` or `tooLarge` for a value that breaks a rule, `conflict` for a field that needs a
    /// decision, `notAllowed` for a record that is only ever followed, a notebook that is not ours
    /// to write in, or what would break a rule that was kept before; `notFound` if it points to
    /// something it needs and that is not here.
    Result<Saved> put(const PutRequest& asked, const Moment& written);
    /// What was begun before it became forbidden: as put(), but no rule is asked, and of a field
    /// with two versions both stay.
    Result<Saved> keep(PutRequest request, const Moment& written);
    /// Hides a record, with a reason of at most strikeReasonLimit characters.
    Result<Saved> strike(const RecordName& name, const QString& reason, const Moment& written);
    /// One record per line; rules are asked once all are in, so their order does not matter. After
    /// the first fault nothing more is written, the rest is only read, and the caller has to let
    /// the edit go. `progress` is called every applyProgressLines lines and stops the whole
    /// (`cancelled`) by answering false. `follow` is told of each withdrawal and hold, behind its
    /// line: whoever applies it asks for what it says (controls.h).
    using Follow = std::function<Status(const Saved&, const Moment& written)>;
    Result<ApplyReport> apply(QIODevice& lines, OnConflict onConflict, OnBreach onBreach,
                              const std::function<bool(const Applied&)>& progress,
                              const Follow& follow);

    /// An edit was undone, or records may have come from elsewhere.
    void forget() {
        m_lastSession.reset();
        m_lastSound.clear();
    }

    static constexpr int strikeReasonLimit = 500;

  private:
    struct Target {
        RecordName name;
        std::optional<RowId> row;  // if it is here already
        std::optional<RecordId> slot;
    };
    struct Written {
        Saved saved;
        const RecordType* type = nullptr;
        std::vector<Breach> before;  // of a record that was there already
    };
    /// A no, or a withdrawal of everything, names the answers that are known here and that it takes
    /// back: no clock that was put right between them lets one outlive it.
    Status nameWhatItTakesBack(PutRequest& request);
    /// What put() does, without asking the rules.
    Result<Written> write(const PutRequest& request, const Moment& written);
    /// `notAllowed` for a score whose time is still to come, or that bears a colleague's name (R21,
    /// R48). A file may tell of scores that others gave.
    Status checkScore(const FieldValues& score, const Moment& written);
    /// `badInput` if a reference points to a record of another type than it may. What is not here
    /// to look at, or of a later version's type, is believed.
    Status checkReferences(const PutRequest& request);
    /// `notAllowed` if a rule is broken now that was not broken before.
    Status obey(const RecordType& type, RowId row, const std::vector<Breach>& before);
    /// True if no rule can be broken by a new record that says this; false if each has to be asked.
    Result<bool> isAllowed(const RecordType& type, const RecordId& about);
    Result<Target> locate(const RecordType& type, const PutRequest& request);
    Result<NotebookId> notebookFor(const RecordType& type, const PutRequest& request,
                                   const std::optional<RecordId>& slot);
    /// An erasure of what was said in a meeting lies where all of the team read it, because few
    /// were in the meeting and two others decide; with who is from outside, in the meeting.
    Result<NotebookId> whereMostDecide(const NotebookId& meeting);
    Result<std::optional<NotebookId>> notebookOfReferences(const RecordType& type,
                                                           const FieldValues& fields);
    /// Of the kinds that the type may lie in.
    Result<std::optional<NotebookId>> notebookHolding(const RecordId& id, const RecordType& type);
    /// One line of a file. The versions of fields that were in dispute where it was written out
    /// stand beside each other here too; one that is here already is not written again.
    Result<Written> takeLine(PutRequest request, const FieldValues& disputed,
                             const Moment& written);
    Result<Saved> putNew(const RecordType& type, Target target, const PutRequest& request,
                         const Moment& written);
    Result<Saved> putEdit(const RecordType& type, const Target& target, const PutRequest& request,
                          const Moment& written);
    /// Before a new record is written: every yes to us begins a new generation of its person's
    /// keys, so that what they say from now on is not locked away or erased with what they took
    /// back before, whoever has heard of that (freshkeys.cpp).
    Status renewKeys(const RecordType& type, const FieldValues& fields, const Moment& written);
    Status renewKeysOf(const SubjectId& subject, const Moment& written);
    Result<SubjectId> subjectOfNewRecord(const RecordType& type, const RecordName& name,
                                         const FieldValues& fields);
    Result<SubjectId> subjectOfRecord(RowId row);
    /// `notAllowed` if words that were sealed as one participant's would become another's.
    Status keepsItsOwner(const RecordType& type, const Target& target, const RecordState& state,
                         const NewChange& change);
    Result<std::optional<FieldWrite>> fieldWrite(const RecordType& type, const RecordState& state,
                                                 const FieldValue& wanted,
                                                 const PutRequest& request) const;
    Result<Saved> append(NewChange change, const Target& target);

    Ledger& m_ledger;
    Projection& m_projection;
    Notebooks& m_notebooks;
    const Author& m_author;
    const Clock& m_clock;
    Random& m_random;
    Rulebook m_rules;
    std::optional<std::pair<RecordId, NotebookId>> m_lastSession;
    std::optional<std::pair<const RecordType*, RecordId>> m_lastAllowed;
    std::map<const Field*, RecordId> m_lastSound;  // what each reference pointed to, of late
};

}  // namespace candour
