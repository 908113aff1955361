#include "app/records/sessionids.h"

#include "sync/crypto.h"

#include <algorithm>

namespace candour {
namespace {

std::array<std::uint8_t, Uuid::size> derived(QByteArrayView label, RecordId slot) {
    auto bytes = labelledHash128(label, {viewOf(slot.bytes())});
    std::copy_n(slot.bytes().begin(), 6, bytes.begin());
    bytes[6] = static_cast<std::uint8_t>(0x70 | (bytes[6] & 0x0f));
    bytes[8] = static_cast<std::uint8_t>(0x80 | (bytes[8] & 0x3f));
    return bytes;
}

}  // namespace

NotebookId sessionNotebookOf(RecordId slot) {
    return NotebookId(derived("candour session notebook 1", slot));
}

RecordId sessionRecordOf(RecordId slot) {
    return RecordId(derived("candour session record 1", slot));
}

}  // namespace candour
