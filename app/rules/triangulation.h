// How two pieces of evidence stand to each other: one supports the other, contradicts it, or is
// silent about it (R38); and what a thought of ours rests on (R18). What always holds: a comparison
// stands only while both of its ends are here to be looked at; a thought carries nothing else, and
// one that is compared is still no evidence.
#pragma once

#include "app/rules/surroundings.h"

namespace candour {

/// How the other stands to the one.
enum class Relation : std::uint8_t { supports, contradicts, silent };

struct Comparison {
    RecordId link;
    /// What is compared: of a tag, the line, extract or account that is tagged.
    RecordLine one;
    RecordLine other;
    Relation relation = Relation::silent;
    int statement = 0;  // 0: of none in particular
    QString note = {};
    bool ofThought = false;  // `one` is our own: between evidence it says nothing

    [[nodiscard]] bool contradicts() const {
        return relation == Relation::contradicts && !ofThought;
    }
};

/// Nothing while an end of it is not here: struck, locked away, or held elsewhere.
std::optional<Comparison> comparisonFrom(const RecordLine& link, const Surroundings& around);
/// All of those among the records, in their order.
std::vector<Comparison> comparisonsAmong(std::span<const RecordLine> records);

/// Why these two may not be compared, for the person at the tablet; empty if they may.
QString refusalToCompare(const RecordLine& one, const RecordLine& other);

/// As a field keeps it; and the inverse, in which an option of a later version is silent.
QString nameOf(Relation relation);
Relation relationNamed(QStringView name);

/// "Contradicted by", said of `one` about `other`; "Contradicts", said of `other` about `one`.
QString wordsFromOne(Relation relation);
QString wordsFromOther(Relation relation);

}  // namespace candour
