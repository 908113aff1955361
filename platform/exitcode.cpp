#include "platform/exitcode.h"

namespace candour {
namespace {

struct Row {
    Exit exit;
    const char* meaning;
};

constexpr Row exits[] = {
    {Exit::ok, "done"},
    {Exit::failed, "something else went wrong; the sentence says what"},
    {Exit::usage, "the command line was not understood"},
    {Exit::badInput, "a value, a line or a file breaks a rule; nothing was changed"},
    {Exit::passphrase, "the passphrase did not match"},
    {Exit::notFound, "what was named is not there"},
    {Exit::conflict, "two versions exist and a person has to decide"},
    {Exit::network,
     "the store could not be reached or did not accept it; everything is still here"},
    {Exit::damaged, "a file or chain is not what was written"},
    {Exit::disk, "the disk is full or failing, or the folder cannot be written to"},
    {Exit::inUse, "another program has it: the vault, the store or the port"},
    {Exit::newerVersion, "written by a newer Candour; untouched"},
    {Exit::notAllowed, "a rule of the notes or a roster forbids it"},
};

}  // namespace

Exit exitOf(Code code) {
    switch (code) {
        case Code::badInput:
        case Code::tooLarge:
        case Code::alreadyThere:
            return Exit::badInput;
        case Code::wrongPassphrase:
        case Code::waitFirst:
            return Exit::passphrase;
        case Code::notFound:
        case Code::missingKey:
            return Exit::notFound;
        case Code::conflict:
            return Exit::conflict;
        case Code::offline:
        case Code::timedOut:
        case Code::storeNotGenuine:
        case Code::captivePortal:
        case Code::storeFailed:
        case Code::refused:
        case Code::codeUnknown:
        case Code::codeExpired:
        case Code::codeUsed:
        case Code::clockWrong:
        case Code::badAnswer:
        case Code::unknownVault:
        case Code::tooOld:
            return Exit::network;
        case Code::damaged:
        case Code::plaintext:
        case Code::brokenChain:
        case Code::badSignature:
        case Code::badSeal:
        case Code::forked:
            return Exit::damaged;
        case Code::diskFull:
        case Code::diskFailed:
        case Code::readOnly:
            return Exit::disk;
        case Code::inUse:
            return Exit::inUse;
        case Code::newerVersion:
            return Exit::newerVersion;
        case Code::notAllowed:
        case Code::rulesBroken:
            return Exit::notAllowed;
        case Code::unsupported:
        case Code::cancelled:
            break;
    }
    return Exit::failed;
}

std::string exitTable() {
    std::string table = "Exit codes:\n";
    for (const Row& row : exits) {
        const std::string number = std::to_string(static_cast<int>(row.exit));
        table += std::string(4 - number.size(), ' ') + number + "  " + row.meaning + "\n";
    }
    return table;
}

}  // namespace candour
