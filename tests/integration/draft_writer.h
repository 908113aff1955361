// What draft_writer writes as number N, so that tst_kill knows what must be there.
#pragma once

#include "app/vault/drafts.h"

namespace candour::killtest {

/// So many keystrokes go into one line, then it becomes a change.
inline constexpr int finishEvery = 7;

/// The record of keystroke `number`: the same for all of one line.
inline RecordId recordOf(int number) {
    std::array<std::uint8_t, 16> bytes{};
    const int line = (number + finishEvery - 1) / finishEvery;
    for (int i = 0; i < 4; ++i)
        bytes[static_cast<std::size_t>(12 + i)] = static_cast<std::uint8_t>(line >> (24 - 8 * i));
    bytes[6] = 0x70;
    bytes[8] = 0x80;
    return RecordId(bytes);
}

inline Draft draftNumber(int number) {
    return {.record = recordOf(number),
            .field = u"what"_qs,
            .text = u"keystroke %1"_qs.arg(number),
            .caret = number % 10,
            .kind = u"said"_qs,
            .firstKey = UtcTime(milliseconds(number)),
            .extra = QByteArray::number(number)};
}

}  // namespace candour::killtest
