#include "app/rules/prompts.h"

#include <algorithm>

namespace candour {

bool coversPrompt(const LineOfEnquiry& prompt, const QString& words) {
    return std::any_of(prompt.words.begin(), prompt.words.end(), [&](const QString& each) {
        qsizetype at = words.indexOf(each, 0, Qt::CaseInsensitive);
        while (at > 0 && words[at - 1].isLetterOrNumber())
            at = words.indexOf(each, at + 1, Qt::CaseInsensitive);
        return at >= 0;
    });
}

QStringList coveredPrompts(const FrameworkPack& pack, std::span<const TaggedWords> tags,
                           std::span<const PromptTap> taps) {
    QStringList covered;
    for (const QualityStatement& statement : pack.statements)
        for (const LineOfEnquiry& prompt : statement.prompts) {
            bool ticked = std::any_of(tags.begin(), tags.end(), [&](const TaggedWords& tag) {
                return tag.statement == statement.number && coversPrompt(prompt, tag.words);
            });
            for (const PromptTap& tap : taps)
                if (tap.prompt == prompt.key) ticked = tap.ticked;
            if (ticked) covered << prompt.key;
        }
    return covered;
}

}  // namespace candour
