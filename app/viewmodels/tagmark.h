// Words of a line that are marked as evidence: where they stand, and what the tag says of them.
#pragma once

#include "app/viewmodels/statement.h"

namespace candour {

struct TagMark {
    QString tagId;
    Statement statement;
    int start = 0;   ///< in UTF-16 units
    int length = 0;  ///< 0: the words have changed since, and are not found any more
    QString category;
    QString direction;
    QString subtopic;
    QString date;    ///< when it was so, if not when it was said: "about May 2026"
    QString reason;  ///< why a date outside the period counts
    bool operator==(const TagMark&) const = default;

    [[nodiscard]] int end() const { return start + length; }
    /// Whether it lies in, or shares a character with, this part of the text.
    [[nodiscard]] bool touches(int from, int until) const {
        return length == 0 || (start < until && from < end());
    }
};

}  // namespace candour
