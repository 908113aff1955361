#include "app/rules/visibility.h"

namespace candour {

bool seesOwnSessionsOnly(QStringView role, bool external) {
    return external || role == u"expert_by_experience";
}

NotebookAccess notebookAccess(QStringView role, bool external, NotebookKind kind, bool assigned) {
    if (!seesOwnSessionsOnly(role, external)) return NotebookAccess::write;
    if (kind == NotebookKind::plan) return NotebookAccess::read;
    return kind == NotebookKind::session && assigned ? NotebookAccess::write : NotebookAccess::none;
}

}  // namespace candour
