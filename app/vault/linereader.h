// Reads lines of bounded length from a file, a pipe or memory, a block at a time: a line beyond
// limits::applyLine is passed over without being kept, however long it is.
#pragma once

#include "platform/error.h"
#include "platform/limits.h"

#include <QByteArray>

#include <optional>

class QIODevice;

namespace candour {

class LineReader {
  public:
    struct Line {
        std::int64_t number = 0;  // 1, 2, 3 …
        QByteArrayView bytes;     // without its end; gone at the next line
        bool tooLong = false;
    };
    /// `device` is open for reading, and outlives it.
    explicit LineReader(QIODevice& device) : m_device(device) {}
    /// Nothing at the end.
    Result<std::optional<Line>> next();
    /// Bytes that were read so far.
    [[nodiscard]] std::int64_t position() const { return m_read - (m_block.size() - m_at); }

  private:
    Result<bool> fill();

    QIODevice& m_device;
    QByteArray m_block;
    qsizetype m_at = 0;
    QByteArray m_pieces;  // of a line that goes over the end of a block
    std::int64_t m_number = 0;
    std::int64_t m_read = 0;
};

}  // namespace candour
