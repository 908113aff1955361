#include "platform/completion.h"

#include <CLI/CLI.hpp>

#include <algorithm>

namespace candour {
namespace {

std::string joined(const std::vector<std::string>& words, const char* between) {
    std::string line;
    for (const std::string& word : words) line += (line.empty() ? "" : between) + word;
    return line;
}

/// Bash's path of a command is the words that lead to it, each behind a space.
void addCommand(const CLI::App& command, const std::string& path, std::vector<std::string>& paths,
                std::string& words) {
    std::vector<std::string> next;
    for (const CLI::Option* option : command.get_options())
        for (const std::string& name : option->get_lnames()) next.push_back("--" + name);
    const auto inner = command.get_subcommands({});
    for (const CLI::App* subcommand : inner) next.push_back(subcommand->get_name());
    if (!path.empty()) paths.push_back('"' + path + '"');
    words += "        \"" + path + "\") words=\"" + joined(next, " ") + "\" ;;\n";
    for (const CLI::App* subcommand : inner)
        addCommand(*subcommand, path + ' ' + subcommand->get_name(), paths, words);
}

}  // namespace

std::string bashCompletion(const CLI::App& app, const std::vector<CompletionValues>& values) {
    std::vector<std::string> paths;
    std::string words;
    addCommand(app, {}, paths, words);
    std::string special;
    for (const CompletionValues& value : values)
        special += "        " + joined(value.after, "|") + ") words=\"" + joined(value.words, " ") +
                   " $words\" ;;\n";
    const std::string name = app.get_name();
    std::string function = '_' + name;
    std::replace(function.begin(), function.end(), '-', '_');
    return function +
           "() {\n"
           "    local words= path= word\n"
           "    local current=\"${COMP_WORDS[COMP_CWORD]}\" "
           "previous=\"${COMP_WORDS[COMP_CWORD-1]}\"\n"
           "    for word in \"${COMP_WORDS[@]:1:COMP_CWORD-1}\"; do\n"
           "        case \"$path $word\" in " +
           joined(paths, "|") +
           ") path=\"$path $word\" ;; esac\n"
           "    done\n"
           "    case \"$path\" in\n" +
           words +
           "    esac\n"
           "    case \"$previous\" in\n" +
           special +
           "        --vault|--dir) COMPREPLY=($(compgen -d -- \"$current\")); return ;;\n"
           "        --*-file|--out|apply|cases)"
           " COMPREPLY=($(compgen -f -- \"$current\")); return ;;\n"
           "    esac\n"
           "    COMPREPLY=($(compgen -W \"$words\" -- \"$current\"))\n"
           "}\n"
           "complete -F " +
           function + ' ' + name + '\n';
}

}  // namespace candour
