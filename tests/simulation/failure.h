// What a run found. Nothing is thrown: the first finding ends the process of the run, which its
// parent reports with the seed.
#pragma once

#include "platform/error.h"

#include <string>

namespace candour::simulation {

/// Ends the run: a promise was broken.
[[noreturn]] void broken(const std::string& promise);
inline void promise(bool kept, const std::string& what) {
    if (!kept) broken(what);
}
/// An operation that nothing stands in the way of.
template <class Value>
Value succeed(Result<Value> result, const char* what) {
    if (!result)
        broken(std::string(what) + ": " + result.error().name() + " (" + result.error().during +
               ", " + result.error().detail + ")");
    if constexpr (!std::is_void_v<Value>) return std::move(*result);
}

/// One line of the story, when somebody wants to read it; a hash of all lines in any case.
void tell(const std::string& line);
void tellAloud(bool aloud);
[[nodiscard]] std::uint64_t storyHash();

}  // namespace candour::simulation
