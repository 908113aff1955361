#include "platform/usage.h"

#include <CLI/CLI.hpp>

#include <cctype>

namespace candour {

std::string misread(const CLI::App& app, const CLI::ParseError& problem) {
    // The deepest command that was understood is the one that did not understand the next word.
    const CLI::App* last = &app;
    for (auto parsed = last->get_subcommands(); !parsed.empty(); parsed = last->get_subcommands())
        last = parsed.back();
    const std::vector<std::string> rest = last->remaining();
    const bool wantsCommand = dynamic_cast<const CLI::RequiredError*>(&problem) != nullptr;
    if (wantsCommand && !rest.empty() && !rest.front().starts_with('-'))
        return "\"" + rest.front() + "\" is no command of " + last->get_name() + ".";
    std::string said = problem.what();
    while (!said.empty() && std::isspace(static_cast<unsigned char>(said.back())) != 0)
        said.pop_back();
    return said.ends_with('.') ? said : said + '.';
}

}  // namespace candour
