#include "app/viewmodels/markedtext.h"

#include "app/viewmodels/tagmark.h"

#include <QRegularExpression>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace candour {

namespace {

constexpr qsizetype mostWords = 4'000;  // beyond it a comparison would hold up the screen

QStringView view(const QString& text, const Span& span) {
    return QStringView(text).mid(span.start, span.length);
}

/// Private signs stand for colours: what people wrote may not hold one.
QString safeFrom(const QString& text) {
    QString safe = text;
    for (ushort sign = 0xE000; sign <= 0xE004; ++sign) safe.replace(QChar(sign), QChar(0xFFFD));
    return safe;
}

QString coloured(QStringView words, QChar sign) {
    return u"<span style=\"background-color:"_s + sign + u"\">"_s +
           words.toString().toHtmlEscaped() + u"</span>"_s;
}

}  // namespace

QList<Span> foundSpans(const QString& text, const QString& words) {
    QList<Span> found;
    for (const QString& word : words.split(u' ', Qt::SkipEmptyParts)) {
        for (qsizetype at = text.indexOf(word, 0, Qt::CaseInsensitive); at >= 0;
             at = text.indexOf(word, at + 1, Qt::CaseInsensitive)) {
            if (at == 0 || !text[at - 1].isLetterOrNumber())
                found += Span{static_cast<int>(at), static_cast<int>(word.size())};
        }
    }
    std::sort(found.begin(), found.end(),
              [](const Span& a, const Span& b) { return a.start < b.start; });
    // "car carer" finds one word twice.
    QList<Span> apart;
    for (const Span& span : found) {
        if (apart.isEmpty() || span.start >= apart.last().start + apart.last().length)
            apart += span;
        else
            apart.last().length =
                std::max(apart.last().length, span.start + span.length - apart.last().start);
    }
    return apart;
}

QList<Span> wordSpans(const QString& text) {
    static const QRegularExpression word(u"[\\p{L}\\p{N}’']+"_s);
    QList<Span> words;
    for (auto found = word.globalMatch(text); found.hasNext();) {
        const auto match = found.next();
        words +=
            Span{static_cast<int>(match.capturedStart()), static_cast<int>(match.capturedLength())};
    }
    return words;
}

QString tintedText(const QString& text, const QList<TagMark>& marks) {
    const QString safe = safeFrom(text);
    QList<int> themes(safe.size(), 0);
    for (const TagMark& mark : marks)
        for (int i = std::max(mark.start, 0); i < std::min<qsizetype>(mark.end(), safe.size()); ++i)
            themes[i] = std::clamp(mark.statement.theme, 0, 4);
    QString out;
    for (qsizetype from = 0, to = 0; from < safe.size(); from = to) {
        while (to < safe.size() && themes[to] == themes[from]) ++to;
        const QStringView part = QStringView(safe).mid(from, to - from);
        out += themes[from] == 0 ? part.toString().toHtmlEscaped()
                                 : coloured(part, QChar(0xE000 + themes[from]));
    }
    return out.replace(u'\n', u"<br>"_s);
}

QString markedText(const QString& text, const QList<Span>& spans) {
    const QString safe = safeFrom(text);
    QString out;
    int at = 0;
    for (const Span& span : spans) {
        out += safe.mid(at, span.start - at).toHtmlEscaped();
        out += coloured(QStringView(safe).mid(span.start, span.length), QChar(0xE000));
        at = span.start + span.length;
    }
    out += safe.mid(at).toHtmlEscaped();
    return out.replace(u'\n', u"<br>"_s);
}

QList<Span> differences(const QString& text, const QString& other) {
    const QList<Span> mine = wordSpans(text);
    const QList<Span> theirs = wordSpans(other);
    if (mine.size() * theirs.size() > mostWords * mostWords / 4) return {};
    // Longest common run of words, from the end, so that walking forward takes the earliest match.
    const auto width = static_cast<std::size_t>(theirs.size() + 1);
    std::vector<int> common(static_cast<std::size_t>(mine.size() + 1) * width, 0);
    const auto at = [&](qsizetype i, qsizetype j) -> int& {
        return common[static_cast<std::size_t>(i) * width + static_cast<std::size_t>(j)];
    };
    for (qsizetype i = mine.size() - 1; i >= 0; --i)
        for (qsizetype j = theirs.size() - 1; j >= 0; --j)
            at(i, j) = view(text, mine[i]) == view(other, theirs[j])
                           ? at(i + 1, j + 1) + 1
                           : std::max(at(i + 1, j), at(i, j + 1));
    QList<Span> spans;
    for (qsizetype i = 0, j = 0; i < mine.size();) {
        if (j < theirs.size() && view(text, mine[i]) == view(other, theirs[j])) {
            ++i;
            ++j;
        } else if (j < theirs.size() && at(i, j + 1) >= at(i + 1, j)) {
            ++j;
        } else {
            spans += mine[i++];
        }
    }
    // Neighbours become one mark, so that a phrase reads as a phrase.
    QList<Span> joined;
    for (const Span& span : spans) {
        const int end = joined.isEmpty() ? -1 : joined.last().start + joined.last().length;
        if (end >= 0 && QStringView(text).mid(end, span.start - end).trimmed().isEmpty())
            joined.last().length = span.start + span.length - joined.last().start;
        else
            joined += span;
    }
    return joined;
}

}  // namespace candour
