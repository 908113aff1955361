#include "app/import/table.h"

#include "app/import/csv.h"
#include "app/import/xlsx.h"

#include <algorithm>

namespace candour {

Status TableBuilder::add(int row, QStringList cells) {
    const auto tooLarge = [&](const char* what) {
        return fail(Code::tooLarge, "read a table", "Row " + std::to_string(row) + what);
    };
    while (!cells.isEmpty() && cells.back().trimmed().isEmpty()) cells.pop_back();
    if (cells.isEmpty()) return {};
    if (m_rows.size() >= limits::importRows)
        return tooLarge(": the table has more than 10,000 rows.");
    if (cells.size() > static_cast<qsizetype>(limits::importColumns))
        return tooLarge(" has more than 200 columns.");
    const bool tooLong = std::any_of(cells.begin(), cells.end(), [](const QString& cell) {
        return cell.size() > static_cast<qsizetype>(limits::importCell);
    });
    if (tooLong) return tooLarge(" has a cell of more than 16,000 characters.");
    m_rows.push_back({row, std::move(cells)});
    return {};
}

Result<Table> tableFrom(const QByteArray& file, const QString& sheet) {
    constexpr char during[] = "read a table";
    if (file.size() > static_cast<qsizetype>(limits::importFile))
        return fail(Code::tooLarge, during, "The file is larger than 16 MiB.");
    if (file.startsWith("PK\x03\x04")) return tableFromXlsx(file, sheet);
    if (file.startsWith("\xd0\xcf\x11\xe0"))
        return fail(Code::badInput, during,
                    "This workbook has a password or is of an old kind. Save it as .xlsx without a "
                    "password.");
    if (!sheet.isEmpty()) return fail(Code::badInput, during, "Only a workbook has sheets.");
    return tableFromCsv(file);
}

}  // namespace candour
