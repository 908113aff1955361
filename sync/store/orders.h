// How the store decides about somebody's words (PROTOCOL 27 to 29): a hold stands as soon as one
// person asks for it and ends when the lead releases it; keys are left to the lead as soon as one
// person asks for it, until the lead or that person takes it back; words are erased when two people
// have approved, neither of whom had asked for it, and no hold stands. A function of what was asked
// and of the rosters, so that nothing depends on the order in which it came; but what an earlier
// order erased stays erased, and what it protects stays protected while grounds of it are not here
// (a store that was restored from a backup gets them from the tablets).
#pragma once

#include "sync/control.h"
#include "sync/signed.h"

#include <functional>
#include <optional>
#include <set>
#include <span>
#include <vector>

namespace candour {

/// What a vault's person may do in the notebook of a control change.
struct Standing {
    PersonId person;
    bool writes = false;
    bool lead = false;
};

/// What was asked about words in one notebook, there and in its parent.
struct Asked {
    std::vector<ControlChange> here;
    /// Of the parent, all that was asked in it: a hold on the whole of it holds here too.
    std::vector<ControlChange> parents;
    NotebookId parent;  // null for a notebook that has none
    /// An administrator's holds that stand: a subject of this notebook, or all of it (null).
    std::vector<SubjectId> heldHere = {};
    /// Whose words an administrator ever held here, all of the notebook under its own name: what
    /// became of it travels with the order about the same words.
    std::set<SubjectId> everHeld = {};
    std::function<std::optional<Standing>(const VaultId& author, const NotebookId& notebook)> who;
};

/// The orders that follow for the subjects of `notebook`, unsigned and without keys; an erasure
/// that was decided before (`now`) stays, whatever was asked since.
[[nodiscard]] std::vector<Order> ordersFor(const NotebookId& notebook, const Asked& asked,
                                           std::span<const Order> now);

}  // namespace candour
