// A sheet of handwriting while it is drawn: a draft (drafts.h) beside those of the lines, which
// becomes a sealed attachment. `file` is what is sealed then; what else its page needs to go on
// where it was travels with it unread.
#pragma once

#include "app/vault/drafts.h"
#include "sync/blob.h"

#include <optional>

namespace candour {

/// Field and kind of such a draft.
inline constexpr QStringView inkDraft = u"ink";

struct InkPage {
    RecordId id;  // of the attachment to be
    RecordId session;
    std::optional<RecordId> speaker;  // whose words it holds; nothing: anybody's there
    UtcTime begun;
    QString words;  // what it is for whoever cannot see it: its caption
    QByteArray file;
    cbor::Value rest = {};
};

[[nodiscard]] Draft draftOf(const InkPage& page);
/// Nothing for a draft of another kind.
[[nodiscard]] std::optional<InkPage> inkPageFrom(const Draft& draft);
/// For Vault::attach().
[[nodiscard]] PutRequest requestFor(const InkPage& page, const Moment& now);
[[nodiscard]] BlobSource sourceOf(const InkPage& page);

}  // namespace candour
