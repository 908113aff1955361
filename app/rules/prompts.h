// Which prompts an interview has covered. Tagged words tick a prompt by themselves when they speak
// of it; a tap ticks or unticks it for good.
#pragma once

#include "app/framework/frameworkpack.h"

#include <span>

namespace candour {

struct TaggedWords {
    int statement = 0;
    QString words;
};

struct PromptTap {
    QString prompt;
    bool ticked = false;
};

/// A prompt is covered if the words hold one of the prompt's words, whole or as a beginning ("wait"
/// covers "waiting"), in either case.
bool coversPrompt(const LineOfEnquiry& prompt, const QString& words);

/// Keys of the covered prompts, in the pack's order. Tagged words cover prompts of their own
/// quality statement; the last tap on a prompt decides.
QStringList coveredPrompts(const FrameworkPack& pack, std::span<const TaggedWords> tags,
                           std::span<const PromptTap> taps);

}  // namespace candour
