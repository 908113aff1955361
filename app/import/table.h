// A table that somebody else made, as rows of text. Rows keep the number that a spreadsheet shows
// beside them, so that a fault can be found there; rows without any text are left out. A cell holds
// what a person would read in it: a date is 2026-05-14, a whole number has no point.
#pragma once

#include "platform/error.h"
#include "platform/limits.h"

#include <QStringList>

#include <vector>

namespace candour {

struct TableRow {
    int number = 0;  // 1, 2, 3 …
    QStringList cells;
};

/// A sentence for the person about something in row `row`. It repeats nothing of the table.
struct RowFault {
    int row = 0;
    QString sentence;
    friend bool operator==(const RowFault&, const RowFault&) = default;
};

/// A cell that could not be read.
struct CellFault {
    int row = 0;
    qsizetype column = 0;  // from 0
    QString sentence;
};

struct Table {
    QString sheet = {};  // its name in a workbook
    std::vector<TableRow> rows = {};
    std::vector<CellFault> faults = {};  // at most limits::importFaults
};

/// Takes the rows of a table one after the other and keeps the limits on all of them.
class TableBuilder {
  public:
    /// `tooLarge` beyond limits::importRows, importColumns or importCell.
    Status add(int row, QStringList cells);
    [[nodiscard]] Table take(QString sheet = {}) {
        return {std::move(sheet), std::move(m_rows), {}};
    }

  private:
    std::vector<TableRow> m_rows;
};

/// By what the bytes are, whatever the file is called: an XLSX workbook, else CSV. `sheet` names
/// one of a workbook's; empty: its first visible one.
Result<Table> tableFrom(const QByteArray& file, const QString& sheet = {});

}  // namespace candour
