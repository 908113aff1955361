#include "app/import/xlsx.h"

#include "app/import/cellformat.h"
#include "app/import/ziparchive.h"

#include <QXmlStreamReader>

#include <map>
#include <utility>

namespace candour {
namespace {

constexpr char during[] = "read a workbook";

/// Reads one part. Names count without their namespace: there are two of them in use.
class Part {
  public:
    explicit Part(const QByteArray& xml) : m_reader(xml) {}

    /// Goes to where the next element begins; false at the end.
    bool next() {
        while (!m_reader.atEnd()) {
            switch (m_reader.readNext()) {
                case QXmlStreamReader::StartElement:
                    return true;
                case QXmlStreamReader::DTD:
                    m_reader.raiseError();  // no spreadsheet has one; entities could swell
                    return false;
                default:
                    break;
            }
        }
        return false;
    }
    [[nodiscard]] bool is(QStringView name) const { return m_reader.name() == name; }
    /// An attribute by its name without namespace.
    [[nodiscard]] QString value(QStringView name) const {
        for (const QXmlStreamAttribute& each : m_reader.attributes())
            if (each.name() == name) return each.value().toString();
        return {};
    }
    QString text() { return m_reader.readElementText(QXmlStreamReader::IncludeChildElements); }
    QXmlStreamReader& reader() { return m_reader; }
    [[nodiscard]] Status sound() const {
        if (!m_reader.hasError()) return {};
        return fail(Code::badInput, during, "A part of the workbook is damaged.");
    }

  private:
    QXmlStreamReader m_reader;
};

bool isTrue(const QString& flag) {
    return flag == u"1" || flag == u"true";
}

struct Workbook {
    struct Sheet {
        QString name;
        QString relation;
        bool hidden = false;
    };
    std::vector<Sheet> sheets;
    DayZero zero = DayZero::year1900;
    std::map<QString, QString> targets;  // of relations, as paths in the archive
    std::vector<NumberFormat> formats;   // of cell styles
    QStringList strings;
};

Status readSheets(const ZipArchive& archive, Workbook& book) {
    TRY(const QByteArray xml, archive.read(u"xl/workbook.xml"_qs));
    Part part(xml);
    while (part.next()) {
        if (part.is(u"workbookPr") && isTrue(part.value(u"date1904")))
            book.zero = DayZero::year1904;
        if (!part.is(u"sheet")) continue;
        const QString state = part.value(u"state");
        book.sheets.push_back(
            {part.value(u"name"), part.value(u"id"), !state.isEmpty() && state != u"visible"});
    }
    return part.sound();
}

Status readTargets(const ZipArchive& archive, Workbook& book) {
    TRY(const QByteArray xml, archive.read(u"xl/_rels/workbook.xml.rels"_qs));
    Part part(xml);
    while (part.next()) {
        if (!part.is(u"Relationship")) continue;
        const QString target = part.value(u"Target");
        book.targets[part.value(u"Id")] =
            target.startsWith(u'/') ? target.sliced(1) : u"xl/"_qs + target;
    }
    return part.sound();
}

Status readStyles(const ZipArchive& archive, Workbook& book) {
    if (!archive.holds(u"xl/styles.xml"_qs)) return {};
    TRY(const QByteArray xml, archive.read(u"xl/styles.xml"_qs));
    Part part(xml);
    std::map<int, QString> codes;
    bool cellFormats = false;
    while (part.next()) {
        if (part.is(u"numFmt")) codes[part.value(u"numFmtId").toInt()] = part.value(u"formatCode");
        // Of the two lists of formats only this one is what cells point to.
        if (part.is(u"cellXfs")) cellFormats = true;
        if (part.is(u"cellStyles") || part.is(u"dxfs")) cellFormats = false;
        if (cellFormats && part.is(u"xf")) {
            const int format = part.value(u"numFmtId").toInt();
            book.formats.push_back(numberFormat(format, codes[format]));
        }
    }
    return part.sound();
}

Status readStrings(const ZipArchive& archive, Workbook& book) {
    if (!archive.holds(u"xl/sharedStrings.xml"_qs)) return {};
    TRY(const QByteArray xml, archive.read(u"xl/sharedStrings.xml"_qs));
    Part part(xml);
    while (part.next()) {
        if (part.is(u"si")) {
            if (book.strings.size() >= static_cast<qsizetype>(limits::importStrings))
                return fail(Code::tooLarge, during, "The workbook holds too many texts.");
            book.strings.append(QString());
        } else if (part.is(u"rPh")) {
            part.reader().skipCurrentElement();  // how it is spoken, not what it says
        } else if (part.is(u"t") && !book.strings.isEmpty()) {
            book.strings.back() += part.text();
        }
    }
    return part.sound();
}

/// The column of "AB12", from 0; nothing if it is no such place.
std::optional<qsizetype> columnOf(const QString& place) {
    qsizetype column = 0;
    for (const QChar letter : place) {
        if (letter < u'A' || letter > u'Z') break;
        column = column * 26 + (letter.unicode() - u'A' + 1);
        if (column > 16'384) return std::nullopt;
    }
    if (column == 0) return std::nullopt;
    return column - 1;
}

/// Goes through the cells of a sheet.
class SheetReader {
  public:
    SheetReader(const Workbook& book, const QByteArray& xml) : m_book(book), m_part(xml) {}

    Result<Table> table(const QString& name) {
        while (m_part.next()) {
            if (m_part.is(u"row")) {
                TRY_OK(finishRow());
                const int given = m_part.value(u"r").toInt();
                m_row = given > 0 ? given : m_row + 1;
            } else if (m_part.is(u"c")) {
                TRY_OK(cell());
            }
        }
        TRY_OK(m_part.sound());
        TRY_OK(finishRow());
        Table table = m_rows.take(name);
        table.faults = std::move(m_faults);
        return table;
    }

  private:
    struct Cell {
        QString type;
        int style = 0;
        std::optional<QString> value;
        bool formula = false;
    };

    Status finishRow() {
        if (m_row == 0) return {};
        return m_rows.add(m_row, std::exchange(m_cells, {}));
    }

    Status cell() {
        const QString place = m_part.value(u"r");
        const auto column = place.isEmpty() ? std::optional(m_cells.size()) : columnOf(place);
        if (!column) return fail(Code::badInput, during, "A part of the workbook is damaged.");
        m_column = *column;
        const std::optional<QString> text = textOf(readCell());
        if (!text || text->isEmpty()) return {};
        if (*column >= static_cast<qsizetype>(limits::importColumns))
            return fail(Code::tooLarge, during,
                        "Row " + std::to_string(m_row) + " has more than 200 columns.");
        while (m_cells.size() <= *column) m_cells.append(QString());
        m_cells[*column] = *text;
        return {};
    }

    Cell readCell() {
        Cell cell{m_part.value(u"t"), m_part.value(u"s").toInt(), {}, false};
        QXmlStreamReader& reader = m_part.reader();
        while (reader.readNextStartElement()) {
            if (m_part.is(u"v") || m_part.is(u"is")) {
                cell.value = m_part.text();
            } else {
                cell.formula = cell.formula || m_part.is(u"f");
                reader.skipCurrentElement();
            }
        }
        return cell;
    }

    /// Nothing if the cell is a fault, which is noted.
    std::optional<QString> textOf(const Cell& cell) {
        // Only text may be empty: a formula's number that is not there was never worked out.
        const bool isNumber = cell.type.isEmpty() || cell.type == u"n";
        if (!cell.value || (isNumber && cell.value->isEmpty())) {
            if (cell.formula)
                note(
                    u"A formula’s result is not in the file. Open it in the spreadsheet "
                    "program, save it, and try again."_qs);
            return std::nullopt;
        }
        if (cell.type == u"e") {
            note(u"A cell holds an error of the spreadsheet."_qs);
            return std::nullopt;
        }
        if (cell.type == u"str" || cell.type == u"inlineStr" || cell.type == u"d")
            return cell.value;
        bool sound = false;
        if (cell.type == u"s") {
            const int at = cell.value->toInt(&sound);
            if (sound && at >= 0 && at < m_book.strings.size()) return m_book.strings[at];
            note(u"A cell’s text is missing from the file."_qs);
            return std::nullopt;
        }
        const double number = cell.value->toDouble(&sound);
        if (cell.type == u"b") return number == 0 ? u"No"_qs : u"Yes"_qs;
        const auto style = static_cast<std::size_t>(cell.style);
        const NumberFormat format =
            style < m_book.formats.size() ? m_book.formats[style] : NumberFormat{};
        auto text = sound ? cellText(number, format, m_book.zero) : std::nullopt;
        if (!text) note(u"A date is in no calendar."_qs);
        return text;
    }

    void note(const QString& sentence) {
        if (m_faults.size() < limits::importFaults) m_faults.push_back({m_row, m_column, sentence});
    }

    const Workbook& m_book;
    Part m_part;
    TableBuilder m_rows;
    std::vector<CellFault> m_faults;
    qsizetype m_column = 0;
    int m_row = 0;
    QStringList m_cells;
};

}  // namespace

Result<Table> tableFromXlsx(const QByteArray& file, const QString& sheet) {
    TRY(const ZipArchive archive, ZipArchive::open(file));
    Workbook book;
    TRY_OK(readSheets(archive, book));
    TRY_OK(readTargets(archive, book));
    TRY_OK(readStyles(archive, book));
    TRY_OK(readStrings(archive, book));
    for (const Workbook::Sheet& each : book.sheets) {
        if (sheet.isEmpty() ? each.hidden : each.name != sheet) continue;
        TRY(const QByteArray xml, archive.read(book.targets[each.relation]));
        return SheetReader(book, xml).table(each.name);
    }
    return fail(Code::notFound, during,
                sheet.isEmpty() ? "The workbook has no sheet that is shown."
                                : "The workbook has no sheet of that name.");
}

}  // namespace candour
