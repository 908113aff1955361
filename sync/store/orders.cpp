#include "sync/store/orders.h"

#include <algorithm>
#include <map>
#include <set>

namespace candour {
namespace {

/// One control change with who made it, if that counts.
struct Ask {
    const ControlChange* change;
    Standing by;
};

std::vector<Ask> asksThatCount(const NotebookId& notebook, const Asked& asked) {
    std::vector<Ask> asks;
    const auto add = [&](const std::vector<ControlChange>& changes, const NotebookId& where) {
        for (const ControlChange& change : changes) {
            // Late, a withdrawal or a hold protects; an approval or a release waits for somebody on
            // the roster to say it again.
            const ControlKind kind = change.control.kind;
            if (change.late && (kind == ControlKind::erase || kind == ControlKind::release))
                continue;
            const auto by = asked.who(change.author, where);
            if (by && by->writes) asks.push_back({&change, *by});
        }
    };
    add(asked.here, notebook);
    add(asked.parents, asked.parent);
    return asks;
}

SubjectId whole(const NotebookId& notebook) {
    return SubjectId(notebook.bytes());
}

/// Whether it is about the subject, or about all of the notebook or of its parent.
bool covers(const Control& control, const SubjectId& subject, const NotebookId& notebook,
            const NotebookId& parent) {
    return (control.notebook == notebook &&
            (control.subject == subject || control.subject == whole(notebook))) ||
           (control.notebook == parent && control.subject == whole(parent));
}

/// Holds that cover it and that nobody released. Those of an administrator nobody else can release.
bool isHeld(const SubjectId& subject, const NotebookId& notebook, const Asked& asked,
            const std::vector<Ask>& asks) {
    std::set<ChangeId> released;
    for (const Ask& ask : asks)
        if (ask.change->control.kind == ControlKind::release && ask.by.lead)
            released.insert(ask.change->control.changes.begin(), ask.change->control.changes.end());
    const bool byAdministrator =
        std::any_of(asked.heldHere.begin(), asked.heldHere.end(),
                    [&](const SubjectId& held) { return held.isNull() || held == subject; });
    return byAdministrator || std::any_of(asks.begin(), asks.end(), [&](const Ask& ask) {
               return ask.change->control.kind == ControlKind::hold &&
                      covers(ask.change->control, subject, notebook, asked.parent) &&
                      !released.contains(ask.change->id);
           });
}

/// Up to which generation the keys are left to the lead: whoever asked for it may take that back.
std::uint32_t restrictedUpTo(const SubjectId& subject, const NotebookId& notebook,
                             const std::vector<Ask>& asks) {
    std::uint32_t generation = 0;
    for (const Ask& ask : asks) {
        const Control& control = ask.change->control;
        if (control.kind != ControlKind::restrict || control.notebook != notebook ||
            control.subject != subject)
            continue;
        const bool released = std::any_of(asks.begin(), asks.end(), [&](const Ask& other) {
            const auto& ended = other.change->control.changes;
            return other.change->control.kind == ControlKind::release &&
                   (other.by.lead || other.by.person == ask.by.person) &&
                   std::find(ended.begin(), ended.end(), ask.change->id) != ended.end();
        });
        if (!released) generation = std::max(generation, ask.change->generation());
    }
    return generation;
}

/// Whether all that an order rests on is here. After a restore some of it is on its way back, and
/// until then what it protects stays protected.
bool restsOnWhatIsHere(const Order& order, const Asked& asked) {
    return std::all_of(order.grounds.begin(), order.grounds.end(), [&](const ChangeId& ground) {
        const auto isIt = [&](const ControlChange& change) { return change.id == ground; };
        return std::any_of(asked.here.begin(), asked.here.end(), isIt) ||
               std::any_of(asked.parents.begin(), asked.parents.end(), isIt);
    });
}

/// What at least two people approve, of those who did not ask for it.
struct Approved {
    std::uint32_t generation = 0;
    std::vector<ChangeId> changes;
};

Approved approvedBy(const std::vector<const Ask*>& erasures, const std::set<PersonId>& askers) {
    std::map<PersonId, std::uint32_t> generations;
    std::map<ChangeId, std::set<PersonId>> changes;
    for (const Ask* ask : erasures) {
        if (askers.contains(ask->by.person)) continue;
        std::uint32_t& generation = generations[ask->by.person];
        generation = std::max(generation, ask->change->generation());
        for (const ChangeId& change : ask->change->control.changes)
            changes[change].insert(ask->by.person);
    }
    Approved approved;
    std::vector<std::uint32_t> agreed;
    for (const auto& [person, generation] : generations) agreed.push_back(generation);
    std::sort(agreed.rbegin(), agreed.rend());
    if (agreed.size() >= 2) approved.generation = agreed[1];
    for (const auto& [change, people] : changes)
        if (people.size() >= 2) approved.changes.push_back(change);
    return approved;
}

}  // namespace

std::vector<Order> ordersFor(const NotebookId& notebook, const Asked& asked,
                             std::span<const Order> now) {
    const std::vector<Ask> asks = asksThatCount(notebook, asked);
    std::set<SubjectId> subjects;
    for (const Ask& ask : asks)
        if (ask.change->control.notebook == notebook) subjects.insert(ask.change->control.subject);
    subjects.insert(asked.everHeld.begin(), asked.everHeld.end());
    std::vector<Order> orders;
    for (const SubjectId& subject : subjects) {
        const auto before = std::find_if(now.begin(), now.end(), [&](const Order& order) {
            return order.notebook == notebook && order.subject == subject;
        });
        Order order;
        if (before != now.end()) order = *before;
        order.notebook = notebook;
        order.subject = subject;
        const bool isWhole = restsOnWhatIsHere(order, asked);
        order.held = isHeld(subject, notebook, asked, asks) || (!isWhole && order.held);
        order.restricted = std::max(restrictedUpTo(subject, notebook, asks),
                                    isWhole ? std::uint32_t{0} : order.restricted);
        std::vector<const Ask*> erasures;
        std::set<PersonId> askers;
        if (isWhole) order.grounds.clear();
        for (const Ask& ask : asks) {
            const Control& control = ask.change->control;
            if (control.kind == ControlKind::hold &&
                covers(control, subject, notebook, asked.parent))
                order.grounds.push_back(ask.change->id);
            if (control.notebook != notebook || control.subject != subject) continue;
            order.grounds.push_back(ask.change->id);
            if (ask.change->control.kind == ControlKind::erase) erasures.push_back(&ask);
            if (ask.change->control.kind == ControlKind::withdraw) askers.insert(ask.by.person);
        }
        std::sort(order.grounds.begin(), order.grounds.end());
        order.grounds.erase(std::unique(order.grounds.begin(), order.grounds.end()),
                            order.grounds.end());
        if (!order.held) {
            const Approved approved = approvedBy(erasures, askers);
            order.generation = std::max(order.generation, approved.generation);
            for (const ChangeId& change : approved.changes)
                if (!order.names(change)) order.changes.push_back(change);
        }
        if (order.held || order.erases() || order.restricted > 0 || before != now.end())
            orders.push_back(std::move(order));
    }
    return orders;
}

}  // namespace candour
