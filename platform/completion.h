// The completion script of a program for bash, made from its commands themselves so that it cannot
// fall behind. Both programs print theirs: `source <(PROGRAM completion bash)`.
#pragma once

#include <string>
#include <vector>

namespace CLI {
class App;
}

namespace candour {

/// Words that complete what follows some word: an option ("--type") or a command ("list").
struct CompletionValues {
    std::vector<std::string> after;
    std::vector<std::string> words;
};

/// A script that completes commands at any depth and their options; after an option that wants a
/// folder or a file, those. `app` must have its name. It has nothing in it that a user typed.
[[nodiscard]] std::string bashCompletion(const CLI::App& app,
                                         const std::vector<CompletionValues>& values = {});

}  // namespace candour
