// One cell of a council's table as a field's value. Councils write dates the British way round,
// options by their titles, ages in years: what has one meaning is understood, nothing is guessed.
#pragma once

#include "app/records/fieldvalue.h"

namespace candour {

/// Null for an empty cell. `badInput` with a sentence that names the field and not the value.
Result<cbor::Value> cellValue(const Field& field, const QString& cell);

/// Yes, no, or nothing if the cell says neither; an empty one says no.
std::optional<bool> yesOrNo(const QString& cell);

/// "14/05/2026", "14 May 2026", "May 2026" and what is stored already, as a stored date.
std::optional<QString> councilDate(const QString& cell);

/// For comparing headings and options: letters and digits alone, in lower case.
QString bareWord(const QString& text);

}  // namespace candour
