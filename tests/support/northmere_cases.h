// The scenes of Northmere about tracked cases, documents and forms.
#pragma once

#include "tests/support/northmere.h"

namespace candour::northmere {

void addCaseScenes(std::vector<Scene>& scenes);

}  // namespace candour::northmere
