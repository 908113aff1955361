// The words that councils' lists use for our fields and options: headings, the names of ethnic
// groups of the census, ways to say that nothing was said. A list of words and nothing else: what
// none of them means is for a person to say.
#pragma once

#include <QString>

namespace candour {

// All are asked, and answer, in bare words (cellvalue.h), as `Unpaid carer?` is "unpaidcarer".

/// The field of a case, or "field:option" of one that holds a set; empty for an unknown heading.
QString fieldCalled(const QString& heading);

/// The option of a field; empty if none is meant.
QString optionCalled(const QString& field, const QString& value);

/// "Prefer not to say", "not known", a dash: there is no answer.
bool isNoAnswer(const QString& value);

}  // namespace candour
