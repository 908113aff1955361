// What was wrong with a command line, for programs whose commands are CLI11's.
#pragma once

#include <string>

namespace CLI {
class App;
class ParseError;
}  // namespace CLI

namespace candour {

/// One sentence. It names a word that is no command, where CLI11 says only that one is required.
[[nodiscard]] std::string misread(const CLI::App& app, const CLI::ParseError& problem);

}  // namespace candour
