// Text with some words marked, as rich text. The colour is the page's: wherever it belongs stands
// one private sign (U+E000), so that one text serves light and dark.
#pragma once

#include <QList>
#include <QString>

namespace candour {

struct Span;
struct TagMark;

/// `text`, escaped, with `spans` (rising, apart) marked.
[[nodiscard]] QString markedText(const QString& text, const QList<Span>& spans);
/// `text`, escaped, each character in the tint of the newest tag that covers it. Characters keep
/// their places: position n of the rich text is position n of `text`.
[[nodiscard]] QString tintedText(const QString& text, const QList<TagMark>& marks);
/// The words of a text, rising.
[[nodiscard]] QList<Span> wordSpans(const QString& text);
/// The words of `text` that `other` does not have in the same order.
[[nodiscard]] QList<Span> differences(const QString& text, const QString& other);

}  // namespace candour
