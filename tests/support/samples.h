// Northmere, the sample of the repository, as a test takes it in.
#pragma once

#include <QString>

#include <initializer_list>

namespace candour {
class Vault;
}

namespace candour::test {

/// Where one file of the sample lies: "team", "whole/day2".
[[nodiscard]] QString sampleFile(const char* name);

/// Applies those files in that order; the test ends if one has a fault.
void takeSample(Vault& vault, std::initializer_list<const char*> names);

}  // namespace candour::test
