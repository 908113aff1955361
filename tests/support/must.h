// For what a test takes for granted: the value, or a stop that names the error.
#pragma once

#include "platform/error.h"

#include <QtGlobal>

namespace candour {

template <class Value>
Value must(Result<Value> result) {
    if (!result)
        qFatal("%s (%s): %s", result.error().name(), result.error().during.c_str(),
               result.error().detail.c_str());
    if constexpr (!std::is_void_v<Value>) return std::move(*result);
}

}  // namespace candour
