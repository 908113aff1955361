#include "app/import/csv.h"

#include <QStringDecoder>

#include <algorithm>
#include <array>

namespace candour {
namespace {

constexpr QChar quote = u'"';

/// What Windows-1252 has where Latin-1 has control characters; 0 where it has nothing.
constexpr std::array<char16_t, 32> windowsOnly = {
    0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0,      0x017D, 0,      0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178};

std::optional<QString> decoded(const QByteArray& bytes, QStringConverter::Encoding encoding) {
    QStringDecoder decoder(encoding);  // passes over a byte order mark
    QString text = decoder(bytes);
    if (decoder.hasError()) return std::nullopt;
    return text;
}

std::optional<QString> fromWindows(const QByteArray& bytes) {
    QString text = QString::fromLatin1(bytes);
    for (QChar& letter : text) {
        const char16_t code = letter.unicode();
        if (code < 0x80 || code > 0x9F) continue;
        letter = windowsOnly.at(code - 0x80U);
        if (letter.isNull()) return std::nullopt;
    }
    return text;
}

bool endsLine(QChar letter) {
    return letter == u'\n' || letter == u'\r';
}

/// The most frequent outside quotes, in the first row.
QChar separatorOf(QStringView text) {
    constexpr std::array<char16_t, 3> candidates = {u',', u';', u'\t'};
    std::array<int, 3> counts{};
    bool quoted = false;
    for (const QChar letter : text) {
        if (letter == quote) quoted = !quoted;
        if (quoted) continue;
        if (endsLine(letter)) break;
        for (std::size_t i = 0; i < candidates.size(); ++i) counts[i] += letter == candidates[i];
    }
    return candidates[static_cast<std::size_t>(std::max_element(counts.begin(), counts.end()) -
                                               counts.begin())];
}

/// Reads one row after the other.
class RowReader {
  public:
    RowReader(QStringView text, QChar separator) : m_text(text), m_separator(separator) {}
    [[nodiscard]] bool atEnd() const { return m_at >= m_text.size(); }

    /// Nothing if a quote is never closed, or something but a separator follows it.
    std::optional<QStringList> next() {
        QStringList cells;
        while (true) {
            auto cell = !atEnd() && m_text[m_at] == quote ? quotedCell() : plainCell();
            if (!cell) return std::nullopt;
            cells << *cell;
            if (atEnd()) return cells;
            const QChar after = m_text[m_at++];
            if (after == m_separator) continue;
            if (after == u'\r' && !atEnd() && m_text[m_at] == u'\n') ++m_at;
            return cells;
        }
    }

  private:
    std::optional<QString> plainCell() {
        const qsizetype from = m_at;
        while (!atEnd() && m_text[m_at] != m_separator && !endsLine(m_text[m_at])) ++m_at;
        return m_text.sliced(from, m_at - from).toString();
    }
    std::optional<QString> quotedCell() {
        QString cell;
        for (++m_at; !atEnd(); ++m_at) {
            if (m_text[m_at] != quote) {
                cell += m_text[m_at];
                continue;
            }
            ++m_at;
            if (atEnd() || m_text[m_at] == m_separator || endsLine(m_text[m_at])) return cell;
            if (m_text[m_at] != quote) return std::nullopt;
            cell += quote;
        }
        return std::nullopt;
    }

    QStringView m_text;
    QChar m_separator;
    qsizetype m_at = 0;
};

}  // namespace

std::optional<QString> decodedText(const QByteArray& bytes) {
    if (bytes.startsWith("\xff\xfe")) return decoded(bytes, QStringConverter::Utf16LE);
    if (bytes.startsWith("\xfe\xff")) return decoded(bytes, QStringConverter::Utf16BE);
    if (auto text = decoded(bytes, QStringConverter::Utf8)) return text;
    return fromWindows(bytes);
}

Result<Table> tableFromCsv(const QByteArray& file) {
    constexpr char during[] = "read a table";
    const auto text = decodedText(file);
    if (!text || text->contains(QChar(0)))
        return fail(Code::badInput, during,
                    "This is neither a workbook nor a text that can be read. Save it as .xlsx or "
                    "as CSV in UTF-8.");
    QStringView rest = *text;
    int number = 1;
    QChar separator;
    if (rest.startsWith(u"sep=") && rest.size() > 4) {
        separator = rest[4];
        ++number;
        rest = rest.sliced(5);
        if (rest.startsWith(u'\r')) rest = rest.sliced(1);
        if (rest.startsWith(u'\n')) rest = rest.sliced(1);
    } else {
        separator = separatorOf(rest);
    }
    TableBuilder table;
    for (RowReader reader(rest, separator); !reader.atEnd(); ++number) {
        auto cells = reader.next();
        if (!cells)
            return fail(Code::badInput, during,
                        "Row " + std::to_string(number) +
                            " has a quotation mark that is not closed, or text after it.");
        TRY_OK(table.add(number, std::move(*cells)));
    }
    return table.take();
}

}  // namespace candour
