#include "app/records/sessionids.h"

#include <sodium.h>

#include <algorithm>

namespace candour {
namespace {

std::array<std::uint8_t, Uuid::size> derived(QByteArrayView label, RecordId slot) {
    std::array<std::uint8_t, Uuid::size> bytes{};
    crypto_generichash_state state;
    crypto_generichash_init(&state, nullptr, 0, bytes.size());
    crypto_generichash_update(&state, reinterpret_cast<const unsigned char*>(label.data()),
                              static_cast<unsigned long long>(label.size()));
    crypto_generichash_update(&state, slot.bytes().data(), slot.bytes().size());
    crypto_generichash_final(&state, bytes.data(), bytes.size());
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
