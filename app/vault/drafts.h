// The keystrokes of now. Each call is on disk when it returns (write-ahead log, synchronous FULL),
// so that whatever was acknowledged survives a kill or a power cut, caret included. A finished
// draft becomes one change, in one transaction with its projection. Undo works on drafts: a hundred
// steps a record, which survive a restart too. What a withdrawal covers does not stay a draft: it
// becomes a change, which is locked away with the rest.
#pragma once

#include "app/vault/recordwriter.h"

#include <vector>

namespace candour {

/// The field and kind of the one draft of a form. Its `extra` is a map: `type`, `amends` (the
/// record is there already) and `texts`, pairs of a field's name and what stands in it.
inline constexpr QStringView formDraft = u"form";

struct Draft {
    RecordId record;  // of the record to be, or of the one that is edited
    QString field;
    QString text;
    int caret = 0;  // in UTF-16 units, as the text field counts
    /// For whoever finishes it: a line's kind, its session, the type of the record.
    QString kind;
    UtcTime firstKey;  // when its first key was pressed
    /// Whatever the page needs to go on where it was; canonical CBOR, opaque here.
    QByteArray extra;
    friend bool operator==(const Draft&, const Draft&) = default;
};

/// A state that Undo goes back to. Steps of a record are numbered upwards from 1.
struct UndoStep {
    std::int64_t number = 0;
    QString text = {};
    int caret = 0;
    QString kind = {};
    friend bool operator==(const UndoStep&, const UndoStep&) = default;
};

/// When it was begun, as far as the clock of this tablet is known to be off: what records say, and
/// what the store's times are compared with.
[[nodiscard]] inline UtcTime begunAt(UtcTime firstKey, Moment now) {
    now.utc = firstKey;
    return now.corrected();
}

/// The field of a draft that holds what two people will agree on of one line.
inline constexpr QStringView agreedLineDraft = u"agreed_line";

/// Why a draft of what is locked away may stay one: it cannot be written, such as in a notebook
/// that is no longer ours to write in.
[[nodiscard]] bool mayStayADraft(const Error& error);

class Drafts {
  public:
    /// Everything outlives it.
    Drafts(Ledger& ledger, Projection& projection, RecordWriter& writer)
        : m_ledger(ledger),
          m_database(ledger.database()),
          m_projection(projection),
          m_writer(writer) {}

    /// Durable when it returns. `tooLarge` beyond limits::text. `top` is the step that Undo would
    /// go back to (number 0: none): steps above it are forgotten, and those more than
    /// limits::undoSteps below it.
    Status save(const Draft& draft, const UndoStep& top = {});
    /// Those that are kept, oldest first.
    Result<std::vector<UndoStep>> steps(const RecordId& record);
    Result<std::optional<Draft>> find(const RecordId& record, const QString& field);
    /// All that were not finished, oldest first key first.
    Result<std::vector<Draft>> open();
    /// Durable when it returns, undo steps included. The words are overwritten in the file.
    Status discard(const RecordId& record, const QString& field);
    /// Inside an edit: writes the change and takes the draft away. Whoever commits has both or
    /// neither.
    Result<Saved> finish(const Draft& draft, const PutRequest& request, const Moment& written);
    /// Inside an edit: ends every draft of words that are locked away. They are kept, sealed, or
    /// gone if an order that was issued since erases what their speaker said before. One that
    /// cannot be written (its notebook is no longer ours to write in) stays as it is. Marks that
    /// were put on it while it was typed are not made: they could not count.
    Status endCovered(const Moment& written);
    /// Inside an edit: drops the drafts of records whose words are erased. What somebody says anew
    /// is not among them: drafts of lines that are not there yet end by endCovered().
    Status erase(const std::set<RowId>& records);

    /// Whether an order that came since it was begun erases what its speaker said before. Never as
    /// long as nobody knows how far off the clock is that it was begun by: then it is kept.
    Result<bool> isErased(const Draft& draft, const Moment& now);

  private:
    Status take(const RecordId& record, const QString& field);
    /// The change that it would become; nothing if it is not covered.
    Result<std::optional<PutRequest>> covered(const Draft& draft, const Moment& written);
    Result<std::optional<PutRequest>> coveredForm(const Draft& draft, const Moment& written);
    /// The notebook of a record that is here and locked away.
    Result<std::optional<NotebookId>> lockedIn(const RecordType& type, const RecordId& id);

    Ledger& m_ledger;
    Database& m_database;
    Projection& m_projection;
    RecordWriter& m_writer;
};

}  // namespace candour
