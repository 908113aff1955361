#include "app/vault/linereader.h"

#include <QIODevice>

namespace candour {
namespace {

constexpr qint64 blockSize = 256 * 1024;

}  // namespace

Result<bool> LineReader::fill() {
    m_block.resize(blockSize);
    const qint64 read = m_device.read(m_block.data(), blockSize);
    m_block.resize(std::max<qint64>(read, 0));
    m_at = 0;
    if (read < 0 && !m_device.atEnd()) return fail(Code::diskFailed, "read a file");
    m_read += m_block.size();
    return !m_block.isEmpty();
}

Result<std::optional<LineReader::Line>> LineReader::next() {
    Line line;
    m_pieces.clear();
    bool any = false;
    while (true) {
        if (m_at == m_block.size()) {
            TRY(const bool more, fill());
            if (!more) break;
        }
        any = true;
        const qsizetype end = m_block.indexOf('\n', m_at);
        const QByteArrayView piece =
            QByteArrayView(m_block).sliced(m_at, (end < 0 ? m_block.size() : end) - m_at);
        m_at = end < 0 ? m_block.size() : end + 1;
        if (m_pieces.size() + piece.size() > static_cast<qsizetype>(limits::applyLine)) {
            line.tooLong = true;
            m_pieces.clear();
        }
        if (end >= 0 && m_pieces.isEmpty() && !line.tooLong) {
            line.bytes = piece;
            line.number = ++m_number;
            return std::optional<Line>(line);
        }
        if (!line.tooLong) m_pieces.append(piece);
        if (end >= 0) break;
    }
    if (!any) return std::optional<Line>();
    line.number = ++m_number;
    line.bytes = m_pieces;
    return std::optional<Line>(line);
}

}  // namespace candour
