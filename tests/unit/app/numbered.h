// Records that a test of pure rules tells apart by a number.
#pragma once

#include "sync/ids.h"

namespace candour {

inline RecordId id(int number) {
    return *RecordId::fromString(
        QStringLiteral("0195736a-0000-7000-8000-%1").arg(number, 12, 16, QLatin1Char('0')));
}

}  // namespace candour
