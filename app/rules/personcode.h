// How people are named on screen and in exports: a letter for their standing and four symbols of
// their record's id, such as C7K2M. Nothing else about a person can be read from it.
#pragma once

#include "sync/ids.h"

#include <QString>

namespace candour {

/// `standing` is a participant's. The symbols are Crockford's base 32 (no I, L, O or U) of the id's
/// last 20 bits, which are random.
QString personCode(QStringView standing, RecordId participant);

}  // namespace candour
