// Bytes as a pipe gives them away: a few at a time.
#pragma once

#include "sync/blob.h"

#include <QByteArray>

#include <algorithm>

namespace candour::test {

/// At most `most` bytes each time that it is asked.
inline BlobSource sourceOf(const QByteArray& bytes, std::size_t most = 1'000) {
    return [bytes, most,
            at = qsizetype{0}](std::span<std::uint8_t> out) mutable -> Result<std::size_t> {
        const qsizetype size = std::min<qsizetype>(
            bytes.size() - at, static_cast<qsizetype>(std::min(out.size(), most)));
        std::copy_n(bytes.constData() + at, size, reinterpret_cast<char*>(out.data()));
        at += size;
        return static_cast<std::size_t>(size);
    };
}

}  // namespace candour::test
