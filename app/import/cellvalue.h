// One cell of a council's table as a field's value. Councils write dates the British way round,
// options by their titles, ages in years: what has one meaning is understood, nothing is guessed.
#pragma once

#include "app/records/fieldvalue.h"

namespace candour {

/// Null for an empty cell, and where an option was to stand for what says that nobody answered.
/// `badInput` with the end of a sentence that begins with the heading; it repeats the cell only
/// where one of the field's options was to stand, which it names.
Result<cbor::Value> cellValue(const Field& field, const QString& cell);

/// The option of the field that a cell means, by name, title, age or as councils call it (see
/// councilwords.h); null if none.
const Choice* optionOf(const Field& field, const QString& cell);
/// "White, Black, Asian".
QString optionsOf(const Field& field);
/// The entries of a cell that holds several.
QStringList entriesOf(const QString& cell);

/// Yes, no, or nothing if the cell says neither; an empty one says no.
std::optional<bool> yesOrNo(const QString& cell);

/// "14/05/2026", "14 May 2026", "May 2026" and what is stored already, as a stored date.
std::optional<QString> councilDate(const QString& cell);

/// For comparing headings and options: letters and digits alone, in lower case.
QString bareWord(const QString& text);

}  // namespace candour
