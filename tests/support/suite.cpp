#include "tests/support/suite.h"

#include <cstdio>
#include <filesystem>
#include <map>
#include <string>

namespace candour {
namespace {

std::map<std::string, TestInSuite::Run>& tests() {
    static std::map<std::string, TestInSuite::Run> all;
    return all;
}

}  // namespace

TestInSuite::TestInSuite(const char* file, Run run) {
    tests().emplace(std::filesystem::path(file).stem().string(), run);
}

int TestInSuite::runNamed(int argc, char* argv[]) {
    const auto found = argc > 1 ? tests().find(argv[1]) : tests().end();
    if (found != tests().end()) return found->second(argc - 1, argv + 1);
    std::fprintf(stderr, "Name one of these tests first:\n");
    for (const auto& [name, run] : tests()) std::fprintf(stderr, "  %s\n", name.c_str());
    return 2;
}

}  // namespace candour

int main(int argc, char* argv[]) {
    return candour::TestInSuite::runNamed(argc, argv);
}
