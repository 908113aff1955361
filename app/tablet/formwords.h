// How a form asks for the records that are written most often: each field as a question, as one
// person asks another, and a sentence for what is still missing. Of all other records the titles of
// the record list do.
#pragma once

#include "app/records/recordtype.h"

namespace candour {

/// What a form says of a field; `help` may be empty.
struct FieldWords {
    QString question;
    QString help;
    QString missing;  ///< said when it has to be answered and is not
};
[[nodiscard]] FieldWords questionFor(const RecordType& type, const Field& field);

/// Whether a form is worded here: what somebody writes on site is.
[[nodiscard]] bool hasWords(const RecordType& type);

/// The form's heading, to add one or to change it.
[[nodiscard]] QString headingFor(const RecordType& type, bool amends);

}  // namespace candour
