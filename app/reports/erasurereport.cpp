#include "app/reports/erasurereport.h"

#include "app/reports/plan.h"
#include "app/rules/recordwords.h"

#include <algorithm>
#include <map>
#include <set>

namespace candour {
namespace {

bool restsOn(const Order& order, const std::vector<ControlChange>& asked) {
    return std::any_of(asked.begin(), asked.end(), [&](const ControlChange& change) {
        return std::find(order.grounds.begin(), order.grounds.end(), change.id) !=
               order.grounds.end();
    });
}

bool sameWords(const Control& control, const NotebookId& notebook, const SubjectId& subject) {
    return control.notebook == notebook && control.subject == subject;
}

/// What the control changes about one erasure, and about the wish that it follows, come to.
struct Asked {
    std::vector<ControlChange> approvals;
    std::vector<ControlChange> wishes;
};

/// Whether an order takes what the wish names of somebody's words in one notebook: all of it, or
/// what was approved of it by single changes because they said more under the same key.
bool takes(const Order& order, const ControlChange& wish, const Asked& asked) {
    const Control& named = wish.control;
    if (!sameWords(named, order.notebook, order.subject) || !restsOn(order, asked.approvals))
        return false;
    const auto namesAll = [&](const Control& control) {
        return std::all_of(control.changes.begin(), control.changes.end(),
                           [&](const ChangeId& id) { return order.names(id); });
    };
    if (order.generation >= wish.generation() && namesAll(named)) return true;
    return std::any_of(
        asked.approvals.begin(), asked.approvals.end(), [&](const ControlChange& change) {
            const Control& control = change.control;
            return sameWords(control, order.notebook, order.subject) && control.generation == 0 &&
                   !control.changes.empty() && namesAll(control);
        });
}

/// Of a notebook whose orders do not come here, two approvals are all that can be known.
Result<bool> isApproved(Ledger& ledger, const Control& named, const Asked& asked) {
    std::set<PersonId> people;
    for (const ControlChange& change : asked.approvals) {
        if (change.late || !sameWords(change.control, named.notebook, named.subject)) continue;
        TRY(const auto author, ledger.certificate(change.author));
        if (author) people.insert(author->value.person);
    }
    return people.size() >= 2;
}

Result<bool> isWhole(Ledger& ledger, const Asked& asked, const std::vector<Signed<Order>>& orders) {
    for (const ControlChange& wish : asked.wishes) {
        const Control& named = wish.control;
        if (std::any_of(orders.begin(), orders.end(),
                        [&](const auto& order) { return takes(order.value, wish, asked); }))
            continue;
        TRY(const auto roster, ledger.roster(named.notebook));
        TRY(const auto founding, ledger.founding(named.notebook));
        if (roster || founding) return false;
        TRY(const bool approved, isApproved(ledger, named, asked));
        if (!approved) return false;
    }
    return true;
}

Status judge(ErasureRow& row, Ledger& ledger, const Asked& asked,
             const std::vector<Signed<Order>>& orders, const std::vector<Signed<Order>>& done) {
    bool erased = false;
    bool held = false;
    bool carriedOut = true;
    for (const auto& order : orders) {
        if (!restsOn(order.value, asked.approvals)) continue;
        held = held || order.value.held;
        if (!order.value.erases()) continue;
        erased = true;
        row.decided = std::max(row.decided.value_or(order.value.issued), order.value.issued);
        carriedOut = carriedOut && std::any_of(done.begin(), done.end(), [&](const auto& one) {
                         return one.body == order.body;
                     });
    }
    TRY(const bool whole, isWhole(ledger, asked, orders));
    if (held)
        row.state = ErasureRow::State::held;
    else if (erased && !whole)
        row.state = ErasureRow::State::inPart;
    else if (erased)
        row.state = carriedOut ? ErasureRow::State::carriedOut : ErasureRow::State::inForce;
    return {};
}

}  // namespace

Result<std::vector<ErasureRow>> readErasures(Ledger& ledger, RecordReader& records) {
    std::map<RecordId, QString> initials;
    TRY(const auto members, everyListed(records, {.type = u"team_member"_qs}));
    for (const ListedRecord& member : members)
        initials[member.id] = textIn(member.values, u"initials");
    std::map<RecordId, Asked> asked;
    TRY(const auto notebooks, ledger.notebooks());
    for (const NotebookId& notebook : notebooks) {
        TRY(const auto controls, ledger.controls(notebook));
        for (const ControlChange& change : controls) {
            Asked& about = asked[change.control.about];
            if (change.control.kind == ControlKind::erase)
                about.approvals.push_back(change);
            else if (change.control.kind == ControlKind::withdraw ||
                     change.control.kind == ControlKind::restrict)
                about.wishes.push_back(change);
        }
    }
    TRY(const auto orders, ledger.orders());
    TRY(const auto done, ledger.ordersCarriedOut());
    TRY(const auto erasures, everyListed(records, {.type = u"erasure"_qs, .withStruck = true}));
    std::vector<ErasureRow> rows;
    for (const ListedRecord& erasure : erasures) {
        ErasureRow row{erasure.id, idIn(erasure.values, u"what"),
                       textIn(erasure.values, u"authority")};
        for (const RecordId& member : idsIn(erasure.values, u"approved_by"))
            row.approvedBy << initials[member];
        row.withdrawal = idIn(erasure.values, u"withdrawal");
        const Asked all{asked[erasure.id].approvals, asked[row.withdrawal].wishes};
        row.asked = all.approvals.size();
        TRY_OK(judge(row, ledger, all, orders, done));
        if (erasure.struck && !row.isDecided()) {
            row.state = ErasureRow::State::takenBack;
            TRY(const RecordView view, records.get(erasure.row));
            row.authority = view.strikeReason;
        }
        rows.push_back(std::move(row));
    }
    return rows;
}

}  // namespace candour
