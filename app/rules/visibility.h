// Which notebooks somebody of the team may have (R22). Experts by Experience and members from
// outside read the plan, which has nobody's words, and have the sessions they are assigned to and
// nothing else; whoever may not have a notebook is not given it by the store either.
#pragma once

#include "sync/notebook.h"

#include <QStringView>

namespace candour {

enum class NotebookAccess : std::uint8_t { none, read, write };

/// `role` is a team member's.
bool seesOwnSessionsOnly(QStringView role, bool external);

/// `assigned`: the timetable or somebody in the room named them for this session.
NotebookAccess notebookAccess(QStringView role, bool external, NotebookKind kind, bool assigned);

}  // namespace candour
