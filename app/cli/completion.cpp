// The completion script for bash, made from the commands themselves so that it cannot fall behind.
#include "app/cli/cli.h"

namespace candour::cli {
namespace {

std::string optionsOf(const CLI::App& app) {
    std::string names;
    for (const CLI::Option* option : app.get_options())
        for (const std::string& name : option->get_lnames()) names += " --" + name;
    return names;
}

}  // namespace

std::string bashCompletion(const CLI::App& app) {
    std::string commands;
    std::string cases;
    for (const CLI::App* command : app.get_subcommands({})) {
        commands += ' ' + command->get_name();
        std::string words = optionsOf(*command);
        for (const CLI::App* inner : command->get_subcommands({})) words += ' ' + inner->get_name();
        cases += "        " + command->get_name() + ") words=\"" + words + "\" ;;\n";
    }
    std::string types;
    for (const RecordType& type : recordList().types()) types += ' ' + type.name.toStdString();
    return "_candour_cli() {\n"
           "    local words=\"" +
           commands + optionsOf(app) +
           "\" command= word\n"
           "    local current=\"${COMP_WORDS[COMP_CWORD]}\" "
           "previous=\"${COMP_WORDS[COMP_CWORD-1]}\"\n"
           "    for word in \"${COMP_WORDS[@]:1:COMP_CWORD-1}\"; do\n"
           "        case \" " +
           commands +
           " \" in *\" $word \"*) command=$word; break ;; esac\n"
           "    done\n"
           "    case \"$command\" in\n" +
           cases +
           "    esac\n"
           "    case \"$previous\" in\n"
           "        types|list|put|--type) words=\"" +
           types +
           " $words\" ;;\n"
           "        --vault) COMPREPLY=($(compgen -d -- \"$current\")); return ;;\n"
           "        --*-file|apply|cases) COMPREPLY=($(compgen -f -- \"$current\")); return ;;\n"
           "    esac\n"
           "    COMPREPLY=($(compgen -W \"$words\" -- \"$current\"))\n"
           "}\n"
           "complete -F _candour_cli candour-cli\n";
}

}  // namespace candour::cli
