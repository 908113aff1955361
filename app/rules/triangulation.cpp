#include "app/rules/triangulation.h"

#include "app/rules/recordwords.h"

#include <QCoreApplication>

namespace candour {
namespace {

QString translated(const char* text) {
    return QCoreApplication::translate("Triangulation", text);
}

bool isThought(const RecordLine& piece) {
    return piece.type->name == u"line" && textIn(piece.fields, u"kind") == u"thought";
}

/// What stands at an end: of a tag, what is tagged.
std::optional<RecordLine> pieceAt(const RecordId& end, const Surroundings& around) {
    auto piece = around.record(end);
    if (piece && piece->type->name == u"tag") return around.record(idIn(piece->fields, u"target"));
    return piece;
}

}  // namespace

std::optional<Comparison> comparisonFrom(const RecordLine& link, const Surroundings& around) {
    auto one = pieceAt(idIn(link.fields, u"one"), around);
    auto other = pieceAt(idIn(link.fields, u"other"), around);
    if (!one || !other) return std::nullopt;
    Comparison found{.link = link.id,
                     .one = std::move(*one),
                     .other = std::move(*other),
                     .relation = relationNamed(textIn(link.fields, u"relation")),
                     .statement = static_cast<int>(valueOf(link.fields, u"statement").integer()),
                     .note = textIn(link.fields, u"note")};
    // Whoever wrote it the other way round meant the same.
    if (isThought(found.other)) std::swap(found.one, found.other);
    found.ofThought = isThought(found.one);
    return found;
}

std::vector<Comparison> comparisonsAmong(std::span<const RecordLine> records) {
    const Surroundings around = among(records);
    std::vector<Comparison> found;
    for (const RecordLine& record : records) {
        if (record.type->name != u"triangulation") continue;
        if (auto comparison = comparisonFrom(record, around))
            found.push_back(std::move(*comparison));
    }
    return found;
}

QString refusalToCompare(const RecordLine& one, const RecordLine& other) {
    if (one.id == other.id)
        return translated(
            QT_TRANSLATE_NOOP("Triangulation", "These are the same words. Choose something else."));
    const auto isEmpty = [](const RecordLine& piece) {
        return piece.type->name == u"line" && textIn(piece.fields, u"text").trimmed().isEmpty();
    };
    if (isEmpty(one) || isEmpty(other))
        return translated(QT_TRANSLATE_NOOP(
            "Triangulation", "Nothing is written here yet, so there is nothing to compare."));
    if (isThought(one) && isThought(other))
        return translated(QT_TRANSLATE_NOOP(
            "Triangulation",
            "One thought cannot rest on another. Choose what was said, seen or read."));
    if (isThought(other))
        return translated(QT_TRANSLATE_NOOP(
            "Triangulation",
            "A thought says nothing about evidence. Open the thought, and link it to this."));
    return {};
}

QString nameOf(Relation relation) {
    switch (relation) {
        case Relation::supports:
            return u"supports"_qs;
        case Relation::contradicts:
            return u"contradicts"_qs;
        case Relation::silent:
            break;
    }
    return u"silent"_qs;
}

Relation relationNamed(QStringView name) {
    if (name == u"supports") return Relation::supports;
    return name == u"contradicts" ? Relation::contradicts : Relation::silent;
}

QString wordsFromOne(Relation relation) {
    switch (relation) {
        case Relation::supports:
            return translated(QT_TRANSLATE_NOOP("Triangulation", "Supported by"));
        case Relation::contradicts:
            return translated(QT_TRANSLATE_NOOP("Triangulation", "Contradicted by"));
        case Relation::silent:
            break;
    }
    return translated(QT_TRANSLATE_NOOP("Triangulation", "Not mentioned by"));
}

QString wordsFromOther(Relation relation) {
    switch (relation) {
        case Relation::supports:
            return translated(QT_TRANSLATE_NOOP("Triangulation", "Supports"));
        case Relation::contradicts:
            return translated(QT_TRANSLATE_NOOP("Triangulation", "Contradicts"));
        case Relation::silent:
            break;
    }
    return translated(QT_TRANSLATE_NOOP("Triangulation", "Is silent about"));
}

}  // namespace candour
