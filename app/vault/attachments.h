// Attachments as people meet them: the record that says what is known (`attachment` in the record
// list) and the sealed file behind it. The file's key is a field of that record, sealed under its
// subject, so that the file can be opened exactly as long as the words beside it.
#pragma once

#include "app/vault/recordreader.h"
#include "sync/blob.h"
#include "sync/blobfolder.h"
#include "sync/blobindex.h"

namespace candour {

/// Where an attachment's file is.
enum class FilePlace : std::uint8_t {
    here,
    notYet,    // a colleague's: it has not come to this tablet yet
    purged,    // the store has it; it was taken off this tablet
    damaged,   // the disk did not keep it; a hand-over brings it if anybody has it
    none,      // only what is known of it was written down
    withheld,  // at somebody's wish
    erased,
};
/// A short stable name, for --json.
const char* nameOf(FilePlace place);

struct AttachmentRow {
    ListedRecord record;
    FilePlace place = FilePlace::none;
    std::optional<BlobRef> blob = {};
    bool handedOver = false;  // the store has receipted the file
};

class Attachments {
  public:
    /// All outlive it.
    Attachments(Ledger& ledger, RecordReader& reader, BlobFolder& folder)
        : m_ledger(ledger), m_reader(reader), m_folder(folder) {}

    /// All that are not struck, in the order of their coming.
    Result<std::vector<AttachmentRow>> list();
    Result<AttachmentRow> find(const RecordId& id);
    /// Hands on what the file holds, each chunk once it is proved. `notFound` while it is not here,
    /// `notAllowed` if it is withheld, `missingKey` if it is erased, `badSeal` if it is damaged:
    /// what was handed on before is good, but it is not all.
    Status read(const RecordId& id, const BlobSink& sink);
    /// Asks for a purged file again: the next hand-over fetches it.
    Status want(const RecordId& id);

  private:
    Result<AttachmentRow> rowOf(ListedRecord record);

    Ledger& m_ledger;
    RecordReader& m_reader;
    BlobFolder& m_folder;
};

}  // namespace candour
