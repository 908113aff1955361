// What somebody attaches to a record: which field of the attachment points there, in whose notebook
// it lies, and what it says of the file. The file itself is read piece by piece, never held whole.
#pragma once

#include "app/vault/vault.h"

namespace candour {

struct NewAttachment {
    RecordId to;   // a session, participant, line, document or case
    QString kind;  // as the record list names them
    UtcTime taken;
    std::chrono::minutes zoneOffset{0};
    QString mediaType;
    QString caption = {};  // without names
};

/// For Vault::attach(). `badInput` if nothing can be attached to such a record.
Result<PutRequest> requestFor(Vault& vault, const NewAttachment& attachment);
/// `notFound` unless there is such a file.
Result<BlobSource> fileSource(const QString& path);

}  // namespace candour
