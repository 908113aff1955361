// The keystrokes of now. Each call is on disk when it returns (write-ahead log, synchronous FULL),
// so that whatever was acknowledged survives a kill or a power cut, caret included. A finished
// draft becomes one change, in one transaction with its projection. Undo works on drafts: a hundred
// steps a record, which survive a restart too.
#pragma once

#include "app/vault/recordwriter.h"

#include <vector>

namespace candour {

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

class Drafts {
  public:
    /// Everything outlives it.
    Drafts(Database& database, RecordWriter& writer) : m_database(database), m_writer(writer) {}

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

  private:
    Status take(const RecordId& record, const QString& field);

    Database& m_database;
    RecordWriter& m_writer;
};

}  // namespace candour
