// Text with some words marked, as rich text. The colour is the page's: wherever it belongs stands
// one private sign (U+E000), so that one text serves light and dark.
#pragma once

#include <QList>
#include <QString>

namespace candour {

struct TagMark;

/// Part of a text to mark, in UTF-16 units.
struct Span {
    int start = 0;
    int length = 0;
    bool operator==(const Span&) const = default;
};

/// `text`, escaped, with `spans` (rising, apart) marked.
[[nodiscard]] QString markedText(const QString& text, const QList<Span>& spans);
/// `text`, escaped, each character in the tint of the newest tag that covers it. Characters keep
/// their places: position n of the rich text is position n of `text`.
[[nodiscard]] QString tintedText(const QString& text, const QList<TagMark>& marks);
/// Where words that were searched for stand in a text, as the index finds them: as beginnings of
/// words, whatever their case. Rising, apart.
[[nodiscard]] QList<Span> foundSpans(const QString& text, const QString& words);
/// The words of a text, rising.
[[nodiscard]] QList<Span> wordSpans(const QString& text);
/// The words of `text` that `other` does not have in the same order.
[[nodiscard]] QList<Span> differences(const QString& text, const QString& other);

}  // namespace candour
