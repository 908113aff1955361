// An organisation's own wording of a framework pack, from a file that fits wording.schema.json. It
// replaces titles, I statements, subtopics and prompts, and says which categories a statement
// needs; never a number, a key, a score or a band, so that evidence keeps its place under either
// wording.
#pragma once

#include "app/framework/frameworkpack.h"

namespace candour {

/// The pack with the wording of the file, marked confirmed. `badInput` if the file is for another
/// pack, or names something that the pack does not have.
Result<FrameworkPack> withWording(FrameworkPack pack, const QByteArray& json);

}  // namespace candour
